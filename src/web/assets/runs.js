// Runs that follow the controls: one is on, and its first figures are shown before a newer one takes its place, so that the
// page follows also while a control keeps moving.

import { Refused, events, post } from "./api.js";

/** Changes of the same moment are one run. */
const TOGETHER_MS = 4;
/** A run that has shown nothing for this long gives way to the newer one. */
const PATIENCE_MS = 1500;
const TRY_AGAIN_MS = 2000;

/**
 * `body()` is asked when a run begins; `tell(event, data, number)` gets its events, and "refused" or "unreachable".
 * Returns the function that asks for a run.
 */
export function runs(body, tell) {
  let active = null;
  let waiting = 0;
  let wanted = false;
  let count = 0;
  let retry = 0;

  function ask() {
    clearTimeout(waiting);
    clearTimeout(retry);
    waiting = setTimeout(begin, TOGETHER_MS);
  }

  function begin() {
    if (active && !active.shown && performance.now() - active.since < PATIENCE_MS) {
      wanted = true;
      waiting = setTimeout(begin, PATIENCE_MS);
      return;
    }
    active?.abort.abort();
    clearTimeout(waiting);
    wanted = false;
    active = { abort: new AbortController(), shown: false, since: performance.now(), number: (count += 1) };
    follow(active);
  }

  function shown(run) {
    run.shown = true;
    if (wanted && run === active) begin();
  }

  async function follow(run) {
    const pass = (event, data) => run === active && tell(event, data, run.number);
    try {
      pass("asked", null);
      const response = await post("/api/run", body(), run.abort.signal);
      let ended = false;
      for await (const [event, data] of events(response)) {
        ended = event === "end" && data.reason !== "stopping";
        pass(event, data);
        if (event === "figures" || event === "problem") shown(run);
      }
      if (!ended) throw new Error("the server went away in the middle of a run");
    } catch (error) {
      if (run.abort.signal.aborted) return;
      const busy = error instanceof Refused && (error.status === 429 || error.status === 503);
      pass(error instanceof Refused ? "refused" : "unreachable", error);
      if (run === active && (busy || !(error instanceof Refused))) {
        retry = setTimeout(ask, 1000 * (error.retryAfterSeconds ?? 0) || TRY_AGAIN_MS);
      }
    }
    shown(run);
  }

  return ask;
}

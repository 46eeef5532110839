// "Size this": the cheapest shifts that keep the agreements, as a further variant.

import { Refused, events, post } from "./api.js";
import { at, say } from "./dom.js";
import { sentence } from "./controls.js";
import { choose, current, entry, free, full, ofText, place, start, variants } from "./state.js";
import { language, t } from "./words.js";

let search = null;
let found = null;

/** `changed` is called when the staffing found becomes a variant. */
export function sizing(changed) {
  at("size").addEventListener("click", go);
  at("size-stop").addEventListener("click", () => search?.abort());
  at("size-take").addEventListener("click", () => take(changed).catch((error) => say(at("size-progress"), said(error))));
}

/** The staffing found stands beside the variants; it takes the place of none. */
async function take(changed) {
  if (full()) return say(at("size-progress"), t("pins_full", start.limits.scenarios));
  const checked = await (await post("/api/check", { lang: language(), scenario: { toml: found.toml } })).json();
  if (!checked.ok) return say(at("size-progress"), checked.problems.map(sentence).join(" "));
  const variant = ofText(found.toml, free(t("sized", found.name)), checked.scenarios[0].values);
  variants.splice(place() + 1, 0, variant);
  choose(place() + 1);
  at("size-answer").hidden = true;
  say(at("size-progress"), "");
  changed();
}

const said = (error) => (error instanceof Refused ? [error.message, ...error.problems.map(sentence)].join(" ") : t("unreachable"));

function busy(on) {
  at("size").disabled = on;
  at("size-stop").hidden = !on;
}

async function go() {
  search = new AbortController();
  const name = current().name;
  at("size-answer").hidden = true;
  busy(true);
  say(at("size-progress"), t("size_begun"));
  try {
    const response = await post("/api/size", { lang: language(), scenario: entry(current()) }, search.signal);
    for await (const [event, data] of events(response)) heard(event, data, name);
  } catch (error) {
    say(at("size-progress"), search.signal.aborted ? t("size_stopped") : said(error));
  }
  busy(false);
}

function heard(event, data, name) {
  if (event === "progress") say(at("size-progress"), data.text);
  if (event === "problem") say(at("size-progress"), data.message);
  if (event === "answer") {
    found = { ...data, name };
    say(at("size-progress"), t("size_found"));
    say(at("size-text"), data.text);
    at("size-answer").hidden = false;
  }
}

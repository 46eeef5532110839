// What the pages of trainers and teams share: asking, listening, and showing what an act brought.

import { Refused, answered, get } from "./api.js";
import { at, h, say } from "./dom.js";
import { language, speak, t } from "./words.js";

const AGAIN_MS = 1500;
/** Phones get pictures laid out for them, and so does the projector, which shows them twice as large. */
const NARROW = matchMedia("(max-width: 40rem)");
const narrow = () => NARROW.matches || document.body.classList.contains("workshop");

/** Asks for the texts and fills them in; what the pages begin with. */
export async function begin() {
  const wished = new URLSearchParams(location.search).get("lang") ?? (navigator.language.startsWith("es") ? "es" : "en");
  const start = await get(`/api/workshop?lang=${wished === "es" ? "es" : "en"}`);
  speak(start.lang, start.words);
  document.documentElement.lang = language();
  document.title = `relevo: ${t("ws_workshop")}`;
  for (const one of document.querySelectorAll("[data-text]")) one.textContent = t(one.dataset.text);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", t(one.dataset.label));
  const link = at("language");
  link.lang = language() === "es" ? "en" : "es";
  link.addEventListener("click", (event) => {
    // With the fragment as it is now.
    event.preventDefault();
    location.assign(`?lang=${link.lang}${location.hash}`);
  });
  link.href = `?lang=${link.lang}`;
  return start;
}

/** A code as it is kept. */
export const asCode = (typed) => typed.toUpperCase().replace(/[^A-Z]/g, "");
/** A code as it is read aloud. */
export const shownCode = (code) => `${code.slice(0, 3)}-${code.slice(3)}`;
export const routeOf = (code) => `/api/workshop/rooms/${encodeURIComponent(code)}`;

/** Asks the server; `secret` is the trainer's. */
export async function ask(route, { body, secret } = {}) {
  const headers = {};
  if (secret) headers["x-relevo-trainer"] = secret;
  if (body === undefined) {
    const wish = `lang=${language()}${narrow() ? "&narrow=true" : ""}`;
    return answered(await fetch(`${route}?${wish}`, { headers }));
  }
  headers["content-type"] = "application/json";
  return answered(await fetch(route, { method: "POST", headers, body: JSON.stringify({ lang: language(), ...body }) }));
}

/** Says what went wrong; nothing takes it away again. */
export function trouble(message) {
  const place = at("trouble");
  place.hidden = !message;
  say(place, message ?? "");
}

/**
 * Listens to a room. `refresh()` shows what there is now; it is asked again whenever something has changed, the stream has come back, or the
 * server was away. Errors that are answers end it: `gone(error)`.
 */
export function follow(code, refresh, progress, gone) {
  let ended = false;
  let busy = false;
  let wanted = false;
  let lost = false;
  let source;
  let timer = 0;

  async function look() {
    if (ended) return;
    if (busy) {
      wanted = true;
      return;
    }
    busy = true;
    wanted = false;
    try {
      await refresh();
      if (lost) trouble(null);
      lost = false;
    } catch (error) {
      if (error instanceof Refused && error.status !== 429 && error.status !== 503) {
        end();
        gone(error);
        return;
      }
      lost = true;
      trouble(error instanceof Refused ? error.message : t("ws_lost"));
      clearTimeout(timer);
      timer = setTimeout(look, AGAIN_MS);
    } finally {
      busy = false;
    }
    if (wanted) look();
  }

  function listen() {
    if (ended) return;
    source = new EventSource(`${routeOf(code)}/events?lang=${language()}`);
    source.addEventListener("changed", look);
    source.addEventListener("progress", (event) => progress(JSON.parse(event.data)));
    source.addEventListener("problem", (event) => trouble(JSON.parse(event.data).message));
    source.addEventListener("error", () => {
      // The browser comes back by itself, but not after an answer that was no stream.
      look();
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN_MS);
    });
  }

  function end() {
    ended = true;
    clearTimeout(timer);
    source?.close();
  }

  listen();
  NARROW.addEventListener("change", look);
  return { look, end };
}

const teamsOf = (row) => {
  const names = row.teams.flatMap((name, number) => [number ? ", " : "", h("bdi", { text: name })]);
  if (!row.as_it_is) return names;
  return [...names, h("span", { class: "muted", text: names.length ? ` (${t("ws_as_it_is")})` : t("ws_as_it_is") })];
};

function heads(...texts) {
  return h(
    "thead",
    {},
    h(
      "tr",
      {},
      texts.map((text) => h("th", { scope: "col", text })),
    ),
  );
}

function rowsOf(view, own, cells) {
  const row = (one) =>
    h("tr", { class: one.ids.includes(own) ? "own" : "" }, h("th", { scope: "row" }, teamsOf(one)), cells(one));
  return h("tbody", {}, view.rows.map(row));
}

const scroll = (label, table) => h("div", { class: "scroll", role: "group", "aria-label": label, tabindex: "0" }, table);

function figure(picture) {
  const parsed = new DOMParser().parseFromString(picture.svg, "image/svg+xml").documentElement;
  return h("figure", {}, document.importNode(parsed, true));
}

/** Shows what an act brought in a section, anew only where it differs. */
export function showOutcome(section, view, { title, questions, own }) {
  section.hidden = !view;
  const shape = JSON.stringify([view, own, language()]);
  if (!view || section.shown === shape) return;
  section.shown = shape;
  const place = (row) =>
    h("td", {}, row.place, row.tie ? h("span", { class: "tie", text: ` ${t("ws_tie")}` }) : null);
  const figures = h(
    "table",
    { class: "figures" },
    h("caption", { class: "hidden", text: title }),
    heads(t("ws_team"), t("ws_place"), ...view.columns),
    rowsOf(view, own, (row) => [
      place(row),
      ...row.cells.map((cell) => h("td", {}, `${cell.value} `, h("span", { class: "spread", text: cell.spread }))),
    ]),
  );
  const decided = h(
    "table",
    { class: "figures words" },
    h("caption", { class: "hidden", text: t("ws_decided") }),
    heads(t("ws_team"), ...view.levers),
    rowsOf(view, own, (row) => row.decided.map((one) => h("td", { class: one.changed ? "changed" : "", text: one.text }))),
  );
  section.replaceChildren(
    h("h2", { text: title }),
    h("p", { class: "headline", text: view.headline }),
    scroll(title, figures),
    h("div", { class: "outcome-pictures" }, view.pictures.map(figure)),
    h("h3", { text: t("ws_decided") }),
    scroll(t("ws_decided"), decided),
    ...(questions?.length
      ? [
          h("h3", { text: t("ws_questions") }),
          h(
            "ul",
            { class: "questions" },
            questions.map((text) => h("li", { text })),
          ),
        ]
      : []),
    h("p", { class: "muted", text: view.note }),
  );
}

/** Shows how far a simulation is. */
export function showProgress({ done, all }) {
  const bar = at("progress");
  bar.hidden = false;
  bar.max = all;
  bar.value = done;
}

// What a run tells: verdict, key figures with their intervals, table and pictures. Nodes are changed in place.

import { at, h, say } from "./dom.js";
import { inForce, place, variants } from "./state.js";
import { rounded, t } from "./words.js";

/** Measures that are shown large, besides the agreements. */
const KEY_MEASURES = ["staff_cost_per_week", "net_cost_per_week", "customers_lost_per_week"];
const MOST_AGREEMENTS = 2;
/** Beyond the intervals on both sides: of their reach, and of the largest value at least. */
const ROOM = 0.15;
const LEAST_ROOM = 0.05;
/** A part of its scale below which intervals get a scale of their own. */
const TOO_SMALL = 0.15;
const MARKS = { "*": "best", "\u2248": "alike" };

let shapeOfTable = "";
const scales = new Map();
let drawn = null;

/** Shows figures of a run. */
export function showFigures(figures, run) {
  const results = at("results");
  results.classList.remove("stale");
  results.removeAttribute("aria-busy");
  progress(figures);
  verdict(figures);
  keyFigures(figures.table);
  table(figures.table);
  pictures(figures.pictures);
  Object.assign(results.dataset, { run, replications: figures.replications, state: figures.state });
}

/** Says that what is shown no longer holds. */
export function outdated() {
  at("results").classList.add("stale");
  at("results").setAttribute("aria-busy", "true");
}

function progress({ replications, most, state }) {
  const bar = at("progress");
  bar.max = most;
  bar.value = replications;
  bar.hidden = state !== "refining";
  const words =
    state === "refining"
      ? "refining"
      : state === "most_replications"
        ? "most_replications"
        : state === "no_interval"
          ? "no_interval"
          : "refined";
  say(at("refined"), t(words, rounded(replications), rounded(most)));
}

function verdict({ verdict: sentences, state }) {
  const [lead, ...others] = sentences;
  say(at("lead"), lead ?? "");
  const list = at("verdict-text");
  while (list.children.length > others.length) list.lastChild.remove();
  others.forEach((sentence, number) => {
    if (!list.children[number]) list.append(h("p"));
    say(list.children[number], sentence);
  });
  // Read out once, when it stands, and not with every refinement.
  if (state !== "refining") say(at("spoken"), sentences.slice(0, 2).join(" "));
}

function chosenRows({ groups }) {
  const rows = groups.flatMap((group) => group.rows);
  const agreements = rows.filter((row) => row.about === "attained").slice(0, MOST_AGREEMENTS);
  return [...agreements, ...KEY_MEASURES.map((id) => rows.find((row) => row.id === id)).filter(Boolean)];
}

/** One card for each key figure: a track for each variant with its interval, on one scale. */
function keyFigures(told) {
  const cards = at("key-figures");
  const rows = chosenRows(told);
  while (cards.children.length > rows.length) cards.lastChild.remove();
  rows.forEach((row, number) => {
    if (!cards.children[number])
      cards.append(
        h(
          "li",
          { class: "card" },
          h("h3"),
          h("ul", { class: "tracks" }),
          h("p", { class: "ends", "aria-hidden": "true" }, h("span"), h("span")),
        ),
      );
    card(cards.children[number], row, told.scenarios);
  });
  const [first] = rows;
  const money = rows.find((row) => row.id === "net_cost_per_week");
  const now = (row) => (row ? `${row.label.trim()}: ${row.cells[place()]?.value ?? ""}` : "");
  say(at("glance"), [first, money].filter(Boolean).map(now).join(" \u00b7 "));
}

/** Shares from 0 to 1; anything else a little beyond its intervals, and as it was while they fit, so that moves are seen. */
function scaleOf(row) {
  if (row.about === "attained") return [0, 1];
  const told = row.cells.filter((cell) => cell.mean !== null);
  const least = Math.min(...told.map((cell) => cell.low ?? cell.mean));
  const most = Math.max(...told.map((cell) => cell.high ?? cell.mean));
  const room = Math.max((most - least) * ROOM, Math.abs(most) * LEAST_ROOM) || 1;
  const scale = [least >= 0 ? Math.max(0, least - room) : least - room, most + room];
  const kept = scales.get(row.label);
  const fits = kept && least >= kept[0] && most <= kept[1] && scale[1] - scale[0] > (kept[1] - kept[0]) * TOO_SMALL;
  if (!fits) scales.set(row.label, scale);
  return fits ? kept : scale;
}

function card(element, row, names) {
  const [heading, list, ends] = element.children;
  say(heading, row.label.trim());
  const [least, most] = scaleOf(row);
  [least, most].forEach((end, number) => say(ends.children[number], row.about === "attained" ? `${100 * end} %` : rounded(end)));
  const part = (value) => `${(100 * (value - least)) / (most - least)}%`;
  while (list.children.length > names.length) list.lastChild.remove();
  names.forEach((name, number) => {
    if (!list.children[number]) list.append(track(number));
    const item = list.children[number];
    const cell = row.cells[number];
    item.classList.toggle("chosen", number === place() && names.length > 1);
    say(item.querySelector(".who"), name);
    say(item.querySelector(".value"), cell.value);
    say(item.querySelector(".spread"), cell.half_width);
    item.dataset.tone = cell.tone;
    const line = item.querySelector(".track");
    line.hidden = cell.mean === null;
    if (cell.mean === null) return;
    line.style.setProperty("--from", part(cell.low ?? cell.mean));
    line.style.setProperty("--to", part(cell.high ?? cell.mean));
    line.style.setProperty("--at", part(cell.mean));
    const target = row.about === "attained" ? inForce(variants[number] ?? variants[0]).get(`sla.${quoted(row.id)}.target`)?.value : null;
    line.classList.toggle("aimed", typeof target === "number");
    if (typeof target === "number") line.style.setProperty("--aim", part(target));
  });
}

const quoted = (name) => (name.includes(".") ? JSON.stringify(name) : name);

function track(number) {
  const line = h(
    "span",
    { class: "track", "aria-hidden": "true" },
    h("span", { class: "between" }),
    h("span", { class: "dot" }),
    h("span", { class: "aim" }),
  );
  line.style.setProperty("--series", `var(--c${(number % 8) + 1})`);
  return h(
    "li",
    {},
    h("bdi", { class: "who" }),
    h("span", { class: "what" }, h("span", { class: "value" }), " ", h("span", { class: "spread" })),
    line,
  );
}

function table(told) {
  const shape = JSON.stringify([told.scenarios, told.groups.map((group) => [group.name, group.rows.map((row) => row.label)])]);
  if (shape !== shapeOfTable) {
    shapeOfTable = shape;
    layTable(told);
  }
  const cells = at("table").querySelectorAll("td");
  told.groups
    .flatMap((group) => group.rows)
    .flatMap((row) => row.cells)
    .forEach((cell, number) => {
      const td = cells[number];
      td.className = cell.tone;
      say(td.children[0], cell.value);
      say(td.children[1], cell.half_width);
      say(td.children[2], cell.mark);
      say(td.children[3], MARKS[cell.mark] ? ` (${t(MARKS[cell.mark])})` : "");
    });
  at("legend").replaceChildren(...told.legend.map((text) => h("li", { text })));
}

function layTable({ scenarios, groups }) {
  const cell = () =>
    h(
      "td",
      {},
      h("span", { class: "value" }),
      h("span", { class: "spread" }),
      h("span", { class: "mark", "aria-hidden": "true" }),
      h("span", { class: "hidden" }),
    );
  const name = (text, number) =>
    h(
      "th",
      { scope: "col", class: number === place() && scenarios.length > 1 ? "chosen" : "" },
      h("bdi", { text }),
      number === 0 && scenarios.length > 1 ? h("span", { class: "muted", text: ` (${t("baseline")})` }) : null,
    );
  const row = (one) =>
    h("tr", {}, h("th", { scope: "row", class: one.label.startsWith("  ") ? "below" : "", text: one.label.trim() }), one.cells.map(cell));
  const bodies = groups.map((group) =>
    h(
      "tbody",
      {},
      h("tr", { class: "group" }, h("th", { scope: "rowgroup", colspan: scenarios.length + 1, text: group.name })),
      group.rows.map(row),
    ),
  );
  at("table").replaceChildren(
    h("caption", { class: "hidden", text: t("table") }),
    h("thead", {}, h("tr", {}, h("th", { scope: "col", text: t("figure") }), scenarios.map(name))),
    ...bodies,
  );
}

/** Marks the column of the variant that the controls change. */
export function markChosen() {
  const heads = [...at("table").querySelectorAll("thead th")].slice(1);
  heads.forEach((head, number) => head.classList.toggle("chosen", number === place() && heads.length > 1));
}

function pictures(told) {
  const frame = at("picture");
  const [picture] = told;
  at("picture-none").hidden = Boolean(picture);
  frame.hidden = !picture;
  if (!picture) return;
  const parsed = new DOMParser().parseFromString(picture.svg, "image/svg+xml").documentElement;
  at("drawing").replaceChildren(document.importNode(parsed, true));
  at("drawing").dataset.kind = picture.kind;
  drawn = picture;
  if (at("numbers").open) numbers();
}

/** The numbers behind the picture, made when they are looked at. */
export function numbers() {
  if (!drawn) return;
  const { label, columns, rows } = drawn.table;
  const head = h(
    "tr",
    {},
    h("th", { scope: "col", text: label }),
    columns.map((text) => h("th", { scope: "col", text })),
  );
  const body = rows.map((row) =>
    h(
      "tr",
      {},
      h("th", { scope: "row", text: row.label }),
      row.cells.map((text) => h("td", { text })),
    ),
  );
  at("behind").replaceChildren(h("caption", { text: drawn.about }), h("thead", {}, head), h("tbody", {}, body));
}

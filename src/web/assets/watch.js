// The page that plays a week: which variants, when, how fast; the address holds it all.

import { Refused, get, post } from "./api.js";
import { at, h, say, soon } from "./dom.js";
import { BrokenLink, fragment, opened, take } from "./link.js";
import { clearNotice, notice } from "./notices.js";
import { inks, mark, person, scene } from "./scene.js";
import { WORLD, begin, choose, entry, ofStart, place, start, variants } from "./state.js";
import { hours, still } from "./still.js";
import { DAY, HOUR, WEEK, allAtWork, counted, indexed, morning, upTo, waiting } from "./week.js";
import { language, speak, t, weekdays, written } from "./words.js";

/** Simulated seconds a second. */
const SPEEDS = [600, 1800, HOUR, 3 * HOUR, 6 * HOUR];
/** How long a message is on its way, in seconds of the one who watches. */
const FLIGHT = 0.35;
const TEXT_MS = 100;
/** Counters and their names. */
const COUNTED = {
  waiting: "watch_waiting",
  overdue: "watch_overdue",
  oldest: "watch_oldest",
  arrived: "watch_arrived",
  answered: "watch_answered",
  late: "watch_late",
  phoned: "watch_phoned",
  gave_up: "watch_gave_up",
};
const COUNTERS = Object.keys(COUNTED);
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const DARK = matchMedia("(prefers-color-scheme: dark)");

let time = 0;
let speed = HOUR;
let playing = false;
let last = 0;
let lastText = 0;
let weeks = [];
let panes = [];
let asked = null;
let shownHash = "";

const shown = { first: 0, second: -1, week: 0, replication: 0 };
const two = (number) => String(number).padStart(2, "0");

/** A moment in words: weekday, hour and minute. */
function moment(second) {
  const within = Math.min(second, WEEK - 1);
  const day = weekdays("long")[Math.floor(within / DAY)];
  return `${day.charAt(0).toUpperCase()}${day.slice(1)} ${two(Math.floor(within / HOUR) % 24)}:${two(Math.floor(within / 60) % 60)}`;
}

function long(seconds) {
  if (seconds === null) return "–";
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${two(minutes % 60)}`;
}

async function keep() {
  const state = await fragment();
  const own = `f=${shown.first}&b=${shown.second}&w=${shown.week}&r=${shown.replication}&t=${Math.floor(time)}&s=${speed}`;
  shownHash = state ? `${state}&${own}` : `#${own}`;
  history.replaceState(null, "", location.pathname + location.search + shownHash);
  const lang = `?lang=${language()}`;
  at("back").href = `/${lang}${state}`;
  at("language").href = `?lang=${language() === "es" ? "en" : "es"}${shownHash}`;
}
const keepSoon = soon(keep, 250);

/** What the address says beside the variants; `null` where it says no moment. */
function fromAddress() {
  const told = new Map(location.hash.slice(1).split("&").map((pair) => pair.split("=")));
  const number = (name, low, high, other) => {
    const value = Number(told.get(name) ?? NaN);
    return told.get(name) !== "" && Number.isInteger(value) && value >= low && value <= high ? value : other;
  };
  const many = variants.length - 1;
  const chosen = place();
  shown.first = number("f", 0, many, 0);
  shown.second = number("b", -1, many, chosen > 0 ? chosen : many > 0 ? 1 : -1);
  if (shown.second === shown.first) shown.second = -1;
  shown.week = number("w", 0, 999, 0);
  shown.replication = number("r", 0, 999, 0);
  const wanted = number("s", 1, WEEK, HOUR);
  speed = SPEEDS.includes(wanted) ? wanted : HOUR;
  time = number("t", 0, WEEK, 0);
  return told.has("t");
}

async function readVariants() {
  try {
    const found = await opened(location.hash.split("&")[0]);
    clearNotice("link");
    if (found) {
      take(found);
      return choose(found.chosen);
    }
  } catch (error) {
    if (!(error instanceof BrokenLink)) throw error;
    notice("link", t("broken_link"));
  }
  const many = Math.min(start.scenarios.length, start.limits.scenarios);
  take({ variants: Array.from({ length: many }, (_, number) => ofStart(number)), everywhere: WORLD });
  return choose(0);
}

function choices() {
  const options = () => variants.map((one, number) => h("option", { value: number, text: one.name }));
  at("first").replaceChildren(...options());
  at("second").replaceChildren(h("option", { value: -1, text: t("watch_nothing") }), ...options());
  at("first").value = shown.first;
  at("second").value = shown.second;
  at("week").value = shown.week + 1;
  at("replication").value = shown.replication + 1;
}

/** Asks for the week; whatever was asked for before is of no use any more. */
async function load() {
  pause();
  asked?.abort();
  const mine = (asked = new AbortController());
  say(at("loading"), t("watch_loading"));
  const chosen = [variants[shown.first], shown.second >= 0 ? variants[shown.second] : null].filter(Boolean);
  const body = { lang: language(), scenarios: chosen.map(entry), replication: shown.replication, week: shown.week };
  try {
    const answer = await (await post("/api/week", body, mine.signal)).json();
    clearNotice("server");
    at("week").max = answer.weeks;
    show(answer);
  } catch (error) {
    if (mine.signal.aborted) return false;
    const said = error instanceof Refused ? [error.message, ...error.problems.map((one) => one.message)].join("\n") : t("unreachable");
    notice("server", said);
    return false;
  } finally {
    if (mine === asked) say(at("loading"), "");
  }
  return true;
}

function pane(week, number, most) {
  const canvas = h("canvas", { role: "img", "aria-label": week.name });
  const values = new Map(COUNTERS.map((name) => [name, h("dd", { text: "0" })]));
  const counter = (name) => h("div", { class: name === "overdue" || name === "late" ? "bad" : "" }, h("dt", { text: t(COUNTED[name]) }), values.get(name));
  const section = h(
    "section",
    { class: "pane", "aria-label": week.name },
    h("h2", {}, h("bdi", { text: week.name })),
    canvas,
    h("dl", { class: "counters" }, COUNTERS.map(counter)),
  );
  section.style.setProperty("--series", `var(--c${number + 1})`);
  at("panes").append(section);
  return { week, canvas, values, scene: scene(canvas, week, most) };
}

function rule() {
  const { agreement } = weeks[0];
  if (!agreement) return say(at("rule"), t("watch_no_rule"));
  const { name, within_minutes: within, clock } = agreement;
  const counts = clock === "elapsed" ? t("watch_elapsed") : t("watch_service_hours");
  return say(at("rule"), `${t("watch_rule", written(within), name, counts)} ${t("watch_since")}`);
}

function show(answer) {
  weeks = answer.variants.map(indexed);
  const most = Math.max(...weeks.map((week) => week.most));
  at("stage").hidden = false;
  document.body.style.setProperty("--panes", weeks.length);
  at("together").hidden = weeks.length < 2;
  at("panes").replaceChildren();
  panes = weeks.map((week, number) => pane(week, number, most));
  rule();
  legend();
  still(weeks);
  strip();
  draw();
}

/** All that is seen of the moment; texts less often while it plays. */
function draw(now = null) {
  for (const one of panes) one.scene.draw(time, Math.max(30, speed * FLIGHT));
  if (now !== null && now - lastText < TEXT_MS) return;
  lastText = now ?? 0;
  say(at("clock"), moment(time));
  at("time").value = time;
  for (const { week, values } of panes) {
    const counts = counted(week, time);
    for (const name of COUNTERS) say(values.get(name), name === "oldest" ? long(counts.oldest) : written(counts[name]));
  }
}

/** What is told of a moment at which it stands. */
function tell() {
  const said = panes.map(({ week, canvas }) => {
    const counts = counted(week, time);
    const people = allAtWork(week, time);
    const text = t("watch_picture", week.name, moment(time), ...[counts.waiting, counts.overdue, people.duty, people.busy].map(written));
    canvas.setAttribute("aria-label", text);
    return text;
  });
  at("time").setAttribute("aria-valuetext", moment(time));
  say(at("told"), said.join(" "));
}
const tellSoon = soon(tell, 600);

function frame(now) {
  if (!playing) return;
  // A frame may have begun before it was asked to play.
  time = Math.min(WEEK, time + (Math.max(0, Math.min(now - last, 100)) / 1000) * speed);
  last = now;
  draw(now);
  if (time >= WEEK) pause();
  else requestAnimationFrame(frame);
}

function play() {
  if (time >= WEEK) time = 0;
  playing = true;
  last = performance.now();
  say(at("play"), t("watch_pause"));
  requestAnimationFrame(frame);
}

function pause() {
  playing = false;
  say(at("play"), t("watch_play"));
  if (!panes.length) return;
  draw();
  tellSoon();
  keepSoon();
}

function seek(second) {
  time = Math.max(0, Math.min(WEEK, second));
  draw();
  if (playing) return;
  tellSoon();
  keepSoon();
}

/** The next moment at which anything happens in what is shown, or the last one of the week. */
function nextEvent() {
  if (playing) pause();
  const next = weeks.map(({ events }) => events[upTo(events, time)]).filter((second) => second !== undefined);
  seek(Math.min(WEEK, ...next));
}

/** The whole week in one line a variant, drawn once. */
function strip() {
  const canvas = at("strip");
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = Math.min(devicePixelRatio || 1, 2);
  [canvas.width, canvas.height] = [width * ratio, height * ratio];
  const ink = canvas.getContext("2d");
  const pen = inks();
  const thumb = 6;
  const x = (second) => thumb + (second / WEEK) * (width - 2 * thumb);
  const [top, bottom] = [14, height - 16];
  ink.scale(ratio, ratio);
  ink.fillStyle = pen.shade;
  ink.fillRect(x(0), top, x(WEEK) - x(0), bottom - top);
  for (const [from, to] of weeks[0].open) ink.clearRect(x(from), top, x(to) - x(from), bottom - top);
  ink.font = "11px system-ui, sans-serif";
  weekdays(width < 500 ? "narrow" : "short").forEach((name, day) => {
    ink.fillStyle = pen.grid;
    ink.fillRect(x(day * DAY), top, 1, bottom - top);
    ink.fillStyle = pen.muted;
    ink.fillText(name, x(day * DAY) + 3, height - 4);
  });
  const most = Math.max(...weeks.map((week) => week.most));
  weeks.forEach((week, number) => {
    ink.strokeStyle = pen.c[number];
    ink.lineWidth = 1.8;
    ink.setLineDash(number ? [5, 3] : []);
    ink.beginPath();
    for (let second = 0; second <= WEEK; second += HOUR / 2) {
      ink.lineTo(x(second), bottom - (waiting(week, second).length / most) * (bottom - top - 2));
    }
    ink.stroke();
  });
  ink.setLineDash([]);
  ink.fillStyle = pen.muted;
  // At the end, where the thumb of the slider seldom is.
  ink.textAlign = "right";
  ink.fillText(`${t("watch_waiting")}: ${written(most)}`, width - 3 * thumb, 10);
}

function legend() {
  const sample = (draw) => {
    const canvas = h("canvas", { width: 36, height: 36, "aria-hidden": "true" });
    const ink = canvas.getContext("2d");
    ink.scale(2, 2);
    draw(ink, inks());
    return canvas;
  };
  const marks = [
    ["watch_mention", (ink, pen) => mark(ink, pen, 9, 9, 16, 0, "waits")],
    ["watch_dm", (ink, pen) => mark(ink, pen, 9, 9, 16, 1, "waits")],
    ["watch_late_mark", (ink, pen) => mark(ink, pen, 9, 9, 16, 0, "late")],
    ["watch_noise", (ink, pen) => mark(ink, pen, 9, 9, 16, 2, "waits")],
    ["watch_done", (ink, pen) => mark(ink, pen, 9, 9, 16, 0, "done")],
    ["watch_gone", (ink, pen) => mark(ink, pen, 9, 9, 16, 0, "gone")],
    ["watch_busy", (ink, pen) => person(ink, pen, 9, 9, 18, "busy")],
    ["watch_idle", (ink, pen) => person(ink, pen, 9, 9, 18, "idle")],
    ["watch_away", (ink, pen) => person(ink, pen, 9, 9, 18, "away")],
  ];
  at("marks").replaceChildren(...marks.map(([name, draw]) => h("li", {}, sample(draw), h("span", { text: t(name) }))));
}

function redraw() {
  if (!weeks.length) return;
  for (const one of panes) one.scene.resized();
  legend();
  strip();
  draw();
}

function scrub(event) {
  const step = { ArrowRight: HOUR, ArrowUp: HOUR, ArrowLeft: -HOUR, ArrowDown: -HOUR, PageUp: DAY, PageDown: -DAY }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  seek((step > 0 ? Math.floor(time / HOUR) : Math.ceil(time / HOUR)) * HOUR + step);
}

function texts() {
  document.documentElement.lang = language();
  document.title = `relevo: ${t("watch")}`;
  for (const one of document.querySelectorAll("[data-text]")) say(one, t(one.dataset.text));
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", t(one.dataset.label));
  const named = (each) => (each < HOUR ? t("watch_minutes_a_second", written(each / 60)) : t("watch_hours_a_second", written(each / HOUR)));
  at("speed").replaceChildren(...SPEEDS.map((each) => h("option", { value: each, text: named(each) })));
}

async function change() {
  const whole = (id, most) => Math.max(1, Math.min(most, Math.round(Number(at(id).value)) || 1)) - 1;
  shown.first = Number(at("first").value);
  shown.second = Number(at("second").value);
  if (shown.second === shown.first) shown.second = -1;
  shown.week = whole("week", Number(at("week").max) || 1000);
  shown.replication = whole("replication", 1000);
  choices();
  if (await load()) keepSoon();
}

function controls() {
  const on = (id, event, act) => at(id).addEventListener(event, act);
  on("play", "click", () => (playing ? pause() : play()));
  on("hour-back", "click", () => seek(Math.ceil(time / HOUR) * HOUR - HOUR));
  on("hour-on", "click", () => seek(Math.floor(time / HOUR) * HOUR + HOUR));
  on("event", "click", nextEvent);
  on("monday", "click", () => seek(Math.min(...weeks.map(morning))));
  on("day", "click", () => seek((Math.floor(time / DAY) + 1) * DAY));
  on("speed", "change", () => {
    speed = Number(at("speed").value);
    keepSoon();
  });
  on("time", "input", () => seek(Number(at("time").value)));
  on("time", "keydown", scrub);
  for (const id of ["first", "second", "week", "replication"]) on(id, "change", change);
  on("hourly", "toggle", () => at("hourly").open && hours(weeks));
  on("print", "click", () => print());
  on("still-show", "click", () => {
    const now = document.body.classList.toggle("stilled");
    at("still-show").setAttribute("aria-pressed", String(now));
    if (now) pause();
    else redraw();
  });
  addEventListener("resize", soon(redraw, 100));
  DARK.addEventListener("change", redraw);
}

async function enter() {
  await readVariants();
  const told = fromAddress();
  choices();
  at("speed").value = speed;
  at("which").hidden = false;
  if ((await load()) && !told && !CALM.matches) play();
  await keep();
}

async function main() {
  const wished = new URLSearchParams(location.search).get("lang") ?? (navigator.language.startsWith("es") ? "es" : "en");
  const answer = await get(`/api/start?lang=${wished === "es" ? "es" : "en"}`);
  begin(answer);
  speak(answer.lang, answer.words);
  texts();
  controls();
  for (const event of ["hashchange", "popstate"]) addEventListener(event, () => location.hash !== shownHash && enter());
  await enter();
}

main().catch((error) => {
  at("notices").append(h("p", { class: "notice", text: `relevo: ${error.message}` }));
  throw error;
});

// One control for each type of value. Each is { element, inputs, show(value, words) }: it tells a change through `change(value)`
// and takes over others' changes through `show`, except in an input that is just being used.

import { fresh, h } from "./dom.js";
import { choiceName, isShare, keyName, unitName } from "./state.js";
import { asNumber, named, t, written } from "./words.js";

const DURATIONS = [
  "0m",
  "1m",
  "5m",
  "10m",
  "15m",
  "30m",
  "45m",
  "1h",
  "2h",
  "3h",
  "4h",
  "5h",
  "6h",
  "8h",
  "12h",
  "1d",
  "2d",
  "3d",
  "7d",
  "14d",
  "30d",
  "60d",
  "90d",
  "180d",
];
const SPAN_OF_FACTOR = 3;
const STEPS = 100;
/** Times what a slider would be for its value. */
const FAR_TOO_LONG = 20;

/** Minutes of "1h30m"; a bare number is minutes; `null` if it is neither. */
export function minutes(value) {
  if (typeof value === "number") return value;
  const units = { d: 1440, h: 60, m: 1, s: 1 / 60 };
  const found = [...String(value).matchAll(/([\d.]+)\s*(d|h|m|s)/g)];
  return found.length ? found.reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit], 0) : null;
}

const busy = (input) => document.activeElement === input && input.dataset.typed === "1";
/** An input that is left shows again what holds. */
const typing = {
  input: (event) => (event.target.dataset.typed = "1"),
  blur: (event) => delete event.target.dataset.typed,
};

/** A round number not below x. */
function roundUp(x) {
  const power = 10 ** Math.floor(Math.log10(x));
  return [1, 2, 3, 5, 10].find((step) => step * power >= x * 0.999) * power;
}

/** How far a slider goes: what is plausible; the box beside it takes whatever is allowed. */
function span(one, value) {
  if (isShare(one)) return { least: 0, most: Math.max(1, value), step: 0.01 };
  const least = Math.max(one.min ?? 0, 0);
  const around = Math.max(value, typeof one.default === "number" ? one.default : 0);
  if (one.path.startsWith("demand.") && one.path.endsWith("factor"))
    return { least: 0, most: roundUp(Math.max(SPAN_OF_FACTOR, value)), step: 0.05 };
  const most = Math.min(one.max ?? Infinity, around > 0 ? roundUp(around * SPAN_OF_FACTOR) : one.unit === unitPerWeek() ? 2000 : 10);
  const count = one.type === "count";
  const step = count ? Math.max(1, Math.round(most / STEPS)) : roundUp((most - least) / STEPS / 1.001);
  return { least: count || least < 1 ? least : 0, most, step };
}
let perWeek = "";
export const setUnitPerWeek = (unit) => (perWeek = unit);
const unitPerWeek = () => perWeek;

/** A number in a box, with a slider where `one` says how far it goes. */
function numeric(one, change, { label, percent, slider = true, id = fresh("value") }) {
  const scale = percent ? 100 : 1;
  const shown = (value) => (typeof value === "number" ? written(Number((value * scale).toPrecision(12))) : (value ?? ""));
  const box = h("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", class: "number" });
  const range = slider ? h("input", { type: "range", "aria-label": t("slider", label) }) : null;
  let now = null;
  const slide = (value) => {
    if (!range || typeof value !== "number" || document.activeElement === range) return;
    const { least, most, step } = span(one, value);
    // A slip of the finger leaves no slider that is far too long.
    const tooLong = Number(range.max) > FAR_TOO_LONG * most;
    if (range.max === "" || !range.dataset.set || tooLong || value > Number(range.max) || value < Number(range.min)) {
      Object.assign(range, { min: Math.min(least, value), max: most, step });
      range.dataset.set = "1";
    }
    range.value = value;
  };
  const speak = (value) => range?.setAttribute("aria-valuetext", percent ? `${shown(value)} %` : shown(value));
  // First, so that what a change shows again leaves alone what is being typed.
  for (const [event, listener] of Object.entries(typing)) box.addEventListener(event, listener);
  box.addEventListener("input", () => {
    const typed = asNumber(box.value);
    now = typed === null ? box.value : Number((typed / scale).toPrecision(12));
    change(now);
    slide(now);
  });
  range?.addEventListener("input", () => {
    now = Number(Number(range.value).toPrecision(12));
    box.value = shown(now);
    speak(now);
    change(now);
  });
  box.addEventListener("blur", () => (box.value = shown(now)));
  const show = (value, words) => {
    now = value;
    if (!busy(box)) box.value = shown(value);
    box.placeholder = words ?? "";
    slide(value);
    speak(value);
  };
  return {
    element: h("div", { class: "pair" }, box, percent ? h("span", { class: "unit", text: "%" }) : null, range),
    inputs: [box, range].filter(Boolean),
    id,
    show,
  };
}

function number(one, change) {
  const percent = isShare(one);
  const control = numeric(one, change, { label: keyName(one), percent });
  const unit = percent || !one.unit ? null : h("span", { class: "unit", text: unitName(one) });
  if (unit) control.element.firstChild.after(unit);
  return control;
}

function flag(one, change) {
  const id = fresh("value");
  const box = h("input", { id, type: "checkbox", on: { change: () => change(box.checked) } });
  return { element: box, inputs: [box], id, beside: true, show: (value) => (box.checked = value === true) };
}

function choice(one, change, choices = one.choices) {
  const id = fresh("value");
  const box = h(
    "select",
    { id, on: { change: () => box.value && change(box.value) } },
    choices.map((name) => h("option", { value: name, text: choiceName(name) })),
  );
  // What is none of the choices: the words for what applies, or what only a file can say.
  const other = h("option", { value: "" });
  const show = (value, words) => {
    const wanted = String(value ?? (choices.includes("all") ? "all" : ""));
    const known = choices.includes(wanted);
    if (known) other.remove();
    else box.append(other);
    other.textContent = typeof value === "string" ? value : (words ?? choiceName("own"));
    box.value = known ? wanted : "";
  };
  return { element: box, inputs: [box], id, show };
}

function several(one, change) {
  const boxes = one.choices.map((name) => h("input", { type: "checkbox", value: name, on: { change: () => tell() } }));
  const tell = () => {
    const list = boxes.filter((box) => box.checked).map((box) => box.value);
    change(list.length || Array.isArray(one.default) ? list : undefined);
  };
  const element = h(
    "div",
    { class: "several", role: "group", "aria-label": keyName(one) },
    boxes.map((box) => h("label", {}, box, h("span", { text: choiceName(box.value) }))),
  );
  const show = (value) => boxes.forEach((box) => (box.checked = Array.isArray(value) ? value.includes(box.value) : value === null));
  return { element, inputs: boxes, show };
}

/** Text as it is in the file; lists with commas. */
function text(one, change, { list = false, placeholder = "" } = {}) {
  const id = fresh("value");
  const box = h("input", { id, type: "text", autocomplete: "off", spellcheck: "false", placeholder });
  // First, so that what a change shows again leaves alone what is being typed.
  for (const [event, listener] of Object.entries(typing)) box.addEventListener(event, listener);
  box.addEventListener("input", () => {
    const all = box.value
      .split(";")
      .flatMap((part) => (list === "lines" ? [part] : part.split(",")))
      .map((part) => part.trim())
      .filter(Boolean);
    const value = list ? all : box.value.trim();
    change(value.length === 0 && !one.required ? (Array.isArray(one.default) ? [] : undefined) : value);
  });
  const show = (value, words) => {
    const shown = Array.isArray(value)
      ? value.join(list === "lines" ? "; " : ", ")
      : value === null || value === undefined
        ? ""
        : String(value);
    if (!busy(box)) box.value = shown;
    box.placeholder = words ?? placeholder;
  };
  return { element: box, inputs: [box], id, show };
}

function duration(one, change) {
  const box = text(one, (value) => change(value === undefined ? undefined : (asDuration(value) ?? value)));
  const steps = DURATIONS.filter((step) => minutes(step) >= (one.min ?? 0));
  const range = h("input", { type: "range", min: 0, max: steps.length - 1, step: 1, "aria-label": t("slider", keyName(one)) });
  range.addEventListener("input", () => {
    const value = steps[Number(range.value)];
    box.inputs[0].value = value;
    range.setAttribute("aria-valuetext", value);
    change(value === "0m" ? 0 : value);
  });
  const show = (value, words) => {
    box.show(typeof value === "number" ? (value === 0 ? "0m" : `${value}m`) : value, words);
    const length = minutes(value) ?? 0;
    const near = steps.reduce(
      (best, step, place) => (Math.abs(minutes(step) - length) < Math.abs(minutes(steps[best]) - length) ? place : best),
      0,
    );
    if (document.activeElement !== range) range.value = near;
    range.setAttribute("aria-valuetext", String(value ?? words ?? ""));
  };
  return { element: h("div", { class: "pair" }, box.element, range), inputs: [...box.inputs, range], id: box.id, show };
}
const asDuration = (typed) => (/^\d+([.,]\d+)?$/.test(typed) ? asNumber(typed) : null);

/** A table of numbers, such as a mean and its variation, or shares by name: a box for each. */
function table(one, change, value) {
  const now = { ...value };
  const parts = Object.entries(value).filter(([, part]) => typeof part === "number");
  const controls = parts.map(([name]) => {
    const percent = isShare(one) || /^p\d/.test(name);
    const label = named(`part_${name}`, name);
    const slider = ["mean", "median"].includes(name) || percent;
    const control = numeric(
      { ...one, type: percent ? "share" : one.type, default: one.default?.[name] },
      (typed) => change(Object.assign(now, { [name]: typed }) && { ...now }),
      { label: `${keyName(one)}, ${label}`, percent, slider },
    );
    const unit = !percent && name !== "cv" && one.unit ? h("span", { class: "unit", text: unitName(one) }) : null;
    if (unit) control.element.firstChild.after(unit);
    return { name, control, element: h("div", { class: "part" }, h("label", { for: control.id, text: label }), control.element) };
  });
  const show = (next) => {
    if (typeof next !== "object" || next === null) return;
    Object.assign(now, next);
    for (const { name, control } of controls) control.show(next[name]);
  };
  return {
    element: h(
      "div",
      { class: "parts", role: "group", "aria-label": keyName(one) },
      controls.map((part) => part.element),
    ),
    inputs: controls.flatMap((part) => part.control.inputs),
    show,
  };
}

const isNumbers = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).some((part) => typeof part === "number");

/** The control for a key with this value. */
export function field(one, change, value) {
  if (isNumbers(value)) return table(one, change, value);
  if (["number", "count", "share", "target"].includes(one.type) || (typeof value === "number" && one.type !== "duration"))
    return number(one, change);
  if (one.type === "flag" && (typeof value === "boolean" || one.default !== null)) return flag(one, change);
  if (one.type === "flag") return choice(one, (word) => change(word === "all" ? undefined : word === "true"), ["all", "true", "false"]);
  if (one.type === "profile" && typeof value !== "object") return choice(one, change, ["consumer", "office", "flat"]);
  if (one.choices && ["choices", "channels"].includes(one.type)) return several(one, change);
  if (one.choices) return choice(one, change);
  if (one.type === "duration") return duration(one, change);
  if (["windows", "shifts"].includes(one.type)) return text(one, change, { list: "lines" });
  if (["names", "ranks", "dates", "durations"].includes(one.type)) return text(one, change, { list: true });
  return text(one, change);
}

// The variants that are compared: choose the one to change, pin it, name it, remove it, make it the baseline.

import { at, h, say } from "./dom.js";
import { choose, current, entry, free, full, ofStart, place, start, variants } from "./state.js";
import { t } from "./words.js";

let changed = () => {};
let shape = "";

export const changedVariants = () => changed();

/** Puts the chosen variant aside as it is, and goes on with a copy behind it. */
function pin() {
  if (full()) return;
  const one = current();
  variants.splice(place() + 1, 0, { ...one, name: free(one.name), set: structuredClone(one.set) });
  choose(place() + 1);
  changed();
}

function add(number) {
  if (full()) return;
  const one = ofStart(number);
  one.name = free(one.name);
  variants.push(one);
  choose(variants.length - 1);
  changed();
}

function remove() {
  if (variants.length < 2) return;
  variants.splice(place(), 1);
  choose(place());
  changed();
  at("variants").querySelector("[aria-pressed=true]")?.focus();
}

function makeBaseline() {
  const [one] = variants.splice(place(), 1);
  variants.unshift(one);
  choose(0);
  changed();
}

/** `act` is done after every change of the variants. */
export function onVariants(act) {
  changed = act;
  at("pin").addEventListener("click", pin);
  at("remove").addEventListener("click", remove);
  at("first").addEventListener("click", makeBaseline);
  at("name").addEventListener("input", (event) => {
    const typed = event.target.value.trim();
    if (!typed || variants.some((one) => one !== current() && one.name === typed)) return;
    current().name = typed;
    changed();
  });
  at("name").addEventListener("blur", showVariants);
  at("add").append(
    h("option", { value: "", text: t("add_start") }),
    ...start.scenarios.map(({ name }, number) => h("option", { value: number, text: name })),
  );
  at("add").addEventListener("change", (event) => {
    if (event.target.value !== "") add(Number(event.target.value));
    event.target.value = "";
  });
}

export function showVariants() {
  const now = JSON.stringify(variants.map((one) => one.name));
  if (now !== shape) {
    shape = now;
    const held = document.activeElement?.closest?.("#variants li");
    const number = held ? [...at("variants").children].indexOf(held) : -1;
    at("variants").replaceChildren(...variants.map(chip));
    if (number >= 0) at("variants").children[Math.min(number, variants.length - 1)]?.querySelector("button").focus();
  }
  [...at("variants").children].forEach((item, number) => item.firstChild.setAttribute("aria-pressed", String(number === place())));
  if (document.activeElement !== at("name")) at("name").value = current().name;
  const most = full();
  at("pin").disabled = at("add").disabled = most;
  say(at("pin"), most ? t("pins_full", start.limits.scenarios) : t("pin"));
  at("remove").disabled = variants.length < 2;
  at("first").disabled = place() === 0;
}

function chip(one, number) {
  const swatch = h("span", { class: "swatch", "aria-hidden": "true" });
  swatch.style.setProperty("--series", `var(--c${(number % 8) + 1})`);
  const role = number === 0 && variants.length > 1 ? h("span", { class: "muted", text: ` (${t("baseline")})` }) : null;
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", "aria-pressed": "false", on: { click: () => (choose(number), changed()) } },
      swatch,
      h("bdi", { text: one.name }),
      role,
    ),
  );
}

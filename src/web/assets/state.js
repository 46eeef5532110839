// What the page is about: up to a few variants, each a scenario and what was changed in it; the address holds it all.

import { named, t } from "./words.js";

/** From /api/start. */
export let start = null;
const keys = new Map();
const sections = new Map();

export const variants = [];
let chosen = 0;
/** Groups of controls in which a change goes into all variants: at first the world, which is the same whatever one decides. */
export const WORLD = ["demand", "sla", "customers", "costs", "run"];
export const everywhere = new Set(WORLD);

export function begin(answer) {
  start = answer;
  for (const key of answer.keys) keys.set(key.path, key);
  for (const section of answer.sections) sections.set(section.path, section);
  switches = answer.sections.filter((section) => section.optional && !section.list && !section.path.startsWith("sizing"));
}

export const current = () => variants[chosen];
export const place = () => chosen;
export const choose = (which) => (chosen = Math.max(0, Math.min(which, variants.length - 1)));
export const key = (path) => keys.get(path);
let switches = [];
/** Sections that are off unless they are written. */
export const optional = () => switches;
export const keysOf = (section) => start.keys.filter((one) => one.section === section);

/** Parts of a dotted path; names with dots stand in quotes. */
export function parts(path) {
  return [...path.matchAll(/"((?:[^"\\]|\\.)*)"|[^.]+/g)].map((found) => (found[0].startsWith('"') ? JSON.parse(found[0]) : found[0]));
}

/** The row of the table of keys for a path of a scenario, and the names of the list entries that it goes through. */
export function defined(path) {
  const [walked, entries] = [[], []];
  const all = parts(path);
  for (let step = 0; step < all.length; step += 1) {
    walked.push(all[step]);
    if (sections.get(walked.join("."))?.list && step < all.length - 1) entries.push(all[(step += 1)]);
  }
  return { key: keys.get(walked.join(".")), entries };
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** A variant of a scenario that the page started with. */
export function ofStart(number) {
  const { name, values } = start.scenarios[number];
  return { start: number, name, set: {}, values: valuesByKey(values) };
}

/** A variant of the text of a file, with the values that the server found in it. */
export function ofText(toml, name, values) {
  return { toml, name, set: {}, values: valuesByKey(values) };
}

function valuesByKey(values) {
  return new Map(values.map((value) => [value.key, value]));
}

export const within = (path, section) => path.startsWith(`${section}.`);

/** Whether an optional section is on in a variant. */
export function on(variant, section) {
  const set = Object.keys(variant.set).some((path) => within(path, section));
  return variant.set[section] !== "none" && (set || [...variant.values.keys()].some((path) => within(path, section)));
}

/** The values in force of a variant: [path, { value, words, changed, before }] in the order of the file. */
export function inForce(variant) {
  const all = new Map();
  const off = optional().filter((section) => variant.set[section.path] === "none");
  for (const [path, { value, in_words: words, basis }] of variant.values) {
    if (off.some((section) => within(path, section.path))) continue;
    const known = words ? null : value;
    all.set(path, { value: known, words: words ? value : null, basis, changed: false, before: known });
  }
  for (const section of optional().filter((one) => on(variant, one.path))) {
    for (const one of keysOf(section.path).filter((one) => !all.has(one.path))) {
      all.set(one.path, { value: one.default, words: one.default_text, basis: one.basis, changed: false, before: one.default });
    }
  }
  for (const [path, value] of Object.entries(variant.set)) {
    if (all.has(path)) Object.assign(all.get(path), { value, words: null, changed: true });
  }
  return all;
}

function put(variant, path, value) {
  const before = variant.values.get(path);
  if (value === undefined || (before && !before.in_words && same(before.value, value))) delete variant.set[path];
  else variant.set[path] = value;
}

/** Sets a value (`undefined`: as it was) in the chosen variant, and in all that have it where its group says so. */
export function change(path, value, group) {
  const others = everywhere.has(group) ? variants : [];
  for (const variant of new Set([current(), ...others])) {
    if (variant === current() || inForce(variant).has(path)) put(variant, path, value);
  }
}

/** Turns an optional section on, with what it needs at least, or off. */
export function turn(section, wanted, needed, group) {
  for (const variant of everywhere.has(group) ? variants : [current()]) {
    for (const path of Object.keys(variant.set)) {
      if (path === section || within(path, section)) delete variant.set[path];
    }
    const written = [...variant.values.keys()].some((path) => within(path, section));
    if (!wanted && written) variant.set[section] = "none";
    if (wanted && !written) for (const [name, value] of Object.entries(needed)) variant.set[`${section}.${name}`] = value;
  }
}

/** The name with a number behind it where another variant has it. */
export function free(name) {
  const taken = new Set(variants.map((variant) => variant.name));
  const stem = name.replace(/ \(\d+\)$/, "");
  let number = 2;
  while (taken.has(name)) name = `${stem} (${number++})`;
  return name;
}

/** What the server is told of a variant. */
export function entry({ start: number, toml, name, set }) {
  const scenario = toml === undefined ? { start: number } : { toml };
  return { ...scenario, name, set };
}

export const full = () => variants.length >= start.limits.scenarios;

/** The words for a choice of a key, or the choice itself. */
export const choiceName = (choice) => named(`choice_${choice}`, choice);
export const keyName = (one) => named(`key_${one.path}`, one.name);
export const unitName = (one) => {
  const money = key("costs.phone_contact").unit;
  const currency = inForce(current()).get("currency")?.value ?? "";
  return one.unit.startsWith(money) ? one.unit.replace(money, currency) : one.unit;
};
export const isShare = (one) => ["share", "target"].includes(one.type) || one.unit === key("demand.contact.share").unit;
export const title = (section, entries) => (entries.length ? entries.join(" \u203a ") : t(`section_${section}`));

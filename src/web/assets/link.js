// The address: all variants with their changes, so that a link shows the same elsewhere.

import { Refused, post } from "./api.js";
import { current, ofStart, ofText, place, start, variants, everywhere, WORLD } from "./state.js";
import { language } from "./words.js";

const VERSION = 1;

/** Something in the address that cannot be read. */
export class BrokenLink extends Error {}

const squeeze = (text) => new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer();
const MOST_BYTES = 4 << 20;

async function unsqueeze(bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  let total = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    total += part.value.length;
    // A short address can unfold into anything.
    if (total > MOST_BYTES) throw new BrokenLink("size");
    parts.push(part.value);
  }
  return new Blob(parts).text();
}

function toAddress(bytes) {
  let text = "";
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const fromAddress = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

/** The text behind a variant: another server may have started with other scenarios. */
function written(variant) {
  const base = variant.start === undefined ? { t: variant.toml } : { b: variant.start, t: start.scenarios[variant.start].toml };
  return { ...base, n: variant.name, s: variant.set };
}

/** Whether nothing differs from what the page starts with. */
function untouched() {
  const many = Math.min(start.scenarios.length, start.limits.scenarios);
  const asBegun = (variant, at) => variant.start === at && variant.name === start.scenarios[at].name && !Object.keys(variant.set).length;
  return variants.length === many && variants.every(asBegun) && place() === 0;
}

/** The fragment of the page as it is; empty as it starts. */
export async function fragment() {
  if (untouched()) return "";
  const whole = { v: VERSION, c: place(), e: [...everywhere], a: variants.map(written) };
  return `#s=${toAddress(await squeeze(JSON.stringify(whole)))}`;
}

/** The fragment that shows one scenario file as it is. */
export async function fragmentOf(toml, name) {
  const whole = { v: VERSION, c: 0, e: WORLD, a: [{ t: toml, n: name, s: {} }] };
  return `#s=${toAddress(await squeeze(JSON.stringify(whole)))}`;
}

const isText = (value) => typeof value === "string";
const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

async function check(toml) {
  try {
    return await (await post("/api/check", { lang: language(), scenario: { toml } })).json();
  } catch (error) {
    throw error instanceof Refused ? new BrokenLink(error.message) : error;
  }
}

async function variant({ b, t, n, s }) {
  if (!isText(n) || !isTable(s) || !isText(t)) throw new BrokenLink("content");
  const known = start.scenarios[b];
  if (known && known.toml === t) return Object.assign(ofStart(b), { name: n, set: s });
  const checked = await check(t);
  if (!checked.ok || checked.scenarios.length === 0) throw new BrokenLink(checked.problems[0]?.message ?? "content");
  return Object.assign(ofText(t, n, checked.scenarios[0].values), { set: s });
}

/**
 * What an address shows: { variants, chosen, everywhere }, or `null` if it says nothing.
 * @throws BrokenLink if it was cut or changed on its way.
 */
export async function opened(hash) {
  if (!hash.startsWith("#s=")) return null;
  let whole;
  try {
    whole = JSON.parse(await unsqueeze(fromAddress(hash.slice(3))));
  } catch {
    throw new BrokenLink("content");
  }
  const sound =
    isTable(whole) && whole.v === VERSION && Array.isArray(whole.a) && whole.a.length >= 1 && whole.a.length <= start.limits.scenarios;
  if (!sound) throw new BrokenLink("content");
  const all = await Promise.all(whole.a.map((one) => variant(isTable(one) ? one : {})));
  const groups = Array.isArray(whole.e) ? whole.e.filter(isText) : [];
  return { variants: all, chosen: Number.isInteger(whole.c) ? whole.c : 0, everywhere: groups };
}

/** Takes over what was opened. */
export function take({ variants: all, everywhere: groups }) {
  variants.splice(0, variants.length, ...all);
  everywhere.clear();
  for (const group of groups) everywhere.add(group);
  return current();
}

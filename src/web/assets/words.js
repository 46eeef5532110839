// The language of the page: its texts, which the server has in both languages, and its numbers.

let words = {};
let lang = "en";
let formats = {};

export function speak(language, texts) {
  lang = language;
  words = texts;
  const number = (most) => new Intl.NumberFormat(lang, { maximumFractionDigits: most });
  formats = { plain: number(6), whole: number(0), short: new Intl.NumberFormat(lang, { maximumSignificantDigits: 3 }) };
}

export const language = () => lang;

/** The text of this name with {0}, {1}... filled in. */
export function t(name, ...parts) {
  const text = words[name];
  if (text === undefined) throw new Error(`no text named ${name}`);
  return text.replace(/\{(\d)\}/g, (_, place) => parts[Number(place)]);
}

/** The text of this name, or `other` where a scenario brings a name of its own. */
export const named = (name, other) => words[name] ?? other;

export const written = (value) => formats.plain.format(value);
export const rounded = (value) => (Math.abs(value) >= 100 ? formats.whole : formats.short).format(value);

/** What someone typed as a number, in the manner of the language or the other one; `null` if it is none. */
export function asNumber(typed) {
  const text = typed.trim().replace(/[\s\u00a0\u202f%]/g, "");
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(text)) return null;
  const comma = text.lastIndexOf(",");
  const point = text.lastIndexOf(".");
  let mark = lang === "es" ? "," : ".";
  if (comma >= 0 && point >= 0) mark = comma > point ? "," : ".";
  else if (comma >= 0 || point >= 0) {
    const only = comma >= 0 ? "," : ".";
    // "1.500" is thousands in Spanish; "0.5" can only be a decimal.
    const groups = /^[+-]?[1-9]\d{0,2}([.,]\d{3})+$/.test(text);
    mark = only === mark || !groups ? only : mark;
  }
  const other = mark === "," ? "." : ",";
  const parts = text.split(other).join("").split(mark);
  if (parts.length > 2) return null;
  const value = Number(parts.join("."));
  return Number.isFinite(value) ? value : null;
}

/** Short names of the weekdays, Monday first. */
export function weekdays(width) {
  const format = new Intl.DateTimeFormat(lang, { weekday: width, timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, day) => format.format(new Date(Date.UTC(2024, 0, 1 + day))));
}

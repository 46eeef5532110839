// Windows and shifts as a scenario file writes them, and the 10,080 minutes of the week that they cover.

const DAY = 1440;
export const WEEK = 7 * DAY;
const NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const KNOWN = [
  ["mon", "lun"],
  ["tue", "mar"],
  ["wed", "mié", "mie"],
  ["thu", "jue"],
  ["fri", "vie"],
  ["sat", "sáb", "sab"],
  ["sun", "dom"],
];
/** A longer stretch of the grid is cut into shifts that people can work. */
const LONGEST = 12 * 60;
const USUAL = 8 * 60;

const clock = (text) => {
  const [hours, minutes] = text.split(":").map(Number);
  const time = hours * 60 + minutes;
  return minutes < 60 && time <= DAY ? time : null;
};
const shown = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const weekday = (text) => KNOWN.findIndex((names) => text.length >= 3 && names.some((name) => text.startsWith(name)));

function days(text) {
  const found = { days: [], holidays: false };
  for (const part of text
    .toLowerCase()
    .split(",")
    .map((one) => one.trim())) {
    if (/^(daily|diari[oa])$/.test(part)) found.days.push(0, 1, 2, 3, 4, 5, 6);
    else if (/^(hol(iday|idays)?|fest(ivo|ivos)?)$/.test(part)) found.holidays = true;
    else {
      const [first, last] = part.split("-").map((one) => weekday(one.trim()));
      if (first < 0 || last < 0) return null;
      for (let day = first; ; day = (day + 1) % 7) {
        found.days.push(day);
        if (day === (last ?? first)) break;
      }
    }
  }
  return found;
}

/** { days, holidays, from, to (beyond 1440 after midnight), count (null: the team's) }, or `null` if it is not understood. */
export function read(text) {
  const parts = /^(.*?)(?:\s+x\s*(\d+))?$/i.exec(text.trim());
  const count = parts[2] === undefined ? null : Number(parts[2]);
  if (/^24[x/]7$/i.test(parts[1])) return { days: [0, 1, 2, 3, 4, 5, 6], holidays: true, from: 0, to: DAY, count };
  const window = /^(.+?)\s+(\d{1,2}:\d\d)\s*-\s*(\d{1,2}:\d\d)$/.exec(parts[1]);
  const when = window && days(window[1]);
  if (!when) return null;
  const [from, to] = [clock(window[2]), clock(window[3])];
  if (from === null || to === null) return null;
  return { ...when, from, to: to > from ? to : to + DAY, count };
}

/** All of a list, or `null` if one of them is not understood. */
export function readAll(value) {
  const list = typeof value === "string" ? [value] : value;
  if (!Array.isArray(list)) return null;
  const all = list.map((one) => (typeof one === "string" ? read(one) : null));
  return all.includes(null) ? null : all;
}

/** People on duty at every minute of the week, Monday 00:00 first. */
export function people(shifts, agents) {
  const counts = new Int32Array(WEEK);
  for (const shift of shifts) {
    for (const day of shift.days) {
      for (let minute = shift.from; minute < shift.to; minute += 1) counts[(day * DAY + minute) % WEEK] += shift.count ?? agents;
    }
  }
  return counts;
}

/** Minutes of the week at which one shift ends and another begins. */
export function handovers(shifts) {
  const places = (edge) => new Set(shifts.flatMap((shift) => shift.days.map((day) => (day * DAY + shift[edge]) % WEEK)));
  const ends = places("to");
  return new Set([...places("from")].filter((minute) => ends.has(minute)));
}

function dayNames(list) {
  if (list.length === 7) return "daily";
  const runs = [];
  for (const day of list) {
    const last = runs.at(-1);
    if (last && last[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  return runs.map(([first, last]) => (first === last ? NAMES[first] : `${NAMES[first]}-${NAMES[last]}`)).join(",");
}

/** Stretches { from, to, count } of the week; who came first goes first, and everybody changes at a handover. */
function stretches(counts, cuts) {
  const quiet = counts.indexOf(0);
  const begin = quiet >= 0 ? quiet : ([...cuts][0] ?? 0);
  const found = [];
  let open = [];
  const close = (end, some) => {
    for (let left = some; left > 0;) {
      const first = open[0];
      const going = Math.min(left, first.count);
      found.push({ from: first.from, to: end, count: going });
      first.count -= going;
      left -= going;
      if (first.count === 0) open.shift();
    }
  };
  for (let minute = begin; minute < begin + WEEK; minute += 1) {
    const now = counts[minute % WEEK];
    let there = open.reduce((sum, one) => sum + one.count, 0);
    if (cuts.has(minute % WEEK)) {
      close(minute, there);
      there = 0;
    }
    if (now < there) close(minute, there - now);
    if (now > there) open.push({ from: minute, count: now - there });
  }
  close(
    begin + WEEK,
    open.reduce((sum, one) => sum + one.count, 0),
  );
  return found;
}

/** Parts of a stretch that is too long for one shift, on full hours where it begins on one. */
function workable({ from, to, count }) {
  const length = to - from;
  if (length <= LONGEST) return [{ from, to, count }];
  const parts = Math.ceil(length / USUAL);
  const edge = (part) => (part === parts ? to : from + Math.round((length * part) / parts / 60) * 60);
  return Array.from({ length: parts }, (_, part) => ({ from: edge(part), to: edge(part + 1), count }));
}

/** The lists of a file again: equal hours of several days are one line. */
function lines(pieces, agents) {
  const ofDay = new Map();
  for (const { from, to, count } of pieces) {
    const key = `${Math.floor(from / DAY) % 7}|${from % DAY}|${(from % DAY) + to - from}`;
    ofDay.set(key, (ofDay.get(key) ?? 0) + count);
  }
  const groups = new Map();
  for (const [key, count] of [...ofDay].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))) {
    const [day, from, to] = key.split("|").map(Number);
    const hours = `${shown(from)}-${shown(to > DAY ? to - DAY : to)}${count === agents ? "" : ` x${count}`}`;
    groups.set(hours, [...(groups.get(hours) ?? []), day]);
  }
  return [...groups].map(([hours, list]) => `${dayNames(list)} ${hours}`);
}

const ofHolidays = (shifts) =>
  shifts
    .filter((shift) => shift.holidays)
    .map(
      (shift) =>
        `hol ${shown(shift.from)}-${shown(shift.to > DAY ? shift.to - DAY : shift.to)}${shift.count === null ? "" : ` x${shift.count}`}`,
    );

/** Shifts with these people on duty; what `before` says of holidays stays. */
export function asShifts(counts, before, agents) {
  const pieces = stretches(counts, handovers(before)).flatMap(workable);
  return [...lines(pieces, agents), ...ofHolidays(before)];
}

/** Windows that cover the minutes with a count. */
export function asWindows(counts, before) {
  if (counts.every((count) => count > 0)) return ["24x7"];
  const midnights = new Set(Array.from({ length: 7 }, (_, day) => day * DAY));
  return [
    ...lines(
      stretches(
        counts.map((count) => (count > 0 ? 1 : 0)),
        midnights,
      ),
      1,
    ),
    ...ofHolidays(before),
  ];
}

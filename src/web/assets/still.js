// The week without motion, for paper and for those who do not see it play: a picture with a row for each day, and tables.

import { at, h } from "./dom.js";
import { DAY, HOUR, WEEK, allAtWork, counted, span, waiting } from "./week.js";
import { t, weekdays, written } from "./words.js";

const STEP = HOUR / 4;
const WIDTH = 480;
const LEFT = 34;
const ROW = 58;
const HIGH = 44;
const TOP = 16;

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(at("sheet").namespaceURI, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") element.textContent = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Levels each quarter of an hour: waiting, late ones among them, people; and arrivals each hour. */
function levels(week) {
  const all = { waiting: [], overdue: [], people: [], arrivals: [] };
  for (let time = 0; time < WEEK; time += STEP) {
    const there = waiting(week, time);
    all.waiting.push(there.length);
    all.overdue.push(there.filter((number) => week.lateFrom[number] < time).length);
    all.people.push(allAtWork(week, time).duty);
  }
  for (let time = 0; time < WEEK; time += HOUR) all.arrivals.push(span(week, time, time + HOUR).arrived);
  return all;
}

const x = (second) => LEFT + (second / DAY) * (WIDTH - LEFT - 10);

function area(values, most, bottom, className) {
  const high = (value) => bottom - (value / most) * HIGH;
  const points = values.flatMap((value, step) => [`${x(step * STEP)},${high(value)}`, `${x((step + 1) * STEP)},${high(value)}`]);
  return svg("polygon", { class: className, points: [`${x(0)},${bottom}`, ...points, `${x(DAY)},${bottom}`].join(" ") });
}

function day(number, week, all, most, name) {
  const bottom = TOP + number * ROW + HIGH + 6;
  const of = (values, steps) => values.slice(number * steps, (number + 1) * steps);
  const [from, to] = [number * DAY, (number + 1) * DAY];
  const bars = of(all.arrivals, 24).map((count, hour) => {
    const height = (count / most.arrivals) * HIGH;
    return svg("rect", { class: "arrivals", x: x(hour * HOUR) + 1, width: x(HOUR) - x(0) - 2, y: bottom - height, height });
  });
  const open = week.open
    .map(([begin, end]) => [Math.max(begin, from) - from, Math.min(end, to) - from])
    .filter(([begin, end]) => end > begin)
    .map(([begin, end]) => svg("rect", { class: "open", x: x(begin), width: x(end) - x(begin), y: bottom - HIGH - 5, height: 3 }));
  const people = of(all.people, 96).flatMap((count, step) => {
    const y = bottom - (count / most.people) * HIGH;
    return [`${x(step * STEP)},${y}`, `${x((step + 1) * STEP)},${y}`];
  });
  return [
    svg("rect", { class: "paper", x: x(0), width: x(DAY) - x(0), y: bottom - HIGH, height: HIGH }),
    ...bars,
    area(of(all.waiting, 96), most.waiting, bottom, "waiting"),
    area(of(all.overdue, 96), most.waiting, bottom, "overdue"),
    svg("polyline", { class: "people", points: people.join(" ") }),
    ...open,
    svg("text", { x: 0, y: bottom - HIGH / 2, text: name }),
  ];
}

/** One picture for each variant, all to the same scales. */
function pictures(weeks) {
  const all = weeks.map(levels);
  const largest = (what) => Math.max(1, ...all.flatMap((one) => one[what]));
  const most = { waiting: largest("waiting"), arrivals: largest("arrivals"), people: largest("people") };
  const scales = t("watch_scales", written(most.waiting), written(most.arrivals), written(most.people));
  const hours = () => [0, 6, 12, 18, 24].map((hour) => svg("text", { x: x(hour * HOUR) - 5, y: 10, text: `${hour}` }));
  return weeks.map((week, number) => {
    const rows = weekdays("short").flatMap((name, place) => day(place, week, all[number], most, name));
    const title = `${week.name}. ${scales}`;
    const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${TOP + 7 * ROW}`, role: "img", "aria-label": title }, ...hours(), ...rows);
    const figure = h("figure", {}, h("figcaption", { text: week.name }), picture, h("p", { class: "hint", text: scales }));
    figure.style.setProperty("--series", `var(--c${number + 1})`);
    return figure;
  });
}

const COLUMNS = ["watch_arrived", "watch_answered", "watch_late", "watch_phoned", "watch_gave_up"];

function row(head, cells) {
  return h("tr", {}, h("th", { scope: "row", text: head }), cells.map((text) => h("td", { text: typeof text === "number" ? written(text) : text })));
}

function head(first, columns) {
  return h("thead", {}, h("tr", {}, [first, ...columns].map((text) => h("th", { scope: "col", text }))));
}

/** Days of each variant. */
function days(weeks) {
  const names = weekdays("long");
  const of = (week) => {
    const line = (name, from, to, nine) => {
      const { arrived, answered, late, phoned, gave_up, most } = span(week, from, to);
      return row(name, [nine, most, arrived, answered, late, phoned, gave_up]);
    };
    const each = names.map((name, place) => line(name, place * DAY, (place + 1) * DAY, counted(week, place * DAY + 9 * HOUR).waiting));
    const whole = line(t("watch_whole"), 0, WEEK, "–");
    const title = h("tr", { class: "group" }, h("th", { scope: "rowgroup", colspan: 8, text: week.name }));
    return h("tbody", {}, title, each, whole);
  };
  const columns = ["watch_at_nine", "watch_most", ...COLUMNS].map((name) => t(name));
  at("days").replaceChildren(h("caption", { class: "hidden", text: t("watch_numbers") }), head(t("watch_day_column"), columns), ...weeks.map(of));
}

/** Hours of each variant: long, so made when it is opened. */
export function hours(weeks) {
  const names = weekdays("short");
  const of = (week) => {
    const title = h("tr", { class: "group" }, h("th", { scope: "rowgroup", colspan: 8, text: week.name }));
    const each = Array.from({ length: 168 }, (_, hour) => {
      const { arrived, answered, late, phoned, gave_up } = span(week, hour * HOUR, (hour + 1) * HOUR);
      const people = allAtWork(week, hour * HOUR).duty;
      return row(`${names[Math.floor(hour / 24)]} ${hour % 24}:00`, [waiting(week, hour * HOUR).length, people, arrived, answered, late, phoned, gave_up]);
    });
    return h("tbody", {}, title, each);
  };
  const columns = ["watch_waiting", "watch_people_column", ...COLUMNS].map((name) => t(name));
  at("hours").replaceChildren(h("caption", { class: "hidden", text: t("watch_hourly") }), head(t("watch_hour"), columns), ...weeks.map(of));
}

export function still(weeks) {
  at("stills").replaceChildren(...pictures(weeks));
  days(weeks);
  at("hours").replaceChildren();
  if (at("hourly").open) hours(weeks);
}

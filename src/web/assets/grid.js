// The week as 7 x 24 cells: drag over hours, or move with the arrow keys and type, to set how many people are on duty.

import { fresh, h, say } from "./dom.js";
import { t, weekdays } from "./words.js";
import { WEEK } from "./shifts.js";

const DAYS = 7;
const HOURS = 24;
const MOST_SHADE = 5;
const two = (hour) => String(hour).padStart(2, "0");

/** What a minute count per minute says of an hour: its largest, and whether it is the same all the hour. */
function hourOf(counts, day, hour) {
  const first = (day * HOURS + hour) * 60;
  let [least, most] = [counts[first], counts[first]];
  for (let minute = first + 1; minute < first + 60; minute += 1) {
    least = Math.min(least, counts[minute]);
    most = Math.max(most, counts[minute]);
  }
  return { most, whole: least === most };
}

/**
 * A grid. `label`: what it shows; `flags`: hours are on or off rather than counted; `brush()`: people to draw;
 * `change(counts)`: told the 10,080 minutes after every stroke. `show(counts)` of the result draws others.
 */
export function weekGrid({ label, flags, brush, change }) {
  let counts = new Int32Array(WEEK);
  let drawing = null;
  let painted = false;
  const cells = [];
  const days = weekdays("long");
  const short = weekdays("short");
  const hint = fresh("grid-hint");
  const grid = h("div", { class: flags ? "grid flags" : "grid", role: "grid", "aria-label": label, "aria-describedby": hint });
  const head = h("div", { role: "row" }, h("span", { class: "corner", "aria-hidden": "true" }));
  for (let hour = 0; hour < HOURS; hour += 1) {
    const name = h("span", { role: "columnheader", class: "hour", text: two(hour) });
    name.style.setProperty("--hour", hour);
    head.append(name);
  }
  grid.append(head);
  for (let day = 0; day < DAYS; day += 1) {
    const row = h("div", { role: "row" }, dayName(day, short));
    for (let hour = 0; hour < HOURS; hour += 1) {
      const cell = h("div", { role: "gridcell", class: "cell", tabindex: day + hour === 0 ? 0 : -1 });
      cell.style.setProperty("--hour", hour);
      cell.style.setProperty("--day", day);
      cell.dataset.at = day * HOURS + hour;
      cells.push(cell);
      row.append(cell);
    }
    grid.append(row);
  }

  function dayName(day, names) {
    const name = h("span", { role: "rowheader", class: "day", text: names[day] });
    name.style.setProperty("--day", day);
    return name;
  }

  function paint() {
    cells.forEach((cell, place) => {
      const [day, hour] = [Math.floor(place / HOURS), place % HOURS];
      const { most, whole } = hourOf(counts, day, hour);
      cell.dataset.shade = flags ? (most > 0 ? 3 : 0) : Math.min(most, MOST_SHADE);
      cell.classList.toggle("part", !whole);
      say(cell, flags ? (most > 0 ? "\u2713" : "") : most > 0 ? String(most) : "");
      const people = flags ? t(most > 0 ? "grid_open" : "grid_closed") : t("grid_people", most);
      const name = `${days[day]} ${two(hour)}:00: ${people}${whole ? "" : ` (${t("grid_part")})`}`;
      if (cell.getAttribute("aria-label") !== name) cell.setAttribute("aria-label", name);
    });
  }

  function set(places, people) {
    const next = Int32Array.from(counts);
    for (const place of places) next.fill(flags ? Math.min(people, 1) : people, place * 60, place * 60 + 60);
    if (next.every((count, minute) => count === counts[minute])) return;
    counts = next;
    paint();
    change(counts);
  }

  const most = (place) => hourOf(counts, Math.floor(place / HOURS), place % HOURS).most;
  const drawn = () => (flags ? 1 : brush());

  function rectangle(from, to) {
    const [days, hours] = [[from, to].map((one) => Math.floor(one / HOURS)), [from, to].map((one) => one % HOURS)];
    const places = [];
    for (let day = Math.min(...days); day <= Math.max(...days); day += 1) {
      for (let hour = Math.min(...hours); hour <= Math.max(...hours); hour += 1) places.push(day * HOURS + hour);
    }
    return places;
  }

  grid.addEventListener("pointerdown", (event) => {
    const cell = event.target.closest(".cell");
    if (!cell || event.button !== 0) return;
    event.preventDefault();
    const place = Number(cell.dataset.at);
    go(place);
    drawing = { from: place, to: null, people: most(place) === drawn() ? 0 : drawn(), before: Int32Array.from(counts) };
    stroke(place);
  });
  const stroke = (place) => {
    if (place === drawing.to) return;
    drawing.to = place;
    counts = Int32Array.from(drawing.before);
    for (const one of rectangle(drawing.from, place))
      counts.fill(flags ? Math.min(drawing.people, 1) : drawing.people, one * 60, one * 60 + 60);
    paint();
    change(counts);
  };
  grid.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest(".cell");
    if (cell && grid.contains(cell)) stroke(Number(cell.dataset.at));
  });
  const ends = () => (drawing = null);
  grid.addEventListener("pointerup", ends);
  grid.addEventListener("pointercancel", ends);
  grid.addEventListener("lostpointercapture", ends);

  function go(place) {
    for (const cell of cells) cell.tabIndex = Number(cell.dataset.at) === place ? 0 : -1;
    cells[place].focus({ preventScroll: false });
  }

  /** Where an arrow key leads on the screen: days are columns where the page is narrow. */
  function beside(place, key) {
    const upright = getComputedStyle(grid).getPropertyValue("--upright").trim() === "1";
    const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
    const [byDay, byHour] = upright ? [steps[1], steps[0]] : steps;
    const [day, hour] = [Math.floor(place / HOURS) + byDay, (place % HOURS) + byHour];
    return day < 0 || day >= DAYS || hour < 0 || hour >= HOURS ? place : day * HOURS + hour;
  }

  grid.addEventListener("keydown", (event) => {
    const cell = event.target.closest(".cell");
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    const place = Number(cell.dataset.at);
    const day = Math.floor(place / HOURS) * HOURS;
    if (event.key.startsWith("Arrow")) {
      const next = beside(place, event.key);
      if (event.shiftKey) set([next], most(place));
      go(next);
    } else if (event.key === "Home") go(day);
    else if (event.key === "End") go(day + HOURS - 1);
    else if (event.key === " " || event.key === "Enter") set([place], most(place) === drawn() ? 0 : drawn());
    else if (/^\d$/.test(event.key)) set([place], Number(event.key));
    else if (event.key === "+") set([place], most(place) + 1);
    else if (event.key === "-") set([place], Math.max(0, most(place) - 1));
    else if (event.key === "Delete" || event.key === "Backspace") set([place], 0);
    else return;
    event.preventDefault();
  });

  const element = h(
    "div",
    { class: "week" },
    grid,
    h("p", { id: hint, class: "hint", text: t(flags ? "grid_hint_hours" : "grid_hint_people") }),
  );
  return {
    element,
    show(next) {
      if (drawing || (painted && next.every((count, minute) => count === counts[minute]))) return;
      painted = true;
      counts = next;
      paint();
    },
    counts: () => counts,
  };
}

// The week as 7 x 24 cells: drag over hours, or move with the arrow keys and type, to set how many people are on duty.

import { fresh, h, say } from "./dom.js";
import { WEEK } from "./shifts.js";
import { t, weekdays } from "./words.js";

const DAYS = 7;
const HOURS = 24;
const MOST_SHADE = 5;
/** A shade that reads as "on" where hours are not counted. */
const ON_SHADE = 3;
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const two = (hour) => String(hour).padStart(2, "0");
const dayOf = (place) => Math.floor(place / HOURS);
const hourOf = (place) => place % HOURS;

/** The hours of the rectangle between two of them. */
function rectangle(from, to) {
  const [days, hours] = [[from, to].map(dayOf), [from, to].map(hourOf)];
  const places = [];
  for (let day = Math.min(...days); day <= Math.max(...days); day += 1) {
    for (let hour = Math.min(...hours); hour <= Math.max(...hours); hour += 1) places.push(day * HOURS + hour);
  }
  return places;
}

export class WeekGrid {
  #counts = new Int32Array(WEEK);
  #cells = [];
  #drawing = null;
  #shown = false;
  #days = weekdays("long");
  #flags;
  #brush;
  #change;
  #grid;

  /** `label`: what it shows; `flags`: hours are on or off; `brush()`: people to draw; `change(counts)`: told the week's minutes. */
  constructor({ label, flags, brush, change }) {
    this.#flags = flags;
    this.#brush = brush;
    this.#change = change;
    const hint = fresh("grid-hint");
    this.#grid = h("div", { class: flags ? "grid flags" : "grid", role: "grid", "aria-label": label, "aria-describedby": hint });
    this.#lay();
    this.element = h(
      "div",
      { class: "week" },
      this.#grid,
      h("p", { id: hint, class: "hint", text: t(flags ? "grid_hint_hours" : "grid_hint_people") }),
    );
    this.#grid.addEventListener("pointerdown", (event) => this.#begins(event));
    this.#grid.addEventListener("pointermove", (event) => this.#moves(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      this.#grid.addEventListener(end, () => (this.#drawing = null));
    }
    this.#grid.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Shows other counts, unless someone is drawing. */
  show(counts) {
    if (this.#drawing || (this.#shown && counts.every((count, minute) => count === this.#counts[minute]))) return;
    this.#shown = true;
    this.#counts = counts;
    this.#paint();
  }

  #lay() {
    const short = weekdays("short");
    const placed = (element, name, value) => {
      element.style.setProperty(name, value);
      return element;
    };
    const hours = Array.from({ length: HOURS }, (_, hour) =>
      placed(h("span", { role: "columnheader", class: "hour", text: two(hour) }), "--hour", hour),
    );
    this.#grid.append(h("div", { role: "row" }, h("span", { class: "corner", "aria-hidden": "true" }), hours));
    for (let day = 0; day < DAYS; day += 1) {
      const cells = hours.map((_, hour) => {
        const cell = h("div", { role: "gridcell", class: "cell", tabindex: day + hour === 0 ? 0 : -1, "data-at": day * HOURS + hour });
        return placed(placed(cell, "--hour", hour), "--day", day);
      });
      this.#cells.push(...cells);
      const name = placed(h("span", { role: "rowheader", class: "day", text: short[day] }), "--day", day);
      this.#grid.append(h("div", { role: "row" }, name, cells));
    }
  }

  /** The most people of an hour, and whether they are there all the hour. */
  #hour(place) {
    const first = place * 60;
    let [least, most] = [this.#counts[first], this.#counts[first]];
    for (let minute = first + 1; minute < first + 60; minute += 1) {
      least = Math.min(least, this.#counts[minute]);
      most = Math.max(most, this.#counts[minute]);
    }
    return { most, whole: least === most };
  }

  #paint() {
    this.#cells.forEach((cell, place) => {
      const { most, whole } = this.#hour(place);
      cell.dataset.shade = this.#flags ? (most > 0 ? ON_SHADE : 0) : Math.min(most, MOST_SHADE);
      cell.classList.toggle("part", !whole);
      cell.classList.toggle("many", most > 9);
      say(cell, most === 0 ? "" : this.#flags ? "\u2713" : String(most));
      const people = this.#flags ? t(most > 0 ? "grid_open" : "grid_closed") : t("grid_people", most);
      const name = `${this.#days[dayOf(place)]} ${two(hourOf(place))}:00: ${people}${whole ? "" : ` (${t("grid_part")})`}`;
      if (cell.getAttribute("aria-label") !== name) cell.setAttribute("aria-label", name);
    });
  }

  /** Sets hours of `before` and tells it where something differs. */
  #set(places, people, before) {
    const next = Int32Array.from(before);
    for (const place of places) next.fill(this.#flags ? Math.min(people, 1) : people, place * 60, place * 60 + 60);
    if (next.every((count, minute) => count === this.#counts[minute])) return;
    this.#counts = next;
    this.#paint();
    this.#change(next);
  }

  #drawn() {
    return this.#flags ? 1 : this.#brush();
  }

  /** What a stroke from this hour on draws: nobody where it begins on what it would draw. */
  #turned(place) {
    return this.#hour(place).most === this.#drawn() ? 0 : this.#drawn();
  }

  #begins(event) {
    const cell = event.target.closest(".cell");
    if (!cell || event.button !== 0) return;
    event.preventDefault();
    const place = Number(cell.dataset.at);
    this.#go(place);
    this.#drawing = { from: place, people: this.#turned(place), before: this.#counts };
    this.#set([place], this.#drawing.people, this.#drawing.before);
  }

  #moves(event) {
    if (!this.#drawing) return;
    const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest(".cell");
    if (!cell || !this.#grid.contains(cell)) return;
    const { from, people, before } = this.#drawing;
    this.#set(rectangle(from, Number(cell.dataset.at)), people, before);
  }

  #go(place) {
    this.#cells.forEach((cell, number) => (cell.tabIndex = number === place ? 0 : -1));
    this.#cells[place].focus();
  }

  /** Where an arrow key leads on the screen: days are columns where the page is narrow. */
  #beside(place, [down, right]) {
    const upright = getComputedStyle(this.#grid).getPropertyValue("--upright").trim() === "1";
    const [day, hour] = [dayOf(place) + (upright ? right : down), hourOf(place) + (upright ? down : right)];
    return day < 0 || day >= DAYS || hour < 0 || hour >= HOURS ? place : day * HOURS + hour;
  }

  #key(event) {
    const cell = event.target.closest(".cell");
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    const place = Number(cell.dataset.at);
    const { most } = this.#hour(place);
    const set = (people) => this.#set([place], people, this.#counts);
    if (STEPS[event.key]) {
      const next = this.#beside(place, STEPS[event.key]);
      if (event.shiftKey) this.#set([next], most, this.#counts);
      this.#go(next);
    } else if (event.key === "Home") this.#go(dayOf(place) * HOURS);
    else if (event.key === "End") this.#go(dayOf(place) * HOURS + HOURS - 1);
    else if (event.key === " " || event.key === "Enter") set(this.#turned(place));
    else if (/^\d$/.test(event.key)) set(Number(event.key));
    else if (event.key === "+") set(most + 1);
    else if (event.key === "-") set(Math.max(0, most - 1));
    else if (event.key === "Delete" || event.key === "Backspace") set(0);
    else return;
    event.preventDefault();
  }
}

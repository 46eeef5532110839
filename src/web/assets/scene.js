// What is seen of one variant at a moment: messages that wait, on their way in and out, and people. Everything is drawn from the moment
// alone, so that any moment follows any other, and costs what is visible.

import { h } from "./dom.js";
import { atWork, between, upTo, waiting } from "./week.js";
import { t, written } from "./words.js";

const PUBLIC = 0;
const DIRECT = 1;
const NOISE = 2;
const MOST_CELL = 16;
const LEAST_CELL = 4;

/** The colours of the page as they are now. */
export function inks() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return { ink: of("ink"), paper: of("paper"), muted: of("muted"), grid: of("grid"), shade: of("shade"), bad: of("bad"), good: of("good"), accent: of("accent"), c: [of("c1"), of("c2"), of("c3")] };
}

/** A mark within a square of `size`: circles wait in time, triangles are late; direct messages are hollow; squares need no answer. */
export function mark(ink, pen, x, y, size, kind, state) {
  const r = size * 0.4;
  ink.beginPath();
  if (state === "late") {
    ink.moveTo(x, y - r * 1.1);
    ink.lineTo(x + r * 1.1, y + r * 0.9);
    ink.lineTo(x - r * 1.1, y + r * 0.9);
    ink.closePath();
  } else if (kind === NOISE) {
    ink.rect(x - r * 0.6, y - r * 0.6, r * 1.2, r * 1.2);
  } else if (state === "gone") {
    ink.moveTo(x - r, y - r);
    ink.lineTo(x + r, y + r);
    ink.moveTo(x + r, y - r);
    ink.lineTo(x - r, y + r);
  } else {
    ink.arc(x, y, r, 0, 2 * Math.PI);
  }
  const colour = state === "late" || state === "gone" ? pen.bad : state === "done" ? pen.good : kind === NOISE ? pen.muted : pen.c[kind === DIRECT ? 1 : 0];
  ink.strokeStyle = ink.fillStyle = colour;
  ink.lineWidth = Math.max(1, size / 7);
  if (kind === DIRECT || state === "gone") ink.stroke();
  else ink.fill();
}

/** A person: busy ones filled, free ones in outline, those away faint. */
export function person(ink, pen, x, y, size, state) {
  ink.globalAlpha = state === "away" ? 0.35 : 1;
  ink.strokeStyle = ink.fillStyle = state === "busy" ? pen.accent : pen.ink;
  ink.lineWidth = Math.max(1, size / 12);
  ink.beginPath();
  ink.arc(x, y - size * 0.25, size * 0.16, 0, 2 * Math.PI);
  if (state === "busy") ink.fill();
  else ink.stroke();
  ink.beginPath();
  ink.arc(x, y + size * 0.36, size * 0.32, Math.PI, 2 * Math.PI);
  ink.closePath();
  if (state === "busy") ink.fill();
  else ink.stroke();
  ink.globalAlpha = 1;
}

/** Drawn once, to be copied: a copy costs less than a path. */
function sprites(pen, size, ratio) {
  const pixels = Math.ceil(size * ratio);
  const sprite = (draw) => {
    const canvas = h("canvas", { width: pixels, height: pixels });
    const ink = canvas.getContext("2d");
    ink.scale(pixels / size, pixels / size);
    draw(ink);
    return canvas;
  };
  const of = (state) => [PUBLIC, DIRECT, NOISE].map((kind) => sprite((ink) => mark(ink, pen, size / 2, size / 2, size, kind, state)));
  return { waits: of("waits"), late: of("late"), done: of("done"), gone: of("gone") };
}

const figures = (pen, size, ratio) =>
  Object.fromEntries(
    ["busy", "idle", "away"].map((state) => {
      const pixels = Math.ceil(size * ratio);
      const canvas = h("canvas", { width: pixels, height: pixels });
      const ink = canvas.getContext("2d");
      ink.scale(pixels / size, pixels / size);
      person(ink, pen, size / 2, size / 2, size, state);
      return [state, canvas];
    }),
  );

/** The largest cell with which so many fit. */
function fitting(width, height, many, most, least) {
  for (let size = most; size > least; size -= 1) {
    if (Math.floor(width / size) * Math.floor(height / size) >= many) return size;
  }
  return least;
}

/** A picture of a week on a canvas; `most` is how many wait at most in what is compared. */
export function scene(canvas, week, most) {
  const ink = canvas.getContext("2d");
  let place = null;

  function measure() {
    const { clientWidth: width, clientHeight: height } = canvas;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const pen = inks();
    const queue = { left: 14, top: 6, right: width * 0.64, bottom: height - 26 };
    const cell = fitting(queue.right - queue.left, queue.bottom - queue.top, Math.max(most, 40), MOST_CELL, LEAST_CELL);
    const rows = Math.max(1, Math.floor((queue.bottom - queue.top) / cell));
    const capacity = rows * Math.max(1, Math.floor((queue.right - queue.left) / cell));
    place = { width, height, ratio, pen, queue, cell, rows, capacity, sprites: sprites(pen, cell, ratio), teams: teams(width, height, ratio, pen) };
  }

  /** Where each team stands, all of the same size. */
  function teams(width, height, ratio, pen) {
    const left = width * 0.68;
    const each = (height - 8) / Math.max(1, week.teams.length);
    const people = Math.max(1, ...week.people.map((steps) => Math.max(...steps.on_duty, ...steps.busy)));
    const size = fitting(width - left - 16, Math.max(8, each - 18), people, 34, 7);
    const columns = Math.max(1, Math.floor((width - left - 16) / size));
    return { left, each, size, columns, figures: figures(pen, size, ratio) };
  }

  /** The n-th in the queue: the oldest stand beside the people. */
  function spot(number) {
    const { queue, cell, rows } = place;
    return [queue.right - (Math.floor(number / rows) + 0.5) * cell, queue.top + ((number % rows) + 0.5) * cell];
  }

  const desk = (team) => [place.teams.left + 14, 4 + (Math.max(team, 0) + 0.5) * place.teams.each];

  function put(image, [x, y]) {
    const { cell } = place;
    ink.drawImage(image, x - cell / 2, y - cell / 2, cell, cell);
  }

  const along = ([ax, ay], [bx, by], part) => [ax + (bx - ax) * part, ay + (by - ay) * part];
  const image = (number, time) => place.sprites[week.lateFrom[number] < time ? "late" : "waits"][week.kind[number]];

  function drawQueue(time, flight) {
    const { queue, capacity, height } = place;
    const there = waiting(week, time);
    const inlet = [0, (queue.top + queue.bottom) / 2];
    const shown = Math.min(there.length, capacity);
    for (let place_ = 0; place_ < shown; place_ += 1) {
      const number = there[place_];
      const age = time - week.entered[number];
      const at = spot(place_);
      put(image(number, time), age < flight ? along(inlet, at, age / flight) : at);
    }
    if (there.length > shown) {
      ink.fillStyle = place.pen.ink;
      ink.fillText(t("watch_more", written(there.length - shown)), queue.left, height - 8);
    }
    return inlet;
  }

  function drawMoving(time, flight, inlet) {
    const { width, height, queue, sprites: all } = place;
    for (const number of between(week.leaving, time - flight, time)) {
      const part = (time - week.waitsUntil[number]) / flight;
      if (week.taken[number] === Infinity) continue;
      const from = week.taken[number] - week.entered[number] < flight ? inlet : [queue.right, queue.top + 10];
      put(image(number, week.waitsUntil[number]), along(from, desk(week.team[number]), part));
    }
    for (const number of between(week.posted, time - flight, time)) {
      if (week.taken[number] === Infinity) continue;
      const from = desk(week.team[number]);
      put(all.done[week.kind[number]], along(from, [width - 4, from[1]], (time - week.left[number]) / flight));
    }
    const from = [queue.right - 10, queue.bottom - 4];
    for (const at of week.gone.at.slice(upTo(week.gone.at, time - flight), upTo(week.gone.at, time))) {
      put(all.gone[PUBLIC], along(from, [queue.left + 40, height - 6], (time - at) / flight));
    }
  }

  function drawPeople(time) {
    const { teams: all, pen } = place;
    week.teams.forEach((name, team) => {
      const { duty, away, busy } = atWork(week, team, time);
      const top = 4 + team * all.each;
      ink.fillStyle = duty + busy > 0 ? pen.ink : pen.muted;
      // On a phone the counts alone: busy of those on duty.
      const label = place.width < 420 ? `${shortened(name)} ${busy}/${duty}` : t("watch_people", shortened(name), written(duty), written(busy));
      ink.fillText(label, all.left, top + 11, place.width - all.left - 2);
      const free = Math.max(0, duty - away - busy);
      const states = [...Array(busy).fill("busy"), ...Array(free).fill("idle"), ...Array(away).fill("away")];
      states.forEach((state, number) => {
        const x = all.left + 10 + (number % all.columns) * all.size;
        const y = top + 16 + Math.floor(number / all.columns) * all.size;
        if (y + all.size <= top + all.each + 4) ink.drawImage(all.figures[state], x, y, all.size, all.size);
      });
    });
  }

  function draw(time, flight) {
    if (!place) measure();
    const { ratio, width, height, pen, teams: { left } } = place;
    ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    ink.clearRect(0, 0, width, height);
    ink.font = "12px system-ui, sans-serif";
    ink.fillStyle = pen.grid;
    ink.fillRect(left - 8, 0, 1, height);
    drawMoving(time, flight, drawQueue(time, flight));
    drawPeople(time);
  }

  return { draw, resized: () => (place = null) };
}

const shortened = (name) => (name.length > 22 ? `${name.slice(0, 21)}…` : name);

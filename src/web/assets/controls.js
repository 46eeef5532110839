// The scenario as controls: groups of fields made from the table of keys, which stay as they are while they are used.

import { at, fresh, h, say } from "./dom.js";
import { field, setUnitPerWeek } from "./fields.js";
import { WeekGrid } from "./grid.js";
import { asShifts, asWindows, people, readAll } from "./shifts.js";
import { change, current, defined, everywhere, inForce, key, keyName, on, optional, title, turn, variants, within } from "./state.js";
import { t, weekdays, written } from "./words.js";

/** Groups, the sections in them, and the keys that are seen at once; the others are behind "More". */
const GROUPS = [
  {
    id: "demand",
    open: true,
    first: ["demand.per_week", "demand.handling_factor", "demand.noise_per_week"],
    sections: ["demand", "demand.contact", "demand.crisis", "demand.contagion"],
  },
  {
    id: "desk",
    open: true,
    first: ["desk.service_hours", "desk.team.agents", "desk.team.shifts"],
    sections: ["desk", "desk.team", "desk.team.break", "desk.shrinkage"],
  },
  { id: "policy", open: true, first: null, sections: ["policy", "policy.bot", "policy.training", "policy.troll_protocol"] },
  { id: "sla", open: false, first: ["sla.within", "sla.target", "sla.clock"], sections: ["sla"] },
  {
    id: "customers",
    open: false,
    first: ["customers.lifetime_margin", "customers.patience", "customers.patience_factor", "customers.phone", "customers.chase"],
    sections: ["customers", "customers.hostile", "customers.loss"],
  },
  {
    id: "costs",
    open: false,
    first: ["costs.contributions", "costs.phone_contact", "costs.goodwill_cost", "costs.seats"],
    sections: ["costs", "costs.night", "costs.supervisors"],
  },
  { id: "run", open: false, first: ["run.replications", "run.weeks", "run.warmup_weeks", "run.seed"], sections: ["", "run"] },
];
/** What an optional section needs when it is turned on. */
const NEEDED = {
  "demand.contagion": { per_hour: 0.02 },
  "policy.bot": { contain: 0.25 },
  "policy.training": { cost_per_agent_year: 500, errors: 0.01 },
  "policy.troll_protocol": { max_messages: 2 },
  "costs.supervisors": { per_agents: 12 },
};
/** What is no lever of a scenario on the page. */
const LEFT_OUT = new Set(["name", "description", "extends"]);
const USUAL = [["Mon-Fri 08:00-20:00"], ["Mon-Sat 08:00-20:00"], ["24x7"]];

let made = new Map();
let structure = "";
let changed = () => {};

/** What to do after every change of a control. */
export const onChange = (act) => (changed = act);

/** Shows the chosen variant; makes controls anew only where others are needed. */
export function showControls() {
  const values = inForce(current());
  const shape = JSON.stringify(
    [...values].map(([path, { before }]) => [
      path,
      before === null ? "null" : typeof before,
      before !== null && typeof before === "object" && !Array.isArray(before) ? Object.keys(before) : 0,
    ]),
  );
  if (shape !== structure) rebuild(values, shape);
  for (const [path, value] of values) made.get(path)?.show(value, values);
  for (const section of optional()) {
    const box = made.get(`?${section.path}`);
    if (box) box.checked = on(current(), section.path);
  }
  for (const box of document.querySelectorAll(".everywhere")) box.hidden = variants.length < 2;
}

function rebuild(values, shape) {
  structure = shape;
  setUnitPerWeek(key("demand.per_week").unit);
  const held = document.activeElement?.closest?.("[data-key]")?.dataset.key;
  const open = new Map([...document.querySelectorAll("#controls details[data-id]")].map((one) => [one.dataset.id, one.open]));
  made = new Map();
  at("controls").replaceChildren(...GROUPS.map((group) => groupOf(group, values)));
  for (const one of document.querySelectorAll("#controls details[data-id]"))
    if (open.has(one.dataset.id)) one.open = open.get(one.dataset.id);
  if (held) document.querySelector(`[data-key="${CSS.escape(held)}"] :is(input, select)`)?.focus();
}

function groupOf(group, values) {
  const body = [];
  for (const section of group.sections) {
    const paths = [...values.keys()].filter((path) => !LEFT_OUT.has(path) && defined(path).key?.section === section);
    body.push(...sectionBody(group, section, paths, values));
  }
  const tick = h("input", {
    type: "checkbox",
    checked: everywhere.has(group.id),
    on: { change: (event) => (event.target.checked ? everywhere.add(group.id) : everywhere.delete(group.id)) },
  });
  const shared = group.id === "run" ? null : h("label", { class: "everywhere" }, tick, h("span", { text: t("everywhere") }));
  return h(
    "details",
    { class: "group", "data-id": group.id, open: group.open },
    h("summary", {}, h("h3", { text: t(`group_${group.id}`) })),
    shared,
    body,
  );
}

/** Fields of one section: plain, a switch with fields, or a box for each entry of a list. */
function sectionBody(group, section, paths, values) {
  const isOptional = optional().find((one) => one.path === section);
  const fields = (some) => splitFields(group, section, some, values);
  if (isOptional)
    return [
      switchFor(isOptional, group),
      ...(paths.length
        ? [
            h(
              "div",
              { class: "inset" },
              paths.map((path) => fieldOf(path, group, values)),
            ),
          ]
        : []),
    ];
  const entries = new Map();
  for (const path of paths) {
    const name = defined(path).entries.join("\u0000");
    entries.set(name, [...(entries.get(name) ?? []), path]);
  }
  return [...entries].flatMap(([name, some]) => {
    // The break of a team stands in the team's own box.
    if (section === "desk.team.break") return [];
    const more =
      section === "desk.team"
        ? [...values.keys()].filter((path) => defined(path).key?.section === "desk.team.break" && defined(path).entries[0] === name)
        : [];
    if (name === "") return fields([...some, ...more]);
    const heading = [h("span", { class: "kind", text: `${t(`section_${section}`)} ` }), h("bdi", { text: title(section, [name]) })];
    const seen = some.some((path) => isFirst(group, path));
    if (seen) return [h("fieldset", { class: "entry" }, h("legend", {}, heading), fields([...some, ...more]))];
    return [
      h(
        "details",
        { class: "entry", "data-id": `${section}|${name}` },
        h("summary", {}, heading),
        some.map((path) => fieldOf(path, group, values)),
      ),
    ];
  });
}

const isFirst = (group, path) => group.first === null || group.first.includes(defined(path).key.path);

function splitFields(group, section, paths, values) {
  const [seen, behind] = [paths.filter((path) => isFirst(group, path)), paths.filter((path) => !isFirst(group, path))];
  const order = (path) => group.first?.indexOf(defined(path).key.path) ?? 0;
  seen.sort((a, b) => order(a) - order(b));
  const more =
    behind.length === 0
      ? []
      : [
          h(
            "details",
            { class: "more", "data-id": `${section}|${defined(behind[0]).entries}` },
            h("summary", { text: seen.length ? t("more", behind.length) : t(`section_${section}`) }),
            behind.map((path) => fieldOf(path, group, values)),
          ),
        ];
  return [...seen.map((path) => fieldOf(path, group, values)), ...more];
}

function switchFor(section, group) {
  const box = h("input", { type: "checkbox", role: "switch" });
  box.addEventListener("change", () => {
    turn(section.path, box.checked, NEEDED[section.path] ?? {}, group.id);
    showControls();
    changed(section.path);
  });
  made.set(`?${section.path}`, box);
  const about = fresh("about");
  box.setAttribute("aria-describedby", about);
  return h(
    "div",
    { class: "field", "data-key": section.path },
    h("label", { class: "beside" }, box, h("span", { text: t(`section_${section.path}`) })),
    h("p", { class: "about", id: about, text: section.about }),
    h("p", { class: "problem", hidden: true }),
  );
}

/** The label, the control, its sentence, and room for a problem. */
function fieldOf(path, group, values) {
  const { key: one } = defined(path);
  const { before } = values.get(path);
  const [about, problem] = [fresh("about"), fresh("problem")];
  const told = (next) => {
    change(path, next, group.id);
    showControls();
    changed(path);
  };
  const control = field(one, told, before);
  for (const input of control.inputs) input.setAttribute("aria-describedby", `${about} ${problem}`);
  const reset = h("button", {
    type: "button",
    class: "reset",
    hidden: true,
    on: { click: () => (told(undefined), control.inputs[0]?.focus()) },
  });
  const label = h(
    control.id ? "label" : "span",
    control.id ? { class: "name", for: control.id, text: keyName(one) } : { class: "name", text: keyName(one) },
  );
  const drawn = one.type === "shifts" ? teamGrid(path, told) : one.type === "windows" ? hoursGrid(path, told) : null;
  const asText =
    one.type === "shifts"
      ? h("details", { class: "more", "data-id": `text|${path}` }, h("summary", { text: t("as_text") }), control.element)
      : control.element;
  const body = [one.type === "shifts" ? null : asText, drawn?.element, one.type === "shifts" ? asText : null];
  const top = control.beside ? h("label", { class: "beside" }, control.element, h("span", { class: "name", text: keyName(one) })) : label;
  const element = h(
    "div",
    { class: "field", "data-key": path },
    h("div", { class: "top" }, top, reset),
    control.beside ? null : body,
    h("p", { class: "about", id: about, text: one.about.replaceAll("`", "") }),
    h("p", { class: "problem", id: problem, hidden: true }),
  );
  const undo = t("reset", keyName(one));
  reset.setAttribute("aria-label", undo);
  reset.title = undo;
  say(reset, t("reset_short", shortly(before, one)));
  made.set(path, {
    show(now, all) {
      control.show(now.value, now.words);
      drawn?.show(all);
      reset.hidden = !now.changed;
      element.classList.toggle("changed", now.changed);
    },
    inputs: control.inputs,
  });
  return element;
}

/** What a value was, where a few characters say it. */
function shortly(value, one) {
  if (typeof value === "number") return one.type === "share" || one.type === "target" ? `${written(value * 100)} %` : written(value);
  return typeof value === "string" && value.length <= 12 && !one.choices ? value : "";
}

const beside = (path, name) => path.replace(/[^.]+$/, name);

/** The window in the days of the language. */
function windowName(window) {
  const days = weekdays("short");
  const named = (day) => days[["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(day)];
  return window.replace(/[A-Z][a-z]{2}/g, named).replaceAll(":00", "");
}

function usualHours(show) {
  const button = (windows) => h("button", { type: "button", text: windowName(windows[0]), on: { click: () => show(windows) } });
  return h("div", { class: "usual" }, USUAL.map(button));
}

/** People of a team over the week. */
function teamGrid(path, told) {
  const name = defined(path).entries.join(" \u203a ");
  let shifts = [];
  let agents = 1;
  let brush = null;
  const id = fresh("brush");
  const box = h("input", {
    id,
    type: "number",
    min: 1,
    max: 999,
    step: 1,
    on: { input: () => (brush = Math.max(1, Math.round(Number(box.value)) || 1)) },
  });
  const drawn = () => brush ?? agents;
  const write = (counts) => told(asShifts(counts, shifts ?? [], agents));
  const grid = new WeekGrid({ label: t("grid_team", name), flags: false, brush: drawn, change: write });
  const usual = usualHours((windows) => {
    const counts = people(readAll(windows), drawn());
    write(counts);
    grid.show(counts);
  });
  const tools = h("div", { class: "tools" }, h("label", { for: id, text: t("brush") }), box, usual);
  const unread = h("p", { class: "hint", text: t("grid_unread"), hidden: true });
  return {
    element: h("div", { class: "drawn" }, tools, grid.element, unread),
    show(values) {
      agents = Math.max(0, Number(values.get(beside(path, "agents"))?.value) || 0);
      shifts = readAll(values.get(path).value);
      unread.hidden = shifts !== null;
      grid.element.hidden = tools.hidden = shifts === null;
      if (document.activeElement !== box) box.value = drawn();
      if (shifts) grid.show(people(shifts, agents));
    },
  };
}

/** Published hours over the week. */
function hoursGrid(path, told) {
  const before = () => readAll(inForce(current()).get(path).value ?? []) ?? [];
  const grid = new WeekGrid({ label: t("grid_hours"), flags: true, brush: () => 1, change: (counts) => told(asWindows(counts, before())) });
  const usual = usualHours((windows) => {
    told(windows);
    grid.show(people(readAll(windows), 1));
  });
  const more = h("details", { class: "more", "data-id": `grid|${path}` }, h("summary", { text: t("draw_hours") }), grid.element);
  return {
    element: h("div", { class: "drawn" }, usual, more),
    show(values) {
      const windows = readAll(values.get(path).value ?? []);
      if (windows) grid.show(people(windows, 1));
    },
  };
}

/** Puts problems of the chosen variant at their controls. */
export function showProblems(problems) {
  for (const field of document.querySelectorAll("#controls .field")) {
    const here = problems.filter((problem) => problem.key && isAt(problem.key, field.dataset.key));
    const text = field.querySelector(".problem");
    text.hidden = here.length === 0;
    say(text, here.map(sentence).join(" "));
    for (const input of field.querySelectorAll("input, select")) {
      if (here.length) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }
}

const isAt = (problem, path) => problem === path || within(problem, path) || problem.replaceAll('"', "") === path.replaceAll('"', "");

/** The field that shows a problem. */
export const fieldFor = (problem) =>
  [...document.querySelectorAll("#controls .field")].find((field) => problem.key && isAt(problem.key, field.dataset.key));

export function sentence(problem) {
  const accepted = problem.accepted ? ` ${t("accepted", problem.accepted)}` : "";
  const fix = problem.fix ? ` ${problem.fix[0].toUpperCase()}${problem.fix.slice(1)}` : "";
  return `${problem.message}.${accepted}${fix}`.replaceAll("`", "");
}

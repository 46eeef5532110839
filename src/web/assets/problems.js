// Problems of a scenario: each at its control, and all in one list that leads there.

import { fieldFor, sentence, showProblems } from "./controls.js";
import { at, h } from "./dom.js";
import { choose, place, variants } from "./state.js";
import { changedVariants } from "./variants.js";

/** Shows the problems of the last run; none: that there are none. */
export function problems(found) {
  showProblems(found.filter((problem) => problem.severity === "error" && problem.scenario === place()));
  at("problems").hidden = found.length === 0;
  // The same slip in several variants is one line.
  const alike = new Map();
  for (const problem of found) alike.set(sentence(problem), [...(alike.get(sentence(problem)) ?? []), problem]);
  at("problem-list").replaceChildren(...[...alike.values()].map(line));
}

function line(alike) {
  const problem = alike.find((one) => one.scenario === place()) ?? alike[0];
  const names = alike.map((one) => variants[one.scenario]?.name ?? "").join(", ");
  const text = h("span", { text: `${variants.length > 1 ? `${names}: ` : ""}${sentence(problem)}` });
  const leads = problem.key && fieldFor(problem);
  const item = h(
    "li",
    { class: problem.severity },
    leads ? h("a", { href: "#controls", on: { click: (event) => go(event, problem) } }, text) : text,
  );
  return item;
}

function go(event, problem) {
  event.preventDefault();
  if (problem.scenario !== place()) {
    choose(problem.scenario);
    changedVariants();
  }
  const field = fieldFor(problem);
  for (let around = field; around; around = around.parentElement) if (around.tagName === "DETAILS") around.open = true;
  field?.querySelector("input, select")?.focus();
}

// A team's phone: join with a code and a name, decide, submit, see.

import { Refused } from "./api.js";
import { at, h, say, soon } from "./dom.js";
import { asCode, ask, begin, follow, routeOf, showOutcome, showProgress, trouble } from "./room.js";
import { t } from "./words.js";

const PRICE_AFTER_MS = 150;

let code = "";
let view = null;
let shownForm = "";
let listening = null;

const settings = () => {
  const chosen = new Map([...document.querySelectorAll("#levers input:checked")].map((input) => [input.name, input.value]));
  return Object.fromEntries(view.study.levers.map(({ id, range }) => [id, range ? Number(chosen.get(id)) : chosen.get(id)]));
};

const alike = (one, other) => Boolean(one && other) && view.study.levers.every(({ id }) => one[id] === other[id]);

function lever({ id, label, about, as_is, range, unit, choices }, decision) {
  const set = decision?.[id] ?? as_is;
  const options = range
    ? Array.from({ length: range[1] - range[0] + 1 }, (_, number) => [range[0] + number, String(range[0] + number)])
    : choices.map((choice) => [choice.id, choice.label]);
  const now = (value) => (value === as_is ? ` (${t("ws_now")})` : "");
  const option = ([value, text]) =>
    h(
      "label",
      {},
      h("input", { type: "radio", name: id, value, checked: value === set, required: true, on: { change: changed } }),
      h("span", { text: text + now(value) }),
    );
  return h(
    "fieldset",
    { class: "lever", "data-kind": range ? "amount" : "choice", "data-lever": id },
    h("legend", { text: range ? `${label} (${unit})` : label }),
    h("p", { class: "about", text: about }),
    h("div", { class: "options" }, options.map(option)),
  );
}

/** The levers, made once a round so that nothing moves under a thumb. */
function form() {
  const shape = `${view.round} ${view.study.id}`;
  if (shape === shownForm) return;
  shownForm = shape;
  const decision = view.decision ?? view.before;
  at("levers").replaceChildren(...view.study.levers.map((one) => lever(one, decision)));
  price();
}

async function decide(submit) {
  const body = { round: view.round, decision: settings(), submit };
  return (await ask(`${routeOf(code)}/decide`, { body })).json();
}

function tell({ cost, share_of_budget: share }) {
  const over = share > 1;
  say(at("price"), t(over ? "ws_over" : "ws_price", cost, view.study.budget));
  at("price").className = over ? "over" : "";
  at("meter").value = Math.min(share, 1);
  at("submit").disabled = over;
}

const price = soon(async () => {
  if (view?.stage !== "deciding") return;
  try {
    tell(await decide(false));
  } catch (error) {
    // The next look says what is the matter.
    if (error instanceof Refused) trouble(error.message);
  }
}, PRICE_AFTER_MS);

function changed() {
  price();
  state();
}

function state() {
  const sent = view.decision;
  const same = alike(sent, settings());
  say(at("state"), sent ? t(same ? "ws_submitted" : "ws_changed") : t("ws_not_submitted"));
  at("state").className = sent && same ? "done" : "";
  say(at("submit"), t(sent ? "ws_submit_again" : "ws_submit"));
}

async function submit(event) {
  event.preventDefault();
  at("submit").disabled = true;
  try {
    const told = await decide(true);
    view.decision = settings();
    trouble(null);
    tell(told);
    state();
  } catch (error) {
    trouble(error instanceof Refused ? error.message : t("ws_lost_unsent"));
    at("submit").disabled = false;
  }
}

function show() {
  at("join").hidden = true;
  at("room").hidden = false;
  say(at("round"), t("ws_round", view.round));
  say(at("study"), view.study.title);
  say(at("team"), view.name);
  say(at("about"), view.study.brief);
  const deciding = view.stage === "deciding";
  const working = view.stage === "revealing" || view.stage === "waiting";
  at("decide").hidden = !deciding;
  at("waiting").hidden = !working;
  if (working) say(at("waiting"), t(view.stage === "waiting" ? "ws_half_a_year" : "ws_simulating"));
  else at("progress").hidden = true;
  if (deciding) {
    form();
    state();
  }
  document.body.dataset.stage = view.stage;
  document.body.dataset.round = view.round;
  showOutcome(at("outcome-later"), view.later, { title: t("ws_second_act"), own: view.id });
  showOutcome(at("outcome"), view.outcome, { title: t("ws_first_act"), own: view.id });
}

function enter() {
  history.replaceState(null, "", `${location.search}#${code}`);
  listening?.end();
  listening = follow(
    code,
    async () => {
      view = await (await ask(`${routeOf(code)}/team`)).json();
      show();
    },
    showProgress,
    (error) => {
      if (error.status !== 401) trouble(error.message);
      door();
    },
  );
}

/** The form by which one comes in. */
function door() {
  view = null;
  shownForm = "";
  delete document.body.dataset.stage;
  at("room").hidden = true;
  at("join").hidden = false;
  at("typed").value = code;
  at(code ? "name" : "typed").focus();
}

async function join(event) {
  event.preventDefault();
  code = asCode(at("typed").value);
  try {
    await ask(`${routeOf(code)}/join`, { body: { name: at("name").value } });
    trouble(null);
    enter();
  } catch (error) {
    trouble(error instanceof Refused ? error.message : t("ws_lost"));
  }
}

async function main() {
  const start = await begin();
  at("name").maxLength = start.name_letters;
  at("join").addEventListener("submit", join);
  at("decide").addEventListener("submit", submit);
  code = asCode(location.hash.slice(1));
  // Who was here before is known by the browser's cookie.
  if (code) enter();
  else door();
}

main().catch((error) => {
  trouble(`relevo: ${error.message}`);
  throw error;
});

// The trainer's page: open a room, see who has submitted, reveal, half a year later, go on.

import { Refused } from "./api.js";
import { at, h, save, say } from "./dom.js";
import { ask, begin, follow, routeOf, shownCode, showOutcome, showProgress, trouble } from "./room.js";
import { fragmentOf } from "./link.js";
import { language, t } from "./words.js";

let start = null;
let code = "";
let secret = "";
let view = null;
let shownTeams = "";
let listening = null;

/** Does something and says what went wrong. */
async function attempt(act) {
  try {
    await act();
    trouble(null);
  } catch (error) {
    trouble(error instanceof Refused ? error.message : t("ws_lost"));
  }
}

const steer = (what) => attempt(() => ask(`${routeOf(code)}/steer`, { body: { steer: what }, secret }));
const reveal = (act) => attempt(() => ask(`${routeOf(code)}/reveal`, { body: { act }, secret }));

async function keep(kind) {
  await attempt(async () => {
    const response = await ask(`${routeOf(code)}/export`, { body: { kind }, secret });
    save(await response.blob(), `relevo-workshop-${code}.${kind}`);
  });
}

function studies() {
  const open = async (id) => {
    await attempt(async () => {
      const opened = await (await ask("/api/workshop/rooms", { body: { study: id } })).json();
      ({ code, secret } = opened);
      // The secret stands behind the #, which no browser sends.
      history.pushState(null, "", `${location.search}#${code}.${secret}`);
      enter();
    });
  };
  const card = ({ id, title, brief }) =>
    h(
      "li",
      {},
      h("h3", { id: `study-${id}`, text: title }),
      h("p", { text: brief }),
      h("button", {
        type: "button",
        class: "main",
        "data-study": id,
        "aria-describedby": `study-${id}`,
        text: t("ws_open"),
        on: { click: () => open(id) },
      }),
    );
  at("studies").replaceChildren(...start.studies.map(card));
  at("next-study").replaceChildren(...start.studies.map(({ id, title }) => h("option", { value: id, text: title })));
}

function teams() {
  const shape = JSON.stringify([view.teams, view.stage]);
  if (shape === shownTeams) return;
  shownTeams = shape;
  const deciding = view.stage === "deciding";
  const rename = (team) => {
    const name = prompt(t("ws_new_name", team.name), team.name);
    if (name !== null) steer({ do: "rename", team: team.id, name });
  };
  const remove = (team) => {
    if (confirm(t("ws_really_remove", team.name))) steer({ do: "remove", team: team.id });
  };
  const button = (text, team, act) =>
    h("button", { type: "button", "aria-label": `${t(text)}: ${team.name}`, text: t(text), on: { click: () => act(team) } });
  const item = (team) =>
    h(
      "li",
      { "data-team": team.id },
      h("bdi", { class: "who", text: team.name }),
      deciding
        ? h("span", {
            "data-state": team.submitted ? "submitted" : "deciding",
            text: t(team.submitted ? "ws_has_submitted" : "ws_decides"),
          })
        : null,
      button("ws_rename", team, rename),
      button("ws_remove", team, remove),
    );
  at("teams").replaceChildren(...view.teams.map(item));
  at("nobody").hidden = view.teams.length > 0;
}

function history_({ rounds, rows }) {
  at("history").hidden = rounds.length < 2;
  const head = [t("ws_team"), ...rounds].map((text) => h("th", { scope: "col", text }));
  const row = (one) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, h("bdi", { text: one.team })),
      one.cells.map((text) => h("td", { text })),
    );
  at("rounds").replaceChildren(
    h("caption", { class: "hidden", text: t("ws_history") }),
    h("thead", {}, h("tr", {}, head)),
    h("tbody", {}, rows.map(row)),
  );
}

let watched = "";
/** A week of the desk of the study as it stands, beside the room. */
async function watchable(study) {
  if (watched === study.id) return;
  watched = study.id;
  // It stands at Monday 00:00 until somebody plays it: the guide lets the room guess first.
  at("watch").href = `/watch?lang=${language()}${await fragmentOf(start.scenarios[study.id], study.title)}&t=0`;
}

function show() {
  const { stage, study } = view;
  const submitted = view.teams.filter((team) => team.submitted).length;
  say(at("round"), t("ws_round", view.round));
  say(at("study"), study.title);
  say(at("about"), study.brief);
  say(at("budget"), t("ws_budget", study.budget));
  teams();
  watchable(study);
  say(at("count"), stage === "deciding" ? t("ws_count", submitted, view.teams.length) : "");
  const working = stage === "revealing" || stage === "waiting";
  say(at("state"), working ? t(stage === "waiting" ? "ws_half_a_year" : "ws_simulating") : "");
  at("progress").hidden = !working;
  at("reveal").hidden = stage !== "deciding" && stage !== "revealing";
  at("reveal").disabled = stage !== "deciding" || submitted === 0;
  at("later").hidden = stage !== "revealed" && stage !== "waiting";
  at("later").disabled = stage !== "revealed";
  const over = stage === "revealed" || stage === "later";
  const arrived = over && document.body.dataset.stage !== undefined && document.body.dataset.stage !== stage;
  for (const one of ["next", "next-study", "csv", "report"]) at(one).hidden = !over;
  if (document.body.dataset.round !== String(view.round)) at("next-study").value = study.id;
  document.body.dataset.stage = stage;
  document.body.dataset.round = view.round;
  showOutcome(at("outcome-later"), view.later, { title: t("ws_second_act"), questions: study.later });
  showOutcome(at("outcome"), view.outcome, { title: t("ws_first_act"), questions: study.questions });
  history_(view.history);
  // What a room has waited for is not left below what it has read already.
  if (arrived) at(stage === "later" ? "outcome-later" : "outcome").scrollIntoView({ block: "start" });
}

function enter() {
  at("choose").hidden = true;
  at("room").hidden = false;
  say(at("address"), `${start.address}join`);
  say(at("code"), shownCode(code));
  at("qr").src = `${routeOf(code)}/qr`;
  at("qr").alt = t("ws_qr", `${start.address}join`, shownCode(code));
  at("alone").hidden = !start.alone;
  listening?.end();
  listening = follow(
    code,
    async () => {
      view = await (await ask(routeOf(code), { secret })).json();
      show();
    },
    showProgress,
    (error) => {
      leave();
      trouble(error.message);
    },
  );
}

function leave() {
  listening?.end();
  history.replaceState(null, "", location.pathname + location.search);
  delete document.body.dataset.stage;
  shownTeams = "";
  at("room").hidden = true;
  at("choose").hidden = false;
}

async function remove() {
  if (!confirm(t("ws_really_delete"))) return;
  await attempt(async () => {
    await ask(`${routeOf(code)}/steer`, { body: { steer: { do: "delete" } }, secret });
    leave();
  });
}

function fromAddress() {
  const [, known, key] = /^#([A-Z]{6})\.([\w-]{20,})$/.exec(location.hash) ?? [];
  if (!known) return false;
  code = known;
  secret = key;
  enter();
  return true;
}

async function main() {
  start = await begin();
  studies();
  at("reveal").addEventListener("click", () => {
    const missing = view.teams.filter((team) => !team.submitted).map((team) => team.name);
    if (missing.length === 0 || confirm(t("ws_some_missing", missing.join(", ")))) reveal("first");
  });
  at("later").addEventListener("click", () => reveal("later"));
  at("next").addEventListener("click", () => steer({ do: "next_round", study: at("next-study").value }));
  at("csv").addEventListener("click", () => keep("csv"));
  at("report").addEventListener("click", () => keep("html"));
  at("delete").addEventListener("click", remove);
  addEventListener("popstate", () => fromAddress() || leave());
  if (!fromAddress()) at("choose").hidden = false;
}

main().catch((error) => {
  trouble(`relevo: ${error.message}`);
  throw error;
});

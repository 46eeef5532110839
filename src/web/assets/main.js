// The what-if page: puts its parts together.

import { get } from "./api.js";
import { at, h, save, say, soon } from "./dom.js";
import { onChange, showControls } from "./controls.js";
import { BrokenLink, fragment, opened, take } from "./link.js";
import { problems } from "./problems.js";
import { markChosen, numbers, outdated, showFigures } from "./results.js";
import { runs } from "./runs.js";
import { WORLD, begin, choose, entry, everywhere, ofStart, start, variants } from "./state.js";
import { downloads, files } from "./files.js";
import { sizing } from "./sizing.js";
import { clearNotice, notice } from "./notices.js";
import { onVariants, showVariants } from "./variants.js";
import { language, speak, t } from "./words.js";

/** A run that has shown nothing for this long leaves what is shown marked as outdated. */
const OUTDATED_MS = 250;
const NARROW = matchMedia("(max-width: 44rem)");

let kind = "backlog";
let stale = 0;
let shownFragment = "";

function body() {
  return { lang: language(), scenarios: variants.map(entry), pictures: [kind], layout: NARROW.matches ? "narrow" : "wide", result: false };
}

function told(event, data, run) {
  if (event === "asked") {
    clearTimeout(stale);
    stale = setTimeout(outdated, OUTDATED_MS);
  } else if (event === "begun") {
    clearNotice("server");
    problems(data.problems);
    notes(data.notes);
  } else if (event === "figures" || event === "decision") {
    clearTimeout(stale);
    showFigures(data, run);
  } else if (event === "problem") {
    clearTimeout(stale);
    outdated();
    notice("server", data.message);
  } else if (event === "refused") {
    clearTimeout(stale);
    outdated();
    if (data.problems.length) problems(data.problems);
    else notice("server", data.message);
  } else if (event === "unreachable") {
    outdated();
    notice("server", t("unreachable"));
  }
}

const ask = runs(body, told);

function notes(texts) {
  at("notes").replaceChildren(...texts.map((text) => h("p", { class: "muted", text })));
}

async function keep() {
  shownFragment = await fragment();
  history.replaceState(null, "", location.pathname + location.search + shownFragment);
  at("watch").href = watchPage();
}
const keepAddress = soon(keep, 250);

const watchPage = () => `/watch?lang=${language()}${shownFragment}`;

/** The week of what stands here now, also when the address has not followed yet. */
async function watch(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  await keep();
  location.href = watchPage();
}

/** The same in the other language. */
async function translate(event) {
  event.preventDefault();
  const page = at("language").getAttribute("href");
  location.href = page + (await fragment());
}

/** After any change: controls, columns, run and address follow. */
function follow() {
  showVariants();
  showControls();
  markChosen();
  keepAddress();
  ask();
}

function texts() {
  document.documentElement.lang = language();
  document.title = `relevo: ${t("heading")}`;
  for (const one of document.querySelectorAll("[data-text]")) say(one, t(one.dataset.text));
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", t(one.dataset.label));
}

function kinds() {
  const tab = ({ kind: id, about }) =>
    h("button", {
      type: "button",
      role: "tab",
      id: `kind-${id}`,
      "aria-controls": "picture",
      title: about,
      text: t(`picture_${id}`),
      on: { click: () => pick(id) },
    });
  at("kinds").replaceChildren(...start.pictures.map(tab));
  at("kinds").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = start.pictures.map((picture) => picture.kind);
    pick(all[(all.indexOf(kind) + step + all.length) % all.length]);
    at(`kind-${kind}`).focus();
    event.preventDefault();
  });
  pick(kind);
}

function pick(id) {
  kind = id;
  for (const tab of at("kinds").children) {
    const here = tab.id === `kind-${id}`;
    tab.setAttribute("aria-selected", String(here));
    tab.tabIndex = here ? 0 : -1;
  }
  at("picture").setAttribute("aria-labelledby", `kind-${id}`);
  if (variants.length) ask();
}

function fresh() {
  const many = Math.min(start.scenarios.length, start.limits.scenarios);
  take({ variants: Array.from({ length: many }, (_, number) => ofStart(number)), everywhere: WORLD });
  choose(0);
}

async function fromAddress() {
  try {
    const found = await opened(location.hash);
    if (!found) return fresh();
    take(found);
    choose(found.chosen);
    clearNotice("link");
  } catch (error) {
    if (!(error instanceof BrokenLink)) throw error;
    notice("link", t("broken_link"));
    if (variants.length === 0) fresh();
  }
}

/** Takes variants from a file; "back" of the browser leads to what was there. */
function opens(found) {
  history.pushState(null, "", location.href);
  take({ variants: found, everywhere: [...everywhere] });
  choose(0);
  follow();
}

async function share() {
  await keep();
  const address = location.href;
  try {
    await navigator.clipboard.writeText(address);
    notice("share", t("shared"), { passing: true });
  } catch {
    notice("share", t("share_by_hand"), { text: address });
  }
}

async function main() {
  const wished = new URLSearchParams(location.search).get("lang") ?? (navigator.language.startsWith("es") ? "es" : "en");
  const answer = await get(`/api/start?lang=${wished === "es" ? "es" : "en"}`);
  begin(answer);
  speak(answer.lang, answer.words);
  texts();
  await fromAddress();
  kinds();
  onChange(follow);
  onVariants(follow);
  files(opens);
  downloads();
  sizing(follow);
  at("share").addEventListener("click", share);
  at("watch").addEventListener("click", watch);
  at("language").href = `?lang=${language() === "es" ? "en" : "es"}`;
  at("language").addEventListener("click", translate);
  at("again").addEventListener("click", () => {
    history.pushState(null, "", location.href);
    fresh();
    follow();
  });
  at("numbers").addEventListener("toggle", numbers);
  NARROW.addEventListener("change", ask);
  for (const event of ["hashchange", "popstate"]) {
    addEventListener(event, async () => {
      if (location.hash === shownFragment || (location.hash && !location.hash.startsWith("#s="))) return;
      await fromAddress();
      follow();
    });
  }
  for (const one of ["compared", "sizing"]) at(one).hidden = false;
  follow();
}

main().catch((error) => {
  at("notices").append(h("p", { class: "notice", text: `relevo: ${error.message}` }));
  throw error;
});

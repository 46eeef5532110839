// Files that come in and go out.

import { Refused, post } from "./api.js";
import { at, save } from "./dom.js";
import { sentence } from "./controls.js";
import { clearNotice, notice } from "./notices.js";
import { current, entry, ofText, start, variants } from "./state.js";
import { language, t } from "./words.js";

/** A file may be chosen or dropped anywhere on the page; `open` is told the variants in it. */
export function files(open) {
  const input = at("file");
  at("open").addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    await read([...input.files], open);
    input.value = "";
  });
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    at("drop").hidden = false;
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) at("drop").hidden = true;
  });
  addEventListener("drop", (event) => {
    at("drop").hidden = true;
    if (!carries(event)) return;
    event.preventDefault();
    read([...event.dataTransfer.files], open);
  });
}

async function read(list, open) {
  const found = [];
  for (const file of list) {
    try {
      if (file.size > start.limits.body_bytes / 2) throw new Error(t("file_large"));
      found.push(...(await variantsOf(file)));
    } catch (error) {
      return notice("file", t("file_bad", file.name, error.message));
    }
  }
  if (found.length === 0) return;
  clearNotice("file");
  if (found.length > start.limits.scenarios) notice("file", t("file_many", found.length, start.limits.scenarios));
  open(found.slice(0, start.limits.scenarios));
}

async function variantsOf(file) {
  const toml = await file.text();
  const checked = await (await post("/api/check", { lang: language(), scenario: { toml } })).json();
  if (!checked.ok) {
    const told = checked.problems.map((problem) => `${problem.line ? `${t("line", problem.line)}: ` : ""}${sentence(problem)}`);
    throw new Error(["", ...told].join("\n"));
  }
  const own = file.name.replace(/\.toml$/i, "");
  return checked.scenarios.map((one) => ofText(one.toml, /^scenario-\d+$/.test(one.name) ? own : one.name, one.values));
}

/** The scenario, the report and the spreadsheet. */
export function downloads() {
  const menu = at("downloads");
  menu.addEventListener("click", async (event) => {
    const kind = event.target.closest("button")?.dataset.kind;
    if (!kind) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    notice("download", t("preparing"));
    try {
      const scenarios = kind === "toml" ? [current()] : variants;
      const response = await post("/api/report", { lang: language(), kind, scenarios: scenarios.map(entry) });
      const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? `relevo.${kind}`;
      save(await response.blob(), name);
      clearNotice("download");
    } catch (error) {
      notice("download", error instanceof Refused ? [error.message, ...error.problems.map(sentence)].join(" ") : t("unreachable"));
    }
  });
  addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

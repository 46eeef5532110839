// What the page has to say about itself: one line for each subject, which can be dismissed.

import { at, h } from "./dom.js";
import { t } from "./words.js";

const PASSING_MS = 4000;

/** Says something; `text` is shown to be copied, and what is `passing` goes by itself. */
export function notice(subject, message, { text = null, passing = false } = {}) {
  const before = at(`notice-${subject}`);
  if (before?.dataset.message === message && !text) return;
  const close = h("button", {
    type: "button",
    class: "close",
    "aria-label": t("close"),
    text: "\u00d7",
    on: { click: () => clearNotice(subject) },
  });
  const shown = h(
    "div",
    { class: "notice", id: `notice-${subject}`, "data-message": message },
    h("p", { text: message }),
    text
      ? h("input", { type: "text", readonly: true, value: text, "aria-label": message, on: { focus: (event) => event.target.select() } })
      : null,
    close,
  );
  if (before) before.replaceWith(shown);
  else at("notices").append(shown);
  if (passing) setTimeout(() => shown.remove(), PASSING_MS);
}

export function clearNotice(subject) {
  at(`notice-${subject}`)?.remove();
}

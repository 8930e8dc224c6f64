// The keys and the signs, in a dialog.

import { h, icon } from "./dom.js";
import { t } from "./words.js";

export function dialog(title, ...content) {
  const box = h("dialog", { "aria-label": title, onclose: () => { box.remove(); back?.focus?.(); } },
    h("button", { type: "button", class: "square close", "aria-label": t("close"), onclick: () => box.close() }, icon("i-x")),
    h("h2", {}, title), content);
  const back = document.activeElement;
  document.body.append(box);
  box.showModal();
  return box;
}

const KEYS = [["/", "search"], ["← →", "along"], ["↑ ↓", "column"], ["Home End", "ends"], ["Enter", "enter"], ["Space", "space"], ["Esc", "esc"], ["t", "table"], ["?", "help"]];
const SIGNS = [["s-ok", "ok", "group.in_force"], ["s-open", "quiet", "group.open"], ["s-over", "quiet", "group.over"], ["s-half", "warn", "map.status"], ["s-bad", "bad", "group.ended"], ["s-warn", "warn", "group.shaky"], ["s-unk", "quiet", "group.unknown"]];

export function help() {
  if (document.querySelector("dialog")) return;
  dialog(t("help.title"),
    h("div", { class: "keys" }, KEYS.map(([key, words]) => [h("kbd", {}, key), h("span", {}, t(`help.${words}`))])),
    h("h2", { style: { "margin-top": "18px" } }, t("help.legend")),
    h("div", { class: "keys" }, SIGNS.filter(([, , words]) => words !== "map.status").map(([glyph, tone, words]) => [icon(glyph, tone), h("span", {}, t(words))])),
    h("p", { class: "second", style: { "margin-top": "12px" } }, t("help.default")));
}

// All ways between a document and its directive, each step with its sentence.

import { ask } from "./ask.js";
import { clear, h, icon, sample } from "./dom.js";
import { searchBox, statusOf } from "./search.js";
import { fresh, go, link } from "./state.js";
import { t } from "./words.js";

export async function show(main, now) {
  const names = {};
  const result = h("div", { class: "ways" });
  const box = (key) => {
    const found = searchBox({ id: `pick-${key}`, placeholder: t("search"), pick: (card) => go({ [key]: card.id }) });
    return h("div", { class: "pick" }, h("label", { for: `pick-${key}`, class: "label" }, t(`paths.${key}`)), found);
  };
  clear(main, h("div", { class: "bar" }, h("h1", {}, t("paths.title")), h("span", { class: "second wrap" }, t("paths.sub"))),
    h("div", { class: "pickers" }, box("from"), h("span", { class: "soft", "aria-hidden": "true" }, "→"), box("to")), result);
  for (const key of ["from", "to"]) {
    if (!now[key]) continue;
    const told = await ask("document", { id: now[key] }).catch(() => null);
    if (told) { names[key] = told; main.querySelector(`#pick-${key}`).value = told.number; }
  }
  if (!now.from || !now.to) { clear(result, await offer()); return; }
  const found = await ask("ways", { from: now.from, to: now.to });
  clear(result, found.ways.length ? h("p", { class: "second" }, t("paths.count", { count: found.ways.length }), found.complete ? "" : ` · ${t("paths.more")}`) : h("div", { class: "notice" }, h("h2", {}, t("paths.none"))),
    found.ways.map((way) => wayOf(way, found.cards)));
}

// With nothing chosen: the newest plan and the directive of the first line, to be clicked.
async function offer() {
  const home = await ask("home");
  const pairs = home.held.slice(0, 4).flatMap((row) => home.lines.map((line) => [row, line]));
  return h("div", { class: "notice" }, h("p", {}, t("paths.pick")), pairs.slice(0, 6).map(([row, line]) => {
    const to = fresh({ view: "paths", from: row.id, to: line.card.id });
    return h("p", {}, h("a", { class: "chip", href: link(to), onclick: (event) => { event.preventDefault(); go(to); } }, `${row.number} · ${row.name}`, " → ", line.card.number));
  }));
}

function wayOf(way, cards) {
  const first = cards[way[0].target];
  return h("section", { class: "way" }, h("h2", { class: "soft" }, t("paths.steps", { count: way.length })), h("div", { class: "way-row" }, small(first), way.map((step) => {
    const to = fresh({ view: "map", roots: [way[0].target], selected: step.source, edge: `${step.source}|${step.target}|${step.kind}` });
    return [h("a", { class: "way-step", href: link(to), onclick: (event) => { event.preventDefault(); go(to); } }, h("span", { class: "relation" }, sample(step.stroke), step.words, icon("i-rt", "small")), h("q", { class: "cellquote" }, step.sentence), h("span", { class: "soft" }, step.section)), small(cards[step.source])];
  })));
}

function small(card) {
  return h("div", { class: `chain-card b${card.level_number}${card.held ? " held" : ""}` }, h("b", { class: card.glance.struck ? "struck" : "" }, card.number), h("span", {}, card.issuer), h("span", { class: "first" }, card.date, statusOf(card)));
}

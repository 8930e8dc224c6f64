// A phone has no room for columns: the same line as an indented tree, the sentence inside the chosen row.

import { ask } from "./ask.js";
import { h, icon, sample } from "./dom.js";
import { openText, quote } from "./panel.js";
import { statusOf } from "./search.js";
import { go } from "./state.js";
import { t } from "./words.js";

export async function tree(picture, now) {
  const cards = new Map(picture.cards.map((each) => [each.id, each]));
  const below = new Map();
  for (const line of picture.lines) {
    if (!cards.has(line.source) || !cards.has(line.target)) continue;
    if (!below.has(line.source)) below.set(line.source, []);
    below.get(line.source).push(line);
  }
  const met = new Set();
  const rows = [];
  const chosen = now.selected ? await chosenRow(now, picture) : null;
  const walk = (card, level, line, first) => {
    rows.push(row(card, level, line && first ? line : null, card.id === now.selected, chosen));
    if (card.id === now.selected) rows.push(...workRows(picture, card.id, level + 1));
    // A document that two relations join to this one is one row.
    const lines = (below.get(card.id) || []).filter((each) => !met.has(each.target) && met.add(each.target));
    let last = "";
    for (const each of lines) {
      walk(cards.get(each.target), Math.min(level + 1, 4), each, each.kind !== last);
      last = each.kind;
    }
  };
  const begin = [...picture.cards.filter((each) => each.seed), ...picture.cards.filter((each) => !each.seed)];
  begin.filter((each) => each.seed).forEach((each) => met.add(each.id));
  for (const card of begin) {
    if (card.seed || !met.has(card.id)) { met.add(card.id); walk(card, 0, null, false); }
  }
  const folds = picture.folds.map((fold) => h("button", { type: "button", class: "tree-fold", onclick: () => go({ opened: [...now.opened, String(fold.column)].sort().join("") }) },
    h("span", {}, h("b", {}, `+${fold.written}`), ` ${fold.words} · ${t(`levels.${fold.column}`)}`), icon("i-dn", "small")));
  return h("div", { class: "tree" }, rows, folds);
}

function row(card, level, line, selected, chosen) {
  const relation = line ? h("p", { class: "tree-rel", style: { "margin-left": `${level * 20}px` } }, sample(line.stroke), line.kind === "PROPOSED" ? t("map.guess") : line.inverse || line.verb) : null;
  const props = { class: `tree-row b${card.level_number || levelOf(card)}${card.held ? " held" : ""}${selected ? " selected" : ""}`, style: { "margin-left": `${level * 20}px` } };
  return [relation, h("div", props,
    h("button", { type: "button", class: "tree-main", "aria-expanded": String(selected), onclick: () => go({ selected: selected ? "" : card.id, edge: "", task: "" }) },
      h("span", { class: "a" }, h("b", { class: card.glance.struck ? "struck" : "" }, card.number), statusOf(card)),
      h("span", { class: "b" }, [card.issuer, card.date].filter(Boolean).join(" · "))), selected ? chosen : null)];
}

const LEVELS = { "central-party": 1, "central-state": 2, "province-party": 3, mass: 3, "province-state": 4 };

function levelOf(card) {
  return LEVELS[card.level] || (card.level ? 5 : 1);
}

async function chosenRow(now, picture) {
  const found = await ask("document", { id: now.selected });
  const rows = found.relations.flatMap((group) => group.rows);
  const seeds = new Set(picture.cards.filter((each) => each.seed).map((each) => each.id));
  const row_ = rows.find((each) => each.sentences && seeds.has(each.id)) || rows.find((each) => each.sentences);
  const reason = h("p", { class: "second tree-reason" }, found.status.reason.text);
  if (!row_) return h("div", { class: "tree-open" }, reason);
  const told = await ask("edge", { source: row_.source, target: row_.target, kind: row_.kind });
  const seen = told.sentences[0];
  return h("div", { class: "tree-open" }, reason, h("p", { class: "soft" }, `${told.source.number} ${told.verb} ${told.target.number}`), quote(seen, told.target.number),
    h("p", { class: "place" }, seen.section ? t("panel.place", { section: seen.section }) : "", " · ", t("panel.sentence", { at: 1, count: told.sentences.length }),
      h("button", { type: "button", class: "plain-link", onclick: () => openText(seen.document_id, seen) }, t("panel.read"))));
}

function workRows(picture, id, level) {
  const work = picture.work.filter((each) => each.document === id);
  if (!work.length) return [];
  return [h("p", { class: "tree-rel", style: { "margin-left": `${level * 20}px` } }, sample("dash-dot"), t("map.assigns")),
    ...work.map((each) => h("div", { class: "tree-row held b5", style: { "margin-left": `${level * 20}px` } },
      h("span", { class: "a" }, h("b", {}, each.name), h("span", { class: "status second" }, each.count || each.more)),
      each.tasks[0] ? h("span", { class: "b" }, each.tasks[0][1], h("span", { class: each.tasks[0][3] ? "late" : "soft" }, " ", each.tasks[0][2], each.tasks[0][3] ? ` ${t("tasks.legend.past")}` : "")) : null))];
}

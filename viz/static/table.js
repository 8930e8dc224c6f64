// The table twin of the diagram: a row for each line, with the sentence.

import { ask } from "./ask.js";
import { clear, h, icon, sample } from "./dom.js";
import { canvasWidth, pictureQuery } from "./exports.js";
import { go, link } from "./state.js";
import { t } from "./words.js";

export async function show(main, now) {
  const picture = await ask("picture", pictureQuery(canvasWidth()));
  const cards = new Map(picture.cards.map((each) => [each.id, each]));
  const rows = [...picture.table];
  if (now.sort) rows.sort((a, b) => text(a, now.sort, cards).localeCompare(text(b, now.sort, cards), "vi"));
  clear(main,
    h("div", { class: "bar" }, h("h1", {}, t("table.title")), h("span", { class: "second" }, t("table.count", { count: rows.length })),
      picture.folded ? h("span", { class: "soft wrap" }, t("table.folded", { folded: picture.folded })) : null),
    h("div", { class: "grid-holder", tabindex: "0", role: "region", "aria-label": t("table.title") }, h("table", { class: "grid" },
      h("thead", {}, h("tr", {}, [["from", "from"], ["relation", "relation"], ["to", "to"]].map(([key, words]) => h("th", { scope: "col", "aria-sort": now.sort === key ? "ascending" : "none" }, h("button", { type: "button", onclick: () => go({ sort: now.sort === key ? "" : key }, { quiet: true }) }, t(`table.${words}`), now.sort === key ? " ↓" : ""))),
        h("th", { scope: "col" }, t("table.sentence")), h("th", { scope: "col" }, t("table.section")))),
      h("tbody", {}, rows.map((row) => h("tr", { "data-edge": `${row.from}|${row.to}|${row.kind}` },
        h("td", {}, documentCell(cards.get(row.from), picture, row)), h("td", {}, h("span", { class: "relation" }, sample(row.stroke), row.relation)),
        h("td", {}, documentCell(cards.get(row.to), picture, null)), h("td", { class: "cellquote" }, row.sentence, row.sentences > 1 ? h("span", { class: "soft" }, ` ×${row.sentences}`) : null), h("td", { class: "second nowrap" }, row.section)))))));
}

function text(row, key, cards) {
  return key === "relation" ? row.relation : cards.get(row[key])?.number || "";
}

export function documentCell(card, picture, row) {
  if (!card) return null;
  const changes = { view: "map", selected: card.id, edge: row ? `${row.from}|${row.to}|${row.kind}` : "", task: "" };
  return h("a", { class: `doc b${picture.columns[card.id]}`, href: link(changes), onclick: (event) => { event.preventDefault(); go(changes); } },
    h("b", { class: `${card.glance.struck ? "struck" : ""}${card.number.includes(" ") ? " in-words" : ""}` }, card.number), h("span", {}, `${card.date} · ${card.issuer}`), h("span", { class: `standing ${card.glance.tone}` }, card.guessed ? "~ " : "", icon(`s-${card.glance.glyph}`, `small ${card.glance.tone}`), card.word));
}


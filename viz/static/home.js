// The first screen: a search box, two lines to begin with, what is loaded and what is not known.

import { ask } from "./ask.js";
import { clear, h, icon, sample } from "./dom.js";
import { searchBox, statusOf } from "./search.js";
import { fresh, go, link } from "./state.js";
import { count, t } from "./words.js";

export async function show(main, now) {
  const found = await ask("home");
  const box = searchBox({ id: "search", placeholder: t("search.home"), big: true });
  const unknown = h("div");
  const tried = (words) => h("button", { type: "button", class: "chip", onclick: () => { box.input.value = words; box.input.focus(); box.input.dispatchEvent(new Event("input")); } }, words);
  clear(main, h("div", { class: "home" },
    h("h1", {}, t("home.title")), h("p", { class: "sub" }, t("home.sub")), box,
    h("div", { class: "examples" }, t("search.examples"), ["290qd", "quy che dan van", "614 gia lai", "25-NQ/TW"].map(tried)),
    found.counts.documents ? body(found, unknown) : empty()));
  if (found.counts.documents) fillUnknown(unknown, now);
}

function empty() {
  return h("div", { class: "notice" }, h("h2", {}, t("home.empty")), h("p", {}, t("home.empty.sub")), h("code", {}, "luocdo ingest THU_MUC"));
}

function to(changes) {
  const state = fresh(changes);
  return { href: link(state), onclick: (event) => { event.preventDefault(); go(state); } };
}

function body(found, unknown) {
  return [
    h("div", { class: "h3", style: { "margin-top": "32px" } }, h("h2", { class: "h3" }, t("home.begin")), h("span", {}, found.lines[0]?.title || "")),
    h("div", { class: "two-up" }, found.lines.map(lineCard)),
    h("div", { class: "three-up" },
      h("a", { class: "act", ...to(found.lines[0] ? { view: "map", roots: [found.lines[0].card.id] } : { view: "paths" }) }, h("b", {}, t("home.follow"), h("span", {}, "→")), h("p", {}, t("home.follow.sub")),
        h("div", { class: "eg" }, h("b", {}, "290-QĐ/TW"), sample("solid"), h("b", {}, "614/KH-UBND"), sample("dash-dot"), "Sở Nội vụ")),
      h("a", { class: "act", ...to({ view: "check" }) }, h("b", {}, t("tab.check"), h("span", {}, "→")), h("p", {}, t("home.check.sub")),
        h("div", { class: "eg" }, icon("s-bad", "bad"), h("s", {}, "290-QĐ/TW"), h("span", { class: "soft" }, "→"), h("b", {}, "23-QĐ/TW"), h("span", { class: "soft" }, t("home.instead")))),
      h("a", { class: "act", ...to({ view: "tasks" }) }, h("b", {}, t("home.tasks"), h("span", {}, "→")), h("p", {}, t("home.tasks.sub")),
        h("div", { class: "eg" }, h("b", {}, "30/10/2020"), t("home.report"), h("span", { class: "late" }, t("tasks.legend.past"))))),
    // The bar at the foot of a phone has room for four screens: the other two are here.
    h("nav", { class: "phone-more", "aria-label": t("tab.overview") }, ["overview", "paths"].map((view) => h("a", { class: "chip", ...to({ view }) }, t(`tab.${view}`)))),
    h("div", { class: "below" }, h("section", {}, h("div", { class: "h3" }, h("h2", { class: "h3" }, t("home.held")), h("span", {}, t("home.counts", { held: count(found.counts.held), cited: count(found.counts.cited), tasks: count(found.counts.tasks) }))), held(found.held)), unknown),
    found.illustrative ? h("p", { class: "soft", style: { "margin-top": "18px" } }, t("panel.illustrative")) : null,
  ];
}

function lineCard(line) {
  const { card } = line;
  return h("a", { class: `line-card b${line.level}`, "data-id": card.id, ...to({ view: "map", roots: [card.id] }) },
    h("div", { class: "t" }, h("span", { class: card.glance.struck ? "struck" : "" }, card.number), statusOf(card)),
    h("div", { class: "m" }, `${card.issuer} · ${card.date}`),
    h("div", { class: "reach" },
      [...line.levels.map(([level, number]) => [level, number, t(`level.${level}`)]), [5, line.bodies, t("home.bodies")], [6, line.given, t("home.work")]]
        .filter(([, number]) => number)
        .map(([level, number, words], place) => [place ? h("span", { class: "to", "aria-hidden": "true" }, "→") : null,
          h("div", {}, h("div", { class: `blocks b${level}${level > 4 || number > 3 ? " many" : ""}`, "aria-hidden": "true" }, Array.from({ length: Math.min(number, 36) }, () => h("i"))), h("span", {}, h("b", {}, count(number)), ` ${words}`))])));
}

function held(rows) {
  return h("table", { class: "plain" }, h("thead", {}, h("tr", {}, ["name", "number", "date"].map((each) => h("th", { scope: "col" }, t(`home.col.${each}`))), h("th", { class: "r" }, t("home.col.cites")), h("th", { class: "r" }, t("home.col.given")), h("th", { class: "r hide-phone" }, t("home.col.due")))),
    h("tbody", {}, rows.map((row) => h("tr", {}, h("td", {}, h("b", {}, row.name)), h("td", {}, h("a", to({ view: "map", roots: [row.id], selected: row.id }), row.number)), h("td", { class: "nowrap" }, row.date), h("td", { class: "r" }, row.cites), h("td", { class: "r" }, row.given), h("td", { class: "r hide-phone" }, row.due)))));
}

const ORDER = ["unknown", "open", "over", "shaky", "ended", "in_force"];

async function fillUnknown(place, now) {
  const found = await ask("overview").catch(() => null);
  if (!found || !place.isConnected || now.view !== "home") return;
  const groups = ORDER.filter((each) => found.groups[each]);
  const lacks = [["text", "no_text"], ["number", "no_number"], ["date", "no_date"], ["issuer", "no_issuer"]];
  clear(place, h("section", {}, h("div", { class: "h3" }, h("h2", { class: "h3" }, t("home.unknown")), h("span", {}, t("home.unknown.sub", { count: count(found.documents), day: found.on }))),
    h("div", { class: "stack", "aria-hidden": "true" }, groups.map((each) => h("i", { class: `g-${each}`, style: { flex: String(found.groups[each]) } }))),
    h("div", { class: "key" }, groups.map((each) => h("span", {}, h("i", { class: `g-${each}` }), h("b", {}, count(found.groups[each])), t(`group.${each}`)))),
    h("div", { style: { "margin-top": "8px" } }, lacks.map(([key, words]) => h("div", { class: "lack" }, h("span", {}, t(`home.${words}`)), h("i", {}, h("u", { style: { width: `${(found.unknown[key] / found.documents) * 100}%` } })), h("span", {}, h("b", {}, count(found.unknown[key])), ` · ${Math.round((found.unknown[key] / found.documents) * 100)} %`))))));
}

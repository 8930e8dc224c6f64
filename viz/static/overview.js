// A whole store: level by year, what is relied on, which provinces carry out, whose ground has gone; and every
// document as a dot.

import { ask } from "./ask.js";
import { clear, h, icon } from "./dom.js";
import { dots } from "./dots.js";
import { chosen, dayField } from "./filters.js";
import { fresh, go, link } from "./state.js";
import { count, t } from "./words.js";

const ORDER = ["ended", "shaky", "unknown", "over", "open", "in_force"];

export async function show(main, now, before) {
  const found = await ask("overview");
  const cover = h("section", { class: "card cover" });
  clear(main, h("div", { class: "bar" }, h("h1", {}, t("overview.title")),
    h("span", { class: "second wrap" }, t("overview.sub", { documents: count(found.documents), held: count(found.held), cited: count(found.documents - found.held), provinces: found.provinces, tasks: count(found.tasks) })),
    h("div", { class: "right" }, h("div", { class: "seg soft-on", role: "group", "aria-label": t("overview.title") }, ["", "dots"].map((part) => h("button", { type: "button", "aria-pressed": String(now.part === part), onclick: () => go({ part }) }, t(part ? "overview.dots" : "overview.cards")))), dayField(t("tasks.on")))));
  if (!found.documents) { main.append(h("div", { class: "notice" }, h("h2", {}, t("overview.empty")), h("code", {}, "luocdo ingest THU_MUC"))); return; }
  if (now.cell) { await cellRows(main, now); return; }
  if (now.part === "dots") { await dots(main); return; }
  main.append(h("div", { class: "cards" }, h("div", { class: "col" }, matrix(found), cover), h("div", { class: "col" }, relied(found), stale(found))));
  await coverage(cover, found, now);
}

function open(changes) {
  const to = fresh(changes);
  return { href: link(to), onclick: (event) => { event.preventDefault(); go(to); } };
}

function bars(cell, total) {
  return h("i", { class: "bars" }, ORDER.filter((each) => cell[each]).map((each) => h("u", { class: `g-${each}`, style: { flex: String(cell[each] / total) } })));
}

function sum(cell) {
  return Object.values(cell || {}).reduce((one, two) => one + two, 0);
}

function matrix(found) {
  const years = [...found.matrix.years, "?"];
  const totals = years.map((year) => found.matrix.rows.reduce((all, row) => all + sum(row.cells[year]), 0));
  return h("section", { class: "card matrix" }, h("header", {}, h("h2", {}, t("overview.matrix")), h("div", { class: "key" }, ORDER.filter((each) => found.groups[each]).map((each) => h("span", {}, h("i", { class: `g-${each}` }), t(`group.${each}`), " ", h("b", {}, count(found.groups[each])))))),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("overview.matrix") }, h("table", {},
      h("thead", {}, h("tr", {}, h("td", {}), years.map((year) => h("th", { scope: "col" }, /^\d{4}$/.test(year) ? `’${year.slice(2)}` : year)), h("th", { scope: "col" }, t("overview.total")), h("th", { scope: "col" }, t("overview.share")))),
      h("tbody", {}, found.matrix.rows.map((row) => {
        const most = Math.max(1, ...Object.values(row.cells).map(sum));
        const unknown = Object.values(row.cells).reduce((all, cell) => all + (cell.unknown || 0), 0);
        return h("tr", { class: `b${row.level}` }, h("th", { scope: "row" }, row.name), years.map((year) => {
          const cell = row.cells[year];
          const number = sum(cell);
          return h("td", {}, number ? h("a", { class: "cell", style: { "--deep": `${Math.round(6 + (14 * number) / most)}%` }, title: ORDER.filter((each) => cell[each]).map((each) => `${cell[each]} ${t(`group.${each}`)}`).join(", "), "aria-label": `${row.name}, ${year}: ${number}`, ...open({ view: "overview", cell: `${row.level}:${year}`, part: "" }) }, h("b", {}, count(number)), bars(cell, number)) : h("span", { class: "cell none" }));
        }), h("td", { class: "r" }, h("b", {}, count(row.total))), h("td", { class: "soft" }, row.total ? `${Math.round((unknown / row.total) * 100)} %` : ""));
      })),
      h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, t("overview.by_year")), totals.map((each) => h("td", {}, each ? count(each) : "")), h("td", { class: "r" }, h("b", {}, count(found.documents))), h("td", {}))))));
}

function relied(found) {
  return h("section", { class: "card" }, h("header", {}, h("h2", {}, t("overview.relied"), h("span", {}, t("overview.relied.sub", { count: count(found.held) }))), h("div", { class: "key" }, h("span", {}, h("i", { class: "block full" }), t("overview.carry")), h("span", {}, h("i", { class: "block" }), t("overview.mention")))),
    found.relied.map((row) => h("a", { class: "list-row", ...open({ view: "map", roots: [row.id] }) }, docOf(row), standing(row),
      row.of <= 10 ? h("span", { class: "blocks" }, Array.from({ length: row.of }, (_, place) => h("i", { class: `block ${place < row.carry ? "full" : place < row.carry + row.mention ? "" : "blank"}` }))) : h("span", { class: "meter" }, h("u", { style: { width: `${(row.carry / row.of) * 100}%` } })),
      h("span", { class: "nowrap" }, h("b", {}, count(row.carry + row.mention)), ` / ${count(row.of)}`))));
}

// The documents of one cell of the matrix.
async function cellRows(main, now) {
  const [level, year] = now.cell.split(":");
  const rows = await ask("cell", { level, year });
  main.append(h("div", { class: "bar" }, h("h2", {}, t("table.cell", { level: t(`levels.${level}`), year })), h("span", { class: "second" }, t("table.documents", { count: rows.length })), h("div", { class: "right" }, h("button", { type: "button", class: "chip low", onclick: () => go({ cell: "" }) }, icon("i-x", "small"), t("overview.cards")))),
    h("div", { class: "grid-holder", tabindex: "0", role: "region", "aria-label": t("overview.matrix") }, h("table", { class: "grid" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("table.from")), h("th", { scope: "col" }, t("table.status")))),
      h("tbody", {}, rows.map((row) => h("tr", {}, h("td", {}, h("a", { ...open({ view: "map", roots: [row.id] }), class: `doc b${row.level}` }, h("b", { class: row.group === "ended" ? "struck" : "" }, row.number), h("span", {}, [row.date, row.issuer].filter(Boolean).join(" · ")), h("span", {}, row.title))), h("td", {}, standing(row))))))));
}

function tone(row) {
  return { ended: "bad", shaky: "warn", in_force: "ok" }[row.group] || "quiet";
}

function standing(row) {
  return h("span", { class: `status ${tone(row)}` }, icon(`s-${row.glyph}`, `small ${tone(row)}`), row.word);
}

function docOf(row) {
  return h("span", { class: `doc b${row.level}` }, h("b", { class: row.group === "ended" ? "struck" : "" }, row.number), h("span", {}, [row.date, row.issuer].filter(Boolean).join(" · ")));
}

function stale(found) {
  const share = Math.round(((found.groups.unknown || 0) / found.documents) * 100);
  return h("section", { class: "card stale" }, h("header", {}, h("h2", {}, t("overview.stale"), h("span", {}, found.stale.length))), found.stale.length ? found.stale.map((row) => h("a", { class: "list-row", ...open({ view: "map", roots: [row.ground_id], selected: row.id }) },
    icon("s-warn", "warn"), docOf(row), h("span", { class: "ground" }, h("span", {}, row.relation, " ", h("b", { class: "bad struck" }, row.ground)), h("span", { class: "second" }, t("overview.since", { day: row.since }), row.newest ? ` · ${t("overview.now", { newest: row.newest })}` : ""), h("span", { class: "second" }, t("overview.drags", { tasks: row.tasks }))))) : h("p", { class: "second pad" }, t("overview.stale.none", { share })));
}

function tile(row, directive) {
  const props = { class: `tile ${row.status}`, title: `${row.province}: ${t(`overview.${row.status}`)}` };
  return row.document ? h("a", { ...props, ...open({ view: "paths", from: row.document.id, to: directive.id }) }, row.province) : h("span", props, row.province);
}

async function coverage(box, found, now) {
  const first = found.directives.find((each) => each.id === now.directive) || found.directives[0];
  if (!first) { clear(box, h("header", {}, h("h2", {}, t("overview.coverage"))), h("p", { class: "second pad" }, t("overview.none_yet"))); return; }
  const rows = await ask("coverage", { directive: first.id, provinces: now.count, lang: "", on: "" });
  const by = (status) => rows.filter((each) => each.status === status);
  const has = by("has");
  clear(box, h("header", {}, h("h2", {}, t("overview.coverage")),
    chosen(t("overview.directive"), first.id, found.directives.map((each) => [each.id, `${each.number} · ${each.date}`]), (directive) => go({ directive })),
    h("div", { class: "seg soft-on" }, ["63", "34"].map((each) => h("button", { type: "button", "aria-pressed": String(now.count === each), onclick: () => go({ count: each }) }, t(`overview.count${each}`)))),
    h("div", { class: "key" }, [["has", "has"], ["held_none", "held_none"], ["unknown", "unknown"]].map(([status, words]) => h("span", {}, h("i", { class: `tile-key ${status}` }), t(`overview.${words}`), " ", h("b", {}, by(status).length))))),
  h("div", { class: "regions" }, [...new Set(rows.map((row) => row.region))].map((region) => h("div", { class: "region", role: "group", "aria-label": t(`region.${region}`) },
    h("span", { class: "second", "aria-hidden": "true" }, t(`region.${region}`)), h("div", { class: "tiles" }, rows.filter((row) => row.region === region).map((row) => tile(row, first)))))),
  has.length ? h("table", { class: "plain pad" }, h("thead", {}, h("tr", {}, h("th", {}, t("overview.province")), h("th", {}, t("overview.chain")), h("th", { class: "r" }, ""))), h("tbody", {}, has.slice(0, 12).map((row) => h("tr", {}, h("td", {}, h("b", {}, row.province)), h("td", {}, row.chain.join(" → ")), h("td", { class: "r nowrap" }, row.days_after === null ? t("overview.undated") : t("overview.after", { count: count(row.days_after) })))))) : null,
  h("p", { class: "soft pad" }, t("overview.note", { count: by("unknown").length })));
}

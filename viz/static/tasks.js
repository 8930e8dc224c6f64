// Work by who does it and by when: groups of rows on a common axis of years, a calendar of the next weeks, a panel.

import { ask, query } from "./ask.js";
import { clear, h, icon, s, save } from "./dom.js";
import { chosen, dayField } from "./filters.js";
import { marked, openText } from "./panel.js";
import { fresh, go, link } from "./state.js";
import { day, t, today } from "./words.js";

const WEEKS = 13;
const SOON = 60;
const MOST_ROWS = 200;
const DAY = 86400000;
let closed = new Set();
let known = { provinces: [], key: "" };

export async function show(main, now, before) {
  const found = await ask("tasks", { agency: now.agency, province: now.province, provinces: now.count, directive: now.directive });
  const on = now.on || today();
  if (!before || before.group !== now.group) closed = new Set();
  if (!now.province && !now.agency) known = { provinces: [...new Set(found.rows.map((each) => each.province).filter(Boolean))].sort((a, b) => a.localeCompare(b, "vi")) };
  const rows = now.late ? found.rows.filter((each) => each.past) : found.rows;
  const axis = axisOf(rows, on);
  const groups = grouped(rows, now.group);
  if (!before && rows.length > MOST_ROWS) groups.slice(1).forEach((each) => closed.add(each.name));
  const side = h("aside", { class: "panel wide-panel" });
  const picked = rows.find((each) => each.id === now.task) || null;
  clear(main, head(found, now), bar(now),
    h("div", { class: "tasks" },
      h("div", { class: "task-list", tabindex: "0", role: "region", "aria-label": t("tasks.title") }, rows.length ? [strip(rows, on), list(groups, axis, on, now)] : nothing(now)), side));
  side.hidden = !picked;
  if (picked) clear(side, await panel(picked, on, now));
  if (before && before.task !== now.task) main.querySelector(`[data-task="${CSS.escape(now.task)}"]`)?.focus({ preventScroll: true });
}

function head(found, now) {
  const late = found.rows.filter((each) => each.past).length;
  const soon = found.rows.filter((each) => each.next && each.days >= 0 && each.days <= SOON).length;
  const dated = found.rows.filter((each) => each.words).length;
  const asked = query({ agency: now.agency, province: now.province, provinces: now.count, directive: now.directive });
  return h("div", { class: "bar" }, h("h1", {}, t("tasks.title")),
    h("span", { class: "second wrap" }, t("tasks.summary", { tasks: found.total, dated, undated: found.rows.length - dated }), late ? [" · ", h("b", { class: "bad" }, t("tasks.late", { count: late }))] : null, soon ? ` · ${t("tasks.soon", { count: soon })}` : null),
    h("div", { class: "right" }, dayField(t("tasks.on")), h("button", { type: "button", class: "chip low", disabled: !now.on, onclick: () => go({ on: "" }) }, t("tasks.today")), h("span", { class: "divide" }),
      h("button", { type: "button", class: "chip low", onclick: () => save("nhiem-vu.csv", "text/csv;charset=utf-8", csv(found.rows)) }, icon("i-down"), t("tasks.csv")),
      h("a", { class: "chip low dark", href: `/view/tasks.ics?${asked}`, download: "nhiem-vu.ics" }, icon("i-down"), t("tasks.ics"))));
}

function csv(rows) {
  const cell = (value) => `"${String(value ?? "").replace(/^([=+\-@\t\r])/, "'$1").replace(/"/g, '""')}"`;
  const lines = [[t("tasks.title"), t("tasks.agency"), t("tasks.province"), t("table.from"), t("table.section"), t("tasks.col.due")], ...rows.map((each) => [each.text, each.agencies.join("; "), each.province, each.number, each.section, each.words])];
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function bar(now) {
  const any = [["", t("tasks.all")]];
  const provinces = [...new Set([...known.provinces, now.province].filter(Boolean))];
  const agency = h("input", { type: "text", value: now.agency, placeholder: t("tasks.all"), size: 12, onchange: (event) => go({ agency: event.target.value.trim(), task: "" }) });
  const directive = h("input", { type: "text", value: now.directive, placeholder: t("tasks.all"), size: 11, onchange: (event) => go({ directive: event.target.value.trim(), task: "" }) });
  return h("div", { class: "bar filters" },
    h("label", { class: "chip low" }, h("span", { class: "label" }, t("tasks.agency")), agency),
    chosen(t("tasks.province"), now.province, [...any, ...provinces.map((each) => [each, each])], (province) => go({ province, task: "" })),
    h("div", { class: "seg soft-on", role: "group", "aria-label": t("tasks.province") }, ["63", "34"].map((count) => h("button", { type: "button", "aria-pressed": String(now.count === count), onclick: () => go({ count }) }, t(`overview.count${count}`)))),
    h("label", { class: "chip low" }, h("span", { class: "label" }, t("tasks.directive")), directive),
    h("label", { class: "chip low" }, h("input", { type: "checkbox", checked: now.late, onchange: (event) => go({ late: event.target.checked }) }), t("tasks.only_late")),
    h("div", { class: "right" }, h("span", { class: "label" }, t("tasks.group")), h("div", { class: "seg soft-on", role: "group", "aria-label": t("tasks.group") }, ["agency", "province", "document", "due"].map((group) =>
      h("button", { type: "button", "aria-pressed": String(now.group === group), onclick: () => go({ group }) }, t(`tasks.by.${group}`))))));
}

function nothing(now) {
  const drops = [["agency", ""], ["province", ""], ["directive", ""], ["late", false]].filter(([name, none]) => now[name] !== none);
  return h("div", { class: "notice" }, h("h2", {}, t("tasks.empty")), drops.map(([name, none]) => h("button", { type: "button", class: "chip", onclick: () => go({ [name]: none }) }, t("tasks.drop", { name: t(name === "late" ? "tasks.only_late" : `tasks.${name}`) }))));
}

function grouped(rows, by) {
  const groups = new Map();
  const put = (name, row) => { if (!groups.has(name)) groups.set(name, []); groups.get(name).push(row); };
  for (const row of rows) {
    if (by === "agency") [...new Set(row.agencies)].forEach((each) => put(each, row));
    else if (by === "province") put(row.province || t("tasks.no_province"), row);
    else if (by === "document") put(`${row.number}${row.province ? ` · ${row.province}` : ""}`, row);
    else put(row.next ? t("tasks.coming_group") : row.past ? t("tasks.past_group") : t("tasks.undated_group"), row);
  }
  const order = (row) => (row.past ? `0${row.past}` : row.next ? `1${row.next}` : "2");
  const found = [...groups].map(([name, each]) => ({ name, rows: each.sort((a, b) => (order(b) < order(a) ? (order(a)[0] === order(b)[0] && order(a)[0] === "0" ? -1 : 1) : -1)), late: each.filter((row) => row.past).length, dated: each.filter((row) => row.words).length }));
  return found.sort((a, b) => b.dated - a.dated || b.rows.length - a.rows.length || a.name.localeCompare(b.name, "vi"));
}

function axisOf(rows, on) {
  const years = rows.flatMap((each) => each.due.map(([, last]) => Number(last.slice(0, 4))));
  if (!years.length) return null;
  const here = Number(on.slice(0, 4));
  const first = Math.max(Math.min(...years, here), here - 12);
  return { first, last: Math.min(Math.max(...years, here), here + 4) };
}

function at(axis, iso) {
  const year = Number(iso.slice(0, 4));
  const share = (Date.parse(iso) - Date.parse(`${year}-01-01`)) / (DAY * 365);
  return ((year - axis.first + share) / (axis.last - axis.first + 1)) * 100;
}

// The next weeks day by day: which deadlines fall there.
function strip(rows, on) {
  const start = Date.parse(on) - 7 * DAY;
  const days = WEEKS * 7;
  const due = new Map();
  for (const row of rows) for (const [, last] of row.due) {
    const place = Math.round((Date.parse(last) - start) / DAY);
    if (place >= 0 && place < days) { if (!due.has(place)) due.set(place, []); due.get(place).push(row); }
  }
  const cells = Array.from({ length: days }, (_, place) => {
    const date = new Date(start + place * DAY);
    const weekend = [0, 6].includes(date.getUTCDay());
    const iso = date.toISOString().slice(0, 10);
    return h("i", { class: `${weekend ? "weekend" : ""}${due.has(place) ? " due" : ""}${iso === on ? " on" : ""}`, title: due.has(place) ? `${day(iso)}: ${due.get(place).length}` : null });
  });
  const months = [];
  for (let place = 0; place < days; place += 1) {
    const iso = new Date(start + place * DAY).toISOString().slice(0, 10);
    if (place === 0 || iso.endsWith("-01")) months.push(h("span", { style: { left: `${(place / days) * 100}%` } }, `${iso.slice(5, 7)}/${iso.slice(0, 4)}`));
  }
  const notes = [[7, h("b", {}, day(on)), t("tasks.viewing")], ...[...due].filter(([place]) => place >= 7).sort((a, b) => a[0] - b[0]).slice(0, 2).map(([place, each]) => [place, h("b", {}, day(new Date(start + place * DAY).toISOString().slice(0, 10))), `${each[0].province || each[0].number} · ${t("tasks.left", { count: place - 7 })}`])];
  return h("div", { class: "strip-box", "aria-hidden": "true" }, h("div", { class: "months" }, months), h("div", { class: "days" }, cells),
    h("div", { class: "notes" }, notes.map(([place, head_, words], turn) => h("span", { style: { left: `min(${(place / days) * 100}%, calc(100% - 190px))`, top: `${turn * 17}px` } }, head_, " ", words))),
    h("div", { class: "strip-key" }, h("span", {}, mark("past"), t("tasks.legend.past")), h("span", {}, mark("next"), t("tasks.legend.next")), h("span", {}, mark("later"), t("tasks.legend.later")), h("span", {}, mark("recurs"), t("tasks.legend.recurs"))));
}

function mark(kind) {
  const inside = { past: s("rect", { x: 2, y: 2, width: 10, height: 10, rx: 1.5, fill: "currentColor" }), next: s("circle", { cx: 7, cy: 7, r: 4.5, fill: "none", stroke: "currentColor", "stroke-width": 2.4 }), later: s("circle", { cx: 7, cy: 7, r: 4.5, fill: "none", stroke: "currentColor", "stroke-width": 1.2 }), recurs: s("path", { d: "M0 7h14", stroke: "currentColor", "stroke-dasharray": "2 2" }) }[kind];
  return s("svg", { class: `ic mark-${kind}`, viewBox: "0 0 14 14", "aria-hidden": "true" }, inside);
}

function list(groups, axis, on, now) {
  const years = axis ? Array.from({ length: axis.last - axis.first + 1 }, (_, place) => axis.first + place) : [];
  return h("div", { class: "rows-box" },
    h("div", { class: "task-head" }, h("span", {}, t("tasks.col.task")), h("span", {}, t("tasks.province")), h("span", {}, t("tasks.col.due")), h("div", { class: "axis years" }, years.map((year) => h("span", { class: String(year) === on.slice(0, 4) ? "here" : "" }, years.length > 9 ? `’${String(year).slice(2)}` : year)))),
    groups.map((group) => {
      const shut = closed.has(group.name);
      const body = h("div", { hidden: shut });
      const fill = () => clear(body, group.rows.slice(0, MOST_ROWS).map((row) => rowOf(row, axis, on, now)), group.rows.length > MOST_ROWS ? h("p", { class: "soft pad" }, t("rows.more", { count: group.rows.length - MOST_ROWS })) : null);
      if (!shut) fill();
      return h("section", {}, h("button", { type: "button", class: "group-head", "aria-expanded": String(!shut), onclick: (event) => {
        const open = body.hidden;
        body.hidden = !open;
        if (open) { closed.delete(group.name); fill(); } else closed.add(group.name);
        event.currentTarget.setAttribute("aria-expanded", String(open));
      } }, icon("i-rt", "small turn"), h("b", {}, group.name), h("span", {}, t("tasks.in_group", { tasks: group.rows.length, dated: group.dated, undated: group.rows.length - group.dated })), group.late ? h("span", { class: "late" }, t("tasks.group_late", { count: group.late })) : null), body);
    }));
}

function dueWords(row) {
  if (!row.words) return [h("span", { class: "soft" }, t("tasks.none"))];
  const red = row.past && !row.grey;
  const first = row.past
    ? h("span", { class: `due-first ${red ? "late" : "soft"}` }, mark("past"), t("tasks.past", { count: Math.round((Date.parse(row.shownOn) - Date.parse(row.past)) / DAY) }))
    : row.next ? h("span", { class: "due-first" }, mark("next"), h("b", {}, row.days ? t("tasks.left", { count: row.days }) : t("tasks.now"))) : h("span", { class: "due-first second" }, `“${row.quotes[0] || row.words}”`);
  return [first, h("span", { class: "second clip" }, row.past || row.next ? row.words : "", row.past && row.next ? ` · ${t("tasks.next", { day: day(row.next) })}` : "")];
}

function rowOf(row, axis, on, now) {
  row.shownOn = on;
  const current = row.id === now.task;
  return h("button", { type: "button", class: `task-line${current ? " current" : ""}${row.grey ? " grey" : ""}`, "data-task": row.id, "aria-expanded": String(current), onclick: () => go({ task: current ? "" : row.id }) },
    h("span", { class: "what" }, h("span", { class: "clip" }, row.text), h("span", { class: "second clip" }, [row.section, row.number, row.date].filter(Boolean).join(" · "), row.glance === "stale" ? h("b", { class: "bad" }, ` · ✕ ${t("tasks.stale")}`) : null)),
    h("span", { class: "where second clip" }, row.province), h("span", { class: "when" }, dueWords(row)), axis ? axisCell(row, axis, on) : h("span"));
}

function axisCell(row, axis, on) {
  const marks = [];
  const span = axis.last - axis.first + 1;
  const inside = row.due.filter(([, last]) => Number(last.slice(0, 4)) >= axis.first && Number(last.slice(0, 4)) <= axis.last);
  if (row.recurs && inside.length > 1) marks.push(h("i", { class: "dash", style: { left: `${at(axis, inside[0][1])}%`, width: `${at(axis, inside[inside.length - 1][1]) - at(axis, inside[0][1])}%` } }));
  for (const [first, last] of inside.slice(-40)) {
    if (first !== last && !row.recurs) marks.push(h("i", { class: "period", style: { left: `${Math.max(0, at(axis, first))}%`, width: `${at(axis, last) - Math.max(0, at(axis, first))}%` } }));
    marks.push(h("i", { class: `dot ${last < on ? "past" : last === row.next ? "next" : "later"}`, style: { left: `${at(axis, last)}%` } }));
  }
  return h("span", { class: "axis", "aria-hidden": "true", style: { "--years": String(span) } }, h("i", { class: "shown", style: { left: `${at(axis, on)}%` } }), marks);
}

async function panel(row, on, now) {
  const told = await ask("task", { id: row.id });
  const due = row.due.slice(-8).map(([, last]) => {
    const days = Math.round((Date.parse(last) - Date.parse(on)) / DAY);
    return h("div", { class: "due-row" }, mark(days < 0 ? "past" : last === row.next ? "next" : "later"), h("b", {}, day(last)), h("span", { class: days < 0 ? (row.grey ? "soft" : "late") : "" }, days < 0 ? t("tasks.past", { count: -days }) : days ? t("tasks.left", { count: days }) : t("tasks.now")));
  });
  const facts = [["do", row.agencies], ["help", row.supporting], ["report", row.reports_to], ["place", row.province ? [row.province] : []]].filter(([, each]) => each.length);
  const map = fresh({ view: "map", roots: [told.steps[0]?.id || row.document], selected: row.document, task: row.id });
  return [h("div", { class: "panel-body" },
    h("div", { class: "eyebrow" }, h("span", {}, [t("panel.task"), row.section, row.province].filter(Boolean).join(" · ")), h("button", { type: "button", class: "bare", "aria-label": t("close"), onclick: () => go({ task: "" }) }, icon("i-x"))),
    h("h2", { class: "task-title" }, row.text),
    h("dl", { class: "facts" }, facts.map(([name, each]) => [h("dt", {}, t(`tasks.${name}`)), h("dd", {}, each.join("; "))])),
    due, due.some((each) => each.textContent) && row.past ? h("p", { class: "soft" }, t("tasks.note", { day: day(on) })) : null,
    h("h3", { class: "sec" }, t("tasks.chain")), chain(told, row), marked(told), row.illustrative ? h("p", { class: "soft" }, t("panel.illustrative")) : null),
  h("div", { class: "acts" }, h("button", { type: "button", class: "chip dark wide", onclick: () => openText(row.document, told) }, t("panel.open")), h("a", { class: "chip", href: link(map), onclick: (event) => { event.preventDefault(); go(map); } }, t("tasks.map")))];
}

function chain(told, row) {
  const parts = [];
  told.steps.forEach((step, place) => {
    if (place) { const joint = step.joint || {}; parts.push(h("p", { class: "joint" }, "↓ ", joint.words || "", joint.section ? ` · ${t("tasks.section", { section: joint.section })}` : "")); }
    parts.push(h("div", { class: `chain-card b${step.level}${step.held ? " held" : ""}` }, h("b", {}, step.number), h("span", {}, `${step.date} · ${step.issuer}`)));
  });
  parts.push(h("p", { class: "joint" }, "↓ ", t("map.assigns"), row.section ? ` · ${t("tasks.section", { section: row.section })}` : ""), h("div", { class: "chain-card b6 held this" }, h("b", {}, t("tasks.this")), h("span", {}, row.agencies.join("; "))));
  return h("div", { class: "chain" }, parts);
}

// The draft check: a file or a text in, its pages with marks at the left, what to do about each citation at the right.

import { query, Refused } from "./ask.js";
import { clear, h, icon, save, say } from "./dom.js";
import { dayField } from "./filters.js";
import { fresh, go, link } from "./state.js";
import { day, t, today } from "./words.js";

const MOST_MB = 20;
const ENDED = ["superseded", "repealed"];
const STATUS = ["superseded", "repealed", "suspended", "expired", "not_yet", "partly", "in_force", "no_end_known", "unknown"];
const GROUPS = ["mend", "choose", "open", "fine"];
let draft = null;
let result = null;
let settled = new Map();
let openRow = 0;

export async function show(main, now, before) {
  if (draft && before && before.on !== now.on) { await run(main, now); return; }
  if (result && before && before.lang !== now.lang) { await run(main, now); return; }
  if (result) report(main, now); else empty(main, now);
}

const SAMPLE = "ỦY BAN NHÂN DÂN\nTỈNH GIA LAI\n\nSố:      /KH-UBND\n\nKẾ HOẠCH\nThực hiện công tác dân vận chính quyền năm 2024\n\nCăn cứ Pháp lệnh số 34/2007/PL-UBTVQH11 ngày 20/4/2007 của Ủy ban Thường vụ Quốc hội về thực hiện dân chủ ở xã, phường, thị trấn;\n\nThực hiện Quyết định số 290- QĐ/TW ngày 25/02/2010 của Bộ Chính trị về việc ban hành Quy chế công tác dân vận của hệ thống chính trị và Nghị quyết số 25-NQ/TW của Ban Chấp hành Trung ương Đảng, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\nI. MỤC ĐÍCH, YÊU CẦU\n\n1. Tiếp tục thực hiện Kết luận số 114-KL/TW ngày 14/7/2015 của Ban Bí thư và Chỉ thị số 16/CT-TTg ngày 16/6/2016 của Thủ tướng Chính phủ.\n\n2. Thực hiện Quyết định số 23-QĐ/TW ngày 30/7/2021 của Bộ Chính trị.\n";

function bar(now, right) {
  return h("div", { class: "bar" }, h("h1", {}, t("check.title")), right, h("div", { class: "right" }, dayField(t("tasks.on")),
    h("button", { type: "button", class: "chip low", disabled: !now.on, onclick: () => go({ on: "" }) }, t("tasks.today")), result ? exports_() : null));
}

function exports_() {
  const isDocx = draft.name.toLowerCase().endsWith(".docx");
  return [h("span", { class: "divide" }), h("button", { type: "button", class: "chip low", onclick: () => save("kiem-tra.csv", "text/csv;charset=utf-8", csv()) }, icon("i-down"), t("check.csv")),
    h("button", { type: "button", class: "chip low dark", disabled: !isDocx, title: isDocx ? null : t("check.not_docx"), onclick: commented }, icon("i-down"), t("check.docx"))];
}

function empty(main, now, problem = "") {
  const file = h("input", { type: "file", class: "unseen", accept: ".docx,.pdf,.html,.htm,.txt,.md", id: "file", onchange: () => file.files[0] && take(main, now, file.files[0]) });
  const text = h("textarea", { id: "draft", rows: 9, placeholder: t("check.paste_here"), "aria-label": t("check.paste") });
  const drop = h("div", { class: "drop" }, icon("i-file", "big"), h("h2", {}, t("check.drop")),
    h("p", {}, h("label", { class: "chip dark", for: "file" }, t("check.choose")), file), h("p", { class: "soft" }, t("check.kinds", { mb: MOST_MB })),
    problem ? h("p", { class: "bad", role: "alert" }, problem) : null,
    h("p", { class: "soft" }, t("check.or")), text,
    h("p", { class: "drop-acts" }, h("button", { type: "button", class: "chip dark", id: "run", onclick: () => text.value.trim() && take(main, now, new File([text.value], "draft.txt")) }, t("check.run")),
      h("button", { type: "button", class: "chip", id: "sample", onclick: () => take(main, now, new File([SAMPLE], "ke-hoach-mau.txt")) }, t("check.sample"))));
  text.addEventListener("paste", () => setTimeout(() => text.value.trim().length > 40 && take(main, now, new File([text.value], "draft.txt")), 0));
  for (const name of ["dragover", "drop"]) drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
    if (name === "drop" && event.dataTransfer.files[0]) take(main, now, event.dataTransfer.files[0]);
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  clear(main, bar(now, null), h("div", { class: "drop-box" }, drop));
}

async function take(main, now, file) {
  draft = { name: file.name, data: await file.arrayBuffer() };
  settled = new Map();
  openRow = 0;
  await run(main, now);
}

async function post(format) {
  const body = new FormData();
  body.append("file", new Blob([draft.data]), "draft");
  if (format === "docx") body.append("decisions", JSON.stringify(decided()));
  const response = await fetch(`/view/check?${query({ name: draft.name, format })}`, { method: "POST", body });
  if (!response.ok) throw new Refused(await response.json().catch(() => ({})), response.status);
  return response;
}

async function run(main, now) {
  main.setAttribute("aria-busy", "true");
  const old = result;
  if (!old) clear(main, bar(now, h("span", { class: "second" }, t("check.reading", { name: draft.name }))));
  try {
    result = await (await post("json")).json();
    result.rows = rowsOf(result);
    report(main, now);
    say(`${result.summary.citations} ${t("check.citations")}`);
  } catch (error) {
    const words = `${t("check.failed", { name: draft.name })}: ${error.message}`;
    if (old) { result = old; report(main, now); } else { draft = null; result = null; empty(main, now, words); }
    say(words);
  }
  main.removeAttribute("aria-busy");
}

// What was decided, by the place and kind of each finding: accepted suggestions are tracked changes of the DOCX.
function decided() {
  return (result.rows || []).filter((row) => settled.has(row.pin)).map((row) => {
    const told = settled.get(row.pin);
    return { start: row.at[0], end: row.at[1], kind: row.kind, accepted: told.accepted, note: told.words };
  });
}

async function commented() {
  save(draft.name.replace(/\.docx$/i, "-nhan-xet.docx"), "", await (await post("docx")).blob());
}

function csv() {
  const cell = (value) => `"${String(value ?? "").replace(/^([=+\-@\t\r])/, "'$1").replace(/"/g, '""')}"`;
  const lines = [["#", t("check.col.citation"), t("check.col.taken"), t("check.col.status", { day: day(result.on) }), t("check.col.reason"), t("check.col.suggestion"), t("check.col.decided")],
    ...result.rows.map((row) => [row.pin, row.text, row.taken?.number, word(row), row.reason.text, row.suggestion, settled.get(row.pin)?.words])];
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

// One row for each place that is cited; what was found about it besides its status stands in the same row.
function rowsOf(found) {
  const places = new Map();
  for (const each of found.findings) {
    const key = STATUS.includes(each.kind) || ["ambiguous", "unknown_document", "stale", "doubtful"].includes(each.kind) ? `${each.start}` : `${each.start}-${each.end}-${each.kind}`;
    if (!places.has(key)) places.set(key, []);
    places.get(key).push(each);
  }
  const grave = ["error", "warning", "info"];
  const rows = [...places.values()].map((each) => {
    const worst = [...each].sort((a, b) => grave.indexOf(a.severity) - grave.indexOf(b.severity) || (a.kind === "stale" ? -1 : 0))[0];
    const row = { ...worst, at: [worst.start, worst.end], taken: worst.taken_for, start: each[0].start, end: Math.max(...each.map((one) => one.end)), text: each[0].text, others: each.filter((one) => one !== worst) };
    return { ...row, ...kindOf(row) };
  }).sort((a, b) => a.start - b.start || a.end - b.end);
  rows.forEach((row, place) => { row.pin = place + 1; });
  return rows;
}

function kindOf(row) {
  if (ENDED.includes(row.kind)) return { mark: "ended", glyph: "s-bad", tone: "bad", group: row.severity === "info" ? "fine" : "mend" };
  if (row.kind === "ambiguous") return { mark: "choose", glyph: "s-fork", tone: "ink", group: "choose" };
  if (row.kind === "stale" || ["suspended", "partly", "not_yet", "expired"].includes(row.kind)) return { mark: "shaky", glyph: "s-warn", tone: "warn", group: "mend" };
  if (row.kind === "doubtful") return { mark: "shaky", glyph: "s-warn", tone: "warn", group: "open" };
  if (row.kind === "in_force") return { mark: "sure", glyph: "s-ok", tone: "ok", group: "fine" };
  if (row.kind === "no_end_known") return { mark: "open", glyph: "s-open", tone: "quiet", group: "fine" };
  if (row.kind === "unknown" || row.kind === "unknown_document") return { mark: "unknown", glyph: "s-unk", tone: "quiet", group: "open" };
  return { mark: "fault", glyph: "s-pencil", tone: "ink", group: row.severity === "info" ? "fine" : "mend" };
}

function word(row) {
  const key = STATUS.includes(row.kind) ? row.kind : null;
  if (key) return t(`status.${key}`);
  if (row.kind === "stale" || row.kind === "doubtful") return t("check.shaky");
  if (row.kind === "ambiguous") return t("check.choose_one");
  if (row.kind === "unknown_document") return t("check.unknown_document");
  return t("check.fault");
}

function report(main, now) {
  if (!result.rows.length) {
    clear(main, bar(now, other(main, now)), h("div", { class: "notice" }, h("h2", {}, t("check.none")), h("p", {}, t("check.none.sub"))));
    return;
  }
  if (!openRow) openRow = (result.rows.find((row) => row.group === "mend") || result.rows[0]).pin;
  const page = h("div", { class: "page-box", tabindex: "0", role: "region", "aria-label": t("check.page") }, page_(main, now));
  const list = h("div", { class: "finding-list", tabindex: "0", role: "region", "aria-label": t("check.title") }, listOf(main, now));
  clear(main, bar(now, other(main, now)), counts(), h("div", { class: "check" }, page, list));
  const mark = page.querySelector("mark.open");
  if (mark) page.scrollTop = mark.offsetTop - page.clientHeight / 3;
}

function other(main, now) {
  return [h("span", { class: "chip low" }, icon("i-file"), h("b", {}, draft.name)), h("button", { type: "button", class: "bare-link", id: "other", onclick: () => { result = null; draft = null; empty(main, now); } }, t("check.other"))];
}

function counts() {
  const by = (test) => result.rows.filter(test).length;
  const cells = [["", result.summary.citations, "check.citations", ""], ["s-bad", by((row) => row.mark === "ended"), "check.ended", "bad"], ["s-warn", by((row) => row.mark === "shaky"), "check.shaky", "warn"], ["s-fork", by((row) => row.mark === "choose"), "check.choose_one", ""], ["s-pencil", by((row) => row.mark === "fault"), "check.fault", ""], ["s-unk", by((row) => row.mark === "unknown"), "check.unknown", "quiet"], ["s-ok", by((row) => row.mark === "sure"), "check.sure", "ok"]];
  return h("div", { class: "counts" }, cells.map(([glyph, number, words, tone]) => h("span", { class: "count-cell" }, glyph ? icon(glyph, tone) : null, h("b", { class: tone }, number), h("span", { class: "second" }, t(words)))), h("p", { class: "soft" }, t("check.note")));
}

function page_(main, now) {
  const parts = [];
  let done = 0;
  for (const row of result.rows) {
    if (row.start < done) continue;
    parts.push(result.text.slice(done, row.start),
      h("mark", { class: `m-${row.mark}${row.pin === openRow ? " open" : ""}`, "data-pin": row.pin, role: "button", tabindex: "0", "aria-label": `${row.pin}. ${row.text}: ${word(row)}`,
        onclick: () => pick(main, now, row.pin), onkeydown: (event) => { if (event.key === "Enter") pick(main, now, row.pin); } },
      h("span", { class: `pin ${row.mark}`, "aria-hidden": "true" }, row.pin), icon(row.glyph, `small ${row.tone}`), result.text.slice(row.start, row.end)));
    done = row.end;
  }
  parts.push(result.text.slice(done));
  const page = h("div", { class: "page" }, parts);
  new ResizeObserver(() => spread(page)).observe(page);
  return page;
}

// Pins of one line of the text stand side by side in its margin, closer the more they are.
function spread(page) {
  const lines = new Map();
  for (const pin of page.querySelectorAll(".pin")) lines.set(pin.offsetTop, [...lines.get(pin.offsetTop) || [], pin]);
  for (const pins of lines.values()) pins.forEach((pin, at) => { pin.style.left = pins.length > 1 ? `${1 + (at * 20) / (pins.length - 1)}px` : ""; });
}

function pick(main, now, pin) {
  openRow = openRow === pin ? -1 : pin;
  report(main, now);
  main.querySelector(`[data-row="${pin}"] .row-head`)?.focus({ preventScroll: false });
}

function listOf(main, now) {
  const groups = GROUPS.map((name) => [name, result.rows.filter((row) => row.group === name)]).filter(([, rows]) => rows.length);
  const todo = result.rows.filter((row) => ["mend", "choose"].includes(row.group));
  return [h("div", { class: "find-head" }, ["#", t("check.col.citation"), t("check.col.taken"), t("check.col.status", { day: day(now.on || today()) }), t("check.col.reason"), t("check.col.suggestion")].map((each) => h("span", {}, each))),
    groups.map(([name, rows], place) => h("section", {}, h("h2", { class: "find-group" }, t(`check.group.${name}`), h("span", {}, rows.length), place === 0 ? h("span", { class: "end" }, t("check.done", { done: todo.filter((row) => settled.has(row.pin)).length, count: todo.length })) : null), rows.map((row) => rowOf(main, now, row))))];
}

function rowOf(main, now, row) {
  const open = row.pin === openRow;
  const taken = row.taken
    ? h("span", { class: `doc b${result.lives[row.taken.id]?.level || 0}` }, h("b", { class: row.mark === "ended" ? "struck" : "" }, row.taken.number || row.taken.title), h("span", {}, [day(row.taken.date || ""), row.taken.issuer].filter(Boolean).join(" · ")))
    : h("span", {}, row.candidates.length ? h("b", {}, t("check.two", { count: row.candidates.length })) : h("span", { class: "soft" }, "–"));
  const loud = ["ended", "shaky", "choose", "fault"].includes(row.mark);
  const quote = row.reason.quote ? `“${shorten(row.reason.quote)}”` : row.reason.text;
  const head = h("button", { type: "button", class: "row-head", "aria-expanded": String(open), onclick: () => pick(main, now, row.pin) },
    h("span", { class: `pin ${row.mark}` }, row.pin), h("span", { class: "wrap-any" }, row.text), taken,
    h("span", {}, h("span", { class: `status-chip ${loud ? `loud ${row.tone}` : "quiet"}` }, icon(row.glyph, `small ${row.tone}`), word(row))), h("span", { class: "second wrap-any" }, quote), h("span", { class: "wrap-any" }, settled.get(row.pin)?.words || row.suggestion || h("span", { class: "soft" }, t("check.no_suggestion"))));
  return h("div", { class: `finding${open ? " open" : ""}`, "data-row": row.pin }, head, open ? details(main, now, row) : null, row.candidates.length ? candidates(main, now, row) : null);
}

function shorten(text) {
  const flat = text.replace(/\s+/g, " ");
  return flat.length > 120 ? `${flat.slice(0, 118)}…` : flat;
}

function details(main, now, row) {
  const map = row.taken ? fresh({ view: "map", roots: [row.taken.id], selected: row.taken.id }) : null;
  const settle = (words, accepted = false) => { settled.set(row.pin, { words, accepted }); report(main, now); };
  return h("div", { class: "detail" },
    h("div", { class: `why ${row.tone}-side` }, row.reason.quote ? h("blockquote", { class: "quote" }, row.reason.quote) : h("p", { class: "second" }, t("check.no_quote")),
      h("p", {}, row.reason.text), [row.reason.section, row.reason.source].some(Boolean) ? h("p", { class: "soft" }, t("panel.source", { source: [row.reason.section, row.reason.source].filter(Boolean).join(", ") })) : null,
      row.others.map((each) => h("p", { class: "second" }, each.reason.text)), row.taken ? life(row, now.on || today()) : null),
    h("div", { class: "fix" }, row.suggestion ? h("div", { class: "change" }, h("p", { class: "minus" }, row.text.replace(/\s+/g, " ")), h("p", { class: "plus" }, row.suggestion)) : null,
      h("p", { class: "fix-acts" }, row.suggestion ? h("button", { type: "button", class: "chip low dark", onclick: () => settle(t("check.accepted"), true) }, t("check.accept")) : null, keep(row, settle),
        map ? h("a", { href: link(map), onclick: (event) => { event.preventDefault(); go(map); } }, t("check.map")) : null)));
}

// The life of a document as a bar of days: solid while it ran, dots where nothing is known, the shown day on it.
function life(row, on) {
  const told = result.lives[row.taken.id];
  if (!told || told.begins.length !== 10 || told.begins > on) return null;
  const [first, shown] = [Date.parse(told.begins), Date.parse(on)];
  const ended = told.ended && told.ended <= on ? Date.parse(told.ended) : 0;
  const span = Math.max(shown - first, 1) * 1.12;
  const at = (when) => ({ left: `${((when - first) / span) * 100}%` });
  const close = ended && (shown - ended) / span < 0.2;
  const number = row.taken.number || row.taken.title;
  const words = t("check.life", { number, begins: day(told.begins), ended: ended ? t("check.life.ended", { day: day(told.ended) }) : "" });
  const solid = ended || (told.sure ? shown : first);
  return h("div", { class: "life", role: "img", "aria-label": words },
    h("b", { class: "life-name" }, ended ? number : ""), ended && told.next ? h("b", { class: "life-name", style: { left: `min(${at(ended).left}, calc(100% - ${told.next.length + 1}ch))` } }, told.next) : null,
    h("i", { class: "life-run", style: { width: at(solid).left } }), h("i", { class: "life-open", style: at(solid) }), ended ? h("i", { class: "life-end", style: at(ended) }) : null, h("i", { class: "life-on", style: at(shown) }),
    h("span", { class: "life-day" }, day(told.begins)), ended ? h("b", { class: `life-day bad${close ? " to-left" : " mid"}`, style: at(ended) }, day(told.ended)) : null, h("b", { class: "life-day mid", style: at(shown) }, day(on)));
}

function keep(row, settle) {
  const reason = h("input", { type: "text", placeholder: t("check.why"), "aria-label": t("check.why"), onkeydown: (event) => { if (event.key === "Enter" && reason.value.trim()) settle(t("check.kept", { reason: reason.value.trim() })); } });
  const holder = h("span", {}, h("button", { type: "button", class: "chip low", onclick: () => { clear(holder, h("span", { class: "chip low" }, reason)); reason.focus(); } }, t("check.keep")));
  return holder;
}

function chosen(each) {
  return `${each.number} · ${day(each.date || "")}`;
}

function candidates(main, now, row) {
  return h("fieldset", { class: "candidates" }, h("legend", { class: "unseen" }, row.text), row.candidates.map((each) => h("label", { class: "candidate" },
    h("input", { type: "radio", name: `c${row.pin}`, onchange: () => { settled.set(row.pin, { words: chosen(each), accepted: false }); report(main, now); }, checked: settled.get(row.pin)?.words === chosen(each) }),
    h("span", {}, h("b", {}, each.number), [day(each.date || ""), each.issuer].filter(Boolean).map((words) => ` · ${words}`).join(""), h("span", { class: "soft below-line" }, each.title || "")))));
}


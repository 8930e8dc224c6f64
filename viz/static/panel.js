// The panel beside the diagram: what a document is, how it stands and why, the sentence of a relation.

import { ask } from "./ask.js";
import { clear, h, icon, sample } from "./dom.js";
import { copy } from "./exports.js";
import { dialog } from "./help.js";
import { fresh, go } from "./state.js";
import { t } from "./words.js";

export async function panel(now) {
  const found = await ask("document", { id: now.selected });
  const box = h("div", { class: "panel-body" });
  const witness = h("section", { class: "witness" });
  const actions = h("div", { class: "acts" });
  const open = now.task ? null : openEdge(now, found);
  clear(box, head(found), notice(found), witness, relations(found, open), tasks(found, now));
  await (now.task ? taskWitness(witness, actions, now) : edgeWitness(witness, actions, open, found));
  return { shown: [box, actions], open };
}

function head(found) {
  return [
    h("div", { class: "eyebrow" }, h("span", {}, [found.type, t(found.held ? "panel.held" : "panel.cited")].filter(Boolean).join(" · ")),
      h("button", { type: "button", class: "bare", "aria-label": t("close"), onclick: () => go({ selected: "", edge: "", task: "", only: false }) }, icon("i-x"))),
    h("h2", { class: found.card.glance.struck ? "struck" : "" }, found.number),
    found.title ? h("p", { class: "title" }, found.title) : null,
    h("p", { class: "meta" }, [found.issuer, found.date].filter(Boolean).join(" · "), found.signer ? [h("br"), t("panel.signer", { name: found.signer })] : null),
  ];
}

function notice(found) {
  const { card, status } = found;
  const lines = [h("p", {}, status.reason.text)];
  if (status.reason.quote) lines.push(h("p", { class: "quote small" }, status.reason.quote));
  const place = [status.reason.section, status.reason.source].filter(Boolean).join(", ");
  if (place) lines.push(h("p", { class: "soft" }, t("panel.source", { source: place })));
  if (status.stale) {
    const [, ground, ...ends] = status.stale.path;
    const since = ground.from || "";
    const newest = ends[ends.length - 1];
    lines.unshift(h("p", {}, t("panel.stale", { ground: ground.document.number || ground.document.title, since: since.split("-").reverse().join("/") }), newest ? ` ${t("panel.now", { newest: newest.document.number || newest.document.title })}` : ""));
  }
  for (const each of status.proposals) lines.push(h("p", {}, "~ ", t(each.kind === "ended_model" ? "panel.guess" : "panel.newer", { number: each.document.number || each.document.title })));
  if (found.candidates.length) lines.push(h("p", {}, t("panel.candidates"), ": ", found.candidates.map((each, at) => [at ? "; " : "", docLink(each.id, `${each.number} · ${each.date}`)])));
  if (card.illustrative) lines.push(h("p", { class: "soft" }, t("panel.illustrative")));
  return h("section", { class: `box ${card.glance.tone}-box` },
    h("div", { class: `box-head ${card.glance.tone}` }, icon(`s-${card.glance.glyph}`, card.glance.tone), card.guessed ? "~ " : "", h("b", {}, card.word), h("span", {}, t("panel.to", { day: status.on }))), lines);
}

export function docLink(id, words) {
  return h("a", { href: `/?root=${encodeURIComponent(id)}`, onclick: (event) => { event.preventDefault(); go(fresh({ view: "map", roots: [id], selected: id })); } }, words);
}

// The relation to show first: the one in the address, else the one to a root, else the strongest with a sentence.
function openEdge(now, found) {
  const rows = found.relations.flatMap((group) => group.rows.map((row) => ({ ...row, words: group.words, stroke: group.stroke, direction: group.direction })));
  if (now.edge) {
    const [source, target, kind] = now.edge.split("|");
    const there = rows.find((each) => each.source === source && each.target === target && each.kind === kind);
    if (there) return there;
  }
  const isRoot = (each) => now.roots.includes(each.id) || now.roots.includes(each.number);
  return rows.find((each) => each.sentences && isRoot(each)) || rows.find((each) => each.sentences) || rows[0] || null;
}

async function edgeWitness(box, actions, row, found) {
  if (!row) { clear(actions, textButton(found, null)); return; }
  const told = await ask("edge", { source: row.source, target: row.target, kind: row.kind });
  let at = 0;
  const draw = () => {
    const seen = told.sentences[at];
    const count = told.sentences.length;
    clear(box,
      h("div", { class: "sec" }, h("h3", {}, t("panel.witness")),
        count > 1 ? h("span", { class: "pager" },
          h("button", { type: "button", "aria-label": t("panel.before"), disabled: at === 0, onclick: () => { at -= 1; draw(); } }, "‹"),
          h("span", { class: "at" }, `${at + 1} / ${count}`),
          h("button", { type: "button", "aria-label": t("panel.after"), disabled: at === count - 1, onclick: () => { at += 1; draw(); } }, "›")) : null),
      h("p", { class: "rel" }, h("b", {}, told.source.number), sample(row.stroke, "on"), h("span", {}, told.verb), sample(row.stroke, "on"), h("b", {}, told.target.number)),
      seen ? [quote(seen, told.target.number), place(seen)] : h("p", { class: "soft" }, t("panel.no_sentence")));
    clear(actions, textButton(found, seen), h("button", { type: "button", class: "chip", onclick: () => copy(citation(told, seen)) }, t("panel.copy")));
  };
  draw();
}

function citation(told, seen) {
  if (!seen) return `${told.source.number} ${told.verb} ${told.target.number}`;
  return `“${seen.quote.replace(/\s+/g, " ")}” (${told.source.number}${seen.section ? `, ${t("panel.place", { section: seen.section })}` : ""}, ${seen.source})`;
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

// The words of the text as they stand: the number marked, the cue underlined.
export function quote(seen, number) {
  const pattern = [...number.replace(/\s/g, "")].map(escaped).join("\\s*");
  const pieces = [];
  const wanted = [];
  const numbered = number ? new RegExp(pattern, "iu").exec(seen.quote) : null;
  if (numbered) wanted.push([numbered.index, numbered.index + numbered[0].length, "mark"]);
  const cue = seen.cue ? seen.quote.toLowerCase().indexOf(seen.cue.toLowerCase()) : -1;
  if (cue >= 0 && !(numbered && cue < wanted[0][1] && cue + seen.cue.length > wanted[0][0])) wanted.push([cue, cue + seen.cue.length, "u"]);
  let done = 0;
  for (const [start, end, tag] of wanted.sort((a, b) => a[0] - b[0])) {
    pieces.push(seen.quote.slice(done, start), h(tag, {}, seen.quote.slice(start, end)));
    done = end;
  }
  pieces.push(seen.quote.slice(done));
  return h("blockquote", { class: "quote", "data-start": seen.start, "data-end": seen.end },
    h("span", { class: "around" }, seen.before), h("span", { class: "verbatim" }, pieces), h("span", { class: "around" }, seen.after));
}

function place(seen) {
  const parts = [seen.section ? t("panel.place", { section: seen.section }) : "", t("panel.chars", { start: spaced(seen.start), end: spaced(seen.end) }), seen.source];
  return h("p", { class: "place" }, parts.filter(Boolean).join(" · "));
}

function spaced(number) {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, "\u2009");
}

function textButton(found, seen) {
  const holder = seen ? seen.document_id : found.card.id;
  const held = seen || found.held;
  return h("button", { type: "button", class: "chip dark wide", disabled: !held, onclick: () => openText(holder, seen) }, t(seen ? "panel.open" : "panel.read"));
}

export async function openText(id, seen) {
  const box = dialog(t("text.title"), h("p", { class: "soft" }, t("panel.loading")));
  try {
    const held = await ask("text", { id, lang: "", on: "" });
    const body = seen
      ? h("div", { class: "fulltext", tabindex: "0" }, held.text.slice(0, seen.start), h("mark", {}, held.text.slice(seen.start, seen.end)), held.text.slice(seen.end))
      : h("div", { class: "fulltext", tabindex: "0" }, held.text);
    box.querySelector("p.soft").replaceWith(h("p", { class: "soft" }, held.source), body);
    body.querySelector("mark")?.scrollIntoView({ block: "center" });
  } catch {
    box.querySelector("p.soft").textContent = t("text.not_held");
  }
}

async function taskWitness(box, actions, now) {
  const told = await ask("task", { id: now.task });
  clear(box, h("div", { class: "sec" }, h("h3", {}, t("panel.task"))), marked(told), h("p", { class: "place" }, t("panel.chars", { start: spaced(told.start), end: spaced(told.end) })));
  clear(actions, h("button", { type: "button", class: "chip dark wide", onclick: () => openText(now.selected, told) }, t("panel.open")),
    h("button", { type: "button", class: "chip", onclick: () => copy(told.quote) }, t("panel.copy")));
}

// The sentence of a task with the words of its deadlines marked.
export function marked(told) {
  const pieces = [];
  let rest = told.quote;
  for (const words of [...new Set(told.marks)]) {
    const at = rest.indexOf(words);
    if (at < 0) continue;
    pieces.push(rest.slice(0, at), h("mark", {}, words));
    rest = rest.slice(at + words.length);
  }
  return h("blockquote", { class: "quote" }, h("span", { class: "verbatim" }, pieces, rest));
}

const FIRST = 4;

function relations(found, open) {
  if (!found.relations.length) return null;
  return h("section", {}, h("h3", { class: "sec" }, t("panel.relations")), h("div", { class: "rows" }, found.relations.map((group, place) => {
    const here = open && group.rows.some((row) => row.source === open.source && row.target === open.target && row.kind === open.kind);
    const list = h("div", { class: "rel-rows" });
    const rows = (most) => clear(list, group.rows.slice(0, most).map((row) => relationRow(row, open)),
      group.count > most ? h("button", { type: "button", class: "plain-link", onclick: () => rows(group.rows.length) }, t("panel.more", { count: group.count - most })) : null);
    rows(here && open ? Math.max(FIRST, group.rows.findIndex((row) => row.id === open.id) + 1) : FIRST);
    return h("details", { open: here || (!open && place === 0) },
      h("summary", {}, icon("i-rt", "small turn"), group.direction === "up" ? sample(group.stroke) : h("span", { class: "back" }, "←"), h("span", {}, group.words), h("b", {}, group.count)), list);
  })));
}

function relationRow(row, open) {
  const current = open && row.source === open.source && row.target === open.target && row.kind === open.kind;
  return h("button", { type: "button", class: `rel-row${current ? " current" : ""}`, "aria-current": current ? "true" : null, onclick: () => go({ edge: `${row.source}|${row.target}|${row.kind}`, task: "" }) },
    h("span", { class: "clip" }, row.number), h("span", { class: "second" }, row.date), h("span", { class: "second end" }, row.sentences ? `×${row.sentences}` : "–"));
}

function tasks(found, now) {
  if (!found.tasks.length) return null;
  return h("section", {}, h("h3", { class: "sec" }, t("panel.tasks"), h("span", { class: "soft" }, found.tasks.length)), h("div", { class: "task-rows" }, found.tasks.map((each) =>
    h("button", { type: "button", class: `task-row${each.id === now.task ? " current" : ""}`, onclick: () => go({ task: each.id, edge: "" }) },
      h("b", {}, each.agencies.join("; ") || "–"), h("span", { class: "two" }, each.text), h("span", { class: "second" }, [each.section, each.due].filter(Boolean).join(" · "))))));
}


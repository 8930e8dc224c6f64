// The diagram: a picture that the server laid out and drew, and what one does with it.

import { ask } from "./ask.js";
import { clear, h, s, sample, say } from "./dom.js";
import { drawing } from "./drawing.js";
import { canvasWidth, pictureQuery } from "./exports.js";
import { diagramKeys, focusable } from "./diagram_keys.js";
import { filters } from "./filters.js";
import { panel } from "./panel.js";
import { go, state } from "./state.js";
import { tree } from "./tree.js";
import { count as grouped, t } from "./words.js";

export let picture = null;
let parts = null;
let turn = 0;
let seen = "";
const phone = () => innerWidth <= 760;
let wasPhone = phone();

addEventListener("resize", () => {
  if (state.view === "map" && parts && (phone() !== wasPhone || !phone())) { clearTimeout(parts.timer); parts.timer = setTimeout(() => go({}, { quiet: true }), 200); }
  wasPhone = phone();
});

export async function show(main, now, before) {
  const mine = ++turn;
  if (!before) {
    seen = "";
    parts = { bar: h("div"), canvas: h("div", { class: "canvas" }), foot: h("div", { class: "foot" }), side: h("aside", { class: "panel" }), drawing: drawing(), timer: 0 };
    clear(main, parts.bar, h("div", { class: "map" }, h("div", { class: "drawing" }, parts.canvas, parts.foot), parts.side));
    parts.canvas.addEventListener("click", click);
    parts.canvas.addEventListener("keydown", (event) => diagramKeys(event, picture, { select, unfold, task: openTask }));
    parts.canvas.addEventListener("pointerover", (event) => hover(event, true));
    parts.canvas.addEventListener("pointerout", (event) => hover(event, false));
  }
  const focused = document.activeElement?.closest?.("[data-id]")?.dataset.id;
  const asked = ask("picture", pictureQuery(canvasWidth()));
  // What the panel says does not wait for the new picture.
  const beside = before && picture ? side(now) : null;
  beside?.catch(() => null); // it is awaited below, unless the picture fails first
  // Before the new picture comes, the old one already shows what was chosen.
  if (before && picture && !phone() && parts.drawing.root.isConnected) openLine(now);
  picture = await asked;
  if (mine !== turn) return;
  window.__picture = picture;
  clear(parts.bar, filters(picture, now));
  parts.canvas.classList.toggle("as-tree", phone());
  if (phone()) {
    const rows = await known(tree(picture, now), now, mine);
    if (!rows) return;
    clear(parts.canvas, rows);
  } else draw(now, focused);
  clear(parts.foot, foot(now));
  await (beside || side(now));
}

function draw(now, focused) {
  const svg = parts.drawing.root;
  parts.drawing.put(picture, t("map.diagram"));
  openLine(now);
  if (!svg.isConnected) clear(parts.canvas, svg);
  const first = svg.querySelector(`[data-id="${CSS.escape(now.selected || picture.cards[0]?.id || "")}"]`) || focusable(svg)[0];
  svg.querySelectorAll('[tabindex="0"]').forEach((each) => each.setAttribute("tabindex", "-1"));
  first?.setAttribute("tabindex", "0");
  if (focused && document.activeElement?.dataset?.id !== focused) svg.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  if (now.selected && now.selected !== seen) reveal(svg.querySelector(".card.selected"));
  seen = now.selected;
}

// The relation whose sentence the panel shows: the one in the address, else the one that the panel chose.
function openLine(now) {
  const edge = now.edge || (parts.told?.id === now.selected && !now.task ? parts.told.edge : "");
  parts.drawing.mark({ ...now, edge });
  parts.drawing.root.querySelector(".pill")?.remove();
  if (edge) pill(parts.drawing.root, edge);
}

// What was chosen, in a link or in the panel, is brought into the window; what is in it already stays where it is.
function reveal(card) {
  if (!card) return;
  const [room, at] = [parts.canvas.getBoundingClientRect(), card.getBoundingClientRect()];
  const past = (low, high, least, most) => (low < least + 24 ? low - least - 24 : high > most - 24 ? high - most + 24 : 0);
  parts.canvas.scrollLeft += past(at.left, at.right, room.left, room.right);
  parts.canvas.scrollTop += past(at.top, at.bottom, room.top, room.bottom);
}

function hover(event, on) {
  const card = event.target.closest(".card");
  if (!card) return;
  for (const edge of parts.canvas.querySelectorAll(".edge")) {
    if (edge.dataset.source === card.dataset.id || edge.dataset.target === card.dataset.id) edge.classList.toggle("near", on);
  }
}

function select(id) {
  go({ selected: state.selected === id ? "" : id, edge: "", task: "" });
}

function unfold(column) {
  const opened = state.opened.includes(column) ? state.opened.replace(column, "") : [...state.opened, column].sort().join("");
  go({ opened });
}

function openTask(document_, task) {
  go({ selected: document_, edge: "", task });
}

function click(event) {
  const task = event.target.closest(".task");
  const node = event.target.closest("[data-id]");
  const edge = event.target.closest(".edge");
  if (task) openTask(workOf(node.dataset.id)?.document || "", task.dataset.task);
  else if (node?.classList.contains("fold")) unfold(node.dataset.id.slice(1));
  else if (node?.classList.contains("work")) { const work = workOf(node.dataset.id); if (work?.document) go({ selected: work.document, edge: "", task: work.tasks[0]?.[0] || "" }); }
  else if (node?.classList.contains("card")) select(node.dataset.id);
  else if (edge && edge.dataset.kind !== "ASSIGNS") openEdge(edge);
  else if (event.target === event.currentTarget || event.target.closest(".lane, .ground, svg") === event.target) { if (state.selected) go({ selected: "", edge: "", task: "" }); }
}

function workOf(id) {
  return picture.work.find((each) => each.id === id);
}

function openEdge(edge) {
  const { source, target, kind } = edge.dataset;
  go({ selected: target, edge: `${target}|${source}|${kind}`, task: "" });
}

// The relation whose sentence is open wears its name in the widest free stretch.
function pill(svg, edge) {
  const [target, source, kind] = edge.split("|");
  const line = picture.lines.find((each) => each.source === source && each.target === target && each.kind === kind);
  const row = picture.table.find((each) => each.from === target && each.to === source && each.kind === kind);
  if (!line) return;
  const words = `${line.verb}${row && row.sentences > 1 ? ` · ${t("map.repeat", { count: row.sentences })}` : ""}`;
  let best = null;
  for (let at = 1; at < line.points.length; at += 1) {
    const [[x0, y0], [x1, y1]] = [line.points[at - 1], line.points[at]];
    if (y0 === y1 && (!best || Math.abs(x1 - x0) > best.length)) best = { length: Math.abs(x1 - x0), x: (x0 + x1) / 2, y: y0 };
  }
  const width = words.length * 6.9 + 20;
  if (!best || best.length < width) return;
  svg.append(s("g", { class: "pill", "aria-hidden": "true", transform: `translate(${best.x - width / 2} ${best.y - 10})` },
    s("rect", { width, height: 20, rx: 10 }), s("text", { x: width / 2, y: 14, "text-anchor": "middle" }, words)));
}

function foot(now) {
  const kinds = new Map();
  for (const line of picture.lines) if (!kinds.has(line.kind)) kinds.set(line.kind, line);
  const order = [...new Set([...Object.keys(picture.relations), ...kinds.keys()])];
  const cited = picture.shown + picture.folded - picture.held;
  const folded = state.opened ? h("button", { type: "button", class: "plain-link", onclick: () => go({ opened: "" }) }, t("map.unfold")) : null;
  return [
    h("span", { class: "counted" }, bold(t("map.shown", { shown: picture.shown, folded: picture.folded, total: picture.shown + picture.folded })), picture.filtered ? ` · ${t("map.filtered", { count: picture.filtered })}` : "", " ", folded),
    h("span", { class: "divide" }),
    order.map((kind) => {
      const line = kinds.get(kind);
      if (!line) return null;
      const count = kind === "ASSIGNS" ? picture.given : picture.relations[kind] ?? picture.lines.filter((each) => each.kind === kind).length;
      const words = kind === "PROPOSED" ? t("map.guess") : kind === "ASSIGNS" ? t("map.assigns") : line.verb;
      const off = now.hidden.includes(kind);
      return h("button", { type: "button", class: "legend", "aria-pressed": String(!off), title: t("map.hide", { words }),
        onclick: () => go({ hidden: off ? now.hidden.filter((each) => each !== kind) : [...now.hidden, kind] }, { quiet: true }) }, sample(line.stroke), words, " ", h("b", {}, grouped(count)));
    }),
    h("span", { class: "divide" }),
    h("span", { class: "legend" }, h("i", { class: "swatch" }), t("map.held", { count: picture.held })),
    h("span", { class: "legend" }, h("i", { class: "swatch dashed" }), t("map.cited", { count: cited })),
    picture.cards.some((each) => each.illustrative) ? h("span", { class: "legend soft" }, t("panel.illustrative")) : null,
  ];
}

function bold(words) {
  return words.split(/(\d[\d.,]*)/).map((each) => (/^\d/.test(each) ? h("b", {}, each) : each));
}

// What is chosen; where a link chooses what the store lacks, that is left out and the line itself stands.
async function known(asked, now, mine) {
  try {
    return await asked;
  } catch (error) {
    if (error.status !== 404) throw error;
    if (mine === turn) go(now.task ? { task: "" } : { selected: "", edge: "" }, { quiet: true });
    return null;
  }
}

async function side(now) {
  const open = Boolean(now.selected);
  parts.side.hidden = !open || phone();
  if (!open || phone()) { clear(parts.side); return; }
  if (parts.side.dataset.id !== now.selected) clear(parts.side, h("p", { class: "soft" }, t("panel.loading")));
  parts.side.dataset.id = now.selected;
  const mine = turn;
  const found = await known(panel(now), now, mine);
  if (!found) return;
  const { shown, open: told } = found;
  if (mine !== turn) return;
  clear(parts.side, shown);
  parts.told = told ? { id: now.selected, edge: `${told.source}|${told.target}|${told.kind}` } : null;
  if (picture.selected === now.selected && parts.drawing.root.isConnected) openLine(now);
  say(parts.side.querySelector("h2")?.textContent || "");
}


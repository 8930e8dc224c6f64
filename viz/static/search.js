// The search box: documents and bodies as one types, told apart by day and issuer.

import { ask } from "./ask.js";
import { clear, h, icon, say } from "./dom.js";
import { fresh, go } from "./state.js";
import { t } from "./words.js";

const WAIT = 60;

export function statusOf(card) {
  return h("span", { class: `status ${card.glance.tone}` }, card.guessed ? "~" : null, icon(`s-${card.glance.glyph}`, `small ${card.glance.tone}`), card.word);
}

export function openLine(id) {
  go(fresh({ view: "map", roots: [id] }));
}

export function searchBox({ placeholder, id, big = false, pick = null, value = "" }) {
  let asked = null;
  let rows = [];
  let at = -1;
  let timer = 0;
  const list = h("ul", { class: "results", role: "listbox", id: `${id}-list`, "aria-label": t("search.label") });
  const input = h("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder, value,
    "aria-label": t("search.label"), "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list",
    oninput: () => { clearTimeout(timer); timer = setTimeout(find, WAIT); },
    onkeydown: key, onfocus: () => { if (input.value.trim() && rows.length) open(true); },
    onblur: () => setTimeout(() => open(false), 160),
  });
  const box = h("div", { class: `search${big ? " big" : ""}` },
    h("div", { class: "box" }, icon("i-search", big ? "big" : ""), input, pick ? null : h("kbd", {}, "/"),
      big ? h("button", { type: "button", class: "go", onclick: enter }, t("search.go")) : null));

  function open(yes) {
    if (yes && !list.isConnected) box.append(list);
    if (!yes) list.remove();
    input.setAttribute("aria-expanded", String(yes));
  }

  async function find() {
    const words = input.value.trim();
    asked?.abort();
    if (!words) { rows = []; open(false); return; }
    asked = new AbortController();
    try {
      const found = await ask("search", { q: words.slice(0, 300) }, { signal: asked.signal });
      draw(found);
    } catch (error) {
      if (error.name !== "AbortError") { rows = []; clear(list, h("li", { class: "note", role: "presentation" }, error.message)); open(true); }
    }
  }

  function draw(found) {
    // What has no number is called by its type, as others are: those do not bear one number.
    const numbers = found.documents.map((each) => each.number).filter((each) => !each.includes(" ("));
    const twice = numbers.filter((each, place) => numbers.indexOf(each) !== place)[0];
    rows = [
      ...found.documents.map((card) => ({ card, take: () => (pick ? take(card) : openLine(card.id)) })),
      ...(pick ? [] : found.agencies.map((body) => ({ body, take: () => go(fresh({ view: "tasks", agency: body.name, province: body.province })) }))),
    ];
    at = rows.length ? 0 : -1;
    clear(list,
      found.left_out ? h("li", { class: "note", role: "presentation" }, t("search.left_out", { words: found.left_out })) : null,
      twice ? h("li", { class: "note", role: "presentation" }, t("search.same", { count: numbers.filter((each) => each === twice).length, number: twice })) : null,
      rows.map((row, place) => option(row, place)),
      rows.length ? null : h("li", { class: "note", role: "presentation" }, t("search.none", { words: found.words })));
    list.dataset.words = found.words;
    mark();
    open(true);
    say(rows.length ? `${rows.length}` : t("search.none", { words: found.words }));
  }

  function take(card) {
    input.value = card.number;
    pick(card);
    open(false);
  }

  function option(row, place) {
    const props = { role: "option", id: `${id}-${place}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); row.take(); open(false); } };
    if (row.body) return h("li", props, h("div", { class: "first" }, h("b", {}, row.body.name), h("span", { class: "soft" }, t("search.bodies"))), h("div", { class: "last" }, row.body.province));
    const { card } = row;
    return h("li", { ...props, class: `b${card.level_number}`, "data-id": card.id },
      h("div", { class: "first" }, h("b", { class: card.glance.struck ? "struck" : "" }, card.number), statusOf(card)),
      h("div", { class: "last" }, [card.date, card.issuer, card.title].filter(Boolean).join(" · ")));
  }

  function mark() {
    list.querySelectorAll("[role=option]").forEach((each, place) => each.setAttribute("aria-selected", String(place === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", `${id}-${at}`);
      list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  async function enter() {
    clearTimeout(timer);
    if (!input.value.trim()) { input.focus(); return; }
    await find();
    if (at >= 0 && rows[at]) { const row = rows[at]; open(false); row.take(); }
  }

  function key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (rows.length) { at = (at + (event.key === "ArrowDown" ? 1 : rows.length - 1)) % rows.length; open(true); mark(); }
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (list.isConnected && at > 0 && rows[at]) { open(false); rows[at].take(); } else enter();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (list.isConnected) open(false); else input.blur();
    }
  }

  box.input = input;
  return box;
}

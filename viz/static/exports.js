// What can be taken away: the picture, the table, the page, a link.

import { query } from "./ask.js";
import { h, icon, save, say } from "./dom.js";
import { state } from "./state.js";
import { t } from "./words.js";

export function pictureQuery(width) {
  return {
    root: state.roots, up: state.up < 0 ? "" : state.up, down: state.down, selected: state.selected, opened: state.opened,
    only: state.only || "", by: state.by, province: state.province, first: state.first || "", last: state.last || "", width,
  };
}

// Where scroll bars take room, one stands beside a picture that is higher than the window. It is measured once, since
// measuring makes the browser work out the whole page; another zoom is another window.
let bar = -1;
addEventListener("resize", () => { bar = -1; });

function scrollBar() {
  if (bar >= 0) return bar;
  const probe = h("div", { class: "canvas probe" });
  document.body.append(probe);
  bar = probe.offsetWidth - probe.clientWidth;
  probe.remove();
  return bar;
}

export function canvasWidth() {
  const panel = state.selected && innerWidth > 760 ? 316 : 0;
  return Math.max(300, Math.min(4000, Math.floor((innerWidth - panel - scrollBar()) / 4) * 4));
}

function file(kind) {
  const theme = document.documentElement.dataset.theme;
  const asked = kind === "csv" ? pictureQuery(canvasWidth()) : { ...pictureQuery(canvasWidth()), theme };
  return `/view/picture.${kind}?${query(asked)}`;
}

// The graph around the first document as data, all evidence with it; the picture's own cuts do not apply to it.
function graphml() {
  const depth = state.up < 0 ? 20 : Math.max(state.up, state.down);
  return `/api/v1/graph?${new URLSearchParams({ root: state.roots[0], depth, format: "graphml", ...(state.on ? { on: state.on } : {}) })}`;
}

async function png() {
  const text = await (await fetch(file("svg"))).text();
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = h("canvas", { width: image.width * 2, height: image.height * 2 });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  canvas.toBlob((blob) => save("luocdo.png", "image/png", blob));
}

export function toast(words) {
  const note = h("div", { class: "toast", role: "status" }, words);
  document.body.append(note);
  setTimeout(() => note.remove(), 1800);
}

export async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    toast(t("panel.copied"));
  } catch {
    say(words);
  }
}

export function exportMenu() {
  const holder = h("div", { style: { position: "relative" } });
  let menu = null;
  const button = h("button", { type: "button", class: "chip", "aria-haspopup": "true", "aria-expanded": "false", "aria-label": t("export"), onclick: toggle },
    icon("i-out"), h("span", { class: "words" }, t("export")));

  function shut() {
    menu?.remove();
    menu = null;
    button.setAttribute("aria-expanded", "false");
    removeEventListener("click", outside);
  }

  function outside(event) {
    if (!holder.contains(event.target)) shut();
  }

  function toggle() {
    if (menu) { shut(); return; }
    const items = state.roots.length ? [
      h("a", { href: file("svg"), download: "luocdo.svg" }, t("export.svg")),
      h("button", { type: "button", onclick: () => { shut(); png(); } }, t("export.png")),
      h("a", { href: file("csv"), download: "luocdo.csv" }, t("export.csv")),
      h("a", { href: graphml(), download: "luocdo.graphml" }, t("export.graphml")),
      h("a", { href: file("html"), download: "luocdo.html" }, t("export.html")),
      h("button", { type: "button", onclick: () => { shut(); print(); } }, t("export.print")),
    ] : [h("p", {}, t("export.none"))];
    menu = h("div", { class: "menu" }, items, h("button", { type: "button", onclick: () => { shut(); copy(location.href); } }, t("export.link")));
    menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); shut(); button.focus(); } });
    menu.addEventListener("click", () => setTimeout(() => menu && shut(), 0));
    holder.append(menu);
    button.setAttribute("aria-expanded", "true");
    menu.querySelector("a, button")?.focus();
    setTimeout(() => addEventListener("click", outside), 0);
  }

  holder.append(button);
  return holder;
}

// The shell: header, tabs, language, theme, help, keys; and which screen is shown.

import { clear, drawn, h, icon, say } from "./dom.js";
import { exportMenu } from "./exports.js";
import { help } from "./help.js";
import { searchBox } from "./search.js";
import { fresh, go, link, listen, state } from "./state.js";
import { speak, t } from "./words.js";

const SCREENS = {
  home: () => import("./home.js"), map: () => import("./lineage.js"), table: () => import("./table.js"),
  tasks: () => import("./tasks.js"), paths: () => import("./paths.js"), check: () => import("./check.js"),
  overview: () => import("./overview.js"),
};
const TABS = ["map", "table", "tasks", "paths", "check", "overview"];
const main = document.getElementById("main");
let shown = "";
let turn = 0;
let lastLine = null;

function theme() {
  const kept = localStorage.getItem("luocdo-theme");
  return kept || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

function setTheme(name) {
  localStorage.setItem("luocdo-theme", name);
  document.documentElement.dataset.theme = name;
  header();
}

function target(view) {
  if (view === "map" || view === "table") {
    if (state.roots.length) return { ...state, view };
    return lastLine ? { ...lastLine, on: state.on, lang: state.lang, view } : fresh({ view: "home" });
  }
  return fresh({ view, directive: view === "overview" ? state.directive : "" });
}

function tab(view, words, symbol) {
  const to = target(view);
  return h("a", {
    href: link(to), "aria-current": state.view === view ? "page" : null,
    onclick: (event) => { event.preventDefault(); go(target(view)); },
  }, symbol ? icon(symbol) : null, words);
}

function header() {
  const dark = document.documentElement.dataset.theme === "dark";
  const languages = ["vi", "en"].map((each) =>
    h("button", { type: "button", "aria-pressed": String(state.lang === each), lang: each, onclick: () => go({ lang: each }) }, each.toUpperCase()));
  clear(document.getElementById("top"), h("div", { class: "top" },
    h("a", { class: "logo", href: link(fresh({ view: "home" })), onclick: (event) => { event.preventDefault(); go(fresh({ view: "home" })); } }, icon("i-logo"), "luocdo"),
    state.view === "home" ? null : searchBox({ placeholder: t("search"), id: "search" }),
    h("nav", { class: "tabs", "aria-label": t("tabs") }, TABS.map((each) => tab(each, t(`tab.${each}`)))),
    h("div", { class: "tools" },
      h("div", { class: "seg", role: "group", "aria-label": t("language") }, languages),
      h("button", { type: "button", class: "square", title: t(dark ? "theme.light" : "theme.dark"), "aria-label": t(dark ? "theme.light" : "theme.dark"), onclick: () => setTheme(dark ? "light" : "dark") }, icon(dark ? "i-sun" : "i-moon")),
      exportMenu(),
      h("button", { type: "button", class: "square", title: t("help"), "aria-label": t("help"), onclick: help }, "?"))));
  document.querySelector(".skip").textContent = t("skip");
  document.querySelector(".phone-nav")?.remove();
  document.body.append(h("nav", { class: "phone-nav", "aria-label": t("tabs") },
    tab("map", t("tab.map"), "i-logo"), tab("table", t("tab.table"), "i-table"), tab("tasks", t("tab.tasks"), "i-tasks"), tab("check", t("tab.check_short"), "i-check")));
}

async function show(now, before) {
  const mine = ++turn;
  await speak(now.lang);
  if (now.roots.length && (now.view === "map" || now.view === "table")) lastLine = now;
  const newScreen = shown !== now.view || !before || before.lang !== now.lang;
  document.body.classList.toggle("fixed", ["map", "check", "tasks"].includes(now.view));
  const active = document.activeElement;
  if (newScreen || before.roots.join() !== now.roots.join()) header();
  const screen = await SCREENS[now.view]();
  if (mine !== turn) return;
  if (newScreen) {
    clear(main);
    main.className = `screen-${now.view}`;
    scrollTo(0, 0);
  }
  shown = now.view;
  document.title = `${t(now.view === "home" ? "app" : `tab.${now.view}`)} · luocdo`;
  main.setAttribute("aria-busy", "true");
  try {
    await screen.show(main, now, newScreen ? null : before);
  } catch (error) {
    if (error.name === "AbortError" || mine !== turn) return;
    clear(main, failure(error));
    shown = "";
  } finally {
    if (mine === turn) {
      main.removeAttribute("aria-busy");
      main.dataset.ready = String(turn);
    }
  }
  if (newScreen && before && before.view !== now.view) {
    if (!document.body.contains(active) || active === document.body) main.focus({ preventScroll: true });
    say(document.title);
  }
}

function failure(error) {
  const candidates = error.problem?.candidates || [];
  const words = candidates.length ? t("error.ambiguous") : error.status === 404 ? t("error.unknown") : error.status ? error.message : t("error.server");
  // What the store lacks will not come by asking again: the way on is the first screen, with its search.
  if (error.status === 404 && !candidates.length) {
    const home = fresh({});
    return h("div", { class: "notice", role: "alert" }, h("h2", {}, words), h("p", {}, t("error.unknown.sub")),
      h("a", { class: "chip", href: link(home), onclick: (event) => { event.preventDefault(); go(home); } }, t("error.home")));
  }
  return h("div", { class: "notice", role: "alert" }, h("h2", {}, t("error")), h("p", {}, words),
    candidates.map((each) => h("p", {}, h("a", { href: link(fresh({ view: "map", roots: [each] })), onclick: (event) => { event.preventDefault(); go(fresh({ view: "map", roots: [each] })); } }, each))),
    h("button", { type: "button", class: "chip", onclick: () => { shown = ""; show(state, null); } }, t("error.again")));
}

function keys(event) {
  const typing = event.target.closest("input, textarea, select, dialog");
  if (event.key === "Escape" && typing && event.target.tagName === "INPUT") return;
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector(".search input")?.focus();
  } else if (event.key === "?") help();
  else if (event.key === "t" && state.roots.length) go({ view: state.view === "table" ? "map" : "table" });
  else if (event.key === "Escape" && state.view === "map" && state.selected) go({ selected: "", edge: "", task: "" });
}

async function begin() {
  document.documentElement.dataset.theme = theme();
  const [glyphs] = await Promise.all([fetch("/static/glyphs.svg").then((each) => each.text()), speak(state.lang)]);
  const symbols = drawn(glyphs);
  symbols.setAttribute("class", "unseen");
  symbols.setAttribute("aria-hidden", "true");
  document.body.prepend(symbols);
  addEventListener("keydown", keys);
  listen(show);
  await show(state, null);
}

begin();

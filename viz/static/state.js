// All state that matters lives in the address: a link restores it, Back takes a step back, what is broken is ignored.

const VIEWS = ["home", "map", "table", "tasks", "paths", "check", "overview"];
const DAY = /^\d{4}-\d\d-\d\d$/;

function day(text) {
  return DAY.test(text || "") && !Number.isNaN(Date.parse(text)) ? text : "";
}

function number(text, least, most, otherwise) {
  const value = Number.parseInt(text, 10);
  return Number.isInteger(value) && value >= least && value <= most ? value : otherwise;
}

function short(text, most = 300) {
  return text && text.length <= most ? text : "";
}

export function read(search = location.search) {
  const asked = new URLSearchParams(search);
  const roots = asked.getAll("root").map((each) => short(each)).filter(Boolean).slice(0, 6);
  let view = VIEWS.includes(asked.get("v")) ? asked.get("v") : roots.length ? "map" : "home";
  if ((view === "map" || view === "table") && !roots.length) view = "home";
  return {
    view,
    roots,
    up: number(asked.get("up"), 0, 20, -1),
    down: number(asked.get("down"), 0, 20, 2),
    selected: short(asked.get("sel")),
    edge: /^[^|]+\|[^|]+\|[A-Z_]+$/.test(asked.get("edge") || "") ? short(asked.get("edge"), 700) : "",
    task: short(asked.get("task")),
    opened: [...new Set((asked.get("open") || "").replace(/[^1-5]/g, ""))].sort().join(""),
    only: asked.get("only") === "1",
    by: asked.get("by") === "time" ? "time" : "level",
    province: short(asked.get("prov"), 100),
    first: number(asked.get("y1"), 1900, 2100, 0),
    last: number(asked.get("y2"), 1900, 2100, 0),
    status: /^[a-z_]{2,20}$/.test(asked.get("st") || "") ? asked.get("st") : "",
    hidden: (asked.get("hide") || "").split(",").filter((each) => /^[A-Z_]+$/.test(each)),
    on: day(asked.get("on")),
    lang: asked.get("lang") === "en" ? "en" : "vi",
    agency: short(asked.get("agency")),
    count: asked.get("count") === "63" ? "63" : "34",
    late: asked.get("late") === "1",
    group: ["agency", "province", "document", "due"].includes(asked.get("group")) ? asked.get("group") : "agency",
    from: short(asked.get("from")),
    to: short(asked.get("to")),
    directive: short(asked.get("dir")),
    cell: /^[1-5]:[0-9?–]{1,5}$/.test(asked.get("cell") || "") ? asked.get("cell") : "",
    part: asked.get("part") === "dots" ? "dots" : "",
    sort: ["relation", "from", "to"].includes(asked.get("sort")) ? asked.get("sort") : "",
  };
}

const NAMES = {
  up: ["up", -1], down: ["down", 2], selected: ["sel", ""], edge: ["edge", ""], task: ["task", ""], opened: ["open", ""],
  only: ["only", false], by: ["by", "level"], province: ["prov", ""], first: ["y1", 0], last: ["y2", 0],
  status: ["st", ""], on: ["on", ""], lang: ["lang", "vi"], agency: ["agency", ""], count: ["count", "34"],
  late: ["late", false], group: ["group", "agency"], from: ["from", ""], to: ["to", ""], directive: ["dir", ""],
  cell: ["cell", ""], part: ["part", ""], sort: ["sort", ""],
};

export function address(state) {
  const asked = new URLSearchParams();
  if (state.view !== "home" && !(state.view === "map" && state.roots.length)) asked.set("v", state.view);
  for (const root of state.roots) asked.append("root", root);
  for (const [name, [short_, usual]] of Object.entries(NAMES)) {
    if (state[name] !== usual) asked.set(short_, state[name] === true ? "1" : String(state[name]));
  }
  if (state.hidden.length) asked.set("hide", state.hidden.join(","));
  const text = asked.toString();
  return text ? `/?${text}` : "/";
}

export let state = read();
let show = () => {};

export function listen(function_) {
  show = function_;
  addEventListener("popstate", () => {
    const before = state;
    state = read();
    show(state, before);
  });
}

// Change the state; `quiet` puts it into the address without a step for Back.
export function go(changes, { quiet = false } = {}) {
  const before = state;
  state = { ...state, ...changes };
  const to = address(state);
  if (to !== location.pathname + location.search) history[quiet ? "replaceState" : "pushState"](null, "", to);
  show(state, before);
}

export function link(changes) {
  return address({ ...state, ...changes });
}

// What stays when another screen is opened: day and language.
export function fresh(changes) {
  return { ...read(""), on: state.on, lang: state.lang, ...changes };
}

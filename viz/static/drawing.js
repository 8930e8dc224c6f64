// The picture in the page. The server draws its pieces; here each is put to its place and into its state, and of a
// new picture only the pieces that differ are drawn anew.

import { drawn, s } from "./dom.js";

const LAYERS = ["ground", "below", "above", "cards"];

export function drawing() {
  const root = s("svg", { class: "picture", role: "group" });
  const layers = Object.fromEntries(LAYERS.map((name) => [name, s("g")]));
  root.append(...Object.values(layers));
  let picture = null;
  let ground = "";
  let known = new Map();

  // All that is to be drawn and is not there yet, parsed in one go.
  function pieces(next) {
    const missing = next.pieces.filter(([key, markup]) => known.get(key)?.markup !== markup);
    const fresh = parsed(missing.map(([, markup]) => markup).join(""));
    missing.forEach(([key, markup], at) => {
      const base = fresh[at].getAttribute("class");
      known.set(key, { markup, element: fresh[at], base, classes: base });
    });
    known = new Map(next.pieces.map(([key]) => [key, known.get(key)]));
  }

  function put(next, label) {
    pieces(next);
    picture = next;
    if (ground !== next.ground) layers.ground.replaceChildren(...parsed(ground = next.ground));
    const cards = [];
    for (const [key, piece] of known) {
      const place = next.places[key];
      if (!place) continue;
      cards.push(piece.element);
      set(piece.element, "transform", `translate(${place.x} ${place.y})`);
    }
    settle(layers.cards, cards);
    const { width, height } = next;
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${width} ${height}`, width, height, "aria-label": label })) set(root, name, String(value));
  }

  // What is chosen, what belongs to it, what is filtered out: `joined` in viz/svg.py has the same rule for files.
  function mark({ selected, edge, status, hidden }) {
    const near = joined(picture, selected);
    const [citing, cited, relation] = edge.split("|");
    const open = `${cited}|${citing}|${relation}`;
    const filtered = new Set(status ? picture.cards.filter((each) => each.glance.key !== status).map((each) => each.id) : []);
    const [below, above] = [[], []];
    for (const line of picture.lines) {
      const key = `${line.source}|${line.target}|${line.kind}`;
      const piece = known.get(key);
      const on = near.size && (line.source === selected || line.target === selected);
      (on ? above : below).push(piece.element);
      dress(piece, on ? "on" : near.size ? "off" : "", key === open ? "open" : "");
      const display = hidden.includes(line.kind) ? "none" : "";
      if (piece.element.style.display !== display) piece.element.style.display = display;
    }
    settle(layers.below, below);
    settle(layers.above, above);
    for (const [key, piece] of known) {
      if (!picture.places[key]) continue;
      const dim = (near.size && !near.has(key) && piece.base !== "fold") || filtered.has(key);
      dress(piece, near.size && key === selected ? "selected" : dim ? "dim" : "");
    }
  }

  return { root, put, mark };
}

function parsed(markup) {
  return [...drawn(`<svg xmlns="http://www.w3.org/2000/svg">${markup}</svg>`).children];
}

function joined(picture, selected) {
  const found = new Set();
  if (!picture.places[selected]) return found;
  found.add(selected);
  for (const card of picture.cards) if (card.seed) found.add(card.id);
  for (const line of picture.lines) {
    if (line.source === selected || line.target === selected) found.add(line.source).add(line.target);
  }
  return found;
}

function dress(piece, ...states) {
  const classes = [piece.base, ...states].filter(Boolean).join(" ");
  if (classes === piece.classes) return;
  piece.classes = classes;
  piece.element.setAttribute("class", classes);
}

function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

// The children of a layer in their order; what stays in order is not touched, so it keeps the focus.
function settle(layer, wanted) {
  const kept = new Set(wanted);
  for (const each of [...layer.children]) if (!kept.has(each)) each.remove();
  let at = layer.firstChild;
  for (const each of wanted) {
    if (each === at) at = at.nextSibling;
    else layer.insertBefore(each, at);
  }
}

// Elements from text: nothing that comes from a document is ever parsed as markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, said] of Object.entries(value)) element.style.setProperty(key, said);
    else if (name === "value" || name === "checked") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== false));
  return element;
}

export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

export function s(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

export function icon(name, classes = "") {
  return s("svg", { class: `ic ${classes}`, "aria-hidden": "true" }, s("use", { href: `#${name}` }));
}

const STROKES = { solid: "", dotted: "1.5 4", "dash-dot": "8 3 1.5 3", "short-dash": "5 4", "long-dash": "12 5" };

// A sample of a relation's stroke, as the legend has it.
export function sample(stroke, classes = "") {
  const line = { fill: "none", stroke: "currentColor" };
  const inside =
    stroke === "double"
      ? [s("path", { d: "M3 2.4h23M3 5.6h23M3 0v8", "stroke-width": 1.4, ...line })]
      : [s("path", { d: "M1 4h24", "stroke-width": 2, "stroke-dasharray": STROKES[stroke] || null,
          "stroke-linecap": stroke === "dotted" ? "round" : null, ...line })];
  return s("svg", { class: `sample ${classes}`, viewBox: "0 0 26 8", "aria-hidden": "true" }, inside);
}

// Markup that our own server drew: parsed as SVG, where an error is an error and scripts of a page do not exist.
export function drawn(text) {
  const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (root.nodeName !== "svg") throw new Error("not an SVG");
  return document.importNode(root, true);
}

export function clear(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
  return element;
}

export function say(text) {
  document.getElementById("live").textContent = text;
}

export function save(name, type, text) {
  const url = URL.createObjectURL(text instanceof Blob ? text : new Blob([text], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

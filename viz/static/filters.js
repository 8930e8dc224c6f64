// The bar above a diagram: whose line, how far, which part, as of which day.

import { h, icon } from "./dom.js";
import { go, state } from "./state.js";
import { day, t, today } from "./words.js";

function stepper(name, value, least) {
  const words = value < 0 ? t("map.all") : t("map.steps", { count: value });
  const less = value < 0 ? 4 : value - 1;
  const more = value < 0 ? -1 : least < 0 && value >= 5 ? -1 : value + 1;
  return [h("span", { class: "label" }, t(`map.${name}`)),
    h("span", { class: "step", role: "group", "aria-label": t(`map.${name}`) },
      h("button", { type: "button", "aria-label": t("map.less"), disabled: value === 0, onclick: () => go({ [name]: less }) }, "−"),
      h("b", {}, words),
      h("button", { type: "button", "aria-label": t("map.more"), disabled: value < 0 || value >= 20, onclick: () => go({ [name]: more }) }, "+"))];
}

export function chosen(label, value, options, change) {
  return h("label", { class: "chip low" }, h("span", { class: "label" }, label),
    h("select", { onchange: (event) => change(event.target.value) }, options.map(([key, words]) => h("option", { value: key, selected: key === value }, words))));
}

export function dayField(label, change = (on) => go({ on })) {
  const on = state.on || today();
  return h("label", { class: "chip low day" }, h("span", { class: "label" }, label), h("b", { "aria-hidden": "true" }, day(on)), icon("i-dn", "small"),
    h("input", { type: "date", value: on, "aria-label": label, onchange: (event) => change(event.target.value === today() ? "" : event.target.value), onclick: (event) => event.target.showPicker?.() }));
}

function yearsChip(now, years) {
  const pick = (name, label, usual) => h("select", { "aria-label": t(label), onchange: (event) => go({ [name]: Number(event.target.value) || 0 }) },
    [["", usual], ...years.map((each) => [String(each), String(each)])].map(([key, words]) => h("option", { value: key, selected: key === String(now[name] || "") }, words)));
  return h("span", { class: "chip low" }, h("span", { class: "label" }, t("map.years")), pick("first", "map.from", String(years[0] || "–")), "–", pick("last", "map.to", String(years[years.length - 1] || "–")));
}

export function filters(picture, now) {
  const seeds = picture.cards.filter((each) => each.seed);
  const provinces = [...new Set(picture.cards.map((each) => each.province).filter(Boolean))].sort((a, b) => a.localeCompare(b, "vi"));
  if (now.province && !provinces.includes(now.province)) provinces.push(now.province);
  const years = [...new Set(picture.cards.map((each) => (each.date.match(/\d{4}/) || [])[0]).filter(Boolean))].map(Number).sort();
  for (const each of [now.first, now.last]) if (each && !years.includes(each)) years.push(each);
  const statuses = [...new Map(picture.cards.map((each) => [each.glance.key, each.word]))];
  if (now.status && !statuses.some(([key]) => key === now.status)) statuses.push([now.status, now.status]);
  const any = [["", t("map.any")]];
  return h("div", { class: "bar filters" },
    h("span", { class: "label" }, t("map.of")),
    seeds.map((each) => h("span", { class: "chip low seed" }, each.number,
      seeds.length > 1 ? h("button", { type: "button", "aria-label": t("map.remove", { number: each.number }), onclick: () => go({ roots: now.roots.filter((root) => root !== each.id && picture.cards.find((card) => card.id === each.id) && root !== each.number) }) }, icon("i-x", "small")) : null)),
    h("span", { class: "divide" }), stepper("up", now.up, -1), stepper("down", now.down, 0), h("span", { class: "divide" }),
    chosen(t("map.province"), now.province, [...any, ...provinces.map((each) => [each, each])], (province) => go({ province })),
    yearsChip(now, years),
    chosen(t("map.status"), now.status, [...any, ...statuses], (status) => go({ status })),
    dayField(t("map.on")),
    h("div", { class: "right" },
      h("div", { class: "seg soft-on low", role: "group", "aria-label": t("map.by") }, ["level", "time"].map((by) =>
        h("button", { type: "button", "aria-pressed": String(now.by === by), onclick: () => go({ by }) }, t(`map.${by}`)))),
      h("button", { type: "button", class: "switch", role: "switch", "aria-checked": String(now.only), disabled: !now.selected, onclick: () => go({ only: !now.only }) }, h("i"), t("map.only"))));
}


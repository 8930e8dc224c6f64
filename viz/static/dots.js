// Every document of a store on one canvas: a column a level, oldest first. Lines are drawn when it stands still.

import { ask } from "./ask.js";
import { h } from "./dom.js";
import { fresh, go } from "./state.js";
import { count as count_, t } from "./words.js";

const COLUMN = 300;
const MOST_IN_ROW = 400;
const HEAD = 34;
const NAMED = 28; // the height of a row that has its number
const FONT = '"Noto Sans", "Segoe UI", Roboto, Arial, sans-serif';

export async function dots(main) {
  const found = await ask("dots");
  const canvas = h("canvas", { class: "dots", tabindex: "0", role: "img", "aria-label": t("overview.dots") });
  const drawn = found.pairs.length / 2;
  const rest = found.relations > drawn ? ` ${t("overview.dots.cut", { drawn: count_(drawn), count: count_(found.relations) })}` : "";
  const told = t("overview.dots.hint") + rest;
  const hint = h("p", { class: "dots-hint" }, told);
  const zoom = (factor) => () => scale(factor, canvas.clientWidth / 2, canvas.clientHeight / 2);
  main.append(h("div", { class: "dots-box" }, canvas, hint, h("div", { class: "zoom" }, h("button", { type: "button", class: "square", "aria-label": t("overview.zoom_in"), onclick: zoom(1.4) }, "+"), h("button", { type: "button", class: "square", "aria-label": t("overview.zoom_out"), onclick: zoom(1 / 1.4) }, "−"))));
  const count = found.ids.length;
  const xs = new Float32Array(count);
  const ys = new Float32Array(count);
  const sizes = found.levels.reduce((all, level) => { all[level] += 1; return all; }, [0, 0, 0, 0, 0, 0]);
  let plan = null;

  // Levels beside each other, on a phone beneath each other. A small store has large dots with their numbers.
  function arrange() {
    const stacked = canvas.clientWidth < 600;
    const most = stacked ? count : Math.max(...sizes);
    const named = most <= (stacked ? 60 : 40);
    const inRow = named ? (stacked ? 2 : Math.ceil(most / 20)) : Math.max(5, Math.min(MOST_IN_ROW, Math.ceil(Math.sqrt(most) * (stacked ? 0.85 : 0.6))));
    const [across, down] = [COLUMN / inRow, named ? NAMED : COLUMN / inRow];
    const tops = [0];
    for (let level = 1, y = HEAD; level <= 6; level += 1) {
      tops.push(y);
      if (stacked) y += Math.ceil((sizes[level] || 0) / inRow) * down + HEAD;
    }
    const filled = [0, 0, 0, 0, 0, 0];
    for (let each = 0; each < count; each += 1) {
      const level = found.levels[each];
      const place = filled[level]++;
      xs[each] = (stacked ? 0 : (level - 1) * (COLUMN + 60)) + (named ? (place % inRow) * across + 8 : ((place % inRow) + 0.5) * across);
      ys[each] = tops[level] + (Math.floor(place / inRow) + 0.5) * down;
    }
    plan = { stacked, named, tops, across, gap: named ? 16 : across, left: (level) => (stacked ? 0 : (level - 1) * (COLUMN + 60)),
      width: stacked ? COLUMN : 5 * (COLUMN + 60), height: stacked ? tops[6] : Math.ceil(most / inRow) * down + 2 * HEAD };
  }

  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const levels = [1, 2, 3, 4, 5].map((each) => colour(`--l${each}`));
  const bad = colour("--bad");
  const warn = colour("--warn");
  const edge = colour("--edge");
  const ink = colour("--ink2");
  const ground = colour("--bg");
  const view = { x: 0, y: 0, k: 1 };
  let moving = false;
  let timer = 0;
  let asked = false;
  const stats = { frames: [], done: 0 };
  window.__dots = stats;

  function fit() {
    arrange();
    const [wide, high] = [canvas.clientWidth / (plan.width + 40), (canvas.clientHeight - (plan.stacked ? 60 : 0)) / plan.height];
    // Names that would be too small to be read are scrolled.
    view.k = plan.stacked && plan.named ? wide : Math.min(wide, high, 3);
    canvas.parentElement.style.setProperty("min-height", plan.stacked && plan.named ? `${Math.ceil(plan.height * view.k) + 60}px` : "");
    canvas.style.setProperty("touch-action", plan.stacked && plan.named ? "pan-y" : "");
    view.x = Math.min(20, 40 * view.k);
    view.y = 10;
    canvas.width = canvas.clientWidth * devicePixelRatio;
    canvas.height = canvas.clientHeight * devicePixelRatio;
  }

  // The heads of the columns in the longest form that leaves each its room.
  function heads(pen) {
    const forms = ["levels", "level", ""].map((names) => sizes.map((number, level) => `${names && level ? `${t(`${names}.${level}`)} · ` : ""}${count_(number)}`));
    return plan.stacked ? forms[0] : forms.find((form) => form.every((each) => pen.measureText(each).width <= COLUMN + 40)) || forms[2];
  }

  // The numbers beside their dots, on the ground of the page so that no line runs through them.
  function names(pen) {
    pen.font = `${12 / view.k}px ${FONT}`;
    const room = plan.across - 26;
    for (let each = 0; each < count; each += 1) {
      let words = found.numbers[each];
      while (words.length > 2 && pen.measureText(words).width > room) words = `${words.replace(/…$/, "").slice(0, -1)}…`;
      const [x, y] = [xs[each] + 15, ys[each] + 4 / view.k];
      pen.fillStyle = ground;
      pen.fillRect(x - 2, y - 11 / view.k, pen.measureText(words).width + 4, 14 / view.k);
      pen.fillStyle = ink;
      pen.fillText(words, x, y);
    }
  }

  function paint() {
    asked = false;
    const begun = performance.now();
    const pen = canvas.getContext("2d");
    pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    pen.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
    pen.translate(view.x, view.y);
    pen.scale(view.k, view.k);
    if (!moving) {
      pen.strokeStyle = edge;
      pen.globalAlpha = Math.max(0.02, Math.min(0.5, 3000 / (found.pairs.length || 1)));
      pen.lineWidth = 0.6 / view.k;
      pen.beginPath();
      for (let each = 0; each < found.pairs.length; each += 2) {
        const [one, two] = [found.pairs[each], found.pairs[each + 1]];
        pen.moveTo(xs[one], ys[one]);
        pen.lineTo(xs[two], ys[two]);
      }
      pen.stroke();
      pen.globalAlpha = 1;
    }
    const size = plan.named ? 9 : Math.min(plan.gap * 0.7, Math.max(plan.gap * 0.3, 2.2 / view.k));
    for (const [group, shade] of [["", null], ["shaky", warn], ["ended", bad]]) {
      for (let level = 1; level <= 5; level += 1) {
        pen.fillStyle = shade || levels[level - 1];
        for (let each = 0; each < count; each += 1) {
          if (found.levels[each] !== level) continue;
          const own = found.groups[each];
          if (group ? own === group : own !== "shaky" && own !== "ended") pen.fillRect(xs[each] - size / 2, ys[each] - size / 2, group === "ended" ? size * 1.6 : size, size);
        }
      }
    }
    pen.fillStyle = ink;
    pen.font = `${13 / view.k}px ${FONT}`;
    heads(pen).forEach((words, level) => level && pen.fillText(words, plan.left(level), plan.tops[level] - 10));
    if (plan.named) names(pen);
    stats.frames.push(performance.now() - begun);
    if (!moving) stats.done = performance.now();
  }

  function draw(move) {
    moving = move;
    clearTimeout(timer);
    if (move) timer = setTimeout(() => draw(false), 120);
    if (!asked) { asked = true; requestAnimationFrame(paint); }
  }

  function scale(factor, x, y) {
    view.x = x - (x - view.x) * factor;
    view.y = y - (y - view.y) * factor;
    view.k *= factor;
    draw(true);
  }

  function near(event) {
    const box = canvas.getBoundingClientRect();
    const x = (event.clientX - box.left - view.x) / view.k;
    const y = (event.clientY - box.top - view.y) / view.k;
    let best = -1;
    let least = (plan.named ? 14 : 8 / view.k) ** 2;
    for (let each = 0; each < count; each += 1) {
      const past = Math.max(0, x - xs[each] - (plan.named ? plan.across - 24 : 0));
      const far = (x < xs[each] ? xs[each] - x : past) ** 2 + (ys[each] - y) ** 2;
      if (far < least) { least = far; best = each; }
    }
    return best;
  }

  let from = null;
  canvas.addEventListener("pointerdown", (event) => { from = { x: event.clientX, y: event.clientY, moved: false }; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointermove", (event) => {
    if (!from) { const each = near(event); hint.textContent = each >= 0 ? `${found.numbers[each]} · ${found.days[each]}` : told; return; }
    if (Math.abs(event.clientX - from.x) + Math.abs(event.clientY - from.y) > 3) from.moved = true;
    view.x += event.movementX;
    view.y += event.movementY;
    draw(true);
  });
  canvas.addEventListener("pointerup", (event) => {
    const each = from && !from.moved ? near(event) : -1;
    from = null;
    if (each >= 0) go(fresh({ view: "map", roots: [found.ids[each]] }));
  });
  canvas.addEventListener("wheel", (event) => { event.preventDefault(); const box = canvas.getBoundingClientRect(); scale(event.deltaY < 0 ? 1.15 : 1 / 1.15, event.clientX - box.left, event.clientY - box.top); }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[event.key];
    if (step) { event.preventDefault(); view.x += step[0]; view.y += step[1]; draw(true); } else if (event.key === "+") zoom(1.4)(); else if (event.key === "-") zoom(1 / 1.4)();
  });
  new ResizeObserver(() => { fit(); draw(false); }).observe(canvas);
  fit();
  paint();
}

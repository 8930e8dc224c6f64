// Moving in the diagram by keys: one tab stop, arrows along citations and inside a column.

export function focusable(svg) {
  return [...svg.querySelectorAll(".card, .fold, .work")];
}

function placeOf(picture, id) {
  return picture.places[id];
}

function nearest(picture, ids, y) {
  return ids.map((id) => [Math.abs(placeOf(picture, id).y - y), id]).sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1))[0]?.[1];
}

function along(picture, id, forwards) {
  const ends = picture.lines.filter((line) => (forwards ? line.source : line.target) === id).map((line) => (forwards ? line.target : line.source));
  const own = placeOf(picture, id);
  const there = [...new Set(ends)].filter((each) => placeOf(picture, each));
  const beyond = there.filter((each) => (forwards ? placeOf(picture, each).x > own.x : placeOf(picture, each).x < own.x));
  return nearest(picture, beyond.length ? beyond : there, own.y);
}

function inColumn(picture, id, step) {
  const own = placeOf(picture, id);
  const column = Object.values(picture.places).filter((each) => each.column === own.column).sort((a, b) => a.y - b.y);
  const at = column.findIndex((each) => each.id === id);
  if (step === "first") return column[0].id;
  if (step === "last") return column[column.length - 1].id;
  return column[at + step]?.id;
}

export function diagramKeys(event, picture, does) {
  const node = event.target.closest?.("[data-id]");
  if (!node || !picture?.places[node.dataset.id]) return;
  const id = node.dataset.id;
  const moves = {
    ArrowLeft: () => along(picture, id, false), ArrowRight: () => along(picture, id, true),
    ArrowUp: () => inColumn(picture, id, -1), ArrowDown: () => inColumn(picture, id, 1),
    Home: () => inColumn(picture, id, "first"), End: () => inColumn(picture, id, "last"),
  };
  if (moves[event.key]) {
    event.preventDefault();
    const to = moves[event.key]();
    const next = to && event.currentTarget.querySelector(`[data-id="${CSS.escape(to)}"]`);
    if (next) {
      node.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (node.classList.contains("fold")) does.unfold(id.slice(1));
    else if (node.classList.contains("work")) {
      const work = picture.work.find((each) => each.id === id);
      if (work?.document) does.task(work.document, work.tasks[0]?.[0] || "");
    } else does.select(id);
  }
}

"""How fast the explorer is in headless Chromium: `python bench/bench_explorer.py [--documents N] [--store PATH]`.

Lines of 50 and 300 documents from the address to a picture at rest, a card selected, words searched; then a synthetic
store as dots on one canvas: the first time a day is asked for, again, moved and zoomed, and the memory of its process.
Browser, server and this script share the machine. `--store` takes a store that holds the synthetic graph already.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench_http import build
from playwright.sync_api import Browser, Page, sync_playwright
from synthetic import SyntheticGraph

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.cases import DAY, SIZES, cases
from tests.browser.conftest import ARGUMENTS, chromium, ready, start, stop

ROUNDS = 7
SELECTED = """async () => {
  const cards = [...document.querySelectorAll('.picture .card:not(.selected)')];
  const card = cards[Math.floor(cards.length / 2)];
  const begun = performance.now();
  card.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  const shown = () => !document.querySelector('main').hasAttribute('aria-busy')
    && document.querySelector('.panel')?.dataset.id === card.dataset.id && document.querySelector('.panel-body');
  while (!shown()) await new Promise((done) => requestAnimationFrame(done));
  return performance.now() - begun;
}"""
SEARCHED = """async (words) => {
  const input = document.querySelector('#search');
  input.value = words;
  const begun = performance.now();
  input.dispatchEvent(new Event('input'));
  const shown = () => document.querySelector('.results')?.dataset.words === words.trim();
  while (!shown()) await new Promise((done) => setTimeout(done, 4));
  return performance.now() - begun;
}"""
MOVED = """async () => {
  const canvas = document.querySelector('canvas.dots');
  const send = (name, more) => canvas.dispatchEvent(new PointerEvent(name, { pointerId: 1, bubbles: true, ...more }));
  canvas.setPointerCapture = () => {};
  const frames = [];
  let last = performance.now();
  const frame = async (act) => {
    act();
    await new Promise((done) => requestAnimationFrame(done));
    const now = performance.now();
    frames.push(now - last);
    last = now;
  };
  send('pointerdown', { clientX: 400, clientY: 400 });
  for (let at = 0; at < 60; at += 1)
    await frame(() => send('pointermove', { clientX: 400 + at * 3, clientY: 400 + at, movementX: 3, movementY: 1 }));
  send('pointerup', { clientX: 600, clientY: 460 });
  for (let at = 0; at < 40; at += 1)
    await frame(() => canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: at % 20 < 10 ? -1 : 1, clientX: 500,
      clientY: 400, cancelable: true })));
  return { frames, paints: window.__dots.frames.slice(-100) };
}"""


def main() -> None:
    """Serve, look, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=20_000)
    options.add_argument("--store", type=Path, help="a store that holds the graph already")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as made, sync_playwright() as play:
        folder = Path(made)
        browser = play.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        cases(folder / "cases.db")
        _served(folder / "cases.db", folder, lambda address: _lines(browser, address))
        store = chosen.store or folder / "synthetic.db"
        if not store.exists():
            build(SyntheticGraph(chosen.documents), store)
        _served(store.resolve(), folder, lambda address: _dots(browser, address))
        browser.close()


def _served(store: Path, folder: Path, look: Callable[[str], None]) -> None:
    process, address = start(str(store), folder, Path(sys.executable))
    try:
        look(address)
    finally:
        stop(process)


def _opened(browser: Browser, address: str) -> tuple[Page, float]:
    """A page in a fresh profile, and the milliseconds from its address to a screen at rest."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    ready(page)
    return page, page.evaluate("performance.now()")


def _lines(browser: Browser, address: str) -> None:
    for size in SIZES[1:]:
        at = f"{address}/?root=line-{size}&down=9&open=12345&on={DAY}"
        shown, selected = [], []
        for _ in range(ROUNDS):
            page, time = _opened(browser, at)
            shown.append(time)
            selected.append(page.evaluate(SELECTED))
            page.context.close()
        _tell(f"a line of {size} documents, address to picture at rest", shown)
        _tell("  a card selected, its panel shown", selected)
    page, _ = _opened(browser, address)
    for words in ("300-CT/TW", "quy che dan van"):
        _tell(f"search of {words!r}", [page.evaluate(SEARCHED, words[:at]) for at in range(len(words) - 5, len(words))])
    page.context.close()


def _dots(browser: Browser, address: str) -> None:
    at = f"{address}/?v=overview&part=dots"
    page, first = _opened(browser, at)
    nodes, pairs = page.evaluate(
        "fetch('/view/dots').then((a) => a.json()).then((a) => [a.ids.length, a.pairs.length / 2])"
    )
    page.context.close()
    print(f"overview of {nodes:,} documents and {pairs:,.0f} relations")
    _tell("  first time that the store is asked, all documents judged", [first])
    again = []
    for _ in range(ROUNDS):
        page, time = _opened(browser, at)
        again.append(time)
        if len(again) < ROUNDS:
            page.context.close()
    _tell("  address to picture at rest", again)
    moved = page.evaluate(MOVED)
    _tell("  a frame while it is moved and zoomed", moved["frames"])
    _tell("  of which drawing", moved["paints"])
    print(f"  memory of the page's process, its own: {_memory(browser, page):.0f} MB")
    page.context.close()


def _memory(browser: Browser, page: Page) -> float:
    """MB that the largest renderer holds for itself alone, after a collection of garbage."""
    page.context.new_cdp_session(page).send("HeapProfiler.collectGarbage")
    found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return max(_private(each["id"]) for each in found if each["type"] == "renderer") / 1024


def _private(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def _tell(what: str, times: list[float]) -> None:
    print(f"{what}: median {statistics.median(times):,.0f} ms, worst {max(times):,.0f} ms of {len(times)}")


if __name__ == "__main__":
    main()

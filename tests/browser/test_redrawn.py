"""Only what a step changes is drawn anew: afterwards the page shows what its address shows in a fresh profile, and
what the file of the same picture shows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.cases import DAY
from tests.browser.conftest import PLAN, ROOT_LINE, OpenPage, ready

PIECES = """(root) => [...root.querySelectorAll('.edge, .card, .fold, .work')].map((each) => [
  each.dataset.id || [each.dataset.source, each.dataset.target, each.dataset.kind].join('|'),
  [...each.classList].filter((name) => !['near', 'open'].includes(name)).sort().join(' '),
  each.getAttribute('transform'),
  [...each.childNodes].map((child) => new XMLSerializer().serializeToString(child)).join('')])"""
SHOWN = f"() => ({PIECES})(document.querySelector('svg.picture'))"
IN_FILE = f"""async () => {{
  const link = document.querySelector('.menu a[download="luocdo.svg"]');
  const text = (await (await fetch(link.href)).text()).replace(/<style>.*<.style>/s, '');
  return ({PIECES})(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement);
}}"""
DRAWN = "() => document.querySelector('svg.picture').outerHTML"
SECOND = "407-qd-tu.binh-dinh.2021-09-30"
CASES = f"root=line-50&down=9&open=12345&on={DAY}"
STEPS: dict[str, tuple[str, ...]] = {
    "a card": ('[data-id="{0}"]',),
    "another after it": ('[data-id="{0}"]', '[data-id="{1}"]'),
    "taken back": ('[data-id="{0}"]', '[data-id="{0}"]'),
    "a relation after it": ('[data-id="{0}"]', "panel .rel-row >> nth=1"),
    "a fold": (".fold",),
    "a relation hidden": ('[data-id="{0}"]', "foot button.legend >> nth=0"),
    "only the line": ('[data-id="{0}"]', "bar .switch"),
    "by time and back": ("bar [aria-pressed=false] >> nth=0", '[data-id="{0}"]', "bar [aria-pressed=false] >> nth=0"),
}
"""What is pressed one after the other: a thing of the diagram, of the panel, of the foot or of the bar above."""


def pressed(page: Page, step: str) -> None:
    room, _, rest = step.partition(" ")
    rooms = {"panel": ".panel ", "foot": ".foot ", "bar": ".filters .right "}
    chosen = rooms[room] + rest if room in rooms else f".picture {step}"
    turn = page.get_attribute("main", "data-ready")
    page.locator(chosen).first.dispatch_event("click")
    page.wait_for_function("(turn) => document.querySelector('main').dataset.ready !== turn", arg=turn)
    ready(page)


@pytest.mark.parametrize("steps", STEPS)
def test_what_is_redrawn_is_what_a_link_and_a_file_show(visit: OpenPage, steps: str) -> None:
    page = visit(f"/?{ROOT_LINE}")
    cards = [each["id"] for each in page.evaluate("window.__picture.cards")]
    second = SECOND if SECOND in cards else next(each for each in cards[::-1] if each != PLAN)
    for step in STEPS[steps]:
        pressed(page, step.format(PLAN, second))
    again = visit(page.evaluate("location.pathname + location.search"))
    assert page.evaluate(DRAWN) == again.evaluate(DRAWN)
    again.click("[aria-haspopup=true]")
    in_file = {each[0]: each[1:] for each in again.evaluate(IN_FILE)}
    assert {each[0]: each[1:] for each in again.evaluate(SHOWN)} == in_file
    page.go_back()
    ready(page)
    page.go_forward()
    ready(page)
    page.wait_for_timeout(100)
    ready(page)
    assert page.evaluate(DRAWN) == again.evaluate(DRAWN)


def test_cards_that_stay_as_they_are_are_not_drawn_anew(visit: OpenPage, cases_address: str) -> None:
    page = visit(f"/?{CASES}&sel=line-50.010", at=cases_address)
    page.evaluate("document.querySelectorAll('.picture .card').forEach((each) => { each.marked = true; })")
    pressed(page, '[data-id="line-50.020"]')
    fresh = "[...document.querySelectorAll('.picture .card')].filter((each) => !each.marked).map((e) => e.dataset.id)"
    assert sorted(page.evaluate(fresh)) == ["line-50.010", "line-50.020"]
    rows = visit(f"/?{CASES}&sel=line-50.020&v=table", at=cases_address).locator(".grid tbody tr").count()
    assert page.locator(".picture .edge:not([data-kind=ASSIGNS])").count() == rows

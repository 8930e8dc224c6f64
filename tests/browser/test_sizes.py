"""Lines of 15, 50 and 300 documents with the longest words there are, on screens of every width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.cases import DAY, SIZES
from tests.browser.conftest import OpenPage

SMALL = """() => [...document.querySelectorAll('body *')].filter((each) =>
  [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
  && !['SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION', 'TITLE'].includes(each.tagName.toUpperCase())
  && parseFloat(getComputedStyle(each).fontSize) < 12).map((each) => each.outerHTML.slice(0, 80))"""
LABELS = """() => {
  const bad = [];
  for (const card of document.querySelectorAll('.picture .card, .picture .work, .picture .fold')) {
    const bodies = [...card.querySelectorAll('.body')].map((each) => each.getBoundingClientRect());
    const ends = (side, most) => most(...bodies.map((each) => each[side]));
    const box = { left: ends('left', Math.min), right: ends('right', Math.max) };
    const texts = [...card.querySelectorAll('text')].map((each) => [each.getBoundingClientRect(), each.textContent]);
    for (const [one, words] of texts) {
      if (one.right > box.right + 1 || one.left < box.left - 1) bad.push('out: ' + words);
      for (const [two, other] of texts) {
        if (words < other && one.right > two.left + 0.5 && two.right > one.left + 0.5
            && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 6) bad.push([words, other]);
      }
    }
  }
  return bad;
}"""
CUT = """() => [...document.querySelectorAll('.tree-row b, .tree-rel')].filter((each) =>
  each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline')
  .map((each) => each.textContent)"""


def opened(visit: OpenPage, at: str, size: int, width: int) -> Page:
    return visit(f"/?root=line-{size}&down=9&open=12345&on={DAY}", at=at, width=width)


@pytest.mark.parametrize("width", [1024, 1440, 1920])
@pytest.mark.parametrize("size", SIZES)
def test_labels_stay_in_their_cards(visit: OpenPage, cases_address: str, size: int, width: int) -> None:
    page = opened(visit, cases_address, size, width)
    picture = page.evaluate("window.__picture")
    assert picture["shown"] + picture["folded"] == size
    assert page.evaluate(LABELS) == []
    assert page.evaluate(SMALL) == []
    for line in picture["lines"]:
        for (x0, y0), (x1, y1) in zip(line["points"], line["points"][1:], strict=False):
            for box in picture["places"].values():
                wide = min(x0, x1) < box["x"] + box["width"] and max(x0, x1) > box["x"]
                assert not (wide and min(y0, y1) < box["y"] + box["height"] and max(y0, y1) > box["y"]), line["kind"]


@pytest.mark.parametrize("size", SIZES)
def test_a_phone_shows_the_same_documents_as_a_tree(visit: OpenPage, cases_address: str, size: int) -> None:
    page = opened(visit, cases_address, size, 390)
    picture = page.evaluate("window.__picture")
    assert page.locator(".tree-row").count() == picture["shown"]
    assert page.evaluate(CUT) == []
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_two_loads_have_the_same_places(visit: OpenPage, cases_address: str) -> None:
    one, two = (opened(visit, cases_address, 300, 1440).evaluate("window.__picture.places") for _ in range(2))
    assert one == two

"""What is measured on a drawn page: words that are too small, that leave their card, meet others or are cut; lines
that run under a card."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

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


def under_cards(picture: dict[str, Any]) -> list[tuple[str, str]]:
    """The lines of a picture that run through the inside of a card: their kind, and the card."""
    found = []
    for line in picture["lines"]:
        for (x0, y0), (x1, y1) in pairwise(line["points"]):
            for id_, box in picture["places"].items():
                wide = min(x0, x1) < box["x"] + box["width"] and max(x0, x1) > box["x"]
                if wide and min(y0, y1) < box["y"] + box["height"] and max(y0, y1) > box["y"]:
                    found.append((line["kind"], id_))
    return found

"""The page of its own: what it may do is written into it, and nothing of a document is taken for markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from html.parser import HTMLParser

import pytest

from luocdo.graph.model import AgencyRef
from luocdo.viz.page import MOST, PageError, lineage_page
from luocdo.viz.scene import Ask
from tests.viz.test_svg import HOSTILE, PLAN, ROOT, WORK

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@pytest.fixture
def page(graph):
    hostile = {"number": HOSTILE, "title": HOSTILE, "issuer": (AgencyRef("x", HOSTILE),)}
    store = graph({"d": ROOT, "p": PLAN | hostile}, [("p", "IMPLEMENTS", "d", {"quote": HOSTILE})], WORK)
    return lineage_page(store, Ask(("d",), on="2026-11-22"))


class Met(HTMLParser):
    """The elements and attributes of a page as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}


def markup(html: str) -> str:
    """The page without its scripts and styles."""
    return re.sub(r"<style>.*?</style>", "", SCRIPT.sub("", html), flags=re.DOTALL)


def test_only_the_scripts_named_by_their_hash_may_run(page) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page.html)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe-inline" not in policy[1].split("style-src")[0]
    for script in SCRIPT.findall(page.html):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy[1]


def test_nothing_of_a_document_is_markup(page) -> None:
    met = Met(page.html)
    assert not met.tags & {"img", "a", "iframe", "link", "object", "form", "base"}
    assert not [name for name in met.names if name.startswith("on")]
    data = SCRIPT.findall(page.html)[-1]
    assert "<script>" not in data, "inside a script no tag of a document may stand as it is"
    assert "\\u003cscript\\u003ealert(1)" in data


def test_titles_stay_text_whatever_letters_they_hold(page) -> None:
    """pyvis writes all titles into the page as markup once one of them holds `href`."""
    assert "popup" not in SCRIPT.findall(page.html)[-1]


def test_it_asks_for_nothing(page) -> None:
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page.html)
    assert "cdn." not in markup(page.html)


def test_it_says_its_language_and_holds_the_sentence(page) -> None:
    assert page.html.startswith('<!DOCTYPE html>\n<html lang="vi">')
    assert "&lt;script&gt;alert(1)" in page.html


def test_places_are_those_of_the_layout(graph) -> None:
    store = graph({"d": ROOT, "p": PLAN}, [("p", "IMPLEMENTS", "d")])
    script = SCRIPT.findall(lineage_page(store, Ask(("d",))).html)[-1]
    found = re.search(r"nodes = new vis\.DataSet\((\[.*?\])\);", script, re.DOTALL)
    assert found
    nodes = {each["id"]: each for each in json.loads(found[1])}
    assert nodes["d"]["x"] < nodes["p"]["x"]
    assert nodes["d"]["physics"] is False


def test_a_notebook_gets_a_frame_that_cannot_reach_out(page) -> None:
    frame = page._repr_html_()
    assert 'sandbox="allow-scripts"' in frame
    assert frame.count("<") == 2


def test_a_page_that_nobody_could_read_is_refused(graph) -> None:
    with pytest.raises(PageError, match=str(MOST)):
        lineage_page(graph({"d": ROOT}), Ask(("d",), most=MOST + 1))


def test_without_pyvis_it_says_what_to_install(graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyvis.network", None)
    with pytest.raises(PageError, match=r"luocdo\[viz\]"):
        lineage_page(graph({"d": ROOT}), Ask(("d",)))

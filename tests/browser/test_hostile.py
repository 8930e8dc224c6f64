"""Texts made to hurt: nothing of a number, title, issuer, file name, heading, sentence or address ever runs."""

from __future__ import annotations

import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.browser.cases import DAY, HOSTILE
from tests.browser.conftest import OpenPage, Watched, ready

LINE = f"root=hostile&on={DAY}"
SAFE = quote(HOSTILE, safe="")
SCREENS = {
    "map": f"/?{LINE}&sel=hostile-plan",
    "by time": f"/?{LINE}&by=time",
    "task": f"/?{LINE}&sel=hostile-plan&task=hostile-task",
    "table": f"/?{LINE}&v=table",
    "tasks": f"/?v=tasks&on={DAY}",
    "tasks by province": f"/?v=tasks&on={DAY}&group=province",
    "paths": "/?v=paths&from=hostile-plan&to=hostile",
    "overview": f"/?v=overview&on={DAY}",
    "dots": "/?v=overview&part=dots",
    "coverage": "/?v=overview&dir=hostile",
}
ADDRESSES = (
    f"/?root={SAFE}", f"/?root=hostile&sel={SAFE}", f"/?root=hostile&edge={SAFE}%7C{SAFE}%7CCITES",
    f"/?root=hostile&task={SAFE}", f"/?root=hostile&prov={SAFE}", f"/?v=tasks&agency={SAFE}&prov={SAFE}",
    f"/?v=paths&from={SAFE}&to={SAFE}", f"/?v=overview&dir={SAFE}", f"/?v=overview&cell=1:{SAFE}", f"/?{SAFE}#{SAFE}",
    "/?root=javascript:window.__ran%20=%20true",
)  # fmt: skip


def disturbed(page: Page) -> Page:
    """The page after a pointer was over all of it and every relation, card and row was pressed."""
    things = ".picture [data-id], .picture .edge, .tree-main, .grid td a, .task-line, .way a, .finding .row-head"
    count = min(page.locator(things).count(), 12)
    for at in range(count):
        each = page.locator(things).nth(at)
        if each.is_visible():
            each.hover(force=True, timeout=2000)
            each.dispatch_event("click")
            page.wait_for_timeout(30)
            ready(page)
    page.wait_for_timeout(100)
    return page


def unhurt(page: Page) -> None:
    """Nothing ran, and nothing of the texts became an element."""
    assert page.evaluate("window.__ran") is None
    assert page.locator("img[src=x], [onerror], a[href^='javascript:'], main script, .picture script").count() == 0


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_runs_on_any_screen(visit: OpenPage, cases_address: str, screen: str, width: int) -> None:
    page = visit(SCREENS[screen], at=cases_address, width=width)
    unhurt(page)
    unhurt(disturbed(page))


def test_texts_are_shown_as_they_are(visit: OpenPage, cases_address: str) -> None:
    page = visit(SCREENS["map"], at=cases_address)
    page.wait_for_selector(".panel .quote")
    assert page.inner_text(".panel .quote .verbatim") == HOSTILE
    assert HOSTILE in page.inner_text(".panel h2")
    page.click(".panel .acts .chip.dark")
    page.wait_for_selector("dialog .fulltext")
    assert page.inner_text("dialog .fulltext") == HOSTILE
    unhurt(page)


def test_nothing_of_an_address_runs(visit: OpenPage, cases_address: str) -> None:
    page = visit("/", at=cases_address)
    page.context.new_page()
    for address in ADDRESSES:
        # What is not in the store is said by the server with 404, which a console tells as an error.
        other = page.context.new_page()
        other.goto(cases_address + address)
        ready(other)
        unhurt(other)
        other.close()


def test_nothing_typed_or_dropped_runs(visit: OpenPage, cases_address: str) -> None:
    page = visit("/", at=cases_address)
    page.fill("#search", HOSTILE)
    page.wait_for_selector(".results")
    unhurt(page)
    page = visit("/?v=check", at=cases_address)
    draft = f"Kế hoạch\n{HOSTILE}\nCăn cứ Quyết định số 2-QĐ/TW ngày 01/01/2010 {HOSTILE};\n"
    page.set_input_files("#file", {"name": f"{HOSTILE}.txt", "mimeType": "text/plain", "buffer": draft.encode()})
    page.wait_for_selector(".finding")
    unhurt(disturbed(page))


@pytest.mark.parametrize("kind", ["svg", "html"])
def test_nothing_runs_in_what_is_taken_away(visit: OpenPage, cases_address: str, tmp_path: Path, kind: str) -> None:
    kept = tmp_path / f"luocdo.{kind}"
    urllib.request.urlretrieve(f"{cases_address}/view/picture.{kind}?{LINE}", kept)
    page = visit("/", at=cases_address).context.new_page()
    watched = Watched(page)
    page.goto(kept.as_uri())
    page.wait_for_timeout(300)
    for x in range(60, 1000, 90):
        for y in (120, 180, 260):
            page.mouse.move(x, y)
            page.mouse.click(x, y)
    page.wait_for_timeout(200)
    assert page.evaluate("window.__ran") is None
    assert page.locator("img, [onerror], a[href^='javascript:']").count() == 0
    assert (watched.faults, watched.foreign) == ([], [])

"""Lines of 15, 50 and 300 documents with the longest words there are, on screens of every width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.cases import DAY, SIZES
from tests.browser.conftest import OpenPage
from tests.browser.measures import CUT, LABELS, SMALL, under_cards


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
    assert under_cards(picture) == []


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

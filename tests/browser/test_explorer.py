"""What the explorer promises, in a real browser: tasks in one click, sentences that are verbatim, nothing hidden."""

from __future__ import annotations

import json
import re
import unicodedata
import urllib.request
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PLAN, ROOT_LINE, OpenPage, ready
from tests.browser.measures import LABELS, SMALL, under_cards

LINE = f"/?{ROOT_LINE}"
CHOSEN = f"{LINE}&sel={PLAN}"
SCREENS = {
    "home": "/",
    "map": CHOSEN,
    "by time": f"{LINE}&by=time",
    "table": f"{CHOSEN}&v=table",
    "tasks": "/?v=tasks",
    "paths": f"/?v=paths&from={PLAN}&to=290-qd-tw.2010-02-25",
    "check": "/?v=check",
    "overview": "/?v=overview",
}
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")


def card(page: Page, id_: str) -> str:
    return f'.picture [data-id="{id_}"]'


# --- what a newcomer reaches, in clicks ---


def test_tasks_under_a_decision_are_one_click_from_the_first_screen(visit: OpenPage) -> None:
    page = visit()
    page.click(".line-card >> nth=0")
    page.wait_for_selector(".picture .work")
    assert page.locator(".picture .work").count() > 0


def test_the_sentence_behind_a_relation_is_two_clicks_away(visit: OpenPage) -> None:
    page = visit()
    page.click(".line-card >> nth=0")
    page.click(card(page, PLAN))
    page.wait_for_selector(".panel .quote")
    assert "290" in page.inner_text(".panel .witness .quote")


def test_a_pasted_draft_is_judged_in_two_clicks(visit: OpenPage) -> None:
    page = visit()
    page.click(".act >> nth=1")
    page.fill("#draft", "Căn cứ Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị;")
    page.click("#run")
    page.wait_for_selector(".finding")
    assert page.locator(".page mark.m-ended").count() == 1
    assert "bị thay thế" in page.inner_text(".finding >> nth=0")


def test_deadlines_of_one_body_of_one_province_are_three_clicks_away(visit: OpenPage) -> None:
    page = visit()
    page.fill("#search", "so noi vu gia lai")
    page.wait_for_selector(".results li[role=option]")
    page.click(".results li[role=option]:has-text('Sở Nội vụ') >> nth=0")
    page.wait_for_selector(".task-line")
    assert "agency=" in page.url


# --- what must never happen ---


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_screen_asks_for_nothing_from_outside_and_says_no_error(visit: OpenPage, screen: str, lang: str) -> None:
    path = SCREENS[screen]
    page = visit(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert page.evaluate("document.documentElement.lang") == lang
    assert page.inner_text("main").strip()


@pytest.mark.parametrize("width", [390, 1024, 1440, 1920])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_text_is_smaller_than_twelve_pixels_and_the_page_never_scrolls_sideways(
    visit: OpenPage, screen: str, width: int
) -> None:
    page = visit(SCREENS[screen], width=width)
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


@pytest.mark.parametrize("width", [1024, 1440, 1920])
@pytest.mark.parametrize("by", ["level", "time"])
def test_no_label_of_the_diagram_leaves_its_card_or_meets_another(visit: OpenPage, width: int, by: str) -> None:
    page = visit(f"{CHOSEN}&by={by}&open=1234", width=width)
    assert page.evaluate(LABELS) == []


def test_no_line_passes_under_a_card_and_what_is_cited_stands_left(visit: OpenPage) -> None:
    page = visit(f"{CHOSEN}&open=1234")
    picture = page.evaluate("window.__picture")
    places = picture["places"]
    assert under_cards(picture) == []
    for line in picture["lines"]:
        source, target = places[line["source"]], places[line["target"]]
        if source["column"] < target["column"]:
            assert source["x"] < target["x"]


def test_shown_and_folded_make_the_total_and_unknown_is_never_in_force(visit: OpenPage) -> None:
    page = visit(LINE)
    shown, folded, total = (int(each) for each in re.findall(r"\d+", page.inner_text(".foot .counted"))[:3])
    assert shown + folded == total
    assert page.locator(".picture .card").count() == shown
    for each in page.evaluate("window.__picture.cards"):
        assert each["word"]
        assert each["status"] != "unknown" or each["word"] != "còn hiệu lực"


def test_every_relation_opens_a_sentence_that_stands_so_in_the_text(visit: OpenPage, address: str) -> None:
    page = visit(LINE)
    rows = [each for each in page.evaluate("window.__picture.table") if each["sentences"]]
    assert rows
    for row in rows:
        asked = f"source={row['from']}&target={row['to']}&kind={row['kind']}"
        told = json.load(urllib.request.urlopen(f"{address}/view/edge?{asked}"))
        for seen in told["sentences"]:
            held = json.load(urllib.request.urlopen(f"{address}/view/text?id={seen['document_id']}"))
            assert held["text"][seen["start"] : seen["end"]] == seen["quote"]


def test_the_table_has_a_row_for_each_line(visit: OpenPage) -> None:
    lines = [each for each in visit(LINE).evaluate("window.__picture.lines") if each["kind"] != "ASSIGNS"]
    table = visit(f"{LINE}&v=table")
    assert table.locator(".grid tbody tr").count() == len(lines)


# --- the address ---


def test_a_link_restores_everything_in_a_fresh_profile(visit: OpenPage) -> None:
    page = visit(LINE)
    page.click(card(page, PLAN))
    page.wait_for_selector(".panel .quote")
    page.click(".rel-row >> nth=1")
    page.wait_for_url(re.compile("edge="))
    page.click(".seg button[lang=en]")
    page.wait_for_selector("html[lang=en]", state="attached")
    ready(page)
    page.wait_for_selector(".panel .quote")
    told = page.inner_text(".panel .witness")
    again = visit(page.evaluate("location.pathname + location.search"))
    again.wait_for_selector(".panel .quote")
    assert again.inner_text(".panel .witness") == told
    page.go_back()
    page.wait_for_selector("html[lang=vi]", state="attached")


@pytest.mark.parametrize(
    "broken", ["?v=nowhere", "?up=x&down=-4&on=2020-99-99", "?v=map", "?sel=%3Cscript%3E", "?edge=a|b&st=%22"]
)
def test_a_broken_link_is_ignored(visit: OpenPage, broken: str) -> None:
    assert visit(f"/{broken}").locator("h1").first.is_visible()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("broken", ["sel=no-such-document", f"sel={PLAN}&task=no-such-task"])
def test_what_a_link_chooses_and_the_store_lacks_is_left_out(
    browser: Browser, address: str, broken: str, width: int
) -> None:
    # The server says 404 of what it lacks, which a console tells as an error: this page is not watched.
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}{LINE}&{broken}")
    if width > 760 or "task" not in broken:  # a phone shows no task by itself
        page.wait_for_url(lambda url: "no-such" not in url)
    ready(page)
    assert page.locator(".picture .card, .tree-row").count() > 3
    assert page.locator(".notice").count() == 0
    page.context.close()


# --- searching ---


TYPED = {
    "290qd": "290-qd-tw.2010-02-25",
    "290-QD/TW": "290-qd-tw.2010-02-25",
    "290- QĐ/TW": "290-qd-tw.2010-02-25",
    "290-qđ/tw": "290-qd-tw.2010-02-25",
    unicodedata.normalize("NFD", "290-QĐ/TW của Bộ Chính trị"): "290-qd-tw.2010-02-25",
    "quy che dan van": None,
    "quy chế dân vận": None,
    unicodedata.normalize("NFD", "Quy chế  dân vận"): None,
}
"""What is typed, and the first document; those of None find one and the same."""


def first_hit(page: Page, words: str) -> str | None:
    """The document at the top of the list for some words."""
    with page.expect_response(lambda answer: "/view/search" in answer.url) as told:
        page.fill("#search", words)
    assert told.value.ok
    page.wait_for_function("(words) => document.querySelector('.results')?.dataset.words === words", arg=words.strip())
    return page.locator(".results li[role=option] >> nth=0").get_attribute("data-id")


def test_one_document_is_found_however_it_is_typed(visit: OpenPage) -> None:
    page = visit()
    found = {words: first_hit(page, words) for words in TYPED}
    by_title = found["quy che dan van"]
    assert by_title
    assert found == {words: id_ or by_title for words, id_ in TYPED.items()}


def test_a_number_that_two_documents_bear_gives_both(visit: OpenPage, cases_address: str) -> None:
    page = visit(at=cases_address)
    assert first_hit(page, "25-NQ/TW")
    rows = page.locator(".results li[data-id^='25-nq-tw.']:has(b:text-is('25-NQ/TW'))")
    assert rows.count() == 2
    assert len({row.locator(".last").inner_text().split(" · ")[0] for row in rows.all()}) == 2, "told apart by day"
    assert "25-NQ/TW" in page.inner_text(".results .note")


def test_what_has_no_number_bears_no_number_twice(visit: OpenPage) -> None:
    page = visit()
    assert first_hit(page, "ke hoach 2020")
    assert "(chưa số)" in page.inner_text(".results")
    assert page.locator(".results .note").count() == 0


def test_what_is_not_there_is_said(visit: OpenPage) -> None:
    page = visit()
    page.fill("#search", "zzzz")
    page.wait_for_selector(".results .note")
    assert "zzzz" in page.inner_text(".results .note")


# --- what is open shows ---


def test_the_line_whose_sentence_is_open_wears_its_name(visit: OpenPage) -> None:
    page = visit(CHOSEN)
    assert "290-QĐ/TW" in page.inner_text(".panel .rel")
    assert page.locator(".picture .edge.open").get_attribute("data-source") == "290-qd-tw.2010-02-25"
    assert "thực hiện" in (page.locator(".picture .pill").text_content() or "")
    page.click(".rel-row >> nth=1")
    page.wait_for_url(re.compile("edge="))
    ready(page)
    assert page.locator(".picture .edge.open").count() == 1
    assert page.locator(".picture .edge.open").get_attribute("data-source") != "290-qd-tw.2010-02-25"
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "sel=" not in url)
    for each in (".picture .edge.open", ".picture .pill"):
        page.locator(each).first.wait_for(state="detached")


def test_a_finding_shows_the_level_and_the_life_of_its_document(visit: OpenPage) -> None:
    page = visit("/?v=check&on=2024-01-15")
    page.fill("#draft", "Căn cứ Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị;")
    page.click("#run")
    page.wait_for_selector(".finding.open .life")
    assert page.locator(".finding .doc.b1").count() == 1
    told = page.locator(".finding.open .life")
    assert told.get_attribute("aria-label") == "Đời văn bản: 290-QĐ/TW từ 25/02/2010 đến 30/07/2021"
    lefts = [told.locator(each).bounding_box()["x"] for each in (".life-run", ".life-end", ".life-on")]  # type: ignore[index]
    assert lefts == sorted(lefts)
    assert "23-QĐ/TW" in told.inner_text()


def test_provinces_stand_by_region(visit: OpenPage) -> None:
    page = visit("/?v=overview&count=63")
    page.wait_for_selector(".region")
    assert page.locator(".region").count() == 6
    assert page.locator(".region .tile").count() == 63
    assert "Gia Lai" in page.locator(".region[aria-label='Tây Nguyên']").inner_text()


def test_a_card_that_is_chosen_stays_at_its_height(visit: OpenPage) -> None:
    page = visit(f"{LINE}&sel=290-qd-tw.2010-02-25")
    for id_ in [each["id"] for each in page.evaluate("window.__picture.cards")][2:20:4]:
        before = page.evaluate("(id) => window.__picture.places[id].y", id_)
        page.locator(card(page, id_)).dispatch_event("click")
        page.wait_for_function("(id) => window.__picture.selected === id", arg=id_)
        ready(page)
        assert abs(page.evaluate("(id) => window.__picture.places[id].y", id_) - before) <= 76, "its column gave way"


def test_on_a_phone_a_chosen_task_is_in_sight(visit: OpenPage) -> None:
    page = visit("/?v=tasks", width=390, height=844)
    page.click(".task-line >> nth=0")
    page.wait_for_selector(".wide-panel .quote")
    box = page.locator(".wide-panel").bounding_box()
    assert box is not None
    assert box["y"] < 500
    page.click(".wide-panel button.bare")
    page.wait_for_selector(".wide-panel", state="hidden")


# --- by keyboard ---


def test_from_the_search_to_a_task_and_back_by_keyboard_alone(visit: OpenPage) -> None:
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("290qd")
    page.wait_for_selector(".results li[role=option]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".picture .card")
    ready(page)
    for _ in range(60):
        if page.evaluate(
            "document.activeElement.closest?.('.picture') !== null && document.activeElement !== document.body"
        ):
            break
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.id") == "290-qd-tw.2010-02-25"
    assert page.locator(".picture [tabindex='0']").count() == 1, "the diagram is one tab stop"
    for _ in range(12):
        if page.evaluate("document.activeElement.classList.contains('work')"):
            break
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.classList.contains('work')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel .quote")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "sel=" not in url)


def test_the_focus_is_to_be_seen(visit: OpenPage) -> None:
    page = visit("/?v=tasks")
    for _ in range(12):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const at = document.activeElement; if (at === document.body) return true;
              const own = getComputedStyle(at), around = getComputedStyle(at.closest('.chip, .box') || at);
              return own.outlineStyle !== 'none' || around.outlineStyle !== 'none' || own.opacity === '0'; }"""
        )
        assert seen


# --- for everybody ---


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_serious_bars_anyone(visit: OpenPage, screen: str, theme: str) -> None:
    page = visit(
        f"{SCREENS[screen]}{'&' if '?' in SCREENS[screen] else '?'}lang={'en' if theme == 'dark' else 'vi'}",
        theme=theme,
    )
    page.wait_for_timeout(300)
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [
        (each["id"], each["nodes"][0]["html"][:140], each["nodes"][0].get("failureSummary", "")[:200])
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_a_draft_without_numbers_says_what_was_looked_for(visit: OpenPage) -> None:
    page = visit("/?v=check")
    page.fill("#draft", "Kính gửi các đồng chí.")
    page.click("#run")
    page.wait_for_selector(".notice h2")
    assert "Không tìm thấy" in page.inner_text(".notice h2")

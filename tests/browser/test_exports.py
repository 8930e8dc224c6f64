"""What is taken away from the explorer can be read again by other programs and says the same as the picture."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import urllib.request
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from docx import Document
from playwright.sync_api import Page

from tests.browser.conftest import PLAN, ROOT_LINE, OpenPage

CHOSEN = f"/?{ROOT_LINE}&sel={PLAN}"


def taken(page: Page, name: str) -> Path:
    """The file that the menu gives under this name."""
    page.click("[aria-haspopup=true]")
    with page.expect_download() as waiting:
        page.click(f".menu a[download='{name}']")
    return waiting.value.path()


def test_the_picture_is_sound_and_has_the_same_places(visit: OpenPage) -> None:
    page = visit(CHOSEN)
    picture = page.evaluate("window.__picture")
    drawn = ElementTree.parse(taken(page, "luocdo.svg")).getroot()
    cards = {each.get("data-id"): each.get("transform") for each in drawn.iter() if each.get("data-id")}
    for id_, place in picture["places"].items():
        assert cards[id_] == f"translate({place['x']:g} {place['y']:g})"


def test_the_page_has_the_same_places(visit: OpenPage) -> None:
    page = visit(CHOSEN)
    picture = page.evaluate("window.__picture")
    html = taken(page, "luocdo.html").read_text(encoding="utf-8")
    found = re.search(r"nodes = new vis\.DataSet\((\[.*?\])\);", html, re.DOTALL)
    assert found
    nodes = {each["id"]: each for each in json.loads(found[1])}
    for id_, place in picture["places"].items():
        middle = (place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        assert (nodes[id_]["x"], nodes[id_]["y"]) == pytest.approx(middle)


def test_the_table_opens_again_with_a_row_for_each_relation(visit: OpenPage) -> None:
    page = visit(CHOSEN)
    data = taken(page, "luocdo.csv").read_bytes()
    assert data.startswith("\ufeff".encode()), "by this a spreadsheet knows the letters"
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    table = page.evaluate("window.__picture.table")
    assert [each["sentence"] for each in rows] == [each["sentence"] for each in table]
    assert {"290-QĐ/TW", "614/KH-UBND"} <= {each[side] for each in rows for side in ("number", "cited")}


DROPPED = """(data) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([Uint8Array.from(atob(data), (each) => each.charCodeAt(0))], 'draft.docx'));
  for (const name of ['dragover', 'drop'])
    document.querySelector('.drop').dispatchEvent(
      new DragEvent(name, { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


def test_the_graph_reads_into_networkx_with_all_documents_and_relations(visit: OpenPage, address: str) -> None:
    read = networkx.read_graphml(taken(visit(CHOSEN), "luocdo.graphml"), force_multigraph=True)
    asked = f"{address}/api/v1/graph?root=290-qd-tw.2010-02-25&depth=20"
    told = json.load(urllib.request.urlopen(asked))
    nodes = sum(len(told[each]) for each in ("documents", "agencies", "tasks"))
    assert (read.number_of_nodes(), read.number_of_edges()) == (nodes, len(told["edges"]))


def test_the_picture_can_be_taken_as_pixels(visit: OpenPage) -> None:
    page = visit(CHOSEN)
    page.click("[aria-haspopup=true]")
    with page.expect_download() as waiting:
        page.click(".menu button >> nth=0")
    assert waiting.value.path().read_bytes().startswith(b"\x89PNG")


def test_an_accepted_suggestion_is_a_tracked_change_of_the_draft(visit: OpenPage, tmp_path: Path) -> None:
    draft = Document()
    draft.add_paragraph("Thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị về dân vận.")
    draft.save(str(tmp_path / "draft.docx"))
    page = visit("/?v=check")
    page.set_input_files("#file", tmp_path / "draft.docx")
    page.click(".fix-acts .chip.dark")
    with page.expect_download() as waiting:
        page.click(".bar .chip.dark:has-text('DOCX')")
    xml = zipfile.ZipFile(waiting.value.path()).read("word/document.xml").decode()
    assert re.findall("<w:delText[^>]*>([^<]+)<", xml) == ["Quyết định số 290-QĐ/TW ngày 25/02/2010"]
    (new,) = re.findall("<w:ins .*?<w:t[^>]*>([^<]+)<.*?</w:ins>", xml, re.DOTALL)
    assert new.startswith("Quyết định số 23-QĐ/TW")
    assert "Bộ Chính trị" not in new, "the draft goes on with it"


def test_a_draft_that_is_dropped_is_read_and_its_pins_stand_beside_each_other(visit: OpenPage, tmp_path: Path) -> None:
    draft = Document()
    draft.add_paragraph("Theo 25-NQ/TW, 290-QĐ/TW và 23-QĐ/TW.")
    draft.save(str(tmp_path / "draft.docx"))
    page = visit("/?v=check")
    page.evaluate(DROPPED, base64.b64encode((tmp_path / "draft.docx").read_bytes()).decode())
    page.wait_for_selector(".finding")
    page.wait_for_function("document.querySelector('.page .pin').style.left")
    pins = page.eval_on_selector_all(".page .pin", "(all) => all.map((each) => [each.offsetTop, each.offsetLeft])")
    assert len({top for top, _ in pins}) == 1
    assert [left for _, left in pins] == [1, 11, 21]


def test_a_print_has_its_legend_and_all_cards(visit: OpenPage) -> None:
    page = visit(f"/?{ROOT_LINE}")
    page.emulate_media(media="print")
    assert page.locator(".foot .counted").is_visible()
    assert page.locator(".foot .legend").first.is_visible()
    assert not page.locator("#top").is_visible()
    canvas = page.locator(".canvas")
    assert canvas.evaluate("(each) => getComputedStyle(each).overflow") == "visible"
    assert page.pdf().startswith(b"%PDF")


def test_the_whole_store_is_drawn_without_webgl(visit: OpenPage) -> None:
    page = visit("/?v=overview&part=dots")
    assert page.evaluate("document.createElement('canvas').getContext('webgl')") is None
    page.wait_for_function("window.__dots?.done > 0")
    colours = page.evaluate(
        """() => { const each = document.querySelector('canvas.dots');
          const { data } = each.getContext('2d').getImageData(0, 0, each.width, each.height);
          const seen = new Set();
          for (let at = 0; at < data.length; at += 4)
            if (data[at + 3] > 200) seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
          return seen.size; }"""
    )
    assert colours > 3

"""From a clause to a status: short texts are read, loaded and asked, a line of `cases/validity.yaml` each."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from luocdo.graph.build import held_text, load
from luocdo.graph.known import Known
from luocdo.graph.model import SourceText
from luocdo.graph.sqlite_store import SqliteStore
from luocdo.loaders.pipeline import extract_source
from luocdo.queries.status import statuses
from tests.project import ROOT

CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/validity.yaml").read_text(encoding="utf-8"))
HEADS = {
    "Nghị định": ("CHÍNH PHỦ", "Hà Nội"),
    "Thông tư": ("BỘ TÀI CHÍNH", "Hà Nội"),
    "Luật": ("QUỐC HỘI", "Hà Nội"),
    "Quyết định": ("ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI", "Lào Cai"),
    "Nghị quyết": ("HỘI ĐỒNG NHÂN DÂN\nTỈNH LÀO CAI", "Lào Cai"),
    "Kế hoạch": ("ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI", "Lào Cai"),
    "Quy định": ("ĐẢNG CỘNG SẢN VIỆT NAM\nBỘ CHÍNH TRỊ", "Hà Nội"),
}


def source(words: str, place: int) -> SourceText:
    """A text of its own from `Nghị định 10/2020/NĐ-CP 2020-05-01 | title | clause`, as an office writes it."""
    head, title, clause = (each.strip() for each in words.split("|"))
    type_, number, day = head.rsplit(" ", 2)
    issuer, town = HEADS[type_]
    year, month, date = day.split("-")
    text = (
        f"{issuer}\nSố: {number}\n{town}, ngày {date} tháng {month} năm {year}\n\n"
        f"{type_.upper()}\n{title}\n\n{clause}\n"
    )
    return SourceText(f"{place}.txt", f"{place:064}", text, "text/plain", "utf-8")


@pytest.fixture(params=CASES, ids=lambda case: case["why"])
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return request.param


def test_a_clause_gives_a_status(case: dict[str, Any]) -> None:
    texts = [source(words, place) for place, words in enumerate(case["texts"], 1)]
    store = SqliteStore(None)
    with store.batch() as writer:
        load(writer, [held_text(each, extract_source(each)) for each in texts], Known())
    for asked, expected in case["asked"].items():
        number, day = asked.rsplit(" on ", 1)
        (found,) = statuses(store, [number], day)
        by = f" {found.by.number}" if found.by else ""
        assert f"{found.status}{by}" == expected, (asked, found.reason.text)
        if found.reason.quote:
            (held,) = [each for each in texts if each.source == found.reason.source]
            assert found.reason.quote in held.text
    store.close()

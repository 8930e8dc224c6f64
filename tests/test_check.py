"""A draft is read and judged: a sentence a case, the finding it must have and what it should say instead."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from luocdo.graph.build import held_text, load
from luocdo.graph.registry import known_documents
from luocdo.graph.sqlite_store import SqliteStore
from luocdo.loaders.pipeline import extract, extract_source
from luocdo.queries.check import Checked, check
from tests.project import ROOT
from tests.test_validity import source

CASES: dict[str, Any] = yaml.safe_load((ROOT / "tests/cases/drafts.yaml").read_text(encoding="utf-8"))
HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố:    /KH-UBND\nLào Cai, ngày {day}\n\nKẾ HOẠCH\nvề một việc\n\n"
    "{grounds}\nI. NỘI DUNG\n{body}\n\nTM. ỦY BAN NHÂN DÂN\n"
)


@pytest.fixture(scope="module")
def store() -> SqliteStore:
    made = SqliteStore(None)
    texts = [source(words, place) for place, words in enumerate(CASES["store"], 1)]
    with made.batch() as writer:
        load(writer, [held_text(each, extract_source(each)) for each in texts], known_documents())
    return made


def checked(store: SqliteStore, body: str = "", grounds: str = "", on: str = "2024-03-01") -> tuple[Checked, str]:
    text = HEAD.format(day="01 tháng 3 năm 2024", grounds=grounds, body=f"1. {body}" if body else "")
    return check(store, extract(text), text, on), text


@pytest.mark.parametrize("case", CASES["drafts"], ids=lambda case: case["why"])
def test_a_sentence_has_its_findings(store: SqliteStore, case: dict[str, Any]) -> None:
    found, text = checked(store, case.get("body", ""), case.get("grounds", ""))
    assert all(each.text == text[each.start : each.end] for each in found.findings)
    told = [f"{each.severity} {each.kind}" for each in found.findings]
    assert told == case["told"]
    assert found.has_faults() == case.get("faults", False)
    instead = next((each.suggestion for each in found.findings if each.suggestion), None)
    assert instead == case.get("instead")


def test_equal_drafts_have_equal_findings(store: SqliteStore) -> None:
    assert [checked(store, case.get("body", "")) for case in CASES["drafts"]] == [
        checked(store, case.get("body", "")) for case in CASES["drafts"]
    ]


def test_what_holds_today_may_have_held_on_no_other_day(store: SqliteStore) -> None:
    words = "Thực hiện Quy định số 402-QĐ/TW ngày 07/01/2009 của Bộ Chính trị."
    kinds = [checked(store, words, on=day)[0].findings[0].kind for day in ("2015-01-01", "2017-01-01")]
    assert kinds == ["in_force", "superseded"]


def test_a_draft_without_citations_has_no_findings(store: SqliteStore) -> None:
    found = check(store, extract("Không dẫn văn bản nào."), "Không dẫn văn bản nào.", "2024-03-01")
    assert (found.findings, found.has_faults(), found.summary.citations) == ((), False, 0)


def test_who_changed_a_part_is_named_where_the_draft_does_not(store: SqliteStore) -> None:
    words = "Theo Thông tư số 17/2014/TT-BTC ngày 14 tháng 02 năm 2014 của Bộ trưởng Bộ Tài chính"
    alone = checked(store, f"{words}.")[0].findings[0].reason.text
    named = (
        checked(store, f"{words} và Thông tư số 60/2022/TT-BTC ngày 12 tháng 10 năm 2022.")[0].findings[0].reason.text
    )
    assert alone == f"{named} Dự thảo chưa dẫn 60/2022/TT-BTC."


def test_a_consolidation_copies_what_it_cites(store: SqliteStore) -> None:
    text = "{number}\nHà Nội, ngày 01 tháng 3 năm 2024\n\nTHÔNG TƯ\n\nCăn cứ Pháp lệnh số 34/2007/PL-UBTVQH11;\n"
    copy, own = (text.format(number=number) for number in ("Số: 7/VBHN-BTC", "Số: 7/2024/TT-BTC"))
    told = [[(f.severity, f.kind) for f in check(store, extract(t), t, "2024-03-01").findings] for t in (copy, own)]
    assert told == [[("info", "superseded")], [("error", "superseded")]]

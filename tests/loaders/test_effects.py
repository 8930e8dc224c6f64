"""What documents do to others, case by case, on short documents in our own words."""

from __future__ import annotations

import datetime
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from luocdo.loaders import extract
from luocdo.loaders.effect_words import entries, tails, verb_chain
from luocdo.loaders.effects import Source, read_effects
from luocdo.loaders.header import read_header
from luocdo.loaders.mentions import find_mentions
from luocdo.loaders.new_text import NewText
from luocdo.loaders.normalise import View
from luocdo.loaders.rows import group
from luocdo.loaders.structure import Outline
from luocdo.loaders.verdicts import Reading

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "effects.yaml").read_text(encoding="utf-8"))["cases"]
NUMBERS = {
    "Nghị định": "10/2025/NĐ-CP",
    "Quyết định": "10/2025/QĐ-UBND",
    "Nghị quyết": "10/2025/NQ-HĐND",
    "Kế hoạch": "10/KH-UBND",
    "Thông tư": "10/2025/TT-BTC",
    "Luật": "10/2025/QH15",
    "Văn bản hợp nhất": "10/VBHN-BTC",
    "Thông báo": "10/TB-UBND",
    "Quy định": "10-QĐ/TU",
}
_DATE = datetime.date(2025, 6, 1)
_IN_FORCE = "Nghị định này có hiệu lực thi hành từ"
HEADINGS = {"Văn bản hợp nhất": "Nghị định"}


def document(case: dict[str, Any]) -> str:
    """The whole text of a case: head, title, a ground, the words of the case, signature."""
    kind = case.get("type", "Nghị định")
    heading = HEADINGS.get(kind, kind).upper()
    date = case.get("date", _DATE)
    in_force = (
        "" if kind != "Nghị định" or _IN_FORCE in case["body"] else f"Điều 9. {_IN_FORCE} ngày 15 tháng 7 năm 2025.\n"
    )
    return (
        f"CƠ QUAN BAN HÀNH\n\nSố: {NUMBERS[kind]}\n"
        f"Hà Nội, ngày {date.day:02} tháng {date.month:02} năm {date.year}\n\n{heading}\n"
        f"{case.get('title', 'Quy định về kho bạc')}\n\n"
        f"{case.get('ground', 'Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;')}\n\n"
        f"{case['body']}{in_force}\n"
        f"TM. CƠ QUAN BAN HÀNH\nCHỦ TỊCH\n\nNguyễn Văn An\n\n{case.get('annex', '')}"
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_effects(case: dict[str, Any]) -> None:
    text = document(case)
    extraction = extract(text)
    found = [each.to_dict() for each in extraction.effects]
    wanted = [{key: _plain(value) for key, value in each.items()} for each in case["effects"]]
    got = [{key: each[key] for key in wants} for each, wants in zip(found, wanted, strict=False)]
    assert [(each["kind"], each["number"]) for each in found] == [(each["kind"], each["number"]) for each in wanted]
    assert got == wanted
    if "nested" in case:
        told = [[each.from_.number, each.relation, each.to.number] for each in extraction.nested]
        assert sorted(told) == sorted(case["nested"])
    for words in case.get("told_by", ()):
        assert words in [each.text for each in extraction.nested]
    assert all(text[each["start"] : each["end"]] == each["text"] for each in found)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("part", ["verbs", "endings"])
def test_words_match_their_examples(part: str) -> None:
    for entry in entries(part):
        for example in entry.examples:
            assert tails().search(example) is not None, example
            if part == "verbs":
                assert verb_chain().match(example) is not None, example
        for other in entry.unlike:
            assert not other.lower().startswith(entry.words), other


# (text, words that are quoted new text)
QUOTES = [
    ("1. Sửa đổi khoản 2 như sau:\n“2. Bãi bỏ mọi khoản thu ngoài quy định này.”\n2. Bãi bỏ Điều 4.", "khoản thu"),
    ('1. Sửa đổi khoản 2 như sau:\n"2. Bãi bỏ mọi khoản thu ngoài quy định này."\n2. Bãi bỏ Điều 4.', "khoản thu"),
    ("1. Sửa đổi khoản 2 như sau:\n“2. Bãi bỏ mọi khoản thu, mất dấu đóng ở đây\n2. Bãi bỏ Điều 4.", "khoản thu"),
]


@pytest.mark.parametrize(("text", "quoted"), QUOTES)
def test_new_text_ends_where_the_next_instruction_begins(text: str, quoted: str) -> None:
    quotes = NewText(text)
    assert quotes.covers(text.index(quoted))
    assert not quotes.covers(text.index("Bãi bỏ Điều 4"))
    assert quotes.next_start(0) == text.index("Sửa đổi") + len("Sửa đổi khoản 2 như sau:\n")


def test_words_in_quotes_are_no_new_text() -> None:
    text = "Thay thế cụm từ “Bộ Giao thông vận tải” bằng cụm từ “Bộ Xây dựng” tại Điều 5."
    assert not NewText(text).covers(text.index("Giao"))


# Text that repeats what makes the reader look around, 300,000 characters each.
HOSTILE = [
    "hết hiệu lực ",
    "này thay thế ",
    "\nBãi bỏ Nghị định số 11/2018/NĐ-CP;",
    "\nĐiều 2. Bãi bỏ các văn bản sau:",
    "\nĐiều 1. Sửa đổi khoản 2 như sau:\n“ a",
    "Bãi bỏ Điều 3, khoản 4 ",
]


@pytest.mark.parametrize("words", HOSTILE, ids=repr)
def test_time_is_bounded(words: str) -> None:
    text = document({"body": "Điều 1. Hiệu lực\n" + words * (300_000 // len(words))})
    view = View(text)
    source = Source(text, view, Outline(view.text), read_header(view), Reading(), find_mentions(view.flat), [])
    source = source._replace(rows=group(source.hits))
    start = time.process_time()
    read_effects(source)
    assert time.process_time() - start < 5  # seconds; a quadratic reader takes minutes

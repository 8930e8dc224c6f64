"""Whole heads and tails, table-driven: `tests/cases/headers.yaml`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from luocdo.loaders.header import read_header
from luocdo.loaders.normalise import View

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "headers.yaml").read_text(encoding="utf-8"))


def plain(value: Any) -> Any:
    """YAML knows days and lists; facts have ISO strings and tuples."""
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_head_is_read(case: dict[str, Any]) -> None:
    facts = read_header(View(case["text"]))._asdict()
    wanted = {
        key: value if isinstance(value, (list, int)) or value is None else str(value)
        for key, value in case["expect"].items()
    }
    assert {key: plain(facts[key]) for key in wanted} == wanted


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_parts_stand_in_order(case: dict[str, Any]) -> None:
    view = View(case["text"])
    facts = read_header(view)
    assert 0 <= facts.preamble_start <= facts.body_start <= facts.body_end <= len(view.text)
    if facts.title_span:
        start, end = facts.title_span
        assert " ".join(view.flat[start:end].split()) == facts.title
    if facts.effect_span:
        assert "hiệu lực" in view.flat[slice(*facts.effect_span)]


def framed(text: str, number: str) -> str:
    """A document on a law portal's page: table above, caption and notices behind."""
    table = (
        f"Số hiệu:\n{number}\nLoại văn bản:\nKế hoạch\nNơi ban hành:\nTỉnh Gia Lai\n"
        "Người ký:\nAi Đó\nNgày ban hành:\n02/04/2021\n"
    )
    caption = f"Kế hoạch {number} năm 2021 kiểm tra công tác tiếp dân do tỉnh Gia Lai ban hành\n"
    return f"{table}{text}{caption}Văn bản này chưa cập nhật nội dung Tiếng Anh\nNghị định 99/2099/NĐ-CP\n"


def test_a_page_is_left_out_of_its_document() -> None:
    case = CASES[0]
    view = View(framed(case["text"], "814/KH-UBND"))
    facts, alone = read_header(view), read_header(View(case["text"]))
    assert (facts.number, facts.date, facts.title) == (alone.number, alone.date, alone.title)
    assert (facts.signer, facts.recipients) == (alone.signer, alone.recipients)
    outside = " ".join(view.flat[start:end] for start, end in facts.frame_spans)
    assert "Người ký" in outside
    assert "99/2099/NĐ-CP" in outside
    assert "do tỉnh Gia Lai ban hành" in outside
    assert "TM. ỦY BAN NHÂN DÂN" not in outside
    assert "CỘNG HÒA" not in outside


def test_a_page_s_table_speaks_where_the_text_is_silent() -> None:
    facts = read_header(View(framed("KẾ HOẠCH\nĐọc sách\n\nNội dung như sau:\n1. Đọc.\n", "77/KH-UBND")))
    assert (facts.number, facts.date, facts.province, facts.signer) == (
        "77/KH-UBND",
        "2021-04-02",
        "Gia Lai",
        "Ai Đó",
    )


HOSTILE = {
    "nothing": "",
    "blanks": " " * 1_000_000,
    "line ends": "\n" * 1_000_000,
    "digits": "1" * 1_000_000,
    "capitals without line ends": "CỘNG HÒA XÃ HỘI " * 60_000,
    "numbers": "Số: 1/KH-UBND " * 70_000,
    "days": "Hà Nội, ngày 1 tháng 1 năm 2020 " * 30_000,
    "effect clauses": "Nghị định này có hiệu lực " * 40_000,
    "open subjects": "Nghị định này " * 70_000 + "có hiệu lực từ ngày ký",
    "signatures": "\nKT. BỘ TRƯỞNG " * 60_000,
    "leaders": "\nBỘ TRƯỞNG" * 90_000,
    "attachments": "(Kèm theo Nghị định số 1/2020/NĐ-CP) " * 27_000,
    "recipients": "Nơi nhận " * 110_000,
    "dashes": "- " * 500_000,
    "types": "NGHỊ ĐỊNH\n" * 100_000,
    "motto late": "a" * 8_000 + "\nĐộc lập - Tự do - Hạnh phúc\n" + "TÊN " * 240_000,
    "provinces": "Ủy ban nhân dân tỉnh ban hành Kế hoạch tỉnh Gia Lai tỉnh Kon Tum " * 15_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_no_longer_than_its_length(name: str) -> None:
    view = View(HOSTILE[name])
    begin = time.process_time()
    facts = read_header(view)
    assert time.process_time() - begin < 5  # seconds; a quadratic reader takes minutes
    assert facts.body_end <= len(view.text)

"""A folder of short texts in words of our own, and the command line run inside the test."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from luocdo.app.cli import run

TEXTS = {
    "gia-lai.txt": """ỦY BAN NHÂN DÂN
TỈNH GIA LAI
Số: 614/KH-UBND
Gia Lai, ngày 24 tháng 3 năm 2020

KẾ HOẠCH
Công tác dân vận của chính quyền năm 2020

Căn cứ Kế hoạch số 282-KH/TU ngày 10/3/2020 của Tỉnh ủy.
I. NỘI DUNG
1. Các sở tiếp tục thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị.
2. Tham khảo Nghị quyết số 25-NQ/TW ngày 03/6/2013 của Trung ương.
""",
    "trung-uong.txt": """BAN CHẤP HÀNH TRUNG ƯƠNG
Số: 23-QĐ/TW
Hà Nội, ngày 30 tháng 7 năm 2021

QUYẾT ĐỊNH
về quy chế công tác dân vận

Căn cứ Nghị quyết số 25-NQ/TW ngày 12/3/2003 của Trung ương.
Điều 1. Ban hành quy chế.
""",
}


class Ran(NamedTuple):
    """How a command ended, and what it said on each stream."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The texts as files."""
    place = tmp_path / "texts"
    place.mkdir()
    for name, text in TEXTS.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def luocdo(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs the command line in a folder of its own, without settings from outside."""
    monkeypatch.chdir(tmp_path)
    for name in [*filter(re.compile("LUOCDO_").match, os.environ), "COLUMNS", "FORCE_COLOR"]:
        monkeypatch.delenv(name, raising=False)

    def command(*arguments: object) -> Ran:
        code = run([str(each) for each in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return command


@pytest.fixture
def loaded(luocdo: Callable[..., Ran], folder: Path) -> Callable[..., Ran]:
    """The command line with the texts in its default store."""
    assert luocdo("ingest", folder).code == 0
    return luocdo

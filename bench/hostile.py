"""Texts made to hurt a reader of documents, each at any size: runs, nests, and dense repetitions.

One entry a weakness that a pattern can have; `tests/loaders/test_hostile.py` holds that time grows with
length, `bench/bench_extract.py` measures each at 1 MB.
"""

from __future__ import annotations

from collections.abc import Callable


def _run(piece: str) -> Callable[[int], str]:
    return lambda size: piece * (size // len(piece))


def _each(piece: str) -> Callable[[int], str]:
    """`{n}` counts, `{day}`, `{month}`, `{year}` make many different days."""

    def make(size: int) -> str:
        count = size // len(piece.format(n=10, day=1, month=1, year=1900))
        return "".join(
            piece.format(n=n, day=n % 28 + 1, month=n // 28 % 12 + 1, year=1900 + n // 336 % 200) for n in range(count)
        )

    return make


def _before(head: str, piece: str) -> Callable[[int], str]:
    return lambda size: head + piece * (size // len(piece))


def _behind(piece: str, tail: str) -> Callable[[int], str]:
    return lambda size: piece * (size // len(piece)) + tail


HOSTILE: dict[str, Callable[[int], str]] = {
    # one character
    "digits": _run("7"),
    "brackets": _run("("),
    "opening quotes": _run("“"),
    "slashes": _run("/"),
    "line ends": _run("\n"),
    "blanks": _run(" "),
    "dots": _run("…"),
    "capitals": _run("A"),
    "NUL": _run("\0"),
    "lone surrogates": _run("\ud800"),
    "combining marks": _run("\u0301"),
    # runs without an end
    "no blanks": _run("ạb"),
    "letters with marks": _run("e\u0301"),
    "hyphens": _run("A-"),
    "a symbol without end": _before("1/A", "-A"),
    "numbers and slashes": _run("1/2/3/"),
    "serials before a number": _before("số ", "12, "),
    "a hyphen and a page of blanks": _run("12/KH-" + " " * 290),
    # words that open something
    "số": _run("số "),
    "ngày": _run("ngày "),
    "ngày and blanks": _run("ngày" + " " * 400),
    "ngày and dots": _before("ngày", "."),
    "Luật": _run("Luật "),
    "Điều": _run("Điều 1. "),
    "Điều on its line": _run("Điều 1.\n"),
    "Nghị quyết Đại hội": _before("Nghị quyết Đại hội ", "đảng "),
    "a pin-point without end": _behind("điểm a khoản 1 ", "Điều 2 Nghị định số 1/2020/NĐ-CP"),
    "cues": _run("thực hiện "),
    "a clause without end": _behind("và các nội dung ", "Kế hoạch số 12/KH-UBND"),
    "sentences before a number": _behind("A. ", "Kế hoạch số 12/KH-UBND"),
    "quotes over lines": _run("“" + "x" * 70 + "\n"),
    "gazette heads": _run("CÔNG BÁO/Số "),
    "page numbers": _run("\n12\n"),
    "table cells": _run("| a | b |\n"),
    "recipients": _run("Nơi nhận:\n"),
    "blank numbers": _run("Số:\n"),
    "attachments": _run("(Kèm theo Quyết định số 1/QĐ-UBND)\n"),
    # dense citations
    "one number": _run("12/KH-UBND "),
    "one number a line": _run("12/KH-UBND\n"),
    "own numbers": _run("Số: 12/KH-UBND\n"),
    "one number with its type": _run("Kế hoạch số 12/KH-UBND, "),
    "one number under a cue": _run("thực hiện Kế hoạch số 12/KH-UBND "),
    "many numbers": _each("Kế hoạch số {n}/KH-UBND; "),
    "one number of many days": _each("Chỉ thị số 33-CT/TW ngày {day}/{month}/{year}; Chỉ thị số 33-CT/TW. "),
    "short forms": _run("Chỉ thị số 33; "),
    "a short form for each number": _each("Chỉ thị số {n}-CT/TW; Chỉ thị số {n}; "),
    "pointing back": _run("Quyết định số 1/QĐ-UBND, Quyết định nêu trên "),
    "one law": _run("Luật Đất đai, "),
    "laws under one amending law": _before("Luật sửa đổi, bổ sung một số điều của ", "Luật Giá, "),
    "amending laws": _run("Luật sửa đổi, bổ sung một số điều của Luật Đất đai, Luật Giá và "),
    "grounds": _run("Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;\n"),
    "amended and amended": _run("Nghị định số 1/2020/NĐ-CP được sửa đổi, bổ sung bởi "),
    "own number between others": _before(
        "UBND TỈNH GIA LAI\nSố: 614/KH-UBND\nGia Lai, ngày 24 tháng 3 năm 2020\nKẾ HOẠCH\nVề việc họp\n\n",
        "Kế hoạch số 614/KH-UBND có. Kế hoạch số 5/KH-UBND. ",
    ),
    "issuers without an end": _run("Quyết định số 5/QĐ-UBND của Bộ A và Bộ B và Bộ C "),
    "one law of many days": _each("Luật Đất đai ngày {day}/{month}/{year}; "),
    "one body on many days": _each("Quyết định của Bộ Y tế ngày {day}/{month}/{year}; "),
    "expired": _run("Nghị định số 1/2020/NĐ-CP hết hiệu lực, "),
}

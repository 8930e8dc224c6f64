"""A document written out as an office cites it: type, number, day, issuer, title (30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

from luocdo.graph.agencies import agencies
from luocdo.graph.fold import fold
from luocdo.graph.model import DocumentNode
from luocdo.queries.running_title import running_title

_FEBRUARY = 2
_NINE = 9


def written(document: DocumentNode) -> str:
    """`Quyết định số 23-QĐ/TW ngày 30 tháng 7 năm 2021 của Bộ Chính trị ban hành …`; a law goes by its name:
    `Luật Đất đai số 31/2024/QH15 ngày 18 tháng 01 năm 2024`."""
    if document.name and document.type and fold(document.name).startswith(fold(document.type)):
        return " ".join(part for part in (document.name, _numbered(document), written_day(document.date)) if part)
    issuer = ", ".join(_spelt_out(each.name) for each in document.issuer)
    parts = (
        document.type,
        _numbered(document),
        written_day(document.date),
        f"của {issuer}" if issuer else "",
        running_title(document.title) if document.title else "",
    )
    return " ".join(part for part in parts if part) or document.id


def _spelt_out(body: str) -> str:
    """`UBND tỉnh Lào Cai` as `Ủy ban nhân dân tỉnh Lào Cai`."""
    first, _, rest = body.partition(" ")
    words = agencies().abbreviations.get(fold(first))
    return f"{words[0].upper()}{words[1:]} {rest}".rstrip() if words else body


def _numbered(document: DocumentNode) -> str:
    return f"số {document.number}" if document.number else ""


def written_day(day: str | None) -> str:
    """An ISO day in words: days up to 9 and months 1 and 2 with a zero, `ngày 05 tháng 02 năm 2021`."""
    if day is None or len(day) != len("2021-07-30"):
        return ""
    year, month, date = (int(part) for part in day.split("-"))
    return f"ngày {date:0{2 if date <= _NINE else 1}} tháng {f'{month:02}' if month <= _FEBRUARY else month} năm {year}"

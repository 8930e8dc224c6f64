"""What kinds of finding are called, a status by its own name, a fault by that of `wording.yaml`; what it may mean."""

from __future__ import annotations

from collections.abc import Iterator

from luocdo.queries.check import Finding
from luocdo.queries.weight import STATUS_SEVERITY
from luocdo.queries.wording import Language, say, say_day


def finding_name(kind: str, language: Language) -> str:
    """`đã bị thay thế` for superseded, `sai ngày` for date_conflict."""
    return say(f"status.{kind}" if kind in STATUS_SEVERITY else f"finding.{kind}", language)


def candidates(finding: Finding, language: Language) -> Iterator[str]:
    """Each document that an unclear citation may mean: `~ 25-NQ/TW, 12/03/2003`, `~ 282-KH/TU, Gia Lai`."""
    for each in finding.candidates:
        told = (each.number or each.title or each.id, say_day(each.date, language), each.province)
        yield f"~ {', '.join(part for part in told if part)}"

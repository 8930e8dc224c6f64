"""What kinds of finding are called: a status by its own name, a fault by that of `wording.yaml`, part `finding`."""

from __future__ import annotations

from luocdo.queries.weight import STATUS_SEVERITY
from luocdo.queries.wording import Language, say


def finding_name(kind: str, language: Language) -> str:
    """`đã bị thay thế` for superseded, `sai ngày` for date_conflict."""
    return say(f"status.{kind}" if kind in STATUS_SEVERITY else f"finding.{kind}", language)

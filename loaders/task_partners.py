"""Who helps with a duty and to whom it is reported: `phối hợp với Sở Y tế`, `báo cáo về UBND tỉnh (qua Sở Nội vụ)`."""

from __future__ import annotations

import re

from luocdo.loaders.task_agencies import names_from

_WITH = re.compile(r"[Pp]hối hợp(?: chặt chẽ)?(?: cùng)?(?: với| cùng)? ")
# A report goes `về`, `cho`, `gửi` somebody, or straight: `báo cáo Thủ tướng Chính phủ`.
_REPORT = re.compile(
    r"[BbGg](?:(?<=[Bb])áo cáo|(?<=[Gg])ửi)"
    r"(?:(?: [^\s.;:()]+){0,14}? (?:về|cho|tới|gửi|gửi về) (?=[A-ZĐỦ])| (?=[A-ZĐỦ]))"
)
_THROUGH = re.compile(r"(?:qua|thông qua) (?=[A-ZĐỦ])")
_REACH = 160
"""`qua Sở Nội vụ` stands at most so far behind the body that is reported to."""
_MOST = 4


def partners(said: str, leads: tuple[str, ...]) -> tuple[str, ...]:
    """The bodies that help, in order; those who lead are none."""
    found = _after(_WITH, said) if "hối hợp" in said else []
    return tuple(dict.fromkeys(name for name in found if name not in leads))


def addressees(said: str, leads: tuple[str, ...]) -> tuple[str, ...]:
    """The bodies reported to, and those through whom, in order."""
    if "áo cáo" not in said and "ửi " not in said:
        return ()
    found: list[str] = []
    for mark in list(_REPORT.finditer(said))[:_MOST]:
        found += names_from(said, mark.end())
        through = _THROUGH.search(said, mark.end(), mark.end() + _REACH)
        if through:
            found += names_from(said, through.end())
    return tuple(dict.fromkeys(name for name in found if name not in leads))


def _after(cue: re.Pattern[str], said: str) -> list[str]:
    return [name for mark in list(cue.finditer(said))[:_MOST] for name in names_from(said, mark.end())]

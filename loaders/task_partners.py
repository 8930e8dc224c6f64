"""Who helps with a duty and to whom it is reported: `phối hợp với Sở Y tế`, `báo cáo về UBND tỉnh (qua Sở Nội vụ)`."""

from __future__ import annotations

import re

from luocdo.loaders.task_agencies import names_from

_WITH = re.compile(r"[Pp]hối hợp(?: chặt chẽ)?(?: cùng)?(?: với| cùng)? ")
# `chủ trì, phối hợp với Sở Y tế; Sở Nội vụ; các xã triển khai …`: what is led stands behind all the names.
_LEADING = re.compile(r"[Cc]hủ trì,?\s+\Z")
# A report goes straight to somebody, `báo cáo và kiến nghị Thủ tướng Chính phủ`, or `về`, `cho`, `gửi` them. What is
# asked of `cấp có thẩm quyền` goes to them: `báo cáo cấp trên cấp vốn cho Quỹ nhà ở`.
_REPORT = re.compile(
    r"[BbGg](?:(?<=[Bb])áo cáo|(?<=[Gg])ửi)(?! (?:cấp|cơ quan|người) )"
    r"(?:(?:(?:,| và) (?:kiến nghị|đề xuất|tham mưu|xin ý kiến|trình)){0,3} (?=[A-ZĐỦ])"
    r"|(?: [^\s.;:()]+){0,24}? (?:về|cho|tới|gửi|gửi về) (?=[A-ZĐỦ]))"
)
# `gửi Sở Tài chính để tổng hợp, báo cáo Ủy ban nhân dân tỉnh`: from there on it is Sở Tài chính that reports.
_GATHERED = re.compile(r"\btổng hợp\b[^.;]{0,40}\Z")
# `gửi báo cáo năm (trước ngày 15/12) về Sở Y tế`; through whom it goes may stand in brackets: `(qua Sở Nội vụ)`.
_ASIDE = re.compile(r"\s*\((?![^()]*qua )(?:trước|chậm nhất|ngày|lần|kỳ)[^()]*\)")
_SENTENCE_END = re.compile(r"[.;](?=\s|$)")
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
    said = _ASIDE.sub("", said) if "(" in said else said
    found: list[str] = []
    told, handed_on = 0, False
    for mark in list(_REPORT.finditer(said))[:_MOST]:
        between = said[told : mark.start()]
        gathered = handed_on or (told > 0 and _GATHERED.search(between) is not None)
        handed_on = gathered and _SENTENCE_END.search(between) is None
        if handed_on and mark[0][0] in "Bb":
            continue
        named = names_from(said, mark.end())
        found += named
        told = mark.end() if named else told
        through = _THROUGH.search(said, mark.end(), mark.end() + _REACH)
        if through:
            found += names_from(said, through.end())
    return tuple(dict.fromkeys(name for name in found if name not in leads))


def _after(cue: re.Pattern[str], said: str) -> list[str]:
    return [
        name
        for mark in list(cue.finditer(said))[:_MOST]
        for name in names_from(said, mark.end(), listed=_LEADING.search(said, 0, mark.start()) is not None)
    ]

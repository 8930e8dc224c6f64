"""Years behind the name of a law that are the plan's: `Kế hoạch thực hiện Luật Thanh niên năm 2024`."""

from __future__ import annotations

import re

from luocdo.graph.known import Known, name_key
from luocdo.loaders.hits import Hit

_CARRIES = re.compile(r"(?:thực\s+hiện|triển\s+khai|thi\s+hành|tuyên\s+truyền|phổ\s+biến)\s+\Z", re.I)


def drop_plan_years(hits: list[Hit], flat: str, year: int | None, known: Known) -> None:
    """Take the year from laws where it may be that of the work done for them.

    So behind a verb of carrying out, where the year is the text's own or the one before, or what the text plans
    for, and no law of that name and year is known.
    """
    for hit in hits:
        if hit.year is None or hit.date or hit.number or hit.by != "name" or (year and hit.year < year - 1):
            continue
        if _CARRIES.search(flat, max(0, hit.start - 16), hit.start) and not _is_known(hit, known):
            hit.year = None


def _is_known(hit: Hit, known: Known) -> bool:
    named = known.by_name(name_key(hit.type, hit.name or "")[0])
    return any((fact.date or "").startswith(str(hit.year)) for fact in named)

"""Which provinces carry a directive out, on the command line: coverage."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from luocdo.app.choose import the_document
from luocdo.app.options import CountOption, LanguageOption, StoreOption, TableJsonOrCsv, the_store
from luocdo.app.rows import COVERAGE_COLUMNS, coverage_row
from luocdo.app.screen import Screen
from luocdo.app.tables import table
from luocdo.app.task_lines import clipped
from luocdo.queries.coverage import Covered
from luocdo.queries.coverage import coverage as provinces_covered
from luocdo.queries.export import write_rows

_STYLES = {"has": "green", "held_none": "yellow", "unknown": "dim"}
_LONGEST = 160


def coverage(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="290-QĐ/TW, 25-NQ/TW@2013-06-03")],
    provinces: CountOption = "34",
    output: TableJsonOrCsv = "table",
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Tỉnh nào đã có văn bản thực hiện, qua đâu, sau bao lâu · which provinces carry a directive out."""
    screen = Screen(lang)
    reader = the_store(store)
    found = provinces_covered(reader, the_document(reader, number, screen), provinces)
    if output == "json":
        screen.json([each.to_dict() for each in found])
    elif output == "csv":
        write_rows(sys.stdout, COVERAGE_COLUMNS, (coverage_row(each) for each in found))
    else:
        screen.print(_table(found, screen))
        counts: Counter[str] = Counter(each.status for each in found)
        screen.print("")
        screen.print(Text(screen.say("coverage.sum", **{key: counts[key] for key in _STYLES})))


def _table(found: Sequence[Covered], screen: Screen) -> Table:
    rows = (
        (
            each.province,
            Text(screen.say(f"coverage.{each.status}"), _STYLES[each.status]),
            _document(each, screen),
            " → ".join(clipped(name, _LONGEST // 2) for name in each.chain),
            clipped("; ".join(each.agencies), _LONGEST),
        )
        for each in found
    )
    return table(screen, ("province", "coverage", "document", "chain", "agencies"), rows)


def _document(row: Covered, screen: Screen) -> str:
    """The document of a province, its day, how long after the directive that is, and how many there are."""
    document = row.document
    if document is None:
        return ""
    words = [document.number or document.type or document.id, screen.day(document.date)]
    if row.days_after is not None:
        words.append(screen.say("coverage.days_after", count=row.days_after))
    if row.documents > 1:
        words.append(screen.say("coverage.more", count=row.documents - 1))
    return ", ".join(word for word in words if word)

"""The command `check`: a draft's citations judged before it is signed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.text import Text

from luocdo.app.check_html import html_report
from luocdo.app.check_sarif import sarif
from luocdo.app.docx_comments import commented
from luocdo.app.finding_words import candidates, finding_name
from luocdo.app.options import DayOption, LanguageOption, RegistryOption, StoreOption, the_registry, the_store
from luocdo.app.screen import Screen
from luocdo.app.settings import settings
from luocdo.app.tables import table
from luocdo.loaders.kinds import MEDIA_TYPES
from luocdo.loaders.pipeline import extract_source
from luocdo.loaders.readers import read_bytes, read_data
from luocdo.queries.check import Checked, Finding, check

FOUND = 1
"""Exit code where something cited has ended, rests on what has ended, or is written wrong."""
STYLES = {"error": "red", "warning": "yellow", "info": "dim"}


def check_draft(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Dự thảo; - stdin · the draft", show_default=False)],
    on: DayOption = None,
    output: Annotated[
        Literal["table", "json", "html", "docx", "sarif"], typer.Option("--format", help="Dạng kết quả · output")
    ] = "table",
    registry: RegistryOption = None,
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Kiểm tra dẫn chiếu của dự thảo · a draft's citations: status on a day, writing faults, what to write."""
    screen = Screen(lang)
    data = _bytes(file)
    draft = read_bytes(file.name or "-", data, max_bytes=settings().max_bytes)
    if output == "docx" and (draft.media_type != MEDIA_TYPES["docx"] or sys.stdout.isatty()):
        raise typer.BadParameter("docx: FILE.docx > OUT.docx")
    own = the_registry(registry)
    found = check(the_store(store), extract_source(draft), draft.text, on, lang, own)
    if output == "json":
        screen.json(found.to_dict())
    elif output == "html":
        sys.stdout.write(html_report(found, draft.text, lang))
    elif output == "docx":
        sys.stdout.buffer.write(commented(data, found, draft.text, lang))
    elif output == "sarif":
        screen.json(sarif(found, draft.text, lang))
    else:
        _show(found, screen)
    if found.has_faults():
        raise typer.Exit(FOUND)


def _bytes(file: Path) -> bytes:
    """The draft as it is, from a file of any kind that `ingest` reads or from standard input, up to the limit."""
    limit = settings().max_bytes
    if str(file) == "-":
        return sys.stdin.buffer.read(limit + 1)
    return read_data(file, max_bytes=limit)[0]


def _show(found: Checked, screen: Screen) -> None:
    counts = found.summary.to_dict()
    screen.print(Text(screen.say("check.total", day=screen.day(found.on), **counts), "bold"))
    if found.findings:
        screen.print("")
        rows = (_row(each, screen) for each in found.findings)
        screen.print(table(screen, ("severity", "finding", "citation", "reason"), rows))


def _row(finding: Finding, screen: Screen) -> tuple[Text, str, str, str]:
    reason = finding.reason
    words = [reason.text]
    if reason.quote:
        words.append(f"“{' '.join(reason.quote.split())}”")
    where = ", ".join(part for part in (reason.section, reason.source) if part)
    if where:
        words.append(f"({where})")
    words.extend(candidates(finding, screen.language))
    if finding.suggestion:
        words.append(f"→ {finding.suggestion}")
    severity = Text(screen.say(f"severity.{finding.severity}"), STYLES[finding.severity])
    return severity, finding_name(finding.kind, screen.language), " ".join(finding.text.split()), " ".join(words)

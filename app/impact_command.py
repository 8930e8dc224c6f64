"""The command `impact`: what rests on a document, were it replaced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.text import Text

from luocdo.app.choose import the_document
from luocdo.app.options import (
    DayOption,
    LanguageOption,
    RegistryOption,
    StoreOption,
    TreeOrJson,
    the_registry,
    the_store,
)
from luocdo.app.screen import Screen
from luocdo.app.task_lines import task_line
from luocdo.app.tree import STATUS_STYLES
from luocdo.queries.impact import Group, Impact, Resting, impact
from luocdo.queries.registers import Registers
from luocdo.queries.results import Brief

_NARROWEST = 30


def show_impact(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="290-QĐ/TW, 25-NQ/TW@2013-06-03, 282-KH/TU@Gia Lai")],
    on: DayOption = None,
    registry: RegistryOption = None,
    output: TreeOrJson = "tree",
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Nếu văn bản bị thay thế, những gì dựa vào nó · what rests on a document, were it replaced."""
    screen = Screen(lang)
    own = the_registry(registry)
    reader = the_store(store)
    found = impact(reader, the_document(reader, number, screen), on, Registers(reader, own))
    if output == "json":
        screen.json(found.to_dict())
        return
    for line in _lines(found, screen):
        screen.print(line)


def _lines(found: Impact, screen: Screen) -> Iterator[Text]:
    yield Text(_name(found.document, screen), "bold")
    yield Text(screen.say(f"status.{found.status}"), STATUS_STYLES[found.status])
    day = screen.day(found.on)
    yield Text(screen.say("impact.total", documents=found.documents, tasks=found.tasks, day=day))
    for group in found.groups:
        yield Text(f"\n{_heading(group, screen)}", "bold cyan")
        for each in group.documents:
            yield from _resting(each, screen)


def _heading(group: Group, screen: Screen) -> str:
    level = screen.say(f"level.{group.level}") if group.level else screen.say("level.unknown")
    return f"{level}, {group.province}" if group.province else level


def _resting(each: Resting, screen: Screen) -> Iterator[Text]:
    yield Text(f"  {_name(each.document, screen)}")
    relation = screen.say(f"relation.{each.relation}")
    status = screen.say(f"status.{each.status}")
    words = f"{relation} {each.above.number or each.above.title or each.above.id}"
    yield Text.assemble("    ", (status, STATUS_STYLES[each.status]), f", {words}")
    for task in each.tasks:
        yield Text(f"    {task_line(task, screen, max(screen.out.width - 4, _NARROWEST))}", "dim")


def _name(document: Brief, screen: Screen) -> str:
    words = (document.type, document.number or document.title or document.id)
    head = " ".join(word for word in words if word)
    return ", ".join(part for part in (head, screen.day(document.date), document.issuer) if part)

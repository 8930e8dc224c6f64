"""A cascade as indented text: readable at 80 columns, the same on a terminal and in a file but for colour."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from rich.text import Text

from luocdo.app.quotes import shortened
from luocdo.app.screen import Screen
from luocdo.app.task_lines import task_line
from luocdo.graph.schema import schema
from luocdo.queries.cascade import Branch, Cascade, Relation
from luocdo.queries.coverage import Reach

_DEEPEST = 12
"""Steps that are drawn as steps; deeper branches stand at that indent with their depth before them."""
_NARROWEST = 30
STATUS_STYLES = {
    "in_force": "green",
    "no_end_known": "green",
    "partly": "yellow",
    "not_yet": "yellow",
    "suspended": "yellow",
    "superseded": "red",
    "repealed": "red",
    "expired": "dim",
    "unknown": "dim",
}


def draw(cascade: Cascade, screen: Screen) -> Iterator[Text]:
    """The tree, a line at a time."""
    last = _last_children(cascade.branches)
    width = screen.out.width
    rails: list[bool] = []
    path: list[Branch] = []
    for place, branch in enumerate(cascade.branches):
        del rails[max(branch.depth - 1, 0) :]
        path[branch.depth :] = [branch]
        cited = path[branch.depth - 1] if cascade.direction == "down" else branch
        first, rest = _guides(rails, branch, last=last[place])
        if branch.depth:
            rails.append(not last[place])
        below = place + 1 < len(cascade.branches) and cascade.branches[place + 1].depth > branch.depth
        rest += "│ " if below and branch.depth < _DEEPEST else "  "
        room = max(width - len(rest), _NARROWEST)
        yield from _branch_lines(branch, screen, first, rest, room, cited.document.number)


def _branch_lines(
    branch: Branch, screen: Screen, first: str, rest: str, room: int, cited: str | None
) -> Iterator[Text]:
    """A document's lines; `cited` is the number that the sentence which joins it to the one above names."""
    head = _wrapped(_head(branch, screen), room) or [""]
    status = screen.say(f"status.{branch.status}")
    yield Text.assemble((first, "dim"), (head[0], "bold"))
    for line in head[1:]:
        yield Text.assemble((rest, "dim"), (line, "bold"))
    yield Text.assemble((rest, "dim"), (status, STATUS_STYLES[branch.status]))
    if branch.repeated:
        if not branch.document.number:
            yield from (
                Text.assemble((rest, "dim"), line) for line in _wrapped(branch.document.title or "", room, most=1)
            )
        yield Text.assemble((rest, "dim"), (screen.say("trace.repeated"), "dim"))
        return
    title = branch.document.title or ""
    for line in _wrapped(title, room, most=2):
        yield Text.assemble((rest, "dim"), line)
    if branch.relation is not None:
        for line in _wrapped(_evidence(branch.relation, screen, cited), room, most=4):
            yield Text.assemble((rest, "dim"), (line, "cyan"))
    for task in branch.tasks:
        yield Text.assemble((rest, "dim"), (task_line(task, screen, room), "bold" if task.named else ""))


def _wrapped(text: str, room: int, most: int | None = None) -> list[str]:
    """The text in lines; numbers and file names are not broken at their hyphens."""
    return wrap(text, room, max_lines=most, placeholder=" …", break_on_hyphens=False)


def _head(branch: Branch, screen: Screen) -> str:
    """Type, number, date and who issued it."""
    node = branch.document
    if node.number:
        name = " ".join(word for word in (node.type, node.number) if word)
    else:
        unnumbered = f"{node.type} {screen.say('trace.unnumbered')}" if node.held and node.type else None
        name = unnumbered or node.name or node.id
    issuer = ", ".join(each.name for each in node.issuer) or node.province
    unsure = f"[{screen.say('trace.ambiguous')}]" if node.ambiguous else ""
    return ", ".join(word for word in (name, screen.day(node.date), issuer, unsure) if word)


def _evidence(relation: Relation, screen: Screen, cited: str | None) -> str:
    """How the document is joined to the one above: the verb, the quote, where it stands, what it is worth."""
    kind = schema().edges[relation.kind.upper()]
    words = [(kind.vi if screen.language == "vi" else kind.en).verb]
    if relation.note:
        words.append(f"[{relation.note}]")
    seen = relation.evidence
    if relation.nested and seen is not None:
        words.append(screen.say("trace.nested", source=seen.source))
    if seen is None:
        return " ".join(words)
    short = shortened(seen.quote, seen.cue, cited)
    where = ", ".join(part for part in (seen.source, seen.section) if part)
    mark = f" [{screen.say('trace.illustrative')}]" if seen.illustrative else ""
    return f"{' '.join(words)}: “{short}” ({where}){mark}"


def _guides(rails: list[bool], branch: Branch, *, last: bool) -> tuple[str, str]:
    """What stands before the first line of a branch, and before its others."""
    if branch.depth == 0:
        return "", ""
    before = "".join("│  " if rail else "   " for rail in rails[: _DEEPEST - 1])
    deeper = f"({branch.depth}) " if branch.depth > _DEEPEST else ""
    return f"{before}{'└─ ' if last else '├─ '}{deeper}", f"{before}{'   ' if last else '│  '}"


def _last_children(branches: tuple[Branch, ...]) -> list[bool]:
    """Whether each branch is the last child of its parent."""
    last = [False] * len(branches)
    later: list[bool] = []
    for place in range(len(branches) - 1, -1, -1):
        depth = branches[place].depth
        later.extend([False] * (depth + 1 - len(later)))
        last[place] = not later[depth]
        later[depth] = True
        del later[depth + 1 :]
    return last


def reach_lines(reach: Reach, screen: Screen) -> Iterator[Text]:
    """Which provinces a directive came to, and which are known but have nothing that carries it out."""
    for key, names in (("demo.provinces", reach.reached), ("coverage.without", reach.without)):
        if names:
            yield Text(screen.say(key, count=len(names), names=", ".join(names)))

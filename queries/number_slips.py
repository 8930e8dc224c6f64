"""Numbers that look like slips of the pen: another organ, term or form of a document that is there, a day out of order.

A slip is told, never mended: `44/2023/TT-BTC` of the Bộ Công Thương is 44/2023/TT-BCT, but a person says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from luocdo.graph.agency_names import agency_ref
from luocdo.graph.errors import NumberError
from luocdo.graph.identity_policy import kind_of
from luocdo.graph.model import AgencyRef, DocumentNode
from luocdo.graph.number import DocumentNumber
from luocdo.graph.titles import FITS, title_overlap
from luocdo.graph.vocabulary import organs

BY_MINISTERS = frozenset({"TT", "QĐ"})
"""What a ministry or its minister signs: a circular of another one than its code says is a slip."""
SLACK = 31
"""Days by which two numbers of a ministry's series may be out of order: they are taken before the signature."""


class _Shown(NamedTuple):
    """A document with its number in parts, whether it is there for certain, and how many texts cite it."""

    node: DocumentNode
    number: DocumentNumber
    weight: tuple[bool, int]


def slips(documents: Iterable[DocumentNode], seen: Mapping[str, int], certain: Container[str] = ()) -> dict[str, str]:
    """What speaks against the number or the day of central documents of the State, by id.

    `seen` counts the texts that cite each; those whose ids are `certain` are there however few do.
    """
    weighed = ((node, (node.id in certain, seen.get(node.id, 0))) for node in documents)
    shown = [each for node, weight in weighed if (each := _shown(node, weight)) is not None]
    found = {each.node.id: words for each in shown if (words := _by_itself(each))}
    for look in (_variants, _out_of_order):
        # What is a slip itself speaks against no other.
        for each, words in list(look([each for each in shown if each.node.id not in found])):
            found.setdefault(each.node.id, words)
    return found


def _shown(node: DocumentNode, weight: tuple[bool, int]) -> _Shown | None:
    kind = kind_of(node.number)
    if kind.party or kind.placed or kind.dated or node.number is None:
        return None
    try:
        return _Shown(node, DocumentNumber.parse(node.number), weight)
    except NumberError:
        return None


def _by_itself(each: _Shown) -> str:
    """What a number and its own day and form contradict."""
    node, number = each.node, each.number
    if number.year and node.date and int(node.date[:4]) != number.year:
        return f"the number is of {number.year}, the day {node.date}"
    if number.type_code is None and number.form != "qh":
        return "a number of this year has a type"
    said, by_number = node.issuer[:1], issuer_of(number)
    if said and by_number is not None and number.type_code in BY_MINISTERS and said[0].id != by_number.id:
        return f"the texts name {said[0].name}, the number {by_number.name}"
    return ""


def issuer_of(number: DocumentNumber) -> AgencyRef | None:
    """The one central body whose code a number bears."""
    known = organs().find(number.organ_codes[0]) if len(number.organ_codes) == 1 else None
    return agency_ref(known.organ.name, None) if known is not None and not known.organ.issuer else None


def _variants(shown: Iterable[_Shown]) -> Iterator[tuple[_Shown, str]]:
    """Two numbers of one serial and year, and of one day or name: the one that fewer texts give."""
    series: dict[tuple[str, int | None], list[_Shown]] = defaultdict(list)
    for each in shown:
        series[each.number.serial.lstrip("0"), each.number.year].append(each)
    for group in series.values():
        for each in group:
            for other in group:
                if other is not each and other.weight >= each.weight and _may_be_one(each.node, other.node):
                    yield each, f"may be {other.node.number}, {_weighed(other, each)}"


def _weighed(one: _Shown, other: _Shown) -> str:
    certain, seen = one.weight
    return "which is known" if certain else f"which {seen} texts cite ({other.weight[1]} this one)"


def _may_be_one(one: DocumentNode, other: DocumentNode) -> bool:
    if one.name and other.name:
        return one.name == other.name and (one.date == other.date or not (one.date and other.date))
    if not one.date or one.date != other.date or (one.type and other.type and one.type != other.type):
        return False
    return not (one.title and other.title) or title_overlap(one.title, other.title) >= FITS


def _out_of_order(shown: Iterable[_Shown]) -> Iterator[tuple[_Shown, str]]:
    """A day far from its place in the series: later than that of a higher number, or earlier than that of a lower.

    Of two that disagree it is the one that more others speak against, or both where one more or less would tell;
    never what is there for certain.
    """
    series: dict[tuple[str, str, int], list[_Shown]] = defaultdict(list)
    for each in shown:
        if each.node.date and each.number.year and each.number.serial.isdigit():
            kind = each.number.type_code or each.node.type or ""
            key = kind, "-".join(each.number.organ_codes), each.number.year
            series[key].append(each)
    for group in series.values():
        against = {id(each): [other for other in group if _disagree(each, other)] for each in group}
        for each in group:
            others = against[id(each)]
            if not others or each.weight[0]:
                continue
            if all(other.weight[0] or len(against[id(other)]) <= len(others) + 1 for other in others):
                other = others[0].node
                yield each, f"{each.node.date} is out of order: {other.number} is of {other.date}"


def _disagree(one: _Shown, other: _Shown) -> bool:
    if int(one.number.serial) > int(other.number.serial):
        one, other = other, one
    first, second = date.fromisoformat(one.node.date or ""), date.fromisoformat(other.node.date or "")
    return (first - second).days > SLACK

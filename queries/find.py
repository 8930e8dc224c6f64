"""From what a user types to one document: `25-NQ/TW@2013-06-03`, `282-KH/TU@Gia Lai`, or an id."""

from __future__ import annotations

from collections.abc import Iterable

from luocdo.graph.errors import AmbiguousNumber, NumberError, UnknownNumber
from luocdo.graph.fold import fold, slug
from luocdo.graph.identity_policy import Kind, kind_of
from luocdo.graph.known import type_key
from luocdo.graph.model import DocumentNode
from luocdo.graph.number import NumberQuery, number_key, parse_query
from luocdo.graph.places import find_province, place_key
from luocdo.graph.store import Reader
from luocdo.graph.vocabulary import doctypes
from luocdo.queries.registers import Registers
from luocdo.queries.results import by_age

_ISO_DAY = len("2013-06-03")


def find(reader: Reader, query: str) -> DocumentNode:
    """The one document a query means; AmbiguousNumber, UnknownNumber or NumberError if there is not one."""
    found = candidates(reader, query)
    if not found:
        raise UnknownNumber(f"{query}: no document of the store bears this number")
    if len(found) > 1:
        raise AmbiguousNumber(query, tuple(each.id for each in found))
    return found[0]


def candidates(reader: Reader, query: str) -> tuple[DocumentNode, ...]:
    """Every document a query fits, oldest first; a stand-in for several only where nothing else fits.

    An id of the store is a query too: it is the only name of a document without a number.
    """
    try:
        asked = parse_query(query)
    except NumberError:
        known = reader.document(query.strip())
        if known is None:
            raise
        return (known,)
    fitting = _fitting(reader.by_number_key(number_key(asked.number)), asked)
    known = None if fitting else reader.document(query.strip())  # `25-nq-tw.2003-03-12` reads as a number too
    return (known,) if known is not None else fitting


def resolved(
    reader: Reader, number: str, *, date: str | None = None, issuer: str | None = None, place: str | None = None
) -> tuple[DocumentNode, ...]:
    """Every document a number fits that was issued on a day (or in a year) by a body in a place, oldest first.

    What is not told does not count; a document that says nothing on what is told does not fit.
    """
    found = candidates(reader, number)
    return tuple(
        each
        for each in found
        if (date is None or (each.date or "").startswith(date))
        and (issuer is None or any(fold(issuer) in fold(body.name) for body in each.issuer))
        and (place is None or _in_place(each, place))
    )


class Lookup:
    """Many queries answered from the store and what is known beside it, with one round of questions for all."""

    def __init__(self, reader: Reader, queries: Iterable[str], registers: Registers) -> None:
        self._registers = registers
        self._asked = {query: _parsed(query) for query in queries}
        parsed = [asked for asked in self._asked.values() if asked is not None]
        numbers = [asked.number for asked in parsed]
        self._groups = reader.by_number_keys((number_key(number) for number in numbers), _days(parsed))
        registers.prepare(numbers)
        self._found = {query: self._numbered(asked) for query, asked in self._asked.items() if asked is not None}
        # An id of the store is a query too, and `25-nq-tw.2003-03-12` reads as a number as well.
        unknown = [query for query in self._asked if not self._found.get(query)]
        self._ids = reader.documents(dict.fromkeys(query.strip() for query in unknown))

    def candidates(self, query: str) -> tuple[DocumentNode, ...]:
        """Every document that the query fits, oldest first; NumberError if it is neither number nor id."""
        found = self._found.get(query, ())
        known = None if found else self._ids.get(query.strip())
        if known is not None:
            return (known,)
        if self._asked[query] is None:
            parse_query(query)
        return found

    def _numbered(self, asked: NumberQuery) -> tuple[DocumentNode, ...]:
        return _fitting(joined(self._groups.get(number_key(asked.number), ()), asked.number, self._registers), asked)


def _days(asked: Iterable[NumberQuery]) -> dict[str, set[str]]:
    """The days asked for, by number key, where documents of other days are others, and no query fits them.

    A number that carries its year is one document's whatever the day, so what else is known of it counts.
    """
    days: dict[str, set[str]] = {}
    for each in asked:
        whole = len(each.date or "") == _ISO_DAY and kind_of(each.number).dated
        days.setdefault(number_key(each.number), set()).add(each.date or "" if whole else "")
    return {key: found for key, found in days.items() if "" not in found}


def joined(held: Iterable[DocumentNode], number: str, registers: Registers) -> list[DocumentNode]:
    """The documents of a number that the store has, and those that only registries and tables know.

    A node that nothing but mentions without a day made stands for nobody where a document of the number is known.
    """
    if not registers.knows(number):
        return list(held)
    nodes = {each.id: each for each in held}
    found = registers.documents(number)
    if found.keys() <= nodes.keys():
        return list(nodes.values())
    kind = kind_of(number)
    there = {_identity(each, kind) for each in nodes.values()}
    known = {id_: node for id_, node in found.items() if id_ not in nodes and _identity(node, kind) not in there}
    if known and kind.dated:
        nodes = {id_: each for id_, each in nodes.items() if each.held or each.ambiguous or each.date is not None}
    return [*nodes.values(), *known.values()]


def _identity(document: DocumentNode, kind: Kind) -> tuple[str | None, str | None, str | None]:
    """What tells documents of one number apart, whatever id a store has given them."""
    place = place_key(document.province) if kind.placed and document.province else None
    return document.date if kind.dated else None, type_key(document.type) if kind.typed else None, place


def _parsed(query: str) -> NumberQuery | None:
    try:
        return parse_query(query)
    except NumberError:
        return None


def _fitting(group: Iterable[DocumentNode], asked: NumberQuery) -> tuple[DocumentNode, ...]:
    fitting = [each for each in group if _fits(each, asked)]
    settled = [each for each in fitting if not each.ambiguous]
    return tuple(sorted(settled or fitting, key=by_age))


def _fits(document: DocumentNode, asked: NumberQuery) -> bool:
    """Whether the hint holds; a document that says nothing on it does not fit."""
    if asked.date is not None:
        return (document.date or "").startswith(asked.date)
    if asked.type is not None:
        return _same_type(document.type, asked.type)
    return asked.place is None or _in_place(document, asked.place) or _bare_type(document, asked.place)


def _same_type(one: str | None, other: str) -> bool:
    """Whether two type words stand for one series: a Bộ luật counts among the laws."""
    types = doctypes()
    left, right = types.by_words(one or ""), types.by_words(other)
    return left is not None and right is not None and left.identity_key() == right.identity_key()


def _bare_type(document: DocumentNode, words: str) -> bool:
    """Whether the words are the document's type typed without marks, `luat`, `nghi quyet`."""
    return document.type is not None and slug(document.type) == slug(words)


def _in_place(document: DocumentNode, place: str) -> bool:
    """Whether a document is of a province (under any of its names), a district, or an issuer so named."""
    province = find_province(place)
    if province is not None:
        return document.province is not None and place_key(document.province) == place_key(province.name)
    if document.district is not None and slug(place) in slug(document.district):
        return True
    return any(fold(place) in fold(each.name) for each in document.issuer)

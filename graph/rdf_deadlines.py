"""Deadlines of tasks as RDF, and read back: the shapes of an extraction, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from luocdo.graph.rdf_terms import Description, T, day, task, text, truth, whole
from luocdo.graph.rdf_things import Things, datatype, literal
from luocdo.graph.rdf_values import real_day

DAYS = {"date": "luocdo:dueDate", "month": "luocdo:dueMonth", "year": "luocdo:dueYear"}
DAYS |= {"from": "luocdo:dueFrom", "to": "luocdo:dueTo", "quarter": "luocdo:dueQuarter"}
"""The parts that say when; in a recurrence `month` is a whole number and stands under luocdo:month."""
_ORDER = ("date", "recurs", "month", "day", "weekday", "quarter", "year", "from", "to", "after", "text")
"""The parts of a deadline in the order an extraction writes them."""
_INSIDE = ("event", "hours", "days", "months", "working")
"""The same for what follows an event."""
_RECURS = ("yearly", "half-yearly", "quarterly", "monthly", "weekly")
_QUARTERS = ("-Q1", "-Q2", "-Q3", "-Q4")
_MOST = {"month": 12, "day": 31, "weekday": 7, "hours": 100_000, "days": 100_000, "months": 100_000}


def deadline_descriptions(task_id: str, place: int, found: dict[str, Any]) -> Iterator[Description]:
    """A deadline by the shapes of an extraction; what follows an event stands in a part of its own."""
    subject = task(task_id, f"deadline-{place}")
    pairs = [(T["rdf:type"], T["luocdo:Deadline"]), (T["luocdo:order"], whole(place))]
    after = None
    for name, value in sorted(found.items()):
        if name == "after":
            after = f"{subject[:-1]}-after>"
            pairs.append((T["luocdo:after"], after))
        else:
            pairs.append(_written(name, value))
    yield Description(subject, pairs)
    if after is not None:
        yield Description(after, [_written(name, value) for name, value in sorted(found["after"].items())])


def _written(name: str, value: str | int | bool) -> tuple[str, str]:
    if name == "text":
        return T["luocdo:asWritten"], text(str(value))
    if isinstance(value, bool):
        return T[f"luocdo:{name}"], truth(value)
    if isinstance(value, int):
        return T[f"luocdo:{name}"], whole(value)
    if name in DAYS:
        return T[DAYS[name]], day(value)
    return T[f"luocdo:{name}"], text(value)


def read_deadline(things: Things, subject: str) -> dict[str, Any]:
    """A deadline in the shape of an extraction; ValueError where it is none."""
    found: dict[str, Any] = {}
    for property_, term in things.said(subject):
        if property_ in (T["rdf:type"], T["luocdo:order"]):
            continue
        if property_ == T["luocdo:after"]:
            event = [_read(inner, said, _INSIDE) for inner, said in things.said(term)]
            found["after"] = dict(sorted(event, key=lambda each: _INSIDE.index(each[0])))
        else:
            name, value = _read(property_, term, _ORDER)
            found[name] = value
    return dict(sorted(found.items(), key=lambda each: _ORDER.index(each[0])))


def real_deadline(told: dict[str, Any]) -> dict[str, Any]:
    """The same deadline; ValueError where it is none that an extraction writes."""
    for name, value in told.items():
        if name == "after" and isinstance(value, dict):
            for inner, said in value.items():
                _check(inner, said, _INSIDE)
        else:
            _check(name, value, _ORDER)
    return told


def _check(name: str, value: object, known: tuple[str, ...]) -> None:
    if name not in known or name == "after":
        raise ValueError(f"{name}: no part of a deadline")
    if name == "working":
        fits = isinstance(value, bool)
    elif isinstance(value, int):
        fits = not isinstance(value, bool) and 0 < value <= _MOST.get(name, 0)
    elif not isinstance(value, str) or (name in _MOST and name not in DAYS):
        fits = False
    elif name in DAYS and not (value[4:] in _QUARTERS and value[:4].isdecimal()):
        fits = bool(real_day(value))
    else:
        fits = name != "recurs" or value in _RECURS
    if not fits:
        raise ValueError(f"{name}: {value} is out of range")


def _read(property_: str, term: str, known: tuple[str, ...]) -> tuple[str, str | int | bool]:
    said = literal(term)
    if property_ == T["luocdo:asWritten"]:
        return "text", said
    name = _NAMES.get(property_) or property_.rpartition("#")[2][:-1]
    if name not in known:
        raise ValueError(f"{name}: no part of a deadline")
    kind = datatype(term)
    if name in _MOST and kind == T["xsd:integer"]:
        if not 0 < int(said) <= _MOST[name]:
            raise ValueError(f"{name}: {said} is out of range")
        return name, int(said)
    if name == "working":
        return name, said == "true"
    if name == "recurs" and said not in _RECURS:
        raise ValueError(f"{said}: no recurrence")
    if name in DAYS:
        return name, said if said[4:] in _QUARTERS and said[:4].isdecimal() else real_day(said)
    return name, said


_NAMES = {T[term]: name for name, term in DAYS.items()}

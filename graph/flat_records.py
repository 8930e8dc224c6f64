"""Records as attributes with plain values, and back: what GraphML and GEXF can hold of a node or an edge.

A field with a plain value is an attribute of its name. One that holds several is told twice: in words, for whoever
looks at it (`issuer`), and as JSON, from which it is read back as it was (`issuer_json`).
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from luocdo.graph.model import AgencyNode, DocumentNode, Edge, Evidence, Record, TaskNode

R = TypeVar("R", bound=Record)
KINDS: dict[str, type[Record]] = {"document": DocumentNode, "agency": AgencyNode, "task": TaskNode}
_JSON = "_json"
_PLAIN: tuple[type, ...] = (bool, int, float, str)
_ENDS = ("source", "target")
_SHOWN = {"issuer", "successors", "deadlines"}
"""Fields of several values that are told in words too."""
_SEEN: dict[str, type] = {
    "evidence_count": int,
    "evidence_source": str,
    "section": str,
    "start": int,
    "end": int,
    "quote": str,
    "rule": str,
    "illustrative": bool,
}
"""Of an edge's evidence what a reader wants to see: how much there is, and the first of it."""


@cache
def node_types() -> dict[str, type]:
    """The attributes of nodes of all kinds, with the type of each."""
    found: dict[str, type] = {"kind": str, "label": str, "key": str}
    for kind in KINDS.values():
        found |= {name: type_ for name, type_ in _types(kind).items() if name != "id"}
    return found


@cache
def edge_types() -> dict[str, type]:
    """The attributes of edges, with the type of each."""
    return {name: type_ for name, type_ in _types(Edge).items() if name not in _ENDS} | _SEEN


def node_attributes(node: DocumentNode | AgencyNode | TaskNode, key: str = "") -> dict[str, Any]:
    """The attributes of a node, without those it has no value for. `key`: the number key a document is filed under."""
    kind = next(name for name, type_ in KINDS.items() if isinstance(node, type_))
    return {"kind": kind, "label": _label(node), **({"key": key} if key else {}), **_told(node, ("id",))}


def edge_attributes(edge: Edge) -> dict[str, Any]:
    """The attributes of an edge, its first evidence in words among them."""
    told = _told(edge, _ENDS) | {"evidence_count": len(edge.evidence)}
    if edge.evidence:
        seen = edge.evidence[0]
        told |= {"evidence_source": seen.source} | {
            name: getattr(seen, name) for name in _SEEN if name in _of(Evidence)
        }
    return told


def record_of(kind: type[R], given: Mapping[str, Any], told: Mapping[str, Any]) -> R:
    """The record that attributes tell, with the fields given besides; ValueError where they do not fit it.

    A field without an attribute is empty.
    """
    fields: dict[str, Any] = dict(given)
    for name, type_ in _of(kind).items():
        if name in fields:
            continue
        if f"{name}{_JSON}" in told:
            fields[name] = msgspec.json.decode(told[f"{name}{_JSON}"])
        elif _plain(type_) is not None and name in told:
            fields[name] = told[name]
        else:
            fields[name] = _empty(type_)
    return msgspec.convert(fields, kind)


def _told(record: Record, without: tuple[str, ...]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, type_ in _of(type(record)).items():
        value = getattr(record, name)
        if name in without or value is None or value == ():
            continue
        if _plain(type_) is not None:
            told[name] = value
            continue
        if name in _SHOWN:
            told[name] = "; ".join(map(_words, value))
        told[f"{name}{_JSON}"] = msgspec.json.encode(value).decode()
    return told


def _types(kind: type[Record]) -> dict[str, type]:
    found: dict[str, type] = {}
    for name, type_ in _of(kind).items():
        plain = _plain(type_)
        if plain is not None:
            found[name] = plain
        else:
            found |= {name: str} if name in _SHOWN else {}
            found[f"{name}{_JSON}"] = str
    return found


@cache
def _of(kind: type[Record]) -> dict[str, Any]:
    """The fields of a record with their types, in their order."""
    hints = get_type_hints(kind)
    return {name: hints[name] for name in kind.__struct_fields__}


def _plain(type_: Any) -> type | None:
    """The type of a field with one plain value; None for one that holds more."""
    if type_ in _PLAIN:
        found: type = type_
        return found
    if get_origin(type_) in (Union, types.UnionType):
        kinds = {_plain(each) for each in get_args(type_) if each is not type(None)}
        return kinds.pop() if len(kinds) == 1 else None
    values = get_args(type_)
    return str if values and all(isinstance(each, str) for each in values) else None


def _empty(type_: Any) -> Any:
    """What stands in a field of which nothing is told."""
    if type(None) in get_args(type_):
        return None
    return {str: "", bool: False, int: 0, float: 0.0}.get(type_, ())


def _label(node: DocumentNode | AgencyNode | TaskNode) -> str:
    """What people call a node."""
    if isinstance(node, DocumentNode):
        return node.number or node.name or node.title or node.id
    return node.name if isinstance(node, AgencyNode) else " ".join(node.text.split())[:80]


def _words(value: Any) -> str:
    """One of several values in words."""
    if isinstance(value, dict):
        return str(value.get("text", ""))
    told = value.to_dict()
    return str(told["name"]) if "name" in told else " ".join(filter(None, told.values()))

"""What an address, an id or a day of a file must be before it is taken for one of ours."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote

from luocdo.graph.document_id import name_slug, number_slug
from luocdo.graph.number import number_key
from luocdo.graph.rdf_terms import BASE

_ID = re.compile(r"[A-Za-z0-9._~-]+")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_HASH = re.compile(r"[0-9a-f]{64}")


def id_of(address: str, kind: str) -> str:
    """The id behind an address of ours: `ubnd.gia-lai`; ValueError for another address or an id that is none."""
    start = f"<{BASE}{kind}/"
    id_ = unquote(address[len(start) : -1]) if address.startswith(start) else ""
    if not _ID.fullmatch(id_):
        raise ValueError(f"{address}: no address of ours under /{kind}/")
    return id_


def real_id(id_: str) -> str:
    """The same id; ValueError for one that does not fit a path."""
    if not _ID.fullmatch(id_):
        raise ValueError(f"{id_}: no id")
    return id_


def check_identity(id_: str, number: str | None, key: str) -> None:
    """ValueError where an id is not that of the number, or of the name: it would be taken for another document."""
    numbered = number is not None and key == number_key(number)
    stem = number_slug(number or "") if numbered else name_slug(key.removeprefix("~"))
    if not key or not (id_ == stem or id_.startswith(f"{stem}.")):
        raise ValueError(f"{id_}: not the id of {number or key or 'a document without number and key'}")


def real_day(said: str) -> str:
    """The same day, month or year; ValueError for one that no calendar has."""
    if not _DAY.fullmatch(said):
        raise ValueError(f"{said}: no day")
    date.fromisoformat(f"{said}-01-01"[:10])
    return said


def real_hash(said: str) -> str:
    """The same SHA-256; ValueError for anything else."""
    if not _HASH.fullmatch(said):
        raise ValueError(f"{said}: no SHA-256")
    return said

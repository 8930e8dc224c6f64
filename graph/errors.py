"""What can go wrong, as one tree.

    LuocdoError
    ├── ReadError          a file cannot be turned into text (name, place, reason)
    │   ├── TooLarge       it has more bytes, text or pages than may be read
    │   └── WrongKind      it is of a kind that is not read
    ├── VocabularyError    a data file breaks its own rules
    ├── NumberError        a string is not a document number
    ├── AmbiguousNumber    a number names several documents (carries the candidates)
    ├── UnknownNumber      a number names no document of the store
    ├── UnknownName        a name is no province or type that is known
    ├── TooMany            an answer would be larger than was allowed
    ├── RelationError      a name is no relation that can be followed
    ├── NotACopy           the target of a copy holds what its source does not
    ├── ExportError        a graph cannot be written in the form asked for
    ├── QueryError         a query in SPARQL is none, or asks for what is not done
    │   ├── QueryTooLong   it has more letters than are read
    │   └── QueryUnavailable   what answers queries is not installed
    ├── QueryOverLimit     it takes more time, memory or room than it may
    ├── QueryNotYet        the graph it is asked of is being made ready
    └── StoreError         the store is out of reach or refuses
        └── SchemaTooNew   the store was written by a newer luocdo

Bad input is data: loaders turn a ReadError into a problem row and go on. A bad call raises.
"""

from __future__ import annotations


class LuocdoError(Exception):
    """Root of every error this program raises on purpose."""


class ReadError(LuocdoError):
    """A file cannot be read. `place` is a page, byte offset or part name, or empty."""

    def __init__(self, file: str, reason: str, place: str = "") -> None:
        self.file, self.reason, self.place = file, reason, place
        super().__init__(f"{file}{f' ({place})' if place else ''}: {reason}")


class TooLarge(ReadError):
    """A file has more bytes, text or pages than may be read, or inflates to more."""


class WrongKind(ReadError):
    """A file is of a kind that is not read: a picture, an archive, an old Word file."""


class VocabularyError(LuocdoError):
    """A file under data/ breaks its own rules; the message names file, entry and rule."""


class NumberError(LuocdoError):
    """A string given as a document number is none."""


class AmbiguousNumber(LuocdoError):
    """One number, several documents: `candidates` are their stable ids, ordered."""

    def __init__(self, number: str, candidates: tuple[str, ...]) -> None:
        self.number, self.candidates = number, candidates
        super().__init__(f"{number} names {len(candidates)} documents: {', '.join(candidates)}")


class UnknownNumber(LuocdoError):
    """No document of the store bears this number."""


class UnknownName(LuocdoError):
    """A name given as a province or a type is none that is known."""


class TooMany(LuocdoError):
    """An answer would be larger than the caller allowed."""


class RelationError(LuocdoError):
    """A name given as a relation is none that can be followed."""


class QueryError(LuocdoError):
    """A query is not SPARQL, or would write, or call another server."""


class QueryTooLong(QueryError):
    """A query has more letters than are read."""


class QueryUnavailable(QueryError):
    """No query can be answered: the library that does it is not installed."""


class QueryOverLimit(LuocdoError):
    """A query takes more time or memory than it may, or its answer more room."""


class QueryNotYet(LuocdoError):
    """The graph that a query is asked of is being made ready."""


class ExportError(LuocdoError):
    """A graph cannot be written in the form asked for: it is too large for it."""


class StoreError(LuocdoError):
    """The store is out of reach, or what it holds cannot be used."""


class SchemaTooNew(StoreError):
    """The store was written by a newer version of this program."""


class NotACopy(LuocdoError):
    """The target of a copy holds what its source does not: it would be lost, or mixed in."""

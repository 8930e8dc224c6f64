"""A graph of what breaks files and queries: quotes, line ends, signs of languages, a name of 100 kB."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from luocdo.graph.model import (
    AgencyNode,
    AgencyRef,
    DocumentNode,
    Edge,
    Evidence,
    Extraction,
    Header,
    SourceText,
    Succession,
    TaskNode,
    Terms,
)
from luocdo.graph.store import Store
from luocdo.graph.store_records import ClaimRow, FactRow, FactTable, GraphProblem, HeldText, Quarantined

WORDS = (
    *('"quoted" ""twice""', "'; MATCH (n) DETACH DELETE n; //", "`tick` {brace} $given ${HOME} $(id)", "=1+1", "-2+3"),
    *("line\nend\r\nof\rfile", "back\\slash \\n \\u0027 \\", "tab\tnull\x00unit\x1f", "a,b;c|d", " around ", ""),
    *("\ufdd0", "two\ufdd0parts", "\ufeffmark", "Đồng bào \U0001f600", "x" * 100_000),
)
SHARED = 12
"""So many texts say one thing of one relation: more than a relationship shows."""


def fill(store: Store) -> None:
    """Put every word wherever a text can stand."""
    with store.batch() as batch:
        batch.put_group("shared", [_document("shared", "1/CT")])
        for place, word in enumerate(WORDS):
            batch.put_group(_key(place, word), [_document(f"d{place}", word)])
        batch.put_agencies([_agency(place, word) for place, word in enumerate(WORDS)])
        batch.put_tasks([_task(place, word) for place, word in enumerate(WORDS)])
        for place, word in enumerate(WORDS):
            held = _held(place, word)
            batch.put_held(held)
            batch.put_claims({held.key: [ClaimRow(0, _key(place, word), _bytes(word)), ClaimRow(1, "@x", b"\x00\xff")]})
            batch.put_resolutions([("@x", b"\x00\xff", b"\xff")])
            batch.put_statements(held.origin, _edges(place, word, held))
            batch.put_problems(held.key, [GraphProblem(held.key, "info", word, 1, 2)] * 2)
            file = f"{place}{word[:100]}"  # paths end at 4,096 bytes
            batch.quarantine(file, [Quarantined(file, word, word)])
        batch.put_facts(FactRow("table", place, _key(place, word), _bytes(word)) for place, word in enumerate(WORDS, 1))
        batch.publish_facts(FactTable("table", "mapping", WORDS[0], "00", "2020-01-01", len(WORDS), 0, len(WORDS)))


def _bytes(word: str) -> bytes:
    """What a builder packs is never empty."""
    return b"\x00" + word.encode()


def _key(place: int, word: str) -> str:
    """A number key or a path: neither has a null in it."""
    return f"{place} {word}".replace("\x00", "")


def _document(id_: str, word: str) -> DocumentNode:
    return DocumentNode(
        id=id_, number=word, type=word, name=word, title=word, date="2020-02-30" if id_ == "d1" else "2020-02-25",
        issuer=(AgencyRef("a0", word), AgencyRef("a1", "")), level="province-state", province=word or None,
        expires="2020", held=True, territory=word,
    )  # fmt: skip


def _agency(place: int, word: str) -> AgencyNode:
    """Of the first, all the work went to one body: its list of subjects is one empty text."""
    heirs = (Succession("a1", "2025-03-01", "" if place == 0 else word),)
    return AgencyNode(f"a{place}", word, province="Gia Lai", parent="a2", successors=heirs)


def _task(place: int, word: str) -> TaskNode:
    bodies = (AgencyRef("a0", word),)
    deadlines = ({"date": "2020-05-30", "text": word}, {"quarter": "2018-Q3", "text": word})
    return TaskNode(f"t{place}", f"d{place}", "body", word, word, 0, 1, bodies, (), bodies, ("shared",), deadlines)


def _held(place: int, word: str) -> HeldText:
    key, text = f"{_key(place, word[:50])}.txt", f"{word}\n" * 3
    digest = sha256(text.encode()).hexdigest()
    blank = dict.fromkeys(("type", "date", "issuer", "level", "province", "signer", "effective_from"))
    header = Header(id=f"d{place}", number=word, title=word, **blank)  # type: ignore[arg-type]
    extraction = Extraction(key, digest, len(text), header, (), (), (), (), (), (word,), ())
    return HeldText(key, f"d{place}", SourceText(key, digest, text, "text/plain", "utf-8"), extraction)


def _edges(place: int, word: str, held: HeldText) -> list[Edge]:
    where = (held.document_id, held.text.source, held.text.sha256)
    seen = Evidence(*where, 0, 1, word, word, word, "rule", 0.5)
    terms = Terms("2021-01-01", partial=True, provisions=("",), except_=(word, word))
    own = [
        Edge(f"d{place}", "shared", "REPEALS", "document", False, 0.9, (msgspec.structs.replace(seen, terms=terms),)),
        Edge(f"d{place}", f"t{place}", "ASSIGNS", "provision", False, 0.8, (seen, seen)),
        Edge(f"t{place}", f"a{place}", "LED_BY", "provision", True, 1.0, ()),
    ]
    if place < SHARED:
        own.append(Edge("shared", "a0", "ISSUED_BY", "provision", True, place / 100, (seen,), nested=True))
    return own

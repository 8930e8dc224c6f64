"""Extractions into a graph: claims, documents, edges; recomputed where they change, never patched.

A text leaves claims under number keys. A batch takes every key it touches apart anew (`partition`), writes
its documents, records for each distinct claim where it went and by which rule, and states anew the edges
of every text that a decision of changed. So the same texts give the same graph, in whatever order and in
however many batches they come, and what a changed or removed text no longer says is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from luocdo.graph.agency_nodes import agency_node, listed_name
from luocdo.graph.claims import Claim, decode, encode
from luocdo.graph.known import Known
from luocdo.graph.model import AgencyRef, Edge, Extraction, Record, SourceText
from luocdo.graph.named import hints
from luocdo.graph.partition import Decision
from luocdo.graph.schema import schema
from luocdo.graph.settled import settled
from luocdo.graph.statements import SAMPLE, Rows, edges_of, rows_of
from luocdo.graph.store import Writer
from luocdo.graph.store_records import ClaimRow, GraphProblem, HeldText, Signature
from luocdo.graph.task_nodes import executor_edges, task_edges, task_nodes
from luocdo.graph.text_claims import text_claims

AGENCY_KEY = "@"
"""Begins the keys under which texts spell the names of bodies that no table lists."""
_DECISIONS = msgspec.msgpack.Decoder(Decision)
_NAMES = msgspec.msgpack.Decoder(str)


class Loaded(Record, frozen=True):
    """What a batch did: texts taken in, keys taken apart anew, texts whose edges were stated (anew)."""

    texts: int
    keys: int
    stated: int


def held_text(text: SourceText, extraction: Extraction, key: str = "", *, sample: bool = False) -> HeldText:
    """A read file ready to be loaded. `key` is what a later version of it replaces: its path, or its name."""
    key = key or text.source
    return HeldText(f"{SAMPLE}{key}" if sample else key, extraction.document.id, text, extraction)


def load(
    writer: Writer,
    texts: Iterable[HeldText],
    known: Known,
    *,
    drop: Iterable[str] = (),
    keys: Iterable[str] = (),
) -> Loaded:
    """Take texts into the graph, in place of what was held under their keys, and drop others by key.

    `keys` are more number keys to be taken apart anew, as somebody else has put claims under them.
    """
    batch = _Batch(writer, known)
    batch.keys |= set(keys)
    batch.drop(drop)
    batch.take(texts)
    return batch.finish()


class _Batch:
    """One transaction's worth of texts."""

    def __init__(self, writer: Writer, known: Known) -> None:
        self.writer, self.known = writer, known
        self.keys: set[str] = set()
        self.fresh: dict[str, HeldText] = {}
        self.decisions: dict[tuple[str, bytes], Decision] = {}
        self.names: dict[str, str] = {}
        self.bodies: set[str] = set()

    def drop(self, origins: Iterable[str]) -> None:
        self.keys |= self.writer.drop_held(origins)

    def take(self, texts: Iterable[HeldText]) -> None:
        for held in texts:
            self.writer.put_held(held)
            self.fresh[held.key] = held
        self.keys |= self.writer.put_claims({key: self._claim_rows(held) for key, held in self.fresh.items()})

    def finish(self) -> Loaded:
        changed = self._settle(key for key in self.keys if not key.startswith(AGENCY_KEY))
        changed |= self._name_agencies(key for key in self.keys if key.startswith(AGENCY_KEY))
        stale = sorted(changed - set(self.fresh))
        for key in stale:
            held = self.writer.held_text(key)
            if held is not None:
                self._state(held)
        for held in self.fresh.values():
            self._state(held)
        return Loaded(len(self.fresh), len(self.keys), len(stale) + len(self.fresh))

    # --- claims ---

    def _claim_rows(self, held: HeldText) -> list[ClaimRow]:
        """A row for the text, each cited document, what bare names may mean, and unlisted bodies."""
        claims = self._claims(held, rows_of(held.extraction))
        claims += [hint for claim in claims for hint in hints(claim, self.known)]
        found = [(claim.key, encode(claim)) for claim in claims]
        for agency in _agencies(held.extraction):
            if listed_name(agency.id) is None:
                found.append((AGENCY_KEY + agency.id, msgspec.msgpack.encode(agency.name)))
        return [ClaimRow(row, key, signature) for row, (key, signature) in enumerate(found)]

    def _claims(self, held: HeldText, rows: Rows) -> list[Claim]:
        return text_claims(
            held.extraction.document,
            held.text.sha256,
            rows.cited,
            self.known,
            illustrative=held.key.startswith(SAMPLE),
        )

    # --- documents ---

    def _settle(self, keys: Iterable[str]) -> set[str]:
        """Take each key apart; gives the origins of claims that now mean something else."""
        groups: dict[str, list[tuple[bytes, int, bytes | None]]] = {key: [] for key in sorted(keys)}
        for each in self.writer.signatures(groups):
            groups[each.number_key].append((each.signature, each.count, each.resolution))
        changed: set[str] = set()
        for key, rows in groups.items():
            claims = [decode(signature) for signature, _, _ in rows]
            documents, decisions = settled(claims, [count for _, count, _ in rows], self.known)
            self.writer.put_group(key, documents)
            for (signature, _, before), decision in zip(rows, decisions, strict=True):
                if self._record(key, signature, before, decision):
                    changed.update(each.origin for each in self.writer.claimants(key, signature))
        return changed

    def _record(self, key: str, signature: bytes, before: bytes | None, decision: Decision) -> bool:
        """Keep a decision; True if texts of earlier batches have to state their edges anew."""
        self.decisions[key, signature] = decision
        after = msgspec.msgpack.encode(decision)
        if after != before:
            self.writer.put_resolutions([(key, signature, after)])
        # Which of several copies is the first may change though their number does not.
        return (before is not None and after != before) or decision.copies > 1

    def _name_agencies(self, keys: Iterable[str]) -> set[str]:
        """Give each unlisted body the spelling that most texts use; gives the origins of bodies renamed."""
        groups: dict[str, list[Signature]] = defaultdict(list)
        for each in self.writer.signatures(sorted(keys)):
            groups[each.number_key].append(each)
        changed: set[str] = set()
        for key, rows in groups.items():
            best = min(rows, key=lambda row: (-row.count, row.signature)).signature
            self.names[key] = _NAMES.decode(best)
            for row in rows:
                if row.resolution != best:
                    self.writer.put_resolutions([(key, row.signature, best)])
                if row.resolution not in (None, best):
                    changed.update(each.origin for each in self.writer.claimants(key, row.signature))
        return changed

    # --- edges ---

    def _state(self, held: HeldText) -> None:
        rows = rows_of(held.extraction)
        decisions = self._decided(held.key)[: len(rows.cited) + 1]
        own = decisions[0].node
        if held.document_id != own:
            self.writer.assign(held.key, own)
            held = HeldText(held.key, own, held.text, held.extraction)
        edges = [*edges_of(held, rows, decisions), *self._work(held, decisions)]
        self._put_agencies(edges)
        self.writer.put_statements(held.origin, edges)
        self.writer.put_problems(held.key, self._problems(held, rows, decisions))

    def _work(self, held: HeldText, decisions: Sequence[Decision]) -> list[Edge]:
        """Put the tasks a text gives out. Of several copies of a document the first gives them for all."""
        sample = held.key.startswith(SAMPLE)
        edges = list(executor_edges(held, illustrative=sample))
        if self._first_copy(held, decisions[0]) == held.key:
            tasks = task_nodes(held, decisions, illustrative=sample)
            self.writer.put_tasks(tasks)
            edges += task_edges(held, tasks)
        return edges

    def _decided(self, origin: str) -> list[Decision]:
        """The decision of each row of an origin; those of keys this batch did not touch are on record."""
        claims = [row for row in self.writer.claims_of(origin) if not row.number_key.startswith(AGENCY_KEY)]
        missing = {c.number_key for c in claims if (c.number_key, c.signature) not in self.decisions}
        for each in self.writer.signatures(sorted(missing)):
            if each.resolution is not None:
                self.decisions[each.number_key, each.signature] = _DECISIONS.decode(each.resolution)
        return [self.decisions[claim.number_key, claim.signature] for claim in claims]

    def _put_agencies(self, edges: Sequence[Edge]) -> None:
        """The bodies at the ends of a text's edges, and no others: a node without edges is nobody's."""
        ids = sorted({edge.target for edge in edges if schema().edges[edge.kind].ends[1] == "agency"} - self.bodies)
        self.bodies.update(ids)
        missing = {AGENCY_KEY + each for each in ids if listed_name(each) is None} - set(self.names)
        for each in self.writer.signatures(sorted(missing)):
            if each.resolution is not None:
                self.names[each.number_key] = _NAMES.decode(each.resolution)
        named = ((each, listed_name(each) or self.names[AGENCY_KEY + each]) for each in ids)
        self.writer.put_agencies([agency_node(each, name) for each, name in named])

    # --- problems ---

    def _problems(self, held: HeldText, rows: Rows, decisions: Sequence[Decision]) -> list[GraphProblem]:
        found = self._second_copy(held, decisions[0])
        today = held.extraction.document.date
        for citation, decision in zip(held.extraction.citations, decisions[1:], strict=False):
            if not citation.mentions:
                continue
            number, said, right = citation.number, citation.date, decision.conflict
            first = citation.mentions[0]
            if right:
                message = f"date_conflict: {number} is of {right}, not of {said}"
                found.append(GraphProblem(held.key, "warning", message, first.start, first.end))
            elif said and today and said > today:
                message = f"date_in_future: {number or citation.name} of {said} is cited on {today}"
                found.append(GraphProblem(held.key, "warning", message, first.start, first.end))
        return found

    def _second_copy(self, held: HeldText, own: Decision) -> list[GraphProblem]:
        """Two files of one document, a web page and a PDF: both are kept, the later by key says so."""
        if own.copies < 2:
            return []
        first = self.writer.held_text(self._first_copy(held, own))
        if first is None or first.key == held.key:
            return []
        message = f"second_copy: {own.node} is also held as {first.text.source}"
        return [GraphProblem(held.key, "info", message)]

    def _first_copy(self, held: HeldText, own: Decision) -> str:
        """The key of the first text, by key, of the document that a text is a copy of."""
        if own.copies < 2:
            return held.key
        key = self.writer.claims_of(held.key)[0].number_key
        others: set[str] = set()
        for each in self.writer.signatures([key]):
            decided = self._decision(key, each.signature, each.resolution)
            if decode(each.signature).header is not None and decided.node == own.node:
                others.update(row.origin for row in self.writer.claimants(key, each.signature))
        return min(others)

    def _decision(self, key: str, signature: bytes, resolution: bytes | None) -> Decision:
        known = self.decisions.get((key, signature))
        return known if known is not None else _DECISIONS.decode(resolution or b"")


def _agencies(extraction: Extraction) -> Iterable[AgencyRef]:
    """Every body a text names, once for each row of it; the bodies of its work once for each spelling."""
    if extraction.document.issuer is not None:
        yield extraction.document.issuer
    for citation in extraction.citations:
        yield from citation.issuer
    given = (each for task in extraction.tasks for each in (*task.agencies, *task.supporting, *task.reports_to))
    yield from dict.fromkeys((*given, *extraction.executors))

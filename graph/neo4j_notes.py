"""Problems between texts and files in quarantine, in the Neo4j store: gathered, replaced as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from luocdo.graph.neo4j_batch import Batch
from luocdo.graph.neo4j_values import Properties
from luocdo.graph.store_records import GraphProblem, Quarantined

_END_PROBLEMS = "UNWIND $keys AS key MATCH (p:_Problem {origin: key}) DELETE p"
_PUT_PROBLEMS = "UNWIND $rows AS row CREATE (p:_Problem) SET p = row"
_RELEASE = "UNWIND $files AS file MATCH (q:_Quarantine {file: file}) DELETE q"
_QUARANTINE = "UNWIND $rows AS row CREATE (q:_Quarantine) SET q = row"


class Notes:
    """What a batch notes beside the graph."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._problems: dict[str, Sequence[GraphProblem]] = {}
        self._files: dict[str, Sequence[Quarantined]] = {}

    def put_problems(self, key: str, problems: Sequence[GraphProblem]) -> None:
        """Replace the problems of an origin."""
        self._problems[key] = problems

    def quarantine(self, file: str, rows: Sequence[Quarantined]) -> None:
        """Replace the rows of a file; none releases it."""
        self._files[file] = rows

    def flush(self) -> None:
        """Write what has been gathered."""
        problems, self._problems = self._problems, {}
        files, self._files = self._files, {}
        if problems:
            self._batch.write(_END_PROBLEMS, keys=list(problems))
        if files:
            self._batch.write(_RELEASE, files=list(files))
        noted = [
            problem_properties(key, place, row) for key, rows in problems.items() for place, row in enumerate(rows)
        ]
        if noted:
            self._batch.write(_PUT_PROBLEMS, rows=noted)
        held = [failure_properties(file, place, row) for file, rows in files.items() for place, row in enumerate(rows)]
        if held:
            self._batch.write(_QUARANTINE, rows=held)


def problem_properties(key: str, place: int, problem: GraphProblem) -> Properties:
    """A problem of an origin as properties of its node; `place` is its place among them."""
    found = {"severity": problem.severity, "message": problem.message, "start": problem.start, "end": problem.end}
    return {"origin": key, "place": place, **found}


def failure_properties(file: str, row: int, failure: Quarantined) -> Properties:
    """A row of a file's quarantine as properties of its node; `row` is its place among them."""
    return {"file": file, "row": row, "place": failure.place, "reason": failure.reason}

"""The same questions to two stores with the same texts, and where their answers differ.

`python -m tests.neo4j.same_answers PATH...` loads files into a SQLite store and into the server of `make neo4j`
(whose graph is emptied first), asks both all that the command line can answer as JSON, and tells what differs.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from luocdo.app.cli import run
from luocdo.graph.model import DocumentNode
from luocdo.graph.store import Reader, Store, open_store
from luocdo.queries.quality import documents

DAY = "2024-01-15"
_WORDS = 4
_AT_ONCE = 50
_MOST_CITED = 400


class Answer(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str


def questions(reader: Reader, texts: Sequence[Path]) -> Iterator[tuple[str, ...]]:
    """Commands that print JSON: about every document, about each text as a draft, and by words and agencies."""
    nodes = [node for page in documents(reader) for node in page]
    yield ("info", "--quality")
    for start in range(0, len(nodes), _AT_ONCE):
        yield ("status", *(node.id for node in nodes[start : start + _AT_ONCE]), "--on", DAY)
    for node in nodes:
        if node.held:
            yield ("trace", node.id, "--direction", "up")
            yield ("search", " ".join((node.title or node.number or node.id).split()[:_WORDS]))
    for id_ in _cited(reader, nodes)[:_MOST_CITED]:
        yield ("trace", id_, "--on", DAY)
        yield ("tasks", "--directive", id_)
        yield ("impact", id_, "--on", DAY)
    yield ("trace", nodes[0].id, "--relations", "cites,based-on,implements,guides,amends", "--depth", "3")
    for text in texts:
        yield ("check", str(text), "--on", DAY)
        yield ("search", *text.read_text(encoding="utf-8", errors="replace").split()[20:23])
    for province in sorted({node.province for node in nodes if node.province}):
        yield ("tasks", "--province", province)
    for words in ("2", "290qd", "QĐ/TW", "sở nội vụ báo cáo", "ra soat", "hoa gi", "ke hoach thuc hien"):
        yield ("search", words)


def _cited(reader: Reader, nodes: Sequence[DocumentNode]) -> list[str]:
    """The documents that others lead to, the most cited first."""
    degrees = reader.degrees([node.id for node in nodes], (), "down")
    return sorted((id_ for id_, count in degrees.items() if count), key=lambda id_: (-degrees[id_], id_))


def ask(store: str, question: Sequence[str]) -> Answer:
    """One question to one store. What names the store itself is left out of the answer."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        code = run([*question, "--format", "json", "--store", store])
    if question[0] != "info":
        return Answer(code, out.getvalue())
    told = json.loads(out.getvalue())
    for name in ("store", "engine", "settings", "data_version"):
        del told[name]
    return Answer(code, json.dumps(told))


def differing(one: str, other: str, asked: Sequence[Sequence[str]], tell: Callable[[int], None]) -> list[str]:
    """The questions that two stores answer differently."""
    found = []
    for done, question in enumerate(asked, 1):
        if ask(one, question) != ask(other, question):
            found.append(" ".join(question))
        tell(done)
    return found


def load(paths: Sequence[Path], store: str, workers: int = 1) -> None:
    """Files into a store by the command line; files that fail are the same for every store."""
    with redirect_stderr(io.StringIO()):
        code = run(["ingest", *map(str, paths), "--store", store, "--workers", str(workers)])
    if code not in (0, 3):
        raise RuntimeError(f"loading into {store} ended with {code}")


def main(paths: list[str]) -> None:
    """Load, ask, tell."""
    from tests.conftest import empty
    from tests.neo4j.server import DEVELOPMENT, Server

    server = Server(DEVELOPMENT)
    os.environ["LUOCDO_STORE_USER"], os.environ["LUOCDO_STORE_PASSWORD"] = server.auth
    empty(server)
    wanted = [Path(path) for path in paths]
    with tempfile.TemporaryDirectory() as folder:
        sqlite = f"{folder}/graph.db"
        load(wanted, sqlite)
        load(wanted, server.url)
        store: Store = open_store(sqlite)
        texts = [path for each in wanted for path in ([each] if each.is_file() else sorted(each.rglob("*.txt")))]
        asked = list(dict.fromkeys(questions(store, texts)))
        store.close()
        print(f"{len(asked):,} questions")
        wrong = differing(sqlite, server.url, asked, lambda done: done % 500 or print(f"{done:,}", flush=True))
    for question in wrong:
        print(f"differs: luocdo {question}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])

"""The command `import`: a graph that another store wrote, or a publisher's ELI, into this one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from luocdo.app.load_commands import SOME_FAILED
from luocdo.app.options import LanguageOption, StoreOption, the_store
from luocdo.app.screen import Screen
from luocdo.graph.from_graphml import from_graphml
from luocdo.graph.import_graph import import_graph
from luocdo.graph.imported import ImportedGraph
from luocdo.graph.known import Known
from luocdo.graph.registry import known_documents


def import_file(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Tệp .ttl .nt .jsonld .graphml · the file", show_default=False)
    ],
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Thay lần nhập cùng tên · in place of this import")
    ] = None,
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Nhập đồ thị từ tệp · a graph out of a file: what `luocdo export` wrote as RDF or GraphML, or plain ELI."""
    screen = Screen(lang)
    known = known_documents()
    graph = _read(file, known)
    with closing(the_store(store, create=True)) as opened:
        done = import_graph(opened, graph, known, name or "")
    screen.failures(graph.refused)
    counts = {each: getattr(done, each) for each in ("documents", "agencies", "tasks", "edges")}
    screen.note(screen.say("export.imported", **counts))
    if done.own:
        screen.note(screen.say("export.own", count=done.own))
    if graph.refused:
        raise typer.Exit(SOME_FAILED)


def _read(file: Path, known: Known) -> ImportedGraph:
    if file.suffix.lower() == ".graphml":
        return from_graphml(file)
    from luocdo.graph.from_rdf import from_rdf  # rdflib takes a fifth of a second: no other command waits for it

    return from_rdf(file, known)

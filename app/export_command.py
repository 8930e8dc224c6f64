"""The command `export`: the graph taken out, in the forms that other programs read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, TextIO

import typer

from luocdo.app.choose import the_document
from luocdo.app.neo4j_files import neo4j_files
from luocdo.app.options import LanguageOption, StoreOption, the_registry, the_store
from luocdo.app.picture_files import picture_file
from luocdo.app.screen import Screen
from luocdo.graph.errors import StoreError
from luocdo.graph.rdf_stream import write_jsonld, write_ntriples, write_turtle
from luocdo.queries.export import write_edges, write_json, write_nodes
from luocdo.queries.selection import Selection, around
from luocdo.viz.gexf import write_gexf
from luocdo.viz.graphml import write_graphml

BROKEN = 1
"""Exit code where what was written breaks a shape."""
_SHOWN = 20
"""Violations told one by one."""

Write = Callable[[Selection, TextIO], None]


def _cypher(chosen: Selection, out: TextIO) -> None:
    try:
        from luocdo.graph.neo4j_script import write_cypher  # with the driver, which is an extra
    except ImportError as error:
        raise StoreError(f"Cypher needs Neo4j's driver: pip install 'luocdo[neo4j]' ({error})") from error

    write_cypher(chosen, out)


FILES: dict[str, Write] = {
    "json": write_json,
    "ttl": write_turtle,
    "jsonld": write_jsonld,
    "nt": write_ntriples,
    "graphml": write_graphml,
    "gexf": write_gexf,
    "cypher": _cypher,
}
"""Forms that are one file."""
FOLDERS: dict[str, dict[str, Write]] = {"csv": {"nodes.csv": write_nodes, "edges.csv": write_edges}}
"""Forms that are a folder of files."""
NEO4J = "neo4j-csv"
"""Files for Neo4j's importer: the whole store, what the program keeps for itself included."""
PICTURES = ("html", "svg")
"""Forms that are drawn around one document."""
_SHAPED = ("ttl", "jsonld", "nt")
Form = Literal["json", "csv", "ttl", "jsonld", "nt", "graphml", "gexf", "cypher", "neo4j-csv", "html", "svg"]


def export(
    out: Annotated[
        str,
        typer.Argument(metavar="OUT", help="Tệp (- là stdout); csv, neo4j-csv: thư mục · file (- is stdout) or folder"),
    ],
    output: Annotated[Form, typer.Option("--format", show_default=False)],
    root: Annotated[str | None, typer.Option("--root", metavar="NUMBER", help="Quanh một văn bản · around one")] = None,
    depth: Annotated[int | None, typer.Option("--depth", min=0, help="Số bước · steps")] = None,
    validate: Annotated[
        bool, typer.Option("--validate", help="Đối chiếu RDF với khuôn mẫu SHACL · hold RDF against its shapes")
    ] = False,
    store: StoreOption = None,
    lang: LanguageOption = "vi",
) -> None:
    """Lấy đồ thị ra · take the graph out, all of it or what lies around one document, as data or drawn."""
    screen = Screen(lang)
    if depth is not None and root is None:
        raise typer.BadParameter("--depth cần --root · --depth needs --root")
    if (output in FOLDERS or output == NEO4J) and out == "-":
        raise typer.BadParameter(f"{output} là nhiều tệp: cần tên thư mục · {output} is several files: name a folder")
    if validate and output not in _SHAPED:
        raise typer.BadParameter(f"--validate: {', '.join(_SHAPED)}")
    if output == NEO4J and root is not None:
        raise typer.BadParameter(f"--root: {NEO4J} là cả kho · {NEO4J} is the whole store")
    reader = the_store(store)
    if output == NEO4J:
        neo4j_files(reader, out, screen)
        return
    if output in PICTURES:
        if root is None:
            raise typer.BadParameter(screen.say("page.no_root"))
        drawn = picture_file(reader, the_document(reader, root, screen), output, depth, lang, the_registry(None))
        _put(out, lambda stream: print(drawn, end="", file=stream))
        return
    chosen = Selection(reader) if root is None else around(reader, the_document(reader, root, screen).id, depth)
    _export(chosen, output, out)
    if validate and _told(chosen, screen):
        raise typer.Exit(BROKEN)


def _export(chosen: Selection, output: str, out: str) -> None:
    if output not in FOLDERS:
        _put(out, lambda stream: FILES[output](chosen, stream))
        return
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in FOLDERS[output].items():
        write_file(folder / name, partial(write, chosen))


def _told(chosen: Selection, screen: Screen) -> bool:
    """Tell what breaks a shape; whether anything does."""
    from luocdo.graph.rdf_shapes import violations

    count = 0
    for count, each in enumerate(violations(chosen), 1):
        if count <= _SHOWN:
            screen.note(f"✗ {' '.join(filter(None, (each.subject, each.property)))}: {each.message}", "red")
    screen.note(screen.say("export.shapes", count=count))
    return count > 0


def _put(out: str, write: Callable[[TextIO], None]) -> None:
    """Into a file, or onto standard output for `-`."""
    if out == "-":
        write(sys.stdout)
    else:
        write_file(Path(out), write)


def write_file(path: Path, write: Callable[[TextIO], None]) -> None:
    """A file that is there whole or not at all: written beside its place, then moved.

    What is no plain file (`/dev/stdout`, a named pipe) is written into: moved onto, it would be gone.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="") as stream:
            write(stream)
        return
    path = Path(os.path.realpath(path))
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            write(stream)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

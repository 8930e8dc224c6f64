"""The house keeps its layers: what may import what, and where each library is met."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import FOLDERS, ROOT, code_files

MAY_IMPORT = {
    "luocdo": set(),
    "data": set(),
    "graph": {"data"},
    "loaders": {"data", "graph"},
    "queries": {"data", "graph"},
    "viz": {"data", "graph", "queries"},
    "app": {"data", "graph", "loaders", "queries", "viz"},
}
ROOMS = {
    "anyio": ["app/api/*.py"],
    "charset_normalizer": ["loaders/read_text.py"],
    "fastapi": ["app/api/*.py"],
    "httpx2": ["app/client.py"],
    "icalendar": ["app/task_calendar.py"],
    "lxml": ["loaders/docx_xml.py", "loaders/read_html.py"],
    "docx": ["app/docx_comments.py", "app/docx_revisions.py"],
    "msgspec": [
        *("graph/*.py", "queries/*.py", "app/load_commands.py", "app/api/*.py", "app/client.py", "app/json_tree.py"),
        *("loaders/import_mapping.py", "loaders/table_json.py", "loaders/workers.py"),
    ],
    "neo4j": ["graph/neo4j_*.py"],
    "prometheus_client": ["app/api/operations.py", "app/api/watch.py"],
    "pyarrow": ["loaders/read_parquet.py"],
    "pydantic": ["app/settings.py", "app/api/*.py"],
    "pydantic_settings": ["app/settings.py"],
    "pyvis": ["viz/page.py"],
    "networkx": ["graph/to_networkx.py", "queries/analysis_*.py"],
    "pypdfium2": ["loaders/read_pdf.py"],
    "pyoxigraph": ["graph/sparql_store.py", "graph/sparql_worker.py"],
    "pyshacl": ["graph/rdf_shapes.py"],
    "rdflib": ["graph/to_rdf.py", "graph/rdf_read.py", "graph/rdf_shapes.py"],
    "rich": ["app/*.py"],
    "sqlite3": ["graph/sqlite_*.py"],
    "starlette": ["app/api/*.py"],
    "typer": ["app/*.py"],
    "uvicorn": ["app/api/connections.py", "app/api/server.py"],
    "yaml": ["graph/data_files.py"],
}
"""Each library and the rooms that know of it; a library not named here is met nowhere."""

MOST_LINES = 400
CODE = code_files()


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module a file imports, with the level of a relative import; imports inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((each.name, 0) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield module, node.level
            if module == "luocdo":
                yield from ((f"luocdo.{each.name}", 0) for each in node.names)


def folder_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def id_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", CODE, ids=id_of)
def test_imports_point_one_way(path: Path) -> None:
    folder = folder_of(path)
    met = {name.split(".")[1] for name, _ in imports(path) if name.startswith("luocdo.")}
    assert (met & set(FOLDERS)) - {folder} <= MAY_IMPORT[folder]


@pytest.mark.parametrize("path", CODE, ids=id_of)
def test_imports_are_absolute_and_name_the_package(path: Path) -> None:
    relative = [name for name, level in imports(path) if level]
    bare = [name for name, _ in imports(path) if name.split(".")[0] in set(FOLDERS) - {"luocdo"}]
    assert (relative, bare) == ([], []), "a bare import makes a second copy of every class"


@pytest.mark.parametrize("path", CODE, ids=id_of)
def test_a_library_is_met_only_in_its_rooms(path: Path) -> None:
    inside = path.relative_to(ROOT)
    for name, _ in imports(path):
        library = name.split(".")[0]
        if library in ("luocdo", "") or (library in sys.stdlib_module_names and library not in ROOMS):
            continue
        assert library in ROOMS, f"{library}: no room is named for it"
        assert any(inside.match(room) for room in ROOMS[library]), f"{library} is met in {inside}"


@pytest.mark.parametrize("library", sorted(ROOMS))
def test_every_room_named_for_a_library_uses_it(library: str) -> None:
    for room in ROOMS[library]:
        files = [path for path in CODE if path.relative_to(ROOT).match(room)]
        assert any(library == name.split(".")[0] for path in files for name, _ in imports(path)), room


@pytest.mark.parametrize("path", CODE, ids=id_of)
def test_a_module_fits_one_reason(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", CODE, ids=id_of)
def test_no_file_is_named_after_a_library_or_a_drawer(path: Path) -> None:
    taken = {*ROOMS, "docx", "networkx", "neo4j", "rdflib", "pyvis", "pydantic", "fastapi"}
    assert path.stem not in taken | {"utils", "helpers", "common", "misc"}
    assert path.stem not in sys.stdlib_module_names


def test_loaders_and_queries_never_meet() -> None:
    """Stated once more by itself: an answer may not depend on how a text was read."""
    met = {
        (folder_of(path), name.split(".")[1])
        for path in CODE
        for name, _ in imports(path)
        if name.startswith("luocdo.")
    }
    assert not met & {("loaders", "queries"), ("queries", "loaders"), ("loaders", "app"), ("queries", "app")}

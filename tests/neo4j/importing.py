"""What the files of an export say, done: the importer's command while the server is down, then the statements."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from luocdo.graph.neo4j_export import COMMAND, STATEMENTS
from tests.neo4j.server import Server

_COMMAND = re.compile(r"^exec neo4j-admin (.+)", re.MULTILINE | re.DOTALL)


def run_importer(server: Server, folder: Path) -> str:
    """Run the command of `import.sh` in place of the database of a stopped server; what it printed."""
    (command,) = _COMMAND.findall((folder / COMMAND).read_text("utf-8"))
    words = [word for word in shlex.split(command.replace("\\\n", " ")) if word != "$@"]
    return server.admin(*words, "--overwrite-destination=true", folder=folder)


def run_statements(server: Server, folder: Path) -> None:
    """Run the statements of `after.cypher`, a line each."""
    with server.driver() as driver:
        for line in (folder / STATEMENTS).read_text("utf-8").splitlines():
            driver.execute_query(line)

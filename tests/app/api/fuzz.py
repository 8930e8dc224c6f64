"""schemathesis against a running server: `python -m tests.app.api.fuzz EXAMPLES`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from luocdo.graph.store import open_store
from luocdo.loaders.ingest import ingest
from tests.app.api.server import running
from tests.project import ROOT

TOKEN = "cua-quan-tri"


def fuzzed(folder: Path, store: Path, examples: int) -> subprocess.CompletedProcess[str]:
    """All checks, right and wrong data, every phase, with so many examples for each route."""
    with running(folder, store, admin_token=TOKEN, threads=4) as server:
        command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(ROOT / "schemathesis.toml")]
        command += ["run", f"{server.url}/openapi.json", "--checks", "all", "--mode", "all"]
        command += ["--max-examples", str(examples), "--continue-on-failure", "--no-color"]
        command += ["-H", f"Authorization: Bearer {TOKEN}"]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        clean |= {"SCHEMATHESIS_HOOKS": "tests.app.api.fuzz_hooks", "PYTHONPATH": str(ROOT)}
        return subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True)


def samples_in(path: Path) -> None:
    """A store of the samples at a path."""
    store = open_store(str(path))
    with as_file(files("luocdo.data") / "samples") as folder:
        ingest(store, [folder], workers=1, sample=True)
    store.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        samples_in(Path(place) / "samples.db")
        done = fuzzed(Path(place), Path(place) / "samples.db", int(sys.argv[1]))
    sys.stdout.write(done.stdout)
    sys.exit(done.returncode)

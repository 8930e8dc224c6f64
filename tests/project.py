"""The project on disk, for tests about the project itself."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDERS = ("luocdo", "data", "graph", "loaders", "queries", "viz", "app")
"""The folders that are installed."""


def code_files() -> list[Path]:
    """Every module that is installed."""
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def pyproject() -> dict[str, Any]:
    """pyproject.toml as data."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

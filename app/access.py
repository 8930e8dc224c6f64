"""Who asks a store, as the command line says it."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple


class Asked(NamedTuple):
    """User and password file, which go before those of the settings."""

    user: str | None = None
    password_file: Path | None = None


asked: ContextVar[Asked] = ContextVar("asked", default=Asked())  # noqa: B039
"""What this run of the command line was asked with."""

"""An example of each answer, by the name of its record: what `/docs` shows. A test holds each to its model."""

from __future__ import annotations

from typing import Any

EXAMPLES: dict[str, Any] = {}

"""Log lines as JSON, one object a line: no text of a request can begin a line of its own."""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from typing import Any

import msgspec

LOGGER = logging.getLogger("luocdo.http")


class JsonLines(logging.Formatter):
    """A record as one line: time, level, logger, message, what was given as `told`, and the traceback of an error."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            line["error"] = "".join(traceback.format_exception(*record.exc_info))
        plain = {
            key: each.encode("utf-8", "replace").decode() if isinstance(each, str) else each
            for key, each in line.items()
        }
        return msgspec.json.encode(plain).decode()


CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonLines}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "uvicorn": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        LOGGER.name: {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
"""For uvicorn, whose own lines take the same form."""

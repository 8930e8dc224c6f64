"""Settings from the environment; an option on the command line goes before them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_STORE = "luocdo.db"
MEGABYTE = 1_000_000


class SettingError(ValueError):
    """A variable of the environment holds what it cannot."""


@dataclass(frozen=True)
class Settings:
    """What an institution may set once: the store, and how large a file may be, in bytes."""

    store: str = DEFAULT_STORE
    max_bytes: int = 50 * MEGABYTE


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """LUOCDO_STORE and LUOCDO_MAX_MB; SettingError names the variable that is wrong."""
    megabytes = environment.get("LUOCDO_MAX_MB", "50")
    if not megabytes.isdecimal() or int(megabytes) == 0:
        raise SettingError(f"LUOCDO_MAX_MB={megabytes}: a number of megabytes, 1 or more, is needed")
    return Settings(environment.get("LUOCDO_STORE") or DEFAULT_STORE, int(megabytes) * MEGABYTE)

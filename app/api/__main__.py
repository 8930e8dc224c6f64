"""`python -m luocdo.app.api` prints the OpenAPI description, as `docs/openapi.json` has it."""

from __future__ import annotations

import sys

from luocdo.app.api.application import application
from luocdo.app.api.openapi import written
from luocdo.app.settings import Settings

if __name__ == "__main__":
    sys.stdout.write(written(application(Settings()).openapi()))

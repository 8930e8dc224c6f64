"""The table of collisions, `tests/cases/collisions.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


class TextLoader(yaml.SafeLoader):
    """Days stay text."""


TextLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
CASES: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "cases" / "collisions.yaml").read_text(encoding="utf-8"), TextLoader
)["cases"]

"""A cascade as nested JSON, written branch by branch: a chain of 5,000 steps is too deep for `json.dumps`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from luocdo.queries.cascade import Cascade


def tree_json(cascade: Cascade, of_root: dict[str, Any] | None = None) -> Iterator[str]:
    """Pieces of the JSON of `Cascade.to_dict()`, one branch a line; the root says `of_root` besides."""
    depth = -1
    for branch in cascade.branches:
        if branch.depth > depth:
            yield "\n" if depth >= 0 else ""
        else:
            yield "]}" * (depth - branch.depth + 1) + ",\n"
        depth = branch.depth
        said = branch.to_dict() | ((of_root or {}) if branch.depth == 0 else {})
        own = json.dumps(said, ensure_ascii=False)
        yield f'{own[:-1]}, "children": ['
    yield "]}" * (depth + 1) + "\n"

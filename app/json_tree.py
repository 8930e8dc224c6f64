"""A cascade as nested JSON, written branch by branch: a chain of 5,000 steps is too deep for `json.dumps`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from luocdo.queries.cascade import Cascade


def tree_json(cascade: Cascade) -> Iterator[str]:
    """Pieces of the JSON of `Cascade.to_dict()`, one branch a line."""
    depth = -1
    for branch in cascade.branches:
        if branch.depth > depth:
            yield "\n" if depth >= 0 else ""
        else:
            yield "]}" * (depth - branch.depth + 1) + ",\n"
        depth = branch.depth
        own = json.dumps(branch.to_dict(), ensure_ascii=False)
        yield f'{own[:-1]}, "children": ['
    yield "]}" * (depth + 1) + "\n"

"""A cascade as nested JSON, written branch by branch: a chain of 5,000 steps is too deep for a JSON encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import Any

import msgspec

from luocdo.queries.cascade import Cascade


def tree_json(cascade: Cascade, besides: Sequence[dict[str, Any]] = ()) -> Iterator[str]:
    """Pieces of the JSON of `Cascade.to_dict()`, one branch a line; each says what stands in its place in `besides`
    too, and those behind its end nothing."""
    depth = -1
    for branch, more in zip(cascade.branches, chain(besides, repeat({})), strict=False):
        if branch.depth > depth:
            yield "\n" if depth >= 0 else ""
        else:
            yield "]}" * (depth - branch.depth + 1) + ",\n"
        depth = branch.depth
        said: dict[str, Any] = msgspec.to_builtins(branch)
        del said["depth"]  # it shows in the nesting
        yield f'{msgspec.json.encode(said | more).decode()[:-1]},"children":['
    yield "]}" * (depth + 1) + "\n"

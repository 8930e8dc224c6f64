"""The small graphs of the questions serve the pictures too."""

from tests.queries.conftest import graph

__all__ = ["graph"]

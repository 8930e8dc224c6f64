"""Questions over a graph, one function each: they take a reader, and answer with a frozen record."""

from luocdo.queries.cascade import cascade
from luocdo.queries.check import check
from luocdo.queries.coverage import coverage
from luocdo.queries.find import candidates, find
from luocdo.queries.impact import impact
from luocdo.queries.info import info
from luocdo.queries.lineage import lineage
from luocdo.queries.quality import quality
from luocdo.queries.responsibility import tasks
from luocdo.queries.search import search
from luocdo.queries.status import statuses

__all__ = [
    "candidates",
    "cascade",
    "check",
    "coverage",
    "find",
    "impact",
    "info",
    "lineage",
    "quality",
    "search",
    "statuses",
    "tasks",
]

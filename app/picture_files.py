"""`luocdo export --format svg` and `--format html`: a lineage as a picture, or as a page that needs nothing else."""

from __future__ import annotations

from luocdo.graph.model import DocumentNode
from luocdo.graph.registry import Registry
from luocdo.graph.store import Reader
from luocdo.queries.wording import Language
from luocdo.viz.page import USUAL, lineage_page
from luocdo.viz.picture import picture
from luocdo.viz.scene import Ask, judging
from luocdo.viz.svg import standalone_svg

STEPS = 2
"""Levels below the root that are drawn where no depth is given."""


def picture_file(
    reader: Reader, root: DocumentNode, kind: str, depth: int | None, language: Language, own: Registry | None = None
) -> str:
    """The file as text, `own` a registry of the user's. PageError where it would hold too much, or pyvis is not
    installed."""
    judge = judging(own)
    ask = Ask((root.id,), down=STEPS if depth is None else depth, up=depth, language=language)
    if kind == "svg":
        return standalone_svg(picture(reader, ask, judge))
    wide = Ask((root.id,), down=ask.down, up=depth, language=language, most=USUAL)
    return lineage_page(reader, wide, judge=judge).html

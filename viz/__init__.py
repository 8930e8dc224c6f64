"""Pictures of a graph: one layout for the explorer, for SVG files and for pages that stand alone."""

from luocdo.viz.page import Page, lineage_page
from luocdo.viz.scene import Ask

__all__ = ["Ask", "Page", "lineage_page"]

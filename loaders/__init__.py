"""Files to text, text to citations and relations, citations to the graph."""

from luocdo.loaders.pipeline import extract, extract_source

__all__ = ["extract", "extract_source"]

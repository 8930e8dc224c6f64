"""What a document, an agency and an edge are; identity; stores; exports."""

from luocdo.graph.store import open_store

__all__ = ["open_store"]

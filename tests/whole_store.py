"""All that a reader can see of a store, to compare one with another."""

from __future__ import annotations

from typing import Any

from luocdo.graph.store import Reader

_ALL = 10**6


def whole_store(reader: Reader) -> dict[str, Any]:
    """Plain values that are equal for equal graphs, and for no others."""
    documents = reader.document_page(limit=_ALL)
    keys = reader.number_keys(limit=_ALL)
    return {
        "documents": documents,
        "agencies": reader.agency_page(limit=_ALL),
        "tasks": reader.task_page(limit=_ALL),
        "edges": reader.neighbours([node.id for node in documents], evidence=True),
        "held": [
            (row, reader.text(row.document_id, row.key), reader.extraction(row.document_id, row.key))
            for row in reader.held(limit=_ALL)
        ],
        "keys": [(key, reader.by_number_key(key)) for key in keys],
        "holdings": reader.holdings(row.key for row in reader.origins(limit=_ALL)),
        "problems": reader.problems(limit=_ALL),
        "quarantined": reader.quarantined(),
        "tables": [(table, reader.fact_page(table.key, limit=_ALL)) for table in reader.fact_tables()],
        "counts": reader.counts(),
    }

"""How documents and names are shown and ordered."""

from __future__ import annotations

from luocdo.graph.model import DocumentNode
from luocdo.queries.results import briefs, label


def document(id_, **fields):
    bare = dict.fromkeys(("number", "type", "name", "title", "date", "level", "province"))
    return DocumentNode(id=id_, issuer=(), **{**bare, **fields})


def test_lists_are_by_date_and_undated_documents_stand_last():
    given = [document("c"), document("b", date="2020-01-01"), document("a", date="2010-01-01")]
    assert [each.id for each in briefs(given)] == ["a", "b", "c"]


def test_a_document_is_called_by_the_first_name_it_has():
    fields = {"number": "290-QĐ/TW", "name": "Hiến pháp", "title": "về dân vận"}
    called = []
    for name in ("number", "name", "title", "id"):
        called.append(label(document("it", **fields)))
        fields.pop(name, None)
    assert called == ["290-QĐ/TW", "Hiến pháp", "về dân vận", "it"]

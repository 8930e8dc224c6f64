"""GraphML holds whatever a document says, as words."""

from __future__ import annotations

import io

import networkx

from luocdo.queries.graphml import write_graphml
from luocdo.queries.selection import Selection
from tests.queries.conftest import MakeGraph

HOSTILE = '"/><script>alert(1)</script>]]>&\x00\x0b\x1b'


def test_no_word_of_a_document_is_markup(graph: MakeGraph) -> None:
    documents = {'a"<&': {"number": None, "title": HOSTILE, "name": "n"}, "b": {"number": "1-QĐ/TW"}}
    store = graph(documents, [("b", "CITES", 'a"<&', {"quote": HOSTILE})])
    out = io.StringIO()
    write_graphml(Selection(store), out)
    read = networkx.parse_graphml(out.getvalue())
    written = HOSTILE[:-3] + 3 * "\ufffd"
    assert read.nodes['a"<&']["title"] == written
    assert [quote for _, _, quote in read.edges(data="quote")] == [written]

"""Open questions of a store, counts, and exports of a part."""

from __future__ import annotations

import csv
import io
import json

import pytest

from luocdo.graph.store_records import GraphProblem, Quarantined
from luocdo.queries.export import safe_cell, write_edges, write_json, write_nodes
from luocdo.queries.info import info
from luocdo.queries.quality import quality
from luocdo.queries.selection import Selection, around

DOCUMENTS = {
    "290": {"number": "290-QĐ/TW", "date": "2010-02-25", "title": "=HYPERLINK(1)"},
    "614": {"number": "614/KH-UBND", "date": "2020-03-24", "held": True},
    "7": {"number": "7/KH-SNV", "date": "2020-06-01", "held": True},
    "99": {"number": "99/KH-UBND", "date": "2022-01-01", "held": True},
    "282.unsure": {"number": "282-KH/TU", "ambiguous": True},
    "282.gia-lai": {"number": "282-KH/TU", "date": "2020-03-10", "province": "Gia Lai"},
    "282.binh-dinh": {"number": "282-KH/TU", "date": "2020-03-10", "province": "Bình Định"},
}
EDGES = [
    ("614", "IMPLEMENTS", "290"),
    ("7", "IMPLEMENTS", "614"),
    ("99", "IMPLEMENTS", "282.unsure"),
    ("7", "CITES", "282.unsure"),
    ("282.unsure", "MAY_BE", "282.gia-lai"),
    ("282.unsure", "MAY_BE", "282.binh-dinh"),
]


def test_open_questions(graph):
    store = graph(DOCUMENTS, EDGES)
    with store.batch() as writer:
        writer.put_problems("key-7", [GraphProblem("key-7", "warning", "date_conflict: …", 3, 9)])
        writer.quarantine("x.pdf", [Quarantined("x.pdf", "page 3", "damaged")])
    found = quality(store)
    (unsure,) = found.ambiguous
    assert (unsure.citation.id, unsure.cited) == ("282.unsure", 2)
    assert [each.id for each in unsure.candidates] == ["282.binh-dinh", "282.gia-lai"]
    assert [each.message for each in found.problems] == ["date_conflict: …"]
    assert [each.reason for each in found.quarantined] == ["damaged"]


def test_info(graph):
    found = info(graph(DOCUMENTS, EDGES), ":memory:")
    assert (found.counts.documents, found.counts.edges["MAY_BE"], found.known_to) == (7, 2, "2022-01-01")


@pytest.mark.parametrize(
    ("root", "depth", "expected"),
    [
        ("290", 1, {"290", "614"}),
        ("290", None, {"290", "614", "7"}),
        ("614", 1, {"290", "614", "7"}),
        ("290", 0, {"290"}),
    ],
)
def test_a_part_of_a_graph(graph, root, depth, expected):
    out = io.StringIO()
    write_json(around(graph(DOCUMENTS, EDGES), root, depth), out)
    data = json.loads(out.getvalue())
    assert {each["id"] for each in data["documents"]} == expected
    assert all(edge["source"] in expected and edge["target"] in expected for edge in data["edges"])


def test_the_whole_graph_as_tables(graph):
    chosen = Selection(graph(DOCUMENTS, EDGES))
    nodes, edges = io.StringIO(), io.StringIO()
    write_nodes(chosen, nodes)
    write_edges(chosen, edges)
    rows = list(csv.DictReader(io.StringIO(nodes.getvalue().removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == sorted(DOCUMENTS)
    assert next(row["title"] for row in rows if row["id"] == "290") == "'=HYPERLINK(1)"
    assert len(edges.getvalue().splitlines()) == 1 + len(EDGES)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+84 90", "'+84 90"),
        ("- thực hiện", "'- thực hiện"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("290-QĐ/TW", "290-QĐ/TW"),
        (-1.5, "-1.5"),
        (True, "true"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_cell_runs_nothing(value, cell):
    assert safe_cell(value) == cell

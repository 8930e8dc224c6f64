"""A picture for each analysis: well-formed, complete, and nothing of a document taken for markup."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from luocdo.queries.analysis import NAMES, Analysis
from luocdo.viz.charts import chart, document_label

EVIL = '<script>alert("1")</script>&'


def document(title, province="Gia Lai"):
    return {"id": "a", "number": None, "type": "Kế hoạch", "date": "2020-03-24", "title": title, "province": province}


ROWS = {
    "relied-on": {"level": "central-party", "document": document(EVIL), "cited_by": 7},
    "bridges": {"document": document(EVIL, EVIL), "beneath": 3},
    "communities": {"size": 12, "subject": [EVIL, "dân vận"], "centre": document("x")},
    "circles": {"documents": [document(EVIL), document("b")]},
    "chains": {"documents": [document("a"), document(EVIL), document("c")]},
    "provinces": {"province": EVIL, "rests_on": 0},
    "similar": {"one": document(EVIL), "other": document("b"), "similarity": 0.5},
}


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_well_formed_and_harmless(name):
    for language in ("vi", "en"):
        drawn = chart(Analysis(name, (ROWS[name], ROWS[name])), language)
        root = ElementTree.fromstring(drawn)
        assert "script" not in {each.tag.rpartition("}")[2] for each in root.iter()}
        assert not re.search(r"(?:href|src)=|url\((?!#)|@import", drawn)
        shape = "}circle" if name in ("chains", "circles") else "}rect"
        drawn_rows = [each for each in root.iter() if each.tag.endswith(shape)]
        assert len(drawn_rows) >= 2


def test_bars_are_as_long_as_their_values():
    rows = tuple({"level": None, "document": document("a"), "cited_by": n} for n in (10, 5, 0))
    root = ElementTree.fromstring(chart(Analysis("relied-on", rows)))
    bars = [each for each in root.iter() if each.tag.endswith("}rect") and each.get("rx")]
    long, half, none = (float(each.get("width")) for each in bars)
    assert half == pytest.approx(long / 2)
    assert none == 1


def test_a_picture_of_nothing_says_so():
    for name in NAMES:
        picture = chart(Analysis(name, ()), "en")
        ElementTree.fromstring(picture)
        assert "There is none in this store." in picture


CALLED = [
    ({"number": "1/KH-UBND", "title": "về dân vận"}, "1/KH-UBND"),
    ({"title": "về dân vận", "type": "Kế hoạch"}, "về dân vận"),
    ({"type": "Công văn", "issuer": "Bộ Công Thương"}, "Công văn của Bộ Công Thương"),
    ({"type": "Công văn"}, "Công văn"),
    ({"issuer": "Bộ Công Thương"}, "x"),
]


@pytest.mark.parametrize(("told", "called"), CALLED, ids=[called for _, called in CALLED])
def test_a_document_is_called_what_tells_it_from_others(told, called):
    empty = dict.fromkeys(("number", "title", "type", "issuer"))
    assert document_label({**empty, "id": "x", **told}) == called

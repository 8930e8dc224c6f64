"""What is written as GraphML is read back as it was; what cannot be right is refused, and the rest is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from luocdo.graph.errors import ReadError
from luocdo.graph.from_graphml import from_graphml
from luocdo.viz.graphml import write_graphml
from tests.graph.test_from_rdf import by_ends, by_id

HEAD = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'


@pytest.fixture
def file(part, tmp_path):
    """The graph of the tests as a file."""
    path = tmp_path / "graph.graphml"
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_graphml(part, stream)
    return path


def test_what_is_written_is_read_back_as_it_was(part, file):
    found = from_graphml(file)
    assert found.refused == ()
    assert by_id(found.documents) == by_id(part.documents())
    assert by_id(found.agencies) == by_id(part.agencies())
    assert by_id(found.tasks) == by_id(part.tasks())
    assert by_ends(found.edges) == by_ends(part.edges())
    assert found.keys == part.keys_of(each.id for each in part.documents())
    assert [list(each) for task in found.tasks for each in task.deadlines] == [
        list(each) for task in part.tasks() for each in task.deadlines
    ]


def test_line_ends_of_a_text_come_back(make, tmp_path):
    from luocdo.graph.store import open_store
    from luocdo.queries.selection import Selection

    store = open_store(":memory:")
    with store.batch() as batch:
        batch.put_group("290-qđ-tw", [make.document("290-qd-tw", "290-QĐ/TW", title="một\r\nhai\rba\tbốn\n <năm>")])
    path = tmp_path / "graph.graphml"
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_graphml(Selection(store), stream)
    assert from_graphml(path).documents == tuple(store.document_page())
    store.close()


PLAN, OLD = "614-kh-ubnd.gia-lai.2020-03-24", "290-qd-tw.2010-02-25"
SPOILT = [
    ('<data key="node-date">2020-03-24<', '<data key="node-date">2020-02-30<', PLAN, "day is out of range"),
    ('<data key="node-number">614/KH-UBND<', '<data key="node-number">12/KH-UBND<', PLAN, "not the id of 12/KH-UBND"),
    ('<data key="node-level">province-state<', '<data key="node-level">heaven<', "ubnd.binh-dinh", "heaven"),
    ('"month":11', '"month":13', "t1", "month: 13"),
    ('"recurs":"yearly"', '"recurs":"always"', "t1", "always"),
    ('<data key="node-successors_json">[', '<data key="node-successors_json">[[', "ubnd.binh-dinh", "truncated"),
    ('<data key="edge-kind">SUPERSEDES<', '<data key="edge-kind">LOVES<', " → ", "LOVES: no kind"),
    ('<data key="edge-kind">SUPERSEDES<', '<data key="edge-kind">ISSUED_BY<', " → ", "no agency of the file"),
    ('<data key="edge-confidence">0.99<', '<data key="edge-confidence">1.5<', " → ", "from 0 to 1"),
    ('<data key="edge-scope">document<', '<data key="edge-scope">all<', " → ", "all"),
    ('"start":5', '"start":-5', " → ", "no place in a text"),
    (f'<node id="{OLD}">', '<node id="a/b">', "a/b", "a/b: no id"),
]


@pytest.mark.parametrize(("before", "after", "place", "reason"), SPOILT, ids=[row[3] for row in SPOILT])
def test_what_can_not_be_right_is_refused_and_the_rest_is_read(file, before, after, place, reason):
    whole = len(from_graphml(file).documents)
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    found = from_graphml(file)
    assert any(place in each.place and reason in each.reason for each in found.refused), found.refused
    assert len(found.documents) >= whole - 1


BOMB = '<!DOCTYPE g [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
FETCH = '<!DOCTYPE g SYSTEM "http://127.0.0.1:1/x"><!-- -->'
UNREADABLE = [
    ("", "not XML"),
    ("<a", "not XML"),
    ("<html/>", "not GraphML"),
    (f"{HEAD}<graph><node></graph></graphml>", "not XML"),
    (f"{BOMB}{HEAD}<graph/></graphml>", "a document type"),
    (f"{FETCH}{HEAD}<graph/></graphml>", "a document type"),
    (
        f'{HEAD}<key id="a" attr.name="held" attr.type="boolean"/><graph><node id="x"><data key="a">maybe</data></node>'
        "</graph></graphml>",
        "held: 'maybe' is no boolean",
    ),
    (f"{HEAD}<graph>{'<node/>' * 4}</graph></graphml>", "more nodes and edges"),
]


@pytest.mark.parametrize(("text", "reason"), UNREADABLE, ids=[reason for _, reason in UNREADABLE])
def test_a_file_that_is_none_is_told(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "graph.graphml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=reason):
        from_graphml(path, most=3)


def test_a_graph_of_another_program_says_what_it_lacks(tmp_path):
    path = tmp_path / "graph.graphml"
    path.write_text(f'{HEAD}<graph><node id="n0"/><edge source="n0" target="n0"/></graph></graphml>', encoding="utf-8")
    found = from_graphml(path)
    assert [each.place for each in found.refused] == ["n0", "n0 → n0"]

"""What only the Neo4j store can get wrong: what an analyst sees, its schema, other writers, what is refused."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import msgspec
import neo4j
import pytest

from luocdo.graph import neo4j_schema
from luocdo.graph.errors import SchemaTooNew, StoreError
from luocdo.graph.model import AgencyRef, Terms
from luocdo.graph.neo4j_address import read_address
from luocdo.graph.neo4j_errors import check_version
from luocdo.graph.neo4j_names import all_document_labels, type_labels
from luocdo.graph.store import Store, open_store
from tests.conftest import empty
from tests.neo4j.server import Server

KINDS = ("neo4j",)
Make = SimpleNamespace
Cypher = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def cypher(neo4j_server: Server) -> Iterator[Cypher]:
    """Asks the server as an analyst would."""
    with neo4j_server.driver() as driver:

        def ask(query: str, **values: Any) -> list[dict[str, Any]]:
            return [record.data() for record in driver.execute_query(query, values).records]

        yield ask


def opened(server: Server, **options: Any) -> Store:
    user, password = server.auth
    return open_store(server.url, **{"user": user, "password": password, **options})


# --- what an analyst sees ---


@pytest.fixture
def gia_lai(store: Store, make: Make) -> Store:
    """A plan of Gia Lai that carries a decision out in two sentences, replaces a plan, and cites two at once."""
    origin = make.origin("gia-lai", "plan")
    plan = make.document(
        "plan",
        "614/KH-UBND",
        type="Kế hoạch",
        title="Kế hoạch dân vận",
        date="2020-03-24",
        level="province-state",
        province="Gia Lai",
        held=True,
    )
    decision = make.document("qd", "290-QĐ/TW", type="Quyết định", date="2010-02-25", level="central-party")
    either = make.document("either", "25-NQ/TW", type="Nghị quyết", ambiguous=True)
    task = make.task(
        "plan.task.1",
        "plan",
        agencies=(AgencyRef("so-noi-vu.gia-lai", "Sở Nội vụ"),),
        deadlines=({"date": "2020-05-30", "text": "trước ngày 30/5/2020"}, {"year": "2020", "text": "năm 2020"}),
    )
    effect = Terms("2020-04-01", False, ("khoản 1 Điều 7",), ())
    with store.batch() as batch:
        batch.put_group("614", [plan])
        batch.put_group("290", [decision])
        batch.put_group("25", [either, make.document("nq-2003"), make.document("nq-2013"), make.document("old")])
        batch.put_agencies([make.agency("so-noi-vu.gia-lai")])
        batch.put_tasks([task])
        batch.put_statements(
            origin,
            [
                make.edge(
                    "plan", "qd", evidence=(make.evidence(origin, 9, "câu hai"), make.evidence(origin, 3, "câu một"))
                ),
                make.edge("plan", "either", "CITES", evidence=(make.evidence(origin, 20, "hoặc"),)),
                make.edge("either", "nq-2003", "MAY_BE", nested=True, evidence=(make.evidence(origin, 20, "hoặc"),)),
                make.edge("either", "nq-2013", "MAY_BE", nested=True, evidence=(make.evidence(origin, 20, "hoặc"),)),
                make.edge("plan", "old", "SUPERSEDES", evidence=(make.evidence(origin, 30, "thay thế", terms=effect),)),
                make.edge("plan", task.id, "ASSIGNS"),
                make.edge(task.id, "so-noi-vu.gia-lai", "LED_BY"),
            ],
        )
    return store


def test_a_document_has_labels_of_level_type_and_state_and_days_are_days(gia_lai: Store, cypher: Cypher) -> None:
    (row,) = cypher("MATCH (d:Document:ProvinceState:KeHoach:Held) RETURN labels(d) AS labels, properties(d) AS d")
    assert set(row["labels"]) == {"Document", "ProvinceState", "KeHoach", "Held"}
    assert row["d"]["date"] == neo4j.time.Date(2020, 3, 24)
    assert row["d"]["caption"] == row["d"]["number"] == "614/KH-UBND"
    assert cypher("MATCH (d:Document) WHERE d.date < date('2015-01-01') RETURN d.id AS id") == [{"id": "qd"}]


def test_evidence_is_read_on_the_relationship_itself(gia_lai: Store, cypher: Cypher, make: Make) -> None:
    (row,) = cypher("MATCH (:Document {id: 'plan'})-[r:IMPLEMENTS]->(:Document {id: 'qd'}) RETURN properties(r) AS r")
    told, sha256 = row["r"], make.origin("gia-lai").sha256
    assert (told["quote"], told["section"], told["start"], told["end"]) == ("câu một", "I.1", 3, 10)
    assert (told["source"], told["sha256"], told["rule"], told["confidence"]) == ("gia-lai.txt", sha256, "cue", 0.9)
    assert (told["quotes"], told["starts"], told["statements"]) == (["câu một", "câu hai"], [3, 9], 1)


def test_an_effect_tells_its_day_and_provisions(gia_lai: Store, cypher: Cypher) -> None:
    (row,) = cypher("MATCH ()-[r:SUPERSEDES]->() RETURN r.effective_from AS day, r.provisions AS provisions")
    assert row == {"day": neo4j.time.Date(2020, 4, 1), "provisions": ["khoản 1 Điều 7"]}


def test_what_is_ambiguous_looks_so(gia_lai: Store, cypher: Cypher) -> None:
    rows = cypher(
        "MATCH (:Document {id: 'plan'})-[r]->(a:Ambiguous)-[m]->(c:Document) "
        "RETURN a.caption AS caption, type(r) AS cited, type(m) AS kind, c.id AS id ORDER BY id"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("25-NQ/TW (?)", "CITES", "MAY_BE", "nq-2003"),
        ("25-NQ/TW (?)", "CITES", "MAY_BE", "nq-2013"),
    ]
    assert labels_of(cypher, "either") == {"Document", "NghiQuyet", "Ambiguous"}


def labels_of(cypher: Cypher, id_: str) -> set[str]:
    (row,) = cypher("MATCH (d:Document {id: $id}) RETURN labels(d) AS labels", id=id_)
    return set(row["labels"])


def test_a_task_carries_its_deadlines_and_hangs_between_document_and_body(gia_lai: Store, cypher: Cypher) -> None:
    (row,) = cypher(
        "MATCH (d:Document)-[:ASSIGNS]->(t:Task)-[:LED_BY]->(a:Agency) "
        "RETURN d.number AS number, t.due AS due, t.due_words AS words, a.name AS body"
    )
    assert row == {
        "number": "614/KH-UBND",
        "due": [neo4j.time.Date(2020, 5, 30)],
        "words": ["trước ngày 30/5/2020", "năm 2020"],
        "body": "Sở Nội vụ",
    }


def test_nothing_of_the_programs_own_hangs_on_the_graph(gia_lai: Store, make: Make, cypher: Cypher) -> None:
    with gia_lai.batch() as batch:
        batch.put_held(make.held(make.origin("gia-lai", "plan"), "toàn văn"))
    rows = cypher("MATCH (n:Document|Agency|Task|Place)--(x) UNWIND labels(x) AS label RETURN DISTINCT label")
    assert not [row["label"] for row in rows if row["label"].startswith("_")]
    assert cypher("MATCH (t:_Text {document: 'plan'}) RETURN t.text AS text") == [{"text": "toàn văn"}]


def test_every_document_of_a_province_hangs_on_its_place(gia_lai: Store, make: Make, cypher: Cypher) -> None:
    of = "MATCH (d:Document {id: 'plan'})-[:OF_PLACE]->(p:Place) RETURN p.name AS name, p.kind AS kind"
    assert cypher(of) == [{"name": "Gia Lai", "kind": "tỉnh"}]
    with gia_lai.batch() as batch:
        batch.put_group("614", [make.document("plan", "614/KH-UBND", province="Sơn La", level="province-state")])
    assert cypher(of) == [{"name": "Sơn La", "kind": "tỉnh"}]
    assert labels_of(cypher, "plan") == {"Document", "ProvinceState", "Stub"}
    merged = cypher(
        "MATCH (:Place {name: 'Bình Định'})-[r:SUCCEEDED_BY]->(p) RETURN p.name AS name, r.effective_from AS day"
    )
    assert merged == [{"name": "Gia Lai", "day": neo4j.time.Date(2025, 7, 1)}]
    assert cypher("MATCH (p:Place) WHERE p.valid_to IS NULL RETURN count(p) AS count") == [{"count": 34}]


def test_bodies_are_joined_by_what_the_tables_say_of_them(store: Store, make: Make, cypher: Cypher) -> None:
    from luocdo.graph.agency_nodes import agency_node

    ids = ("ban-dan-van-tinh-uy.gia-lai", "ban-tuyen-giao-va-dan-van-tinh-uy.gia-lai", "tinh-uy.gia-lai")
    joined = "MATCH (a:Agency)-[r]->(b:Agency) RETURN a.id AS a, type(r) AS kind, b.id AS b ORDER BY a, kind, b"
    nodes = [agency_node(id_, id_) for id_ in ids]
    with store.batch() as batch:
        batch.put_agencies(nodes[:1])
    assert cypher(joined) == []
    with store.batch() as batch:
        batch.put_agencies(nodes[1:])
    rows = [tuple(row.values()) for row in cypher(joined)]
    assert (ids[0], "SUCCEEDED_BY", ids[1]) in rows
    assert {(a, kind) for a, kind, _ in rows} >= {(ids[0], "PART_OF"), (ids[1], "PART_OF")}
    assert store.neighbours(ids) == []


def test_the_words_of_search_are_found_by_an_analyst_with_marks_and_without(gia_lai: Store, cypher: Cypher) -> None:
    ask = "CALL db.index.fulltext.queryNodes('luocdo_documents', $words) YIELD node RETURN node.id AS id"
    for words in ("Kế hoạch", "ke hoach", '"614-KH/UBND"', '"614 kh ubnd"'):
        assert cypher(ask, words=words) == [{"id": "plan"}]


def test_an_analysts_own_properties_and_relationships_stay(gia_lai: Store, make: Make, cypher: Cypher) -> None:
    cypher("MATCH (d:Document {id: 'qd'}) SET d.note = 'đã đọc'")
    cypher("MATCH (d:Document {id: 'qd'}) CREATE (d)<-[:ABOUT]-(:Remark {text: 'xem lại'})")
    cypher("MATCH ()-[r:IMPLEMENTS]->() SET r.checked = true")
    origin = make.origin("gia-lai", "plan")
    with gia_lai.batch() as batch:
        batch.put_group("290", [make.document("qd", "290-QĐ/TW", title="Quy chế")])
        batch.put_statements(origin, [make.edge("plan", "qd", confidence=0.5)])
    (row,) = cypher("MATCH (d:Document {id: 'qd'})<-[r:IMPLEMENTS]-() RETURN properties(d) AS d, properties(r) AS r")
    assert (row["d"]["note"], row["d"]["title"], "type" in row["d"]) == ("đã đọc", "Quy chế", False)
    assert (row["r"]["checked"], row["r"]["confidence"], "quote" in row["r"]) == (True, 0.5, False)
    with gia_lai.batch() as batch:
        batch.put_statements(origin, [])
        batch.put_group("290", [])
    assert cypher("MATCH (r:Remark) RETURN r.text AS text") == [{"text": "xem lại"}]


def test_what_is_stated_again_is_not_written_again(store: Store, make: Make, cypher: Cypher) -> None:
    origin = make.origin("again", "plan")
    edges = [
        make.edge("plan", "qd", evidence=(make.evidence(origin, 3, "một"),)),
        make.edge("plan", "qd", evidence=(make.evidence(origin, 9, "hai"),)),
        make.edge("plan", "kl", "CITES", evidence=(make.evidence(origin, 20, "ba"),)),
    ]
    marked = "MATCH (:Document)-[r]->(:Document) RETURN r.confidence = 0.123 AS marked"
    for stated, left in ((edges, False), (edges, True), (edges[::-1], True), (edges[:2], False)):
        with store.batch() as batch:
            batch.put_group("1", [make.document(id_) for id_ in ("plan", "qd", "kl")])
            batch.put_statements(origin, stated)
        assert {row["marked"] for row in cypher(marked)} == {left}
        cypher("MATCH (:Document)-[r]->(:Document) SET r.confidence = 0.123")


def test_a_relation_without_a_sentence_tells_the_bytes_that_state_it_now(
    store: Store, make: Make, cypher: Cypher
) -> None:
    origin = make.origin("bytes", "plan")
    for each in (origin, msgspec.structs.replace(origin, sha256="b" * 64)):
        with store.batch() as batch:
            batch.put_group("1", [make.document("plan")])
            batch.put_agencies([make.agency("so")])
            batch.put_statements(each, [make.edge("plan", "so", "ISSUED_BY")])
        (row,) = cypher("MATCH ()-[r:ISSUED_BY]->() RETURN r.sha256 AS sha256")
        assert row["sha256"] == each.sha256


def test_each_type_of_document_has_a_label_of_its_own() -> None:
    assert len(set(all_document_labels())) == len(all_document_labels())
    assert all(label.isascii() and label.isalpha() for label in all_document_labels())
    assert type_labels()["Kế hoạch"] == "KeHoach"


# --- schema ---


def test_every_constraint_and_index_is_there_and_online(store: Store) -> None:
    engine = store.engine()
    assert (engine.name, engine.version.split(".")[0], engine.edition) == ("Neo4j", "5", "community")
    assert (engine.database, engine.layout) == ("neo4j", len(neo4j_schema.STEPS))
    assert {each.state for each in engine.indexes} == {"online"}
    assert {"luocdo_document", "luocdo_documents", "luocdo_document_date"} <= {each.name for each in engine.indexes}


def test_an_index_that_was_dropped_is_made_again(store: Store, neo4j_server: Server, cypher: Cypher) -> None:
    cypher("DROP INDEX luocdo_texts")
    with pytest.raises(StoreError, match="a full text index is missing"):
        store.search("dân vận")
    opened(neo4j_server).close()
    assert store.search("dân vận") == []


def test_a_graph_of_a_newer_luocdo_is_refused_and_not_touched(
    store: Store, neo4j_server: Server, cypher: Cypher
) -> None:
    cypher("MATCH (s:_Store) SET s.schema = 99")
    with pytest.raises(SchemaTooNew, match=r"the graph has schema 99, this luocdo reads up to .*: update luocdo"):
        opened(neo4j_server)
    assert cypher("MATCH (s:_Store) RETURN s.schema AS schema") == [{"schema": 99}]


def test_an_older_graph_takes_the_steps_it_lacks(
    gia_lai: Store, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    steps = (*neo4j_schema.STEPS, lambda connections: taken.append(connections.name))
    monkeypatch.setattr(neo4j_schema, "STEPS", steps)
    for _ in range(2):
        newer = opened(neo4j_server)
        assert newer.engine().layout == len(steps)
        assert newer.counts() == gia_lai.counts()
        newer.close()
    assert taken == [neo4j_server.url]


def test_a_step_that_failed_is_taken_again(store: Store, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(connections: Any) -> None:
        connections.change("CREATE (:_Half)")
        raise StoreError("the server went away")

    monkeypatch.setattr(neo4j_schema, "STEPS", (*neo4j_schema.STEPS, fails))
    with pytest.raises(StoreError, match="went away"):
        opened(neo4j_server)
    monkeypatch.undo()
    mended = opened(neo4j_server)
    assert mended.engine().layout == len(neo4j_schema.STEPS)
    mended.close()


def test_a_database_of_another_program_is_left_alone(neo4j_server: Server, cypher: Cypher) -> None:
    empty(neo4j_server)
    cypher("CREATE (:Document {title: 'Invoice'})")
    with pytest.raises(StoreError, match="holds Document nodes of another program: name another database"):
        opened(neo4j_server)
    assert cypher("MATCH (n) RETURN count(n) AS count") == [{"count": 1}]


def test_a_graph_that_must_be_there_is_not_made(neo4j_server: Server, cypher: Cypher) -> None:
    empty(neo4j_server)
    with pytest.raises(StoreError, match="no graph of luocdo there yet: load documents into it first"):
        opened(neo4j_server, create=False)
    assert cypher("MATCH (n) RETURN count(n) AS count") == [{"count": 0}]


def test_threads_that_make_the_graph_at_once_make_one(neo4j_server: Server, cypher: Cypher) -> None:
    empty(neo4j_server)
    in_threads([lambda: opened(neo4j_server).close()] * 4)
    assert cypher("MATCH (s:_Store) RETURN count(s) AS count") == [{"count": 1}]


# --- other writers, and a server that gives a transaction up ---


def in_threads(work: list[Callable[[], object]]) -> None:
    failed: list[BaseException] = []

    def guarded(each: Callable[[], object]) -> None:
        try:
            each()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=guarded, args=(each,)) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


LOADER = """
import sys
from luocdo.graph.model import AgencyNode, DocumentNode, Edge
from luocdo.graph.store import open_store
from luocdo.graph.store_records import Origin

url, user, password, name = sys.argv[1:]
store = open_store(url, user=user, password=password)
hub = DocumentNode("hub", "290-QĐ/TW", None, None, None, None, (), None, None)
for number in range(15):
    id_ = f"{name}-{number}"
    plan = DocumentNode(id_, id_, None, None, None, None, (), None, "Gia Lai")
    with store.batch() as batch:
        batch.put_group("hub", [hub])
        batch.put_group(id_, [plan])
        batch.put_agencies([AgencyNode("so-noi-vu", "Sở Nội vụ")])
        edges = [("hub", "ISSUED_BY", "so-noi-vu"), (id_, "IMPLEMENTS", "hub"), (id_, "ISSUED_BY", "so-noi-vu")]
        stated = [Edge(a, b, kind, "provision", False, 0.9, ()) for a, kind, b in edges]
        batch.put_statements(Origin(id_, id_, id_, id_), stated)
store.close()
"""


def test_two_loaders_at_once_never_make_a_thing_twice(store: Store, neo4j_server: Server, cypher: Cypher) -> None:
    names = ("a", "b", "c")
    arguments = [sys.executable, "-c", LOADER, neo4j_server.url, *neo4j_server.auth]
    loaders = [subprocess.Popen([*arguments, name]) for name in names]
    assert [loader.wait() for loader in loaders] == [0, 0, 0]
    counts = store.counts()
    assert (counts.documents, counts.agencies, counts.statements) == (46, 1, 135)
    assert counts.edges == {"IMPLEMENTS": 45, "ISSUED_BY": 46}
    assert store.data_version() == 45
    doubles = "MATCH (a)-[r]->(b) WITH a, b, type(r) AS kind, count(*) AS count WHERE count > 1 RETURN count(*) AS n"
    assert cypher(doubles) == [{"n": 0}]
    assert len(store.neighbours(["hub"], ["ISSUED_BY"], evidence=False)) == 1
    numbers = "MATCH (o:_Origin) RETURN count(o) AS origins, count(DISTINCT o.number) AS numbers"
    assert cypher(numbers) == [{"origins": 45, "numbers": 45}]


def test_a_batch_whose_transaction_was_ended_is_written_again(
    store: Store, make: Make, cypher: Cypher, dump: Callable[..., Any]
) -> None:
    """Its connection is cut in the middle, as by a restart of the server."""
    first, second = make.origin("a", "a"), make.origin("b", "b")
    with store.batch() as batch:
        batch.put_group("k", [make.document(id_) for id_ in "ab"])
        batch.put_statements(first, [make.edge("a", "b")])
        batch.flush()  # type: ignore[attr-defined]
        assert cut_writers(cypher) == 1
        batch.put_statements(second, [make.edge("b", "a")])
        assert len(store.neighbours("ab")) == 2
        assert cut_writers(cypher) == 1
    assert [(edge.source, edge.target) for edge in store.neighbours("ab")] == [("a", "b"), ("b", "a")]
    assert store.data_version() == 1


def test_an_edge_whose_end_comes_after_it_is_refused_and_not_lost(
    store: Store, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luocdo.graph.neo4j_statements._GATHERED", 1)
    origin = make.origin("text", "plan")

    def load() -> None:
        with store.batch() as batch:
            batch.put_group("p", [make.document("plan")])
            batch.put_statements(origin, [make.edge("plan", "hub", "CITES")])
            batch.put_group("k", [make.document("hub")])

    with pytest.raises(StoreError, match=r"plan CITES hub.*an end came after its edge"):
        load()
    assert store.counts().documents == 0


def cut_writers(cypher: Cypher) -> int:
    """Cut the connections of programs that have written something and not committed; how many there were."""
    found = cypher(
        "SHOW TRANSACTIONS YIELD connectionId, currentQuery, activeLockCount "
        "WHERE activeLockCount > 0 AND NOT currentQuery STARTS WITH 'SHOW' RETURN connectionId AS id"
    )
    for row in found:
        cypher("CALL dbms.killConnection($id)", id=row["id"])
    return len(found)


def test_what_another_loader_wrote_in_between_is_never_overwritten(
    store: Store, make: Make, neo4j_server: Server, cypher: Cypher
) -> None:
    """The transaction is lost, and another loader is faster than the second attempt."""
    other = opened(neo4j_server)

    def write_between() -> None:
        with store.batch() as batch:
            batch.put_group("k", [make.document("a", title="của người trước")])
            batch.flush()  # type: ignore[attr-defined]
            cut_writers(cypher)
            with other.batch() as faster:
                faster.put_group("k", [make.document("a", title="của người sau")])
            batch.put_group("l", [make.document("b")])

    with pytest.raises(StoreError, match="another loader wrote while the connection was lost: run it again"):
        in_one_thread(write_between)
    other.close()
    found = store.document("a")
    assert found is not None
    assert (found.title, store.document("b")) == ("của người sau", None)


def in_one_thread(work: Callable[[], None]) -> None:
    work()


def test_a_question_may_not_take_longer_than_allowed(store: Store, make: Make, neo4j_server: Server) -> None:
    from luocdo.graph.neo4j_connections import Connections

    user, password = neo4j_server.auth
    connections = Connections(read_address(neo4j_server.url, user, password), seconds=1)
    with pytest.raises(StoreError, match="it took longer than allowed"):
        connections.ask("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(a + b)")
    connections.close()


# --- addresses and versions ---

ADDRESSES = [
    ("neo4j://h", (None, None, None, "neo4j://h"), "a host alone"),
    ("bolt://h:7688/vanban", ("vanban", None, None, "bolt://h:7688/vanban"), "a database as the path"),
    ("neo4j+s://h?database=vanban", ("vanban", None, None, "neo4j+s://h/vanban"), "a database as a parameter"),
    ("neo4j://u:p%2F%40%3A@h", (None, "u", "p/@:", "neo4j://h"), "user and password, signs escaped"),
    ("neo4j+ssc://u@[::1]:7687", (None, "u", None, "neo4j+ssc://[::1]:7687"), "a user alone, and IPv6"),
]


@pytest.mark.parametrize(("url", "expected", "why"), ADDRESSES, ids=[case[2] for case in ADDRESSES])
def test_an_address_is_read_from_a_url(url: str, expected: tuple[Any, ...], why: str) -> None:
    found = read_address(url)
    assert (found.database, found.user, found.password, found.name) == expected
    assert "@" not in found.uri
    assert repr(found) == f"Address({found.name})"


def test_user_and_password_given_apart_count_where_the_url_has_none() -> None:
    assert read_address("neo4j://h", "u", "p")[2:4] == ("u", "p")
    assert read_address("neo4j://a:b@h", "u", "p")[2:4] == ("a", "b")
    assert read_address("neo4j://h?policy=eu", "u", "p").uri == "neo4j://h?policy=eu"


UNREADABLE = ["neo4j://u:se/cret@h", "neo4j://u:se#cret@h", "neo4j://u:se?cret@h", "neo4j://u:secret@", "neo4j://h:se"]


@pytest.mark.parametrize("url", UNREADABLE)
def test_a_url_that_cannot_be_read_is_not_repeated(url: str) -> None:
    with pytest.raises(StoreError) as refused:
        read_address(url)
    assert "%2F" in str(refused.value)
    assert "se" not in str(refused.value).replace("user", "").replace("store's", "")


@pytest.mark.parametrize("url", ["neo4j://h/a/b", "neo4j://h/a?database=b"])
def test_one_database_is_needed(url: str) -> None:
    with pytest.raises(StoreError, match="one database is needed"):
        read_address(url)


VERSIONS = [("Neo4j/5.26.28", "5.26.28"), ("Neo4j/2026.08.0", "2026.08.0"), ("Neo4j/5.27-aura", "5.27-aura")]


@pytest.mark.parametrize(("agent", "version"), VERSIONS)
def test_a_server_of_our_time_will_do(agent: str, version: str) -> None:
    assert check_version("neo4j://h", agent) == version


@pytest.mark.parametrize("agent", ["Neo4j/4.4.38", "Neo4j/3.5.0", "Memgraph", ""])
def test_an_older_server_is_refused(agent: str) -> None:
    with pytest.raises(StoreError, match="luocdo needs Neo4j 5 or newer"):
        check_version("neo4j://h", agent)

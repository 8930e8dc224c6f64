"""What only the SQLite store can get wrong: its file, its plans, its neighbours in other processes."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from luocdo.graph import (
    sqlite_claims,
    sqlite_facts,
    sqlite_holdings,
    sqlite_nodes,
    sqlite_reader,
    sqlite_schema,
    sqlite_statements,
    sqlite_walk,
)
from luocdo.graph.errors import SchemaTooNew, StoreError
from luocdo.graph.packed_records import pack, pack_about, pack_extraction, pack_text
from luocdo.graph.store import open_store

MARKS = [
    (
        sqlite_walk._STEP["up"].format(of_kinds="AND e.kind IN (?)"),
        "e USING PRIMARY KEY (source=? AND kind=?)",
    ),
    (sqlite_walk._STEP["up"].format(of_kinds=""), "e USING PRIMARY KEY (source=?)"),
    (
        sqlite_walk._STEP["down"].format(of_kinds="AND e.kind IN (?)"),
        "e USING COVERING INDEX edge_in (target=? AND kind=?)",
    ),
    (sqlite_walk._STEP["down"].format(of_kinds=""), "e USING COVERING INDEX edge_in (target=?)"),
    (sqlite_walk._STEP["down"].format(of_kinds=""), "far USING INTEGER PRIMARY KEY"),
    (sqlite_walk._DEGREE["up"].format(of_kinds=""), "e USING PRIMARY KEY (source=?)"),
    (sqlite_walk._DEGREE["down"].format(of_kinds=""), "e USING COVERING INDEX edge_in (target=?)"),
    (sqlite_walk._EVIDENCE, "s USING INDEX statement_by_edge (source=? AND kind=? AND target=?)"),
    (sqlite_reader._BY_NUMBER, "node USING COVERING INDEX node_by_number (number_key=?)"),
    (sqlite_reader._BY_NUMBERS, "node USING INDEX node_by_number (number_key=?)"),
    (sqlite_facts._OF_KEYS, "fact USING INDEX fact_by_number (number_key=?)"),
    (sqlite_facts._PAGE, "fact USING PRIMARY KEY (tab=? AND place>?)"),
    (sqlite_holdings._ORIGINS, "origin USING INDEX sqlite_autoindex_origin_1 (key>?)"),
    (sqlite_holdings._NUMBER_KEYS, "node USING COVERING INDEX node_by_number (number_key>?)"),
    (sqlite_holdings._CLAIMED_KEYS, "signature USING COVERING INDEX sqlite_autoindex_signature_1 (number_key>?)"),
    (sqlite_holdings._STATED, "s USING INDEX statement_by_edge (source=?)"),
    (sqlite_holdings._OF_KEYS, "origin USING INDEX sqlite_autoindex_origin_1 (key=?)"),
    (sqlite_holdings._CLAIMS, "claim USING PRIMARY KEY (origin=?)"),
    (sqlite_holdings._STATEMENTS, "statement USING PRIMARY KEY (origin=?)"),
    (sqlite_holdings._PROBLEMS, "problem USING PRIMARY KEY (origin=?)"),
    (sqlite_reader._KEYS_OF, "node USING INDEX sqlite_autoindex_node_1 (id=?)"),
    (sqlite_reader._RECORDS, "node USING INDEX sqlite_autoindex_node_1 (id=?)"),
    (sqlite_reader._PAGE, "node USING INDEX sqlite_autoindex_node_1 (id>?)"),
    (sqlite_reader._TASK_PAGE, "node USING INDEX task_by_id (id>?)"),
    (f"SELECT text {sqlite_reader._COPY}", "origin USING COVERING INDEX origin_by_document (document=?)"),
    (sqlite_reader._LATEST, "node USING COVERING INDEX node_by_date (held=?)"),
    (sqlite_nodes._BY_ID, "node USING INDEX sqlite_autoindex_node_1 (id=?)"),
    (sqlite_nodes._OF_GROUPS, "node USING COVERING INDEX node_by_number (number_key=?)"),
    (sqlite_claims._SIGNATURES, "signature USING INDEX sqlite_autoindex_signature_1 (number_key=?)"),
    (sqlite_claims._SIGNATURES, "claim USING COVERING INDEX claim_by_signature (signature=?)"),
    (sqlite_claims._CLAIMANTS, "claim USING COVERING INDEX claim_by_signature (signature=?)"),
    (sqlite_statements._OF_ORIGINS, "statement USING PRIMARY KEY (origin=?)"),
    (sqlite_statements._END_EDGE, "statement USING COVERING INDEX statement_by_edge"),
    (sqlite_statements._LEFT_ON, "edge USING COVERING INDEX edge_in (target=?)"),
]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "graph.db"


@pytest.mark.parametrize(("query", "expected"), MARKS, ids=[f"{n} {case[1]}" for n, case in enumerate(MARKS)])
def test_a_query_goes_by_its_index(path, query, expected):
    store = open_store(str(path))
    with sqlite3.connect(path) as raw:
        values = ("[]",) * max(query.count("?"), 3 if "?3" in query else 0)
        values = values[:3] if "?1" in query else values
        plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {query}", values)]
    raw.close()
    store.close()
    assert any(expected in step for step in plan), plan
    assert not any(step.startswith("SCAN") and "VIRTUAL TABLE" not in step for step in plan), plan


# --- other threads and processes ---


def test_readers_go_on_while_one_writes(path, make):
    store = open_store(str(path))
    with store.batch() as batch:
        batch.put_group("a", [make.document("a")])
    seen = []
    other = open_store(str(path))

    def read():
        seen.append((len(store.document_page()), len(other.document_page())))

    with store.batch() as batch:
        batch.put_group("b", [make.document("b")])
        batch.flush()
        in_thread(read)
    in_thread(read)
    store.close()
    other.close()
    assert seen == [(1, 1), (2, 2)]


def test_a_walk_sees_one_state_of_the_graph(path, make):
    """A writer turns a <- b into c <- d and back; a reader never sees both or neither."""
    store = open_store(str(path))
    states = [[make.edge("b", "a")], [make.edge("d", "c")]]
    with store.batch() as batch:
        batch.put_group("all", [make.document(id_) for id_ in "abcd"])
        batch.put_statements(make.origin("o"), states[0])
    stop, seen = threading.Event(), set()

    def read():
        while not stop.is_set():
            seen.add(tuple(edge.source for edge in store.neighbours("abcd")))

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(60):
        with store.batch() as batch:
            batch.put_statements(make.origin("o"), states[turn % 2])
    stop.set()
    reader.join()
    store.close()
    assert seen <= {("b",), ("d",)}
    assert seen


def test_threads_share_a_store_in_memory(make):
    store = open_store(":memory:")

    def write(name):
        for number in range(20):
            with store.batch() as batch:
                batch.put_group(f"{name}{number}", [make.document(f"{name}{number}")])
            store.search("không có gì")

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.counts().documents == 60
    store.close()


WRITER = """
import sys
from luocdo.graph.store import open_store
from luocdo.graph.store_records import ClaimRow, HeldText, Origin
from luocdo.graph.model import DocumentNode, Edge, Extraction, Header, SourceText

store = open_store(sys.argv[1])
number = len(store.held(limit=10**6))
while True:
    with store.batch() as batch:
        for _ in range(3):
            id_ = f"d{number}"
            node = DocumentNode(id_, str(number), None, None, None, None, (), None, None, held=True)
            batch.put_group(id_, [node])
            header = Header(id_, None, str(number), None, None, None, None, None, None, None)
            extraction = Extraction(id_, id_, 5, header, (), (), (), (), (), (), ())
            text = SourceText(id_, id_, "dân vận " * 2000, "text/plain", "utf-8")
            batch.put_held(HeldText(id_, id_, text, extraction))
            batch.put_claims({id_: [ClaimRow(0, id_, b"own")]})
            edges = [Edge(id_, f"d{number - 1}", "CITES", "provision", False, 1.0, ())] if number else []
            batch.put_statements(Origin(id_, id_, id_, id_), edges)
            number += 1
        batch.flush()
    print(number, flush=True)
"""


def in_thread(work):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX signal")
def test_kill_9_loses_nothing_that_was_committed_and_leaves_no_half_document(path):
    """Five times killed in the middle of batches of three documents, the store goes on from whole batches."""
    for delay in range(5):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
        committed = [int(writer.stdout.readline()) for _ in range(3 + delay)][-1]
        time.sleep(0.002 * delay)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        store = open_store(str(path))
        held = {row.key for row in store.held(limit=10**6)}
        nodes = {node.id for node in store.document_page(limit=10**6)}
        texts = {hit.document.id for hit in store.search("dân vận", limit=10**6)}
        edges = {edge.source for edge in store.neighbours(nodes)}
        with store.batch() as batch:
            claims = {claimant.origin for id_ in nodes for claimant in batch.claimants(id_, b"own")}
        store.close()
        assert len(nodes) >= committed
        assert len(nodes) % 3 == 0
        assert held == nodes == claims == edges | {"d0"}
        assert texts == nodes
        with sqlite3.connect(path) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
            for index in ("document_words", "text_words"):
                raw.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")
        raw.close()


OPENER = """
import sys
from luocdo.graph.model import AgencyNode
from luocdo.graph.store import open_store

sys.stdin.readline()
store = open_store(sys.argv[1])
for number in range(20):
    with store.batch() as batch:
        batch.put_agencies([AgencyNode(f"{sys.argv[2]}-{number}", "Sở Nội vụ")])
store.close()
"""


def test_processes_may_make_and_write_a_store_at_the_same_time(path):
    writers = [
        subprocess.Popen([sys.executable, "-c", OPENER, str(path), name], stdin=subprocess.PIPE, text=True)
        for name in "abcd"
    ]
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.close()
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    store = open_store(str(path))
    assert store.counts().agencies == 80
    assert store.data_version() == 80
    store.close()


# --- the file itself ---


def version_1(path, make):
    """A file as the first version wrote it: tables without the words to search, one text in them."""
    document = make.document("d", "290-QĐ/TW", title="dân vận", held=True)
    held = make.held(make.origin("k", "d"), "công tác dân vận khéo")
    raw = sqlite3.connect(path, isolation_level=None)
    sqlite_schema.STEPS[0](raw)
    raw.execute("INSERT INTO meta VALUES ('schema', 1)")
    raw.execute("INSERT INTO node VALUES (1, 'd', 0, '290-qđ/tw', NULL, 1)")
    raw.execute("INSERT INTO record VALUES (1, ?)", (pack(document),))
    raw.execute("INSERT INTO origin VALUES (1, 'k', ?, ?, 'd')", (held.text.source, held.text.sha256))
    body = (
        len(held.text.text),
        pack_text(held.text.text),
        pack_about(held.text),
        pack_extraction(held.extraction),
    )
    raw.execute("INSERT INTO body VALUES (1, ?, ?, ?, ?)", body)
    raw.close()
    return document, held


def test_an_older_file_is_brought_up_to_date_with_all_it_holds(path, make):
    document, held = version_1(path, make)
    store = open_store(str(path))
    assert store.by_number_key("290-qđ/tw") == [document]
    assert store.text("d") == held.text
    assert [hit.where for hit in store.search("dan van")] == ["title"]
    assert [hit.where for hit in store.search("dan van kheo")] == ["text"]
    with store.batch() as batch:
        batch.drop_held(["k"])
    assert store.search("dan van kheo") == []
    store.close()


def test_a_migration_that_fails_leaves_the_older_file_as_it_was(path, make, monkeypatch):
    version_1(path, make)

    def fails(connection):
        connection.execute("CREATE TABLE half_done (x)")
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(sqlite_schema, "STEPS", (*sqlite_schema.STEPS, fails))
    with pytest.raises(StoreError, match="disk I/O error"):
        open_store(str(path))
    monkeypatch.undo()
    store = open_store(str(path))
    assert store.search("dan van")
    store.close()
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half_done'").fetchone() == (0,)
    raw.close()


def test_a_file_of_a_newer_luocdo_is_refused_and_not_touched(path):
    open_store(str(path)).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE meta SET value = 99 WHERE key = 'schema'")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(SchemaTooNew, match=r"graph\.db: the store has schema 99.*update luocdo"):
        open_store(str(path))
    assert path.read_bytes() == before


def other_database(path):
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE tra (a)")
    raw.close()


def damaged(path):
    store = open_store(str(path))
    store.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * (size - 100))


UNUSABLE = [
    (lambda path: path.write_bytes(b"Word document " * 99), "no SQLite database", "another kind of file"),
    (other_database, "not a luocdo store", "another program's database"),
    (damaged, "damaged|no SQLite database", "all pages overwritten"),
    (lambda path: path.mkdir(), "a folder, not a store", "a folder"),
]


@pytest.mark.parametrize(("spoil", "reason", "why"), UNUSABLE, ids=[case[2] for case in UNUSABLE])
def test_a_file_that_is_no_store_is_refused_with_the_reason(path, spoil, reason, why):
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=reason):
        open_store(str(path))
    assert before is None or path.read_bytes() == before


def test_a_page_damaged_later_is_a_store_error(path, make):
    store = open_store(str(path))
    with store.batch() as batch:
        batch.put_group("k", [make.document(f"d{n}", title="dân vận " * 50) for n in range(300)])
    store.close()
    with path.open("r+b") as file:
        file.seek(8192 * 2)
        file.write(os.urandom(path.stat().st_size - 8192 * 2))
    with pytest.raises(StoreError, match=r"graph\.db: .*damaged"):
        open_store(str(path)).document_page()


DAMAGE = [
    ("record", "body", lambda store: store.document("d")),
    ("body", "text", lambda store: store.text("d")),
    ("body", "about", lambda store: store.text("d")),
    ("body", "extraction", lambda store: store.extraction("d")),
    ("statement", "evidence", lambda store: store.neighbours(["d"], evidence=True)),
]


@pytest.mark.parametrize(("table", "column", "ask"), DAMAGE, ids=[f"{case[0]}.{case[1]}" for case in DAMAGE])
@pytest.mark.parametrize("spoilt", [b"", b"\xc1\xff", b"\x93\x01"], ids=["nothing", "no msgpack", "cut off"])
def test_a_damaged_record_is_a_store_error(path, make, table, column, ask, spoilt):
    """SQLite has no checksums: a flipped bit inside a value is found only when the value is read."""
    store = open_store(str(path))
    origin = make.origin("k", "d")
    with store.batch() as batch:
        batch.put_group("g", [make.document("d")])
        batch.put_held(make.held(origin, "dân vận"))
        batch.put_statements(origin, [make.edge("d", "d", evidence=(make.evidence(origin),))])
    ask(store)
    with sqlite3.connect(path) as raw:
        raw.execute(f"UPDATE {table} SET {column} = ?", (spoilt,))
    raw.close()
    with pytest.raises(StoreError, match="damaged"):
        ask(store)
    store.close()


def test_a_store_that_must_be_there_is_not_made(path):
    with pytest.raises(StoreError, match="no store there yet"):
        open_store(str(path), create=False)
    assert not path.exists()


READ_ONLY = """
import os, sys
from luocdo.graph.errors import StoreError
from luocdo.graph.store import open_store
if os.geteuid() == 0:
    os.setuid(65534)
store = open_store(sys.argv[1])
print([node.id for node in store.document_page()])
try:
    with store.batch():
        pass
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX modes here")
def test_a_read_only_store_can_be_read_and_says_why_it_cannot_be_written(make):
    """In a child process that is not root, since root may write everywhere."""
    folder = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    path = folder / "graph.db"
    store = open_store(str(path))
    with store.batch() as batch:
        batch.put_group("k", [make.document("d")])
    store.close()
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        run = subprocess.run([sys.executable, "-c", READ_ONLY, str(path)], capture_output=True, text=True)
    finally:
        folder.chmod(0o755)
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    assert run.stderr == ""
    assert run.stdout == f"['d']\n{path}: the file or its folder is read-only\n"


URLS = [
    ("sqlite:///{}/a.db", "an absolute path after three slashes and its own"),
    ("SQLite:///{}/a.db", "the scheme in any case"),
    ("sqlite:///{}/v%C4%83n%20b%E1%BA%A3n.db", "signs written as in a URL"),
    ("{}/một kho #1?.db", "a plain path is taken as it is"),
]


@pytest.mark.parametrize(("url", "why"), URLS, ids=[case[1] for case in URLS])
def test_open_store_by_url(tmp_path, make, url, why):
    for _ in range(2):
        store = open_store(url.format(tmp_path))
        with store.batch() as batch:
            batch.put_group("k", [*store.by_number_key("k"), make.document(f"d{store.counts().documents}")])
        store.close()
    assert store_names(tmp_path) == {Path(url.replace("%C4%83n%20b%E1%BA%A3n", "ăn bản").split("/")[-1]).name}
    store = open_store(url.format(tmp_path))
    assert len(store.by_number_key("k")) == 2
    store.close()


def store_names(folder):
    return {file.name for file in folder.iterdir()}


REFUSED = [
    ("mysql://localhost", "mysql: no such kind of store", "another server"),
    ("sqlite://host/graph.db", "sqlite: no such kind of store", "a host in a file's URL"),
    ("sqlite:///", "no store named", "no path"),
    ("", "no store named", "nothing"),
    ("/nowhere at all/graph.db", "no such folder", "a folder that is not there"),
]


@pytest.mark.parametrize(("url", "reason", "why"), REFUSED, ids=[case[2] for case in REFUSED])
def test_open_store_refuses_with_the_reason(url, reason, why):
    with pytest.raises(StoreError, match=reason):
        open_store(url)


def test_a_file_that_goes_and_one_that_comes_are_noticed(tmp_path, make):
    """A server keeps a store open for months; the file may be moved away, or a copy put in its place."""
    path = tmp_path / "graph.db"
    for name, number in (("graph.db", "1/KH-UBND"), ("other.db", "2/KH-UBND")):
        written = open_store(str(tmp_path / name))
        with written.batch() as batch:
            batch.put_group(number, [make.document("d", number)])
        written.close()
    store = open_store(str(path))
    assert store.document("d").number == "1/KH-UBND"
    os.replace(path, tmp_path / "away.db")
    for _ in range(2):
        with pytest.raises(StoreError, match="no store there"):
            store.document("d")
    os.replace(tmp_path / "other.db", path)
    assert store.document("d").number == "2/KH-UBND"
    store.close()

"""A copy holds all that the store holds, whenever it was stopped and whatever has changed since."""

from contextlib import contextmanager

import pytest

from luocdo.graph import pages
from luocdo.graph.copy_store import Copied, copy_store
from luocdo.graph.errors import NotACopy, StoreError
from luocdo.graph.store import open_store
from luocdo.graph.store_records import ClaimRow, GraphProblem, Quarantined


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch):
    """Three records a page, so that the little that is here takes many."""
    monkeypatch.setattr(pages, "PAGE", 3)


@pytest.fixture
def source(make):
    """Eight texts, a registry without a text, work, lone nodes, imported tables, problems, files that failed."""
    opened = open_store(":memory:")
    fill(opened, make)
    yield opened
    opened.close()


def fill(store, make, texts=8, word="Căn cứ"):
    with store.batch() as batch:
        batch.put_group("290-qđ/tw", [make.document("central", "290-QĐ/TW"), make.document("stub", "290-QĐ/TW")])
        batch.put_agencies([make.agency("so-noi-vu"), make.agency("lone")])
        batch.put_tasks([make.task("lone-task", "central")])
        batch.put_statements(make.origin("registry"), [make.edge("stub", "central", "SUPERSEDES")])
        batch.quarantine("b.pdf", [Quarantined("b.pdf", "3", "scan"), Quarantined("b.pdf", "4", "scan")])
        batch.quarantine("a.pdf", [Quarantined("a.pdf", "", "empty")])
    for number in range(texts):
        put_text(store, make, f"text-{number}", f"{word} {number}")
    with store.batch() as batch:
        batch.put_facts(make.facts("gazette", *["290-qđ/tw"] * 8))
        batch.put_facts(make.facts("unfinished", "290-qđ/tw"))
        batch.publish_facts(make.table("gazette", 8))


def put_text(store, make, key, text, cited="central"):
    """A text that cites a document and gives a body some work."""
    origin, task = make.origin(key, f"plan-{key}"), f"task-{key}"
    with store.batch() as batch:
        batch.put_group(f"{key}/kh", [make.document(origin.document_id, f"{key}/KH", held=True)])
        batch.put_agencies([make.agency("so-noi-vu")])
        batch.put_tasks([make.task(task, origin.document_id)])
        batch.put_held(make.held(origin, text))
        batch.put_claims({key: [ClaimRow(0, f"{key}/kh", b"own"), ClaimRow(1, "290-qđ/tw", text.encode())]})
        batch.put_resolutions([(f"{key}/kh", b"own", b"self"), ("290-qđ/tw", text.encode(), cited.encode())])
        edges = [
            make.edge(origin.document_id, cited, evidence=(make.evidence(origin, 0, text),)),
            make.edge(origin.document_id, task, "ASSIGNS", evidence=(make.evidence(origin, 1),)),
            make.edge(task, "so-noi-vu", "LED_BY", evidence=(make.evidence(origin, 2),)),
        ]
        batch.put_statements(origin, edges)
        batch.put_problems(key, [GraphProblem(key, "warning", f"of {text}")])


def test_a_copy_holds_what_the_store_holds(source, store, dump):
    told = []
    assert copy_store(source, store, lambda done, total: told.append((done, total))) == Copied(9, 9)
    assert dump(store) == dump(source)
    assert told[-1][0] == told[-1][1]
    assert told == sorted(told)


def test_back_again(source, store, dump):
    copy_store(source, store)
    back = open_store(":memory:")
    copy_store(store, back)
    assert dump(back) == dump(source)
    back.close()


def test_a_copy_of_nothing_is_nothing(store):
    empty = open_store(":memory:")
    assert copy_store(empty, store) == Copied(0, 0)
    assert store.data_version() == 0
    empty.close()


def test_a_copy_made_again_writes_nothing(source, store):
    copy_store(source, store)
    before = store.data_version()
    assert copy_store(source, store) == Copied(9, 0)
    assert store.data_version() == before


@pytest.mark.parametrize("stop", range(1, 14))
def test_a_copy_that_was_stopped_goes_on(source, store, dump, stop):
    with pytest.raises(RuntimeError):
        copy_store(source, Stopping(store, stop))
    copy_store(source, store)
    assert dump(store) == dump(source)


class Stopping:
    """A store that is lost in its n-th batch."""

    def __init__(self, store, batches):
        self._store, self._left = store, batches

    def __getattr__(self, name):
        return getattr(self._store, name)

    @contextmanager
    def batch(self):
        with self._store.batch() as writer:
            yield writer
            self._left -= 1
            if not self._left:
                raise RuntimeError


def change_text(store, make):
    put_text(store, make, "text-3", "Thay")


def change_meaning(store, make):
    put_text(store, make, "text-3", "Căn cứ 3", cited="stub")


def change_documents(store, make):
    """A document splits, one gets another id, one moves to another key."""
    with store.batch() as batch:
        batch.put_group("290-qđ/tw", [make.document(each) for each in ("central", "third")])
        batch.put_group("0-moved", [make.document("stub", "0")])
    put_text(store, make, "text-3", "Căn cứ 3", cited="third")


def end_documents(store, make):
    put_text(store, make, "registry", "now a text")
    with store.batch() as batch:
        batch.put_group("290-qđ/tw", [make.document("central")])


def add_texts(store, make):
    put_text(store, make, "text-10", "mới")
    put_text(store, make, "a text before all others", "mới")


def change_nodes(store, make):
    with store.batch() as batch:
        batch.put_agencies([make.agency("lone", "tên khác"), make.agency("so-noi-vu", "Sở Nội vụ mới")])
        batch.put_tasks([make.task("lone-task", "central", section="V")])


def change_tables(store, make):
    with store.batch() as batch:
        batch.drop_facts("gazette")
        batch.put_facts(make.facts("archive", "1-kh/tu"))
        batch.publish_facts(make.table("archive", 1))


def release_files(store, make):
    with store.batch() as batch:
        batch.quarantine("a.pdf", [])
        batch.quarantine("b.pdf", [Quarantined("b.pdf", "1", "scan")])


CHANGES = [
    *(change_text, change_meaning, change_documents, end_documents),
    *(add_texts, change_nodes, change_tables, release_files),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__)
def test_a_copy_made_again_follows_the_store(source, store, make, dump, change):
    copy_store(source, store)
    change(source, make)
    copy_store(source, store)
    assert dump(store) == dump(source)


def test_a_store_with_texts_of_its_own_is_refused_untouched(source, store, make, dump):
    copy_store(source, store)
    put_text(store, make, "text-5a", "của kho này")
    put_text(source, make, "text-9", "chưa chép")
    before = dump(store)
    with pytest.raises(NotACopy, match="text-5a"):
        copy_store(source, store)
    assert dump(store) == before


def test_a_store_that_is_written_to_meanwhile_is_told_of(source, store, make, dump):
    def write(done, total):
        if not store.document("plan-late"):
            put_text(source, make, "late", f"muộn {done}")

    with pytest.raises(StoreError, match="run the copy again"):
        copy_store(source, store, write)
    copy_store(source, store)
    assert dump(store) == dump(source)


def test_long_texts_are_read_few_at_a_time(source, store, make, monkeypatch):
    monkeypatch.setattr(pages, "CHARACTERS", 20)
    put_text(source, make, "long", "dài " * 10)
    asked = []

    class Watched:
        def __getattr__(self, name):
            return getattr(source, name)

        def holdings(self, keys):
            asked.append(list(keys))
            return source.holdings(asked[-1])

    copy_store(Watched(), store)
    assert [len(keys) for keys in asked] == [1, 3, 3, 3]

"""What every store promises of imported tables: seen whole or not at all, replaced whole, found by number."""

import pytest

from luocdo.graph.errors import StoreError


@pytest.fixture
def imported(store, make):
    """Two tables that both speak of 290-qđ/tw, and one that was never published."""
    with store.batch() as batch:
        batch.put_facts(make.facts("gazette", "290-qđ/tw", "23-qđ/tw", "290-qđ/tw"))
        batch.put_facts(make.facts("archive", "290-qđ/tw"))
        batch.put_facts(make.facts("unfinished", "290-qđ/tw"))
        batch.publish_facts(make.table("gazette", 3, rows=4, refused=1))
        batch.publish_facts(make.table("archive", 1))
    return store


def places(rows):
    return [(row.number_key, row.table, row.place) for row in rows]


def test_rows_are_found_by_number_in_the_order_of_their_tables(imported, make):
    assert places(imported.facts(["290-qđ/tw", "23-qđ/tw", "1-ct/tw", "290-qđ/tw"])) == [
        ("23-qđ/tw", "gazette", 2),
        ("290-qđ/tw", "archive", 1),
        ("290-qđ/tw", "gazette", 1),
        ("290-qđ/tw", "gazette", 3),
    ]
    assert imported.facts(["23-qđ/tw"]) == make.facts("gazette", "290-qđ/tw", "23-qđ/tw")[1:]
    assert imported.facts([]) == []


def test_tables_are_listed_by_key_with_what_was_refused(imported, make):
    assert imported.fact_tables() == [make.table("archive", 1), make.table("gazette", 3, rows=4, refused=1)]


def test_a_table_is_paged_in_its_order(imported, make):
    rows = make.facts("gazette", "290-qđ/tw", "23-qđ/tw", "290-qđ/tw")
    assert imported.fact_page("gazette", limit=2) == rows[:2]
    assert imported.fact_page("gazette", after=2, limit=2) == rows[2:]
    assert imported.fact_page("nobody") == []
    assert imported.fact_page("unfinished") == []


def test_a_table_put_in_several_batches_is_seen_when_it_is_published(store, make):
    rows = make.facts("gazette", "290-qđ/tw", "23-qđ/tw")
    for row in rows:
        with store.batch() as batch:
            batch.put_facts([row])
        assert (store.facts(["290-qđ/tw"]), store.fact_tables()) == ([], [])
    with store.batch() as batch:
        batch.publish_facts(make.table("gazette", 2))
    assert store.fact_page("gazette") == rows


def test_a_table_imported_again_replaces_what_it_held(imported, make):
    with imported.batch() as batch:
        batch.put_facts(make.facts("gazette", "1-ct/tw"))
    assert len(imported.facts(["290-qđ/tw"])) == 3
    with imported.batch() as batch:
        batch.publish_facts(make.table("gazette", 1, sha256="11"))
    assert places(imported.facts(["1-ct/tw", "290-qđ/tw", "23-qđ/tw"])) == [
        ("1-ct/tw", "gazette", 1),
        ("290-qđ/tw", "archive", 1),
    ]
    assert [table.sha256 for table in imported.fact_tables()] == ["00", "11"]


def test_what_a_killed_import_left_is_discarded_and_the_table_stays(imported, make):
    with imported.batch() as batch:
        batch.put_facts(make.facts("gazette", "1-ct/tw"))
    with imported.batch() as batch:
        batch.discard_facts("gazette")
        batch.discard_facts("nobody")
        batch.put_facts(make.facts("gazette", "2-ct/tw", "3-ct/tw"))
        batch.publish_facts(make.table("gazette", 2))
    assert places(imported.fact_page("gazette")) == [("2-ct/tw", "gazette", 1), ("3-ct/tw", "gazette", 2)]


def test_two_imports_of_one_table_that_met_are_refused(imported, make, dump):
    before = dump(imported)
    with imported.batch() as batch:
        batch.put_facts(make.facts("gazette", "1-ct/tw"))
    with pytest.raises(StoreError, match="gazette: 1 rows were put, not 2"), imported.batch() as batch:
        batch.publish_facts(make.table("gazette", 2))
    assert dump(imported) == before


def test_an_empty_table_is_a_table(imported, make):
    with imported.batch() as batch:
        batch.publish_facts(make.table("gazette", 0))
    assert imported.fact_page("gazette") == []
    assert [table.key for table in imported.fact_tables()] == ["archive", "gazette"]


def test_a_dropped_table_is_gone(imported):
    with imported.batch() as batch:
        assert batch.drop_facts("gazette")
        assert not batch.drop_facts("gazette")
        assert not batch.drop_facts("unfinished")
    assert [table.key for table in imported.fact_tables()] == ["archive"]
    assert places(imported.facts(["290-qđ/tw", "23-qđ/tw"])) == [("290-qđ/tw", "archive", 1)]


def test_an_error_undoes_a_publication(imported, make, dump):
    before = dump(imported)

    def stop():
        with imported.batch() as batch:
            batch.put_facts(make.facts("gazette", "1-ct/tw"))
            batch.publish_facts(make.table("gazette", 1))
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        stop()
    assert dump(imported) == before


def test_documents_of_many_numbers_at_once(store, make):
    with store.batch() as batch:
        batch.put_group("25-nq/tw", [make.document("b"), make.document("a")])
        batch.put_group("290-qđ/tw", [make.document("c")])
    found = store.by_number_keys(["290-qđ/tw", "25-nq/tw", "1-ct/tw", "25-nq/tw"])
    assert {key: [node.id for node in nodes] for key, nodes in found.items()} == {
        "290-qđ/tw": ["c"],
        "25-nq/tw": ["a", "b"],
    }
    assert all(nodes == store.by_number_key(key) for key, nodes in found.items())


def test_documents_of_many_numbers_on_some_days(store, make):
    days = {"a": "2003-03-12", "b": "2013-06-03", "c": "2018-10-24", "d": None}
    with store.batch() as batch:
        batch.put_group("25-nq/tw", [make.document(id_, date=day) for id_, day in days.items()])
        batch.put_group("290-qđ/tw", [make.document("e", date="2010-02-25"), make.document("f", date=None)])
    asked = {"25-nq/tw": {"2013-06-03", "2018-10-24", "2020-01-01"}, "1-ct/tw": {"2013-06-03"}}
    found = store.by_number_keys(["25-nq/tw", "290-qđ/tw", "1-ct/tw"], asked)
    assert {key: [node.id for node in nodes] for key, nodes in found.items()} == {
        "25-nq/tw": ["b", "c"],
        "290-qđ/tw": ["e", "f"],
    }

"""A table into a store: whole or not at all, again in place of before, killed without a trace."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pyarrow
import pyarrow.parquet
import pytest

from luocdo.graph.errors import ReadError, StoreError
from luocdo.graph.facts import Listed, Referred, Related, fact_row, read_fact
from luocdo.graph.number import number_key
from luocdo.graph.sqlite_store import SqliteStore
from luocdo.graph.store import open_store
from luocdo.loaders import registry_import
from luocdo.loaders.registry_import import Asked, import_table

HEAD = "so_ky_hieu,ngay_ban_hanh,trich_yeu,hieu_luc\n"
ROWS = [
    "10/QĐ-UBND,05/03/2020,về một việc,Văn bản đang có hiệu lực",
    "11/QĐ-UBND,06/03/2020,về một việc,Văn bản hết hiệu lực",
    ",07/03/2020,không số,Văn bản hết hiệu lực",
    "12/QĐ-UBND,08/03/2020,về một việc,Lạ",
    "13/QĐ-UBND,,không ngày,Văn bản hết hiệu lực",
]
OURS = Asked("binh-duong-documents", today="2026-11-22")


@pytest.fixture
def store():
    made = SqliteStore(None)
    yield made
    made.close()


def put(folder, rows, name="a.csv"):
    path = folder / name
    path.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    return path


def facts(store):
    return [read_fact(row) for table in store.fact_tables() for row in store.fact_page(table.key, limit=10**6)]


def test_rows_are_filed_and_what_cannot_be_used_is_told(store, tmp_path):
    refused = []
    done = import_table(store, put(tmp_path, ROWS), OURS, refused.append)
    assert [(row.place, row.reason, row.words) for row in refused] == [
        (4, "number", ""),
        (5, "state", "Lạ"),
        (6, "identity", "13/QĐ-UBND"),
    ]
    assert [(each.row, each.document.number, each.state) for each in facts(store)] == [
        ("2", "10/QĐ-UBND", "in_force"),
        ("3", "11/QĐ-UBND", "ended"),
        ("5", "12/QĐ-UBND", None),
    ]
    table = done.table
    assert (table.rows, table.refused, table.facts, table.day, table.newest) == (5, 3, 3, "2026-11-22", "2020-03-05")
    assert (done.before, done.refusals) == (None, {"number": 1, "state": 1, "identity": 1})
    assert store.fact_tables() == [table]


def test_imported_again_a_table_takes_the_place_of_what_it_said(store, tmp_path):
    path = put(tmp_path, ROWS[:2])
    first = import_table(store, path, OURS).table
    put(tmp_path, ROWS[1:2])
    second = import_table(store, path, OURS)
    assert second.before == first
    assert [each.document.number for each in facts(store)] == ["11/QĐ-UBND"]
    assert len(store.fact_tables()) == 1


def test_a_table_has_a_name_of_its_own_where_its_file_is_called_otherwise_each_time(store, tmp_path):
    for name in ("2025.csv", "2026.csv"):
        import_table(store, put(tmp_path, ROWS, name), OURS._replace(name="cổng"))
    assert [(each.key, each.source) for each in store.fact_tables()] == [("binh-duong-documents:cổng", "2026.csv")]


FAILING = [
    ([",07/03/2020,không số,x"], "no row of it can be used with the mapping binh-duong-documents"),
    (['10/QĐ-UBND,05/03/2020,"về một việc,x'], "breaks off within quotes"),
    ([], "no row of it can be used with the mapping binh-duong-documents (no rows)"),
]


@pytest.mark.parametrize(("rows", "reason"), FAILING, ids=[case[1] for case in FAILING])
def test_a_table_that_fails_leaves_the_store_as_it_was(store, tmp_path, rows, reason):
    import_table(store, put(tmp_path, ROWS), OURS)
    before = (facts(store), store.fact_tables())
    with pytest.raises(ReadError) as raised:
        import_table(store, put(tmp_path, rows), OURS)
    assert reason in str(raised.value)
    assert (facts(store), store.fact_tables()) == before


def test_a_file_that_breaks_off_after_many_rows_leaves_the_store_as_it_was(store, tmp_path, monkeypatch):
    monkeypatch.setattr(registry_import, "AT_ONCE", 2)
    rows = [{"number": f"{n}/2020/NĐ-CP", "title": "", "doc_type": "Decree"} for n in range(1, 8)]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(rows), "utf-8")
    mapping = "vbpl-documents"
    import_table(store, path, Asked(mapping))
    path.write_text(json.dumps(rows[::-1])[:-20], "utf-8")
    with pytest.raises(ReadError, match="breaks off"):
        import_table(store, path, Asked(mapping))
    assert [each.row for each in facts(store)] == [str(n) for n in range(1, 8)]
    path.write_text(json.dumps(rows[:3]), "utf-8")
    import_table(store, path, Asked(mapping))
    assert len(facts(store)) == 3, "what the broken import had put was cleared away"


def copy_of_the_national_database(folder):
    documents = {
        "id": [1, 2, 3],
        "so_ky_hieu": ["145/2020/NĐ-CP", "149/2018/NĐ-CP", "45/2019/QH14"],
        "loai_van_ban": ["Nghị định", "Nghị định", "Luật"],
        "title": ["a", "b", "c"],
        "ngay_ban_hanh": ["14/12/2020", "07/11/2018", "20/11/2019"],
        "co_quan_ban_hanh": ["Chính phủ", "Chính phủ", "Quốc hội"],
        "pham_vi": ["Toàn quốc"] * 3,
        "tinh_trang_hieu_luc": ["Còn hiệu lực", "Hết hiệu lực toàn bộ", "Còn hiệu lực"],
        "ngay_co_hieu_luc": ["01/02/2021", "01/01/2019", "01/01/2021"],
        "ngay_het_hieu_luc": ["...", "01/02/2021", None],
    }
    relations = {
        "doc_id": [1, 2, 1, 2, 9, 1],
        "other_doc_id": [2, 1, 3, 3, 1, 1],
        "relationship": [
            "Văn bản hết hiệu lực",
            "Văn bản quy định hết hiệu lực",
            "Văn bản căn cứ",
            "Văn bản hết hiệu lực",
            "Văn bản sửa đổi",
            "Văn bản liên quan khác",
        ],
    }
    for name, columns in (("documents", documents), ("relations", relations)):
        pyarrow.parquet.write_table(pyarrow.table(columns), folder / f"{name}.parquet")
    return folder / "documents.parquet", folder / "relations.parquet"


def test_relations_point_at_documents_by_their_keepers_own_numbers(store, tmp_path):
    documents, relations = copy_of_the_national_database(tmp_path)
    refused = []
    with pytest.raises(ReadError, match="no row of it can be used"):
        import_table(store, relations, Asked("vbpl-copy-relations"))
    import_table(store, documents, Asked("vbpl-copy-documents"))
    import_table(store, relations, Asked("vbpl-copy-relations"), refused.append)
    found = [each for each in facts(store) if isinstance(each, Related)]
    assert [(each.by.number, each.kind, each.of.number) for each in found] == [
        ("145/2020/NĐ-CP", "ends", "149/2018/NĐ-CP"),
        ("145/2020/NĐ-CP", "ends", "149/2018/NĐ-CP"),
        ("145/2020/NĐ-CP", "based_on", "45/2019/QH14"),
    ]
    assert [(row.place, row.reason, row.words) for row in refused] == [
        (4, "direction", "149/2018/NĐ-CP ends 45/2019/QH14"),
        (5, "reference", "9"),
    ]
    (old,) = [each for each in facts(store) if isinstance(each, Listed) and each.effective_to]
    assert (old.document.number, old.effective_from, old.effective_to) == ("149/2018/NĐ-CP", "2019-01-01", "2021-01-31")


def test_relations_point_at_documents_that_an_older_version_has_filed(store, tmp_path):
    documents, relations = copy_of_the_national_database(tmp_path)
    done = import_table(store, documents, Asked("vbpl-copy-documents")).table
    import_table(store, relations, Asked("vbpl-copy-relations"))
    wanted = [each for each in facts(store) if isinstance(each, Related)]
    rows = [(row, read_fact(row)) for row in store.fact_page(done.key)]
    assert any(isinstance(fact, Referred) for _, fact in rows)
    with store.batch() as batch:
        batch.drop_facts(done.key)
        batch.put_facts(
            fact_row(row.table, row.place, row.number_key, Listed("2", fact.document))
            if isinstance(fact, Referred)
            else row
            for row, fact in rows
        )
        batch.publish_facts(done)
    import_table(store, relations, Asked("vbpl-copy-relations"))
    assert [each for each in facts(store) if isinstance(each, Related)] == wanted


def test_what_acts_is_filed_under_what_it_acts_on_and_a_ground_under_what_rests_on_it(store, tmp_path):
    documents, relations = copy_of_the_national_database(tmp_path)
    import_table(store, documents, Asked("vbpl-copy-documents"))
    import_table(store, relations, Asked("vbpl-copy-relations"))
    under = {
        number: [fact.kind for fact in map(read_fact, store.facts([number_key(number)])) if isinstance(fact, Related)]
        for number in ("145/2020/NĐ-CP", "149/2018/NĐ-CP", "45/2019/QH14")
    }
    assert under == {"145/2020/NĐ-CP": ["based_on"], "149/2018/NĐ-CP": ["ends", "ends"], "45/2019/QH14": []}


def test_the_result_does_not_depend_on_the_size_of_batches(tmp_path, monkeypatch):
    documents, relations = copy_of_the_national_database(tmp_path)
    kept = []
    for size in (1, 2, 10_000):
        monkeypatch.setattr(registry_import, "AT_ONCE", size)
        made = SqliteStore(None)
        import_table(made, documents, Asked("vbpl-copy-documents"))
        import_table(made, relations, Asked("vbpl-copy-relations"))
        kept.append(facts(made))
        made.close()
    assert kept[0] == kept[1] == kept[2]


def test_two_imports_of_one_table_that_meet_are_refused(store, tmp_path, monkeypatch):
    path = put(tmp_path, ROWS)
    import_table(store, path, OURS)
    before = facts(store)
    real = registry_import._digest

    def meanwhile(name):
        monkeypatch.setattr(registry_import, "_digest", real)
        with store.batch() as writer:
            writer.discard_facts("binh-duong-documents:a.csv")
        return real(name)

    monkeypatch.setattr(registry_import, "_digest", meanwhile)
    with pytest.raises(StoreError, match="was it imported twice at once"):
        import_table(store, path, OURS)
    assert facts(store) == before


SLOWLY = """
import sys, time
from pathlib import Path
from luocdo.graph.store import open_store
from luocdo.loaders import registry_import
registry_import.AT_ONCE = 10
store = open_store(sys.argv[1])
def told(rows):
    print(rows, flush=True)
    time.sleep(0.05)
registry_import.import_table(store, Path(sys.argv[2]), registry_import.Asked("binh-duong-documents"), None, told)
"""


def test_kill_9_in_the_middle_leaves_the_store_as_it_was_and_the_next_import_clears_up(tmp_path):
    url = str(tmp_path / "luocdo.db")
    small = put(tmp_path, ROWS[:2])
    store = open_store(url)
    import_table(store, small, OURS)
    before = (facts(store), store.fact_tables())
    many = [f"{n}/QĐ-UBND,05/03/2020,về một việc,Văn bản hết hiệu lực" for n in range(1, 2_000)]
    put(tmp_path, many)
    running = subprocess.Popen(
        [sys.executable, "-c", SLOWLY, url, str(small)], stdout=subprocess.PIPE, env={**os.environ}, text=True
    )
    assert running.stdout is not None
    for _ in range(3):
        assert running.stdout.readline()
    running.send_signal(signal.SIGKILL)
    running.wait()
    running.stdout.close()
    assert (facts(store), store.fact_tables()) == before
    started = time.monotonic()
    done = import_table(store, small, OURS)
    assert time.monotonic() - started < 60
    assert (done.table.facts, len(facts(store))) == (1_999, 1_999)
    store.close()


def test_slips_in_the_days_of_a_table_do_not_make_it_newer(store, tmp_path):
    rows = [f"{n}/QĐ-UBND,{n:02}/03/2020,về một việc," for n in range(1, 11)]
    rows += ["90/QĐ-UBND,01/01/2024,về một việc,", "91/QĐ-UBND,01/01/2099,về một việc,"]
    assert import_table(store, put(tmp_path, rows), OURS).table.newest == "2020-03-09"
    table = import_table(store, put(tmp_path, rows), OURS._replace(as_of="2020-03-08")).table
    assert (table.as_of, table.newest) == ("2020-03-08", "2020-03-06")

"""A graph from elsewhere in a store: replaced as a whole, beside what the store has read itself, never moved."""

from io import StringIO

import msgspec
import pytest

from luocdo.graph.build import load as build
from luocdo.graph.import_graph import import_graph
from luocdo.graph.imported import ImportedGraph
from luocdo.graph.known import Known
from luocdo.graph.rdf_stream import write_ntriples
from luocdo.graph.registry import known_documents
from luocdo.graph.settled import fixed_claim, settled, together
from luocdo.graph.store import open_store
from luocdo.loaders.ingest import ingest
from luocdo.queries.selection import Selection
from tests.project import ROOT

NOTHING = Known()


def as_imported(part, name="graph.nt"):
    """All of a part as an import of this name."""
    edges = tuple(each for each in part.edges() if each.kind not in ("PART_OF", "SUCCEEDED_BY"))
    documents = tuple(part.documents())
    keys = part.keys_of(each.id for each in documents)
    return ImportedGraph(name, "ab" * 32, documents, keys, tuple(part.agencies()), tuple(part.tasks()), edges)


def lines(store):
    """The graph of a store as a set of triples."""
    out = StringIO()
    write_ntriples(Selection(store), out)
    return set(out.getvalue().splitlines())


def test_an_import_holds_what_was_exported(part, store):
    done = import_graph(store, as_imported(part), NOTHING)
    assert (done.documents, done.agencies, done.tasks, done.own) == (7, 3, 2, 0)
    assert lines(store) == lines(part._reader)
    assert store.text("614-kh-ubnd.gia-lai.2020-03-24") is None
    assert store.counts().texts == 0


def test_the_same_import_again_changes_nothing(part, store, dump):
    import_graph(store, as_imported(part), NOTHING)
    before = dump(store)
    import_graph(store, as_imported(part), NOTHING)
    assert dump(store) == before


def test_a_later_import_of_the_name_takes_the_place_of_the_first(part, store):
    import_graph(store, as_imported(part), NOTHING)
    import_graph(store, as_imported(part, "other.nt"), NOTHING)
    nothing = msgspec.structs.replace(as_imported(part), documents=(), keys={}, agencies=(), tasks=(), edges=())
    import_graph(store, nothing, NOTHING)
    assert lines(store) == lines(part._reader), "the other import still says all of it"
    import_graph(store, nothing, NOTHING, "other.nt")
    assert store.document_page() == []
    assert store.agency_page() == []
    assert store.task_page() == []
    assert sorted(each.key for each in store.origins()) == ["import:graph.nt", "import:other.nt"]


def test_an_import_whose_name_begins_another_leaves_it_alone(part, store):
    import_graph(store, as_imported(part, "a"), NOTHING)
    import_graph(store, as_imported(part, "a.nt"), NOTHING)
    keys = {each.key for each in store.origins()}
    import_graph(store, as_imported(part, "a"), NOTHING)
    assert {each.key for each in store.origins()} == keys


def test_an_edge_without_a_sentence_is_said_by_the_import_itself(part, store):
    bare = [msgspec.structs.replace(each, evidence=()) for each in as_imported(part).edges]
    import_graph(store, msgspec.structs.replace(as_imported(part), edges=tuple(bare)), NOTHING)
    told = store.neighbours([bare[0].source], (), "up", evidence=True)
    assert {(seen.source, seen.rule, seen.quote) for each in told for seen in each.evidence} == {
        ("graph.nt", "imported", "")
    }


# --- beside texts of the store's own ---

TEXTS = {
    "son-la.txt": """ỦY BAN NHÂN DÂN
TỈNH SƠN LA
Số: 04/KH-UBND
Sơn La, ngày 03 tháng 01 năm 2018

KẾ HOẠCH
Công tác dân vận năm 2018

Căn cứ Quyết định số 3235/QĐ-UBND ngày 18/12/2017 của UBND tỉnh.
1. Thực hiện Nghị quyết số 25-NQ/TW của Trung ương.
2. Giao Sở Nội vụ báo cáo trước ngày 30/11/2018.
""",
    "trung-uong.txt": """BAN CHẤP HÀNH TRUNG ƯƠNG
Số: 25-NQ/TW
Hà Nội, ngày 03 tháng 6 năm 2013

NGHỊ QUYẾT
về công tác dân vận

Theo Báo cáo thẩm tra của Ban Dân vận.
""",
}


@pytest.fixture
def load(tmp_path):
    """Loads texts by name into a store."""

    def loading(store, *names):
        for name in names:
            (tmp_path / name).write_text(TEXTS[name], encoding="utf-8")
        assert ingest(store, [tmp_path / name for name in names], workers=1).failed == ()

    return loading


@pytest.fixture
def make_store(tmp_path):
    """Makes stores, closed after the test."""
    made = []

    def make():
        made.append(open_store(str(tmp_path / f"store-{len(made)}.db")))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def source(make_store, load):
    """Another store that has read both texts."""
    store = make_store()
    load(store, *TEXTS)
    return store


@pytest.mark.parametrize("order", [("import", "son-la.txt"), ("son-la.txt", "import")])
def test_texts_and_an_import_make_one_graph_in_any_order(source, make_store, load, order):
    store = make_store()
    for each in order:
        if each == "import":
            import_graph(store, as_imported(Selection(source)), known_documents())
        else:
            load(store, each)
    assert lines(store) == lines(source)


def test_what_the_store_has_read_is_not_taken_from_others(source, make_store, load):
    store = make_store()
    load(store, *TEXTS)
    graph = as_imported(Selection(source))
    done = import_graph(store, graph, known_documents())
    assert (done.edges, done.own) == (0, len(graph.edges))
    assert lines(store) == lines(source)


def test_a_text_that_goes_leaves_what_was_imported(source, make_store, load, tmp_path):
    store = make_store()
    load(store, *TEXTS)
    import_graph(store, as_imported(Selection(source)), known_documents(), "before")
    other = make_store()
    import_graph(other, as_imported(Selection(source)), known_documents())
    load(other, *TEXTS)
    with other.batch() as writer:
        build(writer, (), known_documents(), drop=[row.key for row in other.held()])
    assert lines(other) == lines(source), "claims of the import keep documents that the texts no longer speak of"


def test_an_imported_document_is_a_candidate_for_a_mention_without_a_day(source, make_store, load, make):
    store = make_store()
    load(store, "son-la.txt")
    older = make.document("25-nq-tw.2003-03-12", "25-NQ/TW", date="2003-03-12", type="Nghị quyết")
    graph = ImportedGraph("older.nt", "cd" * 32, (older,), {older.id: "25-nq-tw"}, (), (), ())
    import_graph(store, graph, NOTHING)
    cited = {each.id for each in store.by_number_key("25-nq-tw")}
    assert "25-nq-tw.2003-03-12" in cited
    import_graph(store, as_imported(Selection(source)), NOTHING)
    open_ = [each for each in store.by_number_key("25-nq-tw") if each.ambiguous]
    assert open_, "two resolutions of the number are known now: the mention may be either"


TOGETHER = [
    ({"held": True, "title": "của ta"}, {"held": True, "title": "của họ"}, "của ta", "our text goes first"),
    ({"title": "của ta"}, {"held": True, "title": "của họ"}, "của họ", "who has read it knows best"),
    ({"title": None}, {"title": "của họ"}, "của họ", "what we do not know is filled in"),
    ({"title": "của ta"}, {"title": "của họ"}, "của ta", "what we know stays"),
]


@pytest.mark.parametrize(("ours", "theirs", "title", "why"), TOGETHER)
def test_which_of_two_descriptions_stands(make, ours, theirs, title, why):
    one, other = (make.document("a", "1-CT/TW", **fields) for fields in (ours, theirs))
    assert together(one, other).title == title, why


def test_of_several_imports_of_a_document_the_fullest_stands(make):
    nodes = [make.document("1-ct-tw.2020-01-01", "1-CT/TW", title=title) for title in (None, "Chỉ thị", None)]
    claims = [fixed_claim(node, "1-ct-tw") for node in nodes]
    for order in (claims, claims[::-1]):
        documents, decisions = settled(order, [1, 1, 1], NOTHING)
        assert [each.title for each in documents] == ["Chỉ thị"]
        assert {each.node for each in decisions} == {"1-ct-tw.2020-01-01"}


def test_the_samples_come_back_as_they_went(make_store):
    source, store = make_store(), make_store()
    assert ingest(source, [ROOT / "data" / "samples"], workers=1, sample=True).failed == ()
    import_graph(store, as_imported(Selection(source)), known_documents())
    assert lines(store) == lines(source)

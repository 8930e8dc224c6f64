"""Building the graph: one result for one set of texts, re-resolution, copies, removal, evidence."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from luocdo.graph.agency_names import agency_ref
from luocdo.graph.build import held_text, load
from luocdo.graph.known import Fact, Known
from luocdo.graph.model import (
    AgencyRef,
    Citation,
    DocumentEnd,
    Extraction,
    Header,
    Mention,
    Nested,
    Resolution,
    SourceText,
)
from luocdo.graph.store import Store
from luocdo.graph.store_records import HeldText
from tests.collisions import CASES
from tests.conftest import NewStore

Build = Callable[..., Store]
NOWHERE = Resolution("unknown", None, "never-dated", 0.0)


def text_of(own: dict[str, Any], rows: Sequence[dict[str, Any]]) -> tuple[str, list[tuple[int, int]]]:
    """A plain text that names every row in a sentence of its own, and where."""
    text = f"KẾ HOẠCH số {own.get('number')}\n{own.get('title') or ''}\n\n"
    spans = []
    for row in rows:
        words = f"{row.get('type') or 'văn bản'} {row.get('number') or row.get('name') or 'khác'}"
        text += "Các sở, ngành tiếp tục thực hiện "
        spans.append((len(text), len(text) + len(words)))
        text += f"{words} trong năm. "
    return text, spans


def make(
    key: str, own: dict[str, Any], rows: Sequence[dict[str, Any]] = (), nested: Sequence[tuple[int, int]] = ()
) -> HeldText:
    blank = ("type", "number", "date", "issuer", "level", "province", "title", "signer", "effective_from")
    own = dict(own)
    if own.get("issuer"):
        own["issuer"] = AgencyRef(*own["issuer"])
    header = Header(**{"id": "", **dict.fromkeys(blank), **own})
    text, spans = text_of(own, rows)
    citations = []
    for row, (start, end) in zip(rows, spans, strict=True):
        values: dict[str, Any] = dict.fromkeys(("number", "type", "date", "name", "title", "term"))
        values |= {"relation": "implements", "scope": "provision", "partial": False, "cue": "thực hiện"} | row
        values["issuer"] = tuple(agency_ref(name, header.province) for name in row.get("issuer", ()))
        mention = Mention(start, end, text[start:end], "I")
        citations.append(Citation(**{**values, "resolution": NOWHERE, "mentions": (mention,)}))
    ends = [DocumentEnd(c.number, c.name, c.date, None) for c in citations]
    pairs = tuple(
        Nested(ends[a], ends[b], "implements", spans[a][0], spans[b][1], text[spans[a][0] : spans[b][1]])
        for a, b in nested
    )
    source = SourceText(f"{key}.txt", key * 64, text, "text/plain", "utf-8")
    extraction = Extraction(
        source.source, source.sha256, len(text), header, tuple(citations), pairs, (), (), (), (), ()
    )
    return held_text(source, extraction, key)


@pytest.fixture
def build(new_store: NewStore) -> Build:
    """Loads texts into a new store, in batches of these sizes. Of Neo4j the store built last is the one there is."""

    def built(texts: list[HeldText], known: Known, sizes: list[int] | None = None) -> Store:
        store = new_store()
        for size in sizes or [len(texts)]:
            with store.batch() as writer:
                load(writer, texts[:size], known)
            texts = texts[size:]
        return store

    return built


def dump(store: Store) -> dict[str, Any]:
    """All that a reader can see, in the reader's order."""
    documents = store.document_page(limit=10_000)
    ids = [each.id for each in documents]
    return {
        "documents": documents,
        "agencies": store.agency_page(limit=10_000),
        "edges": store.neighbours(ids, evidence=True),
        "held": store.held(limit=10_000),
        "problems": store.problems(limit=10_000),
        "counts": store.counts(),
    }


def case_texts(case: dict[str, Any]) -> list[HeldText]:
    return [make(key, text["own"], text.get("cites", [])) for key, text in case["texts"].items()]


def case_known(case: dict[str, Any]) -> Known:
    return Known(Fact(**fact) for fact in case.get("facts", ()))


ALL = [
    make(
        f"{n}{key}",
        text["own"],
        text.get("cites", []),
        [(0, 1)] if len(text.get("cites", [])) > 1 else [],
    )
    for n, case in enumerate(CASES)
    for key, text in case["texts"].items()
]
ALL_KNOWN = Known(Fact(**fact) for case in CASES for fact in case.get("facts", ()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_graph_tells_collisions_apart(build: Build, case: dict[str, Any]) -> None:
    store = build(case_texts(case), case_known(case))
    documents = {each.id: each for each in store.document_page(limit=1000)}
    for id_, names in case["documents"].items():
        assert not documents[id_].ambiguous
        assert documents[id_].held == any("." not in name for name in names)
        for name in names:
            key, _, row = name.partition(".")
            if row:
                source = store.held(limit=1000)
                own = next(each.document_id for each in source if each.key == key)
                assert id_ in {edge.target for edge in store.neighbours([own])}
    stand_ins = {each.id for each in documents.values() if each.ambiguous}
    may_be = {tuple(sorted(edge.target for edge in store.neighbours([id_], ["MAY_BE"]))) for id_ in stand_ins}
    wanted = {tuple(sorted(set(ids) & set(documents))) for ids in case.get("ambiguous", {}).values()}
    assert may_be == wanted


@pytest.mark.parametrize("seed", range(6))
def test_any_order_and_any_batches_give_one_graph(build: Build, seed: int) -> None:
    chance = random.Random(seed)
    whole = dump(build(ALL, ALL_KNOWN))
    texts = list(ALL)
    chance.shuffle(texts)
    sizes = []
    while sum(sizes) < len(texts):
        sizes.append(chance.randint(1, 9))
    assert dump(build(texts, ALL_KNOWN, sizes)) == whole


@pytest.mark.parametrize("seed", range(4))
def test_what_is_taken_away_leaves_nothing(build: Build, seed: int) -> None:
    chance = random.Random(seed)
    kept = [text for text in ALL if chance.random() < 0.6]
    gone = [text for text in ALL if text not in kept]
    store = build([*gone, *kept] if seed % 2 else [*kept, *gone], ALL_KNOWN)
    with store.batch() as writer:
        load(writer, [], ALL_KNOWN, drop=[text.key for text in gone])
    assert dump(store) == dump(build(kept, ALL_KNOWN))


def test_a_changed_file_says_only_its_new_words(build: Build) -> None:
    own = {"number": "614/KH-UBND", "type": "Kế hoạch", "date": "2020-03-24", "province": "Gia Lai"}
    old = make("a", own, [{"number": "290-QĐ/TW", "date": "2010-02-25"}])
    new = make("a", own | {"date": "2020-03-25"}, [{"number": "49-CT/TW", "date": "2015-10-20"}])
    store = build([old], Known())
    with store.batch() as writer:
        load(writer, [new], Known())
    assert dump(store) == dump(build([new], Known()))
    assert store.document("290-qd-tw.2010-02-25") is None


def test_loading_twice_changes_nothing(build: Build) -> None:
    store = build(ALL, ALL_KNOWN)
    before = dump(store)
    with store.batch() as writer:
        load(writer, ALL, ALL_KNOWN)
    assert dump(store) == before


def test_a_stub_is_resolved_when_its_document_arrives(build: Build) -> None:
    citing = make(
        "a",
        {"number": "9/KH-UBND", "type": "Kế hoạch", "date": "2015-03-15", "province": "Gia Lai"},
        [{"number": "33-CT/TU"}],
    )
    arriving = make("b", {"number": "33-CT/TU", "type": "Chỉ thị", "date": "2014-12-01", "province": "Gia Lai"})
    store = build([citing], Known())
    (edge,) = store.neighbours(["09-kh-ubnd.gia-lai.2015-03-15"])
    assert edge.target == "33-ct-tu.gia-lai"
    with store.batch() as writer:
        load(writer, [arriving], Known())
    (edge,) = store.neighbours(["09-kh-ubnd.gia-lai.2015-03-15"])
    assert edge.target == "33-ct-tu.gia-lai.2014-12-01"
    assert store.document("33-ct-tu.gia-lai") is None
    assert edge.confidence == 0.8


def test_a_web_page_and_a_pdf_are_two_texts_of_one_document(build: Build) -> None:
    own = {"number": "614/KH-UBND", "type": "Kế hoạch", "date": "2020-03-24", "province": "Gia Lai"}
    web = make("web", own, [{"number": "290-QĐ/TW", "date": "2010-02-25"}])
    pdf = make(
        "pdf",
        own | {"title": "dân vận khéo", "signer": "Người Ký"},
        [{"number": "290-QĐ/TW", "date": "2010-02-25"}],
    )
    store = build([web, pdf], Known())
    id_ = "614-kh-ubnd.gia-lai.2020-03-24"
    assert [copy.key for copy in store.copies(id_)] == ["pdf", "web"]
    node = store.document(id_)
    assert node is not None
    assert (node.title, node.signer) == ("dân vận khéo", "Người Ký")
    assert [(p.origin, p.message) for p in store.problems()] == [("web", f"second_copy: {id_} is also held as pdf.txt")]
    (edge,) = store.neighbours([id_], evidence=True)
    assert [each.source for each in edge.evidence] == ["pdf.txt", "web.txt"]


def test_a_wrong_day_is_a_problem_of_the_text_that_wrote_it(build: Build) -> None:
    case = next(case for case in CASES if "slip" in case["why"])
    (problem,) = build(case_texts(case), Known()).problems()
    assert problem.origin == "b"
    assert problem.message == "date_conflict: 214/2025/NĐ-CP is of 2025-08-04, not of 2028-08-04"


def test_a_day_after_the_citing_text_is_a_problem(build: Build) -> None:
    own = {"number": "614/KH-UBND", "type": "Kế hoạch", "date": "2020-03-24", "province": "Gia Lai"}
    (problem,) = build([make("a", own, [{"number": "25-NQ/TW", "date": "2023-06-03"}])], Known()).problems()
    assert problem.message == "date_in_future: 25-NQ/TW of 2023-06-03 is cited on 2020-03-24"


def test_evidence_quotes_the_text_exactly(build: Build) -> None:
    store = build(ALL, ALL_KNOWN)
    texts = {held.text.sha256: held.text.text for held in ALL}
    edges = store.neighbours([each.id for each in store.document_page(limit=10_000)], evidence=True)
    assert edges
    for edge in edges:
        assert edge.evidence
        for each in edge.evidence:
            assert each.quote == texts[each.sha256][each.start : each.end]


def test_nested_relations_join_two_other_documents(build: Build) -> None:
    rows = [
        {"number": "247-KH/TU", "date": "2015-09-24"},
        {"number": "114-KL/TW", "date": "2015-07-14"},
    ]
    own = {"number": "193/KH-UBND", "type": "Kế hoạch", "date": "2016-09-24", "province": "Tuyên Quang"}
    store = build([make("a", own, rows, [(0, 1)])], Known())
    (edge,) = store.neighbours(["247-kh-tu.tuyen-quang.2015-09-24"], ["IMPLEMENTS"], evidence=True)
    assert (edge.target, edge.nested) == ("114-kl-tw.2015-07-14", True)
    assert edge.evidence[0].document_id == "193-kh-ubnd.tuyen-quang.2016-09-24"


def test_a_consolidated_text_is_joined_to_what_it_puts_together(build: Build) -> None:
    rows = [
        {"number": "195/2019/TT-BQP", "cue": "hợp nhất", "relation": "cites"},
        {"number": "18/2019/NĐ-CP", "cue": "theo", "relation": "cites"},
    ]
    for type_, kinds in (("Văn bản hợp nhất", ["CITES", "CONSOLIDATES"]), ("Thông tư", ["CITES", "CITES"])):
        own = {"number": "94/VBHN-BQP", "type": type_, "date": "2025-11-24"}
        store = build([make("a", own, rows)], Known())
        (document,) = [each.id for each in store.document_page(limit=9) if each.number == "94/VBHN-BQP"]
        edges = store.neighbours([document], ["CITES", "CONSOLIDATES"])
        assert sorted(each.kind for each in edges) == kinds


def test_bodies_have_one_name_whoever_spells_them(build: Build) -> None:
    own = {"number": "614/KH-UBND", "type": "Kế hoạch", "date": "2020-03-24", "province": "Gia Lai"}
    one = make("a", own | {"issuer": ("ubnd.gia-lai", "UBND TỈNH")})
    two = make("b", own | {"number": "615/KH-UBND", "issuer": ("ubnd.gia-lai", "Ủy ban nhân dân tỉnh Gia Lai")})
    unlisted = make("c", own | {"number": "616/KH-UBND", "issuer": ("hoi-la.gia-lai", "Hội lạ tỉnh Gia Lai")})
    store = build([one, two, unlisted], Known())
    agencies = store.agencies(["ubnd.gia-lai", "hoi-la.gia-lai"])
    assert agencies["ubnd.gia-lai"].name == "Ủy ban nhân dân tỉnh Gia Lai"
    assert agencies["ubnd.gia-lai"].province == "Gia Lai"
    assert agencies["hoi-la.gia-lai"].name == "Hội lạ tỉnh Gia Lai"
    assert [edge.source for edge in store.neighbours(["ubnd.gia-lai"], ["ISSUED_BY"], "down")] == [
        "614-kh-ubnd.gia-lai.2020-03-24",
        "615-kh-ubnd.gia-lai.2020-03-24",
    ]


def test_a_body_without_an_edge_is_no_node(build: Build) -> None:
    own = {"number": "614/KH-UBND", "type": "Kế hoạch", "date": "2020-03-24", "province": "Gia Lai"}
    unsettled = make("a", own, [{"number": "12-QĐ/TW", "issuer": ("Hội lạ Trung ương",)}])
    store = build([unsettled], Known())
    assert [each.id for each in store.agency_page()] == []
    row = {"number": "13-QĐ/TW", "date": "2019-01-02", "issuer": ("Hội lạ Trung ương",)}
    settled = make("b", own | {"number": "615/KH-UBND"}, [row])
    with store.batch() as writer:
        load(writer, [settled], Known())
    assert [each.name for each in store.agency_page()] == ["Hội lạ Trung ương"]
    with store.batch() as writer:
        load(writer, [], Known(), drop=["b"])
    assert store.agency_page() == []


def test_an_unlisted_body_takes_the_spelling_of_most_texts(build: Build) -> None:
    own = {"type": "Kế hoạch", "date": "2020-03-24", "province": "Gia Lai"}
    spelled = ["Hội Lạ", "HỘI LẠ", "HỘI LẠ"]
    texts = [
        make(str(n), own | {"number": f"{n}/KH-UBND", "issuer": ("hoi-la.gia-lai", name)})
        for n, name in enumerate(spelled, 10)
    ]
    store = build(texts, Known(), [1, 1, 1])
    assert [each.name for each in store.agency_page()] == ["HỘI LẠ"]
    with store.batch() as writer:
        load(writer, [], Known(), drop=["11", "12"])
    assert [each.name for each in store.agency_page()] == ["Hội Lạ"]


def test_samples_are_marked_in_node_and_evidence(build: Build) -> None:
    own = {"number": "614/KH-UBND", "type": "Kế hoạch", "date": "2020-03-24", "province": "Gia Lai"}
    plain = make("a", own, [{"number": "290-QĐ/TW", "date": "2010-02-25"}])
    sample = held_text(plain.text, plain.extraction, "a", sample=True)
    store = build([sample], Known())
    node = store.document("614-kh-ubnd.gia-lai.2020-03-24")
    assert node is not None
    assert node.illustrative
    (edge,) = store.neighbours([node.id], evidence=True)
    assert edge.evidence[0].illustrative

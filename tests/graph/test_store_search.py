"""Search, on every store: numbers before titles before texts, whatever the spelling of the question."""

import unicodedata

import pytest

from luocdo.graph.model import AgencyRef

POLITBURO = AgencyRef("bo-chinh-tri", "Bộ Chính trị")


@pytest.fixture
def library(store, make):
    """Two central decisions, plans that carry them out, and a plan whose words are in its text only."""
    origin = make.origin("p1", "p1")
    title = "Quy chế công tác dân vận của hệ thống chính trị"
    documents = [
        make.document("qd290", "290-QĐ/TW", type="Quyết định", title=title, issuer=(POLITBURO,)),
        make.document("qd23", "23-QĐ/TW", type="Quyết định", title=title),
        make.document("qd2", "2-QĐ/TW", type="Quyết định", title="Về thi hành kỷ luật"),
        make.document("p1", "04-KH/TU", type="Kế hoạch", title=f"Thực hiện {title}", province="Gia Lai"),
        make.document("p2", "4-KH/TU", type="Kế hoạch", title="Chuyển đổi số", province="Sơn La"),
        make.document("p3", "30/KH-UBND", type="Kế hoạch", title="Giảm nghèo"),
        make.document("law", None, type="Luật", name="Luật Đất đai"),
        make.document("to", None, title="Bố trí tổ chức an toàn cụ thể"),
    ]
    with store.batch() as batch:
        for document in documents:
            batch.put_group(f"key of {document.id}", [document])
        batch.put_held(make.held(origin, "Đến hết năm, sở Nội vụ báo cáo về chuyển đổi số."))
        batch.put_held(make.held(make.origin("p3", "p3"), "Hòa giải ở cơ sở; thực hiện 290- QĐ/TW."))
        batch.put_statements(origin, [make.edge("p1", "qd290"), make.edge("p1", "qd2", "CITES")])
        batch.put_statements(make.origin("p3", "p3"), [make.edge("p3", "qd290")])
    return store


SAME_FIRST_HIT = ["290qd", "290-QD/TW", "quy che dan van", "290", "QUY CHẾ dân vận", "bộ chính trị dân vận"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("words", SAME_FIRST_HIT)
def test_however_it_is_typed_the_first_hit_is_the_same(library, words, form):
    assert library.search(unicodedata.normalize(form, words))[0].document.id == "qd290"


HITS = [
    ("2-QĐ/TW", [("qd2", "number")], "a number is not found inside a longer one"),
    ("290-qd/tw", [("qd290", "number"), ("p3", "text")], "a text that names it comes last"),
    ("2-q", [("qd2", "number")], "a number may be unfinished"),
    (
        "2",
        [("qd2", "number"), ("qd290", "number"), ("qd23", "number"), ("p3", "text")],
        "the serial itself, then those that begin with it, the cited first",
    ),
    ("04-kh/tu", [("p1", "number"), ("p2", "number")], "one zero before a digit does not matter"),
    ("kế hoạch sơn la", [("p2", "title")], "type and place count as title"),
    ("luat dat dai", [("law", "title")], "a name is found like a title"),
    ("chuyen doi so", [("p2", "title"), ("p1", "text")], "a title before a text"),
    ("hoa giai", [("p3", "text")], "words of the text"),
    ("hoa gi", [("p3", "text")], "the last word may be unfinished"),
    ("ho giai", [], "the others may not"),
    ("an toan", [("to", "title")], "an is no stop word where án and an are words"),
    ("bo tri to", [("to", "title")], "nor is to, where tổ is one"),
    ("tổ chức the", [("to", "title")], "nor the, where thể is one, finished or not"),
    ('dan" OR "van', [], "a question is words, never syntax"),
    ("", [], "no words"),
]


@pytest.mark.parametrize(("words", "expected", "why"), HITS, ids=[case[2] for case in HITS])
def test_search(library, words, expected, why):
    assert [(hit.document.id, hit.where) for hit in library.search(words)] == expected


def test_the_centre_stands_before_a_province_that_took_over_its_title(store, make):
    titles = {"qd23": "ban hành Quy chế công tác dân vận", "qd407": "Quy chế công tác dân vận"}
    levels = {"qd23": "central-party", "qd407": "province-party"}
    with store.batch() as batch:
        for id_, title in titles.items():
            batch.put_group(id_, [make.document(id_, title=title, level=levels[id_])])
    assert [hit.document.id for hit in store.search("quy che dan van")] == ["qd23", "qd407"]


def test_no_more_hits_than_asked_for(library):
    assert [hit.document.id for hit in library.search("2", limit=2)] == ["qd2", "qd290"]
    assert library.search("2", limit=0) == []


def test_a_changed_title_or_text_is_found_by_its_new_words_only(library, make):
    with library.batch() as batch:
        batch.put_group("key of p2", [make.document("p2", "4-KH/TU", title="Cải cách hành chính")])
        batch.put_held(make.held(make.origin("p3", "p3"), "Tiếp công dân."))
    assert [hit.document.id for hit in library.search("cai cach hanh chinh")] == ["p2"]
    assert [hit.document.id for hit in library.search("chuyen doi so")] == ["p1"]
    assert [hit.document.id for hit in library.search("tiep cong dan")] == ["p3"]
    assert library.search("hoa giai") == []


TITLED = [
    ("quy che cong tac dan van cua he thong chinh tri", ["p1", "qd23", "qd290"], "all its words, marks or not"),
    ("Chuyển đổi", ["p2"], "the text that says it too has another title"),
    ("Chuyển đổ", [], "a word counts as a whole"),
    ("đất đai", ["law"], "a law by its name"),
    ("kế hoạch", [], "a type is no title"),
    ("", [], "no words"),
    ("– …", [], "no words either"),
]


@pytest.mark.parametrize(("title", "expected", "why"), TITLED, ids=[case[2] for case in TITLED])
def test_documents_by_the_words_of_a_title(library, title, expected, why):
    assert [[node.id for node in found] for found in library.titled([title])] == [expected]


def test_many_titles_are_asked_at_once_and_a_common_one_tells_nothing(library):
    titles = ["Giảm nghèo", "dân vận", "Chuyển đổi số"]
    assert [[node.id for node in found] for found in library.titled(titles, most=2)] == [["p3"], [], ["p2"]]
    assert library.titled([]) == []


def test_the_shorter_text_of_equally_cited_ones_comes_first(store, make):
    with store.batch() as batch:
        for id_, words in (("long", "hòa giải ở cơ sở " * 50), ("short", "hòa giải ở cơ sở")):
            batch.put_group(id_, [make.document(id_)])
            batch.put_held(make.held(make.origin(id_, id_), words))
    hits = store.search("hoa giai")
    assert [(hit.document.id, hit.where) for hit in hits] == [("short", "text"), ("long", "text")]
    assert hits[0].score == 8 / 16


def test_of_more_matches_than_are_weighed_the_most_cited_are(store, make, monkeypatch):
    """The title of c is all that was asked for, but of three matches two are weighed, and a and b are cited."""
    for module in ("sqlite_search", "neo4j_search"):
        monkeypatch.setattr(f"luocdo.graph.{module}.CANDIDATES", 2)
    with store.batch() as batch:
        batch.put_group("k", [make.document("c", title="giảm nghèo")])
        batch.put_group("l", [make.document(id_, title="giảm nghèo bền vững") for id_ in "ab"])
        batch.put_statements(make.origin("o"), [make.edge("c", "a"), make.edge("c", "b"), make.edge("a", "b")])
    assert [hit.document.id for hit in store.search("giam ngheo")] == ["b", "a"]

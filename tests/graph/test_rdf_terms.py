"""Terms of RDF: what has to be escaped is, dates are typed by their length, addresses are safe."""

import pytest
import rdflib

from luocdo.graph import rdf_terms
from luocdo.graph.rdf_concepts import place_name, type_name
from luocdo.graph.rdf_jsonld import unescaped
from luocdo.graph.rdf_terms import T, address, day, decimal, digest, document, expression, text, whole
from tests.ntriples import faulty

WORDS = [
    "Kế hoạch số 614/KH-UBND",
    'Quyết định về "dân vận khéo"',
    "dòng một\ndòng hai\r\n\tthụt vào",
    "C:\\van-ban\\mot",
    "ký tự \x00 và \x1b và \x7f",
    "<script>alert(1)</script> {} | ^ `",
    "\u2028 ngắt dòng của Unicode \x85",
    "𠀀 ngoài mặt phẳng cơ sở",
    "",
]


@pytest.mark.parametrize("words", WORDS)
def test_words_come_back_as_they_were(words):
    line = f"<http://a> <http://b> {text(words, 'vi')} .\n"
    assert faulty(line) == []
    (found,) = rdflib.Graph().parse(data=line, format="nt").objects()
    assert (str(found), found.language) == (words, "vi")
    assert unescaped(text(words)[1:-1]) == words


def test_half_a_surrogate_pair_can_be_written():
    assert text("a\ud800b") == '"a\ufffdb"'


DAYS = [
    ("2020-03-24", "xsd:date"),
    ("2020-03", "xsd:gYearMonth"),
    ("2020", "xsd:gYear"),
    ("2018-Q3", None),
    ("2020-3-4", None),
]


@pytest.mark.parametrize(("value", "datatype"), DAYS)
def test_a_day_is_typed_by_its_length(value, datatype):
    assert day(value) == (f'"{value}"^^{T[datatype]}' if datatype else f'"{value}"')


@pytest.mark.parametrize("value", [0.95, 0.3, 1.0, 0.0, 1e-7, 0.1 + 0.2])
def test_a_number_reads_back_equal(value):
    shown = decimal(value)[1 : decimal(value).index('"', 1)]
    assert "e" not in shown
    assert float(shown) == pytest.approx(value, abs=0 if value > 1e-3 else 1e-15)


ADDRESSES = [
    (document("25-nq-tw.2003-03-12"), "<https://luocdo.org/eli/25-nq-tw.2003-03-12>"),
    (document("25-nq-tw.2013-06-03"), "<https://luocdo.org/eli/25-nq-tw.2013-06-03>"),
    (expression("290-qd-tw.2010-02-25"), "<https://luocdo.org/eli/290-qd-tw.2010-02-25/vie>"),
    (document("a", "issuer-1"), "<https://luocdo.org/eli/a#issuer-1>"),
    (address("agency", "> <b"), "<https://luocdo.org/agency/%3E%20%3Cb>"),
    (address("task", "a/b#c"), "<https://luocdo.org/task/a%2Fb%23c>"),
]


@pytest.mark.parametrize(("found", "wanted"), ADDRESSES)
def test_an_address_is_made_of_the_stable_id(found, wanted):
    assert found == wanted


def test_a_digest_keeps_its_parts_apart():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("ab", b"c") == digest("ab", "c")
    assert len(digest("")) == 20


CONCEPTS = [
    (type_name, "Kế hoạch", "ke-hoach"),
    (type_name, "KẾ HOẠCH", "ke-hoach-"),
    (type_name, "Sắc lệnh riêng", "sac-lenh-rieng-"),
    (place_name, "Gia Lai", "gia-lai"),
    (place_name, "tỉnh Gia Lai", "tinh-gia-lai-"),
    (place_name, "?", "x-"),
]


@pytest.mark.parametrize(("name", "words", "begins"), CONCEPTS)
def test_only_a_listed_word_has_an_address_without_a_checksum(name, words, begins):
    assert name(words) == begins or (begins.endswith("-") and name(words).startswith(begins))


def test_names_are_those_of_the_schema():
    assert T["eli:number"] == "<http://data.europa.eu/eli/ontology#number>"
    assert whole(3) == '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert rdf_terms.BASE in T["luocdo:Task"]

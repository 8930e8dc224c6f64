"""What is written as RDF is read back as it was; what others publish as ELI as far as it goes; the rest is refused."""

import json
import re
from io import StringIO

import pytest

from luocdo.graph import rdf_read
from luocdo.graph.errors import ReadError, TooLarge
from luocdo.graph.from_rdf import from_rdf
from luocdo.graph.known import Fact, Known
from luocdo.graph.rdf_dataset import DATASET
from luocdo.graph.rdf_stream import write_jsonld, write_ntriples, write_turtle
from luocdo.graph.rdf_terms import T
from luocdo.graph.schema import schema
from luocdo.graph.to_rdf import to_rdf
from luocdo.queries.selection import Selection

PREFIXES = "\n".join(f"PREFIX {name}: <{value}>" for name, value in schema().prefixes.items())
PREFIXES += "\nBASE <https://luocdo.org/>\n"
DERIVED = {"PART_OF", "SUCCEEDED_BY"}
NOTHING = Known()


@pytest.fixture
def read(tmp_path):
    """A file of this ending with this text, read."""

    def reading(text, ending="ttl", known=NOTHING):
        path = tmp_path / f"graph.{ending}"
        path.write_text(text, encoding="utf-8", newline="")
        return from_rdf(path, known)

    return reading


def by_id(nodes):
    return {each.id: each for each in nodes}


def by_ends(edges):
    return {(each.source, each.kind, each.target): each for each in edges if each.kind not in DERIVED}


@pytest.mark.parametrize(("write", "ending"), [(write_turtle, "ttl"), (write_jsonld, "jsonld"), (write_ntriples, "nt")])
def test_what_is_written_is_read_back_as_it_was(part, tmp_path, write, ending):
    path = tmp_path / f"graph.{ending}"
    with path.open("w", encoding="utf-8", newline="") as stream:
        write(part, stream)
    found = from_rdf(path, NOTHING)
    assert found.refused == ()
    assert by_id(found.documents) == by_id(part.documents())
    assert by_id(found.agencies) == by_id(part.agencies())
    assert by_id(found.tasks) == by_id(part.tasks())
    assert by_ends(found.edges) == by_ends(part.edges())
    assert [list(each) for task in found.tasks for each in task.deadlines] == [
        list(each) for task in part.tasks() for each in task.deadlines
    ]
    assert found.keys == part.keys_of(each.id for each in part.documents())
    assert re.fullmatch("[0-9a-f]{64}", found.sha256)


def test_roles_are_read_in_the_word_of_former_files_too(part, read):
    text = to_rdf(part).serialize(format="nt")
    former = text.replace("<http://www.w3.org/ns/dcat#hadRole>", "<http://www.w3.org/ns/prov#hadRole>")
    assert former != text
    found = read(former, "nt")
    assert by_id(found.documents) == by_id(part.documents())
    assert by_id(found.tasks) == by_id(part.tasks())


def test_every_field_of_a_record_is_tried(part):
    """A field that is added to a record has to be written, and read back, before this holds again."""
    edges = list(part.edges())
    seen = [each for edge in edges for each in edge.evidence]
    terms = [each.terms for each in seen if each.terms]
    agencies = list(part.agencies())
    heirs = [each for agency in agencies for each in agency.successors]
    for records in (list(part.documents()), agencies, heirs, list(part.tasks()), edges, seen, terms):
        tried = {
            name for each in records for name in each.__struct_fields__ if getattr(each, name) not in (None, (), "")
        }
        untried = set(records[0].__struct_fields__) - tried
        plain = {name for name in tried if all(getattr(each, name) is False for each in records)}
        assert (untried, plain) == (set(), set()), type(records[0]).__name__


NEW, PLAN = "<eli/23-qd-tw.2021-07-30>", "<eli/614-kh-ubnd.gia-lai.2020-03-24>"
SPOILT = [
    (f"INSERT {{ {PLAN} eli:date_document '2020-02-30'^^xsd:date }}", PLAN, "day is out of range"),
    (f"INSERT {{ {PLAN} eli:date_document '24/3/2020' }}", PLAN, "24/3/2020: no day"),
    (f"INSERT {{ {PLAN} eli:number '12/KH-UBND' }}", PLAN, "not the id of 12/KH-UBND"),
    (f"INSERT {{ {PLAN} luocdo:level <level/heaven> }}", PLAN, "heaven: no such level"),
    (f"INSERT {{ {PLAN} eli:jurisdiction <http://a/b> }}", PLAN, "no address of ours"),
    ("INSERT { <eli/x> a eli:LegalResource ; luocdo:held true }", "<eli/x>", "without number and key"),
    ("INSERT { <eli/a%2Fb> a eli:LegalResource ; luocdo:held true }", "<eli/a%2Fb>", "no address of ours"),
    ("INSERT { <task/t1> luocdo:part 'annex' }", "<task/t1>", "annex"),
    ("INSERT { <task/t1> luocdo:start 'x' }", "<task/t1>", "x"),
    ("INSERT { <task/t1#deadline-1> luocdo:month 13 }", "<task/t1>", "month: 13"),
    ("INSERT { <task/t1#deadline-1> luocdo:recurs 'always' }", "<task/t1>", "always: no recurrence"),
    ("INSERT { <task/t1#deadline-1> luocdo:colour 'red' }", "<task/t1>", "colour: no part of a deadline"),
    ("INSERT { <agency/so.gia-lai> luocdo:validFrom 'long ago' }", "<agency/so.gia-lai>", "long ago: no day"),
    ("INSERT { ?r luocdo:kind luocdo:LOVES }", "?r", "no kind of relation"),
    ("INSERT { ?r luocdo:confidence '-0.5'^^xsd:decimal }", "?r", "a number from 0 to 1"),
    ("INSERT { ?r luocdo:scope 'all' }", "?r", "all"),
    ("INSERT { ?e luocdo:start -1 }", "?r", "no place in a text"),
    ("INSERT { ?c luocdo:sha256 '0123' }", "?r", "0123: no SHA-256"),
]
WHERE = "WHERE { ?r luocdo:kind luocdo:SUPERSEDES ; prov:wasDerivedFrom ?e . ?e prov:wasQuotedFrom ?c }"


@pytest.mark.parametrize(("change", "thing", "reason"), SPOILT, ids=[reason for _, _, reason in SPOILT])
def test_what_can_not_be_right_is_refused_and_the_rest_is_read(part, read, change, thing, reason):
    graph = to_rdf(part)
    whole = from_counts(read(graph.serialize(format="nt"), "nt"))
    asked = graph.query(f"{PREFIXES} SELECT ?r {WHERE}")
    (relation,) = (str(row[0]) for row in asked)
    replaced = replacing(change)
    graph.update(f"{PREFIXES} {replaced} {change} {WHERE}")
    found = read(graph.serialize(format="nt"), "nt")
    place = relation if thing == "?r" else "https://luocdo.org/" + thing[1:-1]
    assert [reason in each.reason for each in found.refused if each.place == place] == [True], found.refused
    lost = {name: whole[name] - count for name, count in from_counts(found).items()}
    assert set(lost.values()) <= {0, 1, 2, 3, 4, 5, 6}
    assert sum(lost.values()) < sum(whole.values()) / 2


def replacing(change):
    """What the change puts in the place of: the values of its property."""
    subject, property_ = re.match(r"INSERT \{ (\S+) (\S+) ", change).groups()
    if property_ == "a":
        return ""
    return f"DELETE {{ {subject} {property_} ?old }} {WHERE[:-1]} OPTIONAL {{ {subject} {property_} ?old }} }};"


def from_counts(found):
    return {name: len(getattr(found, name)) for name in ("documents", "agencies", "tasks", "edges")}


def test_an_edge_to_what_is_not_described_is_refused(part, read):
    graph = to_rdf(part)
    graph.update(f"{PREFIXES} DELETE {{ ?any a eli:LegalResource }} WHERE {{ {NEW} eli:repeals ?any }}")
    found = read(graph.serialize(format="nt"), "nt")
    reasons = {each.place: each.reason for each in found.refused}
    assert reasons["SUPERSEDES"] == "leads to 290-qd-tw.2010-02-25, which the file does not describe"
    assert all(edge.target != "290-qd-tw.2010-02-25" for edge in found.edges)


UNREADABLE = [
    ("nt", "<a> <b> <c>\n", "line 1"),
    ("nt", "# ghi chú\n\n<http://a> <http://b> 'c' .\n", "line 3"),
    ("nt", '<http://a> <http://b> "c" . <http://d>\n', "line 1"),
    ("ttl", "@prefix a <b> .", "not turtle"),
    ("jsonld", "{", "not JSON"),
    ("jsonld", json.dumps({"@context": "https://schema.org.example/", "@id": "x"}), "a context elsewhere"),
    ("jsonld", json.dumps([{"@graph": [{"@context": [{"a": "b"}, "http://x/"]}]}]), "a context elsewhere"),
    ("jsonld", json.dumps({"@context": {"@import": "http://x/"}}), "a context elsewhere"),
    ("jsonld", json.dumps({"@context": ["https://schema.org", "http://x/"]}), "a context elsewhere"),
    ("rdf", "<rdf/>", "RDF is read from .nt"),
    ("ttl", "<http://a> <http://b> <http://c> .", "says nothing of documents"),
    ("nt", "", "says nothing of documents"),
]


@pytest.mark.parametrize(("ending", "text", "reason"), UNREADABLE)
def test_a_file_that_is_no_rdf_says_where(read, ending, text, reason):
    with pytest.raises(ReadError, match=re.escape(reason)):
        read(text, ending)


def test_a_file_that_is_not_utf_8_says_where(tmp_path):
    path = tmp_path / "graph.nt"
    path.write_bytes(b'<http://a> <http://b> "\xff" .\n')
    with pytest.raises(ReadError, match="not UTF-8"):
        from_rdf(path, NOTHING)


SET = f"{DATASET} {T['rdf:type']} {T['void:Dataset']} .\n"
OTHERS = ['<http://a> <http://b> "một\u2028hai\x85ba" .', "_:x <http://b> _:y . # ghi chú", " "]


@pytest.mark.parametrize("line", OTHERS)
def test_lines_of_others_are_read_too(read, line):
    assert read(f"{SET}{line}\r\n", "nt").documents == ()


LARGE = [("nt", "MOST_TRIPLES", "triples"), ("ttl", "MOST_BYTES", "bytes"), ("jsonld", "MOST_BYTES", "bytes")]


@pytest.mark.parametrize(("ending", "limit", "unit"), LARGE)
def test_a_file_that_would_fill_the_memory_is_refused(read, monkeypatch, ending, limit, unit):
    monkeypatch.setattr(rdf_read, limit, 3 if unit == "triples" else 3 * len(SET))
    if ending != "jsonld":
        assert read(3 * SET, ending).documents == ()
    with pytest.raises(TooLarge, match=f"{unit}.*luocdo copy"):
        read(4 * SET, ending)


# --- plain ELI ---

HEAD = "\n".join(f"@prefix {name}: <{value}> ." for name, value in schema().prefixes.items())
OLD_WORK = """
<http://g/290> a eli:LegalResource ; eli:number "290 - QĐ/TW" ; eli:date_document "2010-02-25"^^xsd:date ;
    eli:type_document <http://g/qd> ; eli:passed_by [ skos:prefLabel "Bộ Chính trị"@vi ] ;
    eli:first_date_entry_in_force "2010-02-25"^^xsd:date ; eli:is_realized_by <http://g/290/vie> .
<http://g/290/vie> a eli:LegalExpression ; eli:title "Quy chế công tác dân vận"@vi .
<http://g/qd> skos:prefLabel "quyết định"@vi, "Decision"@en .
<http://g/23> a schema:Legislation ; schema:legislationIdentifier "23-QĐ/TW" ; schema:legislationDate "2021-07-30" .
"""
RELATED = [
    ("<http://g/23> eli:repeals <http://g/290> .", [("REPEALS", False)]),
    ("<http://g/290> eli:repealed_by <http://g/23> .", [("REPEALS", False)]),
    ("<http://g/23> eli:repeals <http://g/290> ; dcterms:replaces <http://g/290> .", [("SUPERSEDES", False)]),
    ("<http://g/290> dcterms:isReplacedBy <http://g/23> .", [("SUPERSEDES", False)]),
    ("<http://g/23> schema:legislationRepeals <http://g/290> .", [("REPEALS", False)]),
    ("<http://g/23> eli:amends <http://g/290> .", [("AMENDS", True)]),
    ("<http://g/290> eli:changed_by <http://g/23> .", [("AMENDS", True)]),
    ("<http://g/23> eli:applies <http://g/290> .", [("IMPLEMENTS", False)]),
    ("<http://g/290> eli:basis_for <http://g/23> .", [("BASED_ON", False)]),
    ("<http://g/23> eli:corrects <http://g/290> ; eli:cites <http://g/290> .", [("CITES", False), ("CORRECTS", False)]),
    ("<http://g/23> eli:cites <http://g/23> .", []),
]


@pytest.mark.parametrize(("relation", "kinds"), RELATED)
def test_relations_of_plain_eli_are_read_in_both_directions(read, relation, kinds):
    edges = [each for each in read(f"{HEAD}{OLD_WORK}{relation}").edges if each.kind != "ISSUED_BY"]
    assert sorted((each.kind, each.partial) for each in edges) == kinds
    assert {(each.source, each.target) for each in edges} <= {("23-qd-tw.2021-07-30", "290-qd-tw.2010-02-25")}
    assert all(0 < each.confidence < 1 and each.evidence == () for each in edges)


def test_a_work_of_plain_eli_is_the_document_that_a_citation_would_mean(read):
    found = read(HEAD + OLD_WORK)
    old = by_id(found.documents)["290-qd-tw.2010-02-25"]
    assert (old.number, old.type, old.date) == ("290-QĐ/TW", "Quyết định", "2010-02-25")
    assert (old.title, old.effective_from, old.held) == ("Quy chế công tác dân vận", "2010-02-25", False)
    assert [each.id for each in old.issuer] == ["bo-chinh-tri"]
    assert [(each.source, each.target) for each in found.edges] == [("290-qd-tw.2010-02-25", "bo-chinh-tri")]


def test_a_work_that_fits_several_documents_stays_open(read):
    known = Known([Fact("25-NQ/TW", "Nghị quyết", day) for day in ("2003-03-12", "2013-06-03")])
    found = read(f'{HEAD} <http://g/25> a eli:LegalResource ; eli:number "25-NQ/TW" .', known=known)
    (open_,) = [each for each in found.documents if each.ambiguous]
    assert {(each.source, each.target) for each in found.edges if each.kind == "MAY_BE"} == {
        (open_.id, "25-nq-tw.2003-03-12"),
        (open_.id, "25-nq-tw.2013-06-03"),
    }


TWO_ALIKE = "".join(f"<http://g/{name}> a eli:LegalResource ; eli:number '9-KH/TU' ." for name in "ab")
REFUSED = [
    (
        "<http://g/x> a eli:LegalResource .",
        "http://g/x",
        "neither a number as Vietnamese documents have it nor a title",
    ),
    ("<http://g/23> eli:cites <http://g/else> .", "http://g/23", "http://g/else, which the file does not describe"),
    (TWO_ALIKE, "http://g/b", "is missing to tell it from"),
    ("<http://g/x> a eli:LegalResource ; eli:id_local '31999L0070' .", "http://g/x", "neither a number"),
    ("<http://g/x> a eli:LegalResourceSubdivision ; eli:number '1' .", "http://g/x", "a part of a work"),
]


@pytest.mark.parametrize(("more", "place", "reason"), REFUSED)
def test_what_plain_eli_does_not_tell_is_refused(read, more, place, reason):
    found = read(f"{HEAD}{OLD_WORK}{more}")
    assert [(each.place, reason in each.reason) for each in found.refused] == [(place, True)]
    assert {"290-qd-tw.2010-02-25", "23-qd-tw.2021-07-30"} <= {each.id for each in found.documents}


LAW = {"@type": "Legislation", "legislationIdentifier": "10/2022/QH15", "legislationType": "Luật"}
LAW |= {"legislationRepeals": {"@type": "Legislation", "legislationIdentifier": "34/2007/PL-UBTVQH11"}}
CONTEXTS = ["https://schema.org", "http://schema.org/", ["https://schema.org"], {"@vocab": "http://schema.org/"}]


@pytest.mark.parametrize("context", CONTEXTS, ids=str)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "marked"])
def test_legislation_of_schema_org_is_read_under_whatever_name_it_goes(read, context, mark):
    found = read(f"{mark}{json.dumps({'@context': context, **LAW})}", "jsonld")
    assert found.refused == ()
    assert [(each.source, each.kind, each.target) for each in found.edges if each.kind != "ISSUED_BY"] == [
        ("10-2022-qh15.luat", "REPEALS", "34-2007-pl-ubtvqh11")
    ]


def test_an_empty_graph_is_a_graph(read, store, tmp_path):
    out = StringIO()
    write_ntriples(Selection(store), out)
    found = read(out.getvalue(), "nt")
    assert (found.documents, found.edges, found.refused) == ((), (), ())

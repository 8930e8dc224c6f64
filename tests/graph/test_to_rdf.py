"""A graph as RDF: works and texts apart, bodies with their changes, each statement with where it was read."""

from importlib.resources import files
from io import StringIO

import pyoxigraph
import pytest
import rdflib
from rdflib.compare import to_canonical_graph

from luocdo.graph import rdf_stream
from luocdo.graph.errors import ExportError
from luocdo.graph.rdf_shapes import broken, violations
from luocdo.graph.rdf_stream import write_jsonld, write_ntriples, write_turtle
from luocdo.graph.rdf_terms import T
from luocdo.graph.schema import schema
from luocdo.graph.to_rdf import to_rdf
from tests.ntriples import faulty

PREFIXES = "\n".join(f"PREFIX {name}: <{value}>" for name, value in schema().prefixes.items())
PREFIXES += "\nBASE <https://luocdo.org/>\n"

HOLDS = [
    "<eli/290-qd-tw.2010-02-25> a eli:LegalResource, schema:Legislation ; eli:number '290-QĐ/TW'",
    "<eli/290-qd-tw.2010-02-25> eli:date_document '2010-02-25'^^xsd:date ; eli:type_document <type/quyet-dinh>",
    "<eli/290-qd-tw.2010-02-25> eli:first_date_entry_in_force '2010-02-25'^^xsd:date",
    "<eli/290-qd-tw.2010-02-25> eli:is_realized_by [a eli:LegalExpression ; eli:title 'về \"dân vận\"'@vi]",
    "<eli/290-qd-tw.2010-02-25> prov:qualifiedAttribution [luocdo:order 2 ; luocdo:asWritten 'Ban Bí thư']",
    "<eli/290-qd-tw.2010-02-25> luocdo:held false . <eli/23-qd-tw.2021-07-30> luocdo:held true",
    "<eli/614-kh-ubnd.gia-lai.2020-03-24> eli:jurisdiction [skos:prefLabel 'Gia Lai'@vi]",
    "<eli/614-kh-ubnd.gia-lai.2020-03-24> luocdo:implements <eli/290-qd-tw.2010-02-25>",
    "<eli/614-kh-ubnd.gia-lai.2020-03-24> eli:applies <eli/290-qd-tw.2010-02-25>",
    "<eli/614-kh-ubnd.gia-lai.2020-03-24> eli:passed_by <agency/ubnd.gia-lai> ; luocdo:assigns <task/t1>",
    "<eli/23-qd-tw.2021-07-30> eli:repeals <eli/290-qd-tw.2010-02-25> ; dcterms:replaces <eli/290-qd-tw.2010-02-25>",
    "<eli/23-qd-tw.2021-07-30> eli:amends <eli/bao-cao>",
    "<eli/25-nq-tw.2003-03-12~2013-06-03.may-be> a luocdo:OpenCitation ; luocdo:mayBe <eli/25-nq-tw.2003-03-12>",
    "<eli/bao-cao> luocdo:key '~báo cáo' ; rdfs:label 'Báo cáo thẩm tra'@vi",
    "<agency/ubnd.binh-dinh> luocdo:succeededBy <agency/ubnd.gia-lai> ; luocdo:validTo '2025-06-30'^^xsd:date",
    "[] a org:ChangeEvent ; org:resultingOrganization <agency/ubnd.gia-lai> ; dcterms:date '2025-07-01'^^xsd:date",
    "<task/t1> luocdo:ledBy <agency/so.gia-lai> ; luocdo:speaksOf [rdf:_1 <eli/290-qd-tw.2010-02-25>]",
    "<task/t1> luocdo:deadline [luocdo:recurs 'yearly' ; luocdo:month 11 ; luocdo:asWritten 'trước ngày 20/11']",
    "<task/t1> luocdo:deadline [luocdo:after [luocdo:event 'nhận hồ sơ' ; luocdo:days 15 ; luocdo:working true]]",
    "[] rdf:subject <eli/614-kh-ubnd.gia-lai.2020-03-24> ; luocdo:kind luocdo:IMPLEMENTS ; luocdo:confidence 0.99",
    "[] prov:value 'thực hiện Quyết định số 290-QĐ/TW'@vi ; luocdo:start 5 ; luocdo:rule 'cue'",
    "[] prov:wasQuotedFrom [luocdo:copyOf <eli/23-qd-tw.2021-07-30> ; luocdo:fileName 'new.txt.txt']",
    "[] luocdo:confinedTo [rdf:_1 'Bình Định' ; rdf:_2 'Phú Yên'] ; luocdo:effectPartial true",
    "[] luocdo:provisions [rdf:_1 'Điều 7' ; rdf:_2 'Điều 2'] ; luocdo:effectFrom '2021-07-30'^^xsd:date",
    "[] rdf:object <eli/25-nq-tw.2003-03-12~2013-06-03.may-be> ; luocdo:nested true",
    "<dataset> a void:Dataset ; void:classPartition [void:class org:ChangeEvent ; void:entities 1]",
]


@pytest.mark.parametrize("pattern", HOLDS)
def test_what_is_said(part, pattern):
    assert to_rdf(part).query(f"{PREFIXES} ASK {{ {pattern} }}").askAnswer


HOLDS_NOT = [
    ("<eli/23-qd-tw.2021-07-30> eli:repeals <eli/bao-cao>", "ELI has no repeal of a part"),
    ("<eli/25-nq-tw.2003-03-12~2013-06-03.may-be> a eli:LegalResource", "an open citation is no work"),
    ("<eli/290-qd-tw.2010-02-25> luocdo:illustrative ?any", "said only where it is so"),
    ("<eli/614-kh-ubnd.gia-lai.2020-03-24> eli:is_realized_by ?text", "nothing is known of its text"),
    ("<eli/290-qd-tw.2010-02-25> luocdo:key ?key", "its number tells its key"),
    ("?one luocdo:mayBe <eli/25-nq-tw.2013-06-03>", "nobody said so"),
]


@pytest.mark.parametrize(("pattern", "why"), HOLDS_NOT)
def test_what_is_not_said(part, pattern, why):
    assert not to_rdf(part).query(f"{PREFIXES} ASK {{ {pattern} }}").askAnswer, why


def written(part, write):
    out = StringIO()
    write(part, out)
    return out.getvalue()


def test_ntriples_keep_to_the_grammar_and_say_each_thing_once(part):
    text = written(part, write_ntriples)
    assert faulty(text) == []
    lines = text.splitlines(keepends=True)
    assert len(lines) == len(set(lines))
    assert len(list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES))) == len(lines)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib 7.6 warns of its own reader of JSON-LD
@pytest.mark.parametrize(
    ("write", "form"), [(write_turtle, "turtle"), (write_jsonld, "json-ld"), (write_ntriples, "nt")]
)
def test_every_form_says_the_same(part, write, form):
    graph = rdflib.Graph().parse(data=written(part, write), format=form)
    assert set(to_canonical_graph(graph)) == set(to_canonical_graph(to_rdf(part)))
    assert written(part, write) == written(part, write)


def test_what_is_too_large_for_memory_is_refused_but_for_ntriples(part, monkeypatch):
    monkeypatch.setattr(rdf_stream, "MOST_TRIPLES", 100)
    for write in (write_turtle, write_jsonld):
        with pytest.raises(ExportError, match="more than 100 triples"):
            written(part, write)
    assert written(part, write_ntriples).count("\n") > 100


def test_a_source_is_described_again_rather_than_remembered_for_ever(part, monkeypatch):
    before = rdflib.Graph().parse(data=written(part, write_ntriples), format="nt")
    monkeypatch.setattr("luocdo.graph.rdf_edges._REMEMBERED", 1)
    after = rdflib.Graph().parse(data=written(part, write_ntriples), format="nt")
    assert {each for each in before ^ after if "void" not in each[1]} == set()


# --- shapes ---


def test_an_export_keeps_to_its_shapes(part):
    assert list(violations(part)) == []


BREAKS = [
    ("DELETE { ?d eli:id_local ?id } WHERE { ?d eli:id_local ?id }", "ontology#id_local"),
    ("DELETE { ?d luocdo:held ?h } INSERT { ?d luocdo:held 'yes' } WHERE { ?d luocdo:held ?h }", "ns#held"),
    ("INSERT { ?d eli:number 'another' } WHERE { ?d a eli:LegalResource }", "ontology#number"),
    ("DELETE { ?r prov:wasDerivedFrom ?e } WHERE { ?r prov:wasDerivedFrom ?e }", "prov#wasDerivedFrom"),
    ("INSERT { ?r luocdo:confidence 2.0 } WHERE { ?r a luocdo:Relation }", "ns#confidence"),
    (
        "DELETE { ?e luocdo:end ?n } INSERT { ?e luocdo:end 0 } WHERE { ?e a luocdo:Evidence ; luocdo:end ?n }",
        "ns#start",
    ),
    ("INSERT { ?d luocdo:mayBe <eli/x> } WHERE { ?d a eli:LegalResource }", "ns#mayBe"),
    ("DELETE { ?c skos:prefLabel ?l } WHERE { ?c a skos:Concept ; skos:prefLabel ?l }", "core#prefLabel"),
    ("INSERT { ?a luocdo:validFrom '2030-01-01'^^xsd:date } WHERE { ?a luocdo:validTo ?day }", "ns#validFrom"),
    ("INSERT { ?d luocdo:recurs 'often' } WHERE { ?d a luocdo:Deadline }", "ns#recurs"),
    ("INSERT { ?f luocdo:sha256 'abc' } WHERE { ?f a eli:Format }", "ns#sha256"),
    ("DELETE { ?e dcterms:date ?day } WHERE { ?e dcterms:date ?day }", "terms/date"),
    ("INSERT { ?t luocdo:part 'annex' } WHERE { ?t a luocdo:Task }", "ns#part"),
    ("INSERT { ?x eli:realizes <eli/other> } WHERE { ?x a eli:LegalExpression }", "ontology#realizes"),
    ("INSERT { ?x dcat:hadRole luocdo:Boss } WHERE { ?x a prov:Attribution }", "dcat#hadRole"),
]


@pytest.mark.parametrize(("change", "path"), BREAKS, ids=[path for _, path in BREAKS])
def test_what_breaks_a_shape_is_found(part, change, path):
    graph = to_rdf(part)
    graph.update(PREFIXES + change)
    found = broken(graph)
    assert found
    assert all(each.property.endswith(path) for each in found), found
    assert all(each.message for each in found)


def test_shapes_hold_over_pieces_too(part, monkeypatch):
    monkeypatch.setattr("luocdo.graph.rdf_shapes._PIECE", 10)
    assert list(violations(part)) == []


# --- terms of others ---

# As their vocabularies have them: ELI 1.5, schema.org 29, ORG, PROV-O, DCAT 3, SKOS, VoID, DCMI terms. A term that is
# new here is looked up there first: its name, what it is said of and what it leads to.
LOOKED_UP = {
    "eli": """LegalResource LegalExpression Format Organization ResourceType AdministrativeArea id_local number
        type_document date_document jurisdiction first_date_entry_in_force date_applicability date_no_longer_in_force
        is_realized_by realizes embodies language title title_short passed_by repeals amends corrects consolidates
        applies based_on cites""",
    "schema": """Legislation SoftwareApplication name inLanguage citation softwareVersion legislationIdentifier
        legislationType legislationDate legislationDateOfApplicability legislationPassedBy legislationRepeals
        legislationAmends legislationCorrects legislationConsolidates legislationApplies""",
    "org": """Organization ChangeEvent classification subOrganizationOf changedBy originalOrganization
        resultingOrganization""",
    "prov": """Entity Activity Attribution SoftwareAgent agent qualifiedAttribution value wasDerivedFrom
        wasGeneratedBy wasQuotedFrom used wasAssociatedWith""",
    "dcat": "hadRole",
    "skos": "Concept inScheme prefLabel notation",
    "void": """Dataset uriSpace triples vocabulary classPartition propertyPartition class entities property""",
    "dcterms": "title date identifier isPartOf description creator replaces",
}


def test_terms_of_other_vocabularies_are_those_they_have(part):
    names = {schema().prefixes[prefix] + name for prefix, listed in LOOKED_UP.items() for name in listed.split()}
    spaces = tuple(schema().prefixes[prefix] for prefix in LOOKED_UP)
    edges = [T[term][1:-1] for edge in schema().edges.values() for term in (*edge.rdf, *edge.rdf_partial)]
    used = {str(term) for triple in to_rdf(part) for term in triple} | set(edges)
    assert {each for each in used if each.startswith(spaces)} - {*spaces} - names == set()


# --- own terms ---


def ontology():
    return rdflib.Graph().parse(data=(files("luocdo.data") / "ontology.ttl").read_text("utf-8"), format="turtle")


def test_every_term_of_our_own_is_documented_in_both_languages(part):
    own = schema().prefixes["luocdo"]
    used = {str(term) for triple in to_rdf(part) for term in triple if str(term).startswith(own)} - {own}
    used |= {f"{own}{kind}" for kind in schema().edges}
    terms = [each for edge in schema().edges.values() for each in (*edge.rdf, *edge.rdf_partial)]
    used |= {f"{own}{term.removeprefix('luocdo:')}" for term in terms if term.startswith("luocdo:")}
    documented = ontology()
    for term in sorted(used):
        labels = [*documented.objects(rdflib.URIRef(term), rdflib.RDFS.label)]
        labels += [*documented.objects(rdflib.URIRef(term), rdflib.SKOS.prefLabel)]
        assert sorted(label.language for label in labels) == ["en", "vi"], term


def test_relations_are_labelled_as_the_schema_has_them():
    documented = ontology()
    own = rdflib.Namespace(schema().prefixes["luocdo"])
    for name, kind in schema().edges.items():
        labels = {label.language: str(label) for label in documented.objects(own[name], rdflib.SKOS.prefLabel)}
        assert labels == {"vi": kind.vi.verb, "en": kind.en.verb}

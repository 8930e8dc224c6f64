"""The schema: what others rely on stands in it, and its own rules hold."""

from importlib.resources import files
from typing import get_args

import pytest
import yaml

from luocdo.graph.errors import VocabularyError
from luocdo.graph.model import Level
from luocdo.graph.schema import read_schema, schema

# Strongest first, as the contract of `extract` orders `relation`; CONSOLIDATES is of the graph only.
CITATION_RELATIONS = (
    "supersedes",
    "repeals",
    "suspends",
    "amends",
    "corrects",
    "extends",
    "guides",
    "implements",
    "based_on",
    "cites",
)
ENDS = {
    "ISSUED_BY": ("document", "agency"),
    "ASSIGNS": ("document", "task"),
    "LED_BY": ("task", "agency"),
    "SUPPORTED_BY": ("task", "agency"),
    "REPORTS_TO": ("task", "agency"),
    "SERVES": ("task", "document"),
    "EXECUTED_BY": ("document", "agency"),
    "PART_OF": ("agency", "agency"),
    "SUCCEEDED_BY": ("agency", "agency"),
    "MAY_BE": ("document", "document"),
}


def data():
    return yaml.safe_load((files("luocdo.data") / "schema.yaml").read_text(encoding="utf-8"))


def test_relations_of_a_citation_are_ordered_as_the_contract_says():
    ordered = [name.lower() for name in schema().relations() if name != "CONSOLIDATES"]
    assert tuple(ordered) == CITATION_RELATIONS
    assert "CONSOLIDATES" in schema().relations()


def test_the_strongest_of_some_relations():
    assert schema().strongest(("CITES", "IMPLEMENTS", "BASED_ON")) == "IMPLEMENTS"
    assert schema().strongest(("AMENDS", "SUPERSEDES")) == "SUPERSEDES"


def test_every_kind_joins_the_nodes_it_should():
    relations = dict.fromkeys(schema().relations(), ("document", "document"))
    assert {name: edge.ends for name, edge in schema().edges.items()} == relations | ENDS


def test_the_cascade_follows_what_carries_out_and_ends_in_what_mentions():
    assert set(schema().followed()) == {"IMPLEMENTS", "BASED_ON", "GUIDES"}
    assert schema().last_hops() == ("CITES",)


def test_every_level_has_a_colour_and_levels_of_different_columns_differ():
    colours = schema().colours
    assert set(colours) == {*get_args(Level), "task"}
    for shade in ("light", "dark"):
        by_column = {(colour.column, getattr(colour, shade)) for colour in colours.values()}
        assert len(by_column) == len({column for column, _ in by_column}) == len({c for _, c in by_column})


def test_no_two_labels_read_alike():
    for language in ("vi", "en"):
        labels = [
            label
            for edge in schema().edges.values()
            for label in (getattr(edge, language).verb, getattr(edge, language).inverse)
        ]
        assert sorted(labels) == sorted(set(labels))


def test_a_document_that_replaces_another_is_written_with_both_terms():
    assert schema().edges["SUPERSEDES"].rdf[:2] == ("eli:repeals", "dcterms:replaces")


def test_the_terms_of_a_kind_are_those_of_no_other():
    for terms in ("rdf", "rdf_partial"):
        said = [frozenset(getattr(edge, terms)) for edge in schema().edges.values() if getattr(edge, terms)]
        assert terms == "rdf_partial" or len(said) == len(set(said))


def test_a_part_is_never_said_with_the_terms_of_the_whole():
    for edge in schema().edges.values():
        assert "eli:repeals" not in edge.rdf_partial
        assert not edge.rdf_partial or "eli:repeals" in edge.rdf


def _twice(values):
    values["edges"].append(dict(values["edges"][0], strength=None))


def _tie(values):
    values["edges"][1]["strength"] = 1


def _same_words(values):
    values["edges"][0]["vi"] = {"verb": "hết hiệu lực", "inverse": "hết hiệu lực"}


def _prefix(values):
    values["nodes"][0]["rdf"] = ["foo:Bar"]


def _colour(values):
    values["nodes"][0]["colour"] = "mauve"


def _lower(values):
    values["edges"][0]["kind"] = "supersedes"


def _unknown_end(values):
    values["edges"][0]["ends"] = ["document", "person"]


def _unknown_field(values):
    values["edges"][0]["weight"] = 3


BROKEN = [
    (_twice, "SUPERSEDES: stands twice"),
    (_tie, "strength: must count"),
    (_same_words, "SUPERSEDES: verb and inverse must read differently"),
    (_prefix, "document: unknown prefix in foo:Bar"),
    (_colour, "document: unknown colour mauve"),
    (_lower, "supersedes: an edge kind is written in upper case"),
    (_unknown_end, r"edges: .*person"),
    (_unknown_field, "edges: .*weight"),
]


@pytest.mark.parametrize(("spoil", "rule"), BROKEN, ids=[case[1] for case in BROKEN])
def test_a_broken_schema_is_refused_with_entry_and_rule(spoil, rule):
    values = data()
    spoil(values)
    with pytest.raises(VocabularyError, match=rf"schema\.yaml: {rule}"):
        read_schema(values)

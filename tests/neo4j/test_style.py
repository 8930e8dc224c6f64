"""The Browser's style file against the schema: every label and type has its rule, in the colours of the explorer."""

from __future__ import annotations

import re
from itertools import permutations

import pytest

from luocdo.graph.neo4j_names import HELD, LABELS, PLACE, all_document_labels, level_labels, type_labels
from luocdo.graph.neo4j_records import AGENCY_PROPERTIES, DOCUMENT_PROPERTIES, TASK_PROPERTIES
from luocdo.graph.schema import schema
from tests.project import ROOT

FILE = (ROOT / "docs" / "neo4j.grass").read_text(encoding="utf-8")
_RULE = re.compile(r"([\w.]+) \{\n((?:  [a-z-]+: [^;{}]*(?:\{\w+\}')?;\n)+)\}\n\n?")
_READABLE = 4.5

KINDS = ("node", "relationship")
Style = dict[str, str]
RULES: list[tuple[frozenset[str], Style]] = [
    (
        frozenset(rule[1].split(".")),
        {name.strip(): value.strip(" '") for name, value in (line.split(":") for line in rule[2].split(";\n") if line)},
    )
    for rule in _RULE.finditer(FILE)
]


def style(kind: str, *names: str) -> Style:
    """What the Browser makes of the rules: each that names nothing else applies, a later one writes over."""
    found: Style = {}
    for wanted, properties in RULES:
        if wanted <= {kind, *names} and kind in wanted:
            found |= properties
    return found


def own(kind: str, name: str) -> Style | None:
    """The rule of one name alone: where a label has none the Browser invents a colour that writes over all others."""
    return next((properties for wanted, properties in RULES if wanted == {kind, name}), None)


def test_the_file_holds_rules_and_nothing_else() -> None:
    """The Browser's reader knows no remarks: one would become part of the name after it."""
    assert _RULE.sub("", FILE) == ""
    assert len({wanted for wanted, _ in RULES}) == len(RULES)


LABELLED = {*LABELS.values(), PLACE, *all_document_labels()}
TYPES = {*schema().edges, schema().places.edge}


def test_every_label_and_type_has_a_rule_and_no_rule_names_another() -> None:
    named = {kind: {name for wanted, _ in RULES if kind in wanted for name in wanted - {kind}} for kind in KINDS}
    assert named == {"node": LABELLED, "relationship": TYPES}
    for kind, name in [*(("node", each) for each in LABELLED), *(("relationship", each) for each in TYPES)]:
        assert "color" in (own(kind, name) or {}), name


COLOURS = [
    *(("node", label, schema().colours[level].light) for level, label in level_labels().items()),
    ("node", LABELS["task"], schema().colours["task"].light),
    ("node", PLACE, schema().places.colour.light),
    *(("relationship", name, edge.colour.light) for name, edge in schema().edges.items()),
    ("relationship", schema().places.edge, schema().places.colour.light),
]


@pytest.mark.parametrize(("kind", "name", "colour"), COLOURS)
def test_colours_are_those_of_the_explorer(kind: str, name: str, colour: str) -> None:
    assert style(kind, name)["color"] == colour


@pytest.mark.parametrize("level", level_labels().values())
def test_a_level_is_seen_whatever_else_a_node_is(level: str) -> None:
    other = (LABELS["document"], next(iter(type_labels().values())), HELD)
    colours = {style("node", level, *names)["color"] for names in permutations(other)}
    assert colours == {style("node", level)["color"]} == {style("node", level, LABELS["agency"])["color"]}


@pytest.mark.parametrize(
    ("label", "properties"),
    [("Document", DOCUMENT_PROPERTIES), ("Agency", AGENCY_PROPERTIES), ("Task", TASK_PROPERTIES), (PLACE, ("name",))],
)
def test_a_caption_is_a_property_of_the_node(label: str, properties: tuple[str, ...]) -> None:
    caption = style("node", label)["caption"]
    assert caption.strip("{}") in properties
    assert caption == "{" + caption.strip("{}") + "}"


@pytest.mark.parametrize("name", sorted(LABELLED))
def test_words_can_be_read_on_their_node(name: str) -> None:
    found = style("node", name)
    assert contrast(found["color"], found["text-color-internal"]) >= _READABLE


def contrast(one: str, other: str) -> float:
    """Of two colours, as accessibility guidelines count it: 1 for none, 21 for black on white."""
    dark, bright = sorted(map(_luminance, (one, other)))
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

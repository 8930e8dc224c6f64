"""Mappings of tables: each reads its own examples; a file that breaks its rules is refused with the reason."""

from __future__ import annotations

import pytest

from luocdo.graph.errors import VocabularyError
from luocdo.graph.facts import Listed, Named
from luocdo.loaders.import_cells import number_in
from luocdo.loaders.import_mapping import find_mapping, mapping_names
from luocdo.loaders.import_rows import Filed, Reference, RowReader, end_of, related
from luocdo.loaders.table_row import BadRow, Row

EXAMPLES = [(name, n, each) for name in mapping_names() for n, each in enumerate(find_mapping(name).examples)]


def said(mapping, example):
    """What a row says, in short: documents with day, place, state and days; relations; `!` what is refused."""
    reader = RowReader(mapping)
    cells = dict.fromkeys(mapping.columns(), "") | example.row
    found = list(reader.read(Row(7, cells)))
    lines, ends = [], set()
    for each in found:
        if isinstance(each, BadRow):
            lines.append(f"! {each.reason}: {each.words}")
        elif not isinstance(each, Filed):
            by, of = (known(end, example) for end in (each.by, each.of))
            missing = [end.number for end, named in zip((each.by, each.of), (by, of), strict=True) if named is None]
            if missing:
                lines.append(f"! reference: {missing[0]}")
                continue
            made = related(each, end_of(by), end_of(of))
            if isinstance(made, BadRow):
                lines.append(f"! {made.reason}: {made.words}")
                ends |= {by, of}
                continue
            part = "part of " if made.partial else ""
            lines.append(f"{short(made.by)} {made.kind} {part}{short(made.of)}")
            ends |= {by, of}
    for each in found:
        if isinstance(each, Filed) and not (each.fact.document in ends and each.fact.state is None):
            lines.append(document(each.fact, with_type=mapping.document is not None))
    return sorted(lines)


def known(end, example):
    if not isinstance(end, Reference):
        return end
    number = example.references.get(end.number)
    kind = number_in(f"Luật số {number}") if number and "/QH" in number else None
    return Named(number, kind.type if kind else None, None, "") if number else None


def short(named):
    return " ".join(filter(None, (named.number, named.date, named.unit)))


def document(listed: Listed, *, with_type: bool):
    named = listed.document
    parts = [named.number, named.type if with_type else None, named.date, named.unit, listed.state]
    parts += [f"from {listed.effective_from}" if listed.effective_from else None]
    parts += [f"to {listed.effective_to}" if listed.effective_to else None]
    parts += [f"“{listed.words}”" if listed.words and not listed.state else None]
    return " ".join(filter(None, parts))


@pytest.mark.parametrize(("name", "n", "example"), EXAMPLES, ids=[f"{name} {n}" for name, n, _ in EXAMPLES])
def test_a_mapping_reads_its_examples(name, n, example):
    assert said(find_mapping(name), example) == sorted(example.says)


def test_every_mapping_has_an_example_of_what_it_reads_and_of_what_it_refuses_or_is_sure_of():
    assert all(find_mapping(name).examples for name in mapping_names())
    assert "labels" not in mapping_names()


BROKEN = [
    ("keeper: x\nname: X\n", "says neither document nor relation nor marks"),
    ("keeper: x\nname: X\ndocument: {title: t}\n", "document: names no column for the number"),
    ("keeper: x\nname: X\ndocument: {number: n, colour: c}\n", "unknown field `colour`"),
    ("keeper: x\nname: X\ndocument: {number: n}\nstates: {Còn: alive}\n", "Invalid enum value 'alive'"),
    ("keeper: x\nname: X\ndocument: {number: n}\ntypes: {L: Luật lệ}\n", "types: L: 'Luật lệ' is no document type"),
    ("keeper: x\nname: X\ndocument: {number: n}\nalways: {place: Atlantis}\n", "'Atlantis' is no province"),
    ("keeper: x\nname: X\ndocument: {number: n}\ndates: [d.m]\n", "Invalid enum value 'd.m'"),
    (
        "keeper: x\nname: X\nrelation: {this: {number: a}, other: {number: b}, label: l}\n",
        "labels: a relation needs the sets",
    ),
    (
        "keeper: x\nname: X\nlabels: [vbpl-new]\nrelation: {this: {number: a}, other: {title: b}, label: l}\n",
        "relation.other: names no column",
    ),
    ("- a list\n", "must be a mapping of named parts"),
    ("keeper: [\n", "not YAML"),
]


@pytest.mark.parametrize(("text", "reason"), BROKEN, ids=[case[1] for case in BROKEN])
def test_a_mapping_of_a_users_own_that_breaks_a_rule_is_refused_with_file_and_reason(tmp_path, text, reason):
    path = tmp_path / "ours.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(VocabularyError) as raised:
        find_mapping(str(path))
    assert str(raised.value).startswith("ours.yaml: ")
    assert reason in str(raised.value)


def test_a_name_that_is_none_lists_those_there_are():
    with pytest.raises(VocabularyError, match="no such mapping; there are binh-duong-documents, congbao-documents"):
        find_mapping("vbpl")

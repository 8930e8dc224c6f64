"""Proposals as rows: what the registry's own reader takes, whatever a title holds, and the sentence beside."""

from __future__ import annotations

import msgspec
import pytest
import yaml

from luocdo.app.proposed_rows import around, registry_rows
from luocdo.graph.registry import KnownDocument, KnownEffect
from luocdo.queries.attested import Contradiction, Proposed, ProposedDocument, ProposedEffect


def test_odd_titles_stay_one_value():
    document = ProposedDocument(
        number="7/2031/NĐ-CP",
        type="Nghị định",
        date="2031-02-03",
        name=None,
        title='về "a": {b}, # c',
        issuer=None,
        effective_from=None,
        seen=3,
        source="citations",
        sure="high",
    )
    effect = ProposedEffect(
        kind="repeals",
        by="8/2032/NĐ-CP",
        of="7/2031/NĐ-CP",
        from_=None,
        partial=False,
        clause="Điều 9",
        source="text",
        sure="high",
        quote="Bãi bỏ …",
        text="a.txt",
        seen=1,
    )
    found = Proposed((document,), (effect,), (Contradiction("7/2031/NĐ-CP", "a\nb"),))
    text = "\n".join(registry_rows(found))
    data = yaml.load(text, Loader=yaml.BaseLoader)
    (read,) = msgspec.convert(data["documents"], list[KnownDocument], strict=False)
    assert read == KnownDocument(
        number="7/2031/NĐ-CP", type="Nghị định", date="2031-02-03", title='về "a": {b}, # c', seen=3, sure="high"
    )
    (done,) = msgspec.convert(data["effects"], list[KnownEffect], strict=False)
    assert done == KnownEffect("repeals", "8/2032/NĐ-CP", "7/2031/NĐ-CP", None, False, "Điều 9", "text", "high")
    assert "  # 1: a.txt: Bãi bỏ …\n" in text
    assert text.startswith("# ! 7/2031/NĐ-CP: a b\n")


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("Bãi bỏ A/1 và B/2.", "Bãi bỏ A/1 và B/2."),
        ("x" * 100 + " A/1 " + "y" * 20 + " B/2 " + "z" * 200, f"… {'x' * 59} A/1 {'y' * 20} B/2 {'z' * 116} …"),
        ("A/1 " + "y" * 2_000 + " B/2", f"A/1 {'y' * 396} … {'y' * 59} B/2"),
        ("Bãi bỏ văn bản trên", "Bãi bỏ văn bản trên"),
    ],
)
def test_a_sentence_is_shown_around_its_numbers(quote, shown):
    assert around(quote, "A/1@2031-02-03", "B/2") == shown


def test_what_the_registry_takes_for_granted_is_not_said():
    document = ProposedDocument("7/2031/NĐ-CP", None, None, None, None, None, None, 2, "citations", "medium")
    assert "  - {number: 7/2031/NĐ-CP, seen: 2}" in registry_rows(Proposed((document,), (), ()))

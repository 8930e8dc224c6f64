"""`luocdo registry propose`: rows that the registry's own reader takes."""

from __future__ import annotations

import msgspec
import yaml

from luocdo.app.registry_commands import registry_rows
from luocdo.graph.registry import KnownDocument, KnownEffect
from luocdo.queries.attested import Contradiction, Proposed, ProposedDocument, ProposedEffect


def test_rows_are_the_registrys(loaded):
    ran = loaded("registry", "propose", "--min-attestations", "1")
    data = yaml.load(ran.out, Loader=yaml.BaseLoader)
    assert (ran.code, sorted(data)) == (0, ["documents", "effects"])
    assert "Hãy đọc lại" in ran.err


def test_odd_titles_stay_one_value():
    document = ProposedDocument("7/2031/NĐ-CP", "Nghị định", "2031-02-03", None, 'về "a": {b}, # c', None, 3)
    effect = ProposedEffect("repeals", "8/2032/NĐ-CP", "7/2031/NĐ-CP", None, "Điều 9", "Bãi bỏ …", "a.txt")
    found = Proposed((document,), (effect,), (Contradiction("7/2031/NĐ-CP", "a\nb"),))
    text = "\n".join(registry_rows(found))
    data = yaml.load(text, Loader=yaml.BaseLoader)
    (read,) = msgspec.convert(data["documents"], list[KnownDocument], strict=False)
    assert (read.number, read.title, read.seen, read.source) == ("7/2031/NĐ-CP", 'về "a": {b}, # c', 3, "citations")
    (done,) = msgspec.convert(data["effects"], list[KnownEffect], strict=False)
    assert (done.kind, done.by, done.of, done.from_, done.source) == (
        "repeals",
        "8/2032/NĐ-CP",
        "7/2031/NĐ-CP",
        None,
        "text",
    )
    assert text.startswith("# ! 7/2031/NĐ-CP: a b\n")


def test_nothing_else_can_be_asked_of_it(loaded):
    assert loaded("registry", "forget").code == 2

"""The cue table: each phrase of cues.yaml is found as its kind, and as no other."""

from __future__ import annotations

from typing import Any

import pytest

from luocdo.graph.errors import VocabularyError
from luocdo.loaders.cues import PASS, CueTable, cue_rows, cue_table
from luocdo.loaders.verdicts import STRENGTH

ROWS: list[dict[str, Any]] = cue_rows()
IS = [(row["words"], row["kind"], phrase) for row in ROWS for phrase in row["is"]]
IS_NOT = [(row["words"], row["kind"], phrase) for row in ROWS for phrase in row.get("is_not", ())]


@pytest.mark.parametrize(("words", "kind", "phrase"), IS)
def test_phrase_is_of_its_kind(words: str, kind: str, phrase: str) -> None:
    """The last cue of the phrase decides, as it does before a number."""
    assert cue_table().find(phrase)[-1].kind == kind


@pytest.mark.parametrize(("words", "kind", "phrase"), IS_NOT)
def test_phrase_is_of_another_kind(words: str, kind: str, phrase: str) -> None:
    found = cue_table().find(phrase)
    assert not found or found[-1].kind != kind


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["words"])
def test_words_are_found_as_they_stand(row: dict[str, Any]) -> None:
    (cue,) = cue_table().find(row["words"])
    assert (cue.kind, cue.start, cue.end) == (row["kind"], 0, len(row["words"]))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["words"])
def test_kinds_are_relations(row: dict[str, Any]) -> None:
    assert row["kind"] in (*STRENGTH, PASS)
    assert row["words"] == row["words"].lower()


PLACES = [
    ("tiếp tục thực hiện kế hoạch", [("implements", "thực hiện")], "one cue"),
    ("thực  hiện kế hoạch", [("implements", "thực  hiện")], "two blanks inside"),
    ("thực\nhiện kế hoạch", [("implements", "thực\nhiện")], "a line break inside"),
    ("hướng dẫn thi hành luật", [("guides", "hướng dẫn thi hành")], "the longest phrase wins"),
    (
        "căn cứ luật, thực hiện nghị định",
        [("based_on", "căn cứ"), ("implements", "thực hiện")],
        "in order of place",
    ),
    ("thực tế hiện nay", [], "words of a cue apart are no cue"),
    ("thựchiện", [], "no blank, no words"),
    ("", [], "nothing"),
    ("bãi bỏ khoản 2 điều 5", [("amends", "bãi bỏ khoản")], "a part is repealed"),
]


@pytest.mark.parametrize(("lower", "cues", "why"), PLACES)
def test_cues_are_found_in_order(lower: str, cues: list[tuple[str, str]], why: str) -> None:
    found = [(cue.kind, lower[cue.start : cue.end]) for cue in cue_table().find(lower)]
    assert found == cues, why


def test_a_phrase_may_stand_there_once() -> None:
    with pytest.raises(VocabularyError):
        CueTable([{"words": "theo", "kind": "cites"}, {"words": "theo", "kind": "implements"}])

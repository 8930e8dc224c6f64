"""Every word that is shown stands in both languages."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from luocdo.graph.schema import schema
from luocdo.queries.standing import Status
from luocdo.queries.wording import phrases, say, say_day, say_since

NAMED = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("key", sorted(phrases()))
def test_both_languages_say_the_same(key):
    spoken = phrases()[key]
    places = {language: sorted(NAMED.findall(words)) for language, words in spoken.items()}
    assert places["vi"] == places["en"]
    assert all(words.strip() for words in spoken.values())


def test_every_status_and_relation_has_a_label():
    assert {f"status.{name}" for name in get_args(Status)} <= set(phrases())
    assert {f"relation.{name.lower()}" for name in schema().relations()} <= set(phrases())


@pytest.mark.parametrize(
    ("day", "language", "expected"),
    [
        ("2021-07-30", "vi", "30/07/2021"),
        ("2021-07-30", "en", "2021-07-30"),
        ("2021", "vi", "2021"),
        (None, "vi", ""),
    ],
)
def test_days(day, language, expected):
    assert say_day(day, language) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 bodies"), (1, "1 body"), (2, "2 bodies"), (21, "21 bodies"), ("1", "1 body")]
)
def test_a_word_follows_its_number(count, expected):
    assert say("picture.agencies", "en", count=count) == expected
    assert say("picture.agencies", "vi", count=count) == f"{count} cơ quan"


@pytest.mark.parametrize("key", sorted(phrases()))
def test_only_english_ends_words_by_their_number(key):
    spoken = phrases()[key]
    assert "[" not in spoken["vi"]
    filled = say(key, "en", **dict.fromkeys(NAMED.findall(spoken["en"].replace(":,", "")), 1))
    assert "[" not in filled


def test_places_are_filled_in():
    since = say_since("2021-07-30", "en")
    assert say("reason.superseded", "en", by="23-QĐ/TW", from_=since) == "Replaced by 23-QĐ/TW, from 2021-07-30."
    assert say("reason.superseded", by="23-QĐ/TW", from_=say_since(None)) == (
        "Bị 23-QĐ/TW thay thế (chưa rõ từ ngày nào)."
    )

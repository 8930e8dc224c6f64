"""The days of a bar of lives: from when, until when, and what came next."""

from __future__ import annotations

from luocdo.viz.lives import lives

CENTRE = {"level": "central-party", "type": "Quyết định"}
DOCUMENTS = {
    "old": CENTRE | {"number": "1-QĐ/TW", "date": "2010-01-01"},
    "new": CENTRE | {"number": "2-QĐ/TW", "date": "2021-07-30", "held": True},
    "plan": {"number": "5/KH-UBND", "date": "2019-03-01", "expires": "2020-12-31", "level": "province-state",
             "province": "Gia Lai", "held": True},
    "dark": CENTRE | {"number": "3-QĐ/TW", "date": None},
}  # fmt: skip


def test_a_life_begins_ends_and_has_a_successor(graph) -> None:
    store = graph(DOCUMENTS, [("new", "SUPERSEDES", "old")])
    found = lives(store, ["old", "plan", "dark", "nobody"], "2024-01-01", "vi")
    assert found == {
        "old": {"level": 1, "begins": "2010-01-01", "ended": "2021-07-30", "sure": False, "next": "2-QĐ/TW"},
        "plan": {"level": 4, "begins": "2019-03-01", "ended": "2021-01-01", "sure": False, "next": ""},
        "dark": {"level": 1, "begins": "", "ended": "", "sure": False, "next": ""},
    }
    (before,) = lives(store, ["old"], "2015-01-01", "vi").values()
    assert (before["ended"], before["next"]) == ("", ""), "what ends it later does not show before its day"

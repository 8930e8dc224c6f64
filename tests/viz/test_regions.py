"""Every province that coverage can tell of stands in one region."""

from __future__ import annotations

import json
from typing import Literal

import pytest

from luocdo.graph.data_files import load
from luocdo.queries.coverage import coverage
from luocdo.viz.regions import OTHER, by_region
from luocdo.viz.style import asset

ROOT = {"d": {"number": "290-QĐ/TW", "date": "2010-02-25", "level": "central-party"}}


@pytest.mark.parametrize("count", ["63", "34"])
def test_each_province_has_its_region_and_regions_stand_together(graph, count: Literal["63", "34"]) -> None:
    store = graph(ROOT, [])
    rows = by_region(coverage(store, store.document("d"), count))
    assert len(rows) == int(count)
    found = [row["region"] for row in rows]
    assert OTHER not in found
    assert list(dict.fromkeys(found)) == [row["key"] for row in load("regions.yaml")["regions"]]
    assert found == sorted(found, key=list(dict.fromkeys(found)).index), "the rows of a region stand together"


def test_no_province_stands_in_two_regions() -> None:
    names = [name for row in load("regions.yaml")["regions"] for name in row["provinces"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_region_has_its_words(language: str) -> None:
    words = json.loads(asset(f"{language}.json"))
    assert all(words.get(f"region.{row['key']}") for row in load("regions.yaml")["regions"])

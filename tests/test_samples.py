"""The samples say what `data/samples/samples.yaml` says of them, and lead where the demo promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from luocdo.graph import open_store
from luocdo.graph.store import Store
from luocdo.loaders import extract
from luocdo.loaders.ingest import ingest
from luocdo.queries.cascade import cascade
from luocdo.queries.find import find
from luocdo.queries.status import statuses
from tests.collisions import TextLoader

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
FACTS: dict[str, Any] = yaml.load((SAMPLES / "samples.yaml").read_text(encoding="utf-8"), TextLoader)
NAMES = sorted(FACTS["samples"])
NOTE = "[Văn bản minh họa do luocdo viết:"
DAY = "2022-02-01"
"""A day on which the decision of 2010 had been replaced by that of 2021."""


def text_of(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(str(tmp_path_factory.mktemp("samples") / "samples.db"))
    assert ingest(store, [SAMPLES], workers=1, sample=True).failed == ()
    yield store
    store.close()


def test_every_sample_has_its_facts() -> None:
    assert sorted(path.stem for path in SAMPLES.glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_says_first_that_it_is_one(name: str) -> None:
    text = text_of(name)
    assert text.startswith(NOTE)
    assert "luocdo" not in str(extract(text).document.title)


@pytest.mark.parametrize("name", NAMES)
def test_the_header_is_the_real_one(name: str) -> None:
    wanted = FACTS["samples"][name]["header"]
    own = extract(text_of(name)).document
    read = {
        "type": own.type,
        "number": own.number,
        "date": own.date,
        "issuer": own.issuer and own.issuer.name,
        "level": own.level,
        "province": own.province,
        "signer": own.signer,
        "effective_from": own.effective_from,
        "expires": own.expires,
    }
    assert {key: value for key, value in read.items() if value is not None} == {
        key: value for key, value in wanted.items() if key != "year"
    }
    if not own.date:
        assert own.year == wanted["year"]


@pytest.mark.parametrize("name", NAMES)
def test_the_numbered_citations_are_those_listed(name: str) -> None:
    wanted = FACTS["samples"][name].get("cites", [])
    found = [each for each in extract(text_of(name)).citations if each.number]
    assert sorted((each.number, each.date, each.relation) for each in found) == sorted(
        (each["number"], each["date"], each["relation"]) for each in wanted
    )
    assert all(each.resolution.status == "resolved" for each in found)


@pytest.mark.parametrize("root", sorted(FACTS["reach"]))
def test_a_central_decision_reaches_its_provinces(root: str, store: Store) -> None:
    found = cascade(store, find(store, root))
    assert sorted(found.provinces()) == sorted(FACTS["reach"][root])


@pytest.mark.parametrize("root", sorted(FACTS["reach"]))
def test_the_words_of_a_sample_are_marked_as_ours(root: str, store: Store) -> None:
    branches = cascade(store, find(store, root)).branches
    seen = [each.relation.evidence for each in branches if each.relation and each.relation.evidence]
    assert seen
    assert all(each.illustrative for each in seen)
    assert all(each.document.illustrative for each in branches if each.document.held)


def test_the_decision_of_2010_is_superseded_by_a_fact_not_by_our_words(store: Store) -> None:
    (answer,) = statuses(store, ["290-QĐ/TW"], DAY, "vi")
    assert answer.status == "superseded"
    assert "registry.yaml" in str(answer.reason.source)


def test_the_replacing_clause_is_read_from_the_sample(store: Store) -> None:
    decision, replaced = find(store, "23-QĐ/TW"), find(store, "290-QĐ/TW")
    edges = store.neighbours([decision.id], ["SUPERSEDES"], "up", evidence=True)
    assert [edge.target for edge in edges] == [replaced.id]
    assert [each.section for each in edges[0].evidence] == ["Điều 3"]

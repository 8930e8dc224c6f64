"""Identity: the table of collisions, and that only the set of claims counts."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luocdo.graph.agency_names import agency_ref
from luocdo.graph.claims import Claim, decode, encode
from luocdo.graph.identity import resolve_claims, resolve_text
from luocdo.graph.identity_policy import kind_of, policy
from luocdo.graph.known import Fact, Known
from luocdo.graph.model import Citation, Header, Resolution
from luocdo.graph.named import hints
from luocdo.graph.partition import Decision, partition
from luocdo.graph.text_claims import text_claims
from tests.collisions import CASES

NOWHERE = Resolution("unknown", None, "never-dated", 0.0)


def header(own: dict[str, Any]) -> Header:
    blank = dict.fromkeys(
        ("type", "number", "date", "issuer", "level", "province", "title", "signer", "effective_from")
    )
    return Header(**{"id": "", **blank, **own})


def citation(row: dict[str, Any], province: str | None = None) -> Citation:
    blank: dict[str, Any] = dict.fromkeys(("number", "type", "date", "name", "title", "term"))
    rest = {"relation": "cites", "scope": "provision", "partial": False, "cue": "", "mentions": ()}
    issuer = tuple(agency_ref(name, province) for name in row.get("issuer", ()))
    return Citation(**{**blank, **rest, **row, "issuer": issuer, "resolution": NOWHERE})


def known(case: dict[str, Any]) -> Known:
    return Known(Fact(**fact) for fact in case.get("facts", ()))


def claims_of(case: dict[str, Any]) -> dict[str, Claim]:
    """Every row of the case by its name, and the hints of its names."""
    found = {}
    for name, text in case["texts"].items():
        rows = [citation(row, text["own"].get("province")) for row in text.get("cites", ())]
        claims = text_claims(header(text["own"]), name * 64, rows, known(case))
        for n, claim in enumerate(claims):
            found[f"{name}.{n}" if n else name] = claim
            for m, hint in enumerate(hints(claim, known(case))):
                found[f"{name}.{n}?{m}"] = hint
    return found


def decide(claims: dict[str, Claim], facts: Known) -> dict[str, Decision]:
    """Group by key and take every group apart, as a store does."""
    keys: dict[str, list[str]] = {}
    for name, claim in claims.items():
        keys.setdefault(claim.key, []).append(name)
    decisions = {}
    for names in keys.values():
        signatures = sorted({encode(claims[name]) for name in names})
        counts = [sum(encode(claims[name]) == each for name in names) for each in signatures]
        parted = partition([decode(each) for each in signatures], counts, facts)
        by_signature = dict(zip(signatures, parted.decisions, strict=True))
        decisions |= {name: by_signature[encode(claims[name])] for name in names}
    return decisions


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_collisions_are_told_apart(case: dict[str, Any]) -> None:
    claims = claims_of(case)
    facts = known(case)
    decisions = decide(claims, facts)
    asked = {name: d for name, d in decisions.items() if "?" not in name}
    wanted = {name: id_ for id_, names in case["documents"].items() for name in names}
    got = {name: asked[name].resolution.document_id for name in wanted}
    assert got == wanted
    open_rows = {name: d.resolution for name, d in asked.items() if d.resolution.status == "ambiguous"}
    ambiguous = {name: sorted(resolution.candidates) for name, resolution in open_rows.items()}
    assert ambiguous == {name: sorted(ids) for name, ids in case.get("ambiguous", {}).items()}
    unknown = sorted(name for name, d in asked.items() if d.resolution.status == "unknown")
    assert unknown == case.get("unknown", [])
    assert sorted(name for name, d in asked.items() if d.conflict) == case.get("conflicts", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_order_of_texts_does_not_matter(case: dict[str, Any]) -> None:
    claims = claims_of(case)
    once = decide(claims, known(case))
    for seed in range(5):
        names = list(claims)
        random.Random(seed).shuffle(names)
        assert decide({name: claims[name] for name in names}, known(case)) == once


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_distinct_documents_have_distinct_nodes(case: dict[str, Any]) -> None:
    decisions = decide(claims_of(case), known(case))
    resolved = {d.node for d in decisions.values() if d.resolution.status == "resolved"}
    open_nodes = {d.node for d in decisions.values() if d.resolution.status != "resolved"}
    assert not resolved & open_nodes


def test_one_text_alone_is_resolved_as_far_as_it_goes() -> None:
    own = header({"number": "614/KH-UBND", "date": "2020-03-24", "province": "Gia Lai", "type": "Kế hoạch"})
    rows = [
        {"number": "290-QĐ/TW", "date": "2010-02-25"},
        {"number": "04/2015/NĐ-CP", "date": "2015-01-09"},
        {"number": "282-KH/TU", "date": "2020-03-10"},
        {"number": "49-CT/TW"},
        {"number": "45/2013/QH13"},
    ]
    id_, found = resolve_text(own, "a" * 64, [citation(row) for row in rows], Known())
    assert id_ == "614-kh-ubnd.gia-lai.2020-03-24"
    assert [(each.status, each.document_id, each.rule) for each in found] == [
        ("resolved", "290-qd-tw.2010-02-25", "number-date"),
        ("resolved", "04-2015-nd-cp", "number"),
        ("resolved", "282-kh-tu.gia-lai.2020-03-10", "number-place-date"),
        ("unknown", None, "never-dated"),
        ("unknown", None, "never-typed"),
    ]


def test_a_known_day_answers_an_undated_number() -> None:
    own = header({"number": "614/KH-UBND", "date": "2020-03-24", "province": "Gia Lai", "type": "Kế hoạch"})
    facts = Known([Fact("290-QĐ/TW", "Quyết định", "2010-02-25", "Quy chế công tác dân vận")])
    _, found = resolve_text(own, "a" * 64, [citation({"number": "290-QĐ/TW"})], facts)
    assert found[0].document_id == "290-qd-tw.2010-02-25"


def test_single_and_whole_answers_agree_on_dated_rows() -> None:
    for case in CASES:
        claims = claims_of(case)
        whole = decide(claims, known(case))
        for name, claim in claims.items():
            alone = resolve_claims([claim], known(case))[0]
            if alone.status == "resolved" and claim.date and whole[name].resolution.status == "resolved":
                assert alone.document_id == whole[name].resolution.document_id


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("45/2013/QH13", "assembly"),
        ("34/2007/PL-UBTVQH11", "assembly-coded"),
        ("1106/NQ-UBTVQH15", "assembly-coded"),
        ("04/2015/NĐ-CP", "central-year"),
        ("02/2012/TTLT-BCA-BQP", "central-year"),
        ("290-QĐ/TW", "central-party"),
        ("36-HD/VPTW", "central-party"),
        ("16/CT-TTg", "central"),
        ("74/CP", "central"),
        ("282-KH/TU", "local-party"),
        ("348-CTr/BDVTU-UBND", "local-party"),
        ("01/2025/QĐ-UBND", "local-year"),
        ("614/KH-UBND", "local"),
        ("12/BC-XYZ", "unlisted"),
        (None, "name"),
    ],
)
def test_every_number_has_its_kind(number: str | None, kind: str) -> None:
    assert kind_of(number).kind == kind


def test_every_rule_of_the_table_is_walked_by_the_code() -> None:
    folder = Path(__file__).parents[2] / "graph"
    code = "".join(
        (folder / name).read_text(encoding="utf-8") for name in ("partition.py", "slots.py", "named.py", "settled.py")
    )
    assert [rule for rule in policy().rules if f'"{rule}"' not in code] == []


def test_claims_survive_their_encoding() -> None:
    for case in CASES:
        for claim in claims_of(case).values():
            assert decode(encode(claim)) == claim
            assert msgspec.structs.asdict(decode(encode(claim))) == msgspec.structs.asdict(claim)


NUMBERS = ["25-NQ/TW", "282-KH/TU", "12/CT-TTg", "04/2015/NĐ-CP", "45/2013/QH13", "5/QĐ-UBND", "12/BC-XYZ"]
dates = st.sampled_from([None, "2003-03-12", "2013-06-03", "2015-01-09", "2020-03-10", "2025-07-01"])
provinces = st.sampled_from([None, "Gia Lai", "Bình Định", "Đắk Lắk"])
texts = st.builds(
    lambda n, day, province, level, rows: (
        header(
            {
                "number": f"{n}/KH-UBND",
                "type": "Kế hoạch",
                "date": day,
                "province": province,
                "level": level,
                "district": "huyện Chư Sê" if level == "district" else None,
            }
        ),
        rows,
    ),
    st.integers(10, 14),
    st.sampled_from([None, "2010-01-01", "2015-02-01", "2024-05-05", "2026-01-05"]),
    provinces,
    st.sampled_from(["province-state", "district", None]),
    st.lists(
        st.fixed_dictionaries(
            {
                "number": st.sampled_from(NUMBERS),
                "date": dates,
                "place": provinces,
                "type": st.sampled_from([None, "Luật", "Nghị quyết", "Quyết định"]),
                "term": st.sampled_from([None, None, "IX", "XI"]),
            }
        ),
        max_size=4,
    ),
)


@given(st.lists(texts, max_size=6), st.randoms(use_true_random=False))
def test_no_wrong_merge_whatever_is_claimed(made: list[tuple[Header, list[dict[str, Any]]]], chance: Any) -> None:
    claims = {}
    for n, (own, rows) in enumerate(made):
        for m, claim in enumerate(text_claims(own, f"{n:064}", [citation(row) for row in rows], Known())):
            claims[f"{n}.{m}"] = claim
    decisions = decide(claims, Known())
    names = list(claims)
    chance.shuffle(names)
    assert decide({name: claims[name] for name in names}, Known()) == decisions
    members: dict[str, list[Claim]] = {}
    for name, decision in decisions.items():
        if decision.resolution.status == "resolved":
            members.setdefault(decision.node, []).append(claims[name])
    for together in members.values():
        kind = kind_of(together[0].number)
        assert len({claim.key for claim in together}) == 1
        assert len({claim.units for claim in together if len(claim.units) == 1}) <= 1
        if kind.dated:
            days = {claim.date for claim in together if claim.date}
            assert len(days) <= 1
            assert all(day <= claim.before for day in days for claim in together if claim.before)
        if kind.typed:
            assert len({claim.type_key for claim in together if claim.type_key}) <= 1

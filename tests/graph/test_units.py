"""Of which place a local number is."""

from __future__ import annotations

from typing import Any

import pytest

from luocdo.graph.agency_names import agency_ref
from luocdo.graph.model import Header
from luocdo.graph.number import DocumentNumber
from luocdo.graph.units import cited_units, own_unit, province_name


def citing(**said: Any) -> Header:
    blank = ("type", "number", "date", "issuer", "level", "province", "title", "signer", "effective_from")
    return Header(**{"id": "", **dict.fromkeys(blank), **said})


OLD = citing(province="Gia Lai", date="2020-03-24", level="province-state")
NEW = citing(province="tỉnh Gia Lai", date="2026-01-05", level="province-state")
BLANK = citing(province="Bình Định", year=2023, level="province-state")
DISTRICT = citing(province="Gia Lai", date="2020-05-05", level="district", district="huyện Chư Sê")
COMMUNE = citing(province="Gia Lai", date="2026-01-05", level="commune", district="xã Ia Pal")
CENTRE = citing(date="2020-05-05", level="central-party")

CASES: list[tuple[str, str | None, str | None, str, Header, tuple[str, ...], str]] = [
    ("282-KH/TU", None, None, "2020-03-10", OLD, ("gia-lai",), "the citing text's own province"),
    ("282-KH/TU", None, None, "2020-03-10", NEW, ("gia-lai", "binh-dinh"), "merged in between"),
    ("282-KH/TU", None, None, "2025-08-10", NEW, ("gia-lai",), "after the merger"),
    ("282-KH/TU", None, None, "2020-03-10", BLANK, ("binh-dinh",), "a blank day still has its year"),
    ("282-KH/TU", "Bình Định", None, "2020-03-10", NEW, ("binh-dinh",), "the text names the place"),
    ("5/QĐ-UBND", None, "UBND tỉnh Phú Yên", "2020-03-10", NEW, ("phu-yen",), "the issuer names it"),
    ("5/QĐ-UBND", None, "UBND tỉnh Thừa Thiên Huế", "2020-03-10", OLD, ("hue",), "a renamed province"),
    ("5/QĐ-UBND", None, "UBND thành phố Hồ Chí Minh", "2020-03-10", OLD, ("ho-chi-minh",), "a city"),
    ("5/QĐ-UBND", None, "UBND huyện Chư Sê", "2020-03-10", OLD, ("gia-lai/huyen-chu-se",), "a district"),
    ("5/QĐ-UBND", None, "UBND huyện", "2020-03-10", DISTRICT, ("gia-lai/huyen-chu-se",), "its own district"),
    ("5/QĐ-UBND", None, "UBND tỉnh", "2020-03-10", DISTRICT, ("gia-lai",), "of the province above"),
    ("5-QĐ/TU", None, None, "2020-03-10", DISTRICT, ("gia-lai",), "TU is the province's"),
    ("5-QĐ/HU", None, None, "2020-03-10", DISTRICT, ("gia-lai/huyen-chu-se",), "HU is the district's"),
    ("5-QĐ/HU", None, None, "2020-03-10", OLD, (), "a province has many districts"),
    ("5/QĐ-UBND", None, None, "2020-03-10", DISTRICT, ("gia-lai", "gia-lai/huyen-chu-se"), "either"),
    ("5/QĐ-UBND", None, "UBND xã", "2020-03-10", COMMUNE, (), "communes were merged in between"),
    ("5/QĐ-UBND", None, None, "2020-03-10", CENTRE, (), "a central text names no place"),
    ("5-BC/ĐU", None, "Đảng ủy Chính phủ", "2025-10-16", CENTRE, ("",), "a central body, a local code"),
]


@pytest.mark.parametrize(
    ("number", "place", "issuer", "date", "header", "units", "why"), CASES, ids=[case[-1] for case in CASES]
)
def test_cited_units(
    number: str,
    place: str | None,
    issuer: str | None,
    date: str,
    header: Header,
    units: tuple[str, ...],
    why: str,
) -> None:
    issuers = (agency_ref(issuer, header.province),) if issuer else ()
    assert cited_units(DocumentNumber.parse(number), place, issuers, date, header) == units, why


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        (OLD, "gia-lai"),
        (DISTRICT, "gia-lai/huyen-chu-se"),
        (COMMUNE, "gia-lai/xa-ia-pal"),
        (CENTRE, None),
        (citing(province="Thừa Thiên Huế"), "hue"),
    ],
)
def test_own_unit(header: Header, unit: str | None) -> None:
    assert own_unit(header) == unit


def test_a_unit_has_the_name_of_the_day() -> None:
    assert province_name("hue", "2020-03-24") == "Thừa Thiên Huế"
    assert province_name("hue", "2026-03-24") == "Huế"
    assert province_name("gia-lai/xa-ia-pal", None) == "Gia Lai"
    assert province_name("", None) is None

"""Numbers with a date, a place or a type lead to one document, or to all they may mean."""

from __future__ import annotations

import pytest

from luocdo.graph.errors import AmbiguousNumber, NumberError, UnknownNumber
from luocdo.graph.model import AgencyRef
from luocdo.queries.find import candidates, find

DOCUMENTS = {
    "25-nq-tw.2003": {"number": "25-NQ/TW", "type": "Nghị quyết", "date": "2003-03-12"},
    "25-nq-tw.2013": {"number": "25-NQ/TW", "type": "Nghị quyết", "date": "2013-06-03"},
    "282.gia-lai": {"number": "282-KH/TU", "date": "2020-03-10", "province": "Gia Lai"},
    "282.binh-dinh": {"number": "282-KH/TU", "date": "2023-05-05", "province": "Bình Định"},
    "282.unsure": {"number": "282-KH/TU", "ambiguous": True},
    "45.luat": {"number": "45/2013/QH13", "type": "Luật"},
    "45.nghi-quyet": {"number": "45/2013/QH13", "type": "Nghị quyết"},
    "91.bo-luat": {"number": "91/2015/QH13", "type": "Bộ luật"},
    "91.nghi-quyet": {"number": "91/2015/QH13", "type": "Nghị quyết"},
    "12.hue": {"number": "12/KH-UBND", "province": "Thừa Thiên Huế", "date": "2022-01-05"},
    "12.pleiku": {"number": "12/KH-UBND", "province": "Gia Lai", "district": "thành phố Pleiku"},
    "3.y-te": {"number": "3/HD-LN", "issuer": (AgencyRef("bo-y-te", "Bộ Y tế"),)},
    "3.noi-vu": {"number": "3/HD-LN", "issuer": (AgencyRef("bo-noi-vu", "Bộ Nội vụ"),)},
    "hien-phap.2013": {"name": "Hiến pháp năm 2013"},
}


@pytest.mark.parametrize(
    ("query", "expected", "why"),
    [
        ("25-NQ/TW@2013-06-03", "25-nq-tw.2013", "a day"),
        ("25-NQ/TW@03/6/2013", "25-nq-tw.2013", "a day as it is written in Vietnam"),
        ("25-NQ/TW@2003", "25-nq-tw.2003", "a year"),
        ("25-nq-tw.2003", "25-nq-tw.2003", "an id, though a number could be written so"),
        ("25/NQ-TW@2003", "25-nq-tw.2003", "separators of the State"),
        ("282-KH/TU@Gia Lai", "282.gia-lai", "a place; the stand-in does not count"),
        ("282-KH/TU@tỉnh bình định", "282.binh-dinh", "a place with its kind, in small letters"),
        ("45/2013/QH13@Luật", "45.luat", "a type"),
        ("45/2013/QH13@nghi quyet", "45.nghi-quyet", "a type without marks"),
        ("91/2015/QH13@Luật", "91.bo-luat", "a code of laws counts among the laws"),
        ("12/KH-UBND@Huế", "12.hue", "a place under its later name"),
        ("12/KH-UBND@Pleiku", "12.pleiku", "a district"),
        ("3/HD-LN@Bộ Y tế", "3.y-te", "an issuer"),
        ("hien-phap.2013", "hien-phap.2013", "an id, since it has no number"),
    ],
)
def test_a_hint_leads_to_one_document(graph, query, expected, why):
    assert find(graph(DOCUMENTS), query).id == expected, why


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("25-NQ/TW", ("25-nq-tw.2003", "25-nq-tw.2013")),
        ("282-KH/TU", ("282.gia-lai", "282.binh-dinh")),
        ("45/2013/QH13", ("45.luat", "45.nghi-quyet")),
    ],
)
def test_a_number_of_several_documents_is_ambiguous(graph, query, expected):
    with pytest.raises(AmbiguousNumber) as caught:
        find(graph(DOCUMENTS), query)
    assert caught.value.candidates == expected


@pytest.mark.parametrize("query", ["26-NQ/TW", "25-NQ/TW@2014", "282-KH/TU@Sơn La", "45/2013/QH13@Pháp lệnh"])
def test_a_number_or_hint_that_fits_nothing_is_unknown(graph, query):
    with pytest.raises(UnknownNumber):
        find(graph(DOCUMENTS), query)


def test_words_that_are_no_number_are_refused(graph):
    with pytest.raises(NumberError):
        find(graph(DOCUMENTS), "quy chế dân vận")


def test_a_stand_in_is_given_where_nothing_else_is_known(graph):
    store = graph({"7.unsure": {"number": "7-KH/TU", "ambiguous": True}})
    assert [each.id for each in candidates(store, "7-KH/TU")] == ["7.unsure"]

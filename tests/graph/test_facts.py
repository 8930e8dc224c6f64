"""What a row of a table says, as it is filed: which document it means, and under which keys."""

from __future__ import annotations

import pytest

from luocdo.graph.errors import StoreError
from luocdo.graph.facts import Listed, Named, Referred, Related, fact_row, identity_of, read_fact, reference_key
from luocdo.graph.store_records import FactRow

IDENTITIES = [
    (Named("59/2023/NĐ-CP"), "59-2023-nd-cp", "a central number with its year is the document"),
    (Named("59/2023/NĐ-CP", "Nghị định", "2023-01-01"), "59-2023-nd-cp", "whatever day a row gives it"),
    (Named("45/2013/QH13", "Luật"), "45-2013-qh13.luat", "of Quốc hội with its type"),
    (Named("45/2013/QH13"), None, "and not without"),
    (Named("25-NQ/TW", "Nghị quyết", "2013-06-03", ""), "25-nq-tw.2013-06-03", "of the Party with its day"),
    (Named("25-NQ/TW", "Nghị quyết", None, ""), None, "and not without"),
    (Named("16/CT-TTg", "Chỉ thị", None, ""), None, "each year has a 16/CT-TTg"),
    (Named("614/KH-UBND", "Kế hoạch", "2020-03-24", "gia-lai"), "614-kh-ubnd.gia-lai.2020-03-24", "place and day"),
    (Named("614/KH-UBND", "Kế hoạch", "2020-03-24"), None, "no place"),
    (Named("614/KH-UBND", "Kế hoạch", None, "gia-lai"), None, "no day"),
    (Named("17/2020/QĐ-UBND", "Quyết định", "2020-03-05", "gia-lai"), "17-2020-qd-ubnd.gia-lai.2020-03-05", "local"),
]


@pytest.mark.parametrize(("named", "expected", "why"), IDENTITIES, ids=[case[2] for case in IDENTITIES])
def test_which_document_a_row_means(named, expected, why):
    assert identity_of(named) == expected


NEW, OLD = Named("145/2020/NĐ-CP", "Nghị định"), Named("149/2018/NĐ-CP", "Nghị định", title="về một việc")


@pytest.mark.parametrize(
    "fact",
    [
        Listed("7", OLD, "ended", "Hết hiệu lực toàn bộ", "2019-01-01", "2021-01-31"),
        Listed("7", OLD),
        Related("8", "supersedes", NEW, OLD, from_="2021-02-01", words="Văn bản được thay thế"),
        Related("9", "amends", NEW, OLD, partial=True),
        Referred(OLD, "149-2018-nd-cp", "149-2018-nđ-cp"),
    ],
)
def test_a_fact_comes_back_as_it_was_filed(fact):
    assert read_fact(fact_row("t", 1, "k", fact)) == fact


def test_a_reference_is_no_number_key():
    assert reference_key("vbpl", "12") == "#vbpl:12"
    assert identity_of(Named("#vbpl:12")) is None or not Named("#vbpl:12").key.startswith("#vbpl")


def test_a_damaged_fact_is_a_store_error():
    with pytest.raises(StoreError, match="gazette: a row is damaged"):
        read_fact(FactRow("gazette", 1, "k", b"\xc1"))

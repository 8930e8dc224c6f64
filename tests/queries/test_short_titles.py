"""The title that texts agree on: cut where it ends, of the wording most of them have, nothing that says nothing."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from luocdo.queries.short_titles import LONGEST, short_title

LONG = "quy định về " + ", ".join(["kho bạc nhà nước"] * 20)


@pytest.mark.parametrize(
    ("titles", "expected", "why"),
    [
        (["về quản lý chi phí (sau đây gọi tắt là Nghị định A)"], "về quản lý chi phí", "what it is called"),
        (["về quản lý chi phí, được sửa đổi, bổ sung bởi Nghị định B"], "về quản lý chi phí", "its amender"),
        (["về quản lý chi phí và các văn bản liên quan"], "về quản lý chi phí", "others beside it"),
        (["về quản lý chi phí của Chính phủ"], "về quản lý chi phí", "its issuer"),
        (["về quản lý chi phí hết hiệu lực kể từ ngày Thông tư này"], "về quản lý chi phí", "its end"),
        (["về công bố văn bản hết hiệu lực năm 2024"], "về công bố văn bản hết hiệu lực năm 2024", "its matter"),
        (["về quản lý chi phí được tiếp tục áp dụng"], "về quản lý chi phí", "what becomes of it"),
        (["về quản lý chi phí CHÍNH PHỦ"], "về quản lý chi phí", "the next line's heading"),
        ([normalize("NFD", "về quản lý chi phí Điều")], "về quản lý chi phí", "marks written apart"),
        (["về quản lý chi phí “Điều 1"], "về quản lý chi phí", "the next article in quotes"),
        (["về quản lý chi phí (trừ chi phí"], "về quản lý chi phí", "brackets left open"),
        (["về quản lý chi phí CHÍNH PHỦ ."], "về quản lý chi phí", "a heading and its mark"),
        (["“về quản lý chi phí"], "về quản lý chi phí", "a quote left open"),
        (["quy định về hóa đơn, chứng từ"], "quy định về hóa đơn, chứng từ", "từ is no loose end of chứng từ"),
        (["quy định về hóa đơn từ"], "quy định về hóa đơn", "but else it is"),
        (["về quản lý chi phí Luật"], "về quản lý chi phí", "a name cut off"),
        (
            ["sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP ngày 02/01/2020 của Chính phủ về kho bạc"],
            "sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP",
            "an amendment is named by what it amends",
        ),
        (["sửa đổi, bổ sung một số điều của"], None, "of what?"),
        (["về việc công bố"], None, "of what, again"),
        (["KHO BẠC NHÀ NƯỚC"], None, "capitals hide the names"),
        (["về thư"], None, "too little"),
        ([], None, "none"),
        (["về kho bạc nhà nước", "về kho bạc nhà nước, thư viện"], "về kho bạc nhà nước", "the part that two have"),
        (["về kho bạc nhà nước", "về Kho bạc nhà nước"], "về Kho bạc nhà nước", "capitals of names, on a par"),
        (["về kho bạc nhà nước", "về Kho bạc Nhà nước", "về kho bạc nhà nước"], "về kho bạc nhà nước", "the usual one"),
        (
            ["về cắt giảm thủ tục", "về cắt giảm thủ tục", "về cắt giảm thủ tục dựa trên dữ liệu"],
            "về cắt giảm thủ tục dựa trên dữ liệu",
            "two broke off early",
        ),
        (["về cắt giảm thủ tục", "quy định về thư viện công"], "quy định về thư viện công", "no two agree"),
    ],
)
def test_a_title_is_cut_to_what_names_its_document(titles, expected, why):
    assert short_title(titles) == expected, why


def test_a_long_title_ends_at_a_comma():
    found = short_title([LONG])
    assert found is not None
    assert len(found) <= LONGEST
    assert found.endswith("kho bạc nhà nước")

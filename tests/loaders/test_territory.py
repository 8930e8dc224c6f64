"""Which former provinces words are confined to."""

from __future__ import annotations

import pytest

from luocdo.loaders.territory import own_territory, territory_in

DAY = "2025-11-20"


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        ("hết hiệu lực trên địa bàn tỉnh Bình Định (cũ)", ("Bình Định",), "in brackets"),
        ("trong phạm vi tỉnh Gia Lai trước đây", ("Gia Lai",), "a name that lives on needs its mark"),
        ("trên địa bàn tỉnh Gia Lai", (), "without it that is the whole new province"),
        ("trên địa bàn tỉnh Bình Định", ("Bình Định",), "a name that is gone needs none"),
        ("trên địa bàn thành phố Hồ Chí Minh (trước sắp xếp) và tỉnh Bình Dương", ("Hồ Chí Minh", "Bình Dương"), "two"),
        ("trên địa bàn các tỉnh Hà Nam, Nam Định (cũ)", ("Hà Nam", "Nam Định"), "one mark for both"),
        ("trên địa bàn tỉnh Phú Yên trước ngày 01/7/2025", ("Phú Yên",), "the day of the merger"),
        ("của Ủy ban nhân dân tỉnh Phú Yên (cũ)", (), "a body is no place"),
        ("trên địa bàn thành phố (cũ)", (), "no name"),
    ],
)
def test_territory_in(words: str, expected: tuple[str, ...], why: str) -> None:
    assert territory_in(words, 0, len(words), DAY)[0] == expected, why


def test_a_name_of_its_day_is_no_former_one() -> None:
    words = "trên địa bàn tỉnh Bình Định"
    assert territory_in(words, 0, len(words), "2024-05-01") == ((), -1)


@pytest.mark.parametrize(
    ("title", "body", "province", "day", "expected"),
    [
        ("về phí trên địa bàn tỉnh Bình Phước (cũ)", "", "Đồng Nai", DAY, "Bình Phước"),
        ("về phí", "Quyết định này áp dụng trên địa bàn tỉnh Đắk Lắk (cũ).", "Đắk Lắk", DAY, "Đắk Lắk"),
        ("về phí", "Quyết định số 5/QĐ-UBND áp dụng trên địa bàn tỉnh Đắk Lắk (cũ).", "Đắk Lắk", DAY, None),
        ("về phí trên địa bàn tỉnh Đồng Nai", "", "Đồng Nai", DAY, None),
        ("về phí trên địa bàn tỉnh Đồng Nai và tỉnh Bình Phước (cũ)", "", "Đồng Nai", DAY, None),
        ("về phí trên địa bàn tỉnh Bình Phước", "", "Bình Phước", "2024-05-01", None),
        ("về phí trên địa bàn tỉnh Sơn La (cũ)", "", "Sơn La", DAY, None),
    ],
)
def test_own_territory(title: str, body: str, province: str, day: str, expected: str | None) -> None:
    assert own_territory(body, title, (0, len(body)), province, day) == expected

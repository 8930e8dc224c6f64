from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luocdo.graph.errors import ReadError
from luocdo.loaders.read_pdf import read_pdf
from luocdo.loaders.readers import read_bytes
from tests.factories import pdf


def test_pages_become_text_with_marks() -> None:
    source = read_bytes("van-ban.pdf", pdf(["QUYẾT ĐỊNH", "Điều 1. Ban hành quy chế"], ["Điều 2. Hiệu lực"]))
    assert source.text == "QUYẾT ĐỊNH\nĐiều 1. Ban hành quy chế\nĐiều 2. Hiệu lực\n"
    assert [(mark.label, source.text[mark.start :][:6]) for mark in source.pages] == [
        ("1", "QUYẾT "),
        ("2", "Điều 2"),
    ]
    assert source.problems == ()


def test_a_number_broken_at_its_hyphen_keeps_the_hyphen() -> None:
    text = read_bytes("van-ban.pdf", pdf(["Nghị định số 149/2018/NĐ-", "CP ngày 07/11/2018"])).text
    assert text.replace("\n", "") == "Nghị định số 149/2018/NĐ-CP ngày 07/11/2018"


def test_pages_without_text_among_others_are_warned_of_at_their_place() -> None:
    source = read_bytes("van-ban.pdf", pdf(["Trang một"], [], [], ["Trang bốn"], []))
    (problem,) = source.problems
    assert problem.message == "no text layer: scanned or empty pages 2-3, 5"
    assert problem.start == source.pages[1].start


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([], [], []), "no text layer: scanned pages 1-3"),
        (pdf(["mật"], encrypted=True), "encrypted PDF"),
        (pdf(["dài"] * 20)[:-60], "truncated PDF"),
        (b"%PDF-1.7\nrubbish\n%%EOF", "damaged or truncated PDF"),
    ],
    ids=["scanned", "encrypted", "truncated", "rubbish"],
)
def test_what_cannot_be_read_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read_bytes("van-ban.pdf", data)


def test_more_text_than_the_limit_is_refused_with_the_page() -> None:
    with pytest.raises(ReadError) as caught:
        read_pdf("van-ban.pdf", pdf(*[["x" * 80] * 10] * 12), max_bytes=9_000)
    assert (caught.value.reason[:9], caught.value.place) == ("too large", "page 12")


def test_two_thousand_pages() -> None:
    source = read_bytes("dai.pdf", pdf(*[[f"Trang {number}"] for number in range(1, 2_001)]))
    assert len(source.pages) == 2_000
    assert source.text[source.pages[-1].start :] == "Trang 2000\n"


def test_threads_may_read_at_the_same_time() -> None:
    files = [pdf([f"Văn bản {number}"] * 30) for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(lambda data: read_bytes("van-ban.pdf", data).text, files))
    assert [text.splitlines()[0] for text in texts] == [f"Văn bản {number}" for number in range(8)]


@settings(max_examples=40)
@given(st.integers(0, 1_000), st.binary(min_size=1, max_size=20))
def test_any_damage_is_read_or_refused(place: int, damage: bytes) -> None:
    whole = pdf(["Điều 1"], ["Điều 2"])
    start = place % len(whole)
    with suppress(ReadError):
        assert read_bytes("van-ban.pdf", whole[:start] + damage + whole[start + len(damage) :]).text

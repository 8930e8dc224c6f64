from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luocdo.graph.errors import ReadError
from luocdo.loaders.legacy_fonts import LegacyFont, legacy_fonts
from luocdo.loaders.readers import read_bytes

LAYOUT = [
    ("<p>Điều 1</p><p>Điều 2</p>", "Điều 1\nĐiều 2", "blocks are lines"),
    (
        "<div>Căn  cứ\n <b>Luật</b> Giá</div>",
        "Căn cứ Luật Giá",
        "blanks and breaks of the source are one blank",
    ),
    ("số 5/Q<i>Đ</i>-TTg", "số 5/QĐ-TTg", "tags inside a number do not split it"),
    ("Một<br>Hai<br/>Ba", "Một\nHai\nBa", "line breaks"),
    ("Quy&#7871;t &#273;&#7883;nh&nbsp;s&#x1ED1; 1 &amp; 2", "Quyết định số 1 & 2", "entities"),
    (
        "<script>var a='<p>x'</script><style>p{}</style><p>thấy</p><!-- <p>ẩn -->",
        "thấy",
        "scripts are not seen",
    ),
    ("<p hidden>a</p><p style='display: none'>b<p style='color:red'>thấy</p>", "thấy", "hidden is not seen"),
    (
        "<table><tr><td>TT<td>Việc</tr><tr><td>1<td>Họp</table>sau",
        "TT | Việc\n1 | Họp\nsau",
        "rows and cells",
    ),
    (
        "<table><tr><td><p>UBND TỈNH</p><p>Số: 1/KH</p></td><td><p>CỘNG HÒA</p><p>Độc lập</p></table>",
        "UBND TỈNH\nSố: 1/KH | CỘNG HÒA\nĐộc lập",
        "lines inside a cell stay lines",
    ),
    ("<table><tr><td>a<td><td>c</tr></table>", "a |  | c", "an empty cell keeps its place"),
    ("<table><tr><td>a<td></tr><tr><td>b<td></table>c", "a | \nb | \nc", "an empty last cell ends its row"),
    ("<table><tr><td>a<td><table><tr><td>b<td>c</table><td>d</table>", "a | b | c | d", "a table in a cell"),
    (
        "<ol><li>Một<li>Hai</ol><ol type=a start=3><li>ba</ol>",
        "1. Một\n2. Hai\nc. ba",
        "numbers of a list are seen",
    ),
    ("<ol type=I><li>A<ul><li>x</ul><li value=4>B</ol>", "I. A\n- x\nIV. B", "lists in lists, own numbers"),
    ("<pre>dòng 1\ndòng 2</pre>", "dòng 1\ndòng 2", "breaks of preformatted text are kept"),
    (
        "290-QĐ/TW<a href='#n1'><sup>1</sup></a> ngày",
        "290-QĐ/TW[1] ngày",
        "a note's mark keeps off the number",
    ),
    (
        "290-QĐ/TW<sup><a href='#n1'>1</a></sup><p id=n1>[1] Chú thích",
        "290-QĐ/TW[1]\n[1] Chú thích",
        "notes stay",
    ),
    ("10 m<sup>2</sup>", "10 m2", "no note, a power"),
    ("<p>a</b></i></div></p>b", "a\nb", "closing tags that close nothing"),
]


@pytest.mark.parametrize(("body", "text", "why"), LAYOUT, ids=[case[2] for case in LAYOUT])
def test_layout(body: str, text: str, why: str) -> None:
    page = f"<!DOCTYPE html><html><head><title>Tiêu đề</title></head><body>{body}</body></html>"
    assert read_bytes("trang.html", page.encode()).text == text, why


@pytest.mark.parametrize(
    ("charset", "codec", "encoding"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("windows-1252", "utf-8", "utf-8"),
        ("windows-1258", "cp1258", "windows-1258"),
        ("koi8-r", "koi8-r", "koi8-r"),
        ("no-such-charset", "utf-8", "utf-8"),
        ("rot13", "utf-8", "utf-8"),
    ],
)
def test_the_declared_charset_counts_where_the_bytes_do_not_say(charset: str, codec: str, encoding: str) -> None:
    words = {"cp1258": "Đơn vị", "koi8-r": "Указ"}.get(codec, "Quyết định")
    stored = words.replace("ị", "i\u0323")
    page = f'<html><head><meta charset="{charset}"></head><body>{stored}</body></html>'
    source = read_bytes("trang.htm", page.encode(codec))
    assert source.encoding == encoding
    assert source.text == (words if codec == "cp1258" else stored)


@pytest.mark.parametrize("font", legacy_fonts(), ids=lambda font: font.id)
def test_a_page_in_a_legacy_font_is_read_whatever_it_declares(font: LegacyFont) -> None:
    stored, text = font.example
    page = f"<html><head><meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>{stored}</p>"
    assert read_bytes("trang.html", page.encode("cp1252")).text == text


def test_an_english_page_is_read_as_it_declares_itself() -> None:
    page = "<html><head><meta charset=iso-8859-1></head><p>Decision – café</p></html>".encode("cp1252")
    source = read_bytes("page.html", page)
    assert (source.text, source.encoding) == ("Decision – café", "windows-1252")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<div>" * 100_000 + "đáy" + "</div>" * 100_000, "đáy"),
        ("<table><tr><td>" * 100_000 + "đáy", "đáy"),
        ("<b>" * 100_000 + "đáy" + "</i>" * 100_000, "đáy"),
        ("<p>" * 100_000 + "đáy", "đáy"),
        ("đầu<!--" * 100_000, "đầu"),
        ("<" * 100_000 + "đáy", "<" * 100_000 + "đáy"),
    ],
    ids=["div", "table", "unmatched", "p", "comments", "brackets"],
)
def test_hostile_pages_are_read_quickly(body: str, text: str) -> None:
    started = time.process_time()
    assert read_bytes("trang.html", f"<html><body>{body}".encode()).text == text
    assert time.process_time() - started < 10  # seconds of the processor; quadratic readers took 14 for the first case


def test_a_page_nested_too_deep_says_that_it_lost_its_tables() -> None:
    source = read_bytes("trang.html", ("<html>" + "<div>" * 5_000 + "a<table><tr><td>b<td>c").encode())
    assert source.text == "a\nb\nc"
    assert [problem.message for problem in source.problems] == ["tags nested deeper than 2000: read without its tables"]


def test_ten_thousand_columns() -> None:
    cells = [f"ô {number}" for number in range(10_000)]
    page = f"<html><table><tr><td>{'</td><td>'.join(cells)}</td></tr></table>"
    assert read_bytes("bang.html", page.encode()).text == " | ".join(cells)


@given(st.lists(st.sampled_from(["<", ">", "</", "p", "table", "td>", "&", "#", "!--", "ộ", '"', "=", " ", "li"])))
def test_any_page_is_read_or_refused(pieces: list[str]) -> None:
    with suppress(ReadError):
        assert read_bytes("trang.html", "".join(pieces).encode()).text

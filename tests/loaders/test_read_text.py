from __future__ import annotations

import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from luocdo.graph.errors import ReadError
from luocdo.loaders.legacy_fonts import LegacyFont, find_repair, legacy_fonts, plausibility
from luocdo.loaders.read_text import decode
from luocdo.loaders.readers import read_bytes
from luocdo.loaders.syllables import TONES, is_word
from tests.factories import encoded

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "encodings.yaml").read_text("utf-8"))
SENTENCES: str = CASES["sentences"]
FONTS = {font.id: font for font in legacy_fonts()}
TEXT_OF = {"tcvn3": CASES["small_letters"], "vni": SENTENCES}


def tone_marks_apart(text: str) -> str:
    """As Windows-1258 stores it: the letter with its hat or horn, then the tone mark."""
    marks = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in parts if mark in marks)
        out.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in marks)) + tone)
    return "".join(out)


@pytest.mark.parametrize("font", FONTS.values(), ids=list(FONTS))
def test_a_paragraph_comes_back_from_a_legacy_font(font: LegacyFont) -> None:
    text = TEXT_OF[font.id]
    assert font.decode(encoded(font, text)) == text


@pytest.mark.parametrize("font", FONTS.values(), ids=list(FONTS))
def test_the_paragraphs_use_every_small_letter_of_the_alphabet(font: LegacyFont) -> None:
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ("", *TONES)}
    assert letters - set(TEXT_OF[font.id]) == set()
    assert {"đ", "Đ"} <= set(TEXT_OF[font.id])


@pytest.mark.parametrize("font", FONTS.values(), ids=list(FONTS))
def test_every_code_is_decoded_alone(font: LegacyFont) -> None:
    assert {letter: font.decode(code) for letter, code in font.codes.items()} == {
        letter: letter for letter in font.codes
    }


@pytest.mark.parametrize("font", FONTS.values(), ids=list(FONTS))
@pytest.mark.parametrize("stored_as", ["cp1252", "utf-8", "utf-16"])
def test_legacy_text_is_recognised_as_bytes_and_as_wrongly_decoded_text(font: LegacyFont, stored_as: str) -> None:
    text = TEXT_OF[font.id]
    source = read_bytes("van-ban.txt", encoded(font, text).encode(stored_as))
    assert (source.text, source.encoding) == (text, font.id)
    assert [problem.severity for problem in source.problems] == ["info"]


@pytest.mark.parametrize("font", FONTS.values(), ids=list(FONTS))
def test_the_example_of_each_font_is_read_by_it_alone(font: LegacyFont) -> None:
    stored, text = font.example
    assert font.decode(stored) == text
    repair = find_repair(stored)
    assert repair is not None
    assert repair.id == font.id


@pytest.mark.parametrize("case", CASES["lines"], ids=lambda case: case["stored"])
def test_short_legacy_lines_are_recognised(case: dict[str, str]) -> None:
    source = read_bytes("van-ban.txt", case["stored"].encode())
    assert (source.text, source.encoding) == (case["text"], case["encoding"])


@pytest.mark.parametrize("text", CASES["untouched"])
def test_right_text_is_never_converted(text: str) -> None:
    source = read_bytes("van-ban.txt", text.encode())
    assert (source.text, source.encoding) == (text, "utf-8")


def test_only_the_legacy_lines_of_a_mixed_text_are_converted() -> None:
    legacy = encoded(FONTS["tcvn3"], "Điều lệ của Đảng bộ tỉnh được sửa đổi")
    source = read_bytes("van-ban.txt", f"{SENTENCES}{legacy}\n{SENTENCES}".encode())
    assert source.text == f"{SENTENCES}Điều lệ của Đảng bộ tỉnh được sửa đổi\n{SENTENCES}"
    assert source.encoding == "utf-8, tcvn3 in part"


def test_utf8_read_twice_is_undone() -> None:
    garbled = SENTENCES.encode().decode("latin-1")
    assert read_bytes("van-ban.txt", garbled.encode()).text == SENTENCES


@pytest.mark.parametrize(
    ("data", "encoding", "why"),
    [
        (SENTENCES.encode(), "utf-8", "plain"),
        (SENTENCES.encode("utf-8-sig"), "utf-8", "byte order mark removed"),
        (SENTENCES.encode("utf-16"), "utf-16-le", "byte order mark tells"),
        (b"\xfe\xff" + SENTENCES.encode("utf-16-be"), "utf-16-be", "byte order mark tells"),
        (SENTENCES.encode("utf-16-le"), "utf-16-le", "zero bytes of the blanks tell"),
        (SENTENCES.encode("utf-16-be"), "utf-16-be", "zero bytes of the blanks tell"),
        (SENTENCES.encode("utf-32"), "utf-32-le", "its mark begins like that of UTF-16"),
        (tone_marks_apart(SENTENCES).encode("cp1258"), "windows-1258", "tone marks are put together"),
    ],
)
def test_encodings(data: bytes, encoding: str, why: str) -> None:
    assert decode("van-ban.txt", data) == (SENTENCES, encoding), why


def test_line_ends_and_decomposed_letters_stay_as_they_are() -> None:
    text = unicodedata.normalize("NFD", "Điều 1\r\nKhoản 2\rĐiểm a\n\n")
    assert read_bytes("van-ban.txt", text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "reason", "place"),
    [
        ("Quyết đị".encode()[:-1], "encoding", "byte 10"),
        (SENTENCES.encode()[:60] + b"\xff\xfe" + SENTENCES.encode()[60:], "encoding", "byte 60"),
        ("Указ о назначении".encode("cp1251"), "encoding", "byte 0"),
        ("決定 第五号 の 規定".encode("shift-jis"), "encoding", "byte 0"),
        (b"\xff\xfe" + "Quyết định".encode("utf-16-le")[:-1], "UTF-16-LE", "byte 18"),
        (bytes(range(256)) * 20, "binary", "byte 128"),
        (b"abc\0\0\0def ghi", "binary", "character 3"),
        (b"\x01\x02\x03\x04\x05 abc", "binary", ""),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(data: bytes, reason: str, place: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes("van-ban.txt", data)
    assert reason in caught.value.reason
    assert caught.value.place == place


def test_a_copy_that_dropped_the_code_of_a_letter_is_warned_of() -> None:
    stored = encoded(FONTS["tcvn3"], CASES["small_letters"]).replace("\xad", "")
    (_, warning) = read_bytes("van-ban.txt", stored.encode()).problems
    assert (warning.severity, "ư" in warning.message) == ("warning", True)


def test_other_fonts_and_languages_are_loaded_with_a_warning() -> None:
    source = read_bytes("texte.txt", ("La réunion a été différée après délibération. " * 30).encode())
    assert [(problem.severity, "Vietnamese" in problem.message) for problem in source.problems] == [("warning", True)]


@pytest.mark.parametrize("word", ["nghiêng", "Quyết", "khuỷu", "gì", "giết", "ƯƠM", "Đ", "QĐ", "HĐND", "thuở", "yếu"])
def test_words_that_can_be_spelled(word: str) -> None:
    assert is_word(word) is (word != "Đ")


@pytest.mark.parametrize("word", ["®Þnh", "QuyÕt", "dòp", "họcc", "được̀", "thựć", "bcd", "", "été"])
def test_words_that_cannot_be_spelled(word: str) -> None:
    assert not is_word(word)


def test_running_text_is_nearly_all_words() -> None:
    judged = plausibility(SENTENCES)
    assert judged.words > 100
    assert judged.share == 1.0


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(ReadError):
        assert read_bytes("van-ban.txt", data).text


@given(st.text(max_size=200))
def test_utf8_without_legacy_signs_is_read_as_written(text: str) -> None:
    try:
        source = read_bytes("van-ban.txt", b"\xef\xbb\xbf" + text.encode())
    except (ReadError, UnicodeEncodeError):
        return
    if source.encoding == "utf-8" and source.media_type == "text/plain":
        assert source.text == text

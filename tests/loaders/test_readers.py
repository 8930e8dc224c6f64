from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from luocdo.graph.errors import ReadError
from luocdo.loaders.kinds import MEDIA_TYPES
from luocdo.loaders.readers import find_files, passed_over, read, read_bytes
from tests.factories import archive, docx, paragraph, pdf

WORDS = "Quyết định số 1/QĐ-TTg"
TEXT = WORDS.encode()
PAGE = f"<!DOCTYPE html><html><body><p>{WORDS}</p></body></html>".encode()
DOCX = docx(paragraph(WORDS))
PDF = pdf([WORDS])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "kind", "warned"),
    [
        ("a.txt", TEXT, "text", False),
        ("a.md", TEXT, "markdown", False),
        ("a.MD", TEXT, "markdown", False),
        ("a.html", PAGE, "html", False),
        ("a.HTM", PAGE, "html", False),
        ("a.docx", DOCX, "docx", False),
        ("a.pdf", PDF, "pdf", False),
        ("a.pdf", b"\r\n" + PDF, "pdf", False),
        ("-", PDF, "pdf", False),
        ("a", TEXT, "text", False),
        ("a.txt", PDF, "pdf", True),
        ("a.pdf", DOCX, "docx", True),
        ("a.docx", PAGE, "html", True),
        ("a.txt", b"<?xml version='1.0'?>\n<!-- x --><HTML><p>" + TEXT, "html", True),
        ("a.txt", "<html><body><p>Điều 1".encode("utf-16"), "html", True),
        ("a.pdf", TEXT, "text", True),
        ("a.docx", TEXT, "text", True),
        ("a.html", TEXT, "html", False),
        ("a.md", b"a < b, <b>x</b>, <html", "markdown", False),
    ],
)
def test_content_counts_before_the_suffix(name: str, data: bytes, kind: str, warned: bool) -> None:
    source = read_bytes(name, data)
    assert source.media_type == MEDIA_TYPES[kind]  # type: ignore[index]
    assert [problem.severity for problem in source.problems] == ["warning"] * warned
    if warned:
        assert source.problems[0].message.startswith(f"named .{name.rpartition('.')[2]}, but the content is")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty: 0 bytes"),
        ("a.txt", b"\xef\xbb\xbf \r\n\t", "no text"),
        ("a.html", b"<html><script>x</script></html>", "no text"),
        ("a.doc", OLE, "old Office file (.doc)"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted Word file"),
        ("a.rtf", b"{\\rtf1 Quy}", "RTF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.docx", archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "not a DOCX"),
        ("a.pdf", b"\0\0\0\0 obj", "damaged PDF"),
        ("a.txt", b"x" * 1_001, "too large: 1,001 bytes, the limit is 1,000"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(name, data, max_bytes=1_000 if "large" in reason else 50_000_000)
    assert reason in caught.value.reason
    assert caught.value.file == name


def test_a_small_file_with_too_much_text_is_refused() -> None:
    data = docx(paragraph("số 1 " * 2_000))
    assert len(data) < 10_000
    with pytest.raises(ReadError, match="too large: more than 10,000 bytes of text"):
        read_bytes("a.docx", data, max_bytes=10_000)


def test_a_file_is_named_hashed_and_read(tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT)
    source = read(path)
    assert (source.source, source.text, source.encoding) == ("kế hoạch.txt", WORDS, "utf-8")
    assert source.sha256 == hashlib.sha256(b"\xef\xbb\xbf" + TEXT).hexdigest()


def test_a_file_above_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "lớn.txt"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)  # a sparse file: 10 GB that take no room
    with pytest.raises(ReadError, match="too large: 10,000,000,000 bytes, the limit is 50,000,000"):
        read(path)


def test_places_that_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ống")
    for name, reason in [
        ("thiếu.txt", "no such file"),
        (".", "a directory"),
        ("ống", "neither"),
        ("a\0b", "not a file"),
    ]:
        with pytest.raises(ReadError, match=reason):
            read(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    (tmp_path / "kín").mkdir()
    path = tmp_path / "kín.txt"
    path.write_bytes(TEXT)
    path.chmod(0)
    (tmp_path / "kín").chmod(0)
    for place in find_files([tmp_path]):
        with pytest.raises(ReadError, match="no permission"):
            read(place)


def test_folders_are_expanded_in_stable_order(tmp_path: Path) -> None:
    for name in [
        "b/2.docx",
        "b/1.PDF",
        "a.txt",
        "b/c/3.htm",
        "đ.md",
        "old.doc",
        "x.csv",
        "~$a.docx",
        ".git/a.txt",
        ".b.md",
    ]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = find_files([tmp_path / "x.csv", tmp_path, tmp_path / "a.txt", tmp_path / "thiếu.txt"])
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "x.csv", "a.txt", "b/1.PDF", "b/2.docx", "b/c/3.htm", "old.doc", "đ.md", "thiếu.txt",
    ]  # fmt: skip
    assert passed_over([tmp_path]) == 1
    assert passed_over([tmp_path / "x.csv"]) == 0


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\u200f", "\u202e", "\u2060", "\ufeff"])
def test_unseen_marks_are_kept_and_warned_of(mark: str) -> None:
    text = f"Quyết định{mark} số 1{mark}"
    source = read_bytes("a.txt", text.encode())
    assert source.text == text
    (problem,) = source.problems
    assert (problem.severity, problem.start, problem.end) == ("warning", 10, 11)
    assert f"U+{ord(mark):04X}" in problem.message
    assert "2 times" in problem.message


def test_lost_letters_are_warned_of() -> None:
    (problem,) = read_bytes("a.txt", "Quy\ufffdt định".encode()).problems
    assert (problem.severity, problem.start) == ("warning", 3)


def test_pages_stay_in_place_when_a_legacy_font_is_mended() -> None:
    source = read_bytes("a.pdf", pdf(["Quyeát ñònh cuûa Boä"], ["Ñieàu leä Ñaûng"]))
    assert source.text == "Quyết định của Bộ\nĐiều lệ Đảng\n"
    assert [source.text[mark.start :][:4] for mark in source.pages] == ["Quyế", "Điều"]
    assert source.encoding == "vni"


@pytest.mark.parametrize("data", [TEXT, PAGE, DOCX, PDF], ids=["text", "html", "docx", "pdf"])
def test_the_same_bytes_give_the_same_text(data: bytes) -> None:
    assert read_bytes("a.bin", data) == read_bytes("a.bin", data)

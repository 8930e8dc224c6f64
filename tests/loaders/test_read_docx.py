from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from luocdo.graph.errors import ReadError
from luocdo.loaders.legacy_fonts import legacy_fonts
from luocdo.loaders.list_labels import list_label
from luocdo.loaders.readers import read_bytes
from tests.factories import archive, docx, encoded, paragraph, table, word_part

LAYOUT = yaml.safe_load((Path(__file__).parents[1] / "cases" / "docx_layout.yaml").read_text("utf-8"))
FONTS = {font.id: font for font in legacy_fonts()}


def text_of(body: str, **parts: str) -> str:
    return read_bytes("van-ban.docx", docx(body, **parts)).text


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def in_list(text: str, level: int, list_id: int = 5) -> str:
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/>'
    return paragraph(text, f"<w:pPr><w:numPr>{place}</w:numPr></w:pPr>")


def levels(*formats: tuple[str, str], list_ids: tuple[int, ...] = (5,), override: str = "") -> str:
    """A numbering part with one definition: (format, pattern) a level."""
    inner = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for index, (style, pattern) in enumerate(formats)
    )
    lists = "".join(
        f'<w:num w:numId="{id_}"><w:abstractNumId w:val="0"/>{override if id_ != list_ids[0] else ""}</w:num>'
        for id_ in list_ids
    )
    return f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>{lists}'


@pytest.mark.parametrize("case", LAYOUT, ids=[case["why"] for case in LAYOUT])
def test_layout(case: dict[str, str]) -> None:
    assert text_of(case["body"]) == case["text"]


def test_notes_stand_at_the_end_under_their_own_mark() -> None:
    def mark(kind: str, id_: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{id_}"/></w:r>'

    marks = mark("footnote", 3) + mark("footnote", 2) + mark("endnote", 2)
    notes = "".join(
        f'<w:{{0}} w:id="{id_}">{paragraph(text)}</w:{{0}}>' for id_, text in [(0, "vạch"), (2, "Một"), (3, "Hai")]
    )
    source = read_bytes(
        "van-ban.docx",
        docx(
            f"<w:p>{run('Số 5-QĐ/TW')}{marks}{run(' cũ')}</w:p>",
            footnotes=notes.format("footnote"),
            endnotes=notes.format("endnote"),
        ),
    )
    assert source.text == "Số 5-QĐ/TW[1][2][i] cũ\n[1] Hai\n[2] Một\n[i] Một\n"
    assert [(mark.label, source.text[mark.start :][:7]) for mark in source.pages] == [("footnotes", "[1] Hai")]


def test_pages_are_those_that_word_saw() -> None:
    broken = '<w:r><w:br w:type="page"/></w:r>'
    seen = "<w:r><w:lastRenderedPageBreak/><w:t>hai</w:t></w:r>"
    source = read_bytes("van-ban.docx", docx(f"<w:p>{run('một ')}{seen}</w:p><w:p>{broken}</w:p>{paragraph('ba')}"))
    assert [source.text[mark.start :][:3] for mark in source.pages] == ["một", "hai"]
    source = read_bytes("van-ban.docx", docx(f"{paragraph('một')}<w:p>{broken}</w:p>{paragraph('hai')}"))
    assert [(mark.label, source.text[mark.start :].split()[0]) for mark in source.pages] == [
        ("1", "một"),
        ("2", "hai"),
    ]


def test_automatic_numbers_are_written_out() -> None:
    numbering = levels(("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("decimal", "%1.%2.%4"))
    body = [("Mục đích", 0), ("Một", 1), ("Hai", 1), ("chi tiết", 2), ("Tổ chức", 0), ("Ba", 1), ("sâu", 3)]
    text = text_of("".join(in_list(words, level) for words, level in body), numbering=numbering)
    assert text.splitlines() == [
        "I. Mục đích",
        "1. Một",
        "2. Hai",
        "a) chi tiết",
        "II. Tổ chức",
        "1. Ba",
        "II.1.1 sâu",
    ]


def test_lists_of_one_definition_count_on_unless_one_starts_anew() -> None:
    body = in_list("a", 0, 5) + in_list("b", 0, 6) + in_list("c", 0, 6)
    assert text_of(body, numbering=levels(("decimal", "%1."), list_ids=(5, 6))) == "1. a\n2. b\n3. c\n"
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    assert text_of(body, numbering=levels(("decimal", "%1."), list_ids=(5, 6), override=anew)) == "1. a\n7. b\n8. c\n"


def test_a_style_may_put_its_paragraphs_in_a_list_and_a_paragraph_may_leave_it() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="Muc"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    style = '<w:pPr><w:pStyle w:val="{}"/>{}</w:pPr>'
    left = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        paragraph("a", style.format("Muc", "")) + paragraph("b", style.format("Muc", left))
        + paragraph("c", style.format("Loop", ""))
    )  # fmt: skip
    assert text_of(body, styles=styles, numbering=levels(("decimal", "%1."))) == "1. a\nb\nc\n"


@pytest.mark.parametrize(
    ("number", "style", "label"),
    [
        (4, "decimal", "4"), (4, "decimalZero", "04"), (4, "upperRoman", "IV"),
        (1949, "lowerRoman", "mcmxlix"),
        (2, "lowerLetter", "b"), (28, "upperLetter", "BB"), (3, "bullet", "-"), (3, "none", ""),
        (0, "upperRoman", "0"), (5, "chineseCounting", "5"),
    ],
)  # fmt: skip
def test_list_labels(number: int, style: str, label: str) -> None:
    assert list_label(number, style) == label


def test_runs_in_legacy_fonts_are_decoded_by_the_name_of_the_font() -> None:
    def set_in(font: str, text: str) -> str:
        return f"<w:p>{run(text, f'<w:rFonts w:ascii={chr(34)}{font}{chr(34)}/>')}</w:p>"

    tcvn3, vni = FONTS["tcvn3"], FONTS["vni"]
    body = (
        set_in(".VnTimeH", encoded(tcvn3, "kế hoạch công tác"))
        + set_in(".VnTime", encoded(tcvn3, "thực hiện quyết định của tỉnh"))
        + set_in("VNI-Times", encoded(vni, "Điều lệ Đảng bộ"))
        + set_in("Times New Roman", "đã đúng từ trước")
    )
    assert text_of(body).splitlines() == [
        "KẾ HOẠCH CÔNG TÁC", "thực hiện quyết định của tỉnh", "Điều lệ Đảng bộ", "đã đúng từ trước",
    ]  # fmt: skip
    unicode = set_in(".VnTime", "Quyết định này đã được chuyển mã, giữ tên phông cũ")
    assert text_of(unicode) == "Quyết định này đã được chuyển mã, giữ tên phông cũ\n"


def test_a_file_of_python_docx_is_read() -> None:
    document = python_docx.Document()
    document.add_heading("KẾ HOẠCH", 1)
    document.add_paragraph("Điều 1. Phạm vi")
    document.add_table(1, 2).cell(0, 1).text = "Sở Nội vụ"
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    buffer = BytesIO()
    document.save(buffer)
    assert read_bytes("van-ban.docx", buffer.getvalue()).text == "KẾ HOẠCH\nĐiều 1. Phạm vi\n | Sở Nội vụ\n"


def test_entities_are_never_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", "utf-8")
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY i "bên trong">]>'
    body = f"{paragraph('thấy')}<w:p><w:r><w:t>&e;</w:t></w:r><w:r><w:t>&i;</w:t></w:r></w:p>"
    assert read_bytes("van-ban.docx", docx(body, head=head)).text == "thấy\n"


def laughs() -> str:
    entities = "".join(f'<!ENTITY e{step} "{f"&e{step - 1};" * 10}">' for step in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY e0 "lol">{entities}]>'


def lying_about_its_size() -> bytes:
    """A bomb whose table of contents declares 100 bytes for a part of 5 MB."""
    whole = bytearray(docx(paragraph("a" * 5_000_000)))
    with zipfile.ZipFile(BytesIO(whole)) as package:
        size = package.getinfo("word/document.xml").file_size
    real, lie = size.to_bytes(4, "little"), (100).to_bytes(4, "little")
    return bytes(whole.replace(real, lie))


GOOD = docx(paragraph("Điều 1. Phạm vi điều chỉnh") * 200)
REFUSED = [
    ("bomb by ratio", docx(paragraph("a" * 5_000_000)), "zip bomb"),
    ("bomb that lies", lying_about_its_size(), "damaged|zip bomb"),
    ("bomb by size", docx("".join(paragraph(f"số {number * 7919}") for number in range(30_000))), "zip bomb"),
    ("entities", docx("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", head=laughs()), "damaged"),
    ("cut at the end", GOOD[:-10], "truncated"),
    ("cut in the middle", GOOD[: len(GOOD) // 2], "truncated"),
    ("broken inside", GOOD.replace(b"\x00\x00word/document.xml", b"\x00\x00word/documenX.xml"), "damaged"),
    ("not well-formed", docx("<w:p>"), "damaged"),
    ("too deep", docx("<w:p>" * 300 + "</w:p>" * 300), "damaged"),
    ("a ZIP", archive({"a.txt": "x"}), "not a DOCX"),
    ("no text", docx(""), "no text"),
    (
        "a sheet",
        archive({"_rels/.rels": '<R><R Type="x/officeDocument" Target="xl/workbook.xml"/></R>'}),
        "not a Word document",
    ),
    (
        "a part is missing",
        archive({"_rels/.rels": '<R><R Type="x/officeDocument" Target="word/a.xml"/></R>'}),
        "missing",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_read_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read_bytes("van-ban.docx", data, max_bytes=1_000_000)


def test_the_main_part_may_have_any_name_and_dialect() -> None:
    strict = word_part("document", f"<w:body>{paragraph('Điều 1')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    link = f'<R><R Type="{kind}" Target="/word/d2.xml"/></R>'
    assert read_bytes("van-ban.docx", archive({"_rels/.rels": link, "word/d2.xml": strict})).text == "Điều 1\n"


def test_an_empty_last_cell_ends_its_row() -> None:
    rows = table([paragraph("a"), paragraph("")], [paragraph("b"), paragraph("")])
    assert text_of(rows + paragraph("c")) == "a | \nb | \nc\n"


def test_ten_thousand_columns() -> None:
    cells = [f"ô {number}" for number in range(10_000)]
    assert text_of(table([paragraph(cell) for cell in cells])) == " | ".join(cells) + "\n"


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
@example(2082, b"\x01")
def test_any_damage_is_read_or_refused(place: int, damage: bytes) -> None:
    start = place % len(GOOD)
    with suppress(ReadError):
        assert read_bytes("van-ban.docx", GOOD[:start] + damage + GOOD[start + len(damage) :]).text

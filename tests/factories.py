"""Small files built in code: DOCX, PDF, and text in legacy fonts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from luocdo.loaders.legacy_fonts import LegacyFont

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def encoded(font: LegacyFont, text: str) -> str:
    """Unicode text as the font stores it (characters of windows-1252)."""
    return "".join(font.codes.get(letter, letter) for letter in text)


def paragraph(text: str, properties: str = "") -> str:
    """A `w:p` with one run."""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(*rows: Sequence[str]) -> str:
    """A `w:tbl`; each cell is the XML of its blocks."""
    body = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{body}</w:tbl>"


def word_part(root: str, inner: str, head: str = "") -> str:
    """A part of the package with its namespaces: `document`, `styles`, `numbering`, `footnotes` …"""
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:{root} xmlns:w="{_WORD}">{inner}</w:{root}>'


def docx(body: str, *, head: str = "", **parts: str) -> bytes:
    """A DOCX with this body; `parts` are more parts by the name of their root (`numbering="<w:num …>"`)."""
    links = "".join(f'<Relationship Id="r{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in parts)
    relationships = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
    main = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": relationships.format(main),
        "word/_rels/document.xml.rels": relationships.format(links),
        "word/document.xml": word_part("document", f"<w:body>{body}</w:body>", head),
        **{f"word/{name}.xml": word_part(name, inner) for name, inner in parts.items()},
    }
    return archive(files)


def archive(files: dict[str, str]) -> bytes:
    """A ZIP archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return buffer.getvalue()


def pdf(*pages: Sequence[str], encrypted: bool = False) -> bytes:
    """A PDF with these pages, each a list of lines (an empty list is a page without text)."""
    kids = " ".join(f"{6 + 2 * index} 0 R" for index in range(len(pages)))
    cmap = "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H /DescendantFonts [4 0 R]"
        " /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /DW 500"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(f"/CIDInit /ProcSet findresource begin begincmap {cmap} endcmap end"),
    ]
    for index, lines in enumerate(pages):
        shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -16 Td " for line in lines)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {7 + 2 * index} 0 R >>"
        )
        objects.append(_stream(f"BT /F1 12 Tf 50 780 Td {shown}ET" if lines else "0 0 100 100 re f"))
    return _pdf_file(objects, encrypted)


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _pdf_file(objects: list[str], encrypted: bool) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    # No password fits these check values, so the file cannot be opened.
    lock = f" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >>"
    secret = f"{lock} /ID [<00> <00>]" if encrypted else ""
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{secret} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)

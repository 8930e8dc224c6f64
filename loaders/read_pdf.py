"""PDF to text, page by page, with pdfium."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pypdfium2

from luocdo.graph.errors import ReadError, TooLarge
from luocdo.loaders.lines import Part

_PDFIUM = threading.Lock()
"""pdfium must not be entered by two threads at once."""
_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD
_LINE_END_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-", "\r": None, "\x00": None})
"""pdfium marks a hyphen at a line's end by a code of its own; in `NĐ-` + `CP` it is a plain hyphen."""


def read_pdf(name: str, data: bytes, max_bytes: int, max_pages: int | None = None) -> list[Part]:
    """One part a page, labelled with its number. Raises ReadError, also for scans without any text."""
    if b"%%EOF" not in data[-65_536:]:
        raise ReadError(name, "truncated PDF: the end of the file is missing", f"byte {len(data)}")
    with _PDFIUM:
        pages = _pages(name, data, max_bytes, max_pages)
    blank = [number for number, text in enumerate(pages, 1) if not text]
    if len(blank) == len(pages):
        raise ReadError(name, f"no text layer: scanned pages {_ranges(blank)}")
    warning = f"no text layer: scanned or empty pages {_ranges(blank)}" if blank else ""
    return [
        Part(str(number), f"{text}\n", warning if blank and number == blank[0] else "")
        for number, text in enumerate(pages, 1)
    ]


def _pages(name: str, data: bytes, max_bytes: int, max_pages: int | None) -> list[str]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD_NEEDED:
            raise ReadError(name, "encrypted PDF: it opens with a password only") from error
        raise ReadError(name, f"damaged or truncated PDF ({error})") from error
    try:
        if max_pages is not None and len(document) > max_pages:
            raise TooLarge(name, f"too large: {len(document):,} pages, the limit is {max_pages:,}")
        pages: list[str] = []
        left = max_bytes
        for number in range(1, len(document) + 1):
            pages.append(_page_text(name, document, number))
            left -= len(pages[-1].encode())
            if left < 0:
                raise TooLarge(name, f"too large: more than {max_bytes:,} bytes of text", f"page {number}")
    finally:
        document.close()
    if not pages:
        raise ReadError(name, "damaged PDF: it has no pages")
    return pages


def _page_text(name: str, document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        page = document[number - 1]
        text_page = page.get_textpage()
        text: str = text_page.get_text_range()
        text_page.close()
        page.close()
    except pypdfium2.PdfiumError as error:
        raise ReadError(name, f"damaged PDF ({error})", f"page {number}") from error
    lines = text.translate(_LINE_END_HYPHENS).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _ranges(numbers: Sequence[int]) -> str:
    """`1-3, 7` for 1, 2, 3, 7 (ascending)."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in runs)

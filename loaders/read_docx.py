"""DOCX to text: paragraphs and tables in their order, automatic numbers written out, notes at the end.

Read from the XML itself: python-docx shows neither footnotes nor list numbers, and loads pictures besides.
Tracked deletions, hidden text, headers and footers are left out; tracked insertions are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from luocdo.loaders.docx_fonts import LegacyRuns
from luocdo.loaders.docx_package import Package
from luocdo.loaders.docx_styles import Numbering, Styles
from luocdo.loaders.docx_xml import XmlElement, child, local, value
from luocdo.loaders.lines import LineWriter, Part
from luocdo.loaders.list_labels import list_label

_PAGE = "\f"
"""Stands for a page break while the body is written; XML text cannot hold it."""
# fmt: off
_LEFT_OUT = frozenset({
    "del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "tblPr", "tblGrid", "trPr",
    "tcPr", "sectPr", "sdtPr", "sdtEndPr", "footnoteRef", "endnoteRef", "annotationRef", "commentReference",
})
# fmt: on
_OFF = ("0", "false", "off")
_INFLATED_PER_BYTE = 2
"""XML allowed for each byte of the limit on files: tags make a document's XML larger than its text."""


def read_docx(name: str, data: bytes, max_bytes: int) -> list[Part]:
    """The body, by pages where the file knows them, and a part `footnotes`. Raises ReadError."""
    package = Package(name, data, _INFLATED_PER_BYTE * max_bytes)
    root = package.xml(package.main)
    styles, numbering = Styles(package.related("styles")), Numbering(package.related("numbering"))
    body = _Body(styles, numbering, LegacyRuns(root, styles), paged_by=_page_marker(root))
    body.children(root)
    parts = _pages(body.writer.text())
    notes = body.notes_text(package.related("footnotes"), package.related("endnotes"))
    return [*parts, Part("footnotes", notes)] if notes else parts


def _pages(text: str) -> list[Part]:
    pages = text.split(_PAGE)
    if len(pages) == 1:
        return [Part("", f"{text}\n")]
    pages[-1] += "\n"
    return [Part(str(number), page) for number, page in enumerate(pages, 1)]


def _page_marker(root: XmlElement) -> str:
    """Word notes where its pages broke; a file from elsewhere has only the breaks its author asked for."""
    rendered = next((True for element in root.iter() if local(element) == "lastRenderedPageBreak"), False)
    return "lastRenderedPageBreak" if rendered else "br"


class _Body:
    """Walks the XML and writes lines. Depth is bounded by the XML parser (256 tags)."""

    def __init__(self, styles: Styles, numbering: Numbering, fonts: LegacyRuns, paged_by: str) -> None:
        self.writer = LineWriter()
        self._styles, self._numbering, self._fonts, self._paged_by = styles, numbering, fonts, paged_by
        self._decode: Callable[[str], str] = str
        self._boxes: list[XmlElement] = []
        self._footnotes: list[str] = []
        self._endnotes: list[str] = []

    def children(self, element: XmlElement) -> None:
        for inner in element:
            name = local(inner)
            if handle := self._HANDLERS.get(name):
                handle(self, inner)
            elif name and name not in _LEFT_OUT:
                self.children(inner)

    def notes_text(self, footnotes: XmlElement | None, endnotes: XmlElement | None) -> str:
        """The notes in the order of their marks, each as `[1] …` (endnotes `[i] …`)."""
        self.writer = LineWriter()
        self._write_notes(footnotes, self._footnotes, "decimal")
        self._write_notes(endnotes, self._endnotes, "lowerRoman")
        return f"{self.writer.text()}\n".replace(_PAGE, "").lstrip("\n")

    def _write_notes(self, root: XmlElement | None, order: list[str], style: str) -> None:
        notes = {value(note, "id"): note for note in (root if root is not None else ())}
        for number, id_ in enumerate(list(order), 1):
            if id_ in notes:
                self.writer.block()
                self.writer.words(f"[{list_label(number, style)}] ")
                for index, inner in enumerate(notes[id_]):
                    if local(inner) == "p" and index == 0:
                        self.children(inner)
                    else:
                        self.writer.block()
                        self.children(inner)

    def _paragraph(self, element: XmlElement) -> None:
        self.writer.block()
        if item := self._styles.list_item(element):
            self.writer.words(f"{self._numbering.label(item)} ")
        self.children(element)
        self.writer.block()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.children(box)

    def _row(self, element: XmlElement) -> None:
        if child(element, "trPr", "del") is None:
            self._cells(element, started=False)
            self.writer.row()

    def _cells(self, element: XmlElement, *, started: bool) -> bool:
        for inner in element:
            name = local(inner)
            if name == "tc":
                self.writer.cell(first=not started)
                self.children(inner)
                started = True
            elif name and name not in _LEFT_OUT:  # content controls around cells
                started = self._cells(inner, started=started)
        return started

    def _run(self, element: XmlElement) -> None:
        hidden = child(element, "rPr", "vanish")
        if hidden is None or value(hidden) in _OFF:
            outer, self._decode = self._decode, self._fonts.decoder(element)
            self.children(element)
            self._decode = outer

    def _text(self, element: XmlElement) -> None:
        self.writer.words(self._decode(element.text or ""))

    def _tab(self, _: XmlElement) -> None:
        self.writer.words("\t")

    def _hyphen(self, _: XmlElement) -> None:
        self.writer.words("-")

    def _break(self, element: XmlElement) -> None:
        self.writer.line_break()
        if value(element, "type") == "page" and self._paged_by == "br":
            self.writer.words(_PAGE)

    def _rendered_page(self, _: XmlElement) -> None:
        self.writer.words(_PAGE)

    def _footnote(self, element: XmlElement) -> None:
        self._footnotes.append(value(element, "id") or "")
        self.writer.words(f"[{len(self._footnotes)}]")

    def _endnote(self, element: XmlElement) -> None:
        self._endnotes.append(value(element, "id") or "")
        self.writer.words(f"[{list_label(len(self._endnotes), 'lowerRoman')}]")

    def _alternatives(self, element: XmlElement) -> None:
        chosen = child(element, "Choice")
        self.children(chosen if chosen is not None else element)

    def _box(self, element: XmlElement) -> None:
        self._boxes.append(element)  # read after the paragraph it hangs on, not in the middle of a sentence

    _HANDLERS: Mapping[str, Callable[[_Body, XmlElement], None]] = {
        "p": _paragraph,
        "tr": _row,
        "r": _run,
        "t": _text,
        "tab": _tab,
        "noBreakHyphen": _hyphen,
        "br": _break,
        "cr": _break,
        "lastRenderedPageBreak": _rendered_page,
        "footnoteReference": _footnote,
        "endnoteReference": _endnote,
        "AlternateContent": _alternatives,
        "txbxContent": _box,
    }

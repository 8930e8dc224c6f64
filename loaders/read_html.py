"""HTML to text: what a reader of the page sees, one block a line, tables as rows and cells.

The page is read as a stream of tags, so that time and memory grow with its length only; a tree would take
quadratic time on pages whose tags are never closed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree  # type: ignore[import-untyped]

from luocdo.graph.errors import ReadError
from luocdo.loaders.lines import LineWriter, Part
from luocdo.loaders.list_labels import list_label
from luocdo.loaders.read_text import Decoded, decode

_UNSEEN = frozenset({"head", "title", "script", "style", "template", "noscript", "iframe", "object", "svg"})
# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody",
    "tfoot", "thead", "tr", "ul",
})
# fmt: on
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
_CHARSET = re.compile(rb"""<(?:meta[^>]+?charset|\?xml[^>]+?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_LIST_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DEEPEST = 2_000
"""Open tags at which a page is read again without its nesting: the deepest real page seen has 90."""
_CHUNK = 65_536


def read_html(name: str, data: bytes) -> tuple[list[Part], str]:
    """The visible text of a page and its encoding. Raises ReadError."""
    decoded = decode_page(name, data)
    text = _visible(name, decoded.text)
    if text is not None:
        return [Part("", text)], decoded.encoding
    flat = _visible(name, _TAG.sub(_flatten, decoded.text)) or ""
    return [Part("", flat, f"tags nested deeper than {_DEEPEST}: read without its tables")], decoded.encoding


def decode_page(name: str, data: bytes) -> Decoded:
    """The source of a page as text, by its mark, its bytes, and the charset that it declares."""
    declared = _CHARSET.search(data, 0, 4096)
    return decode(name, data, declared[1].decode("ascii", "replace") if declared else None)


def _visible(name: str, source: str) -> str | None:
    """The text of a page, or None if its tags are nested too deep to be worth following."""
    page = _Page()
    parser = etree.HTMLParser(target=page, huge_tree=True, remove_comments=True)
    try:
        for start in range(0, len(source), _CHUNK):
            parser.feed(source[start : start + _CHUNK])
            if page.deepest > _DEEPEST:
                return None
        parser.close()
    except etree.LxmlError as error:
        raise ReadError(name, f"not readable as HTML: {error}") from error
    return page.writer.text()


def _flatten(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name in _UNSEEN or name == "br":
        return tag[0]
    return "<hr>" if name in _BLOCKS or name in ("td", "th") else ""


class _Page:
    """Takes the events of the parser (`start`, `end`, `data`, `close`) and writes lines."""

    def __init__(self) -> None:
        self.writer = LineWriter()
        self.deepest = 0
        self._depth = 0
        self._unseen_from = 0  # depth of the tag that hides what is in it; 0 where all is seen
        self._rows: list[bool] = []  # for each open row: has it a cell yet
        self._lists: list[_List] = []
        self._open = {"sup": 0, "a": 0, "pre": 0}
        self._links: list[bool] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self.deepest = max(self.deepest, self._depth)
        if self._unseen_from:
            return
        if tag in _UNSEEN or _is_hidden(attributes):
            self._unseen_from = self._depth
            return
        if tag in _BLOCKS:
            self.writer.block()
        if opening := self._OPENINGS.get(tag):
            opening(self, attributes)
        elif tag in self._open:
            self._open[tag] += 1

    def end(self, tag: str) -> None:
        depth, self._depth = self._depth, self._depth - 1
        if self._unseen_from:
            if depth == self._unseen_from:
                self._unseen_from = 0
            return
        if tag == "tr" and self._rows:
            self._rows.pop()
            self.writer.row()
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "a" and self._links:
            self._open["a"] -= self._links.pop()
        elif tag in ("sup", "pre"):
            self._open[tag] -= 1
        if tag in _BLOCKS:
            self.writer.block()

    def data(self, text: str) -> None:
        if self._unseen_from:
            return
        if self._open["pre"]:
            self._preformatted(text)
        elif self._open["sup"] and self._open["a"] and text.strip().isdigit():
            self.writer.words(f"[{text.strip()}]")  # a note's mark must not run into a number: `290-QĐ/TW1`
        else:
            self.writer.words(_BLANKS.sub(" ", text))

    def close(self) -> None:
        """The parser asks for it; the text is taken from the writer."""

    def _preformatted(self, text: str) -> None:
        first, *rest = text.replace("\r\n", "\n").split("\n")
        self.writer.words(first)
        for line in rest:
            self.writer.line_break()
            self.writer.words(line)

    def _open_row(self, _: Mapping[str, str]) -> None:
        self._rows.append(False)

    def _open_cell(self, _: Mapping[str, str]) -> None:
        if not self._rows:
            self.writer.block()
            return
        self.writer.cell(first=not self._rows[-1])
        self._rows[-1] = True

    def _open_numbered(self, attributes: Mapping[str, str]) -> None:
        self._lists.append(_List(_LIST_FORMATS.get(attributes.get("type", ""), "decimal"), attributes.get("start")))

    def _open_bulleted(self, _: Mapping[str, str]) -> None:
        self._lists.append(_List("bullet", None))

    def _open_item(self, attributes: Mapping[str, str]) -> None:
        if self._lists:
            self.writer.words(self._lists[-1].label(attributes.get("value")) + " ")

    def _open_link(self, attributes: Mapping[str, str]) -> None:
        inside = attributes.get("href", "").startswith("#")
        self._links.append(inside)
        self._open["a"] += inside

    def _break_line(self, _: Mapping[str, str]) -> None:
        self.writer.line_break()

    _OPENINGS: Mapping[str, Callable[[_Page, Mapping[str, str]], None]] = {
        "tr": _open_row,
        "td": _open_cell,
        "th": _open_cell,
        "ol": _open_numbered,
        "ul": _open_bulleted,
        "li": _open_item,
        "a": _open_link,
        "br": _break_line,
    }


class _List:
    """A list of the page and the number of its next item."""

    def __init__(self, style: str, start: str | None) -> None:
        self._style = style
        self._next = _number(start, 1)

    def label(self, value: str | None) -> str:
        """What stands before the next item: `1.`, `b.`, `-`."""
        number = _number(value, self._next)
        self._next = number + 1
        label = list_label(number, self._style)
        return label if self._style == "bullet" else f"{label}."


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text.strip()) else otherwise


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style", "")))

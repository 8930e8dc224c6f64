"""What paragraphs inherit in a DOCX: list numbering and fonts, through styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from luocdo.loaders.docx_xml import XmlElement, child, local, value
from luocdo.loaders.legacy_fonts import legacy_fonts
from luocdo.loaders.list_labels import list_label


class ListItem(NamedTuple):
    """A paragraph's place in a list: the list's id and the level, 0 for the outermost."""

    list_id: str
    level: int


class Styles:
    """The styles part; `None` for a document without."""

    def __init__(self, root: XmlElement | None) -> None:
        self._root = root
        self._styles = {
            value(style, "styleId"): style for style in (root if root is not None else ()) if local(style) == "style"
        }
        self._default = next(
            (id_ for id_, style in self._styles.items() if value(style, "default") == "1" and _is_paragraph(style)),
            None,
        )
        self._base_font = font_of(child(root, "docDefaults", "rPrDefault", "rPr"))

    def list_item(self, paragraph: XmlElement) -> ListItem | None:
        """Where the paragraph stands in a list, by itself or by its style; None if it is in none."""
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        list_id, level = value(child(own, "numId")), value(child(own, "ilvl"))
        for style in self._chain(value(child(properties, "pStyle"))):
            if list_id is None or level is None:
                inherited = child(style, "pPr", "numPr")
                list_id = list_id or value(child(inherited, "numId"))
                level = level or value(child(inherited, "ilvl"))
        if list_id in (None, "0"):  # 0 takes a paragraph out of the list of its style
            return None
        return ListItem(str(list_id), int(level) if level and level.isdigit() else 0)

    def font(self, run: XmlElement, paragraph_style: str | None) -> str:
        """The font of a run: its own, that of its style, of the paragraph's, of the document."""
        properties = child(run, "rPr")
        if own := font_of(properties):
            return own
        for style_id in (value(child(properties, "rStyle")), paragraph_style or self._default):
            for style in self._chain(style_id):
                if inherited := font_of(child(style, "rPr")):
                    return inherited
        return self._base_font

    def name_legacy_font(self, document: XmlElement) -> bool:
        """True if the document or any of its styles names a legacy font at all."""
        roots = [document] if self._root is None else [document, self._root]
        names = {name for root in roots for fonts in root.iter("{*}rFonts") for name in fonts.values()}
        return any(font.has_name(name) for font in legacy_fonts() for name in names)

    def _chain(self, style_id: str | None) -> Iterator[XmlElement]:
        seen: set[str] = set()
        while style_id in self._styles and style_id is not None and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = value(child(self._styles[style_id], "basedOn"))


class Numbering:
    """The numbering part: makes the label of each list item, counting as it is asked in reading order."""

    def __init__(self, root: XmlElement | None) -> None:
        elements = list(root) if root is not None else []
        abstract = {value(item, "abstractNumId"): item for item in elements if local(item) == "abstractNum"}
        self._lists: dict[str, _Levels] = {}
        shared: dict[str | None, list[int]] = {}
        for number in elements:
            if local(number) == "num":
                base = value(child(number, "abstractNumId"))
                counters = shared.setdefault(base, [])
                levels = _Levels(abstract.get(base), number, counters)
                self._lists[value(number, "numId") or ""] = levels

    def label(self, item: ListItem) -> str:
        """`1.`, `b)`, `II.3.` …; empty where the file does not define the list."""
        levels = self._lists.get(item.list_id)
        return levels.next_label(item.level) if levels else ""


class _Level(NamedTuple):
    start: int
    style: str
    pattern: str


class _Levels:
    """One list: up to nine levels. Lists on the same definition count on, unless one starts anew."""

    def __init__(self, abstract: XmlElement | None, number: XmlElement, counters: list[int]) -> None:
        self._levels = {_index(level): _level(level) for level in _children(abstract, "lvl")}
        overrides = _children(number, "lvlOverride")
        for override in overrides:
            index = _index(override)
            for level in _children(override, "lvl"):
                self._levels[index] = _level(level)
            start = value(child(override, "startOverride"))
            if start and start.isdigit() and index in self._levels:
                self._levels[index] = self._levels[index]._replace(start=int(start))
        self._counters = [] if overrides else counters

    def next_label(self, level: int) -> str:
        if level not in self._levels:
            return ""
        counters = self._counters
        for outer in range(len(counters), level + 1):
            start = self._levels[outer].start if outer in self._levels else 1
            counters.append(start - 1 if outer == level else start)
        counters[level] += 1
        del counters[level + 1 :]
        return self._fill(self._levels[level])

    def _fill(self, level: _Level) -> str:
        if level.style in ("bullet", "none"):
            return list_label(0, level.style)
        label = level.pattern
        for index, count in enumerate(self._counters[:9]):
            style = self._levels[index].style if index in self._levels else "decimal"
            label = label.replace(f"%{index + 1}", list_label(count, style))
        return label.strip()


def font_of(properties: XmlElement | None) -> str:
    """The font that run properties name, or empty."""
    fonts = child(properties, "rFonts")
    return value(fonts, "ascii") or value(fonts, "hAnsi") or ""


def _is_paragraph(style: XmlElement) -> bool:
    return value(style, "type") == "paragraph"


def _children(element: XmlElement | None, name: str) -> list[XmlElement]:
    return [inner for inner in element if local(inner) == name] if element is not None else []


def _index(element: XmlElement) -> int:
    text = value(element, "ilvl") or ""
    return int(text) if text.isdigit() else 0


def _level(element: XmlElement) -> _Level:
    start = value(child(element, "start")) or ""
    style = value(child(element, "numFmt")) or "decimal"
    pattern = value(child(element, "lvlText")) or ""
    return _Level(int(start) if start.isdigit() else 1, style, pattern)

"""Runs of a DOCX that are set in a legacy font: the font's name tells what plain text cannot.

`.VnTimeH` draws small letters as capitals, so a heading stored as `kÕ ho¹ch` is `KẾ HOẠCH`. A name alone
is not believed: many files were converted to Unicode and kept their old fonts.
"""

from __future__ import annotations

from collections.abc import Callable

from luocdo.loaders.docx_styles import Styles
from luocdo.loaders.docx_xml import XmlElement, child, local, value
from luocdo.loaders.legacy_fonts import LegacyFont, find_repair, legacy_fonts


class LegacyRuns:
    """Decodes the text of runs by their font, for the fonts whose text in this document bears it out."""

    def __init__(self, root: XmlElement, styles: Styles) -> None:
        self._styles = styles
        self._believed: set[str] = set()
        for id_, pieces in self._texts(root).items() if styles.name_legacy_font(root) else ():
            repair = find_repair("".join(pieces))
            if repair is not None and repair.whole and repair.id == id_:
                self._believed.add(id_)

    def decoder(self, run: XmlElement) -> Callable[[str], str]:
        """What turns the run's text into Unicode; the identity for all other fonts."""
        font = self._font(run) if self._believed else None
        if font is None or font.id not in self._believed:
            return str
        decode = font.decode
        if font.draws_capitals(self._name(run)):
            return lambda text: decode(text).upper()
        return decode

    def _texts(self, root: XmlElement) -> dict[str, list[str]]:
        """What is set in each legacy font, by the font's id; words may be spread over runs."""
        texts: dict[str, list[str]] = {}
        for run in root.iter("{*}r", "{*}p"):
            if local(run) == "p":
                for pieces in texts.values():
                    pieces.append("\n")
            elif font := self._font(run):
                texts.setdefault(font.id, []).extend(inner.text or "" for inner in run if local(inner) == "t")
        return texts

    def _font(self, run: XmlElement) -> LegacyFont | None:
        name = self._name(run)
        return next((font for font in legacy_fonts() if font.has_name(name)), None)

    def _name(self, run: XmlElement) -> str:
        return self._styles.font(run, value(child(_paragraph_of(run), "pPr", "pStyle")))


def _paragraph_of(run: XmlElement) -> XmlElement | None:
    return next(run.iterancestors("{*}p"), None)

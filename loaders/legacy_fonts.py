"""Text in the font encodings TCVN3 and VNI, and UTF-8 read twice, turned into Unicode.

Such text looks Western: `QuyÕt ®Þnh` is `Quyết định` in TCVN3. Whether a reading is right is judged by
spelling: in true Vietnamese nearly every word with a diacritic is a syllable, in a wrong reading almost
none is.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from luocdo.graph import data_files
from luocdo.graph.errors import VocabularyError
from luocdo.loaders.syllables import TONES, is_word

# A run of letters, with the Western signs that stand for letters in these fonts.
_TOKEN = re.compile(r"[A-Za-z\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_ASCII_LETTER = re.compile(r"[A-Za-z]")
_FIELDS = {"id", "name", "vowels", "consonants", "example", "font_names", "capital_fonts"}
_UNUSED = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
"""Bytes that windows-1252 leaves free."""
_SOFT_HYPHEN = "\xad"
# One syllable with a plain hyphen for its ư: `n-íc`, `®-îc`, `ch-a`, `T- ph¸p`, `-u tiªn`. The hyphen of a
# symbol (`KH-UBND`) stands between capitals and is left alone.
_HARD_HYPHEN = re.compile(
    r"""(?<![\w\xa1-\xff-]) (?!-(?![a-z\xa1-\xff]))
    (?: [bcdghklmnpqrstvx\xae]{1,3} | [BCDGHKLMNPQRSTVX\xa7][ghr]{0,2} )? -
    [acimnptugh\xaa\xac\xea-\xee\xf5-\xf9]* (?![\w-])""",
    re.VERBOSE,
)
_SAMPLE = 400
"""Words that are judged in one text: enough for any doubt, and long files stay quick."""
_SHORTEST_PROOF = 8
"""Length of three words, the fewest by which a line shows that it is in a legacy font."""
_READS_WELL = 0.8
"""Share of syllables from which a reading is believed; the rest are foreign names and misprints."""
_READS_BADLY = 0.4


class Plausibility(NamedTuple):
    """How many words with diacritics a text has, and which share of them Vietnamese can spell."""

    words: int
    share: float


class LegacyFont:
    """A font encoding: `decode` turns its stored characters (read as windows-1252) into Unicode."""

    def __init__(self, entry: Mapping[str, Any], codes: dict[str, str]) -> None:
        self.id: str = entry["id"]
        self.name: str = entry["name"]
        self.example: tuple[str, str] = (entry["example"][0], entry["example"][1])
        self.codes = codes
        self._soft_hyphen = _SOFT_HYPHEN in codes.values()
        self._names, self._capitals = str(entry["font_names"]).lower(), str(entry["capital_fonts"]).lower()
        self._letters = {code: letter for letter, code in codes.items()}
        # VNI: capitals at the start of a word often carry the small mark, `Aùp duïng` for `Áp dụng`.
        for letter, code in codes.items():
            if len(code) > 1 and letter.isupper():
                self._letters.setdefault(code[0] + code[1:].lower(), letter)
        longest_first = sorted(self._letters, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)))

    def decode(self, text: str) -> str:
        """The text in Unicode, composed; characters that are no code of the font stay."""
        return self._pattern.sub(lambda match: self._letters[match[0]], self.restore(text))

    def restore(self, text: str) -> str:
        """The stored text with the codes put back that copies and PDF files are known to change."""
        if self._soft_hyphen and _SOFT_HYPHEN not in text:
            return _HARD_HYPHEN.sub(self._restored, text)
        return text

    def _restored(self, word: re.Match[str]) -> str:
        """`n-íc` is `nước` whose soft hyphen, the code of ư, was made a plain one by a copy or a PDF."""
        soft = word[0].replace("-", _SOFT_HYPHEN)
        letters = self._pattern.sub(lambda match: self._letters[match[0]], soft)
        return soft if is_word(letters) and not letters.startswith("ưa") else word[0]

    def has_name(self, font: str) -> bool:
        """True for the name of a font in this encoding, such as `.VnTime`."""
        return font.lower().startswith(self._names)

    def draws_capitals(self, font: str) -> bool:
        """True for a font of this encoding that draws small letters as capitals, such as `.VnTimeH`."""
        return bool(self._capitals) and self.has_name(font) and font.lower().endswith(self._capitals)


class Repair(NamedTuple):
    """A wrong reading and how it is undone: in the whole text, or only in the lines that show it."""

    id: str
    name: str
    decode: Callable[[str], str]
    whole: bool

    def apply(self, text: str) -> str:
        """The text with the wrong reading undone."""
        if self.whole:
            return self.decode(text)
        lines = text.splitlines(keepends=True)
        return "".join(self.decode(line) if _is_mended(_words(line), self.decode, 1) else line for line in lines)


def plausibility(text: str) -> Plausibility:
    """Judges the first 400 words that hold a letter beyond ASCII; (0, 0.0) if there is none."""
    return _judge(_words(text))


def find_repair(text: str) -> Repair | None:
    """The wrong reading that this text shows, or None; a text already right is never touched."""
    if text.isascii():
        return None
    if plausibility(text).share <= _READS_BADLY:
        for font in legacy_fonts():
            if _is_mended(_words(font.restore(text)), font.decode, 2):
                return Repair(font.id, font.name, font.decode, whole=True)
        if undo_double_utf8(text) != text:
            return Repair("utf-8 twice", "UTF-8 read as windows-1252", undo_double_utf8, whole=True)
    if not _foreign_signs().search(text):
        return None
    long_lines = (line for line in text.splitlines() if len(line) >= _SHORTEST_PROOF)
    lines = [_words(line) for line in long_lines if _foreign_signs().search(line)]
    for font in legacy_fonts():
        if any(_is_mended(words, font.decode, 3) for words in lines):
            return Repair(font.id, font.name, font.decode, whole=False)
    return None


def undo_double_utf8(text: str) -> str:
    """`Quyáº¿t Ä‘á»‹nh` -> `Quyết định`; the text itself where it is not that."""
    try:
        return codecs.charmap_encode(text, "strict", _windows_bytes())[0].decode("utf-8")
    except UnicodeError:
        return text


@cache
def legacy_fonts() -> tuple[LegacyFont, ...]:
    """The fonts of data/legacy_fonts.yaml, read once; VocabularyError where an entry breaks its rules."""
    return tuple(_load_font(entry) for entry in data_files.load("legacy_fonts.yaml")["fonts"])


def _load_font(entry: dict[str, Any]) -> LegacyFont:
    missing = _FIELDS - entry.keys()
    if missing:
        raise VocabularyError(f"data/legacy_fonts.yaml: {entry.get('id')}: without {', '.join(sorted(missing))}")
    codes: dict[str, str] = dict(entry["consonants"])
    for vowel, forms in entry["vowels"].items():
        for tone, code in zip(("", *TONES), forms, strict=False):
            codes[unicodedata.normalize("NFC", vowel + tone)] = code
    codes = {letter: code for letter, code in codes.items() if letter != code}
    if len(set(codes.values())) != len(codes):
        raise VocabularyError(f"data/legacy_fonts.yaml: {entry['id']}: two letters share one code")
    return LegacyFont(entry, codes)


@cache
def _foreign_signs() -> re.Pattern[str]:
    """Signs that stand for letters in a legacy font and are no Vietnamese letters themselves."""
    signs = {sign for font in legacy_fonts() for code in font.codes.values() for sign in code}
    letters = {letter for font in legacy_fonts() for letter in font.codes}
    return re.compile("[" + "".join(sorted(sign for sign in signs - letters if not sign.isascii())) + "]")


@cache
def _windows_bytes() -> dict[int, int]:
    """Character to byte, as windows-1252 and as Latin-1: both readings of stray UTF-8 are met."""
    latin = {byte: byte for byte in range(256)}
    return latin | {ord(bytes([byte]).decode("cp1252")): byte for byte in range(256) if byte not in _UNUSED}


def _words(text: str) -> list[str]:
    words = (match[0] for match in _TOKEN.finditer(text))
    return list(islice((word for word in words if not word.isascii()), _SAMPLE))


def _judge(words: Sequence[str]) -> Plausibility:
    return Plausibility(len(words), sum(map(is_word, words)) / len(words) if words else 0.0)


def _is_mended(words: Sequence[str], decode: Callable[[str], str], least: int) -> bool:
    """True if the words read badly now, well once decoded, and `least` different ones with letters do.

    Lone signs prove nothing: `5 µ` or `3 £` would be letters in TCVN3.
    """
    if not words or _judge(words).share > _READS_BADLY:
        return False
    decoded = [decode(word) for word in words]
    proofs = {old for old, new in zip(words, decoded, strict=True) if _ASCII_LETTER.search(old) and is_word(new)}
    return len(proofs) >= least and _judge(decoded).share >= _READS_WELL

"""Vietnamese spelling folded for comparison: case, Unicode form, place of the tone mark, `Uỷ`/`Ủy`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Old style puts the mark on the first vowel of oa, oe, uy (`hòa`), new style on the second (`hoà`).
# Both are right and both occur in one sentence; folding writes the old style.
_NEW_TO_OLD = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# Only where the syllable ends there: `toàn`, `huỳnh` have one spelling; `quý`, `quỳ` keep the mark on y.
_TONE = re.compile(rf"(?<!q)({'|'.join(_NEW_TO_OLD)})(?!\w)")
_DASHES = re.compile(r"\s*[-‐‑‒–—]\s*")
_BLANKS = re.compile(r"\s+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """One spelling for comparison: NFC, lower case, old tone placement, single blanks, plain hyphens.

    `Thanh Hoá` and `THANH HÓA` fold alike; the dash of `Bà Rịa – Vũng Tàu` loses its blanks.
    """
    lowered = unicodedata.normalize("NFC", text).lower()
    placed = _TONE.sub(lambda match: _NEW_TO_OLD[match[1]], lowered)
    return _BLANKS.sub(" ", _DASHES.sub("-", placed)).strip()


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, without diacritics: `Đắk Lắk` gives `dak-lak`."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    ascii_only = "".join(char for char in bare if not unicodedata.combining(char))
    return _NOT_SLUG.sub("-", ascii_only.lower()).strip("-")

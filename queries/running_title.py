"""A title as it stands inside a sentence: a head's capitals made small, names with theirs."""

from __future__ import annotations

import re
from functools import cache

from luocdo.graph.agencies import agencies
from luocdo.graph.doctypes import doctypes
from luocdo.graph.organs import organs
from luocdo.graph.places import provinces

_WORDS = re.compile(r"\S+")
_FEWEST = 2
"""A name of one word (`Sở`, `Đảng`) may be any word of a title."""
_DIGIT = re.compile(r"\d")


def running_title(title: str) -> str:
    """`PHÊ DUYỆT ĐỀ ÁN CỦA BỘ TÀI CHÍNH` as `phê duyệt đề án của Bộ Tài chính`; numbers stay.

    A title in small letters begins with one, unless a name opens it.
    """
    if any(letter.islower() for letter in title):
        second = title.split()[1:2]
        opens = bool(second) and second[0].islower() and title.split()[0].istitle() and not _opens_a_name(title)
        return title[0].lower() + title[1:] if opens else title
    small = _WORDS.sub(lambda word: word[0] if _DIGIT.search(word[0]) else word[0].lower(), title)
    small = _cited_types().sub(lambda word: word[0][0].upper() + word[0][1:], small)
    return _names()[0].sub(lambda name: _names()[1][" ".join(name[0].lower().split())], small)


@cache
def _cited_types() -> re.Pattern[str]:
    """The type of a document that a title cites by its number: `Nghị quyết số 48/NQ-CP`."""
    return re.compile(rf"\b(?:{'|'.join(re.escape(each.name.lower()) for each in doctypes().all)})(?=\s+số\s+\S*\d)")


def _opens_a_name(title: str) -> bool:
    return _names()[0].match(title.lower()) is not None


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """The names of bodies and provinces of the vocabulary, longest first."""
    listed = [
        "Việt Nam",
        "Đảng Cộng sản Việt Nam",
        *(each.name for each in organs().all),
        *(each.name for each in agencies().all),
        *(each.name for each in provinces().all),
    ]
    names = {each.lower(): each for each in listed if len(each.split()) >= _FEWEST and each[0].isupper()}
    longest = sorted(names, key=lambda name: (-len(name), name))
    spelt = "|".join(r"\s+".join(re.escape(word) for word in each.split()) for each in longest)
    return re.compile(rf"\b(?:{spelt})\b"), names

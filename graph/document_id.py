"""Stable, readable ids of documents: ASCII, safe in a URL path, and different for different numbers.

290-qd-tw.2010-02-25   04-2015-nd-cp   45-2013-qh13.luat   614-kh-ubnd.gia-lai.2020-03-24
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from zlib import crc32

from luocdo.graph.fold import slug
from luocdo.graph.number import number_key
from luocdo.graph.vocabulary import doctypes, organs

LONGEST_WORDS = 60
_ONE_DIGIT = re.compile(r"\d(?!\d)")
_CODE = re.compile(r"[^-]+")


@lru_cache(maxsize=65_536)
def number_slug(number: str) -> str:
    """The number as ASCII: `04-2015-nd-cp`. One digit is padded as the Party writes it, so 4 and 04 agree.

    Two numbers with different keys never share a slug: a code that loses its marks to another's letters
    (DA Dự án beside ĐA Đề án, HD Hướng dẫn beside HĐ Hợp đồng) keeps a `_` where the mark was.
    """
    key = number_key(number)
    plain = _CODE.sub(lambda match: _code_slug(match[0]), key)
    return f"0{plain}" if _ONE_DIGIT.match(plain) else plain


@lru_cache(maxsize=16_384)
def name_slug(words: str) -> str:
    """The first words of a name as ASCII, cut between words; what is cut leaves a checksum."""
    whole = slug(words)
    if len(whole) <= LONGEST_WORDS:
        return whole
    head = whole[: LONGEST_WORDS + 1].rpartition("-")[0] or whole[:LONGEST_WORDS]
    digest = crc32(words.encode("utf-8", "surrogatepass"))
    return f"{head}-{digest:08x}"


def document_id(stem: str, *, unit: str = "", date: str | None = None, mark: str = "") -> str:
    """Join the parts of an id: slug of number or name, `gia-lai/xa-ia-pa`, day or year, type or term."""
    parts = [stem, unit.replace("/", "."), mark, date or ""]
    return ".".join(part for part in parts if part)


@lru_cache(maxsize=16_384)
def _code_slug(code: str) -> str:
    if code.isascii() and code[0].isdigit():  # 030, 66.7, 12a
        return code
    bare = slug(code)
    owner = _plain_owners().get(bare, bare)
    if code == owner:
        return bare
    if code == bare:
        return f"_{code}"
    return "".join(char if char.isascii() and char.isalnum() else _marked(char) for char in code)


def _marked(char: str) -> str:
    base = slug(char)
    return f"{base}_" if char == "đ" else f"{base}_{ord(char):x}_"


@cache
def _plain_owners() -> dict[str, str]:
    """Which code may be written without its marks: `ubnd` is UBND, `nd` is NĐ, and `da` is Dự án's DA."""
    owners: dict[str, str] = {}
    types = [code.casefold() for each in doctypes().all for code in each.codes]
    bodies = [each.code.casefold() for each in organs().all]
    for code in sorted({*types, *bodies}, key=lambda each: (not each.isascii(), each)):
        owners.setdefault(slug(code), code)
    return owners

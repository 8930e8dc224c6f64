"""Document numbers: one way to write each, one key to compare them by, and what their parts say.

    290-QĐ/TW            Party: serial - type / organ
    614/KH-UBND          State, administrative: serial / type - organ
    04/2015/NĐ-CP        normative: serial / year / type - organ
    45/2013/QH13         Quốc hội, Ủy ban Thường vụ Quốc hội: no type code, the term in the organ
    1234/BGDĐT-VP        official letter: serial / organ - unit
    348-CTr/BDVTU-UBND   joint: several organs, separators of the one that leads

A number is not an identity (25-NQ/TW is one resolution of 2003 and one of 2013): see `identity`.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from importlib import resources
from typing import Literal

import msgspec
import yaml

from luocdo.graph.errors import NumberError, VocabularyError
from luocdo.graph.model import Record

Form = Literal["party", "state", "normative", "qh", "letter", "joint"]

LONGEST = 90
"""No real number is longer; `5/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN` has 39 characters."""

# Letters of other alphabets typed for Latin ones (`58/2024/NĐ-CР` ends in a Cyrillic Er), the Icelandic
# eth for Đ, every kind of hyphen and slash; marks of markdown and tables, and invisible ones, go.
LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТХУІЅЈавекмнорстхуіѕј" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "Ðð" + "‐‑‒–—―−﹣－" + "／⁄∕" + "＆",
    "ABEKMHOPCTXYISJabekmhopctxyisj" + "ABEZHIKMNOPTYX" + "Đđ" + "---------" + "///" + "&",
    "*|_\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202c",
)

NUMBER = re.compile(
    r"""
    (?P<serial> \d{1,6} (?:\.\d{1,3})? (?:[A-Za-z](?=[-/]))? )   # 614, 030, 66.7, 12a
    (?: [-/]+ (?P<year> (?:19|20)\d\d ) (?=\D) )?          # /2015; 49/2025TT-BCT lost a slash
    (?P<mark> [-/]* )                                           # - in Party numbers
    (?P<symbol> [^\W\d] [\w&]* (?: [-/.]+ [\w&]+ )* )           # QĐ/TW, KH-UBND, QH13
    """,
    re.VERBOSE,
)
QUERY = re.compile(r"\s*(?P<number>[^@]+?)\s*(?:@\s*(?P<hint>.+?)\s*)?")
ISO_DATE = re.compile(r"\d{4}(?:-\d\d-\d\d)?")
DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
ASSEMBLY = re.compile(r"(?:UBTV)?QH(\d{1,2})")
T_W = re.compile(r"\bT\.[WƯ]\b")
SEPARATORS = re.compile(r"[-/.]+")


class Symbols(Record, frozen=True):
    """The spellings of data/symbols.yaml, looked up by the casefolded code."""

    types: Mapping[str, str]
    organs: Mapping[str, str]
    state: frozenset[str]
    party: re.Pattern[str]
    type_words: frozenset[str]


@functools.cache
def symbols() -> Symbols:
    """The table of symbols, read once; VocabularyError where two canonical spellings fold to one."""
    raw = yaml.load(resources.files("luocdo.data").joinpath("symbols.yaml").read_bytes(), yaml.CSafeLoader)
    return Symbols(
        types=_spellings("types", raw["types"], raw["type_variants"]),
        organs=_spellings("state_organs", raw["state_organs"], raw["organ_variants"]),
        state=frozenset(raw["state_organs"]),
        party=re.compile("|".join(raw["party_organ_patterns"])),
        type_words=frozenset(word.casefold() for word in raw["type_words"]),
    )


def _spellings(part: str, codes: list[str], variants: Mapping[str, str]) -> Mapping[str, str]:
    table = {code.casefold(): code for code in codes}
    if len(table) != len(codes):
        raise VocabularyError(f"symbols.yaml: {part}: a code stands there twice")
    return table | {wrong.casefold(): right for wrong, right in variants.items()}


@functools.total_ordering
class DocumentNumber(msgspec.Struct, frozen=True, order=False):
    """The parts of a document number; `str()` writes it in the one canonical way.

    `serial` keeps its zeros and any letter (`030`, `66.7`, `12a`). `dashed` numbers take the Party's
    separators. `type_last` is the order of older ministries, `1895/1997/BYT-QĐ`. `term` counts the
    Quốc hội: 13 for QH13.
    """

    serial: str
    year: int | None
    type_code: str | None
    organ_codes: tuple[str, ...]
    form: Form
    term: int | None = None
    dashed: bool = False
    type_last: bool = False

    @classmethod
    def parse(cls, raw: str) -> DocumentNumber:
        """Read a number in any of its spellings; NumberError if it is none."""
        match = NUMBER.fullmatch(clean(raw)) if len(raw) <= LONGEST else None
        if match is None:
            raise NumberError(f"not a document number: {raw[:LONGEST]!r}")
        tokens = SEPARATORS.split(match["symbol"])
        return _assemble(match["serial"], match["year"], "-" in match["mark"], tokens)

    def __str__(self) -> str:
        head = self.serial if self.year is None else f"{self.serial}/{self.year}"
        organs = "-".join(self.organ_codes)
        if self.type_code is None:
            return f"{head}{'-' if self.dashed else '/'}{organs}"
        if self.type_last:
            return f"{head}/{organs}-{self.type_code}"
        outer, inner = ("-", "/") if self.dashed else ("/", "-")
        return f"{head}{outer}{self.type_code}{inner if organs else ''}{organs}"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, DocumentNumber):
            return NotImplemented
        return self._order() < other._order()

    def _order(self) -> tuple[list[int], str, int, str]:
        digits = [int(part) for part in re.findall(r"\d+", self.serial)]
        return digits, self.serial, self.year or 0, str(self)


def clean(raw: str) -> str:
    """The number without blanks, marks and look-alike letters, composed, with a bare `-` and `/`."""
    text = unicodedata.normalize("NFC", raw).translate(LOOK_ALIKES)
    return T_W.sub("TW", "".join(text.split())).strip(".,;:()[]“”\"'")


def _assemble(serial: str, year: str | None, dashed: bool, tokens: list[str]) -> DocumentNumber:
    table = symbols()
    if any(t.isupper() for t in tokens) is False:  # `290-qđ/tw` typed on a command line
        tokens = [t.upper() for t in tokens]
    tokens = _split_glued(tokens, year is not None)
    first, rest = table.types.get(tokens[0].casefold()), tokens[1:]
    if first is not None:
        return _typed(serial, year, dashed, first, tuple(_organ(t) for t in rest))
    organs = tuple(_organ(t) for t in tokens)
    last = table.types.get(tokens[-1].casefold())
    if len(tokens) > 1 and last is not None and (year is not None or last == "QĐ"):
        return DocumentNumber(
            serial, _year(year), last, organs[:-1], "normative" if year else "state", type_last=True
        )
    term = _term(organs)
    form: Form = "qh" if term and len(organs) == 1 else "normative" if year else "letter"
    return DocumentNumber(serial, _year(year), None, organs, form, term, dashed=dashed and year is None)


def _typed(serial: str, year: str | None, dashed: bool, code: str, organs: tuple[str, ...]) -> DocumentNumber:
    """A number with a type code; the leading organ decides the separators where it is known."""
    party = [is_party_organ(o) for o in organs]
    if year is not None:
        dashed = False
    elif organs and party[0]:
        dashed = True
    elif organs and not any(party) and organs[0] in symbols().state:
        dashed = False
    joint = len(organs) > 1 and (code.endswith(("LT", "PH")) or all(map(is_known_organ, organs)))
    form: Form = "joint" if joint else "normative" if year else "party" if dashed else "state"
    return DocumentNumber(serial, _year(year), code, organs, form, _term(organs), dashed)


def _split_glued(tokens: list[str], normative: bool) -> list[str]:
    """Give `79/2025/NĐCP` its hyphen back. Without a year no number is touched: TTCP is an agency."""
    table = symbols()
    if not normative or len(tokens) != 1 or tokens[0].casefold() in table.organs:
        return tokens
    token = tokens[0]
    for cut in range(len(token) - 1, 1, -1):
        if token[:cut].casefold() in table.types and token[cut:].casefold() in table.organs:
            return [token[:cut], token[cut:]]
    return tokens


def _organ(token: str) -> str:
    """The official spelling of an organ's code; unknown codes stay as written."""
    known = symbols().organs.get(token.casefold())
    if known is not None:
        return known
    upper = token.upper()
    return upper if is_party_organ(upper) or ASSEMBLY.fullmatch(upper) else token


def is_party_organ(code: str) -> bool:
    """Whether a code is a Party body's: TW, BDVTU, BCSĐUBND, ĐU."""
    table = symbols()
    return code not in table.state and table.party.fullmatch(code) is not None


def is_known_organ(code: str) -> bool:
    """Whether a code is in the table, or a Party body's, or an assembly's with its term."""
    return code in symbols().state or is_party_organ(code) or ASSEMBLY.fullmatch(code) is not None


def _year(year: str | None) -> int | None:
    return int(year) if year else None


def _term(organs: tuple[str, ...]) -> int | None:
    found = ASSEMBLY.fullmatch(organs[0]) if organs else None
    return int(found[1]) if found else None


# At the centre Quyết định and Quy định run in one series: 23-QĐi/TW is 23-QĐ/TW. Provinces keep two.
REGULATION = re.compile(r"-(?:qđi|qyđ)(?=/tw$)")
# One zero before a single digit says nothing (04 = 4); 030, 007, 0125 are marks of their own series.
IDLE_ZERO = re.compile(r"0(?=[1-9](?!\d))")


@functools.lru_cache(maxsize=65_536)
def normalise_number(raw: str) -> str:
    """The number in its canonical spelling; a string that is no number comes back only cleaned."""
    try:
        return str(DocumentNumber.parse(raw))
    except NumberError:
        return clean(raw)


@functools.lru_cache(maxsize=65_536)
def number_key(number: str) -> str:
    """What two spellings of one number share: `04/2015/NĐ-CP` and `4/2015/ND-CP` give one key."""
    key = REGULATION.sub("-qđ", normalise_number(number).casefold().replace("&", ""))
    zero = IDLE_ZERO.match(key)
    return key[1:] if zero else key


class NumberQuery(Record, frozen=True):
    """A number as a user asks for it. `date` is a day, or a year alone; at most one hint is given."""

    number: str
    date: str | None = None
    place: str | None = None
    type: str | None = None


def parse_query(text: str) -> NumberQuery:
    """Read `25-NQ/TW@2013-06-03`, `282-KH/TU@Gia Lai`, `45/2013/QH13@Luật`; NumberError if no number."""
    match = QUERY.fullmatch(unicodedata.normalize("NFC", text))
    if match is None:
        raise NumberError(f"not a document number: {text[:LONGEST]!r}")
    number, hint = str(DocumentNumber.parse(match["number"])), match["hint"]
    if hint is None:
        return NumberQuery(number)
    day_first = DAY_FIRST.fullmatch(hint)
    if day_first:
        day, month, year = day_first.groups()
        return NumberQuery(number, date=f"{year}-{month:0>2}-{day:0>2}")
    if ISO_DATE.fullmatch(hint):
        return NumberQuery(number, date=hint)
    if hint.casefold() in symbols().type_words:
        return NumberQuery(number, type=hint[0].upper() + hint[1:].lower())
    return NumberQuery(number, place=hint)

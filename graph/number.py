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
from typing import Literal

import msgspec

from luocdo.graph.errors import NumberError
from luocdo.graph.fold import slug
from luocdo.graph.model import Record
from luocdo.graph.vocabulary import doctypes, organs

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

# What a PDF may hold for a hyphen; elsewhere it is invisible.
SOFT_HYPHEN = re.compile(r"(?<=[^\W_])\u00ad(?=\s*[^\W_])")

_L = "A-Za-zĐđĂăÂâÊêÔôƠơƯư"
NUMBER = re.compile(
    rf"""
    (?P<serial> \d{{1,6}} (?:\.\d{{1,3}})? (?:[A-Za-z](?=[-/]))? )  # 614, 030, 66.7, 12a
    (?: [-/]+ (?P<year> (?:19|20)\d\d ) (?=\D) )?                  # /2015; 49/2025TT-BCT lost a slash
    (?P<mark> [-/]* )                                              # - in Party numbers
    (?P<symbol> [{_L}] [{_L}\d&]* (?: [-/.]+ [{_L}\d&]+ )* )        # QĐ/TW, KH-UBND, QH13
    """,
    re.VERBOSE | re.ASCII,
)
QUERY = re.compile(r"\s*(?P<number>[^@]+?)\s*(?:@\s*(?P<hint>.+?)\s*)?")
ISO_DATE = re.compile(r"\d{4}(?:-\d\d-\d\d)?")
DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
# Party bodies by the build of their code: committees of districts and communes, caucuses, commissions.
PARTY_BODY = re.compile(r"HU|QU|ThU|ĐU|CB|ĐĐ|(?:ĐU|BCSĐ)[A-ZĐ]+|(?:B|VP|UBKT)[A-ZĐ]*(?:TW|TU|HU|QU|ThU|ĐU)")
T_W = re.compile(r"\bT\.[WƯ]\b")
SEPARATORS = re.compile(r"[-/.]+")


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
        return _parse(raw)

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


@functools.lru_cache(maxsize=4_096)
def _parse(raw: str) -> DocumentNumber:
    """Who meets a number asks for its kind, its key and its parts at once: it is taken apart once."""
    match = NUMBER.fullmatch(clean(raw)) if len(raw) <= LONGEST else None
    if match is None:
        raise NumberError(f"not a document number: {raw[:LONGEST]!r}")
    tokens = SEPARATORS.split(match["symbol"])
    return _assemble(match["serial"], match["year"], "-" in match["mark"], tokens)


def clean(raw: str) -> str:
    """The number without blanks, marks and look-alike letters, composed, with a bare `-` and `/`."""
    text = SOFT_HYPHEN.sub("-", unicodedata.normalize("NFC", raw)).translate(LOOK_ALIKES)
    return T_W.sub("TW", "".join(text.split())).strip(".,;:()[]“”\"'")


def _assemble(serial: str, year: str | None, dashed: bool, tokens: list[str]) -> DocumentNumber:
    if not any(token.isupper() for token in tokens):  # `290-qđ/tw` typed on a command line
        tokens = [token.upper() for token in tokens]
    if len(tokens) == 1 and (year is not None or tokens[0].startswith(_CLEAR_TYPES)):
        tokens = _split_glued(tokens[0])
    codes = tuple(_organ(token) for token in tokens)
    first, last = _type_code(tokens[0]), _type_code(tokens[-1])
    if first is not None:
        return _typed(serial, year, dashed, first, codes[1:])
    if len(tokens) > 1 and last is not None and (year is not None or last == "QĐ"):
        form: Form = "normative" if year else "state"
        return DocumentNumber(serial, _year(year), last, codes[:-1], form, type_last=True)
    term = _term(codes)
    form = "qh" if term and len(codes) == 1 else "normative" if year else "letter"
    return DocumentNumber(serial, _year(year), None, codes, form, term, dashed=dashed and year is None)


def _typed(serial: str, year: str | None, dashed: bool, code: str, bodies: tuple[str, ...]) -> DocumentNumber:
    """A number with a type code; the leading organ decides the separators where it is known."""
    party = [is_party_organ(body) for body in bodies]
    if year is not None:
        dashed = False
    elif bodies and party[0]:
        dashed = True
    elif bodies and not any(party) and _is_state_organ(bodies[0]):
        dashed = False
    joint = len(bodies) > 1 and (code.endswith(("LT", "PH")) or all(map(is_known_organ, bodies)))
    form: Form = "joint" if joint else "normative" if year else "party" if dashed else "state"
    return DocumentNumber(serial, _year(year), code, bodies, form, _term(bodies), dashed)


_CLEAR_TYPES = ("QĐ", "NQ", "NĐ", "KHUB")


def _split_glued(token: str) -> list[str]:
    """Give `79/2025/NĐCP` its hyphen back; without a year only behind a clear type: TTCP is an agency."""
    if organs().find(token) is None:
        for cut in range(len(token) - 1, 1, -1):
            if _type_code(token[:cut]) and organs().find(token[cut:]):
                return [token[:cut], token[cut:]]
    return [token]


@functools.lru_cache(maxsize=4_096)
def _type_code(token: str) -> str | None:
    """The official spelling of a type's code, None if it is none: `QD` is QĐ, `CTR` is CTr, CTPH stays."""
    types = doctypes().by_code(token)
    if not types:
        return None
    return next((code for code in types[0].codes if slug(code) == slug(token)), token)


@functools.lru_cache(maxsize=4_096)
def _organ(token: str) -> str:
    """The official spelling of an organ's code: `HDND` is HĐND. Another code of the same organ stays."""
    if token == "TƯ":  # Trung ương, abbreviated by two letters; TU is Tỉnh ủy  # noqa: S105
        return "TW"
    known = organs().find(token)
    if known is not None:
        same = slug(known.organ.code) == slug(token)
        return known.organ.code if same else token.upper() if known.term else token
    bare = slug(token)
    return next((each.code for each in organs().all if slug(each.code) == bare), token)


@functools.lru_cache(maxsize=4_096)
def is_party_organ(code: str) -> bool:
    """Whether a code is a Party body's: TW, BDVTU, BCSĐUBND, ĐU. Its numbers take the Party's separators."""
    known = organs().find(code)
    if known is not None:
        return known.organ.level.endswith("party") or PARTY_BODY.fullmatch(code) is not None
    return PARTY_BODY.fullmatch(code) is not None


@functools.lru_cache(maxsize=4_096)
def _is_state_organ(code: str) -> bool:
    """Whether numbers of this organ always take the State's separators; steering boards (BCĐ) take both."""
    known = organs().find(code)
    if known is None or known.organ.issuer == "text" or is_party_organ(code):
        return False
    return known.organ.level.endswith("state") or known.organ.level == "department"


def is_known_organ(code: str) -> bool:
    """Whether a code is in organs.yaml, or is a Party body's by its build."""
    return organs().find(code) is not None or is_party_organ(code)


def _year(year: str | None) -> int | None:
    return int(year) if year else None


def _term(bodies: tuple[str, ...]) -> int | None:
    known = organs().find(bodies[0]) if bodies else None
    return known.term if known else None


# At the centre Quyết định and Quy định run in one series: 23-QĐi/TW is 23-QĐ/TW. Provinces keep two.
REGULATION = re.compile(r"-(?:qđi|qyđ)(?=-tw$)")
SEPARATORS_OF_KEY = re.compile(r"[-/]+")
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
    """What all spellings of one number share, `4-2015-nđ-cp`: small letters, one separator, no idle zero.

    The separators say nothing that the codes do not: `12-KH/BCĐ` and `12/KH-BCĐ` are one number. The key of a
    key is the key: so the letters are made small one by one, never `ß` two.
    """
    whole = number.replace("\x00", "")  # SQLite's JSON ends a text at a null, which is no sign of a number anyway
    bare = SEPARATORS_OF_KEY.sub("-", clean(normalise_number(whole).lower().replace("&", "")))
    key = REGULATION.sub("-qđ", bare)
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
    kind = doctypes().by_words(hint)
    if kind is not None:
        return NumberQuery(number, type=kind.name)
    return NumberQuery(number, place=hint)

"""The words of `data/effect_words.yaml` as patterns, read once."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from luocdo.graph.data_files import fail, load, rows
from luocdo.graph.model import Record
from luocdo.loaders.word_trees import tree_of

FILE = "effect_words.yaml"
BLANKS = r"\s+"
_VOICE = re.compile(r"^(?:được|bị) ")
_LEAD = re.compile(r"\W*(?:về\s+việc\s+|về\s+)?", re.IGNORECASE)
KINDS = frozenset({"supersedes", "repeals", "amends", "corrects", "suspends", "extends"})


class EffectWord(Record, frozen=True, forbid_unknown_fields=True):
    """A verb or an ending; the fields are explained at the head of the data file."""

    words: str
    kind: str
    examples: tuple[str, ...]
    unlike: tuple[str, ...]
    whole: bool = False


@cache
def entries(part: str) -> tuple[EffectWord, ...]:
    """The verbs or endings of the file; each of a known kind and with examples both ways."""
    found = rows(FILE, load(FILE), part, EffectWord)
    for entry in found:
        if entry.kind not in KINDS:
            fail(FILE, entry.words, f"kind {entry.kind!r} is none of {sorted(KINDS)}")
        if not entry.examples or not entry.unlike:
            fail(FILE, entry.words, "has no example")
    return found


@cache
def kind_of(part: str, words: str) -> str:
    """What a verb or ending does, whatever its case and blanks; empty if it is none."""
    plain = " ".join(words.lower().split())
    return next((entry.kind for entry in entries(part) if entry.words == plain), "")


def amends(chain: str) -> bool:
    """Whether one of the verbs of a chain changes a part."""
    return any(kind_of("verbs", each[0]) == "amends" for each in single_verb().finditer(chain))


@lru_cache(maxsize=256)
def whole(chain: str) -> bool:
    """Whether a chain of verbs acts only on documents that it names itself: `thu hồi, hủy bỏ` as `thu hồi` alone."""
    verbs = [" ".join(each[0].lower().split()) for each in single_verb().finditer(chain)]
    return any(entry.whole for entry in entries("verbs") if entry.words in verbs)


@cache
def tails() -> re.Pattern[str]:
    """Verbs and endings from their first rare letter on: one scan finds both cases of them, at literal speed."""
    words = {entry.words[_rare(entry.words) :] for part in ("verbs", "endings") for entry in entries(part)}
    by_letter: dict[str, list[str]] = {}
    for tail in sorted(words, key=len, reverse=True):
        by_letter.setdefault(tail[0], []).append(_spaced(tail)[1:])
    return re.compile("|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items()))


@lru_cache(maxsize=256)
def lead_of(tail: str) -> int:
    """How many letters of its verb stand before a tail as found: one before `ết hiệu lực`."""
    plain = " ".join(tail.split())
    found = (_VOICE.sub("", each.words) for part in ("verbs", "endings") for each in entries(part))
    return next(len(words) - len(plain) for words in found if words.endswith(plain))


@lru_cache(maxsize=256)
def may_end(tail: str) -> bool:
    """Whether a tail as found is one of an ending: `hay thế` of `được thay thế` is, `ửa đổi` is not."""
    plain = " ".join(tail.split())
    return any(each.words.endswith(plain) for each in entries("endings"))


def _rare(words: str) -> int:
    """Index of the first letter beyond ASCII behind the first one, of the verb behind `được` or `bị`.

    In a word that has none it is the last letter: an `h` is seven times as common as a `y`.
    """
    passive = len(words) - len(_VOICE.sub("", words))
    first = words[passive:].split()[0]
    return passive + next(
        (index for index, letter in enumerate(first) if index and not letter.isascii()), len(first) - 1
    )


@cache
def verb_chain() -> re.Pattern[str]:
    """`sửa đổi, bổ sung và bãi bỏ`: verbs that share an object."""
    one = _tree([entry.words for entry in entries("verbs")])
    return re.compile(rf"{one}(?:\s*(?:,|(?i:và|hoặc)|/)\s*{one})*")


def title_verb(flat: str, start: int, end: int) -> re.Match[str] | None:
    """The verbs that a title opens with, behind `về việc`; None where it opens with something else."""
    lead = _LEAD.match(flat, start, end)
    return verb_chain().match(flat, lead.end() if lead else start, end)


@cache
def single_verb() -> re.Pattern[str]:
    """One verb of a chain."""
    return re.compile(_tree([entry.words for entry in entries("verbs")]))


@cache
def glue() -> frozenset[str]:
    """Words that may stand between a verb and its object."""
    return frozenset(load(FILE)["glue"].split())


@cache
def either(part: str) -> re.Pattern[str]:
    """The phrases of a list, as whole words, in any case."""
    return re.compile(rf"(?<!\w){_tree(load(FILE)[part])}(?!\w)")


@cache
def deciding() -> re.Pattern[str]:
    """Words of deciding right before a verb: `Thống nhất tiếp tục`, at the end of what stands before it."""
    return re.compile(rf"{either('decides').pattern}(?:{BLANKS}(?:cho|việc|tiếp{BLANKS}tục))*{BLANKS}\Z")


@cache
def last_of_deciding() -> tuple[str, ...]:
    """The last words that a verb may stand behind so."""
    return ("cho", "việc", "tiếp tục", *(words.split()[-1] for words in load(FILE)["decides"]), "Nay")


@cache
def acting() -> frozenset[str]:
    """Types that act without saying `này`."""
    return frozenset(load(FILE)["acting"])


def _tree(phrases: list[str]) -> str:
    """The longest of some phrases, in any case and however their words are set apart."""
    return f"(?:{tree_of(phrases, any_case=True, blank=BLANKS)})"


def _spaced(words: str) -> str:
    return BLANKS.join(map(re.escape, words.split()))

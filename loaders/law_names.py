"""Names of laws in a text: the longest name of `data/law_names.yaml` that begins at a given place."""

from __future__ import annotations

import functools
import re
from typing import Any

from luocdo.graph import data_files
from luocdo.graph.errors import VocabularyError

_TOKEN = re.compile(r"[^\W_]+|[;:.()]|\s{60,}")
# `hóa` and `hoá` are one syllable; the tone mark may stand on either vowel of an open syllable.
_TONES = (("óa", "oá"), ("òa", "oà"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("úy", "uý"), ("ùy", "uỳ"),
          ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ"), ("óe", "oé"), ("òe", "oè"))  # fmt: skip
_END = ""


@functools.cache
def _trie() -> dict[str, Any]:
    names: list[str] = data_files.load("law_names.yaml")["laws"]
    if len({name.casefold() for name in names}) != len(names):
        seen: set[str] = set()
        twice = [n for n in names if n.casefold() in seen or seen.add(n.casefold())]  # type: ignore[func-returns-value]
        raise VocabularyError(f"law_names.yaml: {twice[0]!r} stands there twice")
    root: dict[str, Any] = {}
    for name in names:
        for written in _writings(name.casefold()):
            _enter(root, written, name)
    return root


def _enter(root: dict[str, Any], written: str, name: str) -> None:
    nodes = [root]
    for word in _TOKEN.findall(written):
        child: dict[str, Any] = {}
        for node in nodes:
            child = node.get(word, child)
        for node in nodes:
            for spelling in _spellings(word):
                node.setdefault(spelling, child)
        nodes = [node[word] for node in nodes]
    nodes[0][_END] = name


@functools.cache
def _short() -> dict[str, str]:
    """What people write for words of a name -> the words, both without capitals."""
    return {short.casefold(): long.casefold() for short, long in data_files.load("law_names.yaml")["short"]}


def _writings(name: str) -> list[str]:
    """A name, and with each of its words that have a short form so written, one or all."""
    found = [name]
    for short, long in _short().items():
        found += [each.replace(long, short) for each in found if long in each]
    return found


def in_full(name: str, words: str) -> str:
    """The words a law is named by; where they are short, its name."""
    return name if any(word in _short() for word in words.casefold().split()) else words


def _spellings(word: str) -> set[str]:
    found = {word}
    for one, other in _TONES:
        if word.endswith(one):
            found.add(word[: -len(one)] + other)
    return found


def longest_name(flat: str, start: int) -> tuple[str, int] | None:
    """(name as the lexicon writes it, offset behind it) of the longest law name that begins at `start`."""
    node: dict[str, Any] = _trie()
    best: tuple[str, int] | None = None
    for token in _TOKEN.finditer(flat, start, start + 260):
        following = node.get(token[0].casefold())
        if following is None:
            break
        node = following
        name = node.get(_END)
        if name is not None:
            best = (name, token.end())
    return best

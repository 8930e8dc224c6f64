"""Suggestions that were accepted, as tracked changes of a DOCX: the old words struck, the new ones beside them, so that
whoever signs the draft sees both and takes or refuses each in the word processor.

Runs are split at the words, and both parts keep the looks they had. Words with anything but text between them (a
footnote, a field) are left as they are.
"""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

AUTHOR = "luocdo"
_BLANKS = re.compile(r"\s+")
_LETTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FIRST_ID = 70_000
"""Ids of changes begin here: word processors count theirs from 0."""
_SAME_WORDS = 3
"""Words of the suggestion that stand after the replaced ones too, from which on it is cut before them."""


def revise(runs: list[Any], start: int, end: int, words: str, number: int) -> bool:
    """Replace what stands from `start` to `end`, counted without blanks from the first of `runs`, by `words`.

    Of several changes in one paragraph the last comes first. Whether it could be done. `number` tells the changes of
    one document apart.
    """
    touched: list[tuple[Any, int, int, int]] = []
    done = 0
    for run in runs:
        length = len(_squeezed(_text(run)))
        low, high = max(0, start - done), min(length, end - done)
        done += length
        if low < high:
            touched.append((run, low, high, length))
    if not touched or any(not _is_plain(run) for run, *_ in touched):
        return False
    struck: list[Any] = []
    for run, low, high, length in touched:
        if high < length:
            _split(run, high, blanks_left=False)
        # Blanks before the first word stay; those between words go with them.
        whole = low == 0 and (struck or not _text(run)[:1].isspace())
        struck.append(run if whole else _split(run, low, blanks_left=True))
    new = _change("w:ins", number)
    new.append(_worded(struck[0], words))
    struck[-1].addnext(new)
    for run in struck:
        old = _change("w:del", number + 1)
        run.addprevious(old)
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")
        old.append(run)
    return True


def without_repeat(words: str, after: str) -> str:
    """The words up to where the draft's own go on with the same: `… của Bộ Chính trị` need not stand twice."""
    own = after.split()
    parts = words.split()
    for at in range(1, len(parts)):
        same = 0
        while at + same < len(parts) and same < len(own) and parts[at + same].strip(",;.") == own[same].strip(",;."):
            same += 1
        if same >= _SAME_WORDS or (same and at + same == len(parts)):
            return " ".join(parts[:at])
    return words


def _is_plain(run: Any) -> bool:
    allowed = {qn("w:rPr"), qn("w:t"), qn("w:lastRenderedPageBreak"), *_LETTERS}
    return run.getparent().tag not in (qn("w:del"), qn("w:ins")) and all(each.tag in allowed for each in run)


def _text(run: Any) -> str:
    return "".join(each.text or "" if each.tag == qn("w:t") else _LETTERS.get(each.tag, "") for each in run)


def _split(run: Any, at: int, *, blanks_left: bool) -> Any:
    """Keep the first `at` letters of a run, blanks not counted, and put the rest into a run after it: that one."""
    rest = deepcopy(run)
    left = at
    for here, there in zip(list(run), list(rest), strict=True):
        if here.tag == qn("w:rPr"):
            continue
        text = here.text or "" if here.tag == qn("w:t") else _LETTERS.get(here.tag, "")
        cut = _cut(text, left, blanks_left)
        left -= len(_squeezed(text[:cut]))
        if here.tag == qn("w:t"):
            here.text, there.text = text[:cut], text[cut:]
            here.set(_SPACE, "preserve")
            there.set(_SPACE, "preserve")
        else:
            (rest if cut else run).remove(there if cut else here)
    run.addnext(rest)
    return rest


def _cut(text: str, letters: int, blanks_left: bool) -> int:
    """Where so many letters of a text end; blanks that follow belong to the left or to the right."""
    for at, letter in enumerate(text):
        if letters == 0 and not (blanks_left and letter.isspace()):
            return at
        letters -= not letter.isspace()
    return len(text)


def _worded(like: Any, words: str) -> Any:
    run = OxmlElement("w:r")
    looks = like.find(qn("w:rPr"))
    if looks is not None:
        run.append(deepcopy(looks))
    text = OxmlElement("w:t")
    text.text = words
    text.set(_SPACE, "preserve")
    run.append(text)
    return run


def _change(tag: str, number: int) -> Any:
    change = OxmlElement(tag)
    change.set(qn("w:id"), str(_FIRST_ID + number))
    change.set(qn("w:author"), AUTHOR)
    change.set(qn("w:date"), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return change


def _squeezed(text: str) -> str:
    return _BLANKS.sub("", text)

"""`Thông tư số X … hết hiệu lực kể từ ngày Thông tư này có hiệu lực`: the document named is the subject and ends."""

from __future__ import annotations

import re

from luocdo.loaders.blocks import sentence_end
from luocdo.loaders.clauses import OWN_ACT
from luocdo.loaders.hits import Hit
from luocdo.loaders.verdicts import Verdict

_EXPIRES = re.compile(r"hết\s+hiệu\s+lực|bị\s+bãi\s+bỏ|được\s+thay\s+thế\s+bởi\s+\w+\s+\w+\s+này|được\s+bãi\s+bỏ")
_GOES_ON = re.compile(r"\A[^;]{0,200}?\btiếp\s+tục\s+(?:có\s+hiệu\s+lực|được\s+áp\s+dụng|được\s+thực\s+hiện)")
# By their rare letters: a whole text is searched for one of them in a third of the time that each phrase takes.
_EXPIRY = (
    re.compile(r"ế(?=[tp] )(?:(?<=hế)t hiệu lực|(?<=tiế)p tục (?:có hiệu lực|được))"),
    re.compile(r"ỏ(?:(?<=ị bãi bỏ)|(?<=ợc bãi bỏ))"),
    re.compile(r"ở(?=i)(?<=ợc thay thế bở)"),
)
_WORDS_OF_END = ("hiệu", "bãi", "thay", "tiếp")
"""One of these stands in each of the above: a look for them spares most of the work."""
_SINCE = re.compile(r"từ\s+ngày\s+\d")
_IF = re.compile(r"\bnếu\b|trường\s+hợp|\bkhi\s|trước\s+(?:ngày|khi)")
_OTHER_CUE = re.compile(r"\b(?:được\s+sửa\s+đổi|thay\s+thế|theo\s+quy\s+định)\b")
_PINPOINT = re.compile(r"(?:khoản|điều|điểm|phụ\s+lục|mục)\s+\w{1,5}(?:\s*(?:,|và)\s*\w{1,5})*\s+(?:của\s+)?\Z")
_ANNOUNCED = re.compile(r"\bcông\s+bố\b[^.;]*\Z")
_ATTACHED = re.compile(r"\b(?:kèm\s+theo|tại)\s*\Z")
_ANEW = re.compile(r"này\s+có\s+hiệu\s+lực|được\s+thay\s+thế\s+bởi")
_CUE = "hết hiệu lực"
_REACH = 900
_BEFORE = 400
"""So far the effect clause's own subject, `Thông tư này có hiệu lực …`, may stand before what it ends."""


def may_end(flat: str) -> bool:
    """Whether a text speaks of an end at all."""
    return any(words.search(flat) for words in _EXPIRY)


def ending_of_list(intro: str) -> Verdict | None:
    """What a list's opening line says of its items: `Các văn bản sau hết hiệu lực kể từ ngày … này có hiệu lực:`."""
    if not (_EXPIRES.search(intro) and OWN_ACT.search(intro)):
        return None
    return Verdict("supersedes" if _ANEW.search(intro) else "repeals", _CUE)


def ending_of(flat: str, hit: Hit, block: int, following: int) -> Verdict | None:
    """The end that the words behind a mention state, up to the next mention; None if they state none of this act's."""
    behind = flat[hit.tail : min(following, hit.tail + _REACH)].lower()
    if not any(word in behind for word in _WORDS_OF_END):
        return None
    end = sentence_end(flat, hit.tail, _REACH)
    lower = behind[: max(0, end - hit.tail)]
    ended = _EXPIRES.search(lower)
    if ended is None:
        goes_on = _GOES_ON.search(lower)
        if goes_on and not _IF.search(lower, 0, goes_on.end()):
            return Verdict("extends", "tiếp tục có hiệu lực")
    if ended is None or _IF.search(lower, 0, ended.start()) or _OTHER_CUE.search(lower, 0, ended.start()):
        return None
    sentence = flat[hit.tail : end].lower()
    by_this = _SINCE.search(sentence, ended.end()) or OWN_ACT.search(sentence)
    if _ANNOUNCED.search(flat[block : hit.start][-_BEFORE:].lower()):
        return None
    around = flat[max(0, hit.start - _BEFORE) : hit.start].lower()
    if not (by_this or OWN_ACT.search(around)):
        return None  # somebody else's doing, told in passing
    head = flat[max(0, hit.start - 60) : hit.start].lower()
    if _PINPOINT.search(head) or _ATTACHED.search(head):
        return Verdict("amends", _CUE, True)
    anew = _ANEW.search(sentence) or (not by_this and _ANEW.search(around))
    return Verdict("supersedes" if anew else "repeals", _CUE)

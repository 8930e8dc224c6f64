"""Relations between two cited documents, stated in passing: by a title, or by `được sửa đổi, bổ sung bởi`."""

from __future__ import annotations

import re

from luocdo.graph.vocabulary import doctypes
from luocdo.loaders.clauses import SEPARATOR
from luocdo.loaders.cues import Cue
from luocdo.loaders.hits import Hit
from luocdo.loaders.provisions import run_start
from luocdo.loaders.verdicts import EFFECTS, Chain, Joint, is_law

PASSIVE = re.compile(
    r"(?:(?:đã\s+)?(?:được|bị)|\(đã|đã)\s+(?P<verb>sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|hủy\s+bỏ|đính\s+chính|đình\s+chỉ|hợp\s+nhất)"
    r"(?P<more>[^.;]{0,90}?)\s(?:b[ởớờ]i|theo|tại|bằng|trong)(?:\s+(?:quy\s+định\s+(?:tại|của)|các|một\s+số))*"
    r"(?:\s+(?:điểm|khoản|điều|mục|chương|phụ\s+lục)\s+[\w.,\s]{1,60}?)*\s*(?:của\s*)?\Z"
)
_PASSIVE_KIND = {
    "thay": "supersedes",
    "bãi": "repeals",
    "hủy": "repeals",
    "đính": "corrects",
    "đình": "suspends",
    "hợp": "consolidates",
}
_TITLE_KINDS = (EFFECTS | {"implements", "guides"}) - {"suspends"}
_TITLE_FOLLOWS = re.compile(r"\s*(?:về|quy\s+định|hướng\s+dẫn|ban\s+hành)\s")
_YEAR_CARRIED = re.compile(r"/((?:19|20)\d\d)/")
_BROKEN_OPENING = re.compile(r"[,;:.]|\bvà\s+\w+\s*\Z|\A(?:và|đồng\s+thời)\Z")
_NEW_VERB = re.compile(r",|\bvà\s")
_OTHER_THING = re.compile(r",|\bvà\s+(?:khẩn|tiếp|các\s+\w+\s+\w+\s+khác)")
# What of a document a title says is changed: `một số điều của Quy định về … ban hành kèm theo Quyết định B`.
_NAMED_PART = re.compile(
    r"(?:^|\b(?:nội\s+dung|điều|khoản|quy\s+định)\s+(?:của|tại|trong)\s+)\s*(?:các\s+)?"
    r"(?:quy\s+(?:định|chế|trình|hoạch)|đề\s+án|danh\s+mục|bảng\s+giá|điều\s+lệ|phụ\s+lục|kế\s+hoạch|chương\s+trình)\s"
    r"[^;:]{0,300}?\b(?:kèm\s+theo|ban\s+hành\s+(?:tại|theo)|của|tại)\s*(?:các\s+)?\Z"
)
_LONGEST_OPENING = 130
_LONGEST_BETWEEN = 110
_SAME_VERB = 30
"""So far apart two cues may stand and be one phrase: `tổ chức triển khai thực hiện`."""


def passive_joint(hit: Hit, previous: Chain, passive: re.Match[str]) -> Joint | None:
    """`A … được sửa đổi, bổ sung bởi B`: B amends A, or what A stands in the title of; None if neither can be."""
    kind = _PASSIVE_KIND.get(passive["verb"].split()[0], "amends")
    if not outranks(previous.hit, hit):
        return Joint(hit, previous.hit, kind)
    if previous.joint is not None and not outranks(previous.joint.source, hit):
        return Joint(hit, previous.joint.source, kind)
    return None


def title_joint(hit: Hit, previous: Chain, lower: str, cues: list[Cue]) -> Joint | None:
    """The relation between the mention before and this one, if the title of that one speaks of this one."""
    # `kéo dài thời gian thực hiện Nghị quyết B` prolongs B, it does not carry it out.
    cues = [cue for cue in cues if not lower[: cue.start].rstrip().endswith(("thời gian", "thời hạn"))]
    kinds = {cue.kind for cue in cues}
    if len(kinds) != 1 or not kinds <= _TITLE_KINDS:
        return None
    kind = kinds.pop()
    first, last = cues[0], cues[-1]
    opening = lower[: first.start]
    titled = opening.lstrip(" ,").startswith("về")
    if len(opening) > _LONGEST_OPENING or _BROKEN_OPENING.search(opening.strip(" ,")) or opening.strip().endswith(","):
        return None
    if opening.lstrip().startswith(",") and not titled:
        return None
    if kind == "implements" and last.start - first.end > _SAME_VERB and _NEW_VERB.search(lower, first.end, last.start):
        return None
    between = lower[last.end :]
    if kind in EFFECTS:
        between = _NAMED_PART.sub("", between[: run_start(between)])
    if len(between) > _LONGEST_BETWEEN or _OTHER_THING.search(between):
        return None
    if is_later(hit, previous.hit) or (kind in EFFECTS and outranks(hit, previous.hit)):
        return None
    if kind == "guides" and outranks(previous.hit, hit):
        return None
    return Joint(previous.hit, hit, kind)


def sibling_joint(flat: str, hit: Hit, previous: Chain) -> Joint | None:
    """The joint of the mention before, for one more of the same behind `,` or `và`; None if it is not."""
    joint = previous.joint
    if joint is None or _left_brackets(flat, joint, previous.hit, hit):
        return None
    if joint.source is previous.hit:
        # `sửa đổi bởi A và B`: another amender, unless it is another type or bears a title of its own.
        if hit.name and not previous.hit.name:
            return None  # `theo Luật số 24/2012/QH13, Luật Thú y số 79/2015/QH13`: a law of the list before
        if hit.type != previous.hit.type or _TITLE_FOLLOWS.match(flat, hit.tail) or is_later(joint.target, hit):
            return None
        return Joint(hit, joint.target, joint.kind)
    if is_later(hit, joint.source):
        return None  # `số 58/2023/NĐ-CP sửa đổi Nghị định số 37/2019/NĐ-CP và số 22/2025/NĐ-CP sửa đổi …`
    if hit.type == joint.target.type or (joint.kind == "amends" and is_law(hit) and is_law(joint.target)):
        return Joint(joint.source, hit, joint.kind)
    return None


def _left_brackets(flat: str, joint: Joint, previous: Hit, hit: Hit) -> bool:
    """Whether a joint stands in brackets that close before this mention: `A (được sửa đổi tại B) và C`."""
    low, high = sorted((joint.source, joint.target), key=lambda each: each.start)
    return _open(flat, low.end, high.start) > 0 > _open(flat, previous.end, hit.start)


def _open(flat: str, start: int, end: int) -> int:
    return flat.count("(", start, end) - flat.count(")", start, end)


def goes_on_amending(flat: str, hit: Hit, previous: Chain, lead: str) -> bool:
    """`A được sửa đổi tại B; C và D`: C amends A too, being of B's type and neither having a title."""
    joint = previous.joint
    if joint is None or joint.source is not previous.hit or hit.type != previous.hit.type or hit.name:
        return False
    titled = _TITLE_FOLLOWS.match(flat, hit.tail) or _TITLE_FOLLOWS.match(flat, previous.hit.tail)
    return SEPARATOR.match(lead) is not None and not titled


def goes_on_in_title(hit: Hit, previous: Chain, lower: str) -> bool:
    """`sửa đổi … Nghị định A của Chính phủ quy định … và Nghị định B`: B stands in the same title as A."""
    joint = previous.joint
    if joint is None or joint.target is not previous.hit or joint.kind == "implements":
        return False
    return hit.type == previous.hit.type and lower.rstrip().endswith(" và")


def is_later(one: Hit, other: Hit) -> bool:
    """Whether one document is known to be of a later day or year than the other, which so cannot speak of it."""
    if one.date and other.date:
        return one.date > other.date
    first, second = _YEAR_CARRIED.search(one.number or ""), _YEAR_CARRIED.search(other.number or "")
    return first is not None and second is not None and first[1] > second[1]


def outranks(one: Hit, other: Hit) -> bool:
    """Whether one document binds more than the other: a decree does not amend a law.

    An act of the assembly may change any: resolution 203/2025/QH15 amended the Constitution.
    """
    if "/QH" in (other.number or ""):
        return False
    table = doctypes()
    first = table.by_words(one.type) if one.type else None
    second = table.by_words(other.type) if other.type else None
    return first is not None and second is not None and first.rank < second.rank

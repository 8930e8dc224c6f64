"""What is said of a mention, and of two mentions: the values that the reading of relations deals in."""

from __future__ import annotations

from luocdo.graph.model import Record
from luocdo.loaders.hits import Hit

# From the strongest: the relation of a document is the strongest one of its mentions.
STRENGTH = (
    "supersedes", "repeals", "suspends", "amends", "corrects", "extends", "consolidates", "guides", "implements",
    "based_on", "cites",
)  # fmt: skip
EFFECTS = frozenset({"supersedes", "repeals", "suspends", "amends", "corrects", "extends", "consolidates"})
_RANK = {kind: index for index, kind in enumerate(STRENGTH)}


class Verdict(Record, frozen=True):
    """What the text says of one mention: kind, cue word, whether only a part is touched."""

    kind: str
    cue: str
    partial: bool = False


class Joint(Record, frozen=True):
    """A relation between two mentions, stated in passing; `told` is the place that says so where that is not between
    the two: the base text of a consolidated one stands far above its clauses."""

    source: Hit
    target: Hit
    kind: str
    told: tuple[int, int] | None = None


class Reading:
    """The relations of one text: a verdict for each mention (by id), and the joints between two others."""

    __slots__ = ("joints", "verdicts")

    def __init__(self) -> None:
        self.verdicts: dict[int, Verdict] = {}
        self.joints: list[Joint] = []


class Chain:
    """What the mention before was, so that the next one can be one more of the same.

    `top` is the relation that the sentence itself goes on with, `bare` an item of a list without words of its own.
    """

    __slots__ = ("bare", "block", "hit", "joint", "top")

    def __init__(self, hit: Hit, top: Verdict, joint: Joint | None, block: int, bare: bool) -> None:
        self.hit, self.top, self.joint, self.block, self.bare = hit, top, joint, block, bare


CITES = Verdict("cites", "")


def stronger(one: Verdict, other: Verdict) -> Verdict:
    """The stronger of two verdicts on the same document; the first where they are equal."""
    return other if _RANK[other.kind] < _RANK[one.kind] else one


def carried(previous: Chain, hit: Hit) -> Verdict:
    """One more of the same; what is done to documents of one type is not done to the next of another."""
    top = previous.top
    if top.kind in EFFECTS and hit.type != previous.hit.type and not (is_law(hit) and is_law(previous.hit)):
        return CITES
    return top


def is_law(hit: Hit) -> bool:
    """Whether a mention is of a law, a code or an ordinance."""
    return hit.type in ("Luật", "Bộ luật", "Pháp lệnh")

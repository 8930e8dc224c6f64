"""A store of cases that the samples lack: every status at once, texts made to hurt, lines of many cards."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from luocdo.graph.model import AgencyRef, Extraction, Header, SourceText
from luocdo.graph.store import Store, open_store
from luocdo.graph.store_records import HeldText
from tests.queries.conftest import Documents, Tasks, filled

DAY = "2024-06-01"
TRAP = "window.__ran = true"
HOSTILE = f"\"'><script>{TRAP}</script></script><img src=x onerror=\"{TRAP}\"><a href='javascript:{TRAP}'>]]>&lt;{{0}}"
"""Opens whatever a careless page leaves open: attribute, element, script, link, section of data."""
STATUSES = {
    "s-superseded": "bị thay thế",
    "s-repealed": "hết hiệu lực",
    "s-suspended": "bị đình chỉ",
    "s-expired": "đã hết kỳ",
    "s-later": "chưa có hiệu lực",
    "s-partly": "sửa đổi một phần",
    "s-no-end": "chưa thấy hết hiệu lực",
    "s-in-force": "còn hiệu lực",
    "s-unknown": "chưa rõ",
    "s-stale": "cần kiểm tra",
    "s-doubtful": "cần kiểm tra",
}
"""A document of each status, with the word that its card has on DAY."""
SIZES = (15, 50, 300)
"""Documents of the lines of many cards; the root of each is `line-SIZE`."""

_CENTRE = (AgencyRef("bo-chinh-tri", "Bộ Chính trị"),)
_PROVINCE = (AgencyRef("gia-lai-ubnd", "Ủy ban nhân dân tỉnh Gia Lai"),)
_MODEL = "ban hành Quy chế công tác lưu trữ của các cơ quan"
_TITLE = "triển khai thực hiện Quy chế công tác dân vận của hệ thống chính trị trong các cơ quan hành chính nhà nước"


def cases(path: Path) -> None:
    """A new store of all cases."""
    store = open_store(str(path))
    documents: Documents = {}
    edges: list[tuple[Any, ...]] = []
    tasks: Tasks = {}
    for more, joined, given in (_statuses(), _hostile(), *(_line(size) for size in SIZES)):
        documents |= more
        edges += joined
        tasks |= given
    filled(store, documents, edges, tasks)
    _hold(store, "hostile-plan", f"{HOSTILE}.txt", HOSTILE)
    store.close()


def _statuses() -> tuple[Documents, list[tuple[Any, ...]], Tasks]:
    def centre(serial: int, day: str, **more: Any) -> dict[str, Any]:
        return {"number": f"{serial}-QĐ/TW", "type": "Quyết định", "date": day, "level": "central-party",
                "issuer": _CENTRE} | more  # fmt: skip

    def plan(number: int, **more: Any) -> dict[str, Any]:
        return {"number": f"{number}/KH-UBND", "type": "Kế hoạch", "date": "2019-03-01", "level": "province-state",
                "province": "Gia Lai", "issuer": _PROVINCE, "held": True} | more  # fmt: skip

    documents = {
        "s-root": centre(1, "2009-01-01"),
        "s-superseded": centre(2, "2010-01-01"),
        "s-repealed": centre(3, "2010-01-02"),
        "s-suspended": centre(4, "2010-01-03"),
        "s-partly": centre(5, "2010-01-04"),
        "s-unknown": centre(6, "2010-01-05"),
        "s-newer": centre(7, "2021-07-30", held=True),
        "s-after": centre(9, "2024-12-01", held=True),
        "s-model": centre(8, "2010-02-01", title=_MODEL),
        # One number twice: the Central Committee counts anew each term.
        "25-nq-tw.2003-03-12": centre(25, "2003-03-12", number="25-NQ/TW", type="Nghị quyết"),
        "25-nq-tw.2013-06-03": centre(25, "2013-06-03", number="25-NQ/TW", type="Nghị quyết"),
        "s-expired": plan(11, expires="2020-12-31"),
        "s-later": plan(12, date="2024-05-01", effective_from="2025-01-01"),
        "s-no-end": plan(13),
        "s-in-force": plan(14, effective_from="2019-04-01"),
        "s-stale": plan(15),
        "s-doubtful": plan(16, title=f"về {_MODEL}", held=False),
    }
    edges: list[tuple[Any, ...]] = [
        (id_, "IMPLEMENTS", "s-root") for id_ in documents if id_[:2] == "s-" and id_ != "s-root"
    ]
    edges += [
        ("s-newer", "SUPERSEDES", "s-superseded"),
        ("s-newer", "SUPERSEDES", "s-model"),
        ("s-newer", "REPEALS", "s-repealed"),
        ("s-newer", "SUSPENDS", "s-suspended"),
        ("s-newer", "AMENDS", "s-partly"),
        # A document is in force on a day when the store holds what ends it later.
        ("s-after", "SUPERSEDES", "s-in-force"),
        ("s-stale", "IMPLEMENTS", "s-superseded"),
    ]
    return documents, edges, {}


def _hostile() -> tuple[Documents, list[tuple[Any, ...]], Tasks]:
    body = (AgencyRef("x", HOSTILE),)
    documents = {
        "hostile": {"number": HOSTILE, "title": HOSTILE, "issuer": body, "level": "central-party",
                    "date": "2015-01-01"},
        "hostile-plan": {"number": f"9/{HOSTILE}", "title": HOSTILE, "issuer": body, "level": "province-state",
                         "province": HOSTILE, "date": "2020-01-01", "held": True, "signer": HOSTILE},
    }  # fmt: skip
    quote = {"quote": HOSTILE, "section": HOSTILE, "end": len(HOSTILE)}
    edges = [("hostile-plan", "IMPLEMENTS", "hostile", quote), ("hostile-plan", "SUPERSEDES", "hostile", quote)]
    tasks = {
        "hostile-task": {"document": "hostile-plan", "agencies": [HOSTILE], "text": HOSTILE, "section": HOSTILE,
                         "deadlines": [{"text": HOSTILE, "date": "2020-05-30"}]}
    }  # fmt: skip
    return documents, edges, tasks


def _line(size: int) -> tuple[Documents, list[tuple[Any, ...]], Tasks]:
    """A root and what carries it out on every level, with the longest numbers, titles and names there are."""
    root = f"line-{size}"
    documents: Documents = {
        root: {"number": f"{size}-CT/TW", "date": "2016-01-01", "level": "central-party", "issuer": _CENTRE,
               "title": _TITLE}
    }  # fmt: skip
    edges: list[tuple[Any, ...]] = []
    levels = ("central-state", "province-party", "province-state", "department")
    patterns = ("{0}/2016/TTLT-BNV-BTC", "{0}-KH/BDVTU-BCSĐUBND", "{0}/KH-UBND", "{0}/KH-SNV")
    ids = [root]
    for each in range(size - 1):
        level, id_ = each % len(levels), f"{root}.{each:03}"
        province = "Bà Rịa - Vũng Tàu" if level else None
        name = ("Bộ Nội vụ, Bộ Tài chính", "Ban Dân vận Tỉnh ủy", "Ủy ban nhân dân tỉnh", "Sở Nội vụ")[level]
        documents[id_] = {
            "number": patterns[level].format(each + size * 1000), "date": f"20{17 + each % 7}-0{1 + each % 9}-15",
            "level": levels[level], "province": province, "issuer": (AgencyRef(f"b{level}", name),),
            "title": f"{_TITLE} năm 20{17 + each % 7}", "held": each % 3 > 0,
        }  # fmt: skip
        near = [other for other in ids if other == root or int(other[-3:]) % 4 < level]
        edges.append((id_, "IMPLEMENTS", near[each * 7 % len(near)]))
        if each % 5 == 0:
            edges.append((id_, "CITES", root))
        ids.append(id_)
    held = [id_ for id_ in ids if documents[id_].get("held")][:3]
    tasks = {
        f"{root}-t{at}": {"document": id_, "agencies": ["Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở tỉnh"],
                          "text": "- Tham mưu Ủy ban nhân dân tỉnh ban hành văn bản chỉ đạo, đôn đốc, kiểm tra",
                          "deadlines": [{"text": "trước ngày 30/5", "date": "2020-05-30"}]}
        for at, id_ in enumerate(held)
    }  # fmt: skip
    return documents, [each for each in edges if each[0] != each[2]], tasks


def _hold(store: Store, id_: str, source: str, text: str) -> None:
    """The text of a document that is in the store already."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    node = store.document(id_)
    assert node is not None
    header = Header(
        id=id_, type=node.type, number=node.number, date=node.date, issuer=node.issuer[0], level=node.level,
        province=node.province, title=node.title, signer=node.signer, effective_from=None,
    )  # fmt: skip
    extraction = Extraction(source, digest, len(text), header, (), (), (), (), (), (), ())
    with store.batch() as writer:
        writer.put_held(
            HeldText(f"key-{id_}", id_, SourceText(source, digest, text, "text/plain", "utf-8"), extraction)
        )

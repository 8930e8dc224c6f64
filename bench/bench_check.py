"""Figures of status and of the draft check: `python bench/bench_check.py [--documents N]`.

A store of 100,000 documents that bear real forms of numbers: decrees, circulars and decisions of the centre, plans and
decisions of provinces. One in eight has been replaced with a clause that says so, one in twelve amended, and each rests
on four others. Asked is what is in the store: 10,000 numbers as a user types them, and a draft of 50 pages
that cites 200 of its documents. Times are those of the processor, in one process, after the start.
"""

from __future__ import annotations

import argparse
import datetime
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from luocdo.app.collector import collect_seldom
from luocdo.graph.facts import Named, claim_of, identity_of
from luocdo.graph.model import DocumentNode, Edge, Evidence, Terms
from luocdo.graph.nodes import lone_node
from luocdo.graph.number import number_key
from luocdo.graph.places import place_key, provinces
from luocdo.graph.store import Store, open_store
from luocdo.graph.store_records import Origin
from luocdo.loaders.pipeline import extract
from luocdo.queries.check import check
from luocdo.queries.status import statuses

RUNS = 5
ASKED = 10_000
CITED = 200
PAGE = 2_600
"""Characters of a printed page."""
DAY = "2026-01-01"
_DOING = (
    "triển khai",
    "tăng cường",
    "nâng cao hiệu quả",
    "đổi mới",
    "tổ chức thực hiện",
    "kiểm tra",
    "tổng kết",
    "quản lý",
)
_SUBJECTS = (
    "công tác dân vận", "cải cách hành chính", "chuyển đổi số", "phòng, chống thiên tai", "an toàn giao thông",
    "giảm nghèo bền vững", "xây dựng nông thôn mới", "thực hiện dân chủ ở cơ sở", "quản lý đất đai", "y tế cơ sở",
    "an toàn thực phẩm", "phòng cháy, chữa cháy", "giáo dục nghề nghiệp", "bảo hiểm xã hội", "thi đua, khen thưởng",
)  # fmt: skip
_WHERE = (
    "trong doanh nghiệp nhà nước", "ở vùng đồng bào dân tộc thiểu số", "tại khu công nghiệp", "trong trường học",
    "ở các xã biên giới", "của hệ thống chính trị", "trong lực lượng vũ trang", "tại các bệnh viện công lập",
    "trên môi trường mạng", "đối với người có công", "ở khu dân cư", "trong cơ quan hành chính",
)  # fmt: skip
_SHAPES = (
    ("{n}/{y}/NĐ-CP", "Nghị định", ""),
    ("{n}/{y}/TT-BTC", "Thông tư", ""),
    ("{n}/{y}/TT-BNV", "Thông tư", ""),
    ("{n}/QĐ-TTg", "Quyết định", ""),
    ("{n}/KH-UBND", "Kế hoạch", "place"),
    ("{n}/QĐ-UBND", "Quyết định", "place"),
    ("{n}-KH/TU", "Kế hoạch", "place"),
)
_SHARES = (4, 6, 4, 6, 40, 30, 10)


def main() -> None:
    """Make the store and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "graph.db"))
        made = documents(asked.documents)
        fill(store, made)
        counts = store.counts()
        print(f"{counts.documents:,} documents, {sum(counts.edges.values()):,} relations, median of {RUNS} runs")
        collect_seldom()  # as the program does at its start
        queries = [query(each) for each in random.Random(2).sample(made, ASKED)]
        found = statuses(store, queries, DAY)
        answered = sum(each.document is not None for each in found)
        print(f"of {ASKED:,} numbers {answered:,} are one document's, {sum(bool(e.stale) for e in found):,} are stale")
        show(f"status of {ASKED:,} numbers", lambda: statuses(store, queries, DAY))
        show("status of one number", lambda: statuses(store, queries[:1], DAY))
        draft = text(random.Random(3).sample(made, CITED))
        print(f"the draft has {len(draft):,} characters, {len(extract(draft).citations)} citations")
        checked = check(store, extract(draft), draft, DAY)
        print(f"its check tells {len(checked.findings)} findings: {checked.summary}")
        show("check of a 50-page draft", lambda: check(store, extract(draft), draft, DAY))
        show("  of this reading the draft", lambda: extract(draft))
        store.close()


def documents(count: int) -> list[DocumentNode]:
    """Documents of twenty years, oldest first, each number with a day and place of its own."""
    rng = random.Random(1)
    places = sorted({each.name for each in provinces().all if each.exists_on("2020-01-01")})
    first, seen, found = datetime.date(2005, 1, 1), set(), []
    for index in range(count):
        day = first + datetime.timedelta(days=index * 7500 // count)
        shape, type_name, placed = rng.choices(_SHAPES, _SHARES)[0]
        number = shape.format(n=f"{rng.randrange(1, 3000):02}", y=day.year)
        unit = place_key(rng.choice(places)) if placed else ""
        title = f"về {rng.choice(_DOING)} {rng.choice(_SUBJECTS)} {rng.choice(_WHERE)} năm {day.year}"
        named = Named(number, type_name, day.isoformat(), unit, None, title)
        id_ = identity_of(named)
        node = lone_node(claim_of(named))
        if id_ is None or node is None or id_ in seen:
            continue
        seen.add(id_)
        found.append(held(node))
    return found


def held(node: DocumentNode) -> DocumentNode:
    """A document as the text of it would make it, with its first day in force."""
    fields = {name: getattr(node, name) for name in node.__struct_fields__}
    return DocumentNode(**{**fields, "held": True, "effective_from": node.date})


def fill(store: Store, made: list[DocumentNode]) -> None:
    """Put documents and relations into an empty store."""
    groups: dict[str, list[DocumentNode]] = {}
    for each in made:
        groups.setdefault(number_key(each.number or ""), []).append(each)
    with store.batch() as writer:
        for key, nodes in groups.items():
            writer.put_group(key, nodes)
    for start in range(0, len(made), 5_000):
        with store.batch() as writer:
            for index in range(start, min(start + 5_000, len(made))):
                origin = Origin(f"k{index}", f"{made[index].id}.txt", "00", made[index].id)
                writer.put_statements(origin, relations(made, index, origin))


def relations(made: list[DocumentNode], index: int, origin: Origin) -> Iterator[Edge]:
    """What a document says of older ones."""
    rng, own = random.Random(index), made[index]
    older = list(dict.fromkeys(rng.randrange(max(1, index)) for _ in range(4))) if index else []
    for place in older:
        yield edge(own, made[place], rng.choice(("IMPLEMENTS", "BASED_ON", "CITES")), origin)
    if older and index % 8 == 0:
        yield edge(own, made[older[0]], "SUPERSEDES", origin, Terms(own.date, False))
    elif older and index % 12 == 1:
        yield edge(own, made[older[0]], "AMENDS", origin, Terms(own.date, True, ("khoản 1 Điều 7",)))


def edge(source: DocumentNode, target: DocumentNode, kind: str, origin: Origin, terms: Terms | None = None) -> Edge:
    """A relation with its sentence."""
    quote = f"thực hiện {target.type} số {target.number}"
    seen = Evidence(
        source.id, origin.source, origin.sha256, 100, 100 + len(quote), quote, "Điều 1", "thực hiện", kind, 0.9,
        terms=terms,
    )  # fmt: skip
    return Edge(source.id, target.id, kind, "document", terms is not None and terms.partial, 0.9, (seen,))


def query(document: DocumentNode) -> str:
    """A number as a user types it: with the day where the number alone is not one document's."""
    carries_year = "/20" in (document.number or "")
    return document.number or "" if carries_year else f"{document.number}@{document.date}"


def text(cited: list[DocumentNode]) -> str:
    """A draft that cites these documents among other sentences."""
    filler = (
        "Các cơ quan, đơn vị nâng cao chất lượng công tác tham mưu, phối hợp chặt chẽ trong quá trình triển khai, "
        "bảo đảm thống nhất, đồng bộ, đúng tiến độ, phù hợp với điều kiện thực tế của từng địa phương, đơn vị. "
    )
    lines = [
        "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố:    /KH-UBND\nLào Cai, ngày    tháng    năm 2026\n\nKẾ HOẠCH\nvề một việc\n"
    ]
    length = PAGE * 50 // len(cited)
    for place, each in enumerate(cited, 1):
        day = f"ngày {each.date[8:]}/{each.date[5:7]}/{each.date[:4]}" if each.date else ""
        whose = (
            f" của {'Tỉnh ủy' if '/TU' in (each.number or '') else 'UBND'} tỉnh {each.province}"
            if each.province
            else ""
        )
        sentence = f"{place}. Thực hiện {each.type} số {each.number} {day}{whose} {each.title}. "
        lines.append(sentence + filler * max(0, (length - len(sentence)) // len(filler)))
    return "\n".join(lines)


def show(name: str, call: Callable[[], object]) -> None:
    """The median of some calls: processor time and time on the clock."""
    spent, clock = [], []
    for _ in range(RUNS):
        before, start = time.process_time(), time.perf_counter()
        call()
        spent.append(time.process_time() - before)
        clock.append(time.perf_counter() - start)
    print(f"| {name} | {statistics.median(spent):.3f} | {statistics.median(clock):.3f} |", flush=True)


if __name__ == "__main__":
    main()

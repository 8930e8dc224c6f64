"""Tasks in the graph: one node each, edges to real bodies and directives, gone with the text that gave them."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from luocdo.graph.agency_names import agency_ref
from luocdo.graph.build import load
from luocdo.graph.known import Known
from luocdo.graph.model import (
    Citation,
    Extraction,
    Header,
    Mention,
    Resolution,
    SourceText,
    Task,
    TaskNode,
)
from luocdo.graph.store import Store
from luocdo.graph.store_records import HeldText
from tests.conftest import NewStore

Build = Callable[..., Store]
DECISION = {"number": "290-QĐ/TW", "type": "Quyết định", "date": "2010-02-25"}
REVIEW = "Sở Nội vụ viết báo cáo mười năm thực hiện Quyết định 290-QĐ/TW."
TELL = "Sở Tài chính, Sở Tư pháp\nbáo cáo trước ngày 30/5/2020 qua Sở Nội vụ."
ORDER = "Giám đốc các sở,\nban, ngành chịu trách nhiệm thi hành Kế hoạch này."
NOWHERE = Resolution("unknown", None, "never-dated", 0.0)


def task(text: str, line: str, leads: tuple[str, ...], province: str | None, **fields: Any) -> Task:
    start = text.index(line)
    refs = {
        name: tuple(agency_ref(each, province) for each in fields.pop(name, ()))
        for name in ("supporting", "reports_to")
    }
    bodies = tuple(agency_ref(each, province) for each in leads)
    return Task("implementing", "III.1", line, start, start + len(line), bodies, **refs, **fields)


def plan(
    key: str, number: str = "614/KH-UBND", province: str | None = "Gia Lai", lines: tuple[str, ...] = (REVIEW, TELL)
) -> HeldText:
    """A plan with up to two tasks; the first speaks of 290-QĐ/TW."""
    text = "\n".join((f"KẾ HOẠCH {number}", *lines, ORDER))
    blank = dict.fromkeys(("issuer", "level", "title", "signer", "effective_from"))
    header = Header(id="", type="Kế hoạch", number=number, date="2020-03-24", province=province, **blank)
    tasks, citations = [], []
    if REVIEW in lines:
        start = text.index("Quyết định 290")
        mention = Mention(start, start + 22, text[start : start + 22], "III.1")
        citations.append(
            Citation(
                **DECISION,
                name=None,
                title=None,
                issuer=(),
                term=None,
                relation="implements",
                scope="provision",
                partial=False,
                cue="thực hiện",
                resolution=NOWHERE,
                mentions=(mention,),
            )
        )
        tasks.append(task(text, REVIEW, ("Sở Nội vụ",), province))
    if TELL in lines:
        day = ({"date": "2020-05-30", "text": "trước ngày 30/5/2020"},)
        leads = ("Sở Tài chính", "Sở Tư pháp", "...")
        tasks.append(task(text, TELL, leads, province, reports_to=("Sở Nội vụ",), deadlines=day))
    source = SourceText(f"{key}.txt", key * 8, text, "text/plain", "utf-8")
    executors = (agency_ref("Giám đốc các sở, ban, ngành", province),)
    extraction = Extraction(
        source=source.source,
        sha256=source.sha256,
        text_length=len(text),
        document=header,
        citations=tuple(citations),
        nested=(),
        effects=(),
        tasks=tuple(tasks),
        executors=executors,
        recipients=(),
        problems=(),
    )
    return HeldText(key, "", source, extraction)


@pytest.fixture
def build(new_store: NewStore) -> Build:
    """Loads batches of texts into a new store. Of Neo4j the store built last is the one there is."""

    def built(*batches: list[HeldText]) -> Store:
        store = new_store()
        for texts in batches:
            with store.batch() as writer:
                load(writer, texts, Known())
        return store

    return built


def tasks_of(store: Store) -> list[TaskNode]:
    return store.task_page(limit=100)


def dump(store: Store) -> dict[str, Any]:
    documents = store.document_page(limit=100)
    tasks = tasks_of(store)
    return {
        "documents": documents,
        "agencies": store.agency_page(limit=100),
        "tasks": tasks,
        "edges": store.neighbours([each.id for each in (*documents, *tasks)], evidence=True),
        "counts": store.counts(),
    }


def triples(store: Store) -> set[tuple[str, str, str]]:
    ids = [each.id for each in (*store.document_page(), *tasks_of(store))]
    return {(edge.source, edge.kind, edge.target) for edge in store.neighbours(ids)}


def test_each_task_is_a_node_with_edges_to_real_bodies_and_directives(build: Build) -> None:
    store = build([plan("a")])
    review = next(each for each in tasks_of(store) if "mười năm" in each.text)
    tell = next(each for each in tasks_of(store) if "Tài chính" in each.text)
    own = "614-kh-ubnd.gia-lai.2020-03-24"
    work = {each for each in triples(store) if each[1] != "IMPLEMENTS"}
    assert work == {
        (own, "ASSIGNS", review.id),
        (review.id, "LED_BY", "so-noi-vu.gia-lai"),
        (review.id, "SERVES", "290-qd-tw.2010-02-25"),
        (own, "ASSIGNS", tell.id),
        (tell.id, "LED_BY", "so-tai-chinh.gia-lai"),
        (tell.id, "LED_BY", "so-tu-phap.gia-lai"),
        (tell.id, "REPORTS_TO", "so-noi-vu.gia-lai"),
        (own, "EXECUTED_BY", "cac-so-ban-nganh.gia-lai"),
    }
    assert tell.deadlines == ({"date": "2020-05-30", "text": "trước ngày 30/5/2020"},)
    assert review.directives == ("290-qd-tw.2010-02-25",)
    assert store.counts().tasks == 2


def test_a_task_edge_shows_its_words_and_an_executor_its_clause(build: Build) -> None:
    store = build([plan("a")])
    text = plan("a").text.text
    shown = {edge.kind: edge.evidence[0] for edge in store.neighbours(
        [each.id for each in (*store.document_page(), *tasks_of(store))], evidence=True)}  # fmt: skip
    assert all(text[seen.start : seen.end] == seen.quote for seen in shown.values())
    assert shown["EXECUTED_BY"].quote == ORDER
    assert shown["SERVES"].quote == REVIEW


def test_a_group_and_a_department_carry_their_province(build: Build) -> None:
    store = build([plan("a"), plan("b", province="Bình Định")])
    named = {each.id: (each.name, each.province) for each in store.agency_page()}
    assert named["so-noi-vu.binh-dinh"] == ("Sở Nội vụ Bình Định", "Bình Định")
    assert named["cac-so-ban-nganh.gia-lai"] == ("Giám đốc các sở, ban, ngành", "Gia Lai")


def test_a_task_keeps_its_id_when_something_is_written_elsewhere_in_its_text(build: Build) -> None:
    alone, both = tasks_of(build([plan("a", lines=(REVIEW,))])), tasks_of(build([plan("a")]))
    assert {each.id for each in alone} < {each.id for each in both}


def test_two_tasks_with_the_same_words_are_two(build: Build) -> None:
    held = plan("a", lines=(REVIEW,))
    twice = msgspec.structs.replace(held.extraction, tasks=held.extraction.tasks * 2)
    found = tasks_of(build([msgspec.structs.replace(held, extraction=twice)]))
    assert [each.id.removeprefix(found[0].id) for each in found] == ["", "-2"]


def test_a_changed_text_takes_its_tasks_with_it(build: Build) -> None:
    changed = build([plan("a")], [plan("a", lines=(REVIEW,))])
    assert dump(changed) == dump(build([plan("a", lines=(REVIEW,))]))


def test_a_removed_text_leaves_no_task_and_no_body(build: Build) -> None:
    store = build([plan("a")])
    with store.batch() as writer:
        load(writer, [], Known(), drop=["a"])
    assert dump(store) == dump(build())


def test_of_two_copies_the_first_gives_the_tasks_and_the_other_when_it_is_gone(build: Build) -> None:
    """A web page and a PDF of one plan, broken into lines differently: each task is there once."""
    page, pdf = plan("a"), plan("b", lines=(TELL,))
    both = build([page, pdf])
    assert len(tasks_of(both)) == 2
    assert dump(build([pdf], [page])) == dump(both)
    with both.batch() as writer:
        load(writer, [], Known(), drop=["a"])
    assert dump(both) == dump(build([pdf]))


@pytest.mark.parametrize("seed", range(6))
def test_any_order_gives_the_same_tasks(build: Build, seed: int) -> None:
    texts = [plan("a"), plan("b", lines=(TELL,)), plan("c", province="Bình Định"), plan("d", "7/KH-UBND")]
    texts += [plan("e", "8/KH-UBND", None), plan("f", "8/KH-UBND", "Sơn La", (REVIEW,))]
    expected = dump(build(texts))
    order = random.Random(seed)
    order.shuffle(texts)
    cut = order.randrange(1, len(texts))
    assert dump(build(texts[:cut], texts[cut:])) == expected

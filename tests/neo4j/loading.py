"""A small corpus in many batches, and what an undisturbed load makes of it."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from luocdo.graph.errors import StoreError
from luocdo.graph.store import Store, open_store
from luocdo.loaders.ingest import Ingested, ingest
from tests.whole_store import whole_store

_PLACES = ("Gia Lai", "Sơn La", "Lào Cai", "Tuyên Quang")


def write_texts(folder: Path, count: int) -> Path:
    """Plans of four provinces that carry out one decision, cite each other and give work; every tenth twice."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        place = _PLACES[number % len(_PLACES)]
        day = f"{number % 28 + 1}/{number % 12 + 1}/2020"
        text = (
            f"ỦY BAN NHÂN DÂN\nTỈNH {place.upper()}\nSố: {number}/KH-UBND\n{place}, ngày {day}\n\nKẾ HOẠCH\n"
            f"Công tác dân vận đợt {number}\n\nCăn cứ Kế hoạch số {number // 2 + 1}/KH-UBND của UBND tỉnh {place};\n"
            "I. NỘI DUNG\n1. Thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010 của Bộ Chính trị.\n"
            "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát quy chế, báo cáo "
            f"UBND tỉnh trước ngày {number % 28 + 1}/12/2020.\n"
        )
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        if number % 10 == 0:
            (folder / f"{number:05}-copy.txt").write_text(f"{text}\n", encoding="utf-8")
    return folder


def load(store: Store, folder: Path, batch_files: int = 4) -> Ingested:
    """Load the folder in small batches."""
    return ingest(store, [folder], workers=1, batch_files=batch_files)


def undisturbed(folder: Path, batch_files: int = 4) -> dict[str, Any]:
    """All that a store holds that nothing happened to."""
    store = open_store(":memory:")
    load(store, folder, batch_files)
    whole = whole_store(store)
    store.close()
    return whole


class Loading(threading.Thread):
    """A load into an open store, in a thread of its own; `error` is what ended it."""

    def __init__(self, url: str, folder: Path) -> None:
        super().__init__()
        self._store, self._folder = open_store(url), folder
        self.error: StoreError | None = None
        self.start()

    def run(self) -> None:
        try:
            load(self._store, self._folder)
        except StoreError as error:
            self.error = error
        finally:
            self._store.close()

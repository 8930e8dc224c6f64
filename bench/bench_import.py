"""Figures of `luocdo registry import`: `python bench/bench_import.py [--documents N] [--relations N]`.

Tables in the shape of the public copies of the national database: 160,000 documents with the keeper's own numbers,
and 900,000 relations under the labels of the old site, six in ten of them grounds and references. Two Parquet
tables, the second twice; then the relations as CSV, with titles in which the numbers stand. Each import runs in a
process of its own, so that the peak of memory is its own; it is counted beyond what the program takes by itself.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow
import pyarrow.parquet
from memory import peak_mb

from luocdo.app.collector import collect_seldom
from luocdo.graph.store import open_store
from luocdo.loaders.registry_import import Asked, import_table

LABELS = (
    ("Văn bản căn cứ", 45), ("Văn bản dẫn chiếu", 15), ("Văn bản hết hiệu lực", 7),
    ("Văn bản quy định hết hiệu lực", 5), ("Văn bản được sửa đổi", 5), ("Văn bản sửa đổi", 5),
    ("Văn bản được HD, QĐ chi tiết", 6), ("Văn bản HD, QĐ chi tiết", 4), ("Văn bản bị hết hiệu lực 1 phần", 4),
    ("Văn bản quy định hết hiệu lực 1 phần", 2), ("Văn bản liên quan khác", 2),
)  # fmt: skip
ACTIVE_ON_THIS = (
    "Văn bản quy định hết hiệu lực",
    "Văn bản sửa đổi",
    "Văn bản quy định hết hiệu lực 1 phần",
    "Văn bản HD, QĐ chi tiết",
)
SHAPES = (
    ("{n}/{y}/NĐ-CP", "Nghị định", "Chính phủ", "Toàn quốc"),
    ("{n}/{y}/TT-BTC", "Thông tư", "Bộ Tài chính", "Toàn quốc"),
    ("{n}/{y}/TT-BNV", "Thông tư", "Bộ Nội vụ", "Toàn quốc"),
    ("{n}/{y}/QĐ-UBND", "Quyết định", "Ủy ban nhân dân tỉnh {p}", "Tỉnh {p}"),
    ("{n}/{y}/NQ-HĐND", "Nghị quyết", "Hội đồng nhân dân tỉnh {p}", "Tỉnh {p}"),
)
PLACES = (
    "Gia Lai",
    "Sơn La",
    "Lào Cai",
    "An Giang",
    "Nghệ An",
    "Quảng Ninh",
    "Bắc Giang",
    "Hà Giang",
    "Cà Mau",
    "Đồng Nai",
)
TITLE = "Ban hành Quy định về quản lý, khai thác và sử dụng hệ thống thông tin số {n} trên địa bàn, lĩnh vực quản lý"
OURS = """
keeper: own
name: Bảng của cơ quan
relation:
  this: {number: văn bản}
  other: {number: văn bản kia}
  label: quan hệ
labels: [vbpl-old]
"""


def main() -> None:
    """Make the tables and print what each import took."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=160_000)
    options.add_argument("--relations", type=int, default=900_000)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = documents(asked.documents)
        parquet(folder, made, asked.relations)
        plain(folder, made, asked.relations)
        (folder / "own.yaml").write_text(OURS, "utf-8")
        del made
        print(f"{asked.documents:,} documents, {asked.relations:,} relations\n")
        print("| table | rows | facts | refused | s | cpu s | memory MB | store MB |")
        print("|---|---:|---:|---:|---:|---:|---:|---:|")
        for store, file, mapping in (
            ("a.db", "documents.parquet", "vbpl-copy-documents"),
            ("a.db", "relations.parquet", "vbpl-copy-relations"),
            ("a.db", "relations.parquet", "vbpl-copy-relations"),
            ("b.db", "relations.csv", str(folder / "own.yaml")),
        ):
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                print(pool.apply(measured, (folder / store, folder / file, mapping)), flush=True)


def measured(store: Path, file: Path, mapping: str) -> str:
    """One import, as a row."""
    collect_seldom()  # as the program does at its start
    target = open_store(str(store))
    before, start, spent = peak_mb(), time.perf_counter(), time.process_time()
    done = import_table(target, file, Asked(mapping)).table
    seconds, cpu = time.perf_counter() - start, time.process_time() - spent
    target.close()
    size = store.stat().st_size / 1e6
    counts = f"{done.rows:,} | {done.facts:,} | {done.refused:,}"
    return f"| {file.name} | {counts} | {seconds:.1f} | {cpu:.1f} | {peak_mb() - before:.0f} | {size:.0f} |"


def documents(count: int) -> list[tuple[str, ...]]:
    """Documents of thirty years, oldest first: number, type, issuer, place, day of issue, first day, title."""
    rng, found = random.Random(1), []
    for index in range(count):
        year = 1996 + index * 30 // count
        shape, kind, issuer, place = rng.choice(SHAPES)
        where = rng.choice(PLACES)
        number = shape.format(n=f"{index % 5_000 + 1:02}", y=year)
        day = f"{rng.randrange(1, 29):02}/{rng.randrange(1, 13):02}/{year}"
        found.append((number, kind, issuer.format(p=where), place.format(p=where), day, day, TITLE.format(n=index)))
    return found


def relations(documents: int, count: int) -> Iterator[tuple[int, str, int]]:
    """Rows of relations by the places of their documents, the older one acted on; a few hubs are most grounds."""
    rng = random.Random(2)
    labels, weights = zip(*LABELS, strict=True)
    for index in range(count):
        this = index * documents // count or 1
        label = rng.choices(labels, weights)[0]
        other = int(rng.random() ** 3 * this) if label == "Văn bản căn cứ" else rng.randrange(this)
        yield (other, label, this) if label in ACTIVE_ON_THIS else (this, label, other)


def parquet(folder: Path, made: list[tuple[str, ...]], count: int) -> None:
    """The two tables with references."""
    names = ("so_ky_hieu", "loai_van_ban", "co_quan_ban_hanh", "pham_vi", "ngay_ban_hanh", "ngay_co_hieu_luc", "title")
    columns: dict[str, list[object]] = {
        name: list(each) for name, each in zip(names, zip(*made, strict=True), strict=True)
    }
    columns["id"] = list(range(len(made)))
    columns["tinh_trang_hieu_luc"] = [("Còn hiệu lực", "Hết hiệu lực toàn bộ")[n % 3 == 0] for n in range(len(made))]
    columns["ngay_het_hieu_luc"] = [None] * len(made)
    pyarrow.parquet.write_table(pyarrow.table(columns), folder / "documents.parquet")
    this, label, other = zip(*relations(len(made), count), strict=True)
    table = {"doc_id": this, "other_doc_id": other, "relationship": label}
    pyarrow.parquet.write_table(pyarrow.table(table), folder / "relations.parquet")


def plain(folder: Path, made: list[tuple[str, ...]], count: int) -> None:
    """One table with titles in which the numbers stand; local ones cannot be told and are refused."""
    with (folder / "relations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("văn bản", "quan hệ", "văn bản kia"))
        for this, label, other in relations(len(made), count):
            writer.writerow((titled(made[this]), label, titled(made[other])))


def titled(document: tuple[str, ...]) -> str:
    """A document as such tables write it."""
    return f"{document[1]} số {document[0]} {document[6]}"


if __name__ == "__main__":
    main()

"""Speed of the extraction: `python bench/bench_extract.py [--texts FOLDER] [--runs N] [--hostile BYTES]`.

Full extraction of a folder of texts, read beforehand, in one process: megabytes of UTF-8 a second, median of
the runs. Beside it the time of one bare regular expression over the same texts; the ratio of the two holds on
any machine. Then the same extraction on texts made to hurt, one at a time. Without the folder (by default
`../shared/corpus/open` beside the project) only those are measured.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from hostile import HOSTILE

from luocdo.graph.errors import ReadError
from luocdo.graph.model import SourceText
from luocdo.loaders import extract, extract_source
from luocdo.loaders.readers import read

OPEN_TEXTS = Path(__file__).parents[2] / "shared" / "corpus" / "open"
YARDSTICK = re.compile(r"(?<![\w/.])\d{1,5}\s*(?:/\s*\d{4})?\s*[-/]\s*[A-ZĐ]")
SLOWEST = 15


def main() -> None:
    """Run both and print their tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=Path, default=OPEN_TEXTS)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--hostile", type=int, default=1_000_000, help="bytes of each text made to hurt")
    asked = options.parse_args()
    if asked.texts.is_dir():
        show_texts(readable(asked.texts), asked.runs)
    else:
        print(f"{asked.texts} is not there: only texts made to hurt are measured")
    show_hostile(asked.hostile)


def readable(folder: Path) -> list[SourceText]:
    """The texts of a folder, those that cannot be read left out and named."""
    sources = []
    for path in sorted(each for each in folder.iterdir() if each.is_file()):
        try:
            sources.append(read(path))
        except ReadError as problem:
            print(f"left out: {problem}")
    return sources


def show_texts(sources: list[SourceText], runs: int) -> None:
    """Extraction against one bare regular expression over the same texts."""
    size = sum(len(source.text.encode("utf-8", "surrogatepass")) for source in sources)
    extract_each(sources)  # the vocabulary is read, the caches are warm
    full = median(runs, lambda: extract_each(sources))
    bare = median(runs, lambda: sum(len(YARDSTICK.findall(source.text)) for source in sources))
    print(f"| {len(sources)} texts, {size / 1e6:.1f} MB of UTF-8 | median of {runs} |\n|---|---:|")
    print(f"| full extraction, MB/s | {size / full / 1e6:.1f} |")
    print(f"| the bare regular expression, MB/s | {size / bare / 1e6:.1f} |")
    print(f"| ratio of their times | {full / bare:.2f} |\n")


def extract_each(sources: list[SourceText]) -> None:
    """One after the other; no extraction is kept, as in a load."""
    for source in sources:
        extract_source(source)


def show_hostile(size: int) -> None:
    """Seconds for each text made to hurt, cut to `size` bytes; the slowest ones."""
    rows = []
    for name, make in HOSTILE.items():
        rows.append((seconds(partial(extract, cut(make(size), size))), name))
    rows.sort(reverse=True)
    print(f"| {len(rows)} texts of {size / 1e6:g} MB made to hurt, the {SLOWEST} slowest | seconds |\n|---|---:|")
    for taken, name in rows[:SLOWEST]:
        print(f"| {name} | {taken:.2f} |")


def cut(text: str, size: int) -> str:
    """The beginning of a text that has so many bytes of UTF-8."""
    encoded = text.encode("utf-8", "surrogatepass")
    return text[: len(text) * size // len(encoded)] if len(encoded) > size else text


def median(runs: int, work: Callable[[], object]) -> float:
    """Seconds of the median run."""
    return statistics.median(seconds(work) for _ in range(runs))


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one run: what other programs take does not count."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()

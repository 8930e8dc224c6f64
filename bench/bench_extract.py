"""Speed of the extraction: `python bench/bench_extract.py [--texts FOLDER] [--runs N] [--steps] [--hostile BYTES]`.

Full extraction of a folder of texts, read beforehand, in one process: megabytes of UTF-8 a second, median of
the runs. Beside it the time of one bare regular expression over the same texts; the ratio of the two holds on
any machine. `--steps` shows what each step of it takes, as multiples of that expression's time. Then the same
extraction on texts made to hurt, one at a time; `--hostile 0` leaves them out. Without the folder (by default
`../shared/corpus/open` beside the project) only those are measured.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from hostile import HOSTILE

from luocdo.graph.errors import ReadError
from luocdo.graph.model import SourceText
from luocdo.loaders import extract, extract_source, pipeline
from luocdo.loaders.readers import read

OPEN_TEXTS = Path(__file__).parents[2] / "shared" / "corpus" / "open"
YARDSTICK = re.compile(r"(?<![\w/.])\d{1,5}\s*(?:/\s*\d{4})?\s*[-/]\s*[A-ZĐ]")
SLOWEST = 15
# Where each step of `loaders/pipeline.py` is called; what is left is a row of its own.
STEPS: tuple[tuple[Any, str, str], ...] = (
    (pipeline, "View", "blanks, dashes, look-alikes made plain, page heads left out"),
    (pipeline, "Outline", "sections"),
    (pipeline, "read_header", "header and signature"),
    (pipeline, "find_mentions", "numbers, names, short forms, with type word, day, issuer"),
    (pipeline.Relator, "__init__", "relations"),
    (pipeline.Relator, "read", "relations"),
    (pipeline, "resolve_text", "identity"),
    (pipeline, "read_effects", "effects"),
    (pipeline, "read_tasks", "tasks"),
)
LATER = ("effects", "tasks")


def main() -> None:
    """Run both and print their tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=Path, default=OPEN_TEXTS)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--steps", action="store_true", help="what each step takes")
    options.add_argument("--hostile", type=int, default=1_000_000, help="bytes of each text made to hurt")
    asked = options.parse_args()
    if asked.texts.is_dir():
        sources = readable(asked.texts)
        show_texts(sources, asked.runs)
        if asked.steps:
            show_steps(sources, asked.runs)
    else:
        print(f"{asked.texts} is not there: only texts made to hurt are measured")
    if asked.hostile:
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


def show_steps(sources: list[SourceText], runs: int) -> None:
    """What each step takes, least of the runs, as multiples of the bare expression's time."""
    least: dict[str, float] = {}
    with timed_steps() as taken:
        for _ in range(runs):
            taken.clear()
            taken["full"] = seconds(lambda: extract_each(sources))
            taken["bare"] = seconds(lambda: sum(len(YARDSTICK.findall(source.text)) for source in sources))
            least = {step: min(least.get(step, each), each) for step, each in taken.items()}
    bare, full = least.pop("bare"), least.pop("full")
    print(f"| step | times the bare expression, least of {runs} |\n|---|---:|")
    for step, each in least.items():
        print(f"| {step} | {each / bare:.2f} |")
    print(f"| rows, titles, records | {(full - sum(least.values())) / bare:.2f} |")
    print(f"| all but effects and tasks | {(full - sum(least[step] for step in LATER)) / bare:.2f} |\n")


@contextmanager
def timed_steps() -> Iterator[dict[str, float]]:
    """While it lasts each step adds the processor time it takes to the table given."""
    taken: dict[str, float] = {}
    own = [getattr(owner, name) for owner, name, _ in STEPS]
    for (owner, name, step), work in zip(STEPS, own, strict=True):
        setattr(owner, name, timed(work, step, taken))
    try:
        yield taken
    finally:
        for (owner, name, _), work in zip(STEPS, own, strict=True):
            setattr(owner, name, work)


def timed(work: Callable[..., Any], step: str, taken: dict[str, float]) -> Callable[..., Any]:
    """The same work, its processor time added to a table."""

    def run(*given: Any) -> Any:
        begun = time.process_time()
        try:
            return work(*given)
        finally:
            taken[step] = taken.get(step, 0.0) + time.process_time() - begun

    return run


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

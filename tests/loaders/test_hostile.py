"""Texts made to hurt: the time to read them grows with their length, whatever they are made of.

Seconds differ from machine to machine; how time grows does not. Each text is read at two sizes on processor
time, the better of two runs: of four times the text, linear reading takes four times as long, quadratic
reading sixteen times. `bench/bench_extract.py` measures the same texts at 1 MB in seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from bench.hostile import HOSTILE
from luocdo.loaders import extract

SIZE = 15_000
STEP = 4
MOST_GROWTH = 9.0
"""Between linear (4) and quadratic (16)."""
TICK = 0.004
"""Runs below this many seconds say nothing about growth."""


def seconds(text: str) -> float:
    """Processor time of the better of two runs."""
    times = []
    for _ in range(2):
        begun = time.process_time()
        extract(text)
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_length(make: Callable[[int], str]) -> None:
    small = max(seconds(make(SIZE)), TICK)
    assert seconds(make(STEP * SIZE)) < MOST_GROWTH * small


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_spans_stay_true(make: Callable[[int], str]) -> None:
    text = make(3_000)
    for citation in extract(text).citations:
        for mention in citation.mentions:
            assert text[mention.start : mention.end] == mention.text


def test_no_number_of_many_is_left_out() -> None:
    """Nothing is cut off to stay fast: each of many distinct numbers has its row."""
    count = 3_000
    text = " ".join(f"Công văn số {n}/UBND-NC;" for n in range(1, count + 1))
    assert len(extract(text).citations) == count


EMPTY = [
    "",
    " ",
    "\n",
    "\ufeff",
    "\0",
    "\ud800",
    "\u0301",
    "“",
    ")",
    "số",
    "/",
    "-/",
    "số /",
    "/TW",
    "1/",
    "ngày",
]


@pytest.mark.parametrize("text", EMPTY, ids=repr)
def test_next_to_nothing_cites_nothing(text: str) -> None:
    extraction = extract(text)
    assert extraction.citations == ()
    assert extraction.text_length == len(text)

"""Files under data/: each is read, and one that breaks its rules is refused with file, entry and rule."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import pytest
import yaml

from luocdo.graph import agencies, data_files, doctypes, organs, places, registry, terms
from luocdo.graph.errors import VocabularyError

DOCTYPE = "{name: Kế hoạch, english: Plan, family: any, series: per-year, examples: [614/KH-UBND]"
ORGAN = "{code: XX, name: Xã, level: commune, examples: [1/KH-XX]"
LEVELS = "commissions: []\nlevels: []"
PROVINCE = "{name: Gia Lai, kind: tỉnh"

BROKEN = [
    (doctypes.doctypes, "types: [", "not YAML"),
    (doctypes.doctypes, "- 1", "mapping of named parts"),
    (doctypes.doctypes, "other: []", "types: this part is missing"),
    (doctypes.doctypes, f"types: [{DOCTYPE}, colour: red}}]", "colour"),
    (doctypes.doctypes, f"types: [{DOCTYPE}}}, {DOCTYPE}}}]", "Kế hoạch: name stands twice"),
    (doctypes.doctypes, f"types: [{DOCTYPE.replace('614/KH-UBND', '')}}}]", "Kế hoạch: has no example"),
    (doctypes.doctypes, f"types: [{DOCTYPE}, key: Bản đồ}}]", "key 'Bản đồ' names no type"),
    (doctypes.doctypes, f"types: [{DOCTYPE}, shared: [QĐ]}}]", "shared code without an example"),
    (
        doctypes.doctypes,
        f"types: [{DOCTYPE}, codes: [KH]}}, {DOCTYPE.replace('Kế hoạch', 'Bản đồ')}, codes: [KH]}}]",
        "code KH belongs to Kế hoạch too",
    ),
    (organs.organs, f"organs: [{ORGAN.replace('1/KH-XX', '')}}}]\n{LEVELS}", "XX: has no example"),
    (organs.organs, f"organs: [{ORGAN}}}, {ORGAN}}}]\n{LEVELS}", "XX: code belongs to two organs"),
    (
        organs.organs,
        f"organs: [{ORGAN}, from: 2025-01-01, to: 2024-01-01}}]\n{LEVELS}",
        "ends before it begins",
    ),
    (
        organs.organs,
        f"organs: [{ORGAN}, successors: [{{code: YY, from: 2025-01-01}}]}}]\n{LEVELS}",
        "successor 'YY' is not defined",
    ),
    (
        organs.organs,
        "organs: []\nlevels: []\ncommissions: [{base: BDV, name: Ban, at: [TU], examples: [1-KH/BDVTU]}]",
        "level 'TU' is not defined",
    ),
    (places.provinces, f"provinces: [{PROVINCE}}}, {PROVINCE}}}]\nchanges: []", "name stands twice"),
    (
        places.provinces,
        f"provinces: [{PROVINCE}}}]\nchanges: [{{day: 2025-07-01, from: [Bình Định], into: [Gia Lai]}}]",
        "'Bình Định' is not listed",
    ),
    (
        places.provinces,
        f"provinces: [{PROVINCE}}}, {PROVINCE.replace('Gia Lai', 'Bình Định')}}}]\n"
        "changes: [{day: 2025-07-01, from: [Bình Định], into: [Gia Lai]}]",
        "dissolved on 2025-07-01 but lives on",
    ),
    (
        terms.central_terms,
        "terms: [{term: X, opened: 2006-04-18, closed: 2006-04-17}]",
        "must follow one another",
    ),
    (
        registry.registry,
        "sources: {}\neffects: []\ndocuments: [{type: Luật, number: 1/2025/QH15}]",
        "source 'citations' is not explained",
    ),
    (
        registry.registry,
        "sources: {citations: x}\neffects: []\ndocuments: [{type: Bản đồ, number: 1/2025/QH15}]",
        "'Bản đồ' is no document type",
    ),
    (
        registry.registry,
        "sources: {citations: x}\neffects: []\ndocuments: [{type: Luật}]",
        "has neither number nor name",
    ),
    (
        registry.registry,
        "sources: {citations: x}\ndocuments: []\n"
        "effects: [{kind: supersedes, by: 23-QĐ/TW, of: 290-QĐ/TW, from: 2021-07-30}]",
        "23-QĐ/TW names 0 documents",
    ),
]


@pytest.fixture
def data_directory(tmp_path, monkeypatch):
    """A copy of the data files that a test may break; what was read before is forgotten."""
    for each in files("luocdo.data").iterdir():
        if each.name.endswith(".yaml"):
            (tmp_path / each.name).write_text(each.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(data_files, "files", lambda package: tmp_path)
    return tmp_path


@pytest.mark.parametrize(("read", "content", "message"), BROKEN)
def test_a_broken_file_is_refused_with_its_rule(data_directory, read, content, message):
    file = f"{read.__name__.removeprefix('central_')}.yaml"
    (data_directory / file).write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        read.__wrapped__()
    assert file in str(caught.value)
    assert message in str(caught.value)


def test_bodies_without_a_listed_parent_are_refused(data_directory):
    path = data_directory / "agencies.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("parent: Bộ Công an", "parent: Bộ Không có"), encoding="utf-8")
    with pytest.raises(VocabularyError, match="'Bộ Không có' is not listed"):
        agencies.agencies.__wrapped__()


@pytest.mark.parametrize("name", ["doctypes", "organs", "provinces", "agencies", "terms", "registry"])
def test_days_are_iso_days(name):
    """A day written `2025-2-1` or `1/2/2025` would sort and compare wrongly."""
    rows = data_files.load(f"{name}.yaml")
    days = list(_values(rows, {"from", "to", "day", "date", "opened", "closed", "effective_from"}))
    dated = [day for day in days if isinstance(day, str)]
    assert all(yaml.safe_load(day).isoformat() == day for day in dated)


def _values(node, keys):
    if isinstance(node, dict):
        for key, value in node.items():
            if key in keys:
                yield value
            yield from _values(value, keys)
    elif isinstance(node, list):
        for each in node:
            yield from _values(each, keys)


def test_every_data_file_is_explained_in_its_readme():
    readme = (files("luocdo.data") / "README.md").read_text(encoding="utf-8")
    named = [entry.name for entry in files("luocdo.data").iterdir() if entry.name.endswith(".yaml")]
    assert [name for name in named if f"`{name}`" not in readme] == []


_MANY_AT_ONCE = """
import sys, threading
import msgspec
from luocdo.graph.data_files import record, rows
sys.setswitchinterval(1e-6)
for _ in range(200):
    class Inner(msgspec.Struct, frozen=True, gc=False):
        number: int
        words: tuple[str, ...]
    class Outer(msgspec.Struct, frozen=True, gc=False):
        one: Inner
        more: tuple[Inner, ...] = ()
    inner = {"number": 1, "words": ["a"]}
    data = {"one": inner, "more": [inner, inner]}
    begin = threading.Barrier(8)
    def read():
        begin.wait()
        assert record("a.yaml", data, Outer) == rows("a.yaml", {"part": [data]}, "part", Outer)[0]
    threads = [threading.Thread(target=read) for _ in range(8)]
    [each.start() for each in threads]
    [each.join() for each in threads]
"""


def test_threads_may_be_the_first_to_read_a_file() -> None:
    """Without a lock msgspec ends the process: two threads take a kind of record apart at once."""
    done = subprocess.run([sys.executable, "-c", _MANY_AT_ONCE], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")

"""The documents tell what is there: every command, option, setting, exit code, relation, file and target."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from luocdo.app import check_command, choose, cli, load_commands
from luocdo.app.settings import Settings, variable
from luocdo.graph.schema import schema
from luocdo.queries.standing import Status
from tests.project import ROOT, code_files

README = (ROOT / "README.md").read_text(encoding="utf-8")
VIETNAMESE = (ROOT / "README.vi.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
VOCABULARY = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("data/*.md"), *ROOT.glob("bench/*.md"), *ROOT.glob("docs/*.md")])
EXIT_CODES = {0, check_command.FOUND, choose.USAGE, load_commands.SOME_FAILED, cli.OUT_OF_REACH, cli.STOPPED}


COMMANDS = sorted(cli.COMMANDS)
FLOORS: dict[str, dict[str, float]] = yaml.safe_load((ROOT / "tests" / "score_floors.yaml").read_text(encoding="utf-8"))
OWN = ("type", "number", "date", "province", "signer")
# Each line of the score sheet: the floors its figures rest on, set by set.
FIGURES = {
    "cited documents, F1": [("seeds", "cited documents f1"), ("dev", "cited documents f1")],
    "mentions, F1": [("seeds", "mentions f1"), ("dev", "mentions f1")],
    "dates of cited documents": [("seeds", "accuracy cited date"), ("dev", "accuracy cited date")],
    "relation to the citing document": [("seeds", "relation accuracy"), ("dev", "relation accuracy")],
    "relations between two others, F1": [("seeds", "nested relations f1"), ("dev", "nested relations f1")],
    "instruments without a number, F1": [
        ("seeds", "unnumbered instruments f1"),
        ("dev", "unnumbered instruments f1"),
    ],
    "own type, number, date, province, signer": [("seeds", "own"), ("dev", "own")],
    "bodies that are given work, F1": [("seeds", "assigned agencies f1"), ("dev", "assigned agencies f1")],
    "number of tasks, documents with exactly the right one": [
        ("seeds", "task count exact"),
        ("dev", "task count exact"),
    ],
    "deadlines, F1": [("seeds", "deadlines f1"), ("dev", "deadlines f1")],
    "bodies that carry out the whole document, recall": [
        ("seeds", "executors (recall) recall"),
        ("dev", "executors (recall) recall"),
    ],
    "twenty documents: what they do to others, F1": [("effects", "effects f1")],
    "twenty documents: provisions touched, F1": [("effects", "provisions f1")],
    "twenty documents: first day of an effect": [("effects", "accuracy from")],
    "twenty documents: what they report was done to others, F1": [("effects", "reported f1")],
    "twenty documents: own first day of effect": [("effects", "accuracy effective_from")],
    "4,114 sentences of VNLegalText (validation): spans that overlap, F1": [("spans", "overlap f1")],
    "4,114 sentences of VNLegalText (validation): spans that are exact, F1": [("spans", "exact f1")],
}
_OPTION = re.compile(r"^ +(--[a-z-]+)(?: +[<\[]([a-z|]+)[>\]])?", re.MULTILINE)


@pytest.fixture
def options(capsys: pytest.CaptureFixture[str]) -> Callable[[str], dict[str, str]]:
    """The options of a command as its help lists them, each with its choices or an empty string."""

    def told(name: str) -> dict[str, str]:
        assert cli.run([name, "--help"]) == 0
        return {each[1]: each[2] or "" for each in _OPTION.finditer(capsys.readouterr().out) if each[1] != "--help"}

    return told


def section(name: str) -> str:
    """What the README says of one command, from its heading to the next."""
    found = re.search(rf"^### `luocdo {name}\b.*?(?=^##)", README, re.MULTILINE | re.DOTALL)
    assert found, f"no heading for luocdo {name}"
    return found[0]


def row(name: str) -> str:
    """The line of a command in the Vietnamese README."""
    found = re.search(rf"^\| `luocdo {name}\b.*$", VIETNAMESE, re.MULTILINE)
    assert found, f"no line for luocdo {name}"
    return found[0]


@pytest.mark.parametrize("told", [section, row], ids=["english", "vietnamese"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_told_and_no_other(
    name: str, told: Callable[[str], str], options: Callable[[str], dict[str, str]]
) -> None:
    assert set(re.findall(r"--[a-z-]+", told(name))) == set(options(name))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_choice_of_an_option_is_told(name: str, options: Callable[[str], dict[str, str]]) -> None:
    for option, choices in options(name).items():
        if "|" in choices:
            assert f"{option} {choices}" in (README if option == "--lang" else section(name))


def test_the_readme_tells_of_no_command_that_is_not_there() -> None:
    assert sorted(re.findall(r"^### `luocdo (\w+)", README, re.MULTILINE)) == COMMANDS
    assert sorted(re.findall(r"^\| `luocdo (\w+)", VIETNAMESE, re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize("document", [README, VIETNAMESE], ids=["english", "vietnamese"])
def test_every_setting_is_told(document: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in code_files())
    known = set(re.findall(r"LUOCDO_[A-Z]+(?:_[A-Z]+)*", code)) | {variable(name) for name in Settings.model_fields}
    assert set(re.findall(r"LUOCDO_[A-Z_]+", document)) == known


def test_the_settings_are_told_as_the_program_describes_them() -> None:
    told = dict(re.findall(r"^\| `(LUOCDO_[A-Z_]+)` \| (.*?) \|", README, re.MULTILINE))
    for name, field in Settings.model_fields.items():
        assert told[variable(name)] == field.description


def test_every_exit_code_is_told() -> None:
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)} == EXIT_CODES
    line = VIETNAMESE.split("Mã thoát:")[1].split(".")[0]
    assert {int(code) for code in re.findall(r"(?:^|;)\s*(\d+)", line)} == EXIT_CODES


@pytest.mark.parametrize("document", [README, VIETNAMESE], ids=["english", "vietnamese"])
def test_every_status_is_told(document: str) -> None:
    missing = [status for status in Status.__args__ if f"`{status}`" not in document]
    assert missing == []


def test_every_relation_between_documents_is_told_as_the_schema_reads() -> None:
    relations = README.split("## Relations")[1].split("\n## ")[0]
    told = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|:(]+)", relations, re.MULTILINE))
    edges = schema().edges
    between = {kind for kind, edge in edges.items() if edge.ends == ("document", "document")}
    assert set(told) == between | {"ISSUED_BY"}
    assert {kind: words.strip() for kind, words in told.items()} == {k: edges[k].en.verb for k in told}


def floor(name: str, key: str) -> float:
    """What the tests hold the engine to; `own` is the lowest of the fields of a header."""
    return min(FLOORS[name][f"accuracy {each}"] for each in OWN) if key == "own" else FLOORS[name][key]


def test_the_readme_claims_no_figure_above_its_floor() -> None:
    sheet = README.split("## How good it is")[1].split("\n## ")[0]
    told = {
        label: [float(each) for each in figures.split("|")]
        for label, figures in re.findall(r"^\| (.+?) \| ([\d.| ]+) \|$", sheet, re.MULTILINE)
    }
    assert set(told) == set(FIGURES)
    for label, figures in told.items():
        assert len(figures) == len(FIGURES[label])
        assert all(figure <= floor(*rest) for figure, rest in zip(figures, FIGURES[label], strict=True)), label


def test_every_data_file_is_told() -> None:
    there = {path.name for path in (ROOT / "data").glob("*.*l")} | {"imports/", "samples/"}
    assert set(re.findall(r"^\| `([^`]+)` \|", VOCABULARY, re.MULTILINE)) == there


def test_every_target_is_told_and_is_there() -> None:
    targets = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())  # type: ignore[index]
    told = set(re.findall(r"\bmake ([a-z][a-z0-9-]*)", README + CONTRIBUTING))
    assert targets <= told
    assert set(re.findall(r"^(?:`|)make ([a-z][a-z0-9-]*)", README + VIETNAMESE, re.MULTILINE)) <= targets


def test_two_commands_set_everything_up() -> None:
    for document in (README, VIETNAMESE):
        blocks = re.findall(r"^```\n(make .*?)^```", document, re.MULTILINE | re.DOTALL)
        assert blocks == ["make demo\nmake test\n"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8"))
    lost = [link for link in links if "://" not in link and not (path.parent / link).exists()]
    assert lost == []


def test_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["demo", "--lang", "en"]) == 0
    (block,) = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    exec(compile(block, "README.md", "exec"), {})


@pytest.mark.parametrize("name", ["analysis.md", "analysis.ipynb"])
def test_python_of_the_documents_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of a page, or the cells of a notebook, one after the other over the store of the demo."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.run(["demo", "--lang", "en"]) == 0
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    if name.endswith(".ipynb"):
        blocks = ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    assert blocks
    known: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, name, "exec"), known)


def test_the_tree_of_the_readme_is_what_the_demo_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["demo", "--lang", "en"]) == 0
    printed = " ".join(_words(line) for line in capsys.readouterr().out.splitlines())
    (block,) = re.findall(r"^```\n(Quyết định 290.*?)^```", README, re.MULTILINE | re.DOTALL)
    for line in block.splitlines():
        assert _words(line.removesuffix("…")) in printed


def _words(line: str) -> str:
    """A line without the strokes of the tree."""
    return " ".join(re.sub(r"[│├└─]", " ", line).split())

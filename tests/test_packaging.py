"""What is installed is what lies on disk: packages, data files, pins, one version."""

from __future__ import annotations

import itertools
import re
import zipfile
from pathlib import Path

import pytest

import luocdo
from tests.project import FOLDERS, ROOT, pyproject

PINS = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def wheel(wheel_file: Path) -> set[str]:
    """The names in the wheel."""
    with zipfile.ZipFile(wheel_file) as archive:
        return set(archive.namelist())


def test_every_folder_is_a_package_of_the_wheel() -> None:
    setuptools = pyproject()["tool"]["setuptools"]
    on_disk = {
        ".".join(("luocdo", *path.parent.relative_to(ROOT).parts)).removeprefix("luocdo.luocdo").strip(".") or "luocdo"
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("__init__.py")
    }
    assert set(setuptools["packages"]) == on_disk
    assert set(setuptools["package-dir"]) == on_disk


def test_the_wheel_holds_every_module(wheel: set[str]) -> None:
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*.py"):
            inside = path.relative_to(ROOT).as_posix()
            assert (inside if folder == "luocdo" else f"luocdo/{inside}") in wheel


def test_the_wheel_holds_the_vocabulary_and_the_samples(wheel: set[str]) -> None:
    data = [path for path in (ROOT / "data").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {f"luocdo/{path.relative_to(ROOT).as_posix()}" for path in data} <= wheel


def test_the_wheel_says_that_it_is_typed_and_how_it_may_be_used(wheel: set[str]) -> None:
    assert "luocdo/py.typed" in wheel
    assert any(name.endswith("licenses/LICENSE") for name in wheel)


def test_nothing_but_the_package_is_installed(wheel: set[str]) -> None:
    tops = {name.split("/")[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"luocdo"}


def test_the_version_is_one() -> None:
    assert pyproject()["project"]["version"] == luocdo.__version__
    newest = re.search(r"^## \[(\d[^\]]*)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == luocdo.__version__


def test_every_dependency_is_pinned_within_its_range() -> None:
    project = pyproject()
    pins = {
        name.lower(): version
        for name, version in PINS.findall((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    }
    extras = project["project"]["optional-dependencies"].values()
    wanted = [*project["project"]["dependencies"], *itertools.chain(*extras), *project["dependency-groups"]["dev"]]
    for line in wanted:
        name, low, high = re.fullmatch(r"([\w-]+)>=([\d.]+)(?:,<([\d.]+))?", line).groups()  # type: ignore[union-attr]
        assert _parts(pins[name.lower()]) >= _parts(low), line
        assert high is None or _parts(pins[name.lower()]) < _parts(high), line


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def test_every_pin_has_the_hashes_of_its_files_and_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", lock.split("\n", 2)[2])
    assert len(blocks) == len(PINS.findall(lock))
    assert all("--hash=sha256:" in block for block in blocks)
    assert "//" not in lock
    assert "index-url" not in lock

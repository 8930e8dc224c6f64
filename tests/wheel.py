"""The program as others get it: a wheel, and an environment that holds nothing else of this checkout."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.project import FOLDERS, ROOT

SOURCES = ("pyproject.toml", "README.md", "LICENSE")


def build_wheel(place: Path) -> Path:
    """A wheel built in `place` from a copy, so that nothing is written beside the sources."""
    for name in (*FOLDERS, *SOURCES):
        _copy(ROOT / name, place / name)
    build = "import sys, setuptools.build_meta as b; print(b.build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", build, str(place)], cwd=place, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    (built,) = place.glob("*.whl")
    return built


def installed(wheel: Path, place: Path) -> Path:
    """The interpreter of a new environment with the wheel in it.

    What luocdo depends on comes from this environment by a path file; of such a folder no path files are read, so
    the checkout, which is installed by one, is out of reach.
    """
    _run(sys.executable, "-m", "venv", "--without-pip", str(place))
    python = place / "bin" / "python"
    libraries = _run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    (Path(libraries) / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    _run(sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "--python", str(python), "install",
         "--no-deps", "--no-index", str(wheel))  # fmt: skip
    from_where = _run(str(python), "-P", "-c", "import luocdo.viz; print(luocdo.viz.__file__)")
    assert from_where.startswith(libraries), from_where
    return python


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        target.write_bytes(source.read_bytes())
        return
    target.mkdir()
    for each in source.iterdir():
        if each.name != "__pycache__":
            _copy(each, target / each.name)

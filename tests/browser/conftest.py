"""A real browser on a real server: the program out of its wheel, started as a user starts it, on the samples or on
cases that the samples lack. One browser and one server of each serve all tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from luocdo.graph.store import open_store
from luocdo.loaders.ingest import ingest
from tests.browser.cases import cases
from tests.wheel import installed

ROOT_LINE = "root=290-qd-tw.2010-02-25&root=23-qd-tw.2021-07-30"
PLAN = "614-kh-ubnd.gia-lai.2020-03-24"
OpenPage = Callable[..., Page]


def chromium() -> str:
    """The path of the browser of this machine; in CI there has to be one."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
    )
    if not found and os.environ.get("CI"):
        pytest.fail("no Chromium: in CI a browser test may not be left out")
    if not found:
        pytest.skip("no Chromium on this machine")
    return found


ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # Everything must be drawn without WebGL, as on a plain office machine; no name but this machine's is known.
    "--disable-3d-apis",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium without a screen, without WebGL and without a network."""
    path = chromium()
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield opened
        opened.close()


def start(store: str, folder: Path, program: Path, **settings: str) -> tuple[subprocess.Popen[bytes], str]:
    """A server on a free port of this machine, and its address once it answers. `program` is its interpreter."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LUOCDO_", "PYTHON"))}
    # Nothing of this machine's programs is in reach: no node, no compiler.
    clean |= {"PATH": str(program.parent), "LC_ALL": "C", **settings}
    process = subprocess.Popen(
        [program.parent / "luocdo", "serve", "--store", store, "--port", str(port)],
        cwd=folder, env=clean, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/health", timeout=2).close()
            return process, address
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    process.kill()
    raise AssertionError("the server does not answer")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server."""
    process.terminate()
    process.wait(20)


def samples_at(path: Path) -> None:
    """A new store of the samples."""
    store = open_store(str(path))
    with as_file(files("luocdo.data") / "samples") as samples:
        ingest(store, [samples], workers=1, sample=True)
    store.close()


@pytest.fixture(scope="session")
def program(wheel_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that has the wheel and nothing of this checkout."""
    return installed(wheel_file, tmp_path_factory.mktemp("installed") / "env")


@pytest.fixture(scope="session")
def address(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on the samples."""
    folder = tmp_path_factory.mktemp("served")
    samples_at(folder / "samples.db")
    process, found = start(str(folder / "samples.db"), folder, program)
    yield found
    stop(process)


@pytest.fixture(scope="session")
def cases_address(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on the cases."""
    folder = tmp_path_factory.mktemp("cases")
    cases(folder / "cases.db")
    process, found = start(str(folder / "cases.db"), folder, program)
    yield found
    stop(process)


class Watched:
    """What a page did that it should not: errors, messages of its policy, requests that leave the machine."""

    def __init__(self, page: Page, *, hole: bool = False) -> None:
        """With `hole` a request that leaves is never answered, as behind some firewalls; else it fails at once."""
        self._hole = hole
        self.faults: list[str] = []
        self.foreign: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        page.route("**/*", self._route)

    def _route(self, route: Route) -> None:
        url = route.request.url
        if url.startswith(("http://127.0.0.1", "data:", "blob:", "file:")):
            route.continue_()
            return
        self.foreign.append(url)
        if not self._hole:
            route.abort()


def ready(page: Page) -> None:
    """Wait until a screen has been drawn."""
    page.wait_for_selector("main[data-ready]:not([aria-busy])", timeout=20_000)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Opens a path in a fresh profile; at the end nothing may have gone wrong or outside."""
    opened: list[tuple[Page, Watched]] = []

    def make(path: str = "/", *, width: int = 1440, height: int = 900, theme: str = "light", at: str = "") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if theme == "dark" else "light"
        )
        page = context.new_page()
        opened.append((page, Watched(page)))
        page.goto((at or address) + path)
        ready(page)
        return page

    yield make
    for page, watched in opened:
        page.context.close()
        assert (watched.faults, watched.foreign) == ([], [])

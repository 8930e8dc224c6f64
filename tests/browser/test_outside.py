"""Nothing is asked of another host, and every file of the wheel is served as what it is under a closed policy."""

from __future__ import annotations

import urllib.request
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PLAN, ROOT_LINE, Watched

TYPES = {
    ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json",
    ".png": "image/png", ".svg": "image/svg+xml",
}  # fmt: skip
PAGES = {
    "home": ("/", "main[data-ready] .line-card"),
    "map": (f"/?{ROOT_LINE}&sel={PLAN}", ".panel .quote"),
    "overview": ("/?v=overview&part=dots", "canvas.dots"),
    "docs": ("/docs", ".opblock"),
    "take-away page": (f"/view/picture.html?{ROOT_LINE}", "canvas"),
}


@pytest.mark.parametrize("hole", [False, True], ids=["refused", "never answered"])
@pytest.mark.parametrize("page_", PAGES)
def test_a_page_is_whole_behind_any_firewall(
    browser: Browser, address: str, tmp_path: Path, page_: str, hole: bool
) -> None:
    path, drawn = PAGES[page_]
    page = browser.new_page()
    watched = Watched(page, hole=hole)
    at = address + path
    if page_ == "take-away page":  # opened as it will be: from a disk
        kept = tmp_path / "luocdo.html"
        urllib.request.urlretrieve(at, kept)
        at = kept.as_uri()
    page.goto(at)
    page.wait_for_selector(drawn)
    page.wait_for_timeout(200)
    assert (watched.foreign, watched.faults) == ([], [])
    page.context.close()


def test_every_file_of_the_wheel_is_served_with_its_type_and_policy(address: str, wheel_file: Path) -> None:
    with zipfile.ZipFile(wheel_file) as archive:
        names = [PurePosixPath(name) for name in archive.namelist()]
    own = {
        **{f"static/{each.relative_to('luocdo/viz/static')}": each for each in names if "viz/static/" in str(each)},
        **{f"docs/assets/{each.relative_to('luocdo/app/api/static')}": each
           for each in names if "app/api/static/" in str(each) and each.suffix in TYPES},
        "": PurePosixPath("index.html"),
        "docs": PurePosixPath("docs.html"),
    }  # fmt: skip
    assert len(own) > 30
    for path, file in own.items():
        with urllib.request.urlopen(f"{address}/{path}") as answer:
            assert answer.status == 200
            assert answer.headers["Content-Type"].startswith(TYPES[file.suffix]), path
            policy = answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
        scripts = dict(each.strip().partition(" ")[::2] for each in policy.split(";"))
        assert scripts["default-src"] in ("'self'", "'none'"), path
        assert "unsafe" not in scripts.get("script-src", scripts["default-src"]), path

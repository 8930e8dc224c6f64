"""Pictures of every screen of the explorer, at 1440 and 390 pixels, light and dark: `make screens`.

With a second argument the store to show, else the samples.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.browser.conftest import PLAN, ROOT_LINE, chromium, ready, samples_at, start, stop

SCREENS = {
    "home": "/",
    "map": f"/?{ROOT_LINE}&sel={PLAN}",
    "map-open": f"/?{ROOT_LINE}&open=1234",
    "map-time": f"/?{ROOT_LINE}&by=time",
    "table": f"/?v=table&{ROOT_LINE}",
    "tasks": "/?v=tasks&on=2023-10-15",
    "paths": f"/?v=paths&from={PLAN}&to=290-qd-tw.2010-02-25",
    "check-empty": "/?v=check",
    "check": "/?v=check",
    "overview": "/?v=overview",
    "dots": "/?v=overview&part=dots",
    "english": f"/?{ROOT_LINE}&sel={PLAN}&lang=en",
}
WIDTHS = {1440: 900, 390: 844}


def take(page: Page, name: str, address: str, out: Path) -> None:
    page.goto(address + SCREENS[name])
    ready(page)
    if name == "check":
        page.click("#sample")
        page.wait_for_selector(".finding", timeout=30_000)
    if name == "tasks":
        page.click(".task-line >> nth=0")
        page.wait_for_selector(".wide-panel .quote")
    page.wait_for_timeout(300)
    page.screenshot(path=out)


def main(out: Path, store: Path | None) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as play:
        folder = Path(made)
        if store is None:
            store = folder / "samples.db"
            samples_at(store)
        process, address = start(str(store.resolve()), folder, Path(sys.executable))
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        for width, height in WIDTHS.items():
            for theme in ("light", "dark"):
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
                page = context.new_page()
                for name in SCREENS:
                    take(page, name, address, out / f"{name}-{width}-{theme}.png")
                context.close()
        browser.close()
        stop(process)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)

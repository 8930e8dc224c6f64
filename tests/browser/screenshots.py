"""Pictures of every screen of the explorer, at 1440 and 390 pixels, light and dark: `make screens`.

With a second argument the store to show, else the samples.
"""

from __future__ import annotations

import json
import sys
import tempfile
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.browser.conftest import PLAN, ROOT_LINE, chromium, ready, samples_at, start, stop

SCREENS = {
    "home": "/",
    "map": "/?{roots}&sel={plan}",
    "map-open": "/?{roots}&open=1234",
    "map-time": "/?{roots}&by=time",
    "table": "/?v=table&{roots}",
    "tasks": "/?v=tasks&on=2023-10-15",
    "paths": "/?v=paths&from={plan}&to={root}",
    "check-empty": "/?v=check",
    "check": "/?v=check",
    "overview": "/?v=overview",
    "dots": "/?v=overview&part=dots",
    "nothing": "/?root=no-such-document",
    "english": "/?{roots}&sel={plan}&lang=en",
}
WIDTHS = {1440: 900, 390: 844}


def begun(address: str) -> dict[str, str]:
    """The lines and the plan to show: those of the samples, else what the first screen of the store offers."""
    told = json.load(urllib.request.urlopen(f"{address}/view/home"))
    held = [each["id"] for each in told["held"]]
    roots = [each["card"]["id"] for each in told["lines"]]
    plan = PLAN if PLAN in held or not held else held[0]
    if "&".join(f"root={each}" for each in roots) == ROOT_LINE or not roots:
        return {"roots": ROOT_LINE, "root": ROOT_LINE.partition("&")[0].removeprefix("root="), "plan": plan}
    return {"roots": f"root={roots[0]}", "root": roots[0], "plan": plan}


def take(page: Page, name: str, address: str, out: Path, shown: dict[str, str]) -> None:
    page.goto(address + SCREENS[name].format(**shown))
    ready(page)
    if name == "check":
        page.click("#sample")
        page.wait_for_selector(".finding", timeout=30_000)
    if name == "tasks" and page.locator(".task-line").count():
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
        shown = begun(address)
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        for width, height in WIDTHS.items():
            for theme in ("light", "dark"):
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
                page = context.new_page()
                for name in SCREENS:
                    take(page, name, address, out / f"{name}-{width}-{theme}.png", shown)
                context.close()
        browser.close()
        stop(process)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)

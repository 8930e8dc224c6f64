"""How a document stands is told by sign, word, reason and day, on the card and in the panel, to every eye."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import Page

from tests.browser.cases import DAY, STATUSES
from tests.browser.conftest import OpenPage

ALL = f"/?root=s-root&open=1234&on={DAY}"
SHOWN_DAY = "01/06/2024"
VISIONS = ("achromatopsia", "deuteranopia", "protanopia", "tritanopia")
# Of one meaning, told apart by word and reason: of that pair one sign may serve both.
SAME_SIGN = [{"s-superseded", "s-repealed"}, {"s-stale", "s-doubtful"}]


def test_each_status_has_its_sign_word_reason_and_day(visit: OpenPage, cases_address: str) -> None:
    page = visit(ALL, at=cases_address)
    shown = {each["id"]: each for each in page.evaluate("window.__picture.cards")}
    for id_, word in STATUSES.items():
        card = page.locator(f'.picture .card[data-id="{id_}"]')
        sign = card.locator("use").first.get_attribute("href")
        assert sign == f"#s-{shown[id_]['glance']['glyph']}", id_
        assert word in (card.get_attribute("aria-label") or card.inner_text()), id_
        card.locator(".body").first.click()
        box = page.locator(f'.panel[data-id="{id_}"] .box')
        box.wait_for()
        assert box.locator("use").first.get_attribute("href") == sign
        assert box.locator(".box-head b").inner_text() == word
        assert SHOWN_DAY in box.locator(".box-head").inner_text(), "the day it holds for"
        assert len(box.locator("p").first.inner_text()) > 15, "a reason in words"
        if word != "còn hiệu lực":
            assert "còn hiệu lực" not in box.inner_text(), id_


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_status_is_told_apart_by_every_eye(visit: OpenPage, cases_address: str, theme: str) -> None:
    page = visit(ALL, at=cases_address, theme=theme, height=1700)
    devtools = page.context.new_cdp_session(page)
    for vision in VISIONS:
        devtools.send("Emulation.setEmulatedVisionDeficiency", {"type": vision})
        signs = {id_: seen(page, f'.picture .card[data-id="{id_}"] use') for id_ in STATUSES}
        words = {id_: page.locator(f'.picture .card[data-id="{id_}"] .word').text_content() for id_ in STATUSES}
        for id_, (_, contrast) in signs.items():
            assert contrast >= 2.9, (vision, id_, contrast)
        for one in STATUSES:
            for two in STATUSES:
                if one < two and {one, two} not in SAME_SIGN:
                    assert words[one] != words[two], (one, two)
                    assert apart(signs[one][0], signs[two][0]) >= 8, (vision, one, two)


def seen(page: Page, selector: str) -> tuple[list[float], float]:
    """The lightness of each pixel of an element as it is seen, and the contrast of its darkest and lightest."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    clip = {"x": round(box["x"] + box["width"] / 2) - 8, "y": round(box["y"] + box["height"] / 2) - 8}
    picture = page.screenshot(clip={**clip, "width": 16, "height": 16})  # type: ignore[typeddict-item]
    light: list[float] = page.evaluate(
        """async (data) => {
          const image = new Image();
          image.src = `data:image/png;base64,${data}`;
          await image.decode();
          const canvas = document.createElement('canvas');
          [canvas.width, canvas.height] = [image.width, image.height];
          const pen = canvas.getContext('2d');
          pen.drawImage(image, 0, 0);
          const { data: dots } = pen.getImageData(0, 0, image.width, image.height);
          const part = (value) => (value <= 10 ? value / 3295 : ((value / 255 + 0.055) / 1.055) ** 2.4);
          const light = [];
          for (let at = 0; at < dots.length; at += 4)
            light.push(0.2126 * part(dots[at]) + 0.7152 * part(dots[at + 1]) + 0.0722 * part(dots[at + 2]));
          return light;
        }""",
        base64.b64encode(picture).decode(),
    )
    return light, (max(light) + 0.05) / (min(light) + 0.05)


def apart(one: list[float], two: list[float]) -> int:
    """How many pixels of two signs differ clearly."""
    return sum(abs(left - right) > 0.12 for left, right in zip(one, two, strict=True))

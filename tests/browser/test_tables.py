"""Tables on a narrow screen in a real browser: one that goes on beyond it shows on which side."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.browser.visitor import Visitor

FREE = """\
title: Either of two could send it
phases: [{id: a, months: 600}]
places: {p: {area: x}}
capabilities: {army: {component: land, unit: army, personnel: 9234567}}
requirements: {R: {capability: army, place: p, quantity: 9}}
nations: {First: {offers: {army: 9}}, Second: {offers: {army: 9}}}
"""


def ground(box: Any, from_left: int) -> tuple[int, ...]:
    """Return the colour behind the text of a box, so many pixels from its left, or from its right below 0."""
    taken = Image.open(io.BytesIO(box.screenshot())).convert("RGB")
    column = np.asarray(taken)[:, from_left]
    return tuple(int(one) for one in np.median(column, axis=0))


@pytest.mark.parametrize(
    ("scheme", "under"), [("light", (255, 255, 255)), ("dark", (15, 20, 26))], ids=["light", "dark"]
)
def test_a_table_that_goes_on_beyond_the_screen_has_a_shade_on_that_side(
    browser: Any, address: str, library: Path, scheme: Any, under: tuple[int, ...]
) -> None:
    (library / "free.yaml").write_text(FREE, encoding="utf-8")
    context = browser.new_context(viewport={"width": 420, "height": 900}, color_scheme=scheme)
    visitor = Visitor(context.new_page(), address)
    visitor.go("why?scenario=free.yaml")
    visitor.click("Ask why", exact=False)
    visitor.sees("Ranges")
    visitor.tab("Ranges")
    box = visitor.page.locator(".planner .wide").last
    box.wait_for()
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert (ground(box, 2), ground(box, -3) == under) == (under, False)
    box.evaluate("box => { box.scrollLeft = box.scrollWidth }")
    visitor.page.wait_for_timeout(300)
    assert (ground(box, 2) == under, ground(box, -3)) == (False, under)
    context.close()

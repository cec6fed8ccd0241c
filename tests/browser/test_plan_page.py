"""The charts of the page Plan in a real browser, which asks nobody else for them (see `visitors`)."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from planner.ui import screen
from tests.browser.visitor import Visitor


def test_a_plan_is_drawn_with_its_map_its_burdens_and_its_flow(visitor: Visitor) -> None:
    visitor.go()
    row = visitor.page.locator('[class*="st-key-row-reassurance-yaml"]')
    row.get_by_role("button", name="Open").first.click()
    visitor.settle()
    visitor.visit("Plan")
    visitor.page.locator('[class*="st-key-solve-here"]').get_by_role("button").click()
    visitor.sees("Too far away for this view: United States")
    visitor.sees("carries most for its ability")
    visitor.sees("of all person-months; the largest place is")
    visitor.settle()
    flow = visitor.page.locator('[data-testid="stEChartsChart"] canvas')
    flow.first.wait_for()
    charts = visitor.page.locator('[data-testid="stVegaLiteChart"]')
    assert charts.count() == 4
    for number in range(4):
        drawn = charts.nth(number).locator("canvas, svg").first
        drawn.wait_for()
        assert drawn.bounding_box()["width"] > 300


@pytest.mark.parametrize("width", [360, 420])
def test_on_a_phone_all_of_a_plan_is_within_the_screen(browser: Any, address, width) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    visitor = Visitor(context.new_page(), address)
    visitor.go("plan?scenario=reassurance.yaml")
    visitor.page.locator('[class*="st-key-solve-here"]').get_by_role("button").click()
    visitor.sees("Tap a requirement to see who fills it.")
    visitor.sees("of all person-months; the largest place is")
    visitor.settle()
    gap = visitor.page.locator(".fills details .fill-4").first
    gap.scroll_into_view_if_needed()
    box = gap.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    gap.click()
    visitor.page.locator(".fills details[open]").get_by_text("nobody sends anything").first.wait_for()
    charts = visitor.page.locator(".stVegaLiteChart")
    charts.nth(2).locator("canvas, svg").first.wait_for()
    assert charts.count() == 3
    assert charts.evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)")
    assert visitor.complaints == []
    context.close()


def test_charts_follow_a_system_that_turns_dark_while_the_page_is_open(browser: Any, address) -> None:
    context = browser.new_context(viewport={"width": 1360, "height": 1000}, color_scheme="light")
    visitor = Visitor(context.new_page(), address)
    visitor.go("plan?scenario=first.yaml")
    visitor.page.locator('[class*="st-key-solve-here"]').get_by_role("button").click()
    chart = visitor.page.locator(".stVegaLiteChart").first
    chart.locator("canvas, svg").first.wait_for()
    visitor.settle()
    assert _brightness(chart) > 200
    visitor.page.emulate_media(color_scheme="dark")
    for _ in range(40):
        visitor.page.wait_for_timeout(screen.PAUSE)
        if _brightness(chart) < 80:
            break
    assert _brightness(chart) < 80
    assert visitor.complaints == []
    context.close()


def _brightness(element: Any) -> float:
    """Return how bright an element is drawn, from 0 to 255."""
    shades = Image.open(io.BytesIO(element.screenshot())).convert("L")
    return float(np.asarray(shades).mean())

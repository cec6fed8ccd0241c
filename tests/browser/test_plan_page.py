"""The charts of the page Plan in a real browser, which asks nobody else for them (see `visitors`)."""

from __future__ import annotations

from tests.browser.visitor import Visitor


def test_a_plan_is_drawn_with_its_map_its_burdens_and_its_flow(visitor: Visitor):
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

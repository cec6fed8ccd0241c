"""The page on a narrow screen: what the browser tells of its width, and what is drawn for it."""

from __future__ import annotations

import json

import pytest

from planner.ui import screen
from tests.ui.test_solving import solved


@pytest.mark.parametrize(
    ("told", "width"),
    [(0, 0), (None, 0), ("wide", 0), (-5, 0), (float("nan"), 0), (12, 300), (425, 420), (90_000, 630)],
)
def test_what_a_browser_tells_is_one_of_a_few_widths(told, width) -> None:
    assert screen._bounded(told) == width


def drawn(visit):
    """Return the width of each chart that stands by itself."""
    specs = [json.loads(chart.proto.spec) for chart in visit.app.get("vega_lite_chart")]
    return [spec["width"] for spec in specs if isinstance(spec.get("width"), int | float)]


def test_a_wide_screen_has_the_heat_map(first) -> None:
    solved(first).visit("plan")
    assert "Click a cell to see who fills it." in first.text
    assert max(drawn(first)) > 600


def test_a_narrow_screen_has_a_list_instead_and_charts_that_fit(first) -> None:
    first.app.session_state[screen.WIDTH] = 420
    solved(first).visit("plan")
    assert "Tap a requirement to see who fills it." in first.text
    assert 'class="fill-0"' in first.text
    assert drawn(first)
    assert max(drawn(first)) <= 420 - screen.BESIDE

"""The charts of a plan as others draw them: by themselves, in a look, and as SVG."""

from __future__ import annotations

import altair as alt

from planner.plan.plan import Plan
from planner.reports.drawing import dressed, svg
from planner.reports.heat_map import heat_map
from planner.reports.looks import DARK, LIGHT, Look
from planner.reports.people_chart import people_chart
from planner.scenario.models import Scenario

__all__ = ["DARK", "LIGHT", "fill_heat_map", "people_by_phase", "svg"]


def fill_heat_map(plan: Plan, scenario: Scenario, look: Look = LIGHT) -> alt.LayerChart:
    """Draw what is filled: requirements down, phases across, coloured by the part that is missing."""
    return dressed(heat_map(plan, scenario, look), look)


def people_by_phase(plan: Plan, scenario: Scenario, look: Look = LIGHT) -> alt.LayerChart | None:
    """Draw how many people each nation sends in each phase; nothing where nobody sends any."""
    chart = people_chart(plan, scenario, look)
    return None if chart is None else dressed(chart, look)

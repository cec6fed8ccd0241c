"""The charts of a plan as others draw them: by themselves, in a look, and as SVG."""

from __future__ import annotations

import altair as alt

from planner.plan.plan import Plan
from planner.reports.burden_chart import burden_chart
from planner.reports.drawing import WIDE, Room, dressed_or_none, svg
from planner.reports.heat_map import heat_map
from planner.reports.looks import DARK, LIGHT, Look
from planner.reports.maps.force_map import force_map
from planner.reports.people_chart import people_chart
from planner.scenario.scenario import Scenario

__all__ = [
    "DARK",
    "LIGHT",
    "burden_against_ability",
    "contributors_and_places",
    "fill_heat_map",
    "people_by_phase",
    "svg",
]


def fill_heat_map(plan: Plan, scenario: Scenario, look: Look = LIGHT) -> alt.LayerChart | None:
    """Draw what is filled: requirements down, phases across; nothing where nothing is required."""
    return dressed_or_none(heat_map(plan, scenario, look), look)


def people_by_phase(
    plan: Plan, scenario: Scenario, look: Look = LIGHT, room: Room = WIDE
) -> alt.LayerChart | None:
    """Draw how many people each nation sends in each phase; nothing where nobody sends any."""
    return dressed_or_none(people_chart(plan, scenario, look, room), look)


def contributors_and_places(
    plan: Plan, scenario: Scenario, look: Look = LIGHT, room: Room = WIDE
) -> alt.LayerChart | None:
    """Draw who contributes and where the units stand; nothing where nobody does or none of it is on a map."""
    return dressed_or_none(force_map(plan, scenario, look, room), look)


def burden_against_ability(
    plan: Plan, scenario: Scenario, look: Look = LIGHT, room: Room = WIDE
) -> alt.LayerChart | None:
    """Draw each nation's share of the burden against its share of ability; nothing where there is no key."""
    return dressed_or_none(burden_chart(plan, scenario, look, room), look)

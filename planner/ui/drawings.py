"""Charts of a plan, each made once and kept: drawing a chart takes longer than a page may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from planner.plan.plan import Plan
from planner.reports.drawing import Room
from planner.reports.looks import DARK, Look
from planner.scenario.scenario import Scenario
from planner.ui import screen, styling
from planner.ui.page_words import escaped
from planner.ui.remembered import once

if TYPE_CHECKING:
    from planner.reports.picture_ink import InkPicture

FONT = '"Source Sans", sans-serif'
"""The font of the page; reports name another, because they cannot bring theirs along."""
NAMES_BELOW = 1.7
"""How much taller a flow is on a narrow screen, where a name takes two or three lines."""


def show(name: str, plan: Plan, scenario: Scenario, *, key: str | None = None) -> Any:
    """Draw a chart; with a key, cells of it can be clicked. Return what was clicked."""
    return put(_spec(name, plan, scenario, styling.look(), screen.room()), key=key)


def show_flow(plan: Plan, scenario: Scenario) -> None:
    """Draw the flow of people from nations over components to places; nothing where nobody sends any."""
    from planner.reports.flow import flow

    look = styling.look()
    found = once(plan, ("flow", look is DARK), lambda: flow(plan, scenario, look, FONT))
    if found is None:
        return
    st.markdown(f"**{escaped(found.finding)}**")
    st.caption(escaped(found.key))
    height = round(found.height * (NAMES_BELOW if screen.is_narrow() else 1))
    st.echarts_chart(found.option, height=height, theme=None, alt=f"{found.finding}. {found.key}")


def put(spec: dict[str, Any] | None, *, key: str | None = None) -> Any:
    """Put a chart on the page, its title over it; with a key, return what was clicked of it."""
    if spec is None:
        return None
    finding, how = _title(spec)
    st.markdown(f"**{finding}**")
    st.caption(how)
    drawn = {name: part for name, part in spec.items() if name != "title"}
    if key is None:
        st.vega_lite_chart(spec=drawn, theme=None, width="content")
        return None
    return st.vega_lite_chart(spec=drawn, theme=None, width="content", key=key, on_select="rerun")


def put_picture(picture: InkPicture | None) -> None:
    """Put a picture that we draw ourselves on the page, what it finds over it."""
    if picture is None:
        return
    st.markdown(f"**{escaped(picture.finding)}**")
    st.caption(escaped(picture.key))
    styling.dressed(styling.drawn(picture.bare(), picture.description))


def _title(spec: Mapping[str, Any]) -> tuple[str, str]:
    """Return what a chart finds, and how it is read: text of the page, which wraps on a narrow screen."""
    title = spec["title"]
    return escaped(" ".join(title["text"])), escaped(" ".join(title.get("subtitle", ())))


def picked(event: Any) -> tuple[str, str] | None:
    """Return the line and the phase of the cell that was clicked."""
    cells = event.get("selection", {}).get("cell") if event else None
    if not cells:
        return None
    first = cells[0] if isinstance(cells, list) else cells
    return (first["Line"], first["Phase"]) if "Line" in first else None


def _spec(name: str, plan: Plan, scenario: Scenario, look: Look, room: Room) -> dict[str, Any] | None:
    known = ("chart", name, look is DARK, room)
    return once(plan, known, lambda: spec_of(_charts()[name](plan, scenario, look, room)))


def spec_of(chart: Any) -> dict[str, Any] | None:
    """Return a chart of a report as the page draws it, in the font of the page; nothing for none."""
    if chart is None:
        return None
    spec: dict[str, Any] = chart.to_dict()
    spec["config"] |= {"font": FONT, "padding": 0}
    return spec | {"autosize": {"type": "pad", "contains": "padding"}}


@cache
def _charts() -> Mapping[str, Callable[[Plan, Scenario, Look, Room], Any]]:
    """Return what draws each chart by its name, None for nothing to show; `fill` has cells to click."""
    import altair as alt

    from planner.reports.plan_charts import (
        burden_against_ability,
        contributors_and_places,
        fill_heat_map,
        people_by_phase,
    )

    def clickable(plan: Plan, scenario: Scenario, look: Look, _: Room) -> Any:
        cell = alt.selection_point(name="cell", fields=["Line", "Phase"])
        chart = fill_heat_map(plan, scenario, look)
        return None if chart is None else chart.add_params(cell)

    return {
        "fill": clickable,
        "people": people_by_phase,
        "map": contributors_and_places,
        "burden": burden_against_ability,
    }

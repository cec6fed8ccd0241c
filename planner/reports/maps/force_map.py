"""The map of a plan: who contributes how many people, and where the units stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from planner.plan.plan import Plan
from planner.reports.drawing import ELSEWHERE, WIDE, Room, title
from planner.reports.looks import Look
from planner.reports.maps import dot_drawing
from planner.reports.maps.land import land, named
from planner.reports.maps.place_dots import Dot, Stand, counted, dots, stands
from planner.reports.maps.sheet import MapSheet
from planner.reports.maps.view import WIDTH, View, view
from planner.scenario.scenario import Scenario
from planner.words.figures import people
from planner.words.names import Names, listing

KEY = (
    "Shades: the most people that a nation sends at a time. Numbers: places, hollow where nobody stands. "
    "Outlines are for orientation only."
)
NOWHERE = " A dash: the scenario does not say where the place is."
GAP = 18.0
"""Between the map and the list beside it, or below it where there is no room beside, in pixels."""


def force_map(plan: Plan, scenario: Scenario, look: Look, room: Room = WIDE) -> alt.LayerChart | None:
    """Return the map; nothing where nobody contributes or nothing of it is on a map.

    The view is fitted to the places and the contributors near them; the others are named in the key.
    """
    sent = plan.nations[plan.nations["nation"].isin(plan.contributions["nation"])]
    peaks = {str(key): float(most) for key, most in zip(sent["nation"], sent["personnel_peak"], strict=True)}
    found = stands(plan, scenario)
    seen = view(peaks, [stand.at for stand in found if stand.at is not None], min(WIDTH, room.width))
    if not peaks or seen is None:
        return None
    names, placed = Names(scenario).nations, dots(found, seen)
    lines, sheet = _list_of(placed, found, seen, below=room.is_narrow)
    nowhere = "" if all(stand.at for stand in found) else NOWHERE
    said, key = _finding(peaks, found), KEY + nowhere + _elsewhere(seen, peaks, names)
    layers = [
        *land(seen, peaks, names, look),
        *named(seen, peaks, names, dot_drawing.boxes(placed), sheet=sheet, look=look),
        *dot_drawing.dots(placed, sheet, look),
        *dot_drawing.listed(lines, sheet, look),
    ]
    return alt.LayerChart(layer=layers).properties(
        width=sheet.width,
        height=sheet.height,
        title=title(said, key, look, letters=110),
        description=f"Map of contributors and places. {said}. {key} {ELSEWHERE}",
    )


def _list_of(
    placed: Sequence[Dot], found: Sequence[Stand], seen: View, *, below: bool
) -> tuple[pd.DataFrame, MapSheet]:
    """Return the lines of the list beside or below the map, and the sheet that holds both."""
    frame = seen.frame
    lines = dot_drawing.lines(placed, found, 0.0 if below else frame.width + GAP)
    if below:
        lines = lines.assign(y=lines["y"] + frame.height + GAP)
    height = max(frame.height, float(lines["y"].max()) + dot_drawing.LINE)
    return lines, MapSheet(frame.width if below else frame.width + GAP + dot_drawing.WIDTH, height)


def _finding(peaks: Mapping[str, float], found: Sequence[Stand]) -> str:
    held = [stand for stand in found if stand.senders]
    most = max(held, key=lambda stand: (stand.people, stand.place))
    who = f"{len(peaks)} nation{'s contribute' if len(peaks) > 1 else ' contributes'}"
    where = f"at {len(held)} of {len(found)} place{'s' if len(found) > 1 else ''}"
    if most.people <= 0:
        return f"{who}, {where}"
    return f'{who}, {where}; most people, {counted(most)}, stand at "{most.name}"'


def _elsewhere(seen: View, peaks: Mapping[str, float], names: Mapping[str, str]) -> str:
    """Name the contributors that are not on the map, with their people."""

    def said(nations: Sequence[str]) -> str:
        ranked = sorted(nations, key=lambda key: (-peaks[key], key))
        return listing(f"{names[key]} ({people(peaks[key])})" for key in ranked)

    far = f" Too far away for this view: {said(seen.far)}." if seen.far else ""
    return far + (f" Without an outline here: {said(seen.shapeless)}." if seen.shapeless else "")

"""Pictures of how likely: chances of requirements, bands of priorities, and what drives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from planner.reports.drawing import ELSEWHERE, WIDE, Room, dressed, title, wrapped
from planner.reports.looks import Look
from planner.reports.worlds.heat import CELL, LABEL, ROW, WIDTH, down, heat, step_name
from planner.studies.uncertainty.likely import ConditionalMeans, Driver
from planner.studies.uncertainty.uncertainty import Uncertainty
from planner.words.figures import share
from planner.words.names import Names
from planner.words.wording import Words

CHANCES = ("always or nearly", "75 % or more", "50 % or more", "25 % or more", "less")
"""What the colours of chances mean."""
NARROWEST = 32
"""The least width of a column in pixels: "100 %" has room in it."""
MOST_DRIVERS = 10
LEFT_OUT = f"At most {MOST_DRIVERS} conditions, those whose part is beyond the error; the table has all."


def chances(found: Uncertainty, look: Look, room: Room = WIDE) -> alt.LayerChart | None:
    """Return how likely each requirement is filled in each phase, as a heat map."""
    words, names = Words(found.scenario), Names(found.scenario)
    letters = room.letters(LABEL)
    cells = pd.DataFrame(
        [
            {
                "Row": wrapped(words.line(one.requirement), letters),
                "Phase": wrapped(names.phases[one.phase], 12),
                "Chance": step_name(1 - one.chance_filled, (0.05, 0.25, 0.5, 0.75), CHANCES),
                "Label": share(one.chance_filled),
            }
            for one in found.requirements
        ]
    )
    if not len(cells):
        return None
    phases = [wrapped(names.phases[phase.id], 12) for phase in found.scenario.phases]
    said = _least_likely(found, words)
    key = "The chance that all that is required is there, over the worlds that were drawn."
    shown = [phase for phase in phases if phase in set(cells["Phase"])]
    column = min(CELL, max(room.plot(CELL * len(shown), cells["Row"]) // len(shown), NARROWEST))
    return heat(cells, ("Phase", shown), ("Chance", CHANCES), look, room).properties(
        width=alt.Step(column),
        height=alt.Step(room.row(ROW, cells["Row"])),
        title=title(said, key, look),
        description=f"Heat map of chances, requirements by phases. {said}. {ELSEWHERE}",
    )


def _least_likely(found: Uncertainty, words: Words) -> str:
    """Say which requirement is least likely filled, and how many are no likelier."""
    least = min(found.requirements, key=lambda one: one.chance_filled)
    if least.chance_filled == 1:
        return "Every requirement is filled in every world"
    chance = share(least.chance_filled)
    alike = {one.requirement for one in found.requirements if share(one.chance_filled) == chance}
    others = f" and {len(alike) - 1} more" if len(alike) > 1 else ""
    return f"Least likely to be filled: {words.line(least.requirement)}{others}, {chance} in some phase"


def bands(found: Uncertainty, look: Look, room: Room = WIDE) -> alt.LayerChart | None:
    """Return how much of each priority is filled, phase by phase, in four of five worlds."""
    names = Names(found.scenario)
    table = pd.DataFrame(
        [
            {
                "Row": f"Priority {one.priority}: {wrapped(names.phases[one.phase], room.letters(LABEL))}",
                "low": 100 * one.p10,
                "middle": 100 * one.p50,
                "high": 100 * one.p90,
                "In four of five worlds": f"{share(one.p10)} to {share(one.p90)}",
            }
            for one in found.phases
        ]
    )
    if not len(table):
        return None
    rows = list(table["Row"])
    x: dict[str, Any] = {"scale": alt.Scale(domain=[0, 100]), "title": "filled, in percent"}
    base = alt.Chart(table).encode(y=down(rows), tooltip=["Row", "In four of five worlds"])
    bar = base.mark_bar(aria=False, height=12, color=look.sent_2).encode(x=alt.X("low:Q", **x), x2="high:Q")
    tick = base.mark_tick(aria=False, thickness=3, height=18, color=look.ink).encode(x="middle:Q")
    said = _least_sure(found, names)
    chart = alt.LayerChart(layer=[bar, tick]).properties(
        width=room.plot(WIDTH, rows),
        height=alt.Step(room.row(ROW, rows)),
        title=title(said, "Bar: one world in ten is below, one above. Stroke: the middle.", look),
        description=f"What is filled by priority and phase, as bands. {said}. {ELSEWHERE}",
    )
    return dressed(chart, look)


def _least_sure(found: Uncertainty, names: Names) -> str:
    """Say which priority is least sure in which phase."""
    widest = max(found.phases, key=lambda one: one.p90 - one.p10)
    if widest.p90 == widest.p10:
        return "As much of each priority is filled in four of five worlds"
    return (
        f"Least sure: priority {widest.priority} in {names.phases[widest.phase]}, "
        f"{share(widest.p10)} to {share(widest.p90)} filled in four of five worlds"
    )


def drivers(found: Uncertainty, look: Look, room: Room = WIDE) -> alt.LayerChart | None:
    """Return the mean fill of the first priority where each condition fails and where it holds."""
    words = Words(found.scenario)
    shown = _drivers_told(found)
    if not shown:
        return None
    rows = [wrapped(words.condition(one.factor), room.letters(LABEL)) for one, _ in shown]
    most, sides = shown[0]
    rank = most.priority
    said = (
        f"Most hangs on: {words.condition(most.factor)}, {share(sides.if_holds)} of priority {rank} filled "
        f"where it holds, {share(sides.if_fails)} where it fails"
    )
    key = f"Mean fill of priority {rank} on either side of each condition. {LEFT_OUT}"
    chart = alt.LayerChart(layer=_ends(rows, shown, look)).properties(
        width=room.plot(WIDTH, rows),
        height=alt.Step(room.row(ROW, rows)),
        title=title(said, key, look),
        description=f"What drives the fill. {said}. {ELSEWHERE}",
    )
    return dressed(chart, look)


def _drivers_told(found: Uncertainty) -> list[tuple[Driver, ConditionalMeans]]:
    """Return the conditions whose part of the first priority is beyond its error, the largest first."""
    rank = min((one.priority for one in found.drivers), default=0)
    sure = [
        (one, one.sides)
        for one in found.drivers
        if one.priority == rank
        and one.sides is not None
        and one.first is not None
        and one.first > 2 * one.error
    ]
    return sorted(sure, key=lambda pair: -(pair[0].first or 0.0))[:MOST_DRIVERS]


def _ends(
    rows: Sequence[str], shown: Sequence[tuple[Driver, ConditionalMeans]], look: Look
) -> list[alt.Chart]:
    """Return a line for each condition, and a mark at either end of it."""
    table = pd.DataFrame(
        [
            {
                "Row": row,
                "fails": 100 * sides.if_fails,
                "holds": 100 * sides.if_holds,
                "Chance": share(sides.chance),
            }
            for row, (_, sides) in zip(rows, shown, strict=True)
        ]
    )
    ends = table.melt(["Row", "Chance"], ["fails", "holds"], "Condition", "Filled")
    x: dict[str, Any] = {
        "title": f"priority {shown[0][0].priority} filled on average, in percent",
        "scale": alt.Scale(zero=False),
    }
    line = alt.Chart(table).mark_rule(aria=False, strokeWidth=2, color=look.others)
    colours = alt.Scale(domain=["fails", "holds"], range=[look.gap_3, look.tick])
    shapes = alt.Scale(domain=["fails", "holds"], range=["square", "circle"])
    dots = alt.Chart(ends).mark_point(aria=False, filled=True, size=110, opacity=1)
    dots = dots.encode(
        y=down(rows),
        x="Filled:Q",
        color=alt.Color("Condition:N", scale=colours),
        shape=alt.Shape("Condition:N", scale=shapes),
        tooltip=["Row", "Condition", alt.Tooltip("Filled:Q", format=".1f"), "Chance"],
    )
    return [line.encode(y=down(rows), x=alt.X("fails:Q", **x), x2="holds:Q"), dots]

"""Pictures of nations: who cannot be spared, who carries more in other plans, what each adds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import altair as alt
import pandas as pd

from planner.engines.engine import Status
from planner.reports.drawing import ELSEWHERE, WIDE, Room, dressed, title, wrapped
from planner.reports.looks import Look
from planner.reports.worlds.heat import ROW, WIDTH, down, heat, step_name
from planner.reports.worlds.report import points
from planner.reports.worlds.withdraw import NO_PLAN
from planner.studies.alternatives.alternatives import Alternatives
from planner.studies.withdraw.withdraw import Withdrawals
from planner.studies.worth.worth import Worths
from planner.words.figures import people
from planner.words.names import Names

LOSSES = ("nothing", "up to 5 points", "up to 15", "up to 30", "more")
"""What the colours of losses mean."""
NOTHING = 1e-6
"""A part that is lost, up to which nothing is."""
MOST_PAIRED, MOST_CARRIERS = 12, 10


def pairs(found: Withdrawals, look: Look, room: Room = WIDE) -> alt.LayerChart | None:
    """Return what the first priority loses without each two nations; on the diagonal without one.

    A square is blank where no plan is known. None for fewer than two nations, and where nothing is known.
    """
    names, lost = Names(found.scenario).nations, _lost(found)
    shown = _gravest(lost)[: 6 if room.is_narrow else MOST_PAIRED]
    known = [pair for pair in combinations(sorted(shown), 2) if not math.isnan(lost.get(pair, math.nan))]
    cells = _squares(lost, shown, names)
    if not known or not len(cells):
        return None
    worst = max(known, key=lost.__getitem__)
    both = " and ".join(names[one] for one in worst)
    some_lost = f"{_in_points(lost[worst])} points of priority {found.fill[0][0]} are lost"
    said = f"Without {both}, {NO_PLAN if math.isinf(lost[worst]) else some_lost}"
    blank = " Blank: no plan is known." if len(cells) < len(shown) ** 2 else ""
    key = f"Percentage points lost without both; on the diagonal without one alone.{blank}"
    columns = [wrapped(names[one], 9) for one in shown]
    step = max(min(58, room.plot(58 * len(shown), [names[one] for one in shown]) // len(shown)), 26)
    return heat(
        cells, ("With", columns), ("Lost", LOSSES), look, room, [names[one] for one in shown]
    ).properties(
        width=alt.Step(step),
        height=alt.Step(28),
        title=title(said, key, look),
        description=f"Matrix of pairs of nations and what is lost without both. {said}. {ELSEWHERE}",
    )


def _lost(found: Withdrawals) -> dict[tuple[str, str], float]:
    """Return what part of the first priority is lost without two nations, either way round, or one twice.

    Infinite where there is no plan then, and no number where the solver stopped before it knew.
    """
    lost: dict[tuple[str, str], float] = {}
    for loss in found.losses:
        if loss.nations:
            ends = (loss.nations[0], loss.nations[-1])
            without_plan = math.inf if loss.status is Status.INFEASIBLE else math.nan
            lost[ends] = lost[ends[::-1]] = -loss.fill[0][1] if loss.fill else without_plan
    return lost


def _gravest(lost: Mapping[tuple[str, str], float]) -> list[str]:
    """Return the nations by what is lost without each alone, the most first and what is not known last."""
    alone = {
        one: -1.0 if math.isnan(amount) else amount for (one, other), amount in lost.items() if one == other
    }
    return sorted(alone, key=lambda name: (-alone[name], name))


def _squares(
    lost: Mapping[tuple[str, str], float], shown: Sequence[str], names: Mapping[str, str]
) -> pd.DataFrame:
    """Return a row for each two nations of which is known what is lost without them."""
    return pd.DataFrame(
        [
            {
                "Row": names[one],
                "With": wrapped(names[other], 9),
                "Lost": step_name(lost[one, other], (NOTHING, 0.05, 0.15, 0.3), LOSSES),
                "Label": _in_points(lost[one, other]),
            }
            for one in shown
            for other in shown
            if math.isfinite(lost.get((one, other), math.nan))
        ]
    )


def _in_points(part: float) -> str:
    """Write a part that is lost in percentage points: nothing has no sign, and little is not nothing."""
    if abs(part) < NOTHING:
        return "0"
    sign = "-" if part < 0 else ""
    return sign + people(100 * abs(part))


def carriers(found: Alternatives, look: Look, room: Room = WIDE) -> Any:
    """Return who carries more and who less in each alternative, as small multiples."""
    names = Names(found.scenario).nations
    shown = _most_moved(found)
    if not shown:
        return None
    table = _carried(found, shown, names)
    rows = [names[one] for one in shown]
    scale = alt.Scale(domain=["more", "fewer"], range=[look.tick, look.gap_3])
    base = alt.Chart(table).mark_bar(aria=False)
    each = base.encode(
        y=down(rows),
        x=alt.X("Months:Q", title="person-months beside the plan", axis=alt.Axis(tickCount=3)),
        color=alt.Color("Who:N", scale=scale),
        tooltip=["Plan", "Row", "Who", "Person-months"],
    )
    several = "plans fill" if len(found.plans) > 1 else "plan fills"
    said = f"{len(found.plans)} other {several} as much. Plan 1: {found.plans[0].sentence}"
    chart = each.properties(width=room.plot(150, rows), height=alt.Step(20)).facet(
        facet=alt.Facet("Plan:N", header=alt.Header(title=None, labelColor=look.ink, labelFontWeight="bold")),
        columns=1 if room.is_narrow else 2,
    )
    chart = chart.properties(
        title=title(said, "Person-months that a nation carries more or fewer than in the plan.", look),
        description=f"Alternatives by who carries more and fewer. {ELSEWHERE}",
    )
    return dressed(chart, look)


def _most_moved(found: Alternatives) -> list[str]:
    """Return the nations whose part differs most in any plan, the most first."""
    moved: dict[str, float] = {}
    for one in found.plans:
        for nation, months in one.differs:
            moved[nation] = max(moved.get(nation, 0.0), abs(months))
    return sorted(moved, key=lambda name: (-moved[name], name))[:MOST_CARRIERS]


def _carried(found: Alternatives, shown: Sequence[str], names: Mapping[str, str]) -> pd.DataFrame:
    """Return a row for each plan and nation: the person-months that it carries more or fewer."""
    return pd.DataFrame(
        [
            {
                "Plan": f"Plan {number}",
                "Row": names[nation],
                "Months": dict(one.differs).get(nation, 0.0),
                "Who": "more" if dict(one.differs).get(nation, 0.0) > 0 else "fewer",
                "Person-months": people(abs(dict(one.differs).get(nation, 0.0))),
            }
            for number, one in enumerate(found.plans, 1)
            for nation in shown
        ]
    )


def adds(found: Worths, look: Look, room: Room = WIDE) -> alt.LayerChart | None:
    """Return what each nation adds beside what it carries."""
    names = Names(found.scenario).nations
    shown = found.nations[:MOST_PAIRED]
    if found.fill is None or not shown:
        return None
    rows = [names[one.nation] for one in shown]
    table = pd.DataFrame(
        [
            {
                "Row": row,
                "Points": 100 * one.shapley,
                "Carries": 100 * (one.burden or 0.0) * (found.fill or 0.0),
            }
            for row, one in zip(rows, shown, strict=True)
        ]
    )
    base = alt.Chart(table).encode(y=down(rows))
    bar = base.mark_bar(aria=False, color=look.sent_3, height=12)
    bar = bar.encode(x=alt.X("Points:Q", title="percentage points of everything required"))
    tick = base.mark_tick(aria=False, thickness=3, height=18, color=look.ink).encode(x="Carries:Q")
    most, every = (points(part).lstrip("+") for part in (shown[0].shapley, found.fill))
    said = f"{rows[0]} adds the most, {most} of {every} points"
    key = "Bar: what a nation adds. Stroke: what it would add if that went by the person-months it carries."
    chart = alt.LayerChart(layer=[bar, tick]).properties(
        width=room.plot(WIDTH, rows),
        height=alt.Step(ROW),
        title=title(said, key, look),
        description=f"What each nation adds. {said}. {ELSEWHERE}",
    )
    return dressed(chart, look)

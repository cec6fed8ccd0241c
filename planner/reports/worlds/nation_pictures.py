"""Pictures of nations: who cannot be spared, who carries more in other plans, what each adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from planner.reports.drawing import ELSEWHERE, WIDE, Room, dressed, title, wrapped
from planner.reports.looks import Look
from planner.reports.worlds.heat import ROW, WIDTH, down, heat, step_name
from planner.studies.alternatives.alternatives import Alternatives
from planner.studies.withdraw.withdraw import Withdrawals
from planner.studies.worth.worth import Worths
from planner.words.figures import people
from planner.words.names import Names

LOSSES = ("nothing", "up to 5 points", "up to 15", "up to 30", "more")
"""What the colours of losses mean."""
MOST_PAIRED, MOST_CARRIERS = 12, 10


def pairs(found: Withdrawals, look: Look, room: Room = WIDE) -> alt.LayerChart | None:
    """Return what the first priority loses without each two nations; on the diagonal without one."""
    names = Names(found.scenario).nations
    lost = _lost(found)
    alone = {one: amount for (one, other), amount in lost.items() if one == other}
    shown = sorted(alone, key=lambda name: (-alone[name], name))[: 6 if room.is_narrow else MOST_PAIRED]
    if not shown or (shown[0], shown[-1]) not in lost:
        return None
    cells = pd.DataFrame(
        [
            {
                "Row": names[one],
                "With": wrapped(names[other], 9),
                "Lost": step_name(lost[one, other], (1e-6, 0.05, 0.15, 0.3), LOSSES),
                "Label": f"{100 * lost[one, other]:.0f}",
            }
            for one in shown
            for other in shown
        ]
    )
    worst = max(((one, other) for one in shown for other in shown if one < other), key=lost.__getitem__)
    rank = found.fill[0][0]
    both = " and ".join(names[one] for one in worst)
    said = f"Without {both}, {100 * lost[worst]:.0f} points of priority {rank} are lost"
    key = "Percentage points lost without both; on the diagonal without one alone."
    columns = [wrapped(names[one], 9) for one in shown]
    step = max(min(58, room.plot(58 * len(shown), list(cells["Row"])) // len(shown)), 26)
    return heat(
        cells, ("With", columns), ("Lost", LOSSES), look, room, [names[one] for one in shown]
    ).properties(
        width=alt.Step(step),
        height=alt.Step(28),
        title=title(said, key, look),
        description=f"Matrix of pairs of nations and what is lost without both. {said}. {ELSEWHERE}",
    )


def _lost(found: Withdrawals) -> dict[tuple[str, str], float]:
    """Return what part of the first priority is lost without two nations, either way round, or one twice."""
    lost: dict[tuple[str, str], float] = {}
    for loss in found.losses:
        if loss.nations and loss.fill:
            ends = (loss.nations[0], loss.nations[-1])
            lost[ends] = lost[ends[::-1]] = -loss.fill[0][1]
    return lost


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
    said = f"{len(found.plans)} other plans fill as much. Plan 1: {found.plans[0].sentence}"
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
    if not shown:
        return None
    rows = [names[one.nation] for one in shown]
    table = pd.DataFrame(
        [
            {"Row": row, "Points": 100 * one.shapley, "Carries": 100 * (one.burden or 0.0) * found.fill}
            for row, one in zip(rows, shown, strict=True)
        ]
    )
    base = alt.Chart(table).encode(y=down(rows))
    bar = base.mark_bar(aria=False, color=look.sent_3, height=12)
    bar = bar.encode(x=alt.X("Points:Q", title="percentage points of everything required"))
    tick = base.mark_tick(aria=False, thickness=3, height=18, color=look.ink).encode(x="Carries:Q")
    said = f"{rows[0]} adds the most, {table['Points'][0]:.1f} of {100 * found.fill:.0f} points"
    key = "Bar: what a nation adds. Stroke: what it would add if that went by the person-months it carries."
    chart = alt.LayerChart(layer=[bar, tick]).properties(
        width=room.plot(WIDTH, rows),
        height=alt.Step(ROW),
        title=title(said, key, look),
        description=f"What each nation adds. {said}. {ELSEWHERE}",
    )
    return dressed(chart, look)

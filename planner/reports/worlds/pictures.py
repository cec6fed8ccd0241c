"""Pictures of many worlds: how likely, what drives it, who cannot be spared, who carries more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import altair as alt
import pandas as pd

from planner.reports.drawing import (
    AXIS,
    ELSEWHERE,
    LINE,
    ROWS,
    WIDE,
    Room,
    dressed,
    extent,
    title,
    wrapped,
)
from planner.reports.looks import Look
from planner.studies.alternatives.alternatives import Alternatives
from planner.studies.uncertainty.uncertainty import Uncertainty
from planner.studies.withdraw.withdraw import Withdrawals
from planner.studies.worth.worth import Worths
from planner.words.figures import people, share
from planner.words.names import Names
from planner.words.wording import Words

ROW, CELL, WIDTH, LABEL = 25, 92, 460, 48
CHANCES = ("always or nearly", "75 % or more", "50 % or more", "25 % or more", "less")
"""What the colours of chances mean."""
LOSSES = ("nothing", "up to 5 points", "up to 15", "up to 30", "more")
"""What the colours of losses mean."""
MOST_DRIVERS, MOST_PAIRED, MOST_CARRIERS = 10, 12, 10
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
                "Chance": _step(1 - one.chance_filled, (0.05, 0.25, 0.5, 0.75), CHANCES),
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
    column = min(CELL, max(room.plot(CELL * len(shown), cells["Row"]) // len(shown), 34))
    return _heat(cells, ("Phase", shown), ("Chance", CHANCES), look, room).properties(
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
    base = alt.Chart(table).encode(y=_down(rows), tooltip=["Row", "In four of five worlds"])
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
    first = [one for one in found.drivers if one.priority == min(one.priority for one in found.drivers)]
    sure = [
        (one, one.sides)
        for one in first
        if one.sides is not None and one.first is not None and one.first > 2 * one.error
    ]
    shown = sorted(sure, key=lambda pair: -(pair[0].first or 0.0))[:MOST_DRIVERS]
    if not shown:
        return None
    rows = [wrapped(words.condition(one.factor), room.letters(LABEL)) for one, _ in shown]
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
    rank = shown[0][0].priority
    x: dict[str, Any] = {
        "title": f"priority {rank} filled on average, in percent",
        "scale": alt.Scale(zero=False),
    }
    line = alt.Chart(table).mark_rule(aria=False, strokeWidth=2, color=look.others)
    line = line.encode(y=_down(rows), x=alt.X("fails:Q", **x), x2="holds:Q")
    scale = alt.Scale(domain=["fails", "holds"], range=[look.gap_3, look.tick])
    dots = alt.Chart(ends).mark_point(aria=False, filled=True, size=110, opacity=1)
    dots = dots.encode(
        y=_down(rows),
        x="Filled:Q",
        color=alt.Color("Condition:N", scale=scale),
        shape=alt.Shape(
            "Condition:N", scale=alt.Scale(domain=["fails", "holds"], range=["square", "circle"])
        ),
        tooltip=["Row", "Condition", alt.Tooltip("Filled:Q", format=".1f"), "Chance"],
    )
    most, sides = shown[0]
    said = (
        f"Most hangs on: {words.condition(most.factor)}, {share(sides.if_holds)} of priority {rank} filled "
        f"where it holds, {share(sides.if_fails)} where it fails"
    )
    key = f"Mean fill of priority {rank} on either side of each condition. {LEFT_OUT}"
    chart = alt.LayerChart(layer=[line, dots]).properties(
        width=room.plot(WIDTH, rows),
        height=alt.Step(room.row(ROW, rows)),
        title=title(said, key, look),
        description=f"What drives the fill. {said}. {ELSEWHERE}",
    )
    return dressed(chart, look)


def pairs(found: Withdrawals, look: Look, room: Room = WIDE) -> alt.LayerChart | None:
    """Return what the first priority loses without each two nations; on the diagonal without one."""
    names = Names(found.scenario).nations
    lost: dict[tuple[str, str], float] = {}
    for loss in found.losses:
        if loss.nations and loss.fill:
            ends = (loss.nations[0], loss.nations[-1])
            lost[ends] = lost[ends[::-1]] = -loss.fill[0][1]
    alone = {one: amount for (one, other), amount in lost.items() if one == other}
    shown = sorted(alone, key=lambda name: (-alone[name], name))[: 6 if room.is_narrow else MOST_PAIRED]
    if not shown or (shown[0], shown[-1]) not in lost:
        return None
    cells = pd.DataFrame(
        [
            {
                "Row": names[one],
                "With": wrapped(names[other], 9),
                "Lost": _step(lost[one, other], (1e-6, 0.05, 0.15, 0.3), LOSSES),
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
    return _heat(
        cells, ("With", columns), ("Lost", LOSSES), look, room, [names[one] for one in shown]
    ).properties(
        width=alt.Step(step),
        height=alt.Step(28),
        title=title(said, key, look),
        description=f"Matrix of pairs of nations and what is lost without both. {said}. {ELSEWHERE}",
    )


def carriers(found: Alternatives, look: Look, room: Room = WIDE) -> Any:
    """Return who carries more and who less in each alternative, as small multiples."""
    names = Names(found.scenario).nations
    moved: dict[str, float] = {}
    for one in found.plans:
        for nation, months in one.differs:
            moved[nation] = max(moved.get(nation, 0.0), abs(months))
    shown = sorted(moved, key=lambda name: (-moved[name], name))[:MOST_CARRIERS]
    if not shown:
        return None
    table = pd.DataFrame(
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
    rows = [names[one] for one in shown]
    scale = alt.Scale(domain=["more", "fewer"], range=[look.tick, look.gap_3])
    base = alt.Chart(table).mark_bar(aria=False)
    each = base.encode(
        y=_down(rows),
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
    base = alt.Chart(table).encode(y=_down(rows))
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


def _step(value: float, steps: Sequence[float], names: Sequence[str]) -> str:
    """Return the name of the first step that a value does not exceed."""
    return next((name for step, name in zip(steps, names, strict=False) if value <= step), names[-1])


def _heat(
    cells: pd.DataFrame,
    across: tuple[str, Sequence[str]],
    colour: tuple[str, Sequence[str]],
    look: Look,
    room: Room,
    down: Sequence[str] | None = None,
) -> alt.LayerChart:
    rows = list(dict.fromkeys(cells["Row"])) if down is None else down
    lines = max((column.count("\n") for column in across[1]), default=0)
    above: dict[str, Any] = {"orient": "top", "labelAngle": 0, "labelPadding": 6 + LINE * lines}
    if room.is_narrow:
        # Columns of a phone are narrower than words: names stand upright.
        above = {"orient": "top", "labelAngle": -90, "labelAlign": "left", "labelOffset": ROWS["labelOffset"]}
    axis = alt.Axis(**AXIS | above)
    x = alt.X(f"{across[0]}:N", scale=alt.Scale(domain=list(across[1])), axis=axis)
    base = alt.Chart(cells).encode(x=x, y=_down(rows))
    name, steps = colour
    scale = alt.Scale(domain=list(steps), range=[look.met, *look.gaps])
    squares = base.mark_rect(aria=False, stroke=look.card, strokeWidth=2)
    legend = alt.Legend(columns=2) if room.is_narrow else alt.Undefined
    squares = squares.encode(
        color=alt.Color(f"{name}:N", scale=scale, legend=legend), tooltip=["Row", across[0], "Label"]
    )
    ink = alt.condition(f"datum['{name}'] == '{steps[-1]}'", alt.value(look.on_gap_4), alt.value(look.ink))
    text = base.mark_text(aria=False, fontSize=11).encode(text="Label:N", color=ink)
    return dressed(alt.LayerChart(layer=[squares, text]), look)


def _down(rows: Sequence[str]) -> alt.Y:
    axis = alt.Axis(**ROWS, minExtent=extent(rows))
    return alt.Y("Row:N", scale=alt.Scale(domain=list(dict.fromkeys(rows))), axis=axis)


def of(found: Any, look: Look, room: Room = WIDE) -> Iterator[Any]:
    """Yield the pictures of a study, those that show anything."""
    drawn: dict[type, tuple[Callable[..., Any], ...]] = {
        Uncertainty: (chances, bands, drivers),
        Withdrawals: (pairs,),
        Alternatives: (carriers,),
        Worths: (adds,),
    }
    yield from (
        chart for draw in drawn.get(type(found), ()) if (chart := draw(found, look, room)) is not None
    )

"""The waterfall of a comparison: for each goal from the baseline, change by change, to the other scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import altair as alt
import pandas as pd

from planner.facts.goal_ids import goal_id
from planner.reports.comparison import comparison_sentences
from planner.reports.comparison.comparison_words import (
    ComparisonWords,
    goal_amount,
    goal_signed,
    goal_title,
    goal_unit,
    is_better,
)
from planner.reports.drawing import ELSEWHERE, ROWS, WIDE, WIDE_LETTER, Room, extent, title, wrapped
from planner.reports.looks import Look
from planner.studies.comparison.comparison import Comparison
from planner.studies.comparison.sides import Side
from planner.words.figures import figure

ROW, WIDTH, LONGEST_LABEL = 28, 620, 44
MOST_STEPS = 10
"""So many changes of a goal have a bar of their own; the smaller ones share one."""
HEAD, BETTER, WORSE, END = "head", "better", "worse", "end"
KEY = (
    "Goal by goal from {baseline} to {other}, change by change, fill on one scale. "
    "Blue: for the better. Red: for the worse."
)


@dataclass(frozen=True)
class WaterfallStep:
    """One row: its name, from which level to which it leads, what is written beside it, its kind."""

    name: str
    start: float
    end: float
    label: str
    kind: str


def waterfalls(comparison: Comparison, side: Side, look: Look, room: Room = WIDE) -> alt.LayerChart | None:
    """Return the waterfalls of all goals that differ, one above the other; nothing where none does."""
    found = comparison.attributions[side.name]
    goals = [goal for goal, value in found.differences.items() if goal_signed(goal, value)]
    if not goals or not found.parts:
        return None
    each = {goal: _steps(comparison, side, goal, room) for goal in goals}
    names = [step.name for steps in each.values() for step in steps]
    width = room.plot(WIDTH, names)
    widest = max((_span(steps) for goal, steps in each.items() if goal_id(goal).is_share), default=0.0)
    steps = [
        step
        for goal in goals
        for step in _placed(each[goal], widest if goal_id(goal).is_share else _span(each[goal]), width)
    ]
    said = " ".join(comparison_sentences.causes(comparison, side))
    key = KEY.format(baseline=comparison.baseline.name, other=side.name)
    return _layers(_rows(steps), look, width).properties(
        width=width,
        height=alt.Step(room.row(ROW, names)),
        title=title(comparison_sentences.main_cause(comparison, side).rstrip("."), key, look, letters=95),
        description=f"Waterfalls of what each change caused. {said} {ELSEWHERE}",
    )


def _steps(comparison: Comparison, side: Side, goal: str, room: Room) -> list[WaterfallStep]:
    """Return a head, the baseline, each change that mattered (the largest first), and the other side."""
    first, last = (_level(goal, one.goals[goal]) for one in (comparison.baseline, side))
    whole = comparison.attributions[side.name].differences[goal]
    told = f"{goal_signed(goal, whole)}{goal_unit(goal, ComparisonWords(comparison))}"
    letters = room.letters(LONGEST_LABEL)
    ends = [
        one.name if not room.is_narrow else _broken(one.name, letters) for one in (comparison.baseline, side)
    ]
    head = WaterfallStep(wrapped(goal_title(goal), letters), first, first, told, HEAD)
    steps, at = [head, WaterfallStep(ends[0], first, first, _written(goal, first), END)], first
    for name, amount in _moves(comparison, side, goal):
        after = at + goal_amount(goal, amount)
        kind = BETTER if is_better(amount) else WORSE
        steps.append(WaterfallStep(wrapped(name, letters), at, after, goal_signed(goal, amount), kind))
        at = after
    return [*steps, WaterfallStep(ends[1], last, last, _written(goal, last), END)]


def _broken(name: str, letters: int) -> str:
    """Return the name of a file on several lines, broken after hyphens."""
    return wrapped(name.replace("-", "- "), letters).replace("- ", "-")


def _moves(comparison: Comparison, side: Side, goal: str) -> list[tuple[str, float]]:
    """Return what changes brought about of a goal, the largest first; the smaller ones of many as one."""
    words, parts = ComparisonWords(comparison), comparison.attributions[side.name].parts
    ranked = sorted(parts, key=lambda part: (-abs(part.amounts[goal]), part.change))
    moves = [
        (words.change(part.change, side), part.amounts[goal])
        for part in ranked
        if goal_signed(goal, part.amounts[goal])
    ]
    if len(moves) <= MOST_STEPS + 1:
        return moves
    rest = moves[MOST_STEPS:]
    return [*moves[:MOST_STEPS], (f"{len(rest)} smaller changes", sum(amount for _, amount in rest))]


def _level(goal: str, value: float) -> float:
    return 100 * (1 - value) if goal_id(goal).is_share else value


def _written(goal: str, level: float) -> str:
    return f"{level:.1f} %" if goal_id(goal).is_share else figure(level)


def _levels(steps: Sequence[WaterfallStep]) -> list[float]:
    return [level for step in steps for level in (step.start, step.end)]


def _span(steps: Sequence[WaterfallStep]) -> float:
    return max(_levels(steps)) - min(_levels(steps))


def _placed(steps: Sequence[WaterfallStep], span: float, width: float) -> list[WaterfallStep]:
    """Return steps with levels in pixels: the lowest on the left, room for the widest label on the right.

    `span` is what fills the whole width: all fill goals share one scale, so that a small one looks small.
    """
    room = max(len(step.label) for step in steps if step.kind != HEAD) * WIDE_LETTER + 12
    low, scale = min(_levels(steps)), (width - room) / (span or 1.0)
    return [
        replace(step, start=(step.start - low) * scale, end=(step.end - low) * scale)
        if step.kind != HEAD
        else replace(step, start=0.0, end=0.0)
        for step in steps
    ]


def _rows(steps: Sequence[WaterfallStep]) -> pd.DataFrame:
    """Return the rows as they are drawn, told apart by number: two goals have rows of one name."""
    table = pd.DataFrame([vars(step) for step in steps])
    rows = [f"{place}|{step.name}" for place, step in enumerate(steps)]
    following = [
        row if step.kind == HEAD or after.kind == HEAD else below
        for row, step, below, after in zip(
            rows, steps, [*rows[1:], rows[-1]], [*steps[1:], steps[-1]], strict=True
        )
    ]
    return table.assign(row=rows, below=following, far=table[["start", "end"]].max(axis=1))


def _layers(table: pd.DataFrame, look: Look, width: float) -> alt.LayerChart:
    """Return links of steps, bars by kind, ticks at the ends and texts; levels of `table` are in pixels."""
    across = alt.X("start:Q", scale=alt.Scale(domain=[-2, width], nice=False, zero=False), axis=None)
    base = alt.Chart(table).encode(y=_down(table))
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(
            domain=[BETTER, WORSE, END, HEAD], range=[look.tick, look.gap_3, look.ink, look.card]
        ),
        legend=None,
    )
    links = base.mark_rule(aria=False, stroke=look.others, strokeDash=[2, 2])
    bars = base.mark_bar(aria=False, height=alt.RelativeBandSize(0.66))
    ends = base.transform_filter("datum.kind == 'end'").mark_tick(aria=False, thickness=4, size=17)
    return alt.LayerChart(
        layer=[
            links.encode(x=alt.X("end:Q", axis=None), y2="below:N"),
            bars.encode(x=across, x2="end:Q", color=colour, tooltip=["name", "label"]),
            ends.encode(x=across, color=colour),
            *_texts(base, look),
        ]
    )


def _texts(base: alt.Chart, look: Look) -> list[alt.Chart]:
    """Write the difference of a goal beside its name, and what each step adds beside its bar."""
    heads = base.transform_filter("datum.kind == 'head'").mark_text(
        aria=False, align="left", fontSize=12, fontWeight="bold", color=look.ink
    )
    steps = base.transform_filter("datum.kind != 'head'").mark_text(
        aria=False, align="left", dx=6, fontSize=11, color=look.ink
    )
    return [text.encode(x=alt.X("far:Q", axis=None), text="label:N") for text in (heads, steps)]


def _down(table: pd.DataFrame) -> alt.Y:
    named = {"labelExpr": "split(slice(datum.label, indexof(datum.label, '|') + 1), '\\n')"}
    heads = table.loc[table["kind"] == HEAD, "row"].tolist()
    bold = {"condition": {"test": f"indexof({heads}, datum.value) >= 0", "value": "bold"}, "value": "normal"}
    axis = alt.Axis(**ROWS | named, labelFontWeight=bold, minExtent=extent(table["name"]))
    return alt.Y("row:N", scale=alt.Scale(domain=table["row"].tolist()), axis=axis)

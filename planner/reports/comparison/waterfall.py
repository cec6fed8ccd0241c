"""The waterfall of a comparison: for each goal from the baseline, change by change, to the other scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup

from planner.facts.goal_ids import goal_id
from planner.reports.comparison import comparison_sentences
from planner.reports.comparison.comparison_words import (
    goal_amount,
    goal_signed,
    goal_title,
    goal_unit,
    is_better,
    words_of,
)
from planner.reports.drawing import AXIS, ELSEWHERE, WIDE, WIDE_LETTER, Room, extent, wrapped
from planner.reports.looks import LIGHT, Look
from planner.reports.picture_ink import Ink, InkPicture, bar, line, text
from planner.studies.comparison.comparison import Comparison
from planner.studies.comparison.sides import Side
from planner.words.figures import figure, share

ROW, WIDTH, LONGEST_LABEL = 28, 620, 44
THICK, TICK = 0.66, 17
"""The part of a row's height that its bar has, and the height of a tick at an end, in pixels."""
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


def waterfalls(
    comparison: Comparison, side: Side, look: Look = LIGHT, room: Room = WIDE
) -> InkPicture | None:
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
    left, height = extent(names) + AXIS["labelPadding"], room.row(ROW, names)
    return InkPicture(
        comparison_sentences.main_cause(comparison, side).rstrip("."),
        KEY.format(baseline=comparison.baseline.name, other=side.name),
        f"Waterfalls of what each change caused. {said} {ELSEWHERE}",
        (left + width, height * len(steps)),
        [*_drawn(steps, look, left + 2, height)],
        look,
        letters=95,
    )


def _steps(comparison: Comparison, side: Side, goal: str, room: Room) -> list[WaterfallStep]:
    """Return a head, the baseline, each change that mattered (the largest first), and the other side."""
    first, last = (_level(goal, one.goals[goal]) for one in (comparison.baseline, side))
    whole = comparison.attributions[side.name].differences[goal]
    told = f"{goal_signed(goal, whole)}{goal_unit(goal, words_of(comparison))}"
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
    words, parts = words_of(comparison), comparison.attributions[side.name].parts
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
    return share(level / 100, 1) if goal_id(goal).is_share else figure(level)


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


def _drawn(steps: Sequence[WaterfallStep], look: Look, left: float, height: float) -> Iterator[Markup]:
    """Draw links of steps under bars by kind, ticks at the ends and texts; levels of steps are in pixels."""
    colours = {BETTER: look.tick, WORSE: look.gap_3}
    for place, (step, after) in enumerate(pairwise((*steps, steps[-1]))):
        if step.kind != HEAD and after.kind != HEAD and after is not step:
            x, middle = left + step.end, (place + 0.5) * height
            yield line((x, middle), (x, middle + height), look.others, dash="2,2")
    for place, step in enumerate(steps):
        middle, ends = (place + 0.5) * height, (left + step.start, left + step.end)
        bold = step.kind == HEAD
        ink = Ink(look.ink, bold=bold, ends=True)
        yield text(step.name, left - 2 - AXIS["labelPadding"], middle, ink)
        if step.kind in colours:
            told = f"{' '.join(step.name.split())}: {step.label}"
            yield bar(ends, middle, THICK * height, colours[step.kind], told)
        elif step.kind == END:
            yield bar((ends[1] - 2, ends[1] + 2), middle, TICK, look.ink)
        beside = Ink(look.ink, 12 if bold else 11, bold=bold)
        yield text(step.label, max(ends) + (0 if bold else 6), middle, beside)

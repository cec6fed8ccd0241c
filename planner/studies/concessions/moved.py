"""A constraint with its bounds moved just so far that a plan keeps it.

No kind is known here. The rows of a constraint are affine in each of its numbers (a bound, a ratio, days), so
two looks at the rows say how far a number has to move; a third makes sure. Where no number can do it (nobody
may send more than the lead), the constraint can only be lifted.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np
from pydantic import ValidationError

from planner.constraints.base import Constraint
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.ground.ground import Ground
from planner.program.blocks import ColumnBlock, FloatArray, RowBlock
from planner.program.program import Aim, Blueprint

Values = Mapping[str, FloatArray]
"""The values of a plan's columns by family: contributions, and the yes or no of each choice."""
KEPT = 1e-7
"""What a row may be broken by, relative to its size where that is over 1, to count as kept."""
NOISE = 1e-11
"""A number that is so near to one of nine digits, relative to its size, is that one."""
STEP = 1e-4
"""How far a number is moved, relative to its size, to see what it does."""


def moved(constraint: Constraint, ground: Ground, values: Values) -> Constraint | None:
    """Return the constraint with as few numbers moved as will do; None where it can only be lifted."""
    for field in _numbers(constraint):
        if _Standing.of(constraint, ground, values).kept:
            break
        constraint = _with_moved(constraint, field, ground, values)
    kept = _Standing.of(constraint, ground, values).kept
    return constraint if kept and not list(constraint.objections()) else None


@dataclass(frozen=True, eq=False)
class Gains:
    """How far the bound of each row moves when a number does, beside that of the row which moves furthest.

    `both` says that the number moves the least and the most of a row apart, as the step of a ramp does.
    """

    by_row: FloatArray
    both: bool


def bound_gains(constraint: Constraint, ground: Ground) -> Gains | None:
    """Return how far bounds move; None where no number moves bounds alone: its rows then bend alike."""
    if constraint.forbids(ground) is not None:
        return None
    before = list(constraint.rows(ground))
    choosing = any(block.on_choices_alone for block in before)
    before = [block for block in before if not choosing or block.on_choices_alone]
    for field in _numbers(constraint):
        value = float(getattr(constraint, field))
        tried = constraint.model_copy(update={field: value + STEP * max(1.0, abs(value))})
        after = [block for block in tried.rows(ground) if not choosing or block.on_choices_alone]
        gains = _gains(before, after)
        if gains is not None and gains.max(initial=0.0) > 0:
            apart = [
                (new.lower < old.lower) & (new.upper > old.upper)
                for old, new in zip(before, after, strict=True)
            ]
            return Gains(gains / gains.max(), any(one.any() for one in apart))
    return None


def _gains(before: list[RowBlock], after: list[RowBlock]) -> FloatArray | None:
    """Return how far each row's bounds have moved; None where more than bounds has."""
    moved_rows = [np.zeros(0)]
    for old, new in zip(before, after, strict=False):
        if old.count != new.count or not _same_parts(old, new):
            return None
        with np.errstate(invalid="ignore"):
            shifts = np.abs(np.array([new.upper - old.upper, new.lower - old.lower]))
        moved_rows.append(np.nan_to_num(shifts, nan=0.0).max(axis=0))
    return np.concatenate(moved_rows) if len(before) == len(after) else None


def _same_parts(old: RowBlock, new: RowBlock) -> bool:
    return len(old.parts) == len(new.parts) and all(
        np.array_equal(one.coefficient, other.coefficient)
        for one, other in zip(old.parts, new.parts, strict=True)
    )


@dataclass(frozen=True, eq=False)
class _Standing:
    """How far each row is from its most and its least, negative if broken; and the size of what it adds."""

    slack: FloatArray
    size: FloatArray

    @classmethod
    def of(cls, constraint: Constraint, ground: Ground, values: Values) -> _Standing:
        blocks, choices = list(constraint.rows(ground)), list(constraint.columns(ground))
        if any(len(values.get(block.family, ())) != block.count for block in choices):
            values = {**values, **_chosen(blocks, choices, values)}
        choosing = any(block.on_choices_alone for block in blocks)
        said = [_slack(block, values) for block in blocks if not choosing or block.on_choices_alone]
        return cls(*(np.concatenate(part) for part in zip((np.zeros(0),) * 2, *said, strict=True)))

    @property
    def kept(self) -> bool:
        """Whether every row is kept."""
        return bool(np.all(self.slack >= -KEPT * self.size))


def _slack(block: RowBlock, values: Values) -> tuple[FloatArray, FloatArray]:
    there, size = _added_up(block, values)
    return np.concatenate([block.upper - there, there - block.lower]), np.concatenate([size, size])


def _added_up(block: RowBlock, values: Values) -> tuple[FloatArray, FloatArray]:
    """Return what each row adds up to, and the size of what it adds: at least one."""
    there, size = np.zeros(block.count), np.ones(block.count)
    for written in block.parts:
        part = written.expanded()
        terms = part.coefficient * values[part.family][part.column]
        np.add.at(there, part.row, terms)
        np.add.at(size, part.row, np.abs(terms))
    return there, size


def _chosen(blocks: list[RowBlock], choices: list[ColumnBlock], values: Values) -> Values:
    """Return choices with which every row is kept beside what is sent; noes where none do.

    Another number is a rule over other groups: the yes or no of those that a plan knows nothing of is open.
    """
    columns = tuple(replace(block, keys={}) for block in choices)
    rows = tuple(_beside_what_is_sent(block, values) for block in blocks)
    no_goal = Aim("chosen", {block.family: np.zeros(block.count) for block in columns})
    program = Blueprint({}, columns, rows, (no_goal,)).assembled("direct")
    solution = solve(program, Highs())
    made = solution.values if solution.found else np.zeros(len(program.lower))
    return {block.family: np.round(made[program.family(block.family)]) for block in columns}


def _beside_what_is_sent(block: RowBlock, values: Values) -> RowBlock:
    """Return rows on choices alone: what the others add up to is taken off their bounds."""
    sent = replace(block, parts=tuple(part for part in block.parts if not part.yes_or_no))
    there, size = _added_up(sent, values)
    return replace(
        block,
        keys={},
        parts=tuple(part for part in block.parts if part.yes_or_no),
        lower=block.lower - there - KEPT * size,
        upper=block.upper - there + KEPT * size,
    )


def _numbers(constraint: Constraint) -> Iterator[str]:
    """Yield the fields that hold numbers, in their order."""
    for field in type(constraint).model_fields:
        value = getattr(constraint, field)
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield field


def _with_moved(constraint: Constraint, field: str, ground: Ground, values: Values) -> Constraint:
    """Return the constraint with one number moved as far as it helps; as it was where it does not."""
    value = float(getattr(constraint, field))
    nudge = STEP * max(1.0, abs(value))
    now = _Standing.of(constraint, ground, values)
    for change in (nudge, -nudge):
        tried = constraint.model_copy(update={field: value + change})
        then = _Standing.of(tried, ground, values)
        step = _step(now, then) if len(then.slack) == len(now.slack) else 0.0
        if step > 0:
            return _checked(constraint, field, (value, value + step * change))
    return constraint


def _step(now: _Standing, then: _Standing) -> float:
    """Return how often the change has to be made so that every broken row is kept that it helps."""
    broken = now.slack < -KEPT * now.size
    gain = then.slack[broken] - now.slack[broken]
    helped = gain > 0
    return float(np.max(-now.slack[broken][helped] / gain[helped], initial=0.0))


def _checked(constraint: Constraint, field: str, change: tuple[float, float]) -> Constraint:
    """Return the constraint with a number that its kind allows, a whole one outwards; else as it was."""
    old, new = change
    outwards = math.ceil(new - KEPT) if new > old else math.floor(new + KEPT)
    given = {name: getattr(constraint, name) for name in constraint.model_fields_set}
    short = float(f"{new:.9g}")
    for value in (short if math.isclose(short, new, rel_tol=NOISE, abs_tol=NOISE) else new, outwards):
        with suppress(ValidationError):
            return type(constraint).model_validate({**given, field: value})
    return constraint

"""A constraint with its bounds moved just so far that a plan keeps it.

No kind is known here. The rows of a constraint are affine in each of its numbers (a bound, a ratio, days), so
two looks at the rows say how far a number has to move; a third makes sure. Where no number can do it (nobody
may send more than the lead), the constraint can only be lifted.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np
from pydantic import ValidationError

from planner.constraints.base import Constraint
from planner.formulation.ground import Ground
from planner.formulation.ruled import on_choices_alone
from planner.program.tables import FloatArray, RowBlock

Values = Mapping[str, FloatArray]
"""The values of a plan's columns by family: contributions, and the yes or no of each choice."""
KEPT = 1e-7
"""What a row may be broken by, relative to its size where that is over 1, to count as kept."""
STEP = 1e-4
"""How far a number is moved, relative to its size, to see what it does."""


def moved(constraint: Constraint, ground: Ground, values: Values) -> Constraint | None:
    """Return the constraint with as few numbers moved as will do; None where it can only be lifted."""
    for field in _numbers(constraint):
        if _kept(_slack(constraint, ground, values)):
            break
        constraint = _with_moved(constraint, field, ground, values)
    kept = _kept(_slack(constraint, ground, values))
    return constraint if kept and not list(constraint.objections()) else None


def _numbers(constraint: Constraint) -> Iterator[str]:
    """Yield the fields that hold numbers, in their order."""
    for field in type(constraint).model_fields:
        value = getattr(constraint, field)
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield field


def _slack(constraint: Constraint, ground: Ground, values: Values) -> FloatArray:
    """Return how far each row is from its most and from its least, relative to its size; negative if broken."""
    blocks = list(constraint.rows(ground))
    choosing = any(on_choices_alone(block) for block in blocks)
    said = [block for block in blocks if not choosing or on_choices_alone(block)]
    return np.concatenate([np.zeros(0), *(_block_slack(block, values) for block in said)])


def _block_slack(block: RowBlock, values: Values) -> FloatArray:
    there, size = np.zeros(block.count), np.ones(block.count)
    for written in block.parts:
        part = written.expanded()
        terms = part.coefficient * values[part.family][part.column]
        np.add.at(there, part.row, terms)
        np.add.at(size, part.row, np.abs(terms))
    return np.concatenate([(block.upper - there) / size, (there - block.lower) / size])


def _kept(slack: FloatArray) -> bool:
    return bool(np.all(slack >= -KEPT))


def _with_moved(constraint: Constraint, field: str, ground: Ground, values: Values) -> Constraint:
    """Return the constraint with one number moved as far as it helps; as it was where it does not."""
    value = float(getattr(constraint, field))
    nudge = STEP * max(1.0, abs(value))
    now = _slack(constraint, ground, values)
    for sign in (1.0, -1.0):
        tried = constraint.model_copy(update={field: value + sign * nudge})
        then = _slack(tried, ground, values)
        if len(then) != len(now):
            continue
        step = _step(now, then, nudge)
        if step > 0:
            return _checked(constraint, field, value + sign * step)
    return constraint


def _step(now: FloatArray, then: FloatArray, nudge: float) -> float:
    """Return how far to go so that every row is kept that comes nearer to it; none if that breaks another."""
    finite = np.isfinite(now)
    gain: FloatArray = (then - now)[finite] / nudge
    broken = (now[finite] < -KEPT) & (gain > 0)
    return float(np.max(-now[finite][broken] / gain[broken], initial=0.0))


def _checked(constraint: Constraint, field: str, value: float) -> Constraint:
    """Return the constraint with a number that its kind allows, a whole one outwards; else as it was."""
    old = getattr(constraint, field)
    if isinstance(old, int):
        value = math.ceil(value - KEPT) if value > old else math.floor(value + KEPT)
    try:
        given = {name: getattr(constraint, name) for name in constraint.model_fields_set}
        return type(constraint).model_validate({**given, field: value})
    except ValidationError:
        return constraint



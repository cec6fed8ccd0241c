"""A good place to start from: the lines that a goal and those before it ask of, with nothing sent elsewhere.

The goal of a priority asks of that priority's lines alone. What is best for these is often best whatever the
other lines get, or nearly so; and the program in which the others get nothing is much smaller, and smaller
still once what hangs on them is taken out. Only speed depends on it: the whole program is solved from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from planner.engines.engine import Face
from planner.program.blocks import CONTRIBUTION, BoolArray, FloatArray
from planner.program.program import Program

WORTH_IT = 0.7
"""It is worth it where it leaves at most this part of what could be sent."""
HARDLY = 1 / 500
"""Of what it leaves out, so much may be used where pivots ended before they came to the best. Where narrowing
left the best as it is that was one in a thousand at most, elsewhere one in eighty and more."""

NOTHING = 1e-9
"""What is sent up to this is rounding."""


def narrowed(program: Program, cost: FloatArray, face: Face) -> Face | None:
    """Return the face with nothing sent but to the lines that a cost is about, and the goals held before it.

    None where that leaves too much, or the cost is about something else than lines and what they lack.
    """
    sent = np.zeros(len(cost), dtype=bool)
    sent[program.family(CONTRIBUTION)] = True
    near = _near(program, cost)
    if np.any(near & ~sent & (cost == 0)) or not np.any(near & sent):
        return None
    for earlier in [] if face.is_whole(program) else _before(program, cost):
        near |= _near(program, earlier)
    held = sent & ~near & (face.lower <= 0) & (face.upper >= 0)
    if held.sum() < (1 - WORTH_IT) * sent.sum():
        return None
    return replace(face, lower=np.where(held, 0.0, face.lower), upper=np.where(held, 0.0, face.upper))


def hardly_used(smaller: Face, face: Face, values: FloatArray) -> bool:
    """Say whether values send hardly anything that a narrowed face leaves out.

    Where they do send it, rules that ask for a part of the whole are kept by what is sent to other lines.
    """
    left_out = smaller.upper < face.upper
    return int(np.count_nonzero(values[left_out] > NOTHING)) <= HARDLY * int(left_out.sum())


def let_go(program: Program, cost: FloatArray, asked: Iterable[FloatArray], values: FloatArray) -> float:
    """Return which part of what values send costs something and is asked for by no goal.

    `asked` are the costs of the goals that ask.
    """
    sent = values > NOTHING
    sent[program.family(CONTRIBUTION).stop :] = False
    gone = sent & (cost > 0)
    for goal in asked if gone.any() else ():
        gone &= ~_near(program, goal)
    return float(gone.sum()) / max(float(sent.sum()), 1.0)


def _before(program: Program, cost: FloatArray) -> Iterator[FloatArray]:
    """Yield the costs of the goals that stand before the one of a cost."""
    costs = [goal.cost for goal in program.goals]
    yield from costs[: next((number for number, one in enumerate(costs) if one is cost), 0)]


def _near(program: Program, cost: FloatArray) -> BoolArray:
    """Return which columns stand in a row with one that has a cost, or have one."""
    there = program.matrix.astype(bool)
    rows = there @ (cost != 0)
    near: BoolArray = (there.T @ rows) | (cost != 0)
    return near

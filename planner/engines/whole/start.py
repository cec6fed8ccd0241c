"""A first solution in whole numbers that no branch and bound is needed for: the linear one, rounded down.

Where time is short, branch and bound of a large program may end without any solution. What the linear
program sends, rounded down, is often one; where a rule is broken by it (a share of a total that became less),
the linear program is solved again with what was rounded down as the most of each column, until what it sends
is whole. Nothing of it is believed: whoever takes it up checks it against every row.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from planner.engines.engine import Face, Status
from planner.engines.solvers.highs import Highs
from planner.program.blocks import FloatArray
from planner.program.program import Program
from planner.program.steps import whole

ROUNDS = 12
"""How often it is rounded down at most; each round leaves fewer columns that are not whole."""
WHOLE = 1e-6
"""How far from a whole number a column is still taken for it."""


@dataclass(frozen=True, eq=False)
class Start:
    """Values with whole numbers, none where none were found, and what no solution can be better than."""

    values: FloatArray
    bound: float


def rounded_down(program: Program, cost: FloatArray, seconds: float) -> Start:
    """Return a solution by rounding down the linear one, in so many seconds."""
    end, session = time.monotonic() + seconds, Highs().open(program)
    face, bound = Face.of(program), -np.inf
    for number in range(ROUNDS):
        outcome = session.minimise(cost, face, max(end - time.monotonic(), 0.0), tightened=number > 0)
        if outcome.status is not Status.OPTIMAL:
            break
        if number == 0:
            bound = float(cost @ outcome.values)
        least = np.maximum(_down(program, outcome.values), program.lower)
        if np.all(outcome.values - least <= WHOLE, where=program.integer):
            return Start(np.where(program.integer, least, outcome.values), bound)
        face = replace(face, upper=np.where(program.integer, np.minimum(least, face.upper), face.upper))
    return Start(np.zeros(0), bound)


def _down(program: Program, values: FloatArray) -> FloatArray:
    """Return the whole steps of values."""
    size = program.counted
    return whole(np.floor(values / size + WHOLE) * size, program.step)

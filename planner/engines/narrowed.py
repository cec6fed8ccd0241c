"""A good place to start from: the lines that the first goal asks of, with nothing sent anywhere else.

The goal of a priority asks of that priority's lines alone. What is best for these is often best whatever the
other lines get, or nearly so; and the program in which the others get nothing is much smaller, and smaller
still once what hangs on them is taken out. Only speed depends on it: the whole program is solved from there.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.engines.engine import Face
from planner.program.blocks import CONTRIBUTION, BoolArray, FloatArray
from planner.program.program import Program

WORTH_IT = 0.7
"""It is worth it where it leaves at most this part of what could be sent."""


def narrowed(program: Program, cost: FloatArray, face: Face) -> Face | None:
    """Return the face with nothing sent but to the lines that a cost is about.

    None where that leaves too much, or the cost is about something else than lines and what they lack.
    """
    sent = np.zeros(len(cost), dtype=bool)
    sent[program.family(CONTRIBUTION)] = True
    near = _near(program, cost)
    if np.any(near & ~sent & (cost == 0)) or not np.any(near & sent):
        return None
    held = sent & ~near & (face.lower <= 0) & (face.upper >= 0)
    if held.sum() < (1 - WORTH_IT) * sent.sum():
        return None
    return replace(face, lower=np.where(held, 0.0, face.lower), upper=np.where(held, 0.0, face.upper))


def _near(program: Program, cost: FloatArray) -> BoolArray:
    """Return which columns stand in a row with one that has a cost, or have one."""
    there = program.matrix.astype(bool)
    rows = there @ (cost != 0)
    near: BoolArray = (there.T @ rows) | (cost != 0)
    return near

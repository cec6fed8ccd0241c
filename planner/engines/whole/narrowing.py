"""What a goal in whole numbers leaves of a program, where rows that are rounded prove what it has reached.

Where a linear program proves the best of a goal, whole numbers that are as good keep to its prices: columns
with a reduced cost stay where they are, rows with a price are tight, as on a face of a linear program. What
is left is what branch and bound is given for the next goal. A row that holds the goal says the same, but a
solver sees that only once it has found the same prices by itself.
"""

from __future__ import annotations

import highspy
import numpy as np

from planner.engines.engine import Face, size_of
from planner.engines.solvers.highs_model import loaded, scale_of, set_cost
from planner.engines.whole.rounded_rows import with_rounded_rows
from planner.program.blocks import FloatArray
from planner.program.program import Program

LEAST, MOST = 300, 2_000
"""Programs of fewer columns are solved as soon as narrowed; more are solved in a process of their own."""
PROVEN = 1e-9
"""Prices prove a value where their bound is this near, beside the size of the goal."""
SURE = 1e-6
"""A price counts where a step of a column costs more than this by it, beside the size of the goal."""


def left_by(program: Program, cost: FloatArray, value: float) -> Program:
    """Return what a goal of this best value leaves of a program; all of it where prices do not prove that.

    So it is where a column can be below zero, and where the program is too small or too large to gain by it.
    """
    if program.lower.any() or not LEAST <= len(program.lower) < MOST:
        return program
    rounded = with_rounded_rows(program.in_steps())
    sized, size = cost * program.counted, size_of(cost, value)
    prices = _prices(rounded, sized)
    reduced = sized - rounded.matrix.T @ prices
    most = np.minimum(rounded.upper, rounded.reach)
    bound = _terms(prices, rounded.row_lower, rounded.row_upper) + _terms(reduced, rounded.lower, most)
    if not value - bound <= PROVEN * size:
        return program
    column = np.where(np.abs(reduced) > SURE * size, reduced, 0.0)
    widest = abs(rounded.matrix).max(axis=1).toarray().ravel()
    row = np.where(np.abs(prices) * widest > SURE * size, prices, 0.0)[: len(program.row_lower)]
    return _held(program, column, row)


def _prices(rounded: Program, cost: FloatArray) -> FloatArray:
    """Return prices of rows for the least of a cost, whole numbers aside: of bounds that there are."""
    highs = loaded(rounded, np.zeros(len(cost), dtype=bool))
    scale = scale_of(cost)
    set_cost(highs, cost, scale)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return np.zeros(len(rounded.row_lower))
    prices = np.array(highs.getSolution().row_dual) / scale
    bounds = np.where(prices > 0, rounded.row_lower, rounded.row_upper)
    return np.where(np.isfinite(bounds), prices, 0.0)


def _terms(prices: FloatArray, lower: FloatArray, upper: FloatArray) -> float:
    """Return the least that what lies between bounds can come to at prices."""
    ends = np.where(prices > 0, lower, upper)[prices != 0]
    return float(prices[prices != 0] @ ends)


def _held(program: Program, column: FloatArray, row: FloatArray) -> Program:
    """Return a program with columns and rows that have a price held to the bound that it is of."""
    atop = np.isfinite(program.upper) & (column < 0)
    face = Face(
        np.where(atop, program.upper, program.lower),
        np.where(column > 0, program.lower, program.upper),
        np.where(row < 0, program.row_upper, program.row_lower),
        np.where(row > 0, program.row_lower, program.row_upper),
    )
    return face.held(program)

"""How far prices are from proving that values are best on a face."""

from __future__ import annotations

import numpy as np

from planner.engines.engine import Face
from planner.program.blocks import FloatArray
from planner.program.products import times
from planner.program.program import Program

SHARP = 1e-14
"""What prices may leave unproven, of costs scaled to at most one, in one column or row. After many pivots
HiGHS's inverse of the basis is off by a million times that, within its tolerance, and a face cut by such
prices keeps the best plans of later goals out."""


def unproven(
    program: Program, cost: FloatArray, prices: FloatArray, at: tuple[FloatArray, FloatArray], face: Face
) -> FloatArray:
    """Return what going where there is room would save by some prices, for a cost of at most one.

    `at` are the values of columns and what rows add up to. All but the cost may be of many faces at once.
    """
    (values, activity), column, row = at, program.scale.column, program.scale.row
    reduced = (cost - times(program.by_column, prices)) * column
    of_columns = _saved(reduced, (values - face.lower) / column, (face.upper - values) / column)
    of_rows = _saved(prices / row, (activity - face.row_lower) * row, (face.row_upper - activity) * row)
    most: FloatArray = np.maximum(of_columns.max(axis=-1, initial=0.0), of_rows.max(axis=-1, initial=0.0))
    return most


def _saved(worth: FloatArray, down: FloatArray, up: FloatArray) -> FloatArray:
    """Return what each would save on its way down or up, of a size at most."""
    return np.maximum(worth * np.minimum(down, 1.0), -worth * np.minimum(up, 1.0))

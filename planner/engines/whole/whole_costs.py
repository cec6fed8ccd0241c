"""Costs of whole numbers that are whole numbers themselves.

Where each costs a whole number of times the same, nothing lies between two such numbers. A solver that is
given them knows that, and looks no further where it has proven more than the one below what it has found.
"""

from __future__ import annotations

import math

import numpy as np

from planner.engines.solvers.highs_model import scale_of
from planner.program.blocks import BoolArray, FloatArray

MOST = 10_000
"""So many times what all are multiples of the largest cost may be: more is hard on arithmetic."""
REMAINS, EXACT = 1e-7, 1e-12
"""What remains of a division may be off by, and a cost from a multiple, beside the largest."""


def whole_scale_of(cost: FloatArray, integer: BoolArray) -> float:
    """Return what brings all costs to whole numbers; where nothing does, the largest to about one."""
    scale, there = scale_of(cost), cost != 0
    sizes = np.unique(np.abs(cost[there])) * scale
    common = _common(sizes) if integer[there].all() else 0.0
    if common == 0 or np.abs(sizes - np.round(sizes / common) * common).max() > EXACT:
        return scale
    return scale / common


def _common(sizes: FloatArray) -> float:
    """Return the largest of which all sizes, at most one, are multiples; 0 where that is too small.

    As Euclid does: what remains of one by another in place of the larger, until nothing does.
    """
    common = 0.0
    for size in sizes.tolist():
        while size * MOST >= 0.5:
            common, size = size, abs(math.remainder(common, size))
        if size > REMAINS:
            return 0.0
    largest = float(sizes.max(initial=0.0))
    return largest / round(largest / common) if common else 0.0

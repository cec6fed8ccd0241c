"""A matrix times the values of one solution, or of many at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from planner.program.blocks import FloatArray


def times(matrix: Any, values: FloatArray) -> FloatArray:
    """Return a sparse matrix times some values; of many, one to a row, times each."""
    if values.ndim == 1:
        return np.asarray(matrix @ values, dtype=float)
    return np.ascontiguousarray((matrix @ values.T).T)

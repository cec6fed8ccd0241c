"""A matrix times the values of one solution, or of many at once, and what of it is above zero."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from planner.program.blocks import FloatArray


def times(matrix: Any, values: FloatArray) -> FloatArray:
    """Return a sparse matrix times some values; of many, one to a row, times each."""
    if values.ndim == 1:
        return np.asarray(matrix @ values, dtype=float)
    return np.ascontiguousarray((matrix @ values.T).T)


def positive_part(matrix: sparse.csr_array) -> sparse.csr_array:
    """Return a matrix of the coefficients that are above zero alone.

    No zero stands among its entries, which would make nothing of a column without an end. SciPy's `maximum`
    leaves some in some versions.
    """
    positive = matrix.copy()
    positive.data = np.maximum(positive.data, 0.0)
    positive.eliminate_zeros()
    return positive

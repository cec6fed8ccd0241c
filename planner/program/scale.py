"""The size of what columns and rows speak of, so that a tolerance means the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from planner.program.blocks import FloatArray

PASSES = 3
"""How often what rows allow is followed up through the rows that share their columns."""
DOUBT = 1e-11
"""The rounding of a sum, in proportion to what it adds up; many times what it can be."""
LARGEST = 1024.0
"""Rows are made smaller only down to this largest coefficient: the bound of a wide row may be a small one."""
FAINT = 2.0**-36
"""No scaled coefficient is left below this beside the others of its row: solvers take such for none (HiGHS up
to 1e-12), and a column that only that row holds would then be held by nothing."""

Bounds = tuple[FloatArray, FloatArray]


@dataclass(frozen=True, eq=False)
class Scale:
    """Powers of two by which columns and rows are multiplied; none of it rounds anything.

    `column` is about how far each column can go, so that one more of the scaled column is all that it can be
    and its cost is what it is worth to a goal. `row` brings the largest scaled coefficient of each row to
    between one and `LARGEST`.
    """

    column: FloatArray
    row: FloatArray

    @classmethod
    def of(cls, matrix: sparse.csr_array, columns: Bounds, rows: Bounds) -> Scale:
        """Return the scale of a matrix whose columns and rows lie between bounds, finite for columns."""
        if not matrix.nnz:
            return cls(_power(columns[1]), np.ones(matrix.shape[0]))
        column, sizes = _power(_useful(matrix, columns, rows)), abs(matrix).tocoo()
        row = _of_rows(sizes, column)
        for _ in range(PASSES):
            scaled = sizes.data * row[sizes.row]
            faint = (scaled > 0) & (scaled * column[sizes.col] < FAINT)
            if not faint.any():
                break
            np.maximum.at(column, sizes.col[faint], 2 * _power(FAINT / scaled[faint]))
            row = _of_rows(sizes, column)
        return cls(column, row)


def _of_rows(sizes: sparse.coo_array, column: FloatArray) -> FloatArray:
    """Return the scale of rows in which columns have theirs."""
    largest = np.zeros(sizes.shape[0])
    np.maximum.at(largest, sizes.row, sizes.data * column[sizes.col])
    return _power(np.clip(largest, 1.0, LARGEST)) / _power(largest)


def held_reach(matrix: sparse.csr_array, columns: Bounds, rows: Bounds) -> FloatArray:
    """Return how far columns can go when rows are kept: never less than they can, rounding counted in.

    It is what presolving finds (Andersen and Andersen 1995, Presolving in linear programming, doi
    10.1007/BF01586000).
    """
    reach = columns[1]
    for _ in range(PASSES):
        reach = np.minimum(reach, _follow(matrix, (columns[0], reach), rows, safely=True)[0])
    return reach


def _useful(matrix: sparse.csr_array, columns: Bounds, rows: Bounds) -> FloatArray:
    """Return how far columns go when rows are kept, and when they go no further than a row has use for.

    It serves as a size only: a column that only serves rows may go further. One that a row holds where it is
    keeps its size: it would go as far if the row let it, and is worth as much to the price of the row.
    """
    reach = columns[1]
    for _ in range(PASSES):
        holds, serves = _follow(matrix, (columns[0], reach), rows, safely=False)
        furthest = np.where(np.isfinite(holds), holds, serves)
        reach = np.where(furthest > 0, np.minimum(reach, furthest), reach)
    return reach


def _follow(matrix: sparse.csr_array, columns: Bounds, rows: Bounds, *, safely: bool) -> Bounds:
    """Return for each column how far rows let it go at most, and how far the neediest needs it.

    Rounding is counted in where it must be safe; where not, room that may be rounding is none.
    """
    entries, (lower, reach) = matrix.tocoo(), columns
    row, column = entries.row, entries.col
    holds, serves = np.full(len(reach), np.inf), np.zeros(len(reach))
    for size, bound in ((entries.data, rows[1]), (-entries.data, -rows[0])):
        low, high = size * lower[column], size * reach[column]
        least = np.bincount(row, weights=np.minimum(low, high), minlength=len(bound))
        most = np.bincount(row, weights=np.maximum(low, high), minlength=len(bound))
        doubt = DOUBT * (np.abs(bound) + np.maximum(np.abs(least), np.abs(most)))
        there = np.isfinite(bound)[row]
        up, down = there & (size > 0), there & (size < 0)
        left = bound - least
        left = np.maximum(left + doubt, 0.0) if safely else np.where(left > doubt, left, 0.0)
        np.minimum.at(holds, column[up], lower[column[up]] + left[row[up]] / size[up])
        np.maximum.at(serves, column[down], ((most - bound)[row[down]] - low[down]) / -size[down])
    return holds, serves


def _power(size: FloatArray) -> FloatArray:
    """Return the power of two nearest to each size from below; one where there is none."""
    usable = np.isfinite(size) & (size > 0)
    power: FloatArray = np.exp2(np.floor(np.log2(np.where(usable, size, 1.0))))
    return power

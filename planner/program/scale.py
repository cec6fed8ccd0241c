"""The size of what columns and rows speak of, so that a tolerance means the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from planner.program.blocks import BoolArray, FloatArray, IntArray

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
    reach, sides = columns[1], _Side.both(matrix, columns[0], rows)
    for _ in range(PASSES):
        before, holds = reach, np.full(len(reach), np.inf)
        for side in sides:
            least, most = side.activity(reach)
            doubt = side.doubt(least, most)
            side.hold(holds, np.maximum(side.bound - least + doubt, 0.0))
        reach = np.minimum(before, holds)
        if np.array_equal(reach, before):
            break
    return reach


def _useful(matrix: sparse.csr_array, columns: Bounds, rows: Bounds) -> FloatArray:
    """Return how far columns go when rows are kept, and when they go no further than a row has use for.

    It serves as a size only: a column that only serves rows may go further. One that a row holds where it is
    keeps its size: it would go as far if the row let it, and is worth as much to the price of the row.
    """
    reach, sides = columns[1], _Side.both(matrix, columns[0], rows)
    for _ in range(PASSES):
        holds, serves = np.full(len(reach), np.inf), np.zeros(len(reach))
        for side in sides:
            least, most = side.activity(reach)
            left = side.bound - least
            side.hold(holds, np.where(left > side.doubt(least, most), left, 0.0))
            side.serve(serves, most)
        furthest = np.where(np.isfinite(holds), holds, serves)
        reach = np.where(furthest > 0, np.minimum(reach, furthest), reach)
    return reach


@dataclass(frozen=True, eq=False)
class _Entries:
    """Some entries of a matrix, and what each is where its column is least."""

    row: IntArray
    column: IntArray
    size: FloatArray
    least: FloatArray

    def those(self, which: BoolArray) -> _Entries:
        """Return some of them."""
        return _Entries(self.row[which], self.column[which], self.size[which], self.least[which])


@dataclass(frozen=True, eq=False)
class _Side:
    """The rows that end on one side, told as if that were their upper end, `bound`, with their entries.

    More of a column goes towards the end in those that are `up`, and away from it in those that are `down`.
    """

    bound: FloatArray
    lower: FloatArray
    every: _Entries
    up: _Entries
    down: _Entries

    @classmethod
    def both(cls, matrix: sparse.csr_array, lower: FloatArray, rows: Bounds) -> tuple[_Side, _Side]:
        """Return the upper side of rows, and the lower with all its signs turned."""
        return cls._of(matrix, lower, rows[1], 1.0), cls._of(matrix, lower, -rows[0], -1.0)

    @classmethod
    def _of(cls, matrix: sparse.csr_array, lower: FloatArray, bound: FloatArray, sign: float) -> _Side:
        told = matrix.tocoo()
        there = np.isfinite(bound)[told.row]
        column, size = told.col[there], sign * told.data[there]
        every = _Entries(told.row[there], column, size, size * lower[column])
        return cls(bound, lower, every, every.those(size > 0), every.those(size < 0))

    def activity(self, reach: FloatArray) -> Bounds:
        """Return the least and the most that each row adds up to while columns go so far."""
        high = self.every.size * reach[self.every.column]
        return self._added_up(np.minimum(self.every.least, high)), self._added_up(
            np.maximum(self.every.least, high)
        )

    def _added_up(self, entries: FloatArray) -> FloatArray:
        return np.asarray(np.bincount(self.every.row, entries, len(self.bound)), dtype=float)

    def doubt(self, least: FloatArray, most: FloatArray) -> FloatArray:
        """Return what may be rounding of such sums."""
        doubt: FloatArray = DOUBT * (np.abs(self.bound) + np.maximum(np.abs(least), np.abs(most)))
        return doubt

    def hold(self, holds: FloatArray, left: FloatArray) -> None:
        """Let columns go no further than what is left of each row lets them."""
        one = self.up
        np.minimum.at(holds, one.column, self.lower[one.column] + left[one.row] / one.size)

    def serve(self, serves: FloatArray, most: FloatArray) -> None:
        """Let columns go as far as the neediest row needs them."""
        one = self.down
        np.maximum.at(serves, one.column, ((most - self.bound)[one.row] - one.least) / -one.size)


def _power(size: FloatArray) -> FloatArray:
    """Return the power of two nearest to each size from below; one where there is none."""
    usable = np.isfinite(size) & (size > 0)
    power: FloatArray = np.exp2(np.floor(np.log2(np.where(usable, size, 1.0))))
    return power

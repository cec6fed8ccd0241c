"""One face of a linear program held in memory and asked about one bound, or one cost, at a time.

What the face holds still is taken out before, so that a question costs no more than what can move. Every
answer starts from where the last one ended; values are of the whole program.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from scipy import sparse

from planner.engines.engine import Face, Status
from planner.engines.highs_model import STATUSES, loaded, scale_of, set_cost
from planner.program.program import Program
from planner.program.tables import FloatArray, IntArray

_DUAL, _PRIMAL = 1, 4
"""HiGHS's simplex strategies: after a bound has moved, and after the cost has changed."""


@dataclass(frozen=True, eq=False)
class Found:
    """What was found: the value of the cost, all columns, and the prices of all rows."""

    value: float
    values: FloatArray
    prices: FloatArray


@dataclass(frozen=True, eq=False)
class _Free:
    """What a face leaves free: the columns that can move, and the rows that they stand in.

    `columns` and `rows` are their positions in the program; `held` has the value of every other column, and
    `still` what these add to every row.
    """

    matrix: sparse.csr_array
    lower: FloatArray
    upper: FloatArray
    row_lower: FloatArray
    row_upper: FloatArray
    columns: IntArray
    rows: IntArray
    held: FloatArray
    still: FloatArray

    @classmethod
    def of(cls, program: Program, face: Face) -> _Free:
        """Return what a face of a program leaves free."""
        free = face.lower < face.upper
        held = np.where(free, 0.0, face.lower)
        still = program.matrix @ held
        part = program.matrix[:, free].tocsr()
        rows = np.flatnonzero(np.diff(part.indptr) > 0)
        return cls(
            part[rows],
            face.lower[free],
            face.upper[free],
            (face.row_lower - still)[rows],
            (face.row_upper - still)[rows],
            np.flatnonzero(free).astype(np.int32),
            rows.astype(np.int32),
            held,
            still,
        )


class Probe:
    """A face of a program in memory, at a point of it that is known."""

    def __init__(
        self, program: Program, face: Face, point: FloatArray, *, cost: FloatArray | None = None
    ) -> None:
        self._free = free = _Free.of(program, face)
        self._spot = np.full(len(face.row_lower), -1)
        self._spot[free.rows] = np.arange(len(free.rows))
        self._highs = loaded(free, np.zeros(len(free.lower), dtype=bool))
        self._highs.setOptionValue("simplex_strategy", _PRIMAL)
        self._start_at(point[free.columns])
        self._base = self._highs.getBasis()
        self._cost = np.zeros(len(face.lower))
        self._scale = 1.0
        if cost is not None:
            self._price(cost)
            self._highs.run()

    def minimise(self, cost: FloatArray) -> Found | None:
        """Minimise a cost on the face; None where that has no end or fails."""
        self._highs.setOptionValue("simplex_strategy", _PRIMAL)
        self._price(cost)
        return self._found() if self._run() is Status.OPTIMAL else None

    def moved(self, row: int, lower: float, upper: float) -> Found | None:
        """Minimise the cost of last time with other bounds of one row; None where nothing keeps to them."""
        if self._spot[row] < 0:
            inside = lower - 1e-9 <= self._free.still[row] <= upper + 1e-9
            return self._found() if inside and self._run() is Status.OPTIMAL else None
        self._highs.setOptionValue("simplex_strategy", _DUAL)
        self._bound(row, lower, upper)
        found = self._found() if self._run() is Status.OPTIMAL else None
        self._restore(row)
        return found

    def furthest(
        self, row: int, direction: int, lower: float, upper: float
    ) -> tuple[float, FloatArray | None]:
        """Return the most (`direction` 1) or least (-1) that a row adds up to when it has other bounds.

        With it comes a point where it does; infinite and without a point where there is no end. The cost is
        nothing after.
        """
        spot = int(self._spot[row])
        if spot < 0:
            return float(self._free.still[row]), self._free.held.copy()
        matrix = self._free.matrix
        entries = slice(matrix.indptr[spot], matrix.indptr[spot + 1])
        columns, weights = matrix.indices[entries].astype(np.int32), matrix.data[entries]
        scale = scale_of(weights)
        self._highs.setOptionValue("simplex_strategy", _PRIMAL)
        self._highs.setBasis(self._base)
        self._bound(row, lower, upper)
        self._highs.changeColsCost(len(columns), columns, -direction * scale * weights)
        status = self._run()
        reached = -direction * self._highs.getInfo().objective_function_value / scale
        values = self._values() if status is Status.OPTIMAL else None
        self._highs.changeColsCost(len(columns), columns, np.zeros(len(columns)))
        self._restore(row)
        return (direction * math.inf, None) if values is None else (reached + self._free.still[row], values)

    def _start_at(self, point: FloatArray) -> None:
        solution = highspy.HighsSolution()
        solution.col_value = point
        solution.value_valid = True
        self._highs.setSolution(solution)
        self._highs.run()

    def _price(self, cost: FloatArray) -> None:
        self._cost, self._scale = cost, scale_of(cost)
        set_cost(self._highs, cost[self._free.columns], self._scale)

    def _bound(self, row: int, lower: float, upper: float) -> None:
        still = self._free.still[row]
        self._highs.changeRowBounds(int(self._spot[row]), lower - still, upper - still)

    def _restore(self, row: int) -> None:
        spot = int(self._spot[row])
        self._highs.changeRowBounds(spot, self._free.row_lower[spot], self._free.row_upper[spot])

    def _run(self) -> Status:
        self._highs.run()
        return STATUSES.get(self._highs.getModelStatus(), Status.FAILED)

    def _values(self) -> FloatArray:
        values = self._free.held.copy()
        values[self._free.columns] = self._solution().col_value
        return values

    def _found(self) -> Found:
        values = self._values()
        prices = np.zeros(len(self._spot))
        prices[self._free.rows] = self._solution().row_dual
        return Found(float(self._cost @ values), values, prices / self._scale)

    def _solution(self) -> Any:
        return self._highs.getSolution()

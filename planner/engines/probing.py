"""One face of a linear program held in memory and asked about one bound, or one cost, at a time.

Only the block that a question is about is solved, hot; where the question does not reach, answers are as at the
point of the face that was known before.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from planner.engines.blocks import NONE, Block, Blocks
from planner.engines.engine import Face, Status
from planner.engines.highs_model import STATUSES, loaded, scale_of, set_cost
from planner.program.program import Program
from planner.program.tables import FloatArray, IntArray

_DUAL, _PRIMAL = 1, 4
"""HiGHS's simplex strategies: after a bound has moved, and after the cost has changed."""
_BARELY = 1e-9
"""By how much a row that nothing can change may miss its bounds."""


@dataclass(frozen=True, eq=False)
class Found:
    """What was found: the value of the cost, all columns, and the prices of all rows."""

    value: float
    values: FloatArray
    prices: FloatArray


class Probe:
    """A face of a program in memory, at a point of it that is known.

    With a cost that is the least at the point, and prices that prove it, `moved` says what becomes of it.
    """

    def __init__(
        self,
        program: Program,
        face: Face,
        point: FloatArray,
        *,
        cost: FloatArray | None = None,
        prices: FloatArray | None = None,
    ) -> None:
        self._blocks = Blocks.of(program, face, point)
        self._point = point
        self._activity = program.matrix @ point
        self._cost = np.zeros(len(point)) if cost is None else cost
        self._prices = np.zeros(len(self._activity)) if prices is None else prices
        self._sessions: dict[int, _Session] = {}

    def least(self, cost: FloatArray) -> Found | None:
        """Minimise a cost on the face; None where that has no end or fails."""
        values, prices = self._point.copy(), np.zeros(len(self._activity))
        for number in np.unique(self._blocks.of_column[cost != 0]):
            if number != NONE:
                session = self._session(int(number))
                if session.minimise(cost) is not Status.OPTIMAL:
                    return None
                session.read(values, prices)
        return Found(float(cost @ values), values, prices)

    def priced(self, row: int) -> FloatArray | None:
        """Return prices of the cost that are right on this face, found anew in the block of a row."""
        prices = self._prices.copy()
        number = int(self._blocks.of_row[row])
        if number == NONE:
            return prices
        session = self._session(number)
        if session.minimise(self._cost) is not Status.OPTIMAL:
            return None
        session.read(self._point.copy(), prices)
        return prices

    def moved(self, row: int, lower: float, upper: float) -> Found | None:
        """Minimise the cost with other bounds of one row; None where nothing keeps to them."""
        values, prices = self._point.copy(), self._prices.copy()
        number = int(self._blocks.of_row[row])
        if number == NONE:
            inside = lower - _BARELY <= self._activity[row] <= upper + _BARELY
            return Found(float(self._cost @ values), values, prices) if inside else None
        session = self._session(number)
        session.pursue(self._cost)
        if session.moved(row, lower, upper) is not Status.OPTIMAL:
            return None
        session.read(values, prices)
        return Found(float(self._cost @ values), values, prices)

    def furthest(
        self, row: int, direction: int, lower: float, upper: float
    ) -> tuple[float, FloatArray | None]:
        """Return the most (`direction` 1) or least (-1) that a row adds up to when it has other bounds.

        With it comes a point where it does; infinite and without a point where there is no end.
        """
        number = int(self._blocks.of_row[row])
        if number == NONE:
            return float(self._activity[row]), self._point
        session = self._session(number)
        if session.furthest(row, direction, lower, upper) is not Status.OPTIMAL:
            return direction * math.inf, None
        values = self._point.copy()
        session.read(values)
        return session.adds_up(row, values), values

    def _session(self, number: int) -> _Session:
        if number not in self._sessions:
            self._sessions[number] = _Session(self._blocks.block(number), self._point)
        return self._sessions[number]


class _Session:
    """One block held by HiGHS."""

    def __init__(self, block: Block, point: FloatArray) -> None:
        self._block = block
        self._highs: Any = loaded(block, np.zeros(len(block.columns), dtype=bool))
        start_at(self._highs, point[block.columns])
        self._base = self._highs.getBasis()
        self._spots = {int(row): spot for spot, row in enumerate(block.rows)}
        self._pursued: FloatArray | None = None
        self._asked: IntArray = np.zeros(0, dtype=np.int32)
        self._scale = 1.0

    def pursue(self, cost: FloatArray) -> None:
        """Take up a cost, unless it is the one of last time."""
        if cost is not self._pursued:
            self.minimise(cost)

    def minimise(self, cost: FloatArray) -> Status:
        """Minimise a cost, from the basis of last time."""
        mine = cost[self._block.columns]
        self._pursued, self._scale = cost, scale_of(mine)
        set_cost(self._highs, mine, self._scale)
        return self._run(_PRIMAL)

    def moved(self, row: int, lower: float, upper: float) -> Status:
        """Minimise the cost of last time with other bounds of one row."""
        self._bound(row, lower, upper)
        status = self._run(_DUAL)
        self._restore(row)
        return status

    def furthest(self, row: int, direction: int, lower: float, upper: float) -> Status:
        """Bring a row with other bounds as high or as low as can be, from the point that is known."""
        columns, weights = self._entries(row)
        self._highs.setBasis(self._base)
        self._bound(row, lower, upper)
        self._forget()
        self._scale = scale_of(weights)
        self._highs.changeColsCost(len(columns), columns, -direction * self._scale * weights)
        self._asked = columns
        status = self._run(_PRIMAL)
        self._restore(row)
        return status

    def _forget(self) -> None:
        """Set all costs to nothing."""
        if self._pursued is not None:
            set_cost(self._highs, np.zeros(len(self._block.columns)), 1.0)
        self._highs.changeColsCost(len(self._asked), self._asked, np.zeros(len(self._asked)))
        self._pursued = None

    def read(self, values: FloatArray, prices: FloatArray | None = None) -> None:
        """Write the columns of the last solve among all values, and the prices of its rows among all prices."""
        solution = self._highs.getSolution()
        values[self._block.columns] = solution.col_value
        if prices is not None:
            prices[self._block.rows] = np.array(solution.row_dual) / self._scale

    def adds_up(self, row: int, values: FloatArray) -> float:
        """Return what a row adds up to."""
        columns, weights = self._entries(row)
        there = self._block.still[self._spots[row]]
        return float(there + weights @ values[self._block.columns[columns]])

    def _entries(self, row: int) -> tuple[IntArray, FloatArray]:
        spot, matrix = self._spots[row], self._block.matrix
        entries = slice(matrix.indptr[spot], matrix.indptr[spot + 1])
        return matrix.indices[entries].astype(np.int32), matrix.data[entries]

    def _bound(self, row: int, lower: float, upper: float) -> None:
        spot = self._spots[row]
        still = self._block.still[spot]
        self._highs.changeRowBounds(spot, lower - still, upper - still)

    def _restore(self, row: int) -> None:
        spot = self._spots[row]
        self._highs.changeRowBounds(spot, self._block.row_lower[spot], self._block.row_upper[spot])

    def _run(self, strategy: int) -> Status:
        self._highs.setOptionValue("simplex_strategy", strategy)
        self._highs.run()
        return STATUSES.get(self._highs.getModelStatus(), Status.FAILED)


def start_at(highs: Any, point: FloatArray) -> None:
    """Let a HiGHS instance begin at a point of its program, and find a basis there."""
    solution = highspy.HighsSolution()
    solution.col_value = point
    solution.value_valid = True
    highs.setOptionValue("simplex_strategy", _PRIMAL)
    highs.setSolution(solution)
    highs.run()

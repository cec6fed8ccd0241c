"""A known vertex of a linear program, from which others are reached by a few pivots.

Many questions have their answer next door: one pivot settles most, and handing each to a solver costs more than
answering it. This is the primal simplex method with bounds, in product form (Dantzig and Orchard-Hays 1954, The
product form for the inverse in the simplex method, doi 10.1090/S0025-5718-1954-0061469-8). Rows and columns of
the tableau at the vertex are read from HiGHS when they are first needed, and every question starts there. It gives
up rather than guess; who asks then turns to a solver.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any

import highspy
import numpy as np

from planner.engines.engine import Face
from planner.engines.highs_model import loaded, scale_of
from planner.program.program import Program
from planner.program.tables import BoolArray, FloatArray, IntArray

ROOM = 1e-9
"""A variable with at most so much room is at its bound; as the solver has it."""
PRICE = 1e-9
"""Reduced costs up to this, of costs scaled to at most one, are none; as the solver has it."""
_PIVOTS = 200
"""After so many pivots a question is given up."""
_NOTHING = 1e-10
"""Entries of the tableau up to this are rounding."""
_PIVOT = 1e-6
"""No pivot is smaller than this."""


class GivenUp(Exception):  # noqa: N818  nothing is wrong: a solver can answer
    """The question takes more pivots, or smaller ones, than are made here."""


@dataclass(frozen=True, eq=False)
class Bounds:
    """Bounds of all variables of a program: columns first, then rows."""

    lower: FloatArray
    upper: FloatArray

    @classmethod
    def of(cls, face: Face) -> Bounds:
        """Return those of a face."""
        lower = np.concatenate([face.lower, face.row_lower])
        return cls(lower, np.concatenate([face.upper, face.row_upper]))

    def but(self, variable: int, lower: float, upper: float) -> Bounds:
        """Return the same with others for one variable."""
        least, most = self.lower.copy(), self.upper.copy()
        least[variable], most[variable] = lower, upper
        return Bounds(least, most)

    def held(self, which: BoolArray, at: FloatArray) -> Bounds:
        """Return the same with some variables held at their values."""
        return Bounds(np.where(which, at, self.lower), np.where(which, at, self.upper))

    def cone(self, at: FloatArray) -> Bounds:
        """Return those bounds alone that a point is at: what it may do if it moves very little."""
        lower = np.where(at <= self.lower + ROOM, at, -np.inf)
        return Bounds(lower, np.where(at >= self.upper - ROOM, at, np.inf))


@dataclass(eq=False)
class Path:
    """How far a question has come: values, the basic variable of each place, and the pivots made.

    A pivot is a place and the column that entered there.
    """

    value: FloatArray
    basic: IntArray
    outside: BoolArray
    pivots: list[tuple[int, FloatArray]] = field(default_factory=list)


class Corner:
    """A vertex of a program, and what is least around it; variables are columns first, then rows."""

    def __init__(self, program: Program, face: Face, point: FloatArray) -> None:
        held = replace(
            program,
            lower=face.lower,
            upper=face.upper,
            row_lower=face.row_lower,
            row_upper=face.row_upper,
        )
        self._columns = len(point)
        self._highs: Any = loaded(held, np.zeros(self._columns, dtype=bool))
        _start_at(self._highs, point)
        solution = self._highs.getSolution()
        self.value: FloatArray = np.concatenate([solution.col_value, solution.row_value])
        numbers = np.array(self._highs.getBasicVariables()[1])
        self._basic = np.where(numbers >= 0, numbers, self._columns - 1 - numbers).astype(np.int32)
        self._sign = np.where(numbers >= 0, 1.0, -1.0)
        self._home = np.full(len(self.value), -1)
        self._home[self._basic] = np.arange(len(self._basic))
        self._known_rows: dict[int, FloatArray] = {}
        self._known_columns: dict[int, FloatArray] = {}

    def path(self) -> Path:
        """Return a path that starts at the vertex."""
        return Path(self.value.copy(), self._basic.copy(), self._home < 0)

    def minimise(self, path: Path, cost: FloatArray, bounds: Bounds) -> FloatArray | None:
        """Go on to where a cost over all variables is least within bounds, which must hold where the path is.

        Return the reduced costs there; None where there is no end. Raises GivenUp.
        """
        scale = scale_of(cost)
        scaled = cost * scale
        for _ in range(_PIVOTS):
            reduced = self._reduced(scaled, path)
            variable = _most_worth(reduced, bounds, path)
            if variable is None:
                return reduced / scale
            if not self._move(path, bounds, variable, 1.0 if reduced[variable] < 0 else -1.0):
                return None
        raise GivenUp

    def _move(self, path: Path, bounds: Bounds, variable: int, direction: float) -> bool:
        """Move a variable as far as it goes, and let it change places with the one that ends the move.

        Return whether something ends it.
        """
        column = self._column(path, variable)
        moving = np.abs(column).nonzero()[0]
        change, basic = -direction * column[moving], path.basic[moving]
        bound = np.where(change > 0, bounds.upper[basic], bounds.lower[basic])
        ratio = np.maximum((bound - path.value[basic]) / change, 0.0)
        own = (bounds.upper if direction > 0 else bounds.lower)[variable] - path.value[variable]
        length = min(float(ratio.min(initial=math.inf)), abs(float(own)))
        if math.isinf(length):
            return False
        path.value[basic] += change * length
        path.value[variable] += direction * length
        if length < abs(own):
            ends = moving[ratio <= length + ROOM]
            self._swap(path, variable, int(ends[np.abs(column[ends]).argmax()]), column)
        return True

    def _swap(self, path: Path, variable: int, place: int, column: FloatArray) -> None:
        if abs(column[place]) < _PIVOT:
            raise GivenUp
        path.outside[path.basic[place]], path.outside[variable] = True, False
        path.basic[place] = variable
        path.pivots.append((place, column))

    def _reduced(self, cost: FloatArray, path: Path) -> FloatArray:
        """Return the reduced costs of all variables."""
        prices = cost[path.basic]
        for place, column in reversed(path.pivots):
            others = float(prices @ column) - prices[place] * column[place]
            prices[place] = (prices[place] - others) / column[place]
        reduced = cost.copy()
        for place in prices.nonzero()[0]:
            reduced -= prices[place] * self._row(int(place))
        return reduced

    def _column(self, path: Path, variable: int) -> FloatArray:
        """Return by how much each basic variable falls for one more of a variable, after the pivots made."""
        if variable not in self._known_columns:
            self._known_columns[variable] = self._read_column(variable)
        column = self._known_columns[variable]
        for place, entered in path.pivots:
            share = column[place] / entered[place]
            column = column - share * entered
            column[place] = share
        return _without_rounding(column)

    def _read_column(self, variable: int) -> FloatArray:
        home = self._home[variable]
        if home >= 0:
            column = np.zeros(len(self._basic))
            column[home] = 1.0
            return column
        if variable < self._columns:
            return self._sign * np.array(self._highs.getReducedColumn(variable)[1])
        return -self._sign * np.array(self._highs.getBasisInverseCol(variable - self._columns)[1])

    def _row(self, place: int) -> FloatArray:
        """Return by how much the variable of a place at the vertex falls for one more of each variable.

        HiGHS has the activity of a row with the opposite sign, hence the signs here and in columns.
        """
        if place not in self._known_rows:
            columns = np.array(self._highs.getReducedRow(place)[1])
            rows = -np.array(self._highs.getBasisInverseRow(place)[1])
            row = self._sign[place] * np.concatenate([columns, rows])
            self._known_rows[place] = _without_rounding(row)
        return self._known_rows[place]


def _most_worth(reduced: FloatArray, bounds: Bounds, path: Path) -> int | None:
    """Return the variable outside the basis that is worth most to move; None where none is."""
    room = np.where(reduced < 0, bounds.upper - path.value, path.value - bounds.lower)
    worth = np.abs(reduced) * (path.outside & (room > ROOM))
    variable = int(worth.argmax())
    return None if worth[variable] <= PRICE else variable


def _without_rounding(entries: FloatArray) -> FloatArray:
    return np.where(np.abs(entries) > _NOTHING, entries, 0.0)


def _start_at(highs: Any, point: FloatArray) -> None:
    """Let HiGHS find a basis at a point."""
    solution = highspy.HighsSolution()
    solution.col_value = point
    solution.value_valid = True
    highs.setOptionValue("simplex_strategy", 4)
    highs.setSolution(solution)
    highs.run()

"""A known vertex of a linear program, from which others are reached by a few pivots.

Many questions have their answer next door: one pivot settles most, and handing each to a solver costs more
than answering it. This is the primal simplex method with bounds, in product form (Dantzig and Orchard-Hays
1954, The product form for the inverse in the simplex method, doi 10.1090/S0025-5718-1954-0061469-8). Rows
and columns of the tableau at the vertex are read from HiGHS when they are first needed, and every question
starts there. It gives up rather than guess; who asks then turns to a solver.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from planner.engines.engine import Face
from planner.engines.hot.bounds import ROOM, Bounds
from planner.engines.hot.movable import PRICE, Movable
from planner.engines.hot.path import Path, TableauLine, where
from planner.engines.solvers.highs_model import loaded, scale_of
from planner.program.blocks import BoolArray, FloatArray, IntArray
from planner.program.program import Program

TOLERANCE = 1e-9
"""What the columns of a path may add up to beside its rows, relative to their size over 1."""
GOLDEN = (math.sqrt(5) - 1) / 2
"""Multiples of this have parts after the point of which no few add up to nothing."""
FELT = 1e-8
"""What a variable moves by that has not moved, for one of another: rounding."""
_PIVOTS = 400
"""After so many pivots a path is given up."""
_PIVOT = 1e-6
"""No pivot is smaller than this."""


class GivenUp(Exception):  # noqa: N818  nothing is wrong: a solver can answer
    """The question takes more pivots, or smaller ones, than are made here."""


@dataclass(frozen=True, eq=False)
class Cost:
    """A cost over all variables, scaled to at most one, with the reduced costs that it has at the vertex."""

    each: FloatArray
    scale: float
    reduced: FloatArray


class Corner:
    """A vertex of a program, and what is least around it; variables are columns first, then rows."""

    def __init__(self, program: Program, face: Face, point: FloatArray) -> None:
        """Let HiGHS find a basis from a point of the face; read all values, and which are basic."""
        self._program = program
        self._columns = len(point)
        self._highs: Any = loaded(face.held(program), np.zeros(self._columns, dtype=bool))
        _start_at(self._highs, point)
        solution = self._highs.getSolution()
        self.value: FloatArray = np.concatenate([solution.col_value, solution.row_value])
        numbers = np.array(self._highs.getBasicVariables()[1])
        self._basic = np.where(numbers >= 0, numbers, self._columns - 1 - numbers).astype(np.int32)
        self._sign = np.where(numbers >= 0, 1.0, -1.0)
        self._home = np.full(len(self.value), -1)
        self._home[self._basic] = np.arange(len(self._basic))
        self._known_rows: dict[int, TableauLine] = {}
        self._known_columns: dict[int, TableauLine] = {}

    def basis(self) -> Any:
        """Return the basis at the vertex, for a solver to start from."""
        return self._highs.getBasis()

    @property
    def inside(self) -> BoolArray:
        """Which variables are basic at the vertex."""
        return self._home >= 0

    def path(self) -> Path:
        """Return a path that starts at the vertex."""
        return Path(self.value.copy(), self._basic.copy(), self._home < 0)

    def cost(self, each: FloatArray) -> Cost:
        """Return a cost over all variables, ready to be minimised."""
        scale = scale_of(each)
        scaled = each * scale
        basic = scaled[self._basic]
        if not basic.any():
            return Cost(scaled, scale, scaled)
        prices = np.array(self._highs.getBasisTransposeSolve(self._sign * basic)[1])
        columns = scaled[: self._columns] - self._program.by_column @ prices
        return Cost(scaled, scale, np.concatenate([columns, scaled[self._columns :] + prices]))

    def towards(self, variable: int, direction: int) -> Cost:
        """Return the cost that is least where a variable is greatest (`direction` 1), or least (-1)."""
        each = np.zeros(len(self.value))
        each[variable] = -direction
        home = int(self._home[variable])
        if home < 0:
            return Cost(each, 1.0, each)
        reduced = each.copy()
        row = self._row(home)
        reduced[row.spots] += direction * row.entries
        return Cost(each, 1.0, reduced)

    def minimise(
        self, path: Path, cost: Cost, bounds: Bounds, *, pivots: int | None = None
    ) -> FloatArray | None:
        """Go on to where a cost is least within bounds, which must hold where the path is.

        Return the reduced costs there; None where there is no end. Raises GivenUp, also after so many
        `pivots` where that is said.
        """
        reduced, movable = self._reduced(cost, path), Movable(path, bounds)
        while len(path.pivots) < (_PIVOTS if pivots is None else pivots):
            variable = movable.most_worth(reduced)
            if variable is None:
                return reduced / cost.scale
            ended = self._move(path, bounds, variable, reduced)
            if ended is None:
                return None
            movable.moved(variable)
            movable.moved(ended)
        raise GivenUp

    def adds_up(self, path: Path) -> bool:
        """Say whether a path's columns still add up to its rows, whatever rounding its pivots have left."""
        columns, rows = path.value[: self._columns], path.value[self._columns :]
        off = np.abs(self._program.matrix @ columns - rows)
        return bool(np.all(off <= TOLERANCE * np.maximum(1.0, np.abs(rows))))

    def leaves_no_choice(self, path: Path, reduced: FloatArray, bounds: Bounds, variables: IntArray) -> bool:
        """Say whether some variables are the same wherever a cost is as little as where a path has come to.

        All such points lie in the directions in which what is outside the basis can move for nothing. None of
        them may change any of the variables; that is seen by a sum of these, each so many times.
        """
        least = PRICE * float(np.abs(reduced).max(initial=0.0))
        free = (np.abs(reduced) <= least) & path.outside & (bounds.upper - bounds.lower > ROOM)
        if free[variables].any():
            return False
        weights = np.zeros(len(self.value))
        weights[variables] = 1.0 + np.modf(GOLDEN * np.arange(1, len(variables) + 1))[0]
        there = weights[path.basic]
        if not there.any():
            return True
        felt = self._combined(path.brought_back(there))
        return bool(np.all(np.abs(felt[free]) <= FELT))

    def _move(self, path: Path, bounds: Bounds, variable: int, reduced: FloatArray) -> int | None:
        """Move a variable as far as it is worth, and let it change places with the one that ends the move.

        Return that one, which may be the variable itself; None where nothing ends it. The reduced costs are
        brought up to date.
        """
        rises, line = reduced.item(variable) < 0, self._column(path, variable)
        change, basic = -line.entries if rises else line.entries, path.basic.take(line.spots)
        now = path.value.take(basic)
        bound = np.where(change > 0, bounds.upper.take(basic), bounds.lower.take(basic))
        ratio = np.maximum((bound - now) / change, 0.0)
        own = abs((bounds.upper if rises else bounds.lower).item(variable) - path.value.item(variable))
        length = min(ratio.item(ratio.argmin()) if len(ratio) else math.inf, own)
        if math.isinf(length):
            return None
        if length:
            path.value[basic] = now + change * length
            path.value[variable] += length if rises else -length
        if length >= own:
            return variable
        # Of the ends that are as near the largest entry is the pivot: it leaves the least rounding.
        end = int(np.where(ratio <= length + ROOM, np.abs(change), 0.0).argmax())
        place, pivot = int(line.spots[end]), line.entries.item(end)
        if abs(pivot) < _PIVOT:
            raise GivenUp
        self._subtract(path.row(place), reduced.item(variable) / pivot, reduced)
        leaving = int(path.basic[place])
        path.enter(variable, place, line, pivot)
        return leaving

    def _reduced(self, cost: Cost, path: Path) -> FloatArray:
        """Return the reduced costs of all variables: those at the vertex, changed by the pivots."""
        if not path.pivots:
            return cost.reduced.copy()
        change = path.brought_back(cost.each[path.basic]) - cost.each[self._basic]
        return cost.reduced - self._combined(change)

    def _subtract(self, weights: Mapping[int, float], times: float, reduced: FloatArray) -> None:
        """Subtract rows of the tableau at the vertex from reduced costs, each so many times."""
        for place, weight in weights.items():
            row = self._row(place)
            reduced[row.spots] -= (weight * times) * row.entries

    def _combined(self, weights: FloatArray) -> FloatArray:
        """Return the rows of the tableau at the vertex, each so many times, in one."""
        combined = np.zeros(len(self.value))
        for place in where(weights != 0).tolist():
            row = self._row(place)
            combined[row.spots] += weights[place] * row.entries
        return combined

    def _column(self, path: Path, variable: int) -> TableauLine:
        """Return by how much each basic variable falls for one more of a variable, after the pivots made."""
        if variable not in self._known_columns:
            self._known_columns[variable] = TableauLine.of(self._read_column(variable))
        return path.column(self._known_columns[variable])

    def _read_column(self, variable: int) -> FloatArray:
        """Return a variable's column at the vertex, before pivots; of a basic one it is 1 at its place."""
        home = self._home[variable]
        if home >= 0:
            column = np.zeros(len(self._basic))
            column[home] = 1.0
            return column
        if variable < self._columns:
            read, sign = self._highs.getReducedColumn(variable)[1], 1.0
        else:
            read, sign = self._highs.getBasisInverseCol(variable - self._columns)[1], -1.0
        mine: FloatArray = sign * self._sign * np.array(read)
        return mine

    def _row(self, place: int) -> TableauLine:
        """Return by how much the variable of a place at the vertex falls for one more of each variable.

        HiGHS has the activity of a row with the opposite sign, hence the signs here and in columns.
        """
        if place not in self._known_rows:
            rows = self._sign[place] * np.array(self._highs.getBasisInverseRow(place)[1])
            self._known_rows[place] = TableauLine.of(np.concatenate([self._program.by_column @ rows, -rows]))
        return self._known_rows[place]


def _start_at(highs: Any, point: FloatArray) -> None:
    """Let HiGHS find a basis at a point."""
    solution = highspy.HighsSolution()
    solution.col_value = point
    solution.value_valid = True
    highs.setOptionValue("simplex_strategy", 4)
    highs.setSolution(solution)
    highs.run()

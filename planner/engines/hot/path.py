"""How far a question has come from a known vertex: where it is, and the pivots made on the way.

Pivots are kept in product form: a place of the basis and the column that entered there. A column of the
tableau now is one of the vertex with each pivot made, the first first; a row now is some rows of the vertex
together, each so many times, found with the last pivot first.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.program.blocks import BoolArray, FloatArray, IntArray

NOTHING = 1e-10
"""Entries of the tableau up to this are rounding."""


@dataclass(frozen=True, eq=False)
class TableauLine:
    """A row or a column of the tableau: where it is not zero, and what it is there."""

    spots: NDArray[np.int64]
    entries: FloatArray

    @classmethod
    def of(cls, entries: FloatArray) -> TableauLine:
        """Return the line of all its entries, but for those that are rounding."""
        spots = where(np.abs(entries) > NOTHING)
        return cls(spots, entries[spots])

    def at(self, spot: int) -> float:
        """Return what it is at a spot."""
        listed = self.listed
        number = bisect_left(listed, spot)
        return self.entries.item(number) if number < len(listed) and listed[number] == spot else 0.0

    @cached_property
    def listed(self) -> list[int]:
        """Where it is not zero; Python looks a number up in this five times as fast as numpy."""
        listed: list[int] = self.spots.tolist()
        return listed


@dataclass(frozen=True, eq=False)
class Pivot:
    """A place, the column that entered there, and what it has at the place."""

    place: int
    column: TableauLine
    own: float


@dataclass(eq=False)
class Path:
    """Values, the basic variable of each place, which variables are outside, and the pivots made."""

    value: FloatArray
    basic: IntArray
    outside: BoolArray
    pivots: list[Pivot] = field(default_factory=list)

    def column(self, at_vertex: TableauLine) -> TableauLine:
        """Return a column of the tableau now, from what it is at the vertex."""
        column = None
        for pivot in self.pivots:
            place = pivot.place
            if column is None:
                if not at_vertex.at(place):
                    continue
                column = np.zeros(len(self.basic))
                column[at_vertex.spots] = at_vertex.entries
            share = column.item(place) / pivot.own
            if share:
                column[pivot.column.spots] -= share * pivot.column.entries
                column[place] = share
        return at_vertex if column is None else TableauLine.of(column)

    def brought_back(self, weights: FloatArray) -> FloatArray:
        """Return weights of the places now as weights of the places at the vertex."""
        for pivot in reversed(self.pivots):
            place, column = pivot.place, pivot.column
            others = float(weights[column.spots] @ column.entries) - weights[place] * pivot.own
            weights[place] = (weights[place] - others) / pivot.own
        return weights

    def row(self, place: int) -> dict[int, float]:
        """Return the row of a place now as weights of the places at the vertex that have any."""
        weights = {place: 1.0}
        for pivot in reversed(self.pivots):
            mine, column = weights.pop(pivot.place, 0.0), pivot.column
            for other, weight in weights.items():
                mine -= weight * column.at(other)
            if mine:
                weights[pivot.place] = mine / pivot.own
        return weights

    def enter(self, variable: int, place: int, column: TableauLine, own: float) -> None:
        """Let a variable enter at a place, where its column has so much."""
        self.outside[self.basic[place]], self.outside[variable] = True, False
        self.basic[place] = variable
        self.pivots.append(Pivot(place, column, own))


def where(which: BoolArray) -> NDArray[np.int64]:
    """Return where something holds; to ask numpy where numbers are not zero takes twenty times as long."""
    return which.nonzero()[0]

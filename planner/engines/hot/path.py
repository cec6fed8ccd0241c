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

Entries = tuple[NDArray[np.int64], FloatArray]
"""Where a row or column of the tableau is not zero, and what it is there."""


@dataclass(frozen=True, eq=False)
class Pivot:
    """A place, the column that entered there, and what it has at the place."""

    place: int
    entries: Entries
    own: float

    def at(self, place: int) -> float:
        """Return what the column has at a place."""
        spots = self._spots
        number = bisect_left(spots, place)
        return self.entries[1].item(number) if number < len(spots) and spots[number] == place else 0.0

    @cached_property
    def _spots(self) -> list[int]:
        """Where the column is not zero; Python looks a number up five times as fast as numpy."""
        spots: list[int] = self.entries[0].tolist()
        return spots


@dataclass(eq=False)
class Path:
    """Values, the basic variable of each place, which variables are outside, and the pivots made."""

    value: FloatArray
    basic: IntArray
    outside: BoolArray
    pivots: list[Pivot] = field(default_factory=list)

    def column(self, at_vertex: Entries) -> Entries:
        """Return a column of the tableau now, from what it is at the vertex."""
        column = None
        for pivot in self.pivots:
            if column is None:
                if not _at(at_vertex, pivot.place):
                    continue
                column = whole(at_vertex, len(self.basic))
            share = column[pivot.place] / pivot.own
            if share:
                spots, entries = pivot.entries
                column[spots] -= share * entries
                column[pivot.place] = share
        return at_vertex if column is None else large(column)

    def brought_back(self, weights: FloatArray) -> FloatArray:
        """Return weights of the places now as weights of the places at the vertex."""
        for pivot in reversed(self.pivots):
            spots, entries = pivot.entries
            place = pivot.place
            others = float(weights[spots] @ entries) - weights[place] * pivot.own
            weights[place] = (weights[place] - others) / pivot.own
        return weights

    def row(self, place: int) -> dict[int, float]:
        """Return the row of a place now as weights of the places at the vertex that have any."""
        weights = {place: 1.0}
        for pivot in reversed(self.pivots):
            mine = weights.pop(pivot.place, 0.0)
            for other, weight in weights.items():
                mine -= weight * pivot.at(other)
            if mine:
                weights[pivot.place] = mine / pivot.own
        return weights

    def enter(self, variable: int, place: int, entries: Entries, own: float) -> None:
        """Let a variable enter at a place, where its column has so much."""
        self.outside[self.basic[place]], self.outside[variable] = True, False
        self.basic[place] = variable
        self.pivots.append(Pivot(place, entries, own))


def whole(entries: Entries, size: int) -> FloatArray:
    """Return a row or column with its zeros."""
    column = np.zeros(size)
    column[entries[0]] = entries[1]
    return column


def large(entries: FloatArray) -> Entries:
    """Return the entries that are not rounding, and where they are."""
    spots = where(np.abs(entries) > NOTHING)
    return spots, entries[spots]


def where(which: BoolArray) -> NDArray[np.int64]:
    """Return where something holds; to ask numpy where numbers are not zero takes twenty times as long."""
    return which.nonzero()[0]


def _at(entries: Entries, spot: int) -> bool:
    """Say whether a row or column is not zero at a spot."""
    spots = entries[0]
    number = spots.searchsorted(spot)
    return bool(number < len(spots) and spots[number] == spot)

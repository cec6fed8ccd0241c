"""Which worlds are solved to say how likely what is, and what drives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.program.blocks import BoolArray, IntArray
from planner.worlds.chances import ALL_OFFERS, Chances
from planner.worlds.draws import REPLICATES, Draws, Joined, Points, Redrawn, pieces
from planner.worlds.figure_columns import FigureColumns
from planner.worlds.world import Standing, World

ALL_CONDITIONS = "all conditions"
"""All conditions drawn again at once, which says what is left to the offers."""
REDRAWN, LEAST_REDRAWN = 8, 2
"""One in so many draws is drawn again for each driver, but at least so many of each scrambling."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """The worlds that are solved: one for each draw, and then, for each driver, all with only it drawn again.

    Where there are offers, last come all with every condition drawn again: what that leaves of the variance
    is not theirs (Sobol' 1993: both halves add up to 1). Drawn again are the first of each scrambling: all
    would be as many worlds again for every driver.
    """

    chances: Chances
    points: Draws
    others: Draws

    @classmethod
    def of(cls, chances: Chances, draws: int, seed: int) -> Drawn:
        """Return the worlds of at least so many draws."""
        points, others = chances.draws(draws, seed), chances.redraws(draws, seed)
        some = max(points.each // REDRAWN, min(points.each, LEAST_REDRAWN))
        return cls(chances, points, others.first(some))

    @property
    def count(self) -> int:
        """How many draws there are."""
        return len(self.points)

    @property
    def drivers(self) -> tuple[str, ...]:
        """What is drawn again, in the order of the worlds."""
        return tuple(self._columns)

    @cached_property
    def redrawn(self) -> IntArray:
        """The draws of which something is drawn again."""
        rows = np.arange(self.count, dtype=np.int32).reshape(REPLICATES, -1)
        return rows[:, : self.others.each].ravel()

    @property
    def worlds(self) -> Sequence[World]:
        """All of them."""
        some = self._some
        again = [Redrawn(some, self.others, chosen) for chosen in self._columns.values()]
        return self.chances.worlds(Joined([self.points, *again]))

    @property
    def some(self) -> Sequence[World]:
        """The worlds of the draws of which something is drawn again."""
        return self.chances.worlds(self._some)

    @cached_property
    def _some(self) -> Points:
        return self.points.first(self.others.each)

    @cached_property
    def _columns(self) -> dict[str, BoolArray]:
        columns = dict(self.chances.drivers)
        if ALL_OFFERS in columns:
            columns[ALL_CONDITIONS] = ~columns[ALL_OFFERS]
        return columns

    def ways(self) -> Iterator[tuple[str, IntArray, BoolArray]]:
        """Yield each condition with the way in which it stands in each draw, and whether it comes to hold.

        Ways are numbers, in the order in which they are met.
        """
        conditions = [name for name in self.drivers if name not in (ALL_OFFERS, ALL_CONDITIONS)]
        numbers: dict[str, dict[Standing, int]] = {name: {} for name in conditions}
        with closing(FigureColumns(self.count)) as found:
            start = 0
            for piece in pieces(self.points):
                stands = self.chances.stands(piece)
                each = [_numbered(stands[name], numbers[name]) for name in conditions]
                found.put(start, np.array(each, dtype=float).reshape(len(conditions), len(piece)).T)
                start += len(piece)
            for number, name in enumerate(conditions):
                ways = found.column(number).astype(np.int32)
                yield name, ways, ways != numbers[name].get("never", -1)


def _numbered(stands: Sequence[Standing], numbers: dict[Standing, int]) -> list[int]:
    """Return the number of each way; one that was not met before has the next."""
    return [numbers.setdefault(holds, len(numbers)) for holds in stands]

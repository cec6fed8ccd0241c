"""A program with a solution, taken apart further than into its islands: rows that bind nothing are left out.

A row may be left out that joins islands and that the solution leaves room at, as long as no island is better
without it: then the solution is the best of each, and so the best of all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from planner.engines.engine import Engine, Pace, Status
from planner.engines.trust import near
from planner.engines.whole.island_ladders import IslandLadder, KnownIslands, Reached
from planner.engines.whole.islands import Island, island_of, parts_of, spots
from planner.program.blocks import BoolArray, FloatArray, IntArray
from planner.program.program import Program

ROOM = 1e-6
"""A row has room whose bounds are further away than this, relative to what it adds up, if over 1."""
BROKEN = 1e-7
"""A row is broken by more than this, relative to what it adds up, if over 1."""
NARROW = 2
"""Of rows that are broken those come in first that have up to so many times the fewest columns."""


@dataclass(frozen=True, eq=False)
class Parting:
    """Which rows are left out, and which island each column and each other row is of."""

    program: Program
    left_out: BoolArray
    column: IntArray
    row: IntArray

    @classmethod
    def of(cls, program: Program, left_out: BoolArray) -> Parting:
        """Take a program apart without some rows."""
        kept = np.flatnonzero(~left_out)
        rows, column = parts_of(program.matrix[kept])
        row = np.full(len(left_out), -1, dtype=np.int32)
        row[kept] = rows
        return cls(program, left_out, column, row)

    @classmethod
    def around(cls, program: Program, values: FloatArray, engine: Engine, known: KnownIslands) -> Parting:
        """Take a program apart as far as a solution is the best of each island, and take note that it is."""
        apart = cls.of(program, _with_room(program, values))
        apart = cls.of(program, apart.left_out & apart._joining())
        while apart.left_out.any():
            broken = apart._broken_by_better(values, engine, known)
            if not broken.any():
                return apart
            apart = apart.with_rows(narrowest(program, broken))
        return apart

    def with_rows(self, rows: BoolArray) -> Parting:
        """Return it with some rows that were left out, which join the islands that they are about."""
        return self.of(self.program, self.left_out & ~rows)

    def about(self, columns: BoolArray, rows: BoolArray) -> BoolArray:
        """Return all columns of the islands that some columns and rows are about."""
        touched = columns | (abs(self.program.matrix[np.flatnonzero(rows)]).sum(axis=0) > 0)
        return np.isin(self.column, np.unique(self.column[touched]))

    def within(self, columns: BoolArray) -> BoolArray:
        """Return the rows of the islands of some columns, those that are left out aside."""
        return np.isin(self.row, np.unique(self.column[columns]))

    def beside(
        self, program: Program, values: FloatArray, asked: BoolArray, *, joined: BoolArray, felt: BoolArray
    ) -> Island:
        """Return some columns of a program, which parts alike, as an island; the rest stays at its values.

        Rows of which all columns are asked for are `joined`; of rows that are `felt` the rest has its part.
        """
        added = np.where(felt, program.matrix @ np.where(asked, 0.0, values), 0.0)
        moved = replace(program, row_lower=program.row_lower - added, row_upper=program.row_upper - added)
        island = island_of(moved, spots(asked), spots(self.within(asked) | joined | felt))
        return replace(island, at_hand=values[asked])

    def _joining(self) -> BoolArray:
        """Return the rows that are about columns of several islands."""
        matrix = self.program.matrix
        joining = np.zeros(matrix.shape[0], dtype=bool)
        for row in np.flatnonzero(self.left_out).tolist():
            islands = self.column[matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]]
            joining[row] = (islands != islands[:1]).any()
        return joining

    def _islands(self) -> Iterator[Island]:
        for number in np.unique(self.column).tolist():
            yield island_of(self.program, spots(self.column == number), spots(self.row == number))

    def _broken_by_better(self, values: FloatArray, engine: Engine, known: KnownIslands) -> BoolArray:
        """Return the rows left out without which an island is better than in a solution.

        All of them where an island comes to no end.
        """
        broken = np.zeros(len(self.left_out), dtype=bool)
        for island in self._islands():
            mine = values[island.columns]
            at_hand = replace(island, at_hand=mine)
            reached = IslandLadder(at_hand, engine, known).reach(len(island.turns) - 1, Pace())
            if reached.status is not Status.OPTIMAL:
                return self.left_out
            if _is_as_good(reached, mine):
                for one in (island, at_hand):
                    known.note(one.keys[-1], replace(reached, values=mine))
                continue
            other = values.copy()
            other[island.columns] = reached.values
            found = self.left_out & violated(self.program, other)
            if not found.any():
                return self.left_out
            broken |= found
        return broken


def _is_as_good(reached: Reached, values: FloatArray) -> bool:
    """Say whether values are as good by every goal as what an island has come to."""
    return all(
        near(stage.goal.cost, stage.value, float(stage.goal.cost @ values)) for stage in reached.stages
    )


def _with_room(program: Program, values: FloatArray) -> BoolArray:
    """Return the rows that keep to their bounds with room where nothing is sent, and so in a solution."""
    activity = program.matrix @ values
    room = ROOM * np.maximum(1.0, np.abs(activity))
    within = (activity < program.row_upper - room) & (activity > program.row_lower + room)
    roomy: BoolArray = within & (program.row_lower <= 0) & (program.row_upper >= 0)
    return roomy


def violated(program: Program, values: FloatArray) -> BoolArray:
    """Return the rows that values break."""
    activity = program.matrix @ values
    over = np.maximum(program.row_lower - activity, activity - program.row_upper)
    broken: BoolArray = over > BROKEN * np.maximum(1.0, np.abs(activity))
    return broken


def narrowest(program: Program, rows: BoolArray) -> BoolArray:
    """Return of some rows those with the fewest columns, and with not many more."""
    columns = np.diff(program.matrix.indptr)
    few: BoolArray = columns <= NARROW * columns[rows].min(initial=len(program.lower))
    return rows & few

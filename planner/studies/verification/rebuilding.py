"""The columns of a program from the contributions that a plan names: the least that goes with them.

Contributions decide nearly everything. Shortfalls are what is missing; what arrives is as little as can be;
a yes or no is what the rows allow, a no where both are allowed and no row needs more yeses; the columns of
goals are as small as can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from planner.engines.trust import TOLERANCE
from planner.facts.goal_ids import CLOSE, STEADY
from planner.formulation.burden_goals import EXCESS, LEVEL
from planner.formulation.formulate import Formulation
from planner.formulation.moving_goals import moving_families
from planner.formulation.ordered_goals import WORST
from planner.formulation.stays import ARRIVAL
from planner.formulation.support import SUPPORT
from planner.ground.ground import COLUMN_KEYS, Ground
from planner.program.blocks import CONTRIBUTION, SHORTFALL, BoolArray, FloatArray, IntArray, RowBlock
from planner.program.program import Program

Ids = tuple[str, ...]
"""Nation, capability, requirement and phase of a contribution; or nation, place and phase of a support
element."""


@dataclass(frozen=True, eq=False)
class Rebuilding:
    """Rebuilds the columns of a formulation."""

    formulation: Formulation

    @property
    def program(self) -> Program:
        """The program."""
        return self.formulation.program

    @cached_property
    def columns(self) -> Mapping[Ids, int]:
        """The number of each open contribution's column."""
        start = self.program.family(CONTRIBUTION).start
        return {ids: start + number for number, ids in enumerate(named(self.formulation.ground))}

    def values(self, units: Mapping[Ids, float], support: Iterable[Ids] = ()) -> FloatArray:
        """Return all columns for units of open contributions, and support elements that stand in any case."""
        values = np.zeros(len(self.program.lower))
        for ids, amount in units.items():
            values[self.columns[ids]] = amount
        self._set_totals(values)
        self._set_shortfalls(values)
        self._set_arrivals(values)
        standing = set(support)
        _Choices(self.program, values, self._standing(standing)).set()
        self._set_goal_columns(values)
        return values

    def _set_totals(self, values: FloatArray) -> None:
        """Set the totals that are columns, in their order: each is what its rows add up to without it."""
        for block in self.program.columns:
            if block.family in self._defined:
                values[self.program.family(block.family)] = self._rows(block.family, values)

    @cached_property
    def _defined(self) -> set[str]:
        """The families of columns that rows define."""
        return {block.family for block in self.program.rows if block.source.sort == "definition"}

    def _set_shortfalls(self, values: FloatArray) -> None:
        """Set what is missing of each need, in the order of the need rows, which are the first."""
        columns = self.program.family(SHORTFALL)
        rows = slice(0, columns.stop - columns.start)
        there = self.program.matrix[rows] @ values
        values[columns] = np.maximum(self.program.row_lower[rows] - there, 0.0)

    def _set_arrivals(self, values: FloatArray) -> None:
        """Set what arrives: as little as can be."""
        for start, block in self._starts_of(ARRIVAL):
            rows = slice(start, start + block.count)
            more = self.program.matrix[rows] @ values - self.program.row_upper[rows]
            values[self.program.family(ARRIVAL)] = np.maximum(more, 0.0)

    def _standing(self, support: set[Ids]) -> IntArray:
        """Return the columns of support elements that stand in any case."""
        block = next((block for block in self.program.columns if block.family == SUPPORT), None)
        if block is None or not support:
            return np.zeros(0, dtype=np.int32)
        start = self.program.family(SUPPORT).start
        ids = (self.program.ids(block, entry) for entry in range(block.count))
        found = [
            start + n for n, one in enumerate(ids) if (one["nation"], one["place"], one["phase"]) in support
        ]
        return np.array(found, dtype=np.int32)

    def _set_goal_columns(self, values: FloatArray) -> None:
        """Set the worst line's unfilled part, the levels and excesses of burdens, and what moves."""
        families = {block.family for block in self.program.columns}
        if WORST in families:
            values[self.program.family(WORST)] = np.max(self._rows(WORST, values), initial=0.0)
        if LEVEL in families:
            level, excess = self.program.family(LEVEL), self.program.family(EXCESS)
            count = level.stop - level.start
            burdens = self._rows(LEVEL, values).reshape(count, count)
            ranked = -np.sort(-burdens[0])
            values[level] = ranked
            values[excess] = np.maximum(burdens - ranked[:, None], 0.0).ravel()
        for goal in (STEADY, CLOSE):
            into, out = moving_families(goal)
            if into in families:
                moved = self._rows(goal, values)
                values[self.program.family(into)] = np.maximum(moved, 0.0)
                values[self.program.family(out)] = np.maximum(-moved, 0.0)

    def _rows(self, family: str, values: FloatArray) -> FloatArray:
        """Return what the rows of a family add up to, over what they have to where they hold exactly."""
        for start, block in self._starts_of(family):
            found: FloatArray = self.program.matrix[start : start + block.count] @ values
            lower = self.program.row_lower[start : start + block.count]
            exactly = lower == self.program.row_upper[start : start + block.count]
            return found - np.where(exactly, lower, 0.0)
        return np.zeros(0)

    def _starts_of(self, family: str) -> Iterator[tuple[int, RowBlock]]:
        """Yield the blocks of rows of a family, each with the number of its first row."""
        start = 0
        for block in self.program.rows:
            if block.family == family:
                yield start, block
            start += block.count


def named(ground: Ground) -> Iterator[Ids]:
    """Yield the ids of each contribution."""
    names = [np.array(ground.index.names[key], dtype=object)[ground.keys[key]] for key in COLUMN_KEYS]
    return zip(*names, strict=True)


@dataclass(frozen=True, eq=False)
class _Choices:
    """Sets the yes-or-no columns of a program, all else being set."""

    program: Program
    result: FloatArray
    standing: IntArray

    def set(self) -> None:
        """Set them in place."""
        columns = self._columns
        if not len(columns):
            return
        no, yes = self._allowed()
        free = no & yes
        self.result[columns] = np.where(yes & ~no, 1.0, 0.0)
        self.result[self.standing] = 1.0
        self._raise(columns[free])

    @cached_property
    def _columns(self) -> IntArray:
        whole = self.program.integer.copy()
        whole[self.program.family(CONTRIBUTION)] = False
        return np.flatnonzero(whole).astype(np.int32)

    @cached_property
    def _part(self) -> sparse.csr_array:
        """The rows on yes-or-no columns."""
        return self.program.matrix[:, self._columns].tocsr()

    @cached_property
    def _fixed(self) -> FloatArray:
        """What rows add up to without any yes."""
        fixed: FloatArray = self.program.matrix @ self.result
        return fixed

    @cached_property
    def _size(self) -> FloatArray:
        size: FloatArray = abs(self.program.matrix) @ np.abs(self.result)
        return size

    def _allowed(self) -> tuple[BoolArray, BoolArray]:
        """Return for each column whether the rows that it has for itself allow a no, and a yes.

        Where they allow neither, what breaks them less counts as allowed.
        """
        alone = np.flatnonzero(np.diff(self._part.indptr) == 1).astype(np.int32)
        entries = self._part[alone].tocoo()
        column = np.zeros(len(alone), dtype=np.int32)
        coefficient = np.zeros(len(alone))
        column[entries.row], coefficient[entries.row] = entries.col, entries.data
        broken = [self._broken(alone, column, coefficient * value) for value in (0.0, 1.0)]
        no, yes = broken[0] <= TOLERANCE, broken[1] <= TOLERANCE
        neither = ~no & ~yes
        return no | (neither & (broken[0] <= broken[1])), yes | (neither & (broken[0] > broken[1]))

    def _broken(self, rows: IntArray, column: IntArray, added: FloatArray) -> FloatArray:
        """Return for each column by how much its rows are broken at most, relative to their size."""
        activity = self._fixed[rows] + added
        over = np.maximum(self.program.row_lower[rows] - activity, activity - self.program.row_upper[rows])
        size = np.maximum(1.0, self._size[rows] + np.abs(added))
        worst = np.zeros(len(self._columns))
        np.maximum.at(worst, column, over / size)
        return worst

    def _raise(self, free: IntArray) -> None:
        """Say yes where rows of several need more yeses, to those that may be either."""
        may = np.zeros(len(self.result), dtype=bool)
        may[free] = True
        for row in np.flatnonzero(np.diff(self._part.indptr) > 1):
            entries = slice(self._part.indptr[row], self._part.indptr[row + 1])
            columns, gives = self._columns[self._part.indices[entries]], self._part.data[entries]
            short = self.program.row_lower[row] - self._fixed[row] - float(gives @ self.result[columns])
            for column, give in zip(columns, gives, strict=True):
                if short > TOLERANCE and give > 0 and may[column] and not self.result[column]:
                    self.result[column] = 1.0
                    short -= give

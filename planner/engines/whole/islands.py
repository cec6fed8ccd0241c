"""The islands of a program: parts that have nothing to do with each other, as no row has columns of two.

What is best by goals in order, each a sum over columns, is then what is best of each island, put together: no
island can be better by one goal without being worse by an earlier one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from planner.program.blocks import BoolArray, FloatArray, IntArray
from planner.program.program import Goal, Program

SMALL = 60
"""So many columns are asked for together, have they to do with each other or not: to ask takes time."""


@dataclass(frozen=True, eq=False)
class Island:
    """Some columns and rows of a program, as a program of its own with the goals that it has a part in.

    `turns` says for each goal of the whole how many of its own the island has had then: at least one, so that
    with the first goal every island has a solution. `at_hand` are values of its columns that may be the best.
    """

    columns: IntArray
    rows: IntArray
    program: Program
    turns: tuple[int, ...]
    at_hand: FloatArray | None = None

    @cached_property
    def keys(self) -> tuple[bytes, ...]:
        """For so many goals what two islands share only where all is the same that answers depend on."""
        program = self.program
        digest = hashlib.sha256(repr(program.matrix.shape).encode())
        matrix = (program.matrix.indptr, program.matrix.indices, program.matrix.data)
        columns = (program.lower, program.upper, program.reach, program.step)
        at_hand = () if self.at_hand is None else (self.at_hand,)
        for part in (*matrix, *columns, program.row_lower, program.row_upper, *at_hand):
            digest.update(part.tobytes())
        found = [digest.digest()]
        for goal in program.goals:
            digest.update(goal.cost.tobytes())
            found.append(digest.digest())
        return tuple(found)


def islands(program: Program) -> Iterator[Island]:
    """Yield the islands of a program, small ones together; nothing where it is all one island."""
    row, column = parts_of(program.matrix)
    together = _together(column, len(row) + len(column))
    if together.any():
        row, column = together[row], together[column]
        for number in range(together.max() + 1):
            yield island_of(program, spots(column == number), spots(row == number))


def parts_of(matrix: sparse.csr_array) -> tuple[IntArray, IntArray]:
    """Return for each row and each column the number of the part that it is of: those that are joined."""
    # Its import takes a tenth of a second, and few programs ask for it.
    from scipy.sparse import csgraph

    joined = sparse.block_array([[None, matrix], [matrix.T, None]], format="csr")
    _, of = csgraph.connected_components(joined, directed=False)
    return of[: matrix.shape[0]], of[matrix.shape[0] :]


def spots(which: BoolArray) -> IntArray:
    """Return the numbers of those that are marked."""
    return np.flatnonzero(which).astype(np.int32)


def _together(of: IntArray, count: int) -> IntArray:
    """Return for each island the number of those that are asked for together, from the first column on."""
    named, first, sizes = np.unique(of, return_index=True, return_counts=True)
    number, size, together = 0, 0, np.zeros(count, dtype=np.int32)
    for spot in np.argsort(first).tolist():
        number, size = (number + 1, 0) if size and size + sizes[spot] > SMALL else (number, size)
        together[named[spot]], size = number, size + sizes[spot]
    return together


def island_of(program: Program, columns: IntArray, rows: IntArray) -> Island:
    """Return some columns and rows of a program as one of its own."""
    parts = [replace(goal, cost=goal.cost[columns]) for goal in program.goals]
    has = np.array([goal.cost.any() for goal in parts], dtype=bool)
    has[0] |= not has.any()
    own = replace(
        program,
        columns=(),
        rows=(),
        goals=tuple(goal for goal, there in zip(parts, has.tolist(), strict=True) if there),
        matrix=program.matrix[rows][:, columns],
        lower=program.lower[columns],
        upper=program.upper[columns],
        reach=program.reach[columns],
        step=program.step[columns],
        row_lower=program.row_lower[rows],
        row_upper=program.row_upper[rows],
    )
    return Island(columns, rows, own, tuple(np.maximum(np.cumsum(has), 1).tolist()))


def parted(goals: Sequence[Goal]) -> bool:
    """Say whether there are goals to reach island by island: a series is kept by columns of the whole."""
    return len(goals) > 0 and all(goal.series is None for goal in goals)

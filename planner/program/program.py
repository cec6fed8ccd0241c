"""The whole linear program: blocks put together into arrays and one sparse matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from scipy import sparse

from planner.program.blocks import BoolArray, ColumnBlock, FloatArray, Part, RowBlock, Total
from planner.program.row_source import RowSource
from planner.program.scale import Scale

Form = Literal["direct", "compact"]
"""`direct`: rows written on contributions. `compact`: totals that several rows use are columns of their own,
which keeps the matrix sparse (a share compares one total with another instead of all their columns)."""


_OF_THE_MATRIX = ("by_column", "sizes_by_row", "sizes")
"""What a program works out of its matrix alone."""


@dataclass(frozen=True)
class Series:
    """Goals one after the other that settle the columns of some families together.

    What the whole series has reached is kept where none of these columns is greater than it is then; that
    says the same as to keep goal after goal, without the rounding of many.
    """

    count: int
    families: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Goal:
    """Something to be made as small as can be: `cost @ columns`.

    `stated` goals are those that somebody asked for; the others only choose among solutions equally good by
    these. `series` is with the last goal of one.
    """

    name: str
    cost: FloatArray
    stated: bool = True
    series: Series | None = None


@dataclass(frozen=True, eq=False)
class Aim:
    """A goal before its program is put together: its cost on the columns of each family."""

    name: str
    costs: Mapping[str, FloatArray]
    stated: bool = True
    series: Series | None = None


@dataclass(frozen=True, eq=False)
class Program:
    """Goals to minimise in order: `row_lower <= matrix @ x <= row_upper`, `lower <= x <= upper`.

    Columns stand in the order of `columns`, rows in the order of `rows`; `names` gives the ids that the keys
    of both point at. A column is a whole multiple of its `step`, or any number where that is 0. Nothing here
    knows what a column means.
    """

    names: Mapping[str, tuple[str, ...]]
    columns: tuple[ColumnBlock, ...]
    rows: tuple[RowBlock, ...]
    goals: tuple[Goal, ...]
    matrix: sparse.csr_array
    lower: FloatArray
    upper: FloatArray
    reach: FloatArray
    step: FloatArray
    row_lower: FloatArray
    row_upper: FloatArray
    form: Form

    @cached_property
    def by_column(self) -> sparse.csc_array:
        """The matrix turned over: columns x rows."""
        return self.matrix.T

    @cached_property
    def sizes(self) -> sparse.csc_array:
        """The sizes of its coefficients, without their signs: columns x rows."""
        return self.sizes_by_row.T

    @cached_property
    def sizes_by_row(self) -> sparse.csr_array:
        """The sizes of its coefficients, without their signs: rows x columns."""
        return abs(self.matrix)

    @cached_property
    def sizes_in_columns(self) -> sparse.csc_array:
        """The sizes of its coefficients, column by column."""
        return self.sizes_by_row.tocsc()

    @cached_property
    def widest(self) -> FloatArray:
        """The most that one column at its reach adds to each row, about."""
        if not self.matrix.nnz:
            return np.zeros(self.matrix.shape[0])
        widest: FloatArray = abs(self.matrix * self.scale.column[None, :]).max(axis=1).toarray().ravel()
        return widest

    @cached_property
    def integer(self) -> BoolArray:
        """Which columns are whole multiples of a step."""
        integer: BoolArray = self.step > 0
        return integer

    @cached_property
    def counted(self) -> FloatArray:
        """How many units one of each column is for solvers, which only know whole numbers: a step."""
        return np.where(self.integer, self.step, 1.0)

    def in_steps(self) -> Program:
        """Return the program for solvers: what has a step is counted in steps, as a whole number."""
        size = self.counted
        if np.all(size == 1):
            return self
        return replace(
            self,
            matrix=sparse.csr_array(self.matrix * size[None, :]),
            goals=tuple(replace(goal, cost=goal.cost * size) for goal in self.goals),
            lower=self.lower / size,
            upper=self.upper / size,
            reach=self.reach / size,
            step=self.step / size,
        )

    def relaxed(self) -> Program:
        """Return the linear program: the same, whole numbers aside."""
        linear = replace(self, step=np.zeros_like(self.step))
        return linear.knowing(self)

    def knowing(self, other: Program) -> Program:
        """Return this program with what is known of another's matrix and scale, which are the same."""
        for known in (*_OF_THE_MATRIX, "scale", "widest"):
            self.__dict__[known] = getattr(other, known)
        return self

    def rebuilt(self, columns: tuple[ColumnBlock, ...], rows: tuple[RowBlock, ...]) -> Program:
        """Return the program with other bounds and rows in its blocks; its goals stay, and so do its columns.

        No total has a column. The matrix is another only where coefficients are.
        """
        pairs = zip(rows, self.rows, strict=False)
        same = len(rows) == len(self.rows) and all(one.adds_up_like(other) for one, other in pairs)
        program = replace(
            self,
            columns=columns,
            rows=rows,
            matrix=self.matrix if same else _matrix(columns, rows, _offsets(columns)),
            upper=np.concatenate([block.upper for block in columns]),
            reach=np.concatenate([block.reach for block in columns]),
            row_lower=np.concatenate([block.lower for block in rows]),
            row_upper=np.concatenate([block.upper for block in rows]),
        )
        for known in _OF_THE_MATRIX if same else ():
            program.__dict__[known] = getattr(self, known)
        return program

    @cached_property
    def scale(self) -> Scale:
        """The size of what its columns and rows speak of."""
        return Scale.of(self.matrix, (self.lower, self.reach), (self.row_lower, self.row_upper))

    def family(self, name: str) -> slice:
        """Return where the columns of a family stand."""
        start = 0
        for block in self.columns:
            if block.family == name:
                return slice(start, start + block.count)
            start += block.count
        raise KeyError(name)

    def row(self, number: int) -> tuple[RowBlock, int]:
        """Return the block of a row and its place in the block."""
        for block in self.rows:
            if number < block.count:
                return block, number
            number -= block.count
        raise IndexError(number)

    def path(self, number: int) -> str:
        """Return the scenario path that a row came from."""
        block, entry = self.row(number)
        return block.source.path(self.ids(block, entry))

    def sentence(self, number: int) -> str:
        """Say a row in words."""
        block, entry = self.row(number)
        return block.sentence.format(**self.ids(block, entry))

    def ids(self, block: RowBlock | ColumnBlock, entry: int) -> dict[str, str]:
        """Return the ids that the keys of a row or column stand for."""
        return {key: self.names[key][positions[entry]] for key, positions in block.keys.items()}


@dataclass(frozen=True, eq=False)
class Blueprint:
    """A program in blocks, before its form is chosen: rows may still be written on totals."""

    names: Mapping[str, tuple[str, ...]]
    columns: tuple[ColumnBlock, ...]
    rows: tuple[RowBlock, ...]
    aims: tuple[Aim, ...]

    @property
    def entries(self) -> int:
        """How many coefficients the direct form has, before those of one column and row are added up."""
        return sum(part.entries for block in self.rows for part in block.parts)

    def assembled(self, form: Form) -> Program:
        """Return the program in the form asked for."""
        totals = _shared_totals(self.rows) if form == "compact" else {}
        columns = (*self.columns, *(_total_columns(total) for total in totals.values()))
        rows = (*self.rows, *(_total_rows(total) for total in totals.values()))
        offsets = _offsets(columns)
        goals = tuple(
            Goal(aim.name, _spread(aim.costs, columns, offsets), aim.stated, aim.series) for aim in self.aims
        )
        return Program(
            names=self.names,
            columns=columns,
            rows=rows,
            goals=goals,
            matrix=_matrix(columns, rows, offsets),
            lower=np.concatenate([block.lower for block in columns]),
            upper=np.concatenate([block.upper for block in columns]),
            reach=np.concatenate([block.reach for block in columns]),
            step=np.concatenate([block.step for block in columns]),
            row_lower=np.concatenate([block.lower for block in rows]),
            row_upper=np.concatenate([block.upper for block in rows]),
            form=form,
        )


def _offsets(columns: Sequence[ColumnBlock]) -> dict[str, int]:
    """Return where the columns of each family begin."""
    starts = np.cumsum([0, *(block.count for block in columns)])
    return dict(zip((block.family for block in columns), starts.tolist(), strict=False))


def _shared_totals(rows: Sequence[RowBlock]) -> dict[str, Total]:
    """Return the totals worth a column: those that rows use more than once for each group."""
    uses: dict[str, int] = {}
    totals: dict[str, Total] = {}

    def use(total: Total, count: int) -> None:
        uses[total.family] = uses.get(total.family, 0) + count
        if total.family not in totals:
            if total.base is not None:
                use(total.base, len(total.column))
            totals[total.family] = total

    for block in rows:
        for part in block.parts:
            if part.total is not None:
                use(part.total, len(part.column))
    return {
        family: total
        for family, total in totals.items()
        if uses[family] > total.filled.sum() and len(total.column) > total.filled.sum()
    }


def _total_columns(total: Total) -> ColumnBlock:
    return ColumnBlock.continuous(total.family, total.grid(), total.reach)


def _total_rows(total: Total) -> RowBlock:
    groups = np.arange(total.count, dtype=np.int32)
    definition = Part(total.over, total.group, total.column, total.weight, total.base)
    itself = Part(total.family, groups, groups, np.full(total.count, -1.0))
    zeros = np.zeros(total.count)
    parts, said = (definition, itself), f"definition of {total.sentence}"
    return RowBlock(total.family, total.grid(), zeros, zeros, parts, RowSource("definition"), said)


def _spread(
    costs: Mapping[str, FloatArray], columns: Sequence[ColumnBlock], offsets: Mapping[str, int]
) -> FloatArray:
    spread = np.zeros(sum(block.count for block in columns))
    for family, cost in costs.items():
        spread[offsets[family] : offsets[family] + len(cost)] = cost
    return spread


def _matrix(
    columns: Sequence[ColumnBlock], rows: Sequence[RowBlock], offsets: Mapping[str, int]
) -> sparse.csr_array:
    """Return rows x columns as blocks have them; totals without a column are their contributions."""
    entries: list[tuple[FloatArray, np.ndarray, np.ndarray]] = []
    start = 0
    for block in rows:
        for written in block.parts:
            part = written if written.family in offsets else written.expanded()
            entries.append((part.coefficient, part.row + start, part.column + offsets[part.family]))
        start += block.count
    values, row, column = (
        np.concatenate([entry[place] for entry in entries]) if entries else np.zeros(0) for place in range(3)
    )
    shape = (start, sum(block.count for block in columns))
    matrix = sparse.coo_array((values, (row.astype(np.int32), column.astype(np.int32))), shape=shape).tocsr()
    matrix.eliminate_zeros()
    return matrix

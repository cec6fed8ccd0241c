"""A program line by line, as solvers that know names are told it: columns, and rows of one side each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from planner.engines.engine import Face
from planner.program.blocks import BoolArray, ColumnBlock, FloatArray, IntArray, RowBlock
from planner.program.program import Program

LONGEST = 80
"""Letters of a name, before the number that sets it apart: PuLP writes no name of more than a hundred."""


def column_names(program: Program) -> list[str]:
    """Return a readable, distinct name for each column, such as every reader of solver files takes.

    All begin alike: no name is then a word of the LP format (`st`, `free`, `end`, `inf...`), a number (`e5`)
    or begins with a digit, whatever ids a scenario has.
    """
    return [f"x_{name}" for name in _base_names(program, program.columns)]


def row_names(program: Program) -> list[str]:
    """Return a readable, distinct name for each row, as for columns; one with two sides is two rows there."""
    return [f"row_{name}" for name in _base_names(program, program.rows)]


def _base_names(program: Program, blocks: Sequence[ColumnBlock | RowBlock]) -> list[str]:
    return _distinct(
        _plain("_".join([block.family, *program.ids(block, entry).values()]))
        for block in blocks
        for entry in range(block.count)
    )


def _plain(text: str) -> str:
    """Return a text in letters, digits and underscores of ASCII, not too long."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"\W", "_", ascii_text)[:LONGEST]


def _distinct(names: Iterable[str]) -> list[str]:
    """Return the names in their order; one that is taken gets `__2`, `__3` ... behind it."""
    used: set[str] = set()
    tried: dict[str, int] = {}
    distinct: list[str] = []
    for name in names:
        candidate = name
        while candidate in used:
            tried[name] = tried.get(name, 1) + 1
            candidate = f"{name}__{tried[name]}"
        used.add(candidate)
        distinct.append(candidate)
    return distinct


Sense = Literal["=", ">=", "<="]


@dataclass(frozen=True, eq=False)
class ProgramLine:
    """One side of a row: what its columns add up to, held against a bound."""

    name: str
    columns: IntArray
    coefficients: FloatArray
    sense: Sense
    bound: float


@dataclass(frozen=True, eq=False)
class ProgramLines:
    """A program with one goal, to be made as small as can be; one of a column is `counted` units of it."""

    title: str
    names: list[str]
    lower: FloatArray
    upper: FloatArray
    whole: BoolArray
    counted: FloatArray
    cost: FloatArray
    rows: list[ProgramLine]

    @property
    def objective(self) -> tuple[IntArray, FloatArray]:
        """The columns that the goal counts, and what one of each counts."""
        columns = np.flatnonzero(self.cost).astype(np.int32)
        return columns, self.cost[columns]

    def bounded(self) -> Iterator[tuple[str, float, float, bool]]:
        """Give each column's name, its least and its most, and whether it is a whole number."""
        yield from zip(self.names, self.lower.tolist(), self.upper.tolist(), self.whole.tolist(), strict=True)


def program_lines(
    program: Program, cost: FloatArray, face: Face | None = None, title: str = "plan"
) -> ProgramLines:
    """Return a program with one goal in lines.

    Held to a face it is the linear program, whole numbers aside; without one it keeps them, and a column
    that has a step counts its steps.
    """
    counted = program.counted if face is None else np.ones_like(program.step)
    whole = program.integer if face is None else np.zeros_like(program.integer)
    program, cost = (program.in_steps(), cost * counted) if face is None else (program, cost)
    face = face or Face.of(program)
    names, rows = column_names(program), list(_rows(program, face))
    return ProgramLines(_plain(title) or "plan", names, face.lower, face.upper, whole, counted, cost, rows)


def _rows(program: Program, face: Face) -> Iterator[ProgramLine]:
    """Give the sides of each row, each with what its name begins with: one that ends so may be another's."""
    matrix = program.matrix
    for row, name in enumerate(row_names(program)):
        entries = slice(matrix.indptr[row], matrix.indptr[row + 1])
        columns, coefficients = matrix.indices[entries], matrix.data[entries]
        lower, upper = float(face.row_lower[row]), float(face.row_upper[row])
        if lower == upper:
            yield ProgramLine(name, columns, coefficients, "=", lower)
            continue
        if np.isfinite(lower):
            yield ProgramLine(
                f"{'least_' if np.isfinite(upper) else ''}{name}", columns, coefficients, ">=", lower
            )
        if np.isfinite(upper):
            yield ProgramLine(
                f"{'most_' if np.isfinite(lower) else ''}{name}", columns, coefficients, "<=", upper
            )

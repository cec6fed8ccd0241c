"""A program as text that a person can read, row by row."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.program.program import Program


def listing(program: Program, families: frozenset[str] | None = None) -> str:
    """Return every row of the families asked for (all where None): what it says, and its terms."""
    return "\n".join(_lines(program, families)) + "\n"


def _lines(program: Program, families: frozenset[str] | None) -> Iterator[str]:
    names = _column_names(program)
    number = 0
    for block in program.rows:
        for _ in range(block.count):
            if families is None or block.family in families:
                yield f"{program.path(number)}: {program.sentence(number)}"
                yield f"    {_terms(program, number, names)} {_bounds(program, number)}"
            number += 1


def _column_names(program: Program) -> list[str]:
    return [
        f"{block.family}[{', '.join(program.ids(block, entry).values())}]"
        for block in program.columns
        for entry in range(block.count)
    ]


def _terms(program: Program, row: int, names: list[str]) -> str:
    entries = slice(program.matrix.indptr[row], program.matrix.indptr[row + 1])
    order = np.argsort(program.matrix.indices[entries])
    columns, values = program.matrix.indices[entries][order], program.matrix.data[entries][order]
    terms = (f"{value:+.10g} {names[column]}" for column, value in zip(columns, values, strict=True))
    return " ".join(terms) or "0"


def _bounds(program: Program, row: int) -> str:
    lower, upper = program.row_lower[row], program.row_upper[row]
    if lower == upper:
        return f"= {lower:.10g}"
    ends = [f">= {lower:.10g}"] if np.isfinite(lower) else []
    return " ".join([*ends, *([f"<= {upper:.10g}"] if np.isfinite(upper) else [])])

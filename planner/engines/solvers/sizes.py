"""A program as solvers are given it: columns and rows of about the same size."""

from __future__ import annotations

from dataclasses import replace

from planner.engines.engine import Face
from planner.program.program import Program


def sized_alike(program: Program, face: Face | None = None) -> Program:
    """Return a program, held to a face if one is given, multiplied by its scale.

    Its values times the scale of columns are those of the program, its prices times that of rows too.
    """
    column, row = program.scale.column, program.scale.row
    on = face or Face.of(program)
    return replace(
        program,
        matrix=(program.matrix * column[None, :] * row[:, None]).tocsr(),
        lower=on.lower / column,
        upper=on.upper / column,
        row_lower=on.row_lower * row,
        row_upper=on.row_upper * row,
    )

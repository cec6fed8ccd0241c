"""Faces on which no column and no lifted row is without end: what the other rows leave them is their bound.

Such a bound takes no point away. It lets the dual simplex method begin from any basis that was best under
other bounds: a column whose price points upwards needs an end to stand at.

It is a quick form of `scale.held_reach`, for many faces of one program at once: one pass, and only through
rows in which nothing is taken off, where a bound by a coefficient is an end whatever the other columns are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from planner.engines.engine import Face
from planner.program.blocks import BoolArray, FloatArray, IntArray
from planner.program.products import positive_part, times
from planner.program.program import Program


@dataclass(frozen=True, eq=False)
class Capped:
    """The rows without a negative coefficient: what is left of each caps every column in it.

    `row` and `per_unit` go by the entries of these, column by column; `column` are those that have some, and
    `start` is where their entries begin. `most` has the positive coefficients of all rows, `bounded` are the
    rows that have a most in the program; a face lifts some of them.
    """

    row: IntArray
    per_unit: FloatArray
    column: IntArray
    start: IntArray
    most: sparse.csr_array
    bounded: BoolArray

    @classmethod
    def of(cls, program: Program) -> Capped:
        """Return what caps the columns of a program; nothing does where one may be below zero."""
        entries, positive = program.matrix.tocoo(), positive_part(program.matrix)
        mixed = np.zeros(program.matrix.shape[0], dtype=bool)
        mixed[entries.row[entries.data < 0]] = True
        caps = (entries.data > 0) & ~mixed[entries.row] & bool(np.all(program.lower >= 0))
        row, column, size = (part[caps] for part in (entries.row, entries.col, entries.data))
        order = np.argsort(column, kind="stable")
        columns, starts = np.unique(column[order], return_index=True)
        bounded = np.isfinite(program.row_upper)
        return cls(row[order], 1 / size[order], columns, starts.astype(np.int32), positive, bounded)

    def face(self, face: Face) -> Face:
        """Return a face with the same points, on which every column ends where a row would end it; or many.

        One on which a column may be below zero stays as it is.
        """
        below = np.any(face.lower < 0, axis=-1, keepdims=True)
        if not len(self.start) or below.all():
            return face
        upper = face.upper.copy()
        left = np.minimum.reduceat(face.row_upper[..., self.row] * self.per_unit, self.start, axis=-1)
        capped = np.maximum(np.minimum(upper[..., self.column], left), face.lower[..., self.column])
        upper[..., self.column] = np.where(below, upper[..., self.column], capped)
        lifted = self.bounded & (face.row_upper == np.inf) & ~below
        if not lifted.any():
            return replace(face, upper=upper)
        return replace(face, upper=upper, row_upper=np.where(lifted, times(self.most, upper), face.row_upper))

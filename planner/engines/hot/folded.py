"""A linear program without the rows that hold a single column: their bounds are bounds of that column."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planner.engines.engine import Face
from planner.program.blocks import BoolArray, FloatArray, IntArray
from planner.program.program import Program


@dataclass(frozen=True, eq=False)
class Folded:
    """A program with such rows folded, and which ones these are.

    `row` and `size` are these rows and their coefficients, column by column; `column` are the columns that
    have some, and `start` is where those of each begin.
    """

    program: Program
    gone: BoolArray
    row: IntArray
    size: FloatArray
    column: IntArray
    start: IntArray

    @classmethod
    def of(cls, program: Program) -> Folded:
        """Return a program with the rows folded that only say what a single column is at most."""
        matrix, starts = program.matrix, program.matrix.indptr[:-1]
        alone = np.flatnonzero(np.diff(program.matrix.indptr) == 1)
        capped = alone[(program.row_lower[alone] == -np.inf) & (matrix.data[starts[alone]] > 0)]
        gone = np.zeros(matrix.shape[0], dtype=bool)
        gone[capped] = True
        spots = starts[capped]
        order = np.argsort(matrix.indices[spots], kind="stable")
        columns, begin = np.unique(matrix.indices[spots][order], return_index=True)
        slim = replace(
            program,
            rows=(),
            matrix=matrix[~gone],
            row_lower=program.row_lower[~gone],
            row_upper=program.row_upper[~gone],
        )
        slim.__dict__["scale"] = replace(program.scale, row=program.scale.row[~gone])
        return cls(
            slim,
            gone,
            capped[order].astype(np.int32),
            matrix.data[spots][order],
            columns,
            begin.astype(np.int32),
        )

    def face(self, face: Face) -> tuple[Face, BoolArray]:
        """Return a face of the whole program as one of this, or many, and which of them may be taken for it.

        Not one that leaves a column nothing, nor one in which a folded row has a least.
        """
        upper, kept = face.upper.copy(), ~self.gone
        if len(self.start):
            left = np.minimum.reduceat(face.row_upper[..., self.row] / self.size, self.start, axis=-1)
            upper[..., self.column] = np.minimum(upper[..., self.column], left)
        nothing = np.any(upper < face.lower, axis=-1)
        least = np.any(face.row_lower[..., self.row] > -np.inf, axis=-1)
        folded = Face(face.lower, upper, face.row_lower[..., kept], face.row_upper[..., kept])
        return folded, np.asarray(~(nothing | least), dtype=bool)

"""A linear program without the rows that hold a single column: their bounds are bounds of that column."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planner.engines.engine import Face
from planner.program.blocks import BoolArray, FloatArray, IntArray
from planner.program.program import Program


@dataclass(frozen=True, eq=False)
class Folded:
    """A program with such rows folded, which ones these are, and of each the column and its coefficient."""

    program: Program
    gone: BoolArray
    column: IntArray
    size: FloatArray

    @classmethod
    def of(cls, program: Program) -> Folded:
        """Return a program with the rows folded that only say what a single column is at most."""
        matrix, starts = program.matrix, program.matrix.indptr[:-1]
        alone = np.flatnonzero(np.diff(program.matrix.indptr) == 1)
        capped = alone[(program.row_lower[alone] == -np.inf) & (matrix.data[starts[alone]] > 0)]
        gone = np.zeros(matrix.shape[0], dtype=bool)
        gone[capped] = True
        spots = starts[capped]
        slim = replace(
            program,
            rows=(),
            matrix=matrix[~gone],
            row_lower=program.row_lower[~gone],
            row_upper=program.row_upper[~gone],
        )
        slim.__dict__["scale"] = replace(program.scale, row=program.scale.row[~gone])
        return cls(slim, gone, matrix.indices[spots].astype(np.int32), matrix.data[spots])

    def face(self, face: Face) -> Face | None:
        """Return a face of the whole program as one of this; None where it leaves a column nothing.

        Nor is there one where a folded row has a least.
        """
        upper = face.upper.copy()
        np.minimum.at(upper, self.column, face.row_upper[self.gone] / self.size)
        if np.any(upper < face.lower) or np.any(face.row_lower[self.gone] > -np.inf):
            return None
        return Face(face.lower, upper, face.row_lower[~self.gone], face.row_upper[~self.gone])

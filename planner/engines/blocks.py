"""A face of a linear program taken apart: the columns that can move, in blocks that share no row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from planner.engines.engine import Face
from planner.program.program import Program
from planner.program.tables import FloatArray, IntArray

NONE = -1
"""The block of what belongs to none: a column that is held, a row whose columns all are."""


@dataclass(frozen=True, eq=False)
class Block:
    """Columns that can move and the rows that tie them together, as a program of their own.

    `columns` and `rows` are their positions in the whole; `still` is what all other columns add to its rows,
    and is taken off their bounds.
    """

    columns: IntArray
    rows: IntArray
    matrix: sparse.csr_array
    lower: FloatArray
    upper: FloatArray
    row_lower: FloatArray
    row_upper: FloatArray
    still: FloatArray


@dataclass(frozen=True, eq=False)
class Blocks:
    """The blocks of a face at a point of it: for each column and each row the number of its block."""

    program: Program
    face: Face
    point: FloatArray
    of_column: IntArray
    of_row: IntArray

    @classmethod
    def of(cls, program: Program, face: Face, point: FloatArray) -> Blocks:
        """Take a face apart."""
        free = np.flatnonzero(face.lower < face.upper)
        part = program.matrix[:, free].tocoo()
        rows, columns = program.matrix.shape
        links = sparse.coo_array(
            (np.ones(part.nnz), (part.row, rows + part.col)), shape=(rows + len(free), rows + len(free))
        )
        _, labels = sparse.csgraph.connected_components(links, directed=False)
        of_column, of_row = np.full(columns, NONE, dtype=np.int32), labels[:rows].astype(np.int32)
        of_column[free] = labels[rows:]
        of_row[~np.isin(np.arange(rows), part.row)] = NONE
        return cls(program, face, point, of_column, of_row)

    def block(self, number: int) -> Block:
        """Return one block as a program of its own, all else held at the point."""
        columns = np.flatnonzero(self.of_column == number).astype(np.int32)
        rows = np.flatnonzero(self.of_row == number).astype(np.int32)
        here = self.program.matrix[rows]
        matrix = here[:, columns].tocsr()
        still = here @ self.point - matrix @ self.point[columns]
        return Block(
            columns,
            rows,
            matrix,
            self.face.lower[columns],
            self.face.upper[columns],
            self.face.row_lower[rows] - still,
            self.face.row_upper[rows] - still,
            still,
        )

"""Rows of whole numbers, rounded: what holds of all that keep to a row, and not of its fractions.

Where columns are whole and none is negative, a row divided by one of its coefficients and rounded holds too
(mixed integer rounding; Nemhauser and Wolsey 1990, doi 10.1007/BF01585752).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse

from planner.program.blocks import BoolArray, FloatArray, IntArray
from planner.program.program import Program

ROUNDING = 1e-9
"""What a quotient may be off by from the whole number that it is meant to be."""
ALL_BUT = 1e-6
"""A right side that is as near to the next whole number is not rounded: coefficients would be huge."""


def with_rounded_rows(program: Program) -> Program:
    """Return a program in steps, of which no column is below zero, with its rounded rows below its own."""
    upper = _rounded(program, program.matrix, program.row_upper)
    lower = _rounded(program, -program.matrix, -program.row_lower)
    bounds = np.concatenate([upper[1], lower[1]])
    return replace(
        program,
        matrix=sparse.vstack([program.matrix, upper[0], lower[0]], format="csr"),
        row_lower=np.concatenate([program.row_lower, np.full(len(bounds), -np.inf)]),
        row_upper=np.concatenate([program.row_upper, bounds]),
    )


def _rounded(
    program: Program, matrix: sparse.csr_array, bounds: FloatArray
) -> tuple[sparse.csr_array, FloatArray]:
    """Return what rows up to their bounds say, divided by each of their coefficients and rounded."""
    row, divisor = _divided(program, matrix, np.isfinite(bounds))
    length = np.diff(matrix.indptr)[row]
    start = np.concatenate([[0], np.cumsum(length)])
    entry = np.arange(start[-1]) + np.repeat(matrix.indptr[row] - start[:-1], length)
    quotient, bound = matrix.data[entry] / np.repeat(divisor, length), bounds[row] / divisor
    most = np.floor(bound + ROUNDING)
    left = np.maximum(bound - most, 0.0)
    share, down = np.repeat(left, length), np.floor(quotient + ROUNDING)
    over = np.maximum(quotient - down - share, 0.0)
    whole = program.integer[matrix.indices[entry]]
    found = np.where(whole, down + over / (1 - share), np.minimum(quotient, 0.0) / (1 - share))
    rounded = sparse.csr_array((found, matrix.indices[entry], start), shape=(len(row), matrix.shape[1]))
    changed = np.abs(found - quotient) > ROUNDING
    useful = (
        np.add.reduceat(np.append(changed, False), start[:-1]) > 0 if len(row) else np.zeros(0, dtype=bool)
    )
    kept = np.flatnonzero((useful | (left > ROUNDING)) & (left < 1 - ALL_BUT))
    return rounded[kept], most[kept]


def _divided(program: Program, matrix: sparse.csr_array, bounded: BoolArray) -> tuple[IntArray, FloatArray]:
    """Return each bounded row as often as its whole columns have coefficients of other sizes, and these."""
    row, size = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)), np.abs(matrix.data)
    mine = bounded[row] & program.integer[matrix.indices] & (size > 0)
    row, size = row[mine], size[mine]
    order = np.lexsort((size, row))
    row, size = row[order], size[order]
    first = np.ones(len(row), dtype=bool)
    first[1:] = (row[1:] != row[:-1]) | (size[1:] > size[:-1] * (1 + ROUNDING))
    return row[first], size[first]

"""A good place to start from: lines that the same units could serve equally well, merged into one.

Many programs hold lines that differ only in where they stand: the same columns serve them, with the same
coefficients in every other row. Merged, such a program is several times smaller and quickly solved; its
solution, spread over the lines again, is a point from which the simplex method needs few steps. Only speed
depends on it: the whole program is solved from there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from planner.program.blocks import FloatArray
from planner.program.program import Program

NEED, MERGEABLE = "need", "contribution"
WORTH_IT = 0.6
"""Merging is worth it where it leaves at most this part of the columns."""


@dataclass(frozen=True, eq=False)
class Merged:
    """A smaller program, and how its solution spreads over the columns of the whole one.

    `kept` are the whole program's columns that stand for themselves or for their class; `group` is the merged
    row of each row; `need` and `spot` are for each column that was merged its need row and its kept column.
    """

    matrix: sparse.csr_array
    cost: FloatArray
    upper: FloatArray
    row_lower: FloatArray
    row_upper: FloatArray
    kept: np.ndarray
    group: np.ndarray
    need: np.ndarray
    worth: FloatArray
    spot: np.ndarray

    @property
    def lower(self) -> FloatArray:
        """The least of each column: zero."""
        return np.zeros(len(self.cost))


def merged(program: Program, cost: FloatArray) -> Merged | None:
    """Return the merged program for one goal; None where merging does not make it much smaller."""
    columns, needs = program.family(MERGEABLE), _need_rows(program)
    if columns.start != 0 or not needs.stop or np.any(program.lower) or np.any(cost[columns]):
        return None
    by_column = program.matrix[needs, columns].tocsc()
    if np.any(np.diff(by_column.indptr) != 1):
        return None
    need, worth = by_column.indices, by_column.data
    alike = _alike(program, needs, columns)
    group = _groups(need, worth, alike, needs.stop)
    kind = alike * (int(group.max()) + 1) + group[need]
    _, first, spot = np.unique(kind, return_index=True, return_inverse=True)
    total = len(program.lower)
    kept = np.concatenate([first, np.arange(columns.stop, total)])
    if len(kept) > WORTH_IT * total:
        return None
    rows = np.concatenate([group, group.max() + 1 + np.arange(len(program.row_lower) - needs.stop)])
    return _smaller(program, cost, (kept, rows), (need, worth, spot))


def _need_rows(program: Program) -> slice:
    first = program.rows[0]
    return slice(0, first.count if first.family == NEED else 0)


def _alike(program: Program, needs: slice, columns: slice) -> np.ndarray:
    """Return a number for each column, equal for those that are equal in every row but the needs."""
    others = program.matrix[needs.stop :, columns].T.tocsr()
    marks = np.random.default_rng(0).random((others.shape[1], 2))
    return _numbered(others @ marks)


def _groups(need: np.ndarray, worth: FloatArray, alike: np.ndarray, count: int) -> np.ndarray:
    """Return a number for each need row, equal for rows that the same columns serve."""
    marks = np.random.default_rng(1).random((alike.max(initial=0) + 1, 2))
    sums = [np.bincount(need, weights=marks[alike, side] * worth, minlength=count) for side in (0, 1)]
    return _numbered(np.asarray(np.round(np.stack(sums, axis=1), 9), dtype=float))


def _numbered(pairs: FloatArray) -> np.ndarray:
    """Return a number for each pair, equal for equal pairs."""
    return np.unique(pairs[:, 0] + 1j * pairs[:, 1], return_inverse=True)[1]


def _smaller(
    program: Program,
    cost: FloatArray,
    parts: tuple[np.ndarray, np.ndarray],
    spread: tuple[np.ndarray, FloatArray, np.ndarray],
) -> Merged:
    """Return the program of some columns with the rows of each group added up, open where one of them is.

    `parts` are `kept` and `group` of `Merged`, `spread` its `need`, `worth` and `spot`.
    """
    (kept, rows), (need, worth, spot) = parts, spread
    count = int(rows.max()) + 1
    ones = np.ones(len(rows))
    summing = sparse.csr_array((ones, (rows, np.arange(len(rows)))), shape=(count, len(rows)))
    bounds = [
        np.bincount(rows, weights=np.where(np.isfinite(bound), bound, 0.0), minlength=count)
        for bound in (program.row_lower, program.row_upper)
    ]
    open_below, open_above = (
        np.bincount(rows, weights=~np.isfinite(bound), minlength=count) > 0
        for bound in (program.row_lower, program.row_upper)
    )
    upper = np.where(kept < len(need), np.inf, program.reach[kept])
    return Merged(
        matrix=(summing @ program.matrix[:, kept]).tocsr(),
        cost=cost[kept],
        upper=upper,
        row_lower=np.where(open_below, -np.inf, bounds[0]),
        row_upper=np.where(open_above, np.inf, bounds[1]),
        kept=kept,
        group=rows,
        need=need,
        worth=worth,
        spot=spot,
    )


def spread(program: Program, smaller: Merged, values: FloatArray) -> FloatArray:
    """Return a point of the whole program: each merged column laid over the lines of its group in order.

    Supplies and fills are laid end to end; what overlaps is what one sends to the other (the north-west
    corner of a transportation problem; Dantzig 1963, Linear Programming and Extensions, chapter 14).
    """
    whole = np.zeros(len(program.lower))
    whole[smaller.kept] = values
    count = len(smaller.need)
    needs = slice(0, int(smaller.need.max()) + 1)
    filled = program.row_lower[needs] - program.matrix[needs, count:] @ whole[count:]
    fill_end = _ends(filled, smaller.group[needs])
    supply = values[: smaller.spot.max() + 1] * _of_kept(smaller.worth, smaller.spot)
    supply_end = _ends(supply, _of_kept(smaller.group[smaller.need], smaller.spot))
    last = np.minimum(supply_end[smaller.spot], fill_end[smaller.need])
    first = np.maximum(
        supply_end[smaller.spot] - supply[smaller.spot], fill_end[smaller.need] - filled[smaller.need]
    )
    whole[:count] = np.maximum(last - first, 0.0) / smaller.worth
    return whole


def _of_kept(each: np.ndarray, spot: np.ndarray) -> np.ndarray:
    kept = np.zeros(spot.max() + 1, dtype=each.dtype)
    kept[spot] = each
    return kept


def _ends(amounts: FloatArray, group: np.ndarray) -> FloatArray:
    """Return where each amount ends when those of its group are laid end to end from zero."""
    order = np.argsort(group, kind="stable")
    running = np.cumsum(amounts[order])
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    before = (running - amounts[order])[starts]
    lengths = np.diff(np.append(starts, len(order)))
    ends = np.empty(len(amounts))
    ends[order] = running - np.repeat(before, lengths)
    return ends

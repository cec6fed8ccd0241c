"""What rounded rows say holds of all whole numbers, and of some fractions it does not."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import pytest
from scipy import sparse

from planner.engines.whole.rounded_rows import with_rounded_rows
from planner.program.program import Program

MOST = 4
"""So far columns go that are tried."""


def drawn(seed: int) -> Program:
    """Return a program of two rows over three whole columns and one that is not."""
    chance = Random(seed)
    sizes = [-2.5, -1.0, 0.0, 0.3, 0.75, 1.0, 2.0, 650.0]
    matrix = np.array([[chance.choice(sizes) for _ in range(4)] for _ in range(2)])
    upper = np.array([chance.choice([0.0, 1.7, 3.0, 975.0, np.inf]) for _ in range(2)])
    lower = np.array([chance.choice([-np.inf, 0.0, -1.3]) for _ in range(2)])
    return Program(
        names={},
        columns=(),
        rows=(),
        goals=(),
        matrix=sparse.csr_array(matrix),
        lower=np.zeros(4),
        upper=np.full(4, float(MOST)),
        reach=np.full(4, float(MOST)),
        step=np.array([1.0, 1.0, 1.0, 0.0]),
        row_lower=lower,
        row_upper=upper,
        form="direct",
    )


def kept(program: Program, points: np.ndarray) -> np.ndarray:
    """Return the points that keep to all rows, rounding aside."""
    activity = points @ program.matrix.T.toarray()
    room = 1e-9 * np.maximum(1.0, np.abs(activity))
    within = (activity >= program.row_lower - room) & (activity <= program.row_upper + room)
    return points[within.all(axis=1)]


@pytest.mark.parametrize("seed", range(60))
def test_no_whole_numbers_that_keep_to_the_rows_break_what_is_rounded(seed: int) -> None:
    program = drawn(seed)
    whole = range(MOST + 1)
    points = np.array(list(product(whole, whole, whole, np.linspace(0, MOST, 9))), dtype=float)
    among = kept(program, points)
    assert len(kept(with_rounded_rows(program), points)) == len(among)


def test_fractions_break_it_that_keep_to_the_rows() -> None:
    fractions = np.array(list(product(np.linspace(0, MOST, 13), repeat=4)))
    lost = 0
    for seed in range(20):
        program = drawn(seed)
        lost += len(kept(program, fractions)) - len(kept(with_rounded_rows(program), fractions))
    assert lost > 0

"""Draws that are made a few at a time: any of them, in any order, are those that SciPy draws in one go."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import qmc

from planner.worlds.draws import AT_ONCE, REPLICATES, Draws, Joined, Redrawn, pieces

COLUMNS = [0, 2, 5]


def drawn(count: int, seed: int = 3) -> Draws:
    return Draws.of(6, COLUMNS, count, np.random.SeedSequence(seed))


def in_one_go(count: int, seed: int = 3) -> np.ndarray:
    """Return all of them drawn by SciPy, each scrambling whole."""
    seeds = np.random.SeedSequence(seed).spawn(REPLICATES)
    each = [qmc.Sobol(6, scramble=True, seed=np.random.default_rng(one)) for one in seeds]
    return np.concatenate([one.random(count // REPLICATES)[:, COLUMNS] for one in each])


@pytest.mark.parametrize("count", [16, 32, 256, 1024, 8192])
def test_pieces_are_what_is_drawn_in_one_go(count) -> None:
    assert np.array_equal(np.concatenate(list(pieces(drawn(count)))), in_one_go(count))


def test_a_piece_is_the_same_whatever_was_asked_for_before() -> None:
    points, whole = drawn(8192), in_one_go(8192)
    starts = np.random.default_rng(1).permutation(np.repeat(np.arange(0, 8192, AT_ONCE), 2))
    for start in starts.tolist():
        assert np.array_equal(points.rows(start, start + AT_ONCE), whole[start : start + AT_ONCE])


def test_the_first_of_each_scrambling_are_those_of_more() -> None:
    points, whole = drawn(8192), in_one_go(8192).reshape(REPLICATES, -1, len(COLUMNS))
    some = np.concatenate(list(pieces(points.first(64))))
    assert np.array_equal(some, whole[:, :64].reshape(-1, len(COLUMNS)))


@pytest.mark.parametrize("each", [2, 16, 64])
def test_factors_that_are_drawn_again_come_after_all_draws(each) -> None:
    points, others, again = drawn(8192), drawn(8192, seed=4).first(each), np.array([True, False, True])
    some = points.first(each)
    joined = np.concatenate(list(pieces(Joined([points, Redrawn(some, others, again), some]))))
    first = in_one_go(8192).reshape(REPLICATES, -1, len(COLUMNS))[:, :each].reshape(-1, len(COLUMNS))
    other = in_one_go(8192, seed=4).reshape(REPLICATES, -1, len(COLUMNS))[:, :each].reshape(-1, len(COLUMNS))
    assert np.array_equal(joined[:8192], in_one_go(8192))
    assert np.array_equal(joined[8192:], np.concatenate([np.where(again, other, first), first]))

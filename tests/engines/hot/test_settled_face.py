"""A face without what is settled on it, against the whole program."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.quarters import quarters
from planner.engines.hot.bounds import Bounds
from planner.engines.hot.settled_face import SettledFace
from planner.engines.solvers.highs import Highs
from planner.studies.chain import Chain
from planner.studies.solved import solved
from tests.sceptic.claims import read


@pytest.fixture(scope="module")
def chain() -> Chain:
    return solved(read(quarters(1, 1))).chain


@pytest.fixture(scope="module")
def settled(chain) -> SettledFace:
    assert chain.settled is not None
    return chain.settled


def _bounds(chain: Chain) -> Bounds:
    return Bounds.of(chain.faces[-1]).around(chain.corner.value)


def test_most_of_the_program_is_left_out(chain, settled) -> None:
    assert 0 < len(settled.columns) <= len(chain.point) / 2
    assert 0 < len(settled.rows) < len(chain.activity)


@pytest.mark.parametrize("seed", range(8))
def test_any_cost_is_as_small_as_on_the_whole(seed, chain, settled) -> None:
    cost, bounds = np.random.default_rng(seed).uniform(-1, 1, len(chain.point)), _bounds(chain)
    own = settled.least(cost, bounds)
    whole = Highs().open(chain.program).minimise(cost, bounds.face(len(chain.point)))
    assert float(cost @ own.values) == pytest.approx(float(cost @ whole.values), abs=1e-7)
    activity = chain.program.matrix @ own.values
    assert (activity <= bounds.upper[len(chain.point) :] + 1e-7).all()
    assert (activity >= bounds.lower[len(chain.point) :] - 1e-7).all()


def test_a_row_that_may_do_more_goes_as_far_as_on_the_whole(chain, settled) -> None:
    count, further = len(chain.point), 0
    for row in settled.rows[:: max(1, len(settled.rows) // 40)].tolist():
        for direction in (1, -1):
            here = float(chain.corner.value[count + row])
            ends = (here, np.inf) if direction > 0 else (-np.inf, here)
            bounds = Bounds.of(chain.faces[-1]).but(count + row, *ends).around(chain.corner.value)
            assert settled.holds(bounds)
            cost = -direction * chain.program.matrix[[row]].toarray()[0]
            own = settled.least(cost, bounds)
            whole = Highs().open(chain.program).minimise(cost, bounds.face(count))
            assert own.status == whole.status
            if len(whole.values):
                assert float(cost @ own.values) == pytest.approx(float(cost @ whole.values), abs=1e-7)
                further += float(cost @ whole.values) < -direction * here - 1e-6
    assert further


def test_it_holds_no_bounds_that_let_a_settled_column_move(chain, settled) -> None:
    gone = np.setdiff1d(np.arange(len(chain.point)), settled.columns)[0]
    value = float(chain.corner.value[gone])
    assert not settled.holds(_bounds(chain).but(int(gone), value - 1, value + 1))


def test_it_holds_no_bounds_that_ask_more_of_a_row_that_is_left_out(chain, settled) -> None:
    gone = len(chain.point) + np.setdiff1d(np.arange(len(chain.activity)), settled.rows)[0]
    value = float(chain.corner.value[gone])
    assert not settled.holds(_bounds(chain).but(int(gone), value, value))


def test_a_face_that_leaves_most_free_is_not_taken_apart(chain) -> None:
    assert SettledFace.around(chain.program, chain.faces[0], chain.corner) is None

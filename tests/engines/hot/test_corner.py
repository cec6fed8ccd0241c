"""What is least around a known vertex, against the solver."""

from __future__ import annotations

import numpy as np
import pytest

import planner
from planner.engines.engine import Face
from planner.engines.hot.bounds import Bounds
from planner.engines.hot.corner import Corner, GivenUp
from planner.engines.solvers.highs import Highs
from planner.studies.solved import Solved, solved
from tests.folders import ROOT
from tests.small import constrained, scenario


@pytest.fixture(scope="module")
def reassurance() -> Solved:
    return solved(planner.load(ROOT / "scenarios" / "reassurance.yaml"))


def least_by_the_solver(of: Solved, cost: np.ndarray, face: Face) -> float:
    outcome = Highs().open(of.chain.program).minimise(cost, face)
    return float(cost @ outcome.values)


def test_the_vertex_is_the_plan(reassurance) -> None:
    corner = reassurance.chain.corner
    columns = len(reassurance.chain.point)
    assert corner.value[:columns] == pytest.approx(reassurance.chain.point, abs=1e-9)
    assert corner.value[columns:] == pytest.approx(reassurance.chain.activity, abs=1e-9)


@pytest.mark.parametrize("goals", [0, 1, 4])
@pytest.mark.parametrize("seed", range(6))
def test_any_cost_is_as_small_as_the_solver_makes_it(goals, seed, reassurance) -> None:
    chain = reassurance.chain
    random = np.random.default_rng(seed)
    columns, face = len(chain.point), chain.faces[goals]
    cost = np.zeros(len(chain.corner.value))
    some = random.choice(reassurance.ground.count, size=8, replace=False)
    cost[some] = random.choice([-2.0, -1.0, 0.5, 3.0], size=8)
    path = chain.corner.path()
    reduced = chain.corner.minimise(path, chain.corner.cost(cost), Bounds.of(face))
    assert reduced is not None
    assert float(cost @ path.value) == pytest.approx(least_by_the_solver(reassurance, cost[:columns], face))
    activity = chain.program.matrix @ path.value[:columns]
    assert activity == pytest.approx(path.value[columns:], abs=1e-7)
    bounds = Bounds.of(face)
    assert (path.value >= bounds.lower - 1e-7).all()
    assert (path.value <= bounds.upper + 1e-7).all()


def test_reduced_costs_at_the_end_prove_that_nothing_is_less(reassurance) -> None:
    chain = reassurance.chain
    bounds, path = Bounds.of(chain.faces[0]), chain.corner.path()
    cost = chain.costs[0]
    reduced = chain.corner.minimise(path, cost, bounds)
    can_fall = path.value > bounds.lower + 1e-7
    can_rise = path.value < bounds.upper - 1e-7
    assert (reduced[can_fall] <= 1e-9).all()
    assert (reduced[can_rise] >= -1e-9).all()


def test_a_path_goes_on_where_bounds_are_wider() -> None:
    of = solved(scenario(**constrained(kind="share", component="land", per="nation", at_most=0.6)))
    chain = of.chain
    cost = np.zeros(len(chain.corner.value))
    cost[: of.ground.count] = 1.0
    narrow, wide = chain.corner.path(), chain.corner.path()
    for bounds in chain.bounds[::-1]:
        chain.corner.minimise(narrow, chain.corner.cost(cost), bounds)
    chain.corner.minimise(wide, chain.corner.cost(cost), chain.bounds[0])
    assert float(cost @ narrow.value) == pytest.approx(float(cost @ wide.value))
    assert float(cost @ narrow.value) == pytest.approx(0, abs=1e-9)


def test_what_has_no_end_is_said_to_have_none(reassurance) -> None:
    chain = reassurance.chain
    free = Bounds(np.full(len(chain.corner.value), -np.inf), np.full(len(chain.corner.value), np.inf))
    towards = chain.corner.towards(0, 1)
    assert chain.corner.minimise(chain.corner.path(), towards, free) is None


def test_too_many_pivots_are_given_up(reassurance, monkeypatch) -> None:
    monkeypatch.setattr("planner.engines.hot.corner._PIVOTS", 3)
    chain = reassurance.chain
    corner = Corner(chain.program, chain.last, chain.point)
    cost = np.zeros(len(corner.value))
    cost[: reassurance.ground.count] = 1.0
    path = corner.path()
    with pytest.raises(GivenUp):
        corner.minimise(path, corner.cost(cost), chain.bounds[0])

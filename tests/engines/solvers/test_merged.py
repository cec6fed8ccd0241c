"""Starting from merged lines: only speed may depend on it."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.family import S, as_document, generate
from planner.engines.solve import solve
from planner.engines.solvers import highs, highs_model
from planner.engines.solvers.highs import Highs
from planner.engines.solvers.large_start import INTERIOR, MERGED, UNSENT
from planner.engines.solvers.merged import merged, spread
from planner.formulation.formulate import formulate
from planner.program.program import Program
from planner.scenario.scenario import Scenario
from tests.small import formulated


def program(seed: int, **changes: object) -> Program:
    return formulate(
        Scenario.model_validate({**as_document(generate(S, seed)), **changes}), form="compact"
    ).program


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_merged_program_has_the_same_optimum_and_spreads_to_a_feasible_point(seed) -> None:
    whole = program(seed, goals=["fill"])
    goal = whole.goals[0]
    smaller = merged(whole, goal.cost)
    assert smaller is not None
    assert smaller.matrix.shape[1] < whole.matrix.shape[1]
    highs_instance = highs_model.loaded(smaller, np.zeros(len(smaller.cost), dtype=bool))
    highs_model.set_cost(highs_instance, smaller.cost, 1.0)
    highs_instance.run()
    point = spread(whole, smaller, np.array(highs_instance.getSolution().col_value))
    activity = whole.matrix @ point
    size = np.maximum(1.0, abs(whole.matrix) @ point)
    assert (np.maximum(whole.row_lower - activity, activity - whole.row_upper) / size).max() <= 1e-9
    assert goal.cost @ point == pytest.approx(solve(whole, Highs()).stages[0].value, abs=1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_large_program_started_from_merged_lines_has_the_same_plan(seed, monkeypatch) -> None:
    whole = program(seed, goals=["fill", "cost"])
    without = solve(whole, Highs())
    monkeypatch.setattr(highs, "LARGE_FROM", 0)
    started = solve(whole, Highs())
    assert started.stages[0].method == MERGED
    assert started.values == pytest.approx(without.values, abs=1e-7)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_large_program_whose_goals_take_many_pivots_goes_on_in_other_ways_to_the_same_plan(
    seed, monkeypatch
) -> None:
    whole = program(seed, goals=["fill", "cost"])
    without = solve(whole, Highs())
    monkeypatch.setattr(highs, "LARGE_FROM", 0)
    monkeypatch.setattr(highs, "PATIENCE", 5)
    cut_short = solve(whole, Highs())
    assert {stage.method for stage in cut_short.stages[1:]} & {INTERIOR, UNSENT}
    assert cut_short.values == pytest.approx(without.values, abs=1e-7)


def test_lines_that_differ_in_more_than_their_place_are_not_merged() -> None:
    whole = formulated().program
    assert merged(whole, whole.goals[0].cost) is None


def test_a_goal_that_costs_contributions_starts_without_merging() -> None:
    whole = program(1, goals=["cost"])
    assert merged(whole, whole.goals[0].cost) is None

"""A goal is proven by the values of those before it, or on the face of their best plans."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.campaign import document
from planner.engines.audit import audit
from planner.engines.highs import Highs
from planner.engines.proofs import proofs_of
from planner.engines.solve import Solution, solve
from planner.engines.trust import relative_violation
from planner.formulation.formulate import formulate
from planner.scenario.scenario import Scenario

SEED = 11
"""A member of the campaign with goals that the values of those before them do not prove."""


@pytest.fixture(scope="module")
def solution() -> Solution:
    return solve(formulate(Scenario.model_validate(document(SEED))).program, Highs())


def audited(solution: Solution, **changed):
    one = replace(solution, **changed)
    return audit(one.program, one.values, one.stages)


def test_what_values_do_not_prove_is_proven_on_a_face(solution) -> None:
    found = audited(solution)
    assert found.passed
    assert "faces" in {goal.kept for goal in found.goals if goal.stated}


def test_on_a_face_too_no_bound_is_better_than_the_value(solution) -> None:
    for goal in audited(solution).goals:
        assert goal.bound <= goal.value + 1e-9 * max(1.0, abs(goal.value))


def test_a_corrupt_value_fails(solution) -> None:
    used = np.flatnonzero(solution.values > 0)
    failed = 0
    for column in used:
        values = solution.values.copy()
        values[column] *= 1.01
        failed += not audited(solution, values=values).passed
    assert failed == len(used)


def test_the_best_plan_of_fewer_goals_fails_for_all_of_them(solution) -> None:
    """It is on the face of the goals that it is best for, and not of the next."""
    stated = [number for number, goal in enumerate(solution.program.goals) if goal.stated]
    wrong = 0
    for count in stated[1:]:
        fewer = replace(solution.program, goals=solution.program.goals[:count])
        values = solve(fewer, Highs()).values
        worse = [
            float(stage.goal.cost @ (values - solution.values)) > 1e-5 * max(1.0, abs(stage.value))
            for stage in solution.stages
            if stage.goal.stated
        ]
        if any(worse):
            wrong += 1
            assert not audited(solution, values=values).passed
    assert wrong


@pytest.mark.parametrize("factor", [0.0, -1.0, 0.5])
def test_wrong_prices_fail(solution, factor) -> None:
    stages = tuple(replace(stage, prices=stage.prices * factor) for stage in solution.stages)
    assert not audited(solution, stages=stages).passed


def test_prices_of_another_goal_prove_nothing(solution) -> None:
    prices = [stage.prices for stage in solution.stages]
    stages = tuple(
        replace(stage, prices=other)
        for stage, other in zip(solution.stages, [*prices[1:], prices[0]], strict=True)
    )
    assert not audited(solution, stages=stages).passed


def test_a_plan_is_on_the_face_that_proves_it(solution) -> None:
    for proof in proofs_of(solution.program, solution.values, solution.stages):
        assert relative_violation(proof.program, solution.values) <= 1e-6


def test_a_small_line_is_held_to_its_own_size() -> None:
    """A millionth of a unit that is missing is all that a line of a millionth needs."""
    sections = document(SEED) | {"goals": ["cost"], "constraints": {}}
    for line in sections["requirements"].values():
        line["quantity"] = dict.fromkeys(line["quantity"], 1e-6)
    program = formulate(Scenario.model_validate(sections)).program
    assert relative_violation(program, np.zeros(len(program.lower))) > 0.1

"""What a goal leaves of a program holds all that is best by the goals after it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import planner
from planner.engines.engine import Face, Pace, Status
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.engines.solvers.highs_mixed import HighsMixedSession
from planner.engines.whole import narrowing, whole_numbers
from planner.engines.whole.narrowing import left_by
from planner.formulation.formulate import formulate
from planner.program.program import Program
from planner.scenario.scenario import Scenario
from tests.engines.enumeration import MOST, best_of_all
from tests.engines.enumeration import drawn as with_choices
from tests.engines.whole.test_around import drawn as in_steps


@pytest.fixture
def narrowed(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Narrow programs of any size, and take note of whether something was left out."""
    found = list[bool]()

    def noted(program: Program, cost: Any, value: float) -> Program:
        left = left_by(program, cost, value)
        found.append(left is not program)
        return left

    monkeypatch.setattr(narrowing, "LEAST", 0)
    monkeypatch.setattr(whole_numbers, "left_by", noted)
    return found


def test_goals_come_to_the_same_as_when_all_of_a_program_is_asked(
    narrowed: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(30):
        program = in_steps(seed)
        found = solve(program, Highs())
        with monkeypatch.context() as patched:
            patched.setattr(narrowing, "LEAST", len(program.lower) + 1)
            alone = solve(program, Highs())
        assert found.status is alone.status is Status.OPTIMAL
        assert [one.value for one in found.stages] == pytest.approx([one.value for one in alone.stages])
    assert any(narrowed)


def test_goals_in_any_order_are_the_best_of_all_choices(narrowed: list[bool]) -> None:
    for seed in range(60):
        program = formulate(Scenario.model_validate(with_choices(seed))).program
        if 0 < program.integer.sum() <= MOST and program.upper[program.integer].max() <= 1:
            found, best = solve(program, Highs()), best_of_all(program)
            values = [float(goal.cost @ found.values) for goal in program.goals]
            assert values == pytest.approx(best, abs=1e-6, rel=1e-6)
    assert any(narrowed)


def test_a_value_that_is_not_the_best_is_not_proven_and_leaves_all() -> None:
    program = formulate(planner.load("scenarios/reassurance-sendable.yaml"), form="direct").program
    cost = program.goals[0].cost
    best = float(Highs().open_mixed(program).minimise(cost, (), pace=Pace()).bound)
    left = left_by(program, cost, best)
    assert np.count_nonzero(left.upper != program.upper) > 50
    assert left_by(program, cost, best + 0.001) is program


def test_what_is_left_is_asked_for_and_where_that_finds_nothing_all_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = in_steps(3)
    real, left = HighsMixedSession.minimise, list[bool]()

    def impossible(program: Program, cost: Any, value: float) -> Program:
        return Face(
            program.lower, np.where(program.integer, 0.0, program.upper), program.row_lower, program.row_upper
        ).held(program)

    def noted(self: HighsMixedSession, *question: Any, **how: Any) -> Any:
        answer = real(self, *question, **how)
        left.append(answer.status is Status.INFEASIBLE)
        return answer

    alone = solve(program, Highs())
    monkeypatch.setattr(whole_numbers, "left_by", impossible)
    monkeypatch.setattr(HighsMixedSession, "minimise", noted)
    found = solve(program, Highs())
    assert any(left)
    assert [one.value for one in found.stages] == pytest.approx([one.value for one in alone.stages])

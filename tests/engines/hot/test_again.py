"""A program solved again near its solution comes to what it comes to when solved from the beginning."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import planner
from planner.engines.engine import Face
from planner.engines.hot.again import Again
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.plan.divisible import without_steps
from planner.program.program import Program


def program() -> Program:
    return formulate(without_steps(planner.load("scenarios/two-missions.yaml"))).program


def never(_goal: int, _value: float) -> bool:
    return False


def test_a_bound_that_moves_gives_what_solving_from_the_beginning_gives() -> None:
    whole = program()
    again = Again(whole)
    for row in np.flatnonzero(np.isinf(whole.row_lower))[::25].tolist():
        tighter = np.array(whole.row_upper)
        tighter[row] *= 0.5
        near = again.until(replace(Face.of(whole), row_upper=tighter), whole.goals, never)
        alone = solve(replace(whole, row_upper=tighter), Highs())
        assert near.status is alone.status
        values = [[stage.value for stage in one.stages if stage.goal.stated] for one in (near, alone)]
        assert values[0] == pytest.approx(values[1], rel=1e-7, abs=1e-7)


def test_it_ends_with_the_first_goal_that_has_changed() -> None:
    whole = program()
    found = Again(whole).until(Face.of(whole), whole.goals, lambda goal, _: goal == 1)
    assert len(found.stages) == 2


def test_what_nothing_has_changed_for_is_the_solution_itself_goal_by_goal() -> None:
    whole = program()
    again = Again(whole)
    solution = again.solve()
    for goals in range(1, len(whole.goals) + 1):
        found = again.until(Face.of(whole), whole.goals[:goals], never)
        assert found.values == pytest.approx(solution.values, abs=1e-7)

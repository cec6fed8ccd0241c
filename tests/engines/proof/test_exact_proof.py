"""A plan in rational numbers is proven the best as it is, and no other passes for it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

import planner
from planner.engines.engine import Status
from planner.engines.proof.audit import audit
from planner.engines.proof.exact_ladder import solved_exactly
from planner.engines.proof.exact_proof import ExactPlan, exact_audit
from planner.engines.solve import Solution, solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.program.program import Program
from planner.scenario.reading import read
from tests.sceptic.absurd_scales import absurd, spoilt
from tests.sceptic.scenarios import document

SEEDS = 40
BOUGHT = 147
"""An absurd scenario of which the last digit of the first goal buys five percent of the cost."""


def exactly(program: Program) -> tuple[Solution, ExactPlan] | None:
    """Return the exact plan of a linear program, if it has one."""
    solution = solve(program, Highs())
    if program.integer.any() or solution.status is not Status.OPTIMAL:
        return None
    return solved_exactly(program, solution)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_best_plan_is_proven_to_be_the_best(seed: int) -> None:
    program = formulate(read(document(seed))).program
    found = exactly(program)
    if found is not None:
        solution, plan = found
        proof = exact_audit(program, plan, solution.values, solution.stages)
        assert proof.passed
        known = audit(program, solution.values, solution.stages)
        assert [one.bound for one in proof.goals] == pytest.approx(
            [one.bound for one in known.goals], abs=1e-6
        )


@pytest.mark.parametrize("seed", [BOUGHT, *range(9)])
def test_a_spoilt_plan_is_not(seed: int) -> None:
    program = formulate(read(absurd(seed))).program
    found = exactly(program)
    if found is not None:
        solution, plan = found
        for values in spoilt(solution):
            worse = replace(plan, values=tuple(Fraction(one) for one in values.tolist()))
            assert not exact_audit(program, worse, values, solution.stages).passed


def test_there_are_plans_to_prove_and_to_spoil() -> None:
    proven = [exactly(formulate(read(document(seed))).program) for seed in range(SEEDS)]
    assert sum(one is not None for one in proven) > SEEDS / 3
    found = [exactly(formulate(read(absurd(seed))).program) for seed in (BOUGHT, *range(9))]
    assert sum(1 for one in found if one is not None for _ in spoilt(one[0])) > 20


def test_what_is_told_is_the_plan_but_for_rounding() -> None:
    program = formulate(read(absurd(BOUGHT))).program
    found = exactly(program)
    assert found is not None
    solution, plan = found
    assert exact_audit(program, plan, solution.values, solution.stages).passed
    assert not exact_audit(program, plan, np.zeros(len(solution.values)), solution.stages).passed


def test_what_the_rounding_of_an_earlier_goal_buys_is_not_held_against_the_best_plan() -> None:
    program = formulate(read(absurd(BOUGHT))).program
    found = exactly(program)
    assert found is not None
    assert not audit(program, found[0].values, found[0].stages).passed
    plan = planner.solve(read(absurd(BOUGHT)), cost_of_goals=False)
    assert plan.status is Status.OPTIMAL
    assert plan.goals["cost"] == pytest.approx(3954.0000462327857, rel=1e-12)

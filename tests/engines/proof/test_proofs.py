"""A goal is proven by the values of those before it, and by nothing that the solve took for granted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.campaign import document
from benchmarks.differing import SIZES
from benchmarks.differing import document as differing
from planner.engines.engine import Face, Outcome
from planner.engines.ladder import Climb, Stage, climb
from planner.engines.proof.audit import Audit, audit
from planner.engines.proof.proofs import proofs_of
from planner.engines.solve import Solution, solve
from planner.engines.solvers.highs import Highs
from planner.engines.trust import TOLERANCE, relative_violation
from planner.formulation.formulate import formulate
from planner.program.program import Goal, Program
from planner.scenario.scenario import Scenario

SEED = 11
"""A member of the campaign with goals that the values of those before them do not prove."""


@pytest.fixture(scope="module")
def solution() -> Solution:
    return solve(formulate(Scenario.model_validate(document(SEED))).program, Highs())


def audited(solution: Solution, **changed):
    one = replace(solution, **changed)
    return audit(one.program, one.values, one.stages)


def test_every_goal_is_proven_within_the_tolerance(solution) -> None:
    assert audited(solution).passed


def test_no_bound_is_better_than_the_value(solution) -> None:
    for goal in audited(solution).goals:
        assert goal.bound <= goal.value + 1e-9 * max(1.0, abs(goal.value))


@pytest.fixture(scope="module")
def large() -> Solution:
    return solve(formulate(Scenario.model_validate(differing(6, SIZES["2.7k"]))).program, Highs())


def test_a_plan_of_thousands_of_columns_is_proven_whose_multiples_are_many_thousands(large: Solution) -> None:
    found = audited(large)
    assert found.passed
    assert not found.exact
    assert found.gap <= 1e-9
    last = proofs_of(large.program, large.values, large.stages)[-2]
    assert max(one.times for one in last.multiple.earlier) > 1e6


def test_a_plan_of_a_solve_that_held_too_much_is_refused(large: Solution) -> None:
    """Prices that are off in a late digit hold columns that are free, and later goals are worse for it."""
    session, errors = Highs().open(large.program), np.random.default_rng(0)

    def ask(goal: Goal, face: Face) -> Outcome:
        outcome = session.minimise(goal.cost, face)
        off = 1e-11 * np.abs(outcome.prices).max() * errors.normal(size=len(outcome.prices))
        return replace(outcome, prices=outcome.prices + off)

    climbed = climb(large.program.goals, Climb.begun(large.program), ask)
    found = audit(large.program, climbed.values, climbed.stages)
    worse = [
        stage.value - best.value > 1e-3 * max(1.0, abs(best.value))
        for stage, best in zip(climbed.stages, large.stages, strict=True)
        if stage.goal.stated
    ]
    assert any(worse)
    assert not found.passed


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=25)
def test_the_multiples_never_bound_a_goal_better_than_plans_that_keep_the_goals_before(seed: int) -> None:
    """Whatever the prices: a plan as good on the goals before is never below the bound."""
    best = solve(formulate(Scenario.model_validate(document(SEED))).program, Highs())
    errors = np.random.default_rng(seed)
    size = 10.0 ** errors.uniform(-14, 0)
    stages = [
        replace(stage, prices=stage.prices * (1 + size * errors.normal(size=len(stage.prices))))
        for stage in best.stages
    ]
    for goal, stage in zip(audited(best, stages=stages).goals, best.stages, strict=True):
        assert goal.bound <= stage.value + 1e-12 * max(1.0, abs(stage.value))


HAIR = 3e-11
"""By how much one capability is better than another that costs half as much."""


@pytest.fixture(scope="module")
def by_a_hair() -> Program:
    """Return a program whose first goal asks for the better units, at 3e10 of cost for each of it."""
    sections = {
        "title": "better by a hair",
        "phases": [{"id": "p", "months": 1}],
        "places": {"pl": {"area": "a"}},
        "capabilities": {
            name: {"component": "land", "unit": "unit", "personnel": 100, "cost": cost}
            for name, cost in (("better", 2.0), ("cheaper", 1.0))
        },
        "requirements": {"r": {"place": "pl", "accepts": {"better": 1, "cheaper": 1 - HAIR}, "quantity": 1}},
        "nations": {"A": {"offers": {"better": 1, "cheaper": 1}}},
        "constraints": {
            "half": {"kind": "limit", "measure": "personnel", "at_most": 50, "because": "an example"}
        },
        "goals": ["fill", "cost"],
    }
    return formulate(Scenario.model_validate(sections)).program


def of_half(program: Program, *, better: float, short: float) -> Audit:
    """Audit half a unit sent, so much of it the better, with the prices of the best plan.

    A solver's own tolerance is wider than the hair, so that no solver is asked for them.
    """
    fill, cost, _ = program.goals
    need, limit = np.array([1.0, 0, 0, 0]), np.array([0, 0, 0, 0.01])
    stages = [Stage(goal, 0.0, prices, 0.0, "") for goal, prices in ((fill, need - limit), (cost, 2 * limit))]
    return audit(program, np.array([better, 0.5 - better, short]), stages)


def test_a_last_digit_of_an_earlier_goal_refuses_no_plan_and_what_it_buys_is_told(by_a_hair: Program) -> None:
    found = of_half(by_a_hair, better=0.5, short=0.5 + 2.0**-53)
    fill, cost = found.goals
    assert (fill.value, cost.value) == (np.nextafter(0.5, 1), 1.0)
    assert cost.value - cost.bound == pytest.approx(2.0**-53 / HAIR, rel=0.1)
    assert cost.gap > TOLERANCE
    assert found.passed
    assert found.owes_to_rounding
    assert cost.value - cost.bound <= cost.rounding


@pytest.mark.parametrize("more", [1e-13, 1e-9])
def test_what_is_more_than_a_last_digit_is_refused(by_a_hair: Program, more: float) -> None:
    assert not of_half(by_a_hair, better=0.5, short=0.5 + more).passed


def test_a_plan_that_is_right_to_the_last_digit_owes_nothing_to_rounding(by_a_hair: Program) -> None:
    found = of_half(by_a_hair, better=0.5, short=0.5)
    assert found.passed
    assert not found.owes_to_rounding


def test_a_corrupt_value_fails(solution) -> None:
    used = np.flatnonzero(solution.values > 0)
    failed = 0
    for column in used:
        values = solution.values.copy()
        values[column] *= 1.01
        failed += not audited(solution, values=values).passed
    assert failed == len(used)


def test_the_best_plan_of_fewer_goals_fails_for_all_of_them(solution) -> None:
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


def test_a_small_line_is_held_to_its_own_size() -> None:
    """A millionth of a unit that is missing is all that a line of a millionth needs."""
    sections = document(SEED) | {"goals": ["cost"], "constraints": {}}
    for line in sections["requirements"].values():
        line["quantity"] = dict.fromkeys(line["quantity"], 1e-6)
    program = formulate(Scenario.model_validate(sections)).program
    assert relative_violation(program, np.zeros(len(program.lower))) > 0.1

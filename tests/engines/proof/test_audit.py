"""The audit takes no solver's word."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engines.proof import audit as audit_module
from planner.engines.proof.audit import AuditFailedError, audit
from planner.engines.solve import Solution, solve
from planner.engines.solvers.highs import Highs
from tests.small import constrained, formulated

SHARE = constrained(kind="share", component="maritime", per="nation", at_most=0.4)


@pytest.fixture(scope="module")
def solution() -> Solution:
    return solve(formulated(**SHARE).program, Highs())


def test_an_optimal_solution_passes_with_no_gap_to_speak_of(solution) -> None:
    audited = audit(solution.program, solution.values, solution.stages)
    assert audited.passed
    assert audited.exact
    assert audited.max_violation <= 1e-9
    assert audited.gap <= 1e-12


def test_each_goal_is_bounded_from_below(solution) -> None:
    for goal in audit(solution.program, solution.values, solution.stages).goals:
        assert goal.bound <= goal.value + 1e-12 * max(1.0, abs(goal.value))


def test_a_value_that_breaks_a_row_fails(solution) -> None:
    values = solution.values.copy()
    values[0] += 0.01
    audited = audit(solution.program, values, solution.stages)
    assert not audited.passed
    assert audited.max_violation == pytest.approx(0.01, rel=1e-6) or audited.max_violation > 0.01


def test_a_feasible_plan_that_is_not_the_best_fails(solution) -> None:
    program = solution.program
    values = np.zeros(len(program.lower))
    values[program.family("shortfall")] = program.reach[program.family("shortfall")]
    audited = audit(program, values, solution.stages)
    assert audited.max_violation == 0
    assert not audited.passed
    assert audited.gap > 0.1


def test_prices_that_prove_nothing_fail(solution) -> None:
    stages = [replace(stage, prices=np.zeros_like(stage.prices)) for stage in solution.stages]
    assert not audit(solution.program, solution.values, stages).passed


@given(st.integers(0, 2**32 - 1), st.floats(1e-12, 10.0))
@settings(max_examples=60)
def test_no_prices_whatever_bound_a_goal_better_than_its_optimum(solution, seed, size) -> None:
    """The bound is safe for any prices, as Neumaier and Shcherbina (2004) prove."""
    noise = np.random.default_rng(seed)
    stages = [
        replace(stage, prices=stage.prices + size * noise.normal(size=len(stage.prices)))
        for stage in solution.stages
    ]
    for goal, stage in zip(audit(solution.program, solution.values, stages).goals, stages, strict=True):
        assert goal.bound <= stage.value + 1e-9 * max(1.0, abs(stage.value))


def test_floating_arithmetic_agrees_with_rational_and_is_never_more_favourable(solution, monkeypatch) -> None:
    rational = audit(solution.program, solution.values, solution.stages)
    monkeypatch.setattr(audit_module, "EXACT_UP_TO", 0)
    floating = audit(solution.program, solution.values, solution.stages)
    assert not floating.exact
    assert floating.passed
    for precise, rounded in zip(rational.goals, floating.goals, strict=True):
        assert rounded.bound <= precise.bound + 1e-15 * max(1.0, abs(precise.bound))
        assert rounded.bound == pytest.approx(precise.bound, abs=1e-6)


def test_a_failed_audit_says_how_far_off_it_is(solution) -> None:
    audited = audit(solution.program, solution.values + 1.0, solution.stages)
    assert "failed its audit" in str(AuditFailedError(audited))

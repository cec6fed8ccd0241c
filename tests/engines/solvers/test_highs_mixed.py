"""A solution at hand ends a run of branch and bound once nothing is proven to be better."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np
import pytest

import planner
from planner.engines.engine import Held, MixedOutcome, Pace, Status
from planner.engines.solvers import highs_mixed
from planner.engines.solvers.highs import Highs
from planner.engines.trust import doubt_of_mixed, near
from planner.formulation.formulate import formulate
from planner.program.blocks import FloatArray
from planner.program.program import Program
from planner.scenario.scenario import Scenario
from tests.engines.enumeration import drawn

SEEDS = range(12)


def program_of(seed: int) -> Program:
    """Return a drawn program with the goals that are stated, of which one at least costs something."""
    return formulate(Scenario.model_validate({**drawn(seed), "whole_units": True})).program


def least(program: Program, cost: FloatArray, *held: Held, at_hand: FloatArray | None = None) -> MixedOutcome:
    """Return the least of a cost, goals being held."""
    return Highs().open_mixed(program).minimise(cost, held, pace=Pace(), at_hand=at_hand)


def worse(program: Program, cost: FloatArray) -> FloatArray:
    """Return of the solutions that send the least and the most the one that is worse for a cost."""
    sent = program.integer.astype(float)
    return max((least(program, sent).values, least(program, -sent).values), key=lambda one: float(cost @ one))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_solution_that_nothing_is_better_than_is_the_answer(seed: int) -> None:
    program = program_of(seed)
    cost = program.goals[0].cost
    best = least(program, cost).values
    found = least(program, cost, at_hand=best)
    assert found.status is Status.OPTIMAL
    assert np.array_equal(found.values, best)
    assert not doubt_of_mixed(program, cost, (), found)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_that_something_is_better_than_changes_nothing(seed: int) -> None:
    program = program_of(seed)
    cost = program.goals[0].cost
    at_hand, alone = worse(program, cost), least(program, cost)
    assert not near(cost, float(cost @ at_hand), float(cost @ alone.values))
    found = least(program, cost, at_hand=at_hand)
    assert found.status is Status.OPTIMAL
    assert np.array_equal(found.values, alone.values)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_that_gives_up_a_goal_that_is_held_is_not_looked_at(seed: int) -> None:
    program = program_of(seed)
    first, second = program.goals[0].cost, program.goals[1].cost
    held = Held.at(first, float(first @ least(program, first).values))
    cheaper = least(program, second).values
    found = least(program, second, held, at_hand=cheaper)
    assert not doubt_of_mixed(program, second, (held,), found)
    assert near(second, float(second @ least(program, second, held).values), float(second @ found.values))


def test_a_run_goes_no_further_than_to_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    program = formulate(planner.load("scenarios/reassurance-sendable.yaml"), form="direct").program
    cost, ended, real = program.goals[0].cost, list[Any](), highs_mixed._run

    def noted(highs: Any, pace: Pace) -> None:
        real(highs, pace)
        ended.append(highs.getModelStatus())

    monkeypatch.setattr(highs_mixed, "_run", noted)
    best = least(program, cost)
    found = least(program, cost, at_hand=best.values)
    assert ended == [highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInterrupt]
    assert near(cost, found.bound, best.bound)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_asked_where_all_that_costs_anything_is_at_its_least(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, asked, real = program_of(seed), list[Pace](), highs_mixed._run
    sent = program.integer.astype(float)
    nothing = least(program, sent)

    def noted(highs: Any, pace: Pace) -> None:
        asked.append(pace)
        real(highs, pace)

    monkeypatch.setattr(highs_mixed, "_run", noted)
    found = least(program, sent, at_hand=nothing.values)
    if nothing.values[program.integer].any():
        assert asked
    else:
        assert not asked
        assert np.array_equal(found.values, nothing.values)
        assert not doubt_of_mixed(program, sent, (), found)


def test_what_is_at_hand_of_a_program_without_whole_numbers_proves_nothing() -> None:
    program = formulate(Scenario.model_validate(drawn(0))).program.relaxed()
    cost = program.goals[0].cost
    dearest = least(program, -cost).values
    best = least(program, cost)
    assert float(cost @ dearest) > float(cost @ best.values) + 1e-6
    said = least(program, cost, at_hand=dearest)
    assert float(cost @ said.values) == pytest.approx(float(cost @ best.values), abs=1e-9)
    zero = least(program, -cost, at_hand=best.values)
    assert float(cost @ zero.values) == pytest.approx(float(cost @ dearest), abs=1e-9)

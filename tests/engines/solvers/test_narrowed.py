"""Starting from the lines that the first goal asks of: only speed may depend on it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from benchmarks.differing import Size, document
from planner.engines.engine import Face, Status
from planner.engines.goal_costs import goal_costs
from planner.engines.proof.audit import audit
from planner.engines.solve import solve
from planner.engines.solvers import highs, large_start
from planner.engines.solvers.highs import HOT, Highs, HighsSession
from planner.engines.solvers.highs_held import HeldProgram
from planner.engines.solvers.large_start import INTERIOR, NARROWED, NARROWED_INTERIOR, UNSENT, begun_unsent
from planner.engines.solvers.narrowed import hardly_used, let_go, narrowed
from planner.formulation.formulate import formulate
from planner.program.blocks import CONTRIBUTION
from planner.program.program import Program
from planner.scenario.scenario import Scenario


@cache
def program(seed: int, form: str = "direct") -> Program:
    scenario = Scenario.model_validate(document(seed, Size(10, 5, 3, 5)))
    return formulate(scenario, form="compact" if form == "compact" else "direct").program


@pytest.mark.parametrize("form", ["direct", "compact"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_is_sent_but_to_lines_that_the_goal_asks_of(seed, form) -> None:
    whole = program(seed, form)
    face = narrowed(whole, whole.goals[0].cost, Face.of(whole))
    assert face is not None
    held = np.flatnonzero(face.upper < whole.upper)
    sent = np.arange(len(whole.upper))[whole.family(CONTRIBUTION)]
    assert len(held)
    assert set(held) <= set(sent)
    asked = whole.matrix[:, whole.goals[0].cost != 0].nonzero()[0]
    assert whole.matrix[asked][:, held].nnz == 0
    assert not np.any(face.upper[held])
    assert not np.any(face.lower[held])


@pytest.mark.parametrize("form", ["direct", "compact"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_large_program_started_from_the_lines_asked_of_has_the_same_plan(seed, form, monkeypatch) -> None:
    whole = program(seed, form)
    without = solve(whole, Highs())
    monkeypatch.setattr(highs, "LARGE_FROM", 0)
    started = solve(whole, Highs())
    assert started.stages[0].method == NARROWED
    assert started.values == pytest.approx(without.values, abs=1e-7)
    assert audit(whole, started.values, started.stages).passed


def test_where_the_lines_asked_of_take_too_many_pivots_it_is_interior_point_from_nothing(monkeypatch) -> None:
    whole = program(1)
    without = solve(whole, Highs())
    monkeypatch.setattr(highs, "LARGE_FROM", 0)
    monkeypatch.setattr(large_start, "PIVOTS", 3)
    cut_short = solve(whole, Highs())
    assert cut_short.stages[0].method == INTERIOR
    assert cut_short.values == pytest.approx(without.values, abs=1e-7)


def test_a_limit_of_time_holds_from_the_first_lines_on(monkeypatch) -> None:
    monkeypatch.setattr(highs, "LARGE_FROM", 0)
    assert solve(program(1), Highs(), seconds=0.0).status is Status.LIMIT


def test_a_goal_about_all_that_is_sent_starts_without_narrowing() -> None:
    whole = program(1)
    cost = next(goal.cost for goal in whole.goals if goal.name == "cost")
    assert narrowed(whole, cost, Face.of(whole)) is None


@pytest.mark.parametrize("form", ["direct", "compact"])
def test_lines_of_the_goals_that_are_held_may_be_sent_to_as_well(form) -> None:
    whole = program(6, form)
    first, second = (goal.cost for goal in whole.goals[:2])
    one = replace(whole, goals=whole.goals[:1])
    reached = solve(one, Highs())
    held = Face.of(whole).optimal(whole, first, reached.stages[0].prices, reached.values, 1e-12)
    smaller = narrowed(whole, second, held)
    assert smaller is not None
    asked = whole.matrix[:, (first != 0) | (second != 0)].nonzero()[0]
    left_out = smaller.upper < held.upper
    assert left_out.any()
    assert whole.matrix[asked][:, left_out].nnz == 0


@pytest.mark.parametrize("form", ["direct", "compact"])
@pytest.mark.parametrize("seed", [6, 7])
def test_a_second_goal_that_takes_many_pivots_starts_from_the_lines_asked_of_so_far(
    seed, form, monkeypatch
) -> None:
    whole = program(seed, form)
    without = solve(whole, Highs())
    monkeypatch.setattr(highs, "LARGE_FROM", 0)
    monkeypatch.setattr(highs, "PATIENCE", 20)
    started = solve(whole, Highs())
    assert started.stages[1].method == NARROWED_INTERIOR
    assert started.values == pytest.approx(without.values, abs=1e-7)
    assert audit(whole, started.values, started.stages).passed


def test_lines_left_out_are_used_where_more_is_sent_to_them_than_rounding() -> None:
    whole = Face.of(program(1))
    left_out = np.arange(len(whole.upper)) % 2 == 0
    smaller = replace(whole, upper=np.where(left_out, 0.0, whole.upper))
    assert hardly_used(smaller, whole, np.where(left_out, 1e-12, 5.0))
    assert not hardly_used(smaller, whole, np.where(left_out, 0.1, 0.0))


def test_goals_cost_the_same_where_they_start_from_the_lines_asked_of(monkeypatch) -> None:
    whole = program(6)
    solution = solve(whole, Highs())
    without = goal_costs(whole, solution, Highs())
    monkeypatch.setattr(highs, "LARGE_FROM", 0)
    monkeypatch.setattr(highs, "PATIENCE", 1)
    monkeypatch.setattr(highs, "LESS_PATIENCE", 1)
    for goal, costs in goal_costs(whole, solution, Highs()).items():
        assert costs == pytest.approx(without[goal], abs=1e-7)


@pytest.mark.parametrize("form", ["direct", "compact"])
@pytest.mark.parametrize("patience", [1, 10_000])
def test_what_sending_costs_without_a_goal_goes_on_from_nothing_sent_to_the_same(
    form, patience, monkeypatch
) -> None:
    whole = program(6, form)
    solution = solve(whole, Highs())
    without = goal_costs(whole, solution, Highs())
    monkeypatch.setattr(highs, "LARGE_FROM", 0)
    monkeypatch.setattr(highs, "LESS_PATIENCE", patience)
    monkeypatch.setattr(highs, "FAR", 0.01)
    begun = Begun(monkeypatch)
    for goal, costs in goal_costs(whole, solution, Highs()).items():
        assert costs == pytest.approx(without[goal], abs=1e-7)
    assert UNSENT in begun.methods


def test_what_sending_costs_is_pivoted_to_from_the_plan_where_little_is_let_go(monkeypatch) -> None:
    whole = program(6)
    solution = solve(whole, Highs())
    monkeypatch.setattr(highs, "LARGE_FROM", 0)
    monkeypatch.setattr(highs, "FAR", 1.01)
    begun = Begun(monkeypatch)
    goal_costs(whole, solution, Highs())
    assert begun.methods[0] == HOT
    assert UNSENT not in begun.methods


def test_only_what_costs_and_no_goal_asks_for_is_let_go() -> None:
    whole = program(6)
    solution = solve(whole, Highs())
    *fills, cost, _ = (goal.cost for goal in whole.goals)
    parts = [let_go(whole, cost, fills[:asked], solution.values) for asked in range(len(fills) + 1)]
    assert parts[0] == 1
    assert parts == sorted(parts, reverse=True)
    assert parts[-1] == 0
    assert let_go(whole, fills[1], [], solution.values) == 0


@pytest.mark.parametrize("settles", [0.0, 0.5])
def test_presolve_is_for_faces_that_settle_something(settles) -> None:
    whole = program(1)
    held, face = HeldProgram(whole), Face.of(whole)
    settled = np.arange(len(face.upper)) < settles * len(face.upper)
    begun_unsent(held, replace(face, upper=np.where(settled, face.lower, face.upper)))
    assert held.highs.getOptionValue("presolve")[1] == ("on" if settles else "off")


class Begun:
    """Notes the method of every answer."""

    def __init__(self, monkeypatch) -> None:
        self.methods: list[str] = []
        minimise = HighsSession.minimise

        def noted(session, *question, **how):
            outcome = minimise(session, *question, **how)
            self.methods.append(outcome.method)
            return outcome

        monkeypatch.setattr(HighsSession, "minimise", noted)

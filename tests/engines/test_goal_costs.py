"""What each goal cost those after it."""

from __future__ import annotations

from dataclasses import replace

import pytest

import planner
from planner.engines.goal_costs import goal_costs
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs, HighsSession
from planner.engines.solvers.highs_mixed import HighsMixedSession
from planner.engines.whole import islands
from planner.engines.whole.island_ladders import KnownIslands
from planner.formulation.formulate import formulate
from planner.program.program import Program
from planner.scenario.reading import read
from tests.small import document


def solved(goals, **sections) -> planner.Plan:
    return planner.solve(read(document(goals=goals, **sections)))


def test_it_is_what_solving_without_the_goal_would_save() -> None:
    plan = solved(["fill", "cost"])
    assert set(plan.goal_costs) == {"fill 1", "fill 2"}
    assert plan.goal_costs["fill 2"]["cost"] == pytest.approx(
        plan.goals["cost"] - solved(["fill", "cost"], requirements=_only_priority_1()).goals["cost"]
    )


def _only_priority_1() -> dict:
    lines = document()["requirements"]
    return {name: line for name, line in lines.items() if line.get("priority", 1) == 1}


def test_a_goal_that_stands_in_nobodys_way_costs_nothing() -> None:
    plan = solved(["cost", "fill"])
    assert plan.goal_costs["fill 1"]["fill 2"] == pytest.approx(0, abs=1e-9)
    assert plan.goal_costs["cost"]["fill 1"] == pytest.approx(1 - solved(["fill"]).goals["fill 1"])


def test_with_whole_units_it_is_the_same_question() -> None:
    plan = solved(["fill", "cost"], whole_units=True)
    assert plan.goal_costs["fill 1"]["cost"] > 0


def test_the_last_goal_costs_nobody_anything() -> None:
    assert "cost" not in solved(["fill", "cost"]).goal_costs


def test_a_linear_program_is_held_once_for_all_goals_that_are_left_out() -> None:
    program = formulate(read(document(goals=["fill", "cost"]))).program
    highs = Opened()
    costs = goal_costs(program, solve(program, Highs()), highs)
    assert list(costs) == ["fill 1", "fill 2"]
    assert highs.held == 1


def test_every_goal_that_is_left_out_is_left_out_from_where_the_plan_ended(monkeypatch) -> None:
    program = formulate(read(document(goals=["fill", "cost"]))).program
    found, begun, minimise = solve(program, Highs()), [], HighsSession.minimise

    def noted(self, *question, start=None, **how):
        begun.append(start)
        return minimise(self, *question, start=start, **how)

    monkeypatch.setattr(HighsSession, "minimise", noted)
    from_there = goal_costs(program, found, Highs())
    assert [start for start in begun if start is not None] == [found.ended] * 2
    anew = goal_costs(program, replace(found, ended=None), Highs())
    assert from_there["fill 1"] == pytest.approx(anew["fill 1"])
    assert from_there["fill 2"] == pytest.approx(anew["fill 2"])


def test_in_whole_numbers_the_goals_before_are_not_reached_again(monkeypatch) -> None:
    monkeypatch.setattr(islands, "SMALL", 0)
    scenario = document(goals=["fill", "cost"], whole_units=True)
    program, known = formulate(read(scenario)).program, KnownIslands()
    solution = solve(program, Highs(), known=known)
    asked, minimise = [], HighsMixedSession.minimise

    def noted(self, *question, **how):
        asked.append(question)
        return minimise(self, *question, **how)

    monkeypatch.setattr(HighsMixedSession, "minimise", noted)
    costs = goal_costs(program, solution, Highs(), known=known)
    went_on = len(asked)
    assert goal_costs(program, solution, Highs()) == costs
    assert 0 < went_on < len(asked) - went_on


class Opened(Highs):
    """HiGHS, counting how often it is given a linear program."""

    held = 0

    def open(self, program: Program) -> HighsSession:
        Opened.held += 1
        return super().open(program)

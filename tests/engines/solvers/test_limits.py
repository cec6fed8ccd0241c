"""Limits with whole numbers hold, and what was found until then is the plan, whatever the solver does."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from planner.engines.engine import MixedOutcome, Pace, Status
from planner.engines.proof.audit import audit
from planner.engines.solve import Watch, solve
from planner.engines.solvers import highs_mixed
from planner.engines.solvers.highs import Highs
from planner.engines.trust import doubt, doubt_of_mixed
from planner.engines.whole.start import rounded_down
from planner.program.program import Goal
from tests.small import constrained, formulated

WHOLE = {
    "whole_units": True,
    **constrained(kind="share", component="land", measure="personnel", per="nation", at_most=0.7),
}
LATE = """
import importlib, pathlib, sys, time

sys.path.remove(str(pathlib.Path(__file__).parent))
del sys.modules["highspy"]
real = importlib.import_module("highspy")
ends = real.Highs.run


def run(self):
    ends(self)
    time.sleep(600)


real.Highs.run = run
"""


@pytest.fixture
def late(tmp_path: Path, monkeypatch) -> None:
    """Let HiGHS in a process of its own never come back from a run, and run there for every program."""
    (tmp_path / "highspy.py").write_text(LATE)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(highs_mixed, "APART_FROM", 0)


@pytest.mark.usefixtures("late")
def test_a_run_that_does_not_keep_its_limit_is_ended_and_what_it_has_found_is_the_answer() -> None:
    program = formulated(**WHOLE).program
    cost = program.goals[0].cost
    outcome = Highs().open_mixed(program).minimise(cost, (), pace=Pace(5.0, 5.0))
    assert outcome.status is Status.LIMIT
    assert len(outcome.values)
    assert not doubt_of_mixed(program, cost, (), outcome)


@pytest.mark.usefixtures("late")
def test_every_goal_of_a_late_solver_has_a_plan_and_says_how_far_it_may_be_from_the_best() -> None:
    program = formulated(**WHOLE).program
    solution = solve(program, Highs(), seconds=6.0)
    assert solution.status is Status.LIMIT
    assert len(solution.stages) == len(program.goals)
    audited = audit(program, solution.values, solution.stages)
    assert audited.passed
    assert np.isfinite(audited.bound)


def test_in_a_process_of_its_own_the_answer_is_the_same(monkeypatch) -> None:
    program = formulated(**WHOLE).program
    here = solve(program, Highs())
    monkeypatch.setattr(highs_mixed, "APART_FROM", 0)
    apart = solve(program, Highs(), seconds=600.0)
    assert apart.status is here.status is Status.OPTIMAL
    assert apart.values == pytest.approx(here.values, abs=1e-9)


def test_the_linear_plan_rounded_down_is_a_plan_in_whole_numbers() -> None:
    program = formulated(**WHOLE).program
    start = rounded_down(program, program.goals[0].cost, 60.0)
    assert doubt(program, program.goals[0].cost, start.values, None) == ""
    best = solve(program, Highs()).stages[0].value
    assert start.bound - 1e-9 <= best <= float(program.goals[0].cost @ start.values) < 1


def test_where_rounding_down_breaks_a_rule_there_is_no_start() -> None:
    least = constrained(kind="limit", nations="FRA", component="land", measure="personnel", at_least=600.5)
    program = formulated(whole_units=True, **least).program
    most = replace(program, upper=np.where(program.integer, 0.5, program.upper))
    assert not len(rounded_down(most, most.goals[0].cost, 60.0).values)


class Stopped:
    """HiGHS, which in whole numbers is stopped without a solution from some question on."""

    name = version = "stopped"
    in_memory = False
    open = staticmethod(Highs().open)
    open_fixed = staticmethod(Highs().open)

    def __init__(self, answers: int) -> None:
        self._answers = answers

    def open_mixed(self, program):
        self._session = Highs().open_mixed(program)
        return self

    def minimise(self, cost, held, *, pace, careful=False, at_hand=None):
        self._answers -= 1
        if self._answers < 0:
            return MixedOutcome(Status.LIMIT, np.zeros(0), -np.inf, 0.0, "")
        return self._session.minimise(cost, held, pace=pace, careful=careful)


def test_a_solver_that_finds_nothing_leaves_the_plan_rounded_down_with_its_gap() -> None:
    program = formulated(**WHOLE).program
    solution = solve(program, Stopped(0), seconds=600.0)
    start = rounded_down(program, program.goals[0].cost, 60.0)
    assert solution.status is Status.LIMIT
    assert solution.stages[0].value <= float(program.goals[0].cost @ start.values) + 1e-9
    assert solution.stages[0].bound == pytest.approx(start.bound)
    assert audit(program, solution.values, solution.stages).passed


def test_a_goal_that_no_solver_came_to_has_a_gap_all_the_same() -> None:
    program = formulated(**WHOLE).program
    solution = solve(program, Stopped(0), seconds=600.0)
    audited = audit(program, solution.values, solution.stages)
    assert [goal.bound for goal in audited.goals if goal.goal == "cost"] == [0.0]
    assert all(goal.bound <= goal.value for goal in audited.goals)
    assert np.isfinite(audited.gap)


def test_a_later_goal_that_is_stopped_keeps_what_the_earlier_one_has_found() -> None:
    program = formulated(**WHOLE).program
    best = solve(program, Highs()).stages[0].value
    first, *later = solve(program, Stopped(1), seconds=600.0).stages
    assert first.proven
    assert first.value == pytest.approx(best, abs=1e-9)
    assert not any(stage.proven for stage in later)


def test_a_goal_may_take_half_of_the_time_that_is_left_and_the_last_all_of_it() -> None:
    asked, choosing = Goal("fill", np.zeros(1)), Goal("tie-break", np.zeros(1), stated=False)
    watch = Watch(time.monotonic() + 1000)
    first, last = watch.pace([asked, asked, choosing]), watch.pace([choosing])
    assert first.share == pytest.approx(1000 * 4 / 9, abs=20)
    assert first.most == pytest.approx(500, abs=20)
    assert last.most == pytest.approx(1000, abs=20)


def test_a_goal_that_somebody_asked_for_gets_more_time_than_one_that_only_chooses() -> None:
    asked, choosing = Goal("fill", np.zeros(1)), Goal("tie-break", np.zeros(1), stated=False)
    watch = Watch(time.monotonic() + 1000)
    ahead, behind = watch.pace([asked, choosing]), watch.pace([choosing, asked])
    assert ahead.share == pytest.approx(800, abs=20)
    assert behind.share == pytest.approx(200, abs=20)

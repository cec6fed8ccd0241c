"""What a plan says in sentences."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from planner.engines.engine import Doubted, Status
from planner.engines.proof.audit import GoalAudit
from planner.reports import plan_sentences


def test_the_headline_says_what_is_filled_who_sends_it_and_what_it_costs(plan, scenario) -> None:
    filled, met, who = plan_sentences.headline(plan, scenario)
    assert filled == "57 % of what is required is filled; priority 1: 89 %, priority 2: 0 %."
    assert met.startswith("1 of 3 requirements is filled in every phase")
    assert "624 of 2,500 battalions missing" in met
    assert who.startswith("2 of 3 nations contribute, at most 1,125,660 people at a time, cost 22,530")


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.OPTIMAL])
def test_without_a_plan_the_headline_says_so_in_words(impossible, status) -> None:
    plan, scenario = impossible
    said = plan_sentences.headline(replace(plan, status=status), scenario)
    assert said == plan_sentences.WITHOUT_PLAN[status]
    assert all(sentence.endswith(".") for sentence in said)
    assert plan_sentences.key_figures(plan, scenario) == ()


def test_no_plan_meets_the_constraints(impossible) -> None:
    assert plan_sentences.headline(*impossible)[0] == "No plan meets all hard constraints."


def test_every_status_has_its_words() -> None:
    assert set(plan_sentences.RESULTS) == set(Status) == {Status.OPTIMAL, *plan_sentences.WITHOUT_PLAN}


def test_an_answer_that_was_not_believed_is_told_with_the_plan(plan, scenario) -> None:
    again = Doubted("fill 1", "its values break a rule by 0.5", refused=False)
    told = replace(plan, solver=replace(plan.solver, doubted=(again,)))
    said = plan_sentences.headline(told, scenario)[-1]
    assert said.endswith(
        'to "Fill what is required, priority 1" was not believed, because its values break a rule by 0.5; '
        "it was asked again."
    )
    assert told.as_document()["solver"]["doubted"] == [
        {"goal": "fill 1", "reason": "its values break a rule by 0.5", "refused": False}
    ]


def test_without_a_plan_it_is_told_why_the_answers_were_refused(impossible) -> None:
    plan, scenario = impossible
    refused = Doubted("cost", "it gave no price for some rule", refused=True)
    told = replace(plan, status=Status.FAILED, solver=replace(plan.solver, doubted=(refused,)))
    assert plan_sentences.headline(told, scenario)[-1].endswith(
        '"Cost as little as possible" was not believed, because it gave no price for some rule; '
        "the second was not either."
    )


def test_a_plan_left_by_a_limit_is_called_unproven(plan, scenario) -> None:
    limited = replace(plan, status=Status.LIMIT)
    assert plan_sentences.headline(limited, scenario)[0] == plan_sentences.UNPROVEN
    assert plan_sentences.result(limited) == "a plan, not proven best"


def test_each_goal_that_is_not_proven_says_how_much_better_it_may_be(plan, scenario) -> None:
    first, second, *_ = plan.audit.goals
    bounds = (replace(first, bound=first.value - 0.125), replace(second, bound=-math.inf))
    audit = replace(plan.audit, proven_by="solver", goals=bounds)
    limited = replace(plan, status=Status.LIMIT, audit=audit)
    said = plan_sentences.headline(limited, scenario)
    assert said[1].endswith("may be better by up to 12.5 percentage points.")
    assert said[2].endswith("may be better by an amount that is not known.")
    goals = {goal["goal"]: goal for goal in limited.as_document()["goals"]}
    assert goals[first.goal]["gap"] == pytest.approx(0.125)
    assert goals[second.goal]["bound"] is None
    assert goals[second.goal]["gap"] is None


def test_a_plan_proven_best_on_every_goal_says_what_was_not_settled(plan, scenario) -> None:
    said = plan_sentences.headline(replace(plan, status=Status.LIMIT), scenario)
    assert said[1].startswith("On every goal it is proven best")


def test_assurance_gives_the_figures_of_the_audit_rounded_up(plan) -> None:
    audit = replace(plan.audit, max_violation=2.2e-16, goals=(GoalAudit("cost", 100.0, 100.0 - 1.2e-10),))
    checked, best, solver, _ = plan_sentences.assurance(replace(plan, audit=audit))
    assert checked.startswith("Checked again from the tables, in exact arithmetic")
    assert "3e-16" in checked
    assert "by more than 2e-12 of its size" in best
    assert solver.startswith("Solved by HiGHS ")


def test_assurance_says_what_the_last_digits_of_earlier_goals_buy(plan) -> None:
    for rounding, told in ((2e-3, True), (0.0, False)):
        goals = (GoalAudit("cost", 100.0, 100.0 - 1.5e-3, rounding=rounding),)
        best = plan_sentences.assurance(replace(plan, audit=replace(plan.audit, goals=goals)))[1]
        assert "by more than 2e-5 of its size" in best
        assert ("bought by the last digits" in best) == told


def test_assurance_says_whose_word_it_is(plan) -> None:
    goals = (GoalAudit("cost", 100.0, 98.0),)
    audit = replace(plan.audit, proven_by="solver", goals=goals, exact=False)
    checked, best, *_ = plan_sentences.assurance(replace(plan, audit=audit))
    assert "rounding errors counted in" in checked
    assert best.startswith("HiGHS ")
    assert "says that no plan does better on any goal by more than 2 %" in best


def test_assurance_admits_what_is_not_known(plan) -> None:
    audit = replace(plan.audit, proven_by="solver", goals=(GoalAudit("cost", 1.0, -math.inf),))
    assert "is not known" in plan_sentences.assurance(replace(plan, audit=audit))[1]


def test_the_firmness_of_what_the_plan_takes_up_is_said(plan, scenario) -> None:
    said = " ".join(plan_sentences.data_assurance(plan, scenario))
    assert "approved" in said
    assert "nobody published them" in said


def test_absent_nations_are_named(plan, scenario) -> None:
    assert plan_sentences.absent(plan, scenario) == "Nothing comes from Hungary [31m."

"""Comparing in the background: nothing is solved twice, progress, cancelling, and errors in words."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

from planner.editing.background_comparing import Lineup, Version, comparing, in_words
from planner.editing.background_solving import USUAL
from planner.engines.proof.audit import AuditFailedError
from planner.planning import planned, solve
from planner.problems import InvalidInput, Problem
from planner.scenario.reading import load_text
from planner.scenario.template import template
from tests.small import constrained, scenario
from tests.there import there

ONE = scenario()
TWO = scenario(**constrained(kind="limit", nations="FRA", measure="personnel", at_most=1200))


def lineup(*scenarios, **how) -> Lineup:
    return Lineup(tuple(map(Version.of, scenarios)), replace(USUAL, **how))


def test_a_comparison_is_made_once() -> None:
    made = comparing()
    asked = lineup(ONE, TWO)
    job = made.start(asked, [ONE, TWO])
    assert job.ended.wait(60)
    assert job.state == "done"
    found = there(made.answer(asked))
    assert [side.title for side in found.sides] == ["Small", "Small"]
    assert made.start(lineup(ONE, TWO), [ONE, TWO]) is job


def test_what_has_a_plan_is_not_solved_again(monkeypatch) -> None:
    plan = solve(ONE)
    solved = []

    def noted(scenario, question, **named):
        solved.append(scenario)
        return planned(scenario, question, **named)

    monkeypatch.setattr("planner.studies.comparison.sides.planned", noted)
    made = comparing()
    asked = lineup(ONE, TWO)
    assert made.start(asked, [(ONE, plan), TWO]).ended.wait(60)
    assert made.answer(asked) is not None
    assert solved == [TWO]


def test_how_offers_count_reaches_the_study_and_is_part_of_the_question() -> None:
    told: dict[str, Any] = {}

    def compare(*given, **named):
        told.update(named, given=given)
        return object()

    asked = lineup(ONE, TWO, offers="low", firmness="approved", time_limit=7.0)
    assert comparing(compare).start(asked, [ONE, TWO]).ended.wait(10)
    assert told["given"] == (ONE, TWO)
    assert (told["offers"], told["firmness"], told["time_limit"]) == ("low", "approved", 7.0)
    assert asked != lineup(ONE, TWO)
    assert asked.solved(asked.versions[0]).sha256 == asked.versions[0].sha256
    assert asked.solved(asked.versions[0]).question.offers == "low"


def test_the_order_is_part_of_the_question() -> None:
    assert lineup(ONE, TWO) != lineup(TWO, ONE)


def test_a_line_that_moves_makes_another_version_since_lines_are_told() -> None:
    text = template()
    same, moved = (load_text(before + text, "a.yaml") for before in ("", "# a remark\n"))
    assert Version.of(same).sha256 == Version.of(moved).sha256
    assert Version.of(same) != Version.of(moved)
    assert Version.of(same) == Version.of(load_text(text, "a.yaml"))


def test_a_comparison_that_is_cancelled_ends_at_once_and_stops_when_it_next_tells() -> None:
    went_on, go_on = threading.Event(), threading.Event()

    def compare(*_, progress, **__):
        go_on.wait(5)
        progress("solving two", 1, 2)
        went_on.set()
        return object()

    made = comparing(compare)
    job = made.start(lineup(ONE, TWO), [ONE, TWO])
    job.cancel()
    assert job.ended.is_set()
    go_on.set()
    assert not went_on.wait(0.3)
    assert made.answer(lineup(ONE, TWO)) is None


def test_progress_is_that_of_the_study() -> None:
    job = comparing().start(lineup(ONE, TWO), [ONE, TWO])
    assert job.ended.wait(60)
    assert (job.goal, job.done, job.goals) == ("solving scenario 2", 1, 2)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("odd"), "Something went wrong while comparing"),
        (MemoryError(), "not enough memory"),
        (InvalidInput([Problem("a.yaml", 3, "", "is named twice")]), "a.yaml:3: is named twice"),
    ],
)
def test_an_error_is_told_in_words(error, said) -> None:
    assert said in in_words(error)
    assert "odd" not in in_words(error)


def test_an_answer_that_fails_the_audit_is_said_to() -> None:
    from planner.engines.proof.audit import audit
    from planner.engines.solve import solve as solve_program
    from planner.engines.solvers.highs import Highs
    from planner.formulation.formulate import formulate

    program = formulate(ONE).program
    solution = solve_program(program, Highs())
    failed = audit(program, solution.values * 2 + 1, solution.stages)
    assert "did not stand up to the check" in in_words(AuditFailedError(failed))

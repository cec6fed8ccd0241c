"""Solving in the background: once each, with progress, cancelled at will, and errors in words."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Never

import pytest

from planner.editing.background_solving import USUAL, Asked
from planner.editing.background_solving import solving as making_plans
from planner.question import Question
from tests.small import scenario
from tests.there import there

SMALL = scenario()
QUESTION = Asked.of(SMALL)


def test_a_question_is_answered_once() -> None:
    solving = making_plans()
    job = solving.start(QUESTION, SMALL)
    assert job.ended.wait(30)
    assert job.state == "done"
    assert there(solving.answer(QUESTION)).status.value == "optimal"
    assert solving.start(QUESTION, SMALL) is job


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int, bool]] = []

    def solve(_, *, progress, **__):
        progress("fill 1", 0, 2)
        own = there(job)
        told.append((own.goal, own.done, own.goals, own.running))
        return object()

    solving = making_plans(solve)
    ready = threading.Event()
    job = None

    def started(*arguments, **named):
        ready.wait(5)
        return solve(*arguments, **named)

    solving = making_plans(started)
    job = solving.start(QUESTION, SMALL)
    ready.set()
    assert job.ended.wait(10)
    assert told == [("fill 1", 0, 2, True)]


def test_a_job_that_is_cancelled_ends_at_once_and_stops_at_its_next_goal() -> None:
    went_on, go_on = threading.Event(), threading.Event()

    def solve(_, *, progress, **__):
        go_on.wait(5)
        progress("fill 2", 1, 2)
        went_on.set()
        return object()

    solving = making_plans(solve)
    job = solving.start(QUESTION, SMALL)
    job.cancel()
    assert job.ended.is_set()
    assert not job.running
    go_on.set()
    assert not went_on.wait(0.3)
    assert solving.answer(QUESTION) is None
    assert solving.start(QUESTION, SMALL) is not job


@pytest.mark.parametrize("error", [ValueError("odd"), MemoryError(), SystemExit(3), GeneratorExit()])
def test_an_error_is_told_in_words(error, caplog) -> None:
    def solve(*_, **__) -> Never:
        raise error

    job = making_plans(solve).start(QUESTION, SMALL)
    assert job.ended.wait(10)
    assert job.state == "failed"
    assert job.trouble
    assert "odd" not in job.trouble
    assert "work failed" in caplog.text


def test_how_offers_count_is_part_of_the_question() -> None:
    assert Asked.of(SMALL, replace(USUAL, offers="low")) != QUESTION
    assert Asked.of(scenario(), Question(time_limit=120)) == QUESTION


def test_who_is_told_of_progress_is_no_part_of_the_question() -> None:
    assert Asked.of(SMALL, USUAL.telling(lambda *_: None)) == QUESTION

"""Explaining in the background: progress by parts, a stop that keeps what was found, errors in words."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Never

import pytest

from planner.editing.background_explaining import PARTS, PARTS_WITHOUT_PLAN, Why, explaining, reached
from planner.editing.background_solving import Asked
from planner.editing.working import Job
from planner.scenario.scenario import Scenario
from planner.studies.explain import Explanation
from planner.studies.explain import explain as usual
from tests.small import constrained, scenario
from tests.there import there

SMALL = scenario()
WHY = Why(Asked.of(SMALL))


def held_at(part: str, *, done: int) -> tuple[threading.Event, threading.Event, Callable[..., Explanation]]:
    """Return an explanation that waits in a part: when it is there, when it may go on, and itself."""
    arrived, go_on = threading.Event(), threading.Event()

    def explain(given: Scenario, *, progress: Callable[..., None], **named: Any) -> Explanation:
        def told(name: str, finished: int, count: int) -> None:
            if name == part and finished == done:
                arrived.set()
                go_on.wait(20)
            progress(name, finished, count)

        return usual(given, progress=told, **named)

    return arrived, go_on, explain


def test_an_explanation_is_found_once() -> None:
    explainers = explaining()
    job = explainers.start(WHY, SMALL)
    assert job.ended.wait(60)
    assert job.state == "done"
    found = there(explainers.answer(WHY))
    assert found.scenario is SMALL
    assert found.explanation.shortfalls
    assert found.explanation.unfinished == ()
    assert explainers.start(WHY, SMALL) is job


def test_the_fill_asked_for_is_part_of_the_question() -> None:
    explainers = explaining()
    asked = Why(Asked.of(SMALL), 0.9)
    assert explainers.start(asked, SMALL).ended.wait(60)
    assert explainers.answer(WHY) is None
    assert there(there(explainers.answer(asked)).explanation.ladder).asked == 0.9


def test_a_stop_keeps_what_was_found() -> None:
    arrived, go_on, explain = held_at("prices", done=2)
    explainers = explaining(explain)
    job = explainers.start(WHY, SMALL)
    assert arrived.wait(20)
    job.stop()
    assert job.running
    go_on.set()
    assert job.ended.wait(20)
    assert job.state == "done"
    found = there(explainers.answer(WHY)).explanation
    assert found.interrupted
    assert found.shortfalls
    assert len(found.prices) == 2
    assert found.unfinished == ("prices", "conditions", "concessions", "ranges")


@pytest.mark.parametrize("part", PARTS)
def test_a_stop_between_two_parts_loses_nothing(part) -> None:
    arrived, go_on, explain = held_at(part, done=0)
    explainers = explaining(explain)
    job = explainers.start(WHY, SMALL)
    assert arrived.wait(20)
    job.stop()
    go_on.set()
    assert job.ended.wait(20)
    assert job.state == "done"
    found = there(explainers.answer(WHY)).explanation
    assert all(name in found.unfinished for name in PARTS[PARTS.index(part) + 1 :])
    assert bool(found.shortfalls) == (part != "shortfalls")


def test_an_answer_that_was_cut_short_can_be_asked_for_anew() -> None:
    arrived, go_on, explain = held_at("prices", done=2)
    explainers = explaining(explain)
    first = explainers.start(WHY, SMALL)
    assert arrived.wait(20)
    first.stop()
    go_on.set()
    assert first.ended.wait(20)
    second = explainers.start(WHY, SMALL, anew=True)
    assert second is not first
    assert second.ended.wait(20)
    assert there(explainers.answer(WHY)).explanation.unfinished == ()


def test_a_stop_before_anything_was_found_leaves_nothing() -> None:
    def explain(_, *, progress, **__) -> Never:
        raise KeyboardInterrupt

    explainers = explaining(explain)
    job = explainers.start(WHY, SMALL)
    assert job.ended.wait(10)
    assert job.state == "cancelled"
    assert explainers.answer(WHY) is None


def test_an_error_is_told_in_words(caplog) -> None:
    def explain(*_, **__) -> Never:
        raise ValueError("odd")

    job = explaining(explain).start(WHY, SMALL)
    assert job.ended.wait(10)
    assert job.state == "failed"
    assert "odd" not in job.trouble
    assert "work failed" in caplog.text


def test_the_parts_are_those_that_an_explanation_tells_of() -> None:
    impossible = scenario(
        **constrained(kind="limit", measure="personnel", component="land", at_least=1e6, because="odd")
    )
    for given, parts in ((SMALL, PARTS), (impossible, PARTS_WITHOUT_PLAN)):
        told: list[str] = []
        usual(given, progress=lambda part, *_, told=told: told.append(part))
        assert set(parts) <= set(told)


def test_how_far_it_is_grows_from_part_to_part() -> None:
    def at(part: str, done: int, count: int) -> float:
        job = Job()
        job.tell(part, done, count)
        return reached(job)

    ways = [at("", 0, 0), at("shortfalls", 1, 2), at("prices", 0, 9), at("prices", 9, 9), at("ranges", 1, 1)]
    assert ways == sorted(ways)
    assert ways[0] == 0.0
    assert ways[-1] == 1.0
    assert at("relaxations", 0, 1) == 0.5

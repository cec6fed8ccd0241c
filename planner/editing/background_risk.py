"""Studies of many worlds in the background: how likely, what to ask for, who cannot be spared, what else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from planner.editing.background_solving import Asked, in_words
from planner.editing.working import Working
from planner.engines.solve import Progress
from planner.problems import InvalidInput
from planner.scenario.scenario import Scenario

KEEP = 24
"""Answers that are kept, of all sessions together."""
LONGER = 10.0
"""A study of many worlds may take so many times as long as a plan: it can be stopped at any time."""
Study = Callable[..., Any]


@dataclass(frozen=True)
class AskedStudy:
    """A study of a scenario: its name, and what was chosen for it, sorted."""

    of: Asked
    study: str
    chosen: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, eq=False)
class StudyAnswer:
    """What a study found."""

    found: Any


Studying = Working[AskedStudy, Scenario, StudyAnswer]


def studying(studies: Mapping[str, Study] | None = None) -> Studying:
    """Return who studies; a study that can keeps what it found when it is stopped."""

    def work(asked: AskedStudy, scenario: Scenario, progress: Progress) -> StudyAnswer:
        question = asked.of.question.telling(progress)
        if question.time_limit is not None:
            question = replace(question, time_limit=LONGER * question.time_limit)
        found = (studies or _studies())[asked.study](scenario, **dict(asked.chosen), **question.how)
        return StudyAnswer(found)

    return Working(work, keep=KEEP, in_words=_in_words)


def _in_words(error: Exception) -> str:
    """Say what was wrong with what was asked, or what went wrong while solving."""
    if isinstance(error, InvalidInput):
        problems = (one.as_on_page() for one in error.problems)
        return " ".join(f"The scenario {one.text} ({one.hint})." for one in problems)
    return in_words(error)


def _studies() -> Mapping[str, Study]:
    """Return each study by its name in `AskedStudy`, imported only now that one is asked for."""
    from planner.studies.alternatives.alternatives import alternatives
    from planner.studies.ask.ask import ask
    from planner.studies.uncertainty.uncertainty import uncertainty
    from planner.studies.withdraw.withdraw import withdraw
    from planner.studies.worth.worth import worth

    return {
        "uncertainty": uncertainty,
        "ask": ask,
        "withdraw": withdraw,
        "alternatives": alternatives,
        "worth": worth,
    }

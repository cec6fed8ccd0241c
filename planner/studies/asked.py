"""A scenario with its plan and what was asked of it: what every study of many worlds starts from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.plan.plan import Counted
from planner.problems import InvalidInput, Problem
from planner.question import Question
from planner.scenario.scenario import Scenario
from planner.studies.parts import solved_and_audited
from planner.studies.solved import Solved
from planner.worlds.answers import Effort


def begun(scenario: Scenario, question: Question, workers: int) -> tuple[Solved, Effort]:
    """Return a scenario solved and audited, and the effort that is left for worlds: so many processes.

    Worlds are solved by HiGHS whoever solved the scenario. Raises InvalidInput for less than one worker,
    UnknownSolverError, and AuditFailedError.
    """
    problems = list(too_few(workers))
    if problems:
        raise InvalidInput(problems)
    watch = question.begin()
    solved = solved_and_audited(scenario, question, watch)
    return solved, Effort(workers, watch.deadline, watch.progress)


def too_few(workers: int) -> Iterator[Problem]:
    """Yield the problem of less than one worker."""
    if workers < 1:
        yield Problem("--workers", 0, "", f"is {workers}", "at least 1")


def heading(form: str, scenario: Scenario, counts: Counted) -> dict[str, Any]:
    """Return what every document of many worlds begins with."""
    return {
        "format": form,
        "scenario": {"title": scenario.title, "file": Path(scenario.file).name},
        "counted": {
            "firmness": counts.firmness,
            "offers": counts.offers,
            "settings": list(counts.settings),
        },
    }

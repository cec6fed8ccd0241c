"""A scenario with its plan and what was asked of it: what every study of many worlds starts from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.plan.plan import Counted
from planner.problems import Problem
from planner.question import Question
from planner.scenario.scenario import Scenario
from planner.studies.parts import solved_and_audited
from planner.studies.solved import Solved
from planner.worlds.cluster import cluster_problems
from planner.worlds.processes import make_ready
from planner.worlds.solving_worlds import Effort


def begun(
    scenario: Scenario,
    question: Question,
    workers: int,
    cache: str | os.PathLike[str] | None = None,
    scheduler: str | None = None,
) -> tuple[Solved, Effort]:
    """Return a scenario solved and audited, and the effort that is left for worlds: so many processes.

    Worlds are solved by HiGHS whoever solved the scenario. `cache` is a folder in which answers are kept, so
    that what was cut short goes on; `scheduler` is the address of a dask cluster. What is wrong with these
    `effort_problems` say before. Raises UnknownSolverError and AuditFailedError.
    """
    watch = question.begin()
    if scheduler is None:
        make_ready(workers)
    solved = solved_and_audited(scenario, question, watch)
    return solved, Effort(
        workers, watch.deadline, watch.progress, None if cache is None else Path(cache), scheduler
    )


def effort_problems(
    workers: int, cache: str | os.PathLike[str] | None, scheduler: str | None
) -> Iterator[Problem]:
    """Yield what is wrong with who is to solve worlds, and with where answers are kept."""
    yield from too_few(workers)
    yield from _no_folder(cache)
    yield from cluster_problems(scheduler)


def too_few(workers: int) -> Iterator[Problem]:
    """Yield the problem of less than one worker."""
    if workers < 1:
        yield Problem("--workers", 0, "", f"is {workers}", "at least 1")


def _no_folder(cache: str | os.PathLike[str] | None) -> Iterator[Problem]:
    """Yield the problem of something else in the place of a folder."""
    if cache is not None and os.path.lexists(cache) and not Path(cache).is_dir():
        yield Problem(os.fspath(cache), 0, "", "is no folder", "answers are kept in a folder")


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

"""A scenario with its plan and what was asked of it: what every study of many worlds starts from."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.engines.solve import Progress, Watch
from planner.facts.fields import Firmness, Level
from planner.formulation.offers import Counting
from planner.plan.from_solution import counted
from planner.plan.plan import Counted
from planner.problems import InvalidInput, Problem
from planner.scenario.scenario import Scenario
from planner.studies.parts import solved_and_audited
from planner.studies.solved import Solved
from planner.worlds.answers import Effort


@dataclass(frozen=True)
class Asked:
    """How a study of many worlds is asked: what counts, who solves the scenario as it is, and how long.

    Worlds are solved by HiGHS whoever solved the scenario. `workers` are processes, at least one.
    """

    firmness: Firmness | None = None
    offers: Level = "expected"
    solver: str = "highs"
    time_limit: float | None = None
    workers: int = 1
    progress: Progress | None = None

    def begin(self, scenario: Scenario) -> tuple[Solved, Effort]:
        """Return the scenario solved and audited, and the effort that is left for worlds.

        Raises InvalidInput for less than one worker, UnknownSolverError, and AuditFailedError.
        """
        if self.workers < 1:
            raise InvalidInput([Problem("--workers", 0, "", f"is {self.workers}", "at least 1")])
        deadline = None if self.time_limit is None else time.monotonic() + self.time_limit
        watch = Watch.of(self.time_limit, self.progress)
        solved = solved_and_audited(scenario, Counting(self.firmness, self.offers), self.solver, watch)
        return solved, Effort(self.workers, deadline, self.progress)

    def counted(self, scenario: Scenario) -> Counted:
        """Return what counts."""
        return counted(scenario, Counting(self.firmness, self.offers))


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

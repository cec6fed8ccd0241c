"""Long work in parts, of which what was found is kept when somebody stops it or time is up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from planner.engines.hot.again import Again
from planner.engines.proven import proven
from planner.engines.solve import Watch
from planner.engines.solve import solve as solve_program
from planner.formulation.formulate import formulate
from planner.planning import engine
from planner.question import Question
from planner.scenario.scenario import Scenario
from planner.studies.budget import OnlyInPart
from planner.studies.solved import Solved

Found = TypeVar("Found")


def within(watch: Watch, seconds: float) -> Watch:
    """Return a watch that runs out after so many seconds from now, if not before."""
    ends = [time.monotonic() + seconds, *([] if watch.deadline is None else [watch.deadline])]
    return replace(watch, deadline=min(ends))


@dataclass
class Parts:
    """Collects the parts of a study, one after the other.

    `unfinished` names the parts that were cut short or not begun: by the keyboard's interrupt, which ends all
    of them, or because time was up. `partial` names those that were done, but left out what would have taken
    too long.
    """

    watch: Watch
    interrupted: bool = False
    unfinished: list[str] = field(default_factory=list)
    partial: list[str] = field(default_factory=list)

    def collect(self, name: str, begin: Callable[[], Iterable[Found]]) -> list[Found]:
        """Return what a part finds, or what it had found when it had to stop."""
        found: list[Found] = []
        if self.interrupted or self.watch.left() == 0:
            self.unfinished.append(name)
            return found
        try:
            if self.watch.progress is not None:
                self.watch.progress(name, 0, 1)
            for one in begin():
                found.append(one)
                if self.watch.left() == 0:
                    self.unfinished.append(name)
                    break
        except OnlyInPart:
            self.partial.append(name)
        except KeyboardInterrupt:
            self.interrupted = True
            self.unfinished.append(name)
        return found


def solved_and_audited(scenario: Scenario, question: Question, watch: Watch) -> Solved:
    """Return a scenario with its plan, found by the watch, ready to be solved again by HiGHS.

    Raises UnknownSolverError, and AuditFailedError when the answer does not stand up to the program.
    """
    chosen = engine(question.solver)
    formulation = formulate(scenario, question.counting)
    again = Again(formulation.program)
    if question.solver == "highs":
        solution = again.solve(seconds=watch.left())
    else:
        solution = solve_program(formulation.program, chosen, seconds=watch.left(), progress=watch.progress)
    solution, _ = proven(solution, formulation.program, chosen, watch)
    return Solved(formulation, solution, again)

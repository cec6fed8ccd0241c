"""Explaining in the background: why a scenario is short or has no plan; stopped, it keeps what it found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.editing.background_solving import Asked, in_words
from planner.editing.working import Job, Working
from planner.engines.solve import Progress
from planner.scenario.scenario import Scenario

if TYPE_CHECKING:
    from planner.studies.explain import Explanation

KEEP = 24
"""Explanations that are kept, of all sessions together."""
PARTS = ("shortfalls", "prices", "conditions", "concessions", "ranges")
PARTS_WITHOUT_PLAN = ("conflicts", "relaxations")


@dataclass(frozen=True)
class Why:
    """The question why: of a scenario's plan, and of the fill to reach where one was asked for."""

    of: Asked
    fill: float | None = None


@dataclass(frozen=True, eq=False)
class ExplainedScenario:
    """An explanation with the scenario that it is of."""

    explanation: Explanation
    scenario: Scenario


Explaining = Working[Why, Scenario, ExplainedScenario]


def explaining(explain: Callable[..., Explanation] | None = None) -> Explaining:
    """Return who explains."""

    def work(asked: Why, scenario: Scenario, progress: Progress) -> ExplainedScenario:
        from planner.studies.explain import explain as usual

        found = (explain or usual)(
            scenario,
            fill=asked.fill,
            **asked.of.question.telling(progress).how,
        )
        return ExplainedScenario(found, scenario)

    return Working(work, keep=KEEP, in_words=in_words)


def reached(job: Job) -> float:
    """Return about how much of the parts is done, between 0 and 1."""
    parts = PARTS_WITHOUT_PLAN if job.goal in PARTS_WITHOUT_PLAN else PARTS
    if job.goal not in parts:
        return 0.0
    within = min(job.done / job.goals, 1.0) if job.goals else 0.0
    return (parts.index(job.goal) + within) / len(parts)

"""Solving in the background: each scenario once, however many sessions ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.editing.working import Working
from planner.engines.solve import Progress
from planner.question import Question
from planner.scenario.canonical import digest
from planner.scenario.scenario import Scenario

if TYPE_CHECKING:
    from planner.plan.plan import Plan

KEEP = 24
"""Plans that are kept, of all sessions together."""
USUAL_SECONDS = 120
"""So long is solved at most, where nobody asks for longer."""
USUAL = Question(time_limit=float(USUAL_SECONDS))
"""How a scenario is asked until somebody says otherwise: on the page nobody waits without an end."""


@dataclass(frozen=True)
class Asked:
    """A scenario and how it is asked: two that are alike have the same plan."""

    sha256: str
    question: Question = USUAL

    @classmethod
    def of(cls, scenario: Scenario, question: Question = USUAL) -> Asked:
        """Return what is asked of a scenario."""
        return cls(digest(scenario), question)


Solving = Working[Asked, Scenario, "Plan"]


def solving(solve: Callable[..., Plan] | None = None) -> Solving:
    """Return who makes plans."""

    def work(asked: Asked, scenario: Scenario, progress: Progress) -> Plan:
        from planner.planning import solve as usual

        return (solve or usual)(scenario, **asked.question.telling(progress).how)

    return Working(work, keep=KEEP, in_words=in_words)


def in_words(error: Exception) -> str:
    """Say what went wrong while solving, to the user."""
    from planner.engines.proof.audit import AuditFailedError

    if isinstance(error, AuditFailedError):
        return f"The answer did not stand up to the check of every rule, so it is not shown: {error}"
    if isinstance(error, MemoryError):
        return "There is not enough memory on this machine for a scenario of this size."
    return "Something went wrong while solving. That is our mistake, not yours: your scenario is unharmed."

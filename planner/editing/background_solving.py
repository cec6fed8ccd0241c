"""Solving in the background: each scenario once, however many sessions ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.editing.working import Working
from planner.engines.solve import Progress
from planner.facts.fields import Firmness, Level
from planner.scenario.canonical import digest
from planner.scenario.scenario import Scenario

if TYPE_CHECKING:
    from planner.plan.plan import Plan

KEEP = 24
"""Plans that are kept, of all sessions together."""


@dataclass(frozen=True)
class Question:
    """A scenario and how its offers are counted: two that are alike have the same plan."""

    sha256: str
    offers: Level = "expected"
    firmness: Firmness | None = None
    seconds: float = 120.0
    """How long the solver may take."""

    @classmethod
    def of(
        cls,
        scenario: Scenario,
        *,
        offers: Level = "expected",
        firmness: Firmness | None = None,
        seconds: float = 120.0,
    ) -> Question:
        """Return the question that a scenario is."""
        return cls(digest(scenario), offers, firmness, seconds)


Solving = Working[Question, Scenario, "Plan"]


def solving(solve: Callable[..., Plan] | None = None) -> Solving:
    """Return who makes plans."""

    def work(asked: Question, scenario: Scenario, progress: Progress) -> Plan:
        from planner.planning import solve as usual

        return (solve or usual)(
            scenario,
            offers=asked.offers,
            firmness=asked.firmness,
            time_limit=asked.seconds,
            progress=progress,
        )

    return Working(work, keep=KEEP, in_words=in_words)


def in_words(error: Exception) -> str:
    """Say what went wrong while solving, to the user."""
    from planner.engines.audit import AuditFailedError

    if isinstance(error, AuditFailedError):
        return f"The answer did not stand up to the check of every rule, so it is not shown: {error}"
    if isinstance(error, MemoryError):
        return "There is not enough memory on this machine for a scenario of this size."
    return "Something went wrong while solving. That is our mistake, not yours: your scenario is unharmed."

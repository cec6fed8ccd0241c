"""Comparing in the background: scenarios held against a baseline, those that have a plan not solved again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.editing import background_solving
from planner.editing.working import Working
from planner.engines.solve import Progress
from planner.problems import InvalidInput
from planner.question import Question
from planner.scenario.canonical import digest
from planner.scenario.scenario import Scenario

if TYPE_CHECKING:
    from planner.plan.plan import Plan
    from planner.studies.comparison.comparison import Comparison

KEEP = 8
"""Comparisons that are kept, of all sessions together."""
MOST_OTHERS = 4
"""So many scenarios are held against a baseline: more cannot be read side by side."""


@dataclass(frozen=True)
class Version:
    """A scenario as it stands: two that are alike compare alike, to the lines that are told."""

    file: str
    sha256: str
    lines: int
    """A number that is another where values stand on other lines: a digest does not look at those."""

    @classmethod
    def of(cls, scenario: Scenario) -> Version:
        """Return the version that a scenario is."""
        return cls(scenario.file, digest(scenario), hash(frozenset(scenario.origins.items())))


@dataclass(frozen=True)
class Lineup:
    """The question of a comparison: the baseline and the others, and how offers are counted."""

    versions: tuple[Version, ...]
    question: Question = background_solving.USUAL
    """Its time limit is for each scenario, and again for each division among changes."""

    @property
    def files(self) -> tuple[str, ...]:
        """What is compared, the baseline first."""
        return tuple(version.file for version in self.versions)

    def solved(self, version: Version) -> background_solving.Asked:
        """Return the question that the plan of a version answers."""
        return background_solving.Asked(version.sha256, self.question)


Side = Scenario | tuple[Scenario, "Plan"]
"""A scenario, with its plan where there is one."""
Comparing = Working[Lineup, Sequence[Side], "Comparison"]


def comparing(compare: Callable[..., Comparison] | None = None) -> Comparing:
    """Return who compares."""

    def work(asked: Lineup, given: Sequence[Side], progress: Progress) -> Comparison:
        from planner.studies.comparison.compare import compare as usual

        return (compare or usual)(*given, **asked.question.telling(progress).how)

    return Working(work, keep=KEEP, in_words=in_words)


def in_words(error: Exception) -> str:
    """Say what went wrong while comparing, to the user."""
    from planner.engines.proof.audit import AuditFailedError

    if isinstance(error, InvalidInput):
        return "These scenarios cannot be compared. " + "; ".join(
            str(one.as_on_page()) for one in error.problems
        )
    if isinstance(error, AuditFailedError | MemoryError):
        return background_solving.in_words(error)
    return (
        "Something went wrong while comparing. That is our mistake, not yours: your scenarios are unharmed."
    )

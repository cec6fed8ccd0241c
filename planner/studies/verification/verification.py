"""What came of checking a saved plan again."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any, Literal

SAME = 1e-6
"""Goals are the same that differ by no more than this, relative to their size where that is over 1."""

FORMAT = "planner-verify/1"
Sort = Literal["changed", "contribution", "broken", "figure", "goal", "proof", "solver"]


@dataclass(frozen=True)
class Finding:
    """One thing that was found; `fails` where the plan does not hold up because of it."""

    sort: Sort
    path: str
    sentence: str
    fails: bool = True


@dataclass(frozen=True)
class CheckedGoal:
    """A goal as the file claims it, as it comes out again, and as a second solver finds it.

    `bound` is what the file says that no plan can be better than.
    """

    goal: str
    claimed: float
    value: float | None
    bound: float | None = None
    solved: float | None = None


@dataclass(frozen=True)
class Verification:
    """What came of checking a plan again."""

    title: str
    verified: bool
    scenario_changed: bool
    feasible: bool
    max_violation: float
    exact: bool
    goals: tuple[CheckedGoal, ...]
    findings: tuple[Finding, ...]
    proof: str
    """Whose word it is how good the plan is."""
    not_checked: tuple[str, ...] = ()
    """What the file says and nobody checked."""
    solver: str | None = None
    """Who solved it a second time; None where nobody did."""
    solver_stopped: bool = False
    """Whether that solver stopped at a limit or failed, so that nothing could be compared."""

    @property
    def holds_up(self) -> bool:
        """Whether the plan is right, and is a plan of the scenario as it is now."""
        return self.verified and not self.scenario_changed

    def as_document(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {"format": FORMAT, **asdict(self)}


def same(one: float, other: float) -> bool:
    """Say whether two values of a goal, or two amounts of units, are the same."""
    return math.isclose(one, other, rel_tol=SAME, abs_tol=SAME)

"""Goals by id, as plans and documents have them: `fill 1`, `fill 2`, `even`, `burden`, `cost` and others.

A scenario's goal `fill` is one goal for each priority. This is the one place that writes and reads such ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

FILL, EVEN, BURDEN, COST = "fill", "even", "burden", "cost"
STEADY, CLOSE = "steady", "close"


@dataclass(frozen=True)
class GoalId:
    """A goal of a plan; `rank` is the priority that it fills, and nothing of other kinds."""

    kind: str
    rank: int | None = None

    def __str__(self) -> str:
        """Write it as documents do."""
        return self.kind if self.rank is None else f"{self.kind} {self.rank}"

    @property
    def is_share(self) -> bool:
        """Whether its value is the part of what is required that is left unfilled."""
        return self.kind in (FILL, EVEN)


@cache
def goal_id(written: str) -> GoalId:
    """Read the id of a goal from a plan or a document."""
    kind, space, rank = written.partition(" ")
    return GoalId(kind, int(rank)) if kind == FILL and space and rank.isdecimal() else GoalId(written)

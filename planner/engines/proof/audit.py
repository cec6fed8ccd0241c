"""The audit: a solution checked again from the tables, with no solver's word taken.

Feasibility is the largest violation of a row or a bound. How good a goal is, is bounded from below by its
prices: for any prices y, the program's goal is at least `y'b` plus, for each column, its reduced cost times
the better of its bounds (Neumaier and Shcherbina 2004, Safe bounds in linear and mixed-integer linear
programming, doi 10.1007/s10107-003-0433-3). Every column is bounded by its reach, so the bound is finite.

A later goal is bounded under "no earlier goal is worse than in this plan". What is proven is: no plan is
better by this goal, by more than `TOLERANCE` of its size, that is as good as this plan by each earlier one. A
multiple of each earlier goal joins the sum, large enough that what was held for that goal gets the right sign
(see `multiples`). Nothing of what the solve took for a face is used: only the prices, of which any will do,
and the tables. So a solve that held what it need not have held does not pass for the best.

The multiples can be large. A first goal of 0.25 is 0.25 + 1e-16 in floating point, and at a multiple of 1e10
that rounding buys a millionth of a cost, in the right plan as in any other: no plan can be written down whose
earlier goals are better known. What it buys is told (`rounding`), and no plan is refused for it up to
`BOUGHT` of a goal. Beyond, what cannot be told from rounding is not called proven.

A series of goals is kept by the columns that it settles: it is bounded under "none of these is greater than
here".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, SupportsFloat

from planner.engines.ladder import Stage
from planner.engines.proof import rational
from planner.engines.proof.proofs import InDoubles, Proof, Sums, proofs_of
from planner.engines.trust import TOLERANCE, largest_violation, near, relative_violation
from planner.program.blocks import FloatArray
from planner.program.program import Program

EXACT_UP_TO = 100_000
"""Up to this many matrix entries times goals the arithmetic is rational; above, floating and bounded."""


BOUGHT = 1e-4
"""Up to this part of a goal may be what the rounding of the goals before it buys."""


@dataclass(frozen=True)
class GoalAudit:
    """One goal: its value in the plan, and what no plan as good on the goals before it can be better than.

    `rounding` is what the rounding of those goals buys of this one, as their proof counts them.
    """

    goal: str
    value: float
    bound: float
    stated: bool = True
    rounding: float = 0.0

    @property
    def gap(self) -> float:
        """How far the plan is from the best at most, relative to the goal's size where that is over 1."""
        return max(self.value - self.bound, 0.0) / self._size

    @property
    def proven(self) -> bool:
        """Whether the plan is the best but for what rounding buys."""
        return self.gap <= TOLERANCE + min(self.rounding / self._size, BOUGHT)

    @property
    def owes_to_rounding(self) -> bool:
        """Whether the plan is proven the best only because rounding buys as much as it may be off."""
        return self.proven and self.gap > TOLERANCE

    @property
    def _size(self) -> float:
        return max(1.0, abs(self.value))


@dataclass(frozen=True)
class Audit:
    """What the audit found.

    `max_violation` is the largest violation of a row or bound, in the row's unit. `exact` says whether the
    arithmetic was rational; if not, its error bound is within the figures. `proven_by` says whose word the
    bounds are: the planner's own, or with whole numbers the solver's. Where a solve was stopped, a gap does
    not fail the audit but stands in the plan; a value better than its bound, or one called the best that is
    apart from it, fails whoever proved it.
    """

    max_violation: float
    goals: tuple[GoalAudit, ...]
    exact: bool
    passed: bool
    proven_by: Literal["planner", "solver"] = "planner"

    @property
    def bound(self) -> float:
        """The proven bound on the first goal."""
        return self.goals[0].bound if self.goals else 0.0

    @property
    def gap(self) -> float:
        """The largest gap of any goal that the scenario states; a plan is not worse for the others."""
        return max((goal.gap for goal in self.goals if goal.stated), default=0.0)

    @property
    def owes_to_rounding(self) -> bool:
        """Whether a goal that the scenario states is proven the best only up to what rounding buys."""
        return any(goal.owes_to_rounding for goal in self.goals if goal.stated)


class AuditFailedError(Exception):
    """The solver's answer does not stand up to the program; nothing of it may be used."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit
        stated = [goal for goal in audit.goals if goal.stated]
        worst = max(stated, key=lambda goal: goal.gap, default=None)
        gap = f"; goal {worst.goal!r} may be {worst.gap:.3g} from its best" if worst else ""
        super().__init__(f"the solution failed its audit: largest violation {audit.max_violation:.3g}{gap}")


def audit(program: Program, values: FloatArray, stages: Sequence[Stage]) -> Audit:
    """Check values of all columns against a program and the prices of each goal's stage."""
    if any(stage.bound is not None for stage in stages):
        return _mixed(program, values, stages)
    exact = program.matrix.nnz * max(len(stages), 1) <= EXACT_UP_TO and rational.fits(program)
    whole = rational.Arithmetic(program) if exact else None
    sums: Sums = whole or InDoubles()
    reached = [sums.value(stage.goal.cost, values) for stage in stages]
    goals = _goals(stages, reached, proofs_of(program, values, stages, sums=sums))
    violation = largest_violation(program, values) if whole is None else float(whole.violation(values))
    within = relative_violation(program, values) <= TOLERANCE
    proven = all(goal.proven for goal in goals if goal.stated)
    return Audit(violation, goals, exact, passed=within and proven)


def _mixed(program: Program, values: FloatArray, stages: Sequence[Stage]) -> Audit:
    """Check whole numbers: feasibility from the tables, how good on the solver's word."""
    exact = program.matrix.nnz <= EXACT_UP_TO and rational.fits(program)
    violation = (
        rational.Arithmetic(program).violation(values) if exact else largest_violation(program, values)
    )
    reached = [float(stage.goal.cost @ values) for stage in stages]
    bounds = [-math.inf if stage.bound is None else stage.bound for stage in stages]
    within = relative_violation(program, values) <= TOLERANCE
    fits = all(_fits(stage, value) for stage, value in zip(stages, reached, strict=True))
    goals = tuple(
        GoalAudit(stage.goal.name, float(value), float(bound), stage.goal.stated)
        for stage, value, bound in zip(stages, reached, bounds, strict=True)
    )
    return Audit(float(violation), goals, exact, passed=within and fits, proven_by="solver")


def _fits(stage: Stage, value: float) -> bool:
    """Say whether a value is its bound where that is claimed, and never better than it."""
    bound = -math.inf if stage.bound is None else stage.bound
    same = near(stage.goal.cost, value, bound)
    return same or (bound < value and not stage.proven)


def _goals(
    stages: Sequence[Stage], reached: Sequence[SupportsFloat], proofs: Sequence[Proof]
) -> tuple[GoalAudit, ...]:
    return tuple(
        GoalAudit(stage.goal.name, float(value), proof.bound, stage.goal.stated, proof.rounding)
        for stage, value, proof in zip(stages, reached, proofs, strict=True)
    )

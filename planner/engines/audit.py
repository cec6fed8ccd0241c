"""The audit: a solution checked again from the tables, with no solver's word taken.

Feasibility is the largest violation of a row or a bound. How good a goal is, is bounded from below by its
prices: for any prices y, the program's goal is at least `y'b` plus, for each column, its reduced cost times
the better of its bounds (Neumaier and Shcherbina 2004, Safe bounds in linear and mixed-integer linear
programming, doi 10.1007/s10107-003-0433-3). Every column is bounded by its reach, so the bound is finite.

A later goal is bounded under "no earlier goal is worse than here": a multiple of each earlier goal's row
joins the sum, large enough that what was held on that goal's face gets the right sign. A series of goals is
kept by the columns that it settles: it is bounded under "none of these is greater than here".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, SupportsFloat

import numpy as np

from planner.engines import exact
from planner.engines.bound import Multipliers, float_bound, multipliers
from planner.engines.engine import Held
from planner.engines.faces import settled
from planner.engines.highs_mixed import prices_against
from planner.engines.solve import Stage
from planner.engines.trust import TOLERANCE, largest_violation, near, relative_violation
from planner.program.program import Program
from planner.program.tables import FloatArray

LOOSE, BARELY = 1e-9, 1e-12
"""Above the first, relative to its size, a gap is tried to be narrowed; the second is how much more than
its own value each earlier goal may then be."""
EXACT_UP_TO = 100_000
"""Up to this many matrix entries times goals the arithmetic is rational; above, floating and bounded."""


@dataclass(frozen=True)
class GoalAudit:
    """One goal: its value in the plan, and what no plan can be better than."""

    goal: str
    value: float
    bound: float
    stated: bool = True

    @property
    def gap(self) -> float:
        """How far the plan is from the best at most, relative to the goal's size where that is over 1."""
        return max(self.value - self.bound, 0.0) / max(1.0, abs(self.value))


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
    proofs = _proofs(program, values, stages)
    rational = program.matrix.nnz * max(len(stages), 1) <= EXACT_UP_TO and exact.fits(program)
    violation, goals = (_rational if rational else _floating)(program, values, stages, proofs)
    within = relative_violation(program, values) <= TOLERANCE
    audited = Audit(violation, goals, rational, passed=within)
    return replace(audited, passed=within and audited.gap <= TOLERANCE)


def _mixed(program: Program, values: FloatArray, stages: Sequence[Stage]) -> Audit:
    """Check whole numbers: feasibility from the tables, how good on the solver's word."""
    rational = program.matrix.nnz <= EXACT_UP_TO and exact.fits(program)
    violation = (
        exact.Arithmetic(program).violation(values) if rational else largest_violation(program, values)
    )
    reached = [float(stage.goal.cost @ values) for stage in stages]
    bounds = [-math.inf if stage.bound is None else stage.bound for stage in stages]
    within = relative_violation(program, values) <= TOLERANCE
    fits = all(_fits(stage, value) for stage, value in zip(stages, reached, strict=True))
    goals = _goals(stages, reached, bounds)
    return Audit(float(violation), goals, rational, passed=within and fits, proven_by="solver")


def _fits(stage: Stage, value: float) -> bool:
    """Say whether a value is its bound where that is claimed, and never better than it."""
    bound = -math.inf if stage.bound is None else stage.bound
    same = near(stage.goal.cost, value, bound)
    return same or (bound < value and not stage.proven)


def _rational(
    program: Program, values: FloatArray, stages: Sequence[Stage], proofs: Sequence[_Proof]
) -> tuple[float, tuple[GoalAudit, ...]]:
    arithmetic = exact.Arithmetic(program)
    reached = [arithmetic.value(stage.goal.cost, values) for stage in stages]
    bounds = [
        arithmetic.bound(proof.multiple, [reached[number] for number in proof.held], proof.program.reach)
        for proof in proofs
    ]
    return float(arithmetic.violation(values)), _goals(stages, reached, bounds)


def _floating(
    program: Program, values: FloatArray, stages: Sequence[Stage], proofs: Sequence[_Proof]
) -> tuple[float, tuple[GoalAudit, ...]]:
    reached = [float(stage.goal.cost @ values) for stage in stages]
    bounds = [
        float_bound(proof.program, proof.multiple, [reached[number] for number in proof.held])
        for proof in proofs
    ]
    return largest_violation(program, values), _goals(stages, reached, bounds)


def _goals(
    stages: Sequence[Stage], reached: Sequence[SupportsFloat], bounds: Sequence[SupportsFloat]
) -> tuple[GoalAudit, ...]:
    return tuple(
        GoalAudit(stage.goal.name, float(value), float(bound), stage.goal.stated)
        for stage, value, bound in zip(stages, reached, bounds, strict=True)
    )


@dataclass(frozen=True, eq=False)
class _Proof:
    """Prices that bound a goal, with multiples of the earlier goals `held` by these.

    In `program` the columns that a series has settled reach no further than they do here.
    """

    program: Program
    held: tuple[int, ...]
    multiple: Multipliers


def _proofs(program: Program, values: FloatArray, stages: Sequence[Stage]) -> list[_Proof]:
    """Return for each goal its proof."""
    proofs: list[_Proof] = []
    gaps: list[float] = []
    held: tuple[int, ...] = ()
    reached = [float(stage.goal.cost @ values) for stage in stages]
    for number, stage in enumerate(stages):
        mine = [*held, number]
        ladder, values_reached = [stages[one] for one in mine], [reached[one] for one in mine]
        multiple = multipliers(program, ladder, [gaps[one] for one in held])
        gap = reached[number] - float_bound(program, multiple, values_reached)
        if number and stage.goal.stated and gap > LOOSE * max(1.0, abs(reached[number])):
            multiple, gap = _tighter(program, ladder, values_reached, (multiple, gap))
        proofs.append(_Proof(program, held, multiple))
        gaps.append(max(gap, 0.0))
        held = (*held, number)
        if (series := stage.goal.series) is not None:
            held = held[: -series.count]
            program = _within(program, stage, values)
    return proofs


def _within(program: Program, stage: Stage, values: FloatArray) -> Program:
    """Return a program in which what a series has settled is not greater than it is."""
    upper = settled(program, stage.goal, values, program.upper)
    return replace(program, upper=upper, reach=np.minimum(program.reach, upper))


def _tighter(
    program: Program, stages: Sequence[Stage], reached: Sequence[float], known: tuple[Multipliers, float]
) -> tuple[Multipliers, float]:
    """Return prices found with the earlier goals as rows, where they prove more than what is known.

    Multiples of many goals in a row multiply each other's rounding; found together they do not.
    """
    *before, last = stages
    slack = [BARELY * max(1.0, abs(value)) for value in reached]
    held = [
        Held(stage.goal.cost, value + more)
        for stage, value, more in zip(before, reached, slack, strict=False)
    ]
    found = prices_against(program, last.goal.cost, held)
    if found is None:
        return known
    prices, earlier = found
    costs = [times * stage.goal.cost for times, stage in zip(earlier, before, strict=True)]
    multiple = Multipliers(np.sum([last.goal.cost, *costs], axis=0), prices, earlier)
    gap = reached[len(before)] - float_bound(program, multiple, reached)
    return min(known, (multiple, gap), key=lambda one: one[1])

"""A solution that stands up to its audit, if need be by solving more slowly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.engines.engine import Engine, Face, Outcome, Status
from planner.engines.ladder import Climb, climb
from planner.engines.proof.audit import Audit, AuditFailedError, audit
from planner.engines.proof.exact_ladder import solved_exactly
from planner.engines.proof.exact_proof import exact_audit
from planner.engines.solve import Solution, Watch
from planner.engines.trust import Trusted
from planner.program.program import Goal, Program
from planner.program.scale import held_reach


def proven(
    solution: Solution, program: Program, engine: Engine, watch: Watch
) -> tuple[Solution, Audit | None]:
    """Return a solution with its audit; without one where nothing was found.

    A linear program whose answer failed, or failed its audit, is solved once more goal by goal, each on a
    program of its own, sized anew: what earlier goals leave is often much smaller than the whole, so that the
    solver's tolerance was too coarse for it. A small one is solved without any rounding where that does not
    help. Raises AuditFailedError where nothing does.
    """
    audited = _audited(program, solution)
    if _stands(solution, audited) or program.integer.any():
        return _taken(solution, audited)
    second = goal_by_goal(program, engine, watch)
    audited_again = _audited(program, second)
    if second.found and _stands(second, audited_again):
        return second, audited_again
    exactly = solved_exactly(program, solution)
    if exactly is not None:
        exact, plan = exactly
        audited_exactly = exact_audit(program, plan, exact.values, exact.stages)
        if audited_exactly.passed:
            return exact, audited_exactly
    return _taken(solution, audited)


def goal_by_goal(program: Program, engine: Engine, watch: Watch) -> Solution:
    """Return the solution of a linear program, each goal solved from nothing on what is left of it."""

    def ask(goal: Goal, on: Face) -> Outcome:
        left = _left(program, on)
        return Trusted.of(left, engine.open).minimise(goal.cost, Face.of(left), watch.left())

    return Solution.of(climb(program.goals, Climb.begun(program), ask), engine)


def _left(program: Program, face: Face) -> Program:
    """Return a program of its own of what a face leaves, in which columns reach no further than they can."""
    held = face.held(program)
    rows = (held.row_lower, held.row_upper)
    return replace(
        held, reach=held_reach(held.matrix, (held.lower, np.minimum(held.reach, held.upper)), rows)
    )


def _audited(program: Program, solution: Solution) -> Audit | None:
    return audit(program, solution.values, solution.stages) if solution.found else None


def _stands(solution: Solution, audited: Audit | None) -> bool:
    return solution.status is not Status.FAILED if audited is None else audited.passed


def _taken(solution: Solution, audited: Audit | None) -> tuple[Solution, Audit | None]:
    if audited is not None and not audited.passed:
        raise AuditFailedError(audited)
    return solution, audited

"""Where the first solve of a large program begins.

From a merged program; where lines do not merge, from the lines that its goal asks of; and where these are
most of all, it is by interior point with crossover (benchmarks/README.md). So does a later solve for which
pivots from the basis at hand were in vain; one for what sending costs begins at nothing sent.
"""

from __future__ import annotations

import highspy
import numpy as np

from planner.engines.engine import Face
from planner.engines.solvers.highs_held import DUAL, PRIMAL, HeldProgram
from planner.engines.solvers.highs_model import TOLERANCE, loaded, scale_of, set_cost
from planner.engines.solvers.merged import merged, spread
from planner.engines.solvers.narrowed import hardly_used, narrowed
from planner.program.blocks import CONTRIBUTION, FloatArray
from planner.program.program import Program

INTERIOR, MERGED = "interior point with crossover", "primal simplex from merged lines"
NARROWED = "primal simplex from the lines asked of"
NARROWED_INTERIOR = "interior point on the lines asked of, primal simplex from there"
UNSENT = "dual simplex from nothing sent"
PIVOTS = 20_000
"""How many pivots the program of the lines that a first goal asks of is worth; one costs much less there."""
SETTLED = 0.1
"""Where a face settles less of the columns, presolve finds nothing to take out and takes longer."""
LOOSE = 1e-5
"""What is tolerated in a first run from a point that carries rounding."""


def begun(held: HeldProgram, cost: FloatArray, face: Face) -> str:
    """Find a place to start from, if there is one; return the method from there."""
    if _merged(held, cost, face):
        return MERGED
    return NARROWED if _narrowed(held, cost, face) else INTERIOR


def begun_again(held: HeldProgram, cost: FloatArray, face: Face) -> str:
    """Find a place to start from where pivots from a basis were in vain; return the method from there.

    On the whole program it is that of a first goal. Where goals are held, the simplex method goes a long way
    also with few lines, so these are solved by interior point; and only where hardly anything was sent to
    others when the pivots ended. What sending costs is least from nothing sent, whatever is held.
    """
    if is_of_sending(held.program, cost):
        return begun_unsent(held, face)
    if face.is_whole(held.program):
        return NARROWED if _narrowed(held, cost, face) else INTERIOR
    smaller = narrowed(held.program, cost, face)
    if smaller is None or not hardly_used(smaller, face, held.values()):
        return INTERIOR
    return NARROWED_INTERIOR if _best_on(held, cost, smaller, face, solver="ipm") else INTERIOR


def begun_unsent(held: HeldProgram, face: Face) -> str:
    """Begin at nothing sent, of which what is held then asks for more; return the method from there.

    No cost is saved by sending, so that this is a beginning for the dual simplex method.
    """
    settled = float(np.mean(face.lower == face.upper))
    held.highs.clearSolver()
    held.set("solver", "simplex")
    held.set("simplex_strategy", DUAL)
    held.set("presolve", "on" if settled >= SETTLED else "off")
    held.set("simplex_iteration_limit", PIVOTS)
    return UNSENT


def is_of_sending(program: Program, cost: FloatArray) -> bool:
    """Say whether a cost is one of what is sent, and nothing lowers it."""
    return bool(np.all(cost >= 0) and np.any(cost[program.family(CONTRIBUTION)] > 0))


def _narrowed(held: HeldProgram, cost: FloatArray, face: Face) -> bool:
    """Start from what is best with nothing sent but to the lines that a goal asks of."""
    smaller = narrowed(held.program, cost, face)
    return smaller is not None and _best_on(held, cost, smaller, face, solver="simplex")


def _best_on(held: HeldProgram, cost: FloatArray, smaller: Face, face: Face, *, solver: str) -> bool:
    """Start on a face from what is best on a smaller one; say whether that was found."""
    scale = held.scale_of(cost)
    held.highs.clearSolver()
    held.change(cost, scale, smaller)
    held.set("solver", solver)
    held.set("simplex_strategy", PRIMAL)
    held.set("presolve", "on")
    held.set("simplex_iteration_limit", PIVOTS)
    held.highs.run()
    held.set("simplex_iteration_limit", highspy.kHighsIInf)
    optimal = held.optimal
    held.change(cost, scale, face)
    if not optimal:
        held.highs.clearSolver()
    return optimal


def _merged(held: HeldProgram, cost: FloatArray, face: Face) -> bool:
    """Start from the solution of the program with like lines merged, where that is much smaller."""
    smaller = merged(held.program, cost) if face.is_whole(held.program) else None
    if smaller is None:
        return False
    highs = loaded(smaller, np.zeros(len(smaller.cost), dtype=bool))
    set_cost(highs, smaller.cost, scale_of(smaller.cost))
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return False
    point = highspy.HighsSolution()
    values = spread(held.program, smaller, np.array(highs.getSolution().col_value))
    point.col_value = values / held.scale.column
    point.value_valid = True
    held.highs.setSolution(point)
    _run_loosely(held)
    return True


def _run_loosely(held: HeldProgram) -> None:
    """Solve from a point whose rounding the usual tolerance would not take for feasible."""
    held.set("solver", "simplex")
    held.set("simplex_strategy", PRIMAL)
    held.tolerate(LOOSE)
    held.highs.run()
    held.tolerate(TOLERANCE)

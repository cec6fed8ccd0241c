"""What a bound that has moved by so much changes, by whatever way is the quickest that can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.engines.engine import Face, Status
from planner.program.blocks import FloatArray
from planner.program.program import Goal, Program
from planner.studies.budget import Unproven
from planner.studies.chain import Chain
from planner.studies.prices.around_the_plan import Moved, around_the_plan, differs
from planner.studies.prices.behind import moved_units, moves_others, nearly_committed, pooled, short_of_pool
from planner.studies.prices.binding import TIGHT, Bound
from planner.studies.prices.foreseen import Foreseen
from planner.studies.prices.reformulated import formulated_anew
from planner.studies.prices.shares import recounted


def changed_by(
    chain: Chain, bound: Bound, by: float, foreseen: Foreseen, *, seconds: float | None = None
) -> Moved | None:
    """Return what a bound that has moved changes; None where there is no plan then. Raises Unproven."""
    goals = recounted(chain, bound, by) if foreseen.shares else [stage.goal for stage in chain.stages]
    if goals is None or moves_others(chain, bound):
        return formulated_anew(chain, bound, by, seconds=seconds)
    if bound.sort == "pool":
        if pooled(chain, bound) + by < -TIGHT:
            return None
        by = max(bound.value - short_of_pool(chain, bound) + by, 0.0) - bound.value
    if bound.sort == "offer" and nearly_committed(chain, bound):
        moved = moved_units(chain, bound, by)
        if moved is None:
            return None
        by = moved
    wanted = goals[: foreseen.goals]
    nearby = around_the_plan(chain, bound, by, wanted, foreseen.kept)
    if nearby is not None:
        return nearby
    found = _beyond_kept(chain, bound, by, wanted, foreseen.kept, seconds=seconds) if foreseen.kept else None
    return found or moved_on_face(chain, bound, by, wanted, seconds=seconds)


def _beyond_kept(
    chain: Chain, bound: Bound, by: float, goals: Sequence[Goal], kept: int, *, seconds: float | None
) -> Moved | None:
    """Return the same, looked for on the face of the goals that are kept; None where rounding has lost it."""
    try:
        return moved_on_face(chain, bound, by, goals, kept=kept, seconds=seconds)
    except Unproven:
        return None


def moved_on_face(
    chain: Chain,
    bound: Bound,
    by: float,
    goals: Sequence[Goal],
    *,
    kept: int = 0,
    seconds: float | None = None,
) -> Moved | None:
    """Return what a bound that has moved changes on the face on which so many of the goals are kept."""
    program = chain.solved.program
    moved = bound.moved_on(of_program(program, chain.faces[kept]), program, by)
    if moved is None or is_out_of_reach(chain, bound, by):
        return None

    def changed(goal: int, value: float) -> bool:
        before = chain.reached[kept + goal]
        return bool(differs(value - before, before))

    wanted = tuple(goals[kept:])
    found = chain.near_by(replace(moved.held(program), goals=wanted), seconds, changed)
    found = found or chain.solved.again.until(moved, wanted, changed, seconds=seconds)
    if found.status is Status.INFEASIBLE:
        return None
    if found.status is not Status.OPTIMAL:
        raise Unproven
    reached = np.array([*chain.reached[:kept], *(stage.value for stage in found.stages)])
    return reached - chain.reached[: len(reached)], found.values


def is_out_of_reach(chain: Chain, bound: Bound, by: float) -> bool:
    """Say whether a tighter bound asks a row for more, or less, than its columns can add up to.

    What columns can be at most holds where nothing is loosened; what a solver may take for rounding is left
    to it.
    """
    if bound.side not in ("upper", "lower") or bound.relaxes(1 if by > 0 else -1):
        return False
    lower, upper = bound.moved(chain.solved.program, by)
    least, most = (float(each[bound.row]) for each in chain.adds_up)
    room = TIGHT * max(1.0, abs(bound.value))
    return upper < least - room or lower > most + room


def of_program(program: Program, face: Face) -> Face:
    """Return a face of the chain as one of the scenario's program, which has no row of the cost."""
    rows = slice(len(program.row_lower))
    return replace(face, row_lower=face.row_lower[rows], row_upper=face.row_upper[rows])


def first_changed(chain: Chain, change: FloatArray) -> int | None:
    """Return the first goal that has changed; None where none has."""
    changed = np.flatnonzero(differs(change, chain.reached[: len(change)]))
    return int(changed[0]) if len(changed) else None

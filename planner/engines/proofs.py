"""What proves each goal of a ladder; see `audit` for what is proven, and by which mathematics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from planner.engines.bound import Multipliers, float_bound, multipliers, tidy
from planner.engines.engine import Face
from planner.engines.faces import Faces, settled
from planner.engines.ladder import Stage
from planner.engines.trust import TOLERANCE, relative_violation
from planner.program.blocks import FloatArray
from planner.program.program import Program
from planner.program.scale import held_reach

Kept = Literal["values", "faces"]


@dataclass(frozen=True, eq=False)
class Proof:
    """Prices that bound a goal over a program, with multiples of the earlier goals `held` by these.

    Where faces are kept none is held by a multiple: the program is then the face of them all.
    """

    program: Program
    held: tuple[int, ...]
    multiple: Multipliers
    kept: Kept


def proofs_of(program: Program, values: FloatArray, stages: Sequence[Stage]) -> list[Proof]:
    """Return for each goal its proof: by the values of the goals before it, else by their faces."""
    rows = (program.row_lower, program.row_upper)
    program = _with(program, reach=held_reach(program.matrix, (program.lower, program.reach), rows))
    reached = [float(stage.goal.cost @ values) for stage in stages]
    proofs: list[Proof] = []
    gaps: list[float] = []
    ways = zip(_by_faces(program, values, stages), _ladders(program, values, stages), strict=True)
    for number, (by_face, (within, held)) in enumerate(ways):
        choice = [_by_bounds(within, stages[number])]
        if stages[number].goal.stated or by_face is None:
            ladder = [stages[one] for one in (*held, number)]
            multiple = multipliers(within, ladder, [gaps[one] for one in held])
            choice.append(Proof(within, held, multiple, "values"))
        size = max(1.0, abs(reached[number]))
        gap, best = min(((_gap(one, reached, number), one) for one in choice), key=lambda pair: pair[0])
        if by_face is not None and (gap > TOLERANCE * size or not stages[number].goal.stated):
            gap, best = min((gap, best), (_gap(by_face, reached, number), by_face), key=lambda pair: pair[0])
        proofs.append(best)
        gaps.append(max(gap, 0.0))
    return proofs


def _by_bounds(program: Program, stage: Stage) -> Proof:
    """Return the proof that needs no prices: nothing is less than at the better bound of each column."""
    multiple = Multipliers(stage.goal.cost, np.zeros(len(program.row_lower)), ())
    return Proof(program, (), multiple, "values")


def _gap(proof: Proof, reached: Sequence[float], number: int) -> float:
    return reached[number] - float_bound(proof.program, proof.multiple, [reached[one] for one in proof.held])


def _ladders(
    program: Program, values: FloatArray, stages: Sequence[Stage]
) -> Iterator[tuple[Program, tuple[int, ...]]]:
    """Yield for each goal the program and the earlier goals that it is bounded under by their values."""
    held: tuple[int, ...] = ()
    for number, stage in enumerate(stages):
        yield program, held
        held = (*held, number)
        if (series := stage.goal.series) is not None:
            held = held[: -series.count]
            upper = settled(program, stage.goal, values, program.upper)
            program = _with(program, upper=upper, reach=np.minimum(program.reach, upper))


def _by_faces(program: Program, values: FloatArray, stages: Sequence[Stage]) -> Iterator[Proof | None]:
    """Yield for each goal its proof on the face of those before it; None once that proves nothing.

    It does where the plan is on the face, and every plan of the face is as good by the goal that left it.
    """
    faces, sound = Faces.of(program), True
    on = program
    for stage in stages:
        multiple = Multipliers(stage.goal.cost, tidy(stage.prices), ())
        yield Proof(on, (), multiple, "faces") if sound else None
        faces = faces.reached(stage.goal, stage.prices, stage.noise, values)
        on = _on(program, faces.last)
        sound = sound and relative_violation(on, values) <= TOLERANCE and _keeps(on, stage, values)


def _with(program: Program, **changed: FloatArray) -> Program:
    """Return a program with other bounds, and what is known of its matrix."""
    same = replace(program, **changed)  # type: ignore[arg-type]
    for known in ("scale", "by_column", "sizes"):
        same.__dict__[known] = getattr(program, known)
    return same


def _on(program: Program, face: Face) -> Program:
    """Return the program of a face."""
    reach = np.minimum(program.reach, np.maximum(face.upper, face.lower))
    return _with(face.held(program), reach=reach)


def _keeps(on: Program, stage: Stage, values: FloatArray) -> bool:
    """Say whether no plan on a face is worse by the goal that left it than the tolerance.

    At the end of a series nothing is: what it settled is kept as it is.
    """
    if stage.goal.series is not None:
        return True
    against = Multipliers(-stage.goal.cost, -tidy(stage.prices), ())
    value = float(stage.goal.cost @ values)
    return -float_bound(on, against, []) - value <= TOLERANCE * max(1.0, abs(value))

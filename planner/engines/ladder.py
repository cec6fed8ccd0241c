"""The goals of a linear program in order, each on the optimal face of those before it.

A face is cut with prices that a solver rounded, and a solver that keeps to a tolerance may find it empty.
It is not: the solution at hand lies on it. So a face that is lost is loosened until that solution is within
it, which is never by more than the solver's own tolerance; the audit checks what comes of it like all else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.engines.engine import Doubted, Face, Outcome, Status
from planner.engines.faces import Faces
from planner.program.blocks import FloatArray
from planner.program.products import times
from planner.program.program import Goal, Program

ROUNDING = 1e-9
"""What is left of a column, in proportion to its reach, that is no more than the solver's rounding."""
WIDER = (0.0, 1e-9, 1e-8)
"""How far beyond the solution at hand a lost face is loosened, in proportion to the reach, try by try."""


@dataclass(frozen=True, eq=False)
class Stage:
    """One goal as it was solved: its value, and the prices of all rows on the face it was solved on.

    `bound` is what the solver says that no solution can be better than, where whole numbers were solved for;
    prices are then those of the linear program with the whole numbers fixed, and `proven` says whether the
    value is the bound.
    """

    goal: Goal
    value: float
    prices: FloatArray
    seconds: float
    method: str
    bound: float | None = None
    noise: float = 0.0
    proven: bool = True

    @classmethod
    def of(cls, goal: Goal, outcome: Outcome) -> Stage:
        """Return the stage of a goal that an engine answered."""
        value = float(goal.cost @ outcome.values)
        return cls(goal, value, outcome.prices, outcome.seconds, outcome.method, noise=outcome.noise)


Ask = Callable[[Goal, Face], Outcome]
"""Solves a goal on a face."""


Changed = Callable[[int, float], bool]
"""Says of a goal's number and its value whether it is another than it was."""


@dataclass(frozen=True, eq=False)
class Climb:
    """How far a ladder was climbed: the status of the last goal tried, and what was reached before it.

    `doubted` are the answers that were not taken at their word.
    """

    status: Status
    values: FloatArray
    stages: tuple[Stage, ...]
    faces: Faces
    doubted: tuple[Doubted, ...] = ()

    @classmethod
    def begun(cls, program: Program, face: Face | None = None) -> Climb:
        """Return the foot of the ladder: a whole program, or a face of it."""
        return cls(Status.OPTIMAL, np.zeros(0), (), Faces.of(program, face))

    def further(self, goal: Goal, ask: Ask) -> Climb:
        """Return it with one goal more, as good as can be without giving up anything on those before it.

        Where a solver does not answer, nothing but the status and what was doubted changes.
        """
        outcome, faces = self._on_the_face(goal, ask)
        refused = outcome.status is not Status.OPTIMAL
        doubted = (*self.doubted, *Doubted.of(goal.name, outcome.reason, refused=refused))
        if refused:
            status = _later(outcome.status) if self.stages else outcome.status
            return replace(self, status=status, doubted=doubted)
        outcome = replace(outcome, values=clean(faces.program, faces.last, outcome.values))
        return replace(self, faces=faces, doubted=doubted).reached(goal, outcome)

    def reached(self, goal: Goal, outcome: Outcome) -> Climb:
        """Return it with a goal that an engine answered with clean values."""
        return Climb(
            Status.OPTIMAL,
            outcome.values,
            (*self.stages, Stage.of(goal, outcome)),
            self.faces.reached(goal, outcome.prices, outcome.noise, outcome.values),
            self.doubted,
        )

    def _on_the_face(self, goal: Goal, ask: Ask) -> tuple[Outcome, Faces]:
        """Return the answer on the last face, loosened where it is lost, and the faces as they are then."""
        faces, outcome = self.faces, ask(goal, self.faces.last)
        for wider in WIDER if self.stages else ():
            if outcome.status in (Status.OPTIMAL, Status.LIMIT):
                break
            faces = faces.loosened(self.values, wider)
            outcome = ask(goal, faces.last)
        return outcome, faces


def climb(goals: Sequence[Goal], begun: Climb, ask: Ask, changed: Changed | None = None) -> Climb:
    """Return the solution that is best by each goal in order, as far as a solver answers.

    It ends with the first goal that has `changed`, where that is asked.
    """
    for number, goal in enumerate(goals):
        begun = begun.further(goal, ask)
        if begun.status is not Status.OPTIMAL:
            break
        if changed is not None and changed(number, begun.stages[-1].value):
            break
    return begun


def _later(status: Status) -> Status:
    """Return the status of a goal after the first: its face holds a solution, so only a limit is believed."""
    return status if status is Status.LIMIT else Status.FAILED


def clean(program: Program, face: Face, values: FloatArray) -> FloatArray:
    """Return values within their bounds, and zero where nothing but rounding is left of them.

    That is what is nothing beside the reach of a column, and beside what each row adds up to.
    This is the one place where a solver's rounding is taken off; the audit checks what it leaves. Values may
    be those of many faces at once.
    """
    within = np.clip(values, face.lower, face.upper)
    if not program.matrix.nnz:
        return within
    size = np.abs(within)
    kept = size / program.scale.column > ROUNDING
    doubted = np.any((size > 0) & ~kept, axis=-1)
    if doubted.any():
        some = size[doubted]
        added = times(program.sizes_by_row, some)
        felt = _felt(program, np.maximum(added, np.minimum(1.0, 1 / program.scale.row) / 1024))
        kept[doubted] |= some * felt > ROUNDING
    return np.where(kept, within, np.clip(0.0, face.lower, face.upper))


def _felt(program: Program, size: FloatArray) -> FloatArray:
    """Return how much one of each column is at most, of the size of a row."""
    entries, felt = program.sizes_in_columns, np.zeros((*size.shape[:-1], program.matrix.shape[1]))
    there = np.flatnonzero(np.diff(entries.indptr))
    shares = entries.data * (1 / size)[..., entries.indices]
    felt[..., there] = np.maximum.reduceat(shares, entries.indptr[there], axis=-1)
    return felt

"""Programs that are much alike, of which only what their goals reach is asked: each from the nearest before.

A goal reaches the same whichever of equally good solutions is found; that depends on what was asked before,
but for goals whose last leaves no equals.
"""

from __future__ import annotations

import hashlib
import operator

from planner.engines.engine import Face
from planner.engines.hot.like_programs import matrix_of
from planner.engines.hot.together import Together
from planner.engines.solve import Solution, solve
from planner.engines.solvers.highs import Highs
from planner.engines.whole.island_ladders import KnownIslands
from planner.program.program import Program

KEPT = 4
"""So many matrices are held by the solver at once; the one that was asked for longest ago goes."""


class NearestPrograms:
    """Solves whole programs: those of one matrix and the same goals by one run each where it proves them all.

    With whole numbers each is solved from the beginning, but for the islands that are known.
    """

    def __init__(self) -> None:
        self._islands = KnownIslands()
        self._held: dict[bytes, Together] = {}
        self._latest: tuple[Program, bytes] | None = None

    def solve(self, program: Program, *, seconds: float | None = None) -> Solution:
        """Return the solution of a program; the limit is for all whole numbers, and else for each run."""
        if program.integer.any() or not program.goals:
            return solve(program, Highs(), seconds=seconds, known=self._islands)
        key, face = self._key(program), Face.of(program)
        held = self._held.pop(key, None)
        together = held or Together(program, face, like=self._like(program), seconds=seconds)
        self._held[key] = together
        if len(self._held) > KEPT:
            del self._held[next(iter(self._held))]
        return together.first if held is None else together.solve(face, seconds=seconds)

    def _key(self, program: Program) -> bytes:
        """Return what a program has in common with others like it; the last is known again."""
        if self._latest is None or not _same(program, self._latest[0]):
            self._latest = program, _matrix_and_goals(program)
        return self._latest[1]

    def _like(self, program: Program) -> Together | None:
        """Return the last of as many rows and columns, which may differ in coefficients alone."""
        alike = (one for one in reversed(self._held.values()) if one.shape == program.matrix.shape)
        return next(alike, None)


def _same(one: Program, other: Program) -> bool:
    """Say whether two programs have the very same matrix and goals; what is not may still be alike."""
    goals = len(one.goals) == len(other.goals) and all(map(operator.is_, one.goals, other.goals))
    return goals and one.matrix is other.matrix and one.integer.any() == other.integer.any()


def _matrix_and_goals(program: Program) -> bytes:
    """Return what two programs have in common only where their matrices and their goals are the same."""
    digest = hashlib.sha256(matrix_of(program))
    for goal in program.goals:
        digest.update(repr((goal.name, goal.series)).encode())
        digest.update(goal.cost.tobytes())
    return digest.digest()

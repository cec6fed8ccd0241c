"""Programs that are much alike, solved one after the other: hot where one of the same matrix was solved."""

from __future__ import annotations

import hashlib

from planner.engines.again import Again
from planner.engines.engine import Face
from planner.engines.highs import Highs
from planner.engines.island_ladders import KnownIslands
from planner.engines.ladder import Changed
from planner.engines.solve import Solution, solve
from planner.program.program import Program

KEPT = 4
"""So many matrices are held by the solver at once; the one that was asked for longest ago goes."""


class LikePrograms:
    """Solves whole programs: what differs in bounds and goals alone goes on from what is at hand.

    With whole numbers each is solved from the beginning, but for the islands that are known. From the
    beginning is one of another matrix than the `known` program has, too, where there is one: then no answer
    depends on what was asked before.
    """

    def __init__(self, known: Again | None = None) -> None:
        self._islands = KnownIslands() if known is None else known.known
        self._held: dict[bytes, Again] = {} if known is None else {_matrix_of(known.program): known}
        self._alone = known is not None

    def solve(
        self, program: Program, *, seconds: float | None = None, changed: Changed | None = None
    ) -> Solution:
        """Return the solution of a program, within a time limit for all its goals together.

        It ends with the first goal that has `changed`, where that is asked: then most goals of a program of
        the matrix that is known are as good as they were, and it starts from where these are.
        """
        if program.integer.any():
            return solve(program, Highs(), seconds=seconds, changed=changed, known=self._islands)
        again = self._again(program)
        if changed is not None and again in self._held.values() and self._alone:
            return again.until(Face.of(program), program.goals, changed, seconds=seconds)
        return again.solve_like(program, seconds=seconds, changed=changed, afresh=self._alone)

    def _again(self, program: Program) -> Again:
        key = _matrix_of(program)
        if self._alone:
            return self._held.get(key) or Again(program)
        held = self._held.pop(key, None) or Again(program)
        self._held[key] = held
        if len(self._held) > KEPT:
            del self._held[next(iter(self._held))]
        return held


def _matrix_of(program: Program) -> bytes:
    """Return what two programs have in common only where their matrices are the same."""
    matrix = program.matrix
    digest = hashlib.sha256(repr((matrix.shape, bool(program.integer.any()))).encode())
    for part in (matrix.indptr, matrix.indices, matrix.data):
        digest.update(part.tobytes())
    return digest.digest()

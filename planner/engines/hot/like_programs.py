"""Programs that are much like a known one: hot where they have its matrix."""

from __future__ import annotations

import hashlib

from planner.engines.engine import Face
from planner.engines.hot.again import Again
from planner.engines.ladder import Changed
from planner.engines.solve import Solution, solve
from planner.engines.solvers.highs import Highs
from planner.program.program import Program


class LikePrograms:
    """Solves whole programs: what differs from a known one in bounds and goals alone goes on from there.

    One of another matrix is solved from the beginning, so that no answer depends on what was asked before. So
    is one with whole numbers, but for the islands that are known.
    """

    def __init__(self, known: Again) -> None:
        self._again, self._matrix = known, matrix_of(known.program)

    def solve(
        self, program: Program, *, seconds: float | None = None, changed: Changed | None = None
    ) -> Solution:
        """Return the solution of a program, within a time limit for all its goals together.

        It ends with the first goal that has `changed`, where that is asked: then most goals of a program of
        the matrix that is known are as good as they were, and it starts from where these are.
        """
        if program.integer.any():
            return solve(program, Highs(), seconds=seconds, changed=changed, known=self._again.known)
        known = matrix_of(program) == self._matrix
        if changed is not None and known:
            return self._again.until(Face.of(program), program.goals, changed, seconds=seconds)
        again = self._again if known else Again(program)
        return again.solve_like(program, seconds=seconds, changed=changed)


def matrix_of(program: Program) -> bytes:
    """Return what two programs have in common only where their matrices are the same."""
    matrix = program.matrix
    digest = hashlib.sha256(repr((matrix.shape, bool(program.integer.any()))).encode())
    for part in (matrix.indptr, matrix.indices, matrix.data):
        digest.update(part.tobytes())
    return digest.digest()

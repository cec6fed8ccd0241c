"""PuLP with CBC, as it comes and with CBC's primal simplex.

CBC is a program of its own. Hand over is PuLP's writing of the MPS file, read is PuLP's reading of CBC's
answer and the table made of it; solve is the rest, which includes starting the program and its reading and
writing of files.
"""

from __future__ import annotations

import time
from functools import partial
from typing import Any

import pulp

from benchmarks.family import Family
from benchmarks.peers import pulp_model
from benchmarks.records import Records
from benchmarks.timing import Timing, Watch


class _Clocked(pulp.PULP_CBC_CMD):
    """CBC whose reading of the answer is timed."""

    reading = 0.0

    def readsol_MPS(self, *arguments: Any, **options: Any) -> Any:  # noqa: N802  PuLP's name
        """Read the answer, and note when that began."""
        self.began_reading = time.perf_counter()
        return super().readsol_MPS(*arguments, **options)


def solve(family: Family, options: tuple[str, ...] = ()) -> Timing:
    """Solve a family and time the stages."""
    records = Records.of(family)
    watch = Watch()
    model = pulp_model.build(records)
    build = watch.lap()
    writing = _clock_writing(model.problem)
    solver = _Clocked(msg=False, threads=1, options=list(options))
    model.problem.solve(solver)
    answered = watch.lap()
    reading = time.perf_counter() - solver.began_reading
    contributions = model.contributions()
    read = reading + watch.lap()
    if pulp.LpStatus[model.problem.status] != "Optimal":
        raise RuntimeError(f"PuLP with CBC: {pulp.LpStatus[model.problem.status]}")
    return Timing(
        build,
        writing[0],
        answered - writing[0] - reading,
        read,
        pulp.value(model.problem.objective),
        contributions,
    )


def _clock_writing(problem: pulp.LpProblem) -> list[float]:
    """Time the problem's writing of the MPS file into the list that is returned."""
    seconds: list[float] = []
    write = problem.writeMPS

    def clocked(*arguments: Any, **options: Any) -> Any:
        watch = Watch()
        written = write(*arguments, **options)
        seconds.append(watch.lap())
        return written

    problem.writeMPS = clocked
    return seconds


RUNS = {"default": solve, "primal": partial(solve, options=("primalSimplex",))}

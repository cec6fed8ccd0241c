"""PuLP with its HiGHS class, in memory: HiGHS as it comes, with interior point, and with primal simplex.

PuLP's class has one method for each stage (`actualSolve` calls them in this order), so each can be timed.
"""

from __future__ import annotations

from functools import partial

import pulp

from benchmarks.family import Family
from benchmarks.peers import pulp_model
from benchmarks.peers.methods import METHODS
from benchmarks.records import Records
from benchmarks.timing import Timing, Watch


def solve(family: Family, method: str = "default") -> Timing:
    """Solve a family and time the stages."""
    records = Records.of(family)
    watch = Watch()
    model = pulp_model.build(records)
    build = watch.lap()
    solver = pulp.HiGHS(msg=False, threads=1, **METHODS[method])
    solver.createAndConfigureSolver(model.problem)
    solver.buildSolverModel(model.problem)
    hand_over = watch.lap()
    solver.callSolver(model.problem)
    solving = watch.lap()
    status, _ = solver.findSolutionValues(model.problem)
    contributions = model.contributions()
    read = watch.lap()
    if pulp.LpStatus[status] != "Optimal":
        raise RuntimeError(f"PuLP with HiGHS: {pulp.LpStatus[status]}")
    return Timing(build, hand_over, solving, read, pulp.value(model.problem.objective), contributions)


RUNS = {method: partial(solve, method=method) for method in METHODS}

"""Solvers of linear programs in the ways that somebody would try, all goals in order, one thread each.

HiGHS holds the program in memory with its own tolerances and gets a row for each goal that is reached. GLOP
is handed arrays for each goal, and CBC reads a file. Each way runs in a process of its own, and only the
solvers' own time counts; a way that has no time left goes no further.
"""

from __future__ import annotations

import json
import math
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from benchmarks.timing import ProcessorWatch

if TYPE_CHECKING:  # OR-tools cannot be loaded beside another HiGHS than its own
    from planner.program.program import Program

Floats = np.ndarray
HELD = 1e-7
"""What an earlier goal may lose, in proportion to its size where that is over 1."""


@dataclass(frozen=True, eq=False)
class Rows:
    """A program as raw numbers, with the costs of its goals in order."""

    matrix: sparse.csr_array
    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats
    whole: Floats
    costs: Sequence[Floats]

    @classmethod
    def of(cls, program: Program) -> Rows:
        """Return the numbers of a program, its whole columns counted in steps."""
        one = program.in_steps()
        bounds = (one.lower, one.upper, one.row_lower, one.row_upper)
        return cls(one.matrix, *bounds, one.integer, [goal.cost for goal in one.goals])

    def held(self, cost: Floats, value: float) -> Rows:
        """Return the same with one more row, which keeps a goal at what it has reached."""
        return replace(
            self,
            matrix=sparse.vstack([self.matrix, sparse.csr_array(cost[None, :])], format="csr"),
            row_lower=np.append(self.row_lower, -math.inf),
            row_upper=np.append(self.row_upper, value + HELD * max(1.0, abs(value))),
        )


@dataclass(frozen=True)
class Reached:
    """What one way has come to: the value of each goal that it finished, and its processor seconds."""

    values: Sequence[float]
    seconds: Sequence[float]


Way = Callable[[Rows, float], Iterator[tuple[float, float]]]
"""Yields the value and the seconds of goal after goal."""


def hot(rows: Rows, limit: float) -> Iterator[tuple[float, float]]:
    """Solve by HiGHS's primal simplex, which goes on from goal to goal."""
    yield from _in_memory(rows, limit, {"solver": "simplex", "simplex_strategy": 4})


def as_it_comes(rows: Rows, limit: float) -> Iterator[tuple[float, float]]:
    """Solve by HiGHS without a word on how."""
    yield from _in_memory(rows, limit, {})


def interior(rows: Rows, limit: float) -> Iterator[tuple[float, float]]:
    """Solve each goal by HiGHS's interior point with crossover, by the name that is always this one."""
    yield from _in_memory(rows, limit, {"solver": "ipx"})


def glop(rows: Rows, limit: float) -> Iterator[tuple[float, float]]:
    """Solve by GLOP of OR-tools."""
    from ortools.linear_solver.python import model_builder_helper as builder

    for cost in rows.costs:
        model, solver = builder.ModelBuilderHelper(), builder.ModelSolverHelper("glop")
        bounds = (rows.lower, rows.upper, cost, rows.row_lower, rows.row_upper)
        model.fill_model_from_sparse_data(*bounds, sparse.csr_matrix(rows.matrix))
        solver.set_time_limit_in_seconds(limit)
        watch = ProcessorWatch()
        solver.solve(model)
        taken = watch.lap()
        if solver.status() != builder.SolveStatus.OPTIMAL:
            return
        value = float(solver.objective_value())
        yield value, taken
        limit -= taken
        rows = rows.held(cost, value)


def cbc(rows: Rows, limit: float) -> Iterator[tuple[float, float]]:
    """Solve by CBC's primal simplex through PuLP; PuLP's writing and reading of files counts."""
    import pulp

    from planner.engines.solvers.highs_model import loaded

    with tempfile.TemporaryDirectory() as folder:
        for cost in rows.costs:
            file, highs = Path(folder) / "program.mps", loaded(rows, rows.whole)
            highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
            highs.writeModel(str(file))
            _, model = pulp.LpProblem.fromMPS(str(file))
            solver = pulp.PULP_CBC_CMD(msg=False, threads=1, timeLimit=limit, options=["primalSimplex"])
            watch = ProcessorWatch()
            model.solve(solver)
            taken = watch.lap()
            if model.status != pulp.LpStatusOptimal:
                return
            value = float(pulp.value(model.objective))
            yield value, taken
            limit -= taken
            rows = rows.held(cost, value)


WAYS: dict[str, tuple[str, Way]] = {
    "HiGHS primal, hot": ("highspy", hot),
    "HiGHS as it comes": ("highspy", as_it_comes),
    "HiGHS interior": ("highspy", interior),
    "GLOP": ("ortools", glop),
    "CBC": ("pulp", cbc),
}
"""By name: the package that brings it, and how it is run."""


def ways() -> list[str]:
    """Return the ways that can be gone here."""
    return [name for name, (package, _) in WAYS.items() if find_spec(package) is not None]


def _in_memory(rows: Rows, limit: float, options: dict[str, Any]) -> Iterator[tuple[float, float]]:
    import highspy

    from planner.engines.solvers.highs_model import loaded

    highs = loaded(rows, rows.whole)
    own = {"primal_feasibility_tolerance": 1e-7, "dual_feasibility_tolerance": 1e-7, "mip_rel_gap": 0.0}
    for option, value in (own | options).items():
        highs.setOptionValue(option, value)
    every = np.arange(len(rows.lower), dtype=np.int32)
    for cost in rows.costs:
        watch = ProcessorWatch()
        highs.changeColsCost(len(every), every, cost)
        highs.setOptionValue("time_limit", highs.getRunTime() + limit)
        highs.run()
        taken = watch.lap()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return
        value = float(highs.getInfo().objective_function_value)
        yield value, taken
        limit -= taken
        columns = np.flatnonzero(cost).astype(np.int32)
        bound = value + HELD * max(1.0, abs(value))
        highs.addRow(-highspy.kHighsInf, bound, len(columns), columns, cost[columns])


def reached(name: str, program: Program, seconds: float) -> Reached:
    """Return what a way comes to within so many seconds, in a process of its own."""
    with tempfile.NamedTemporaryFile(suffix=".pickle") as file:
        pickle.dump(Rows.of(program), file)
        file.flush()
        command = [sys.executable, "-m", "benchmarks.peers.goal_by_goal", name, file.name, str(seconds)]
        found = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            said, _ = found.communicate(timeout=4 * seconds + 60)
        except subprocess.TimeoutExpired:
            found.kill()
            said, _ = found.communicate()
    pairs = [json.loads(line) for line in said.splitlines() if line.startswith("[")]
    return Reached([value for value, _ in pairs], [taken for _, taken in pairs])


def main(name: str, file: str, seconds: str) -> None:
    """Go one way, and print a line of JSON for each goal."""
    rows = pickle.loads(Path(file).read_bytes())
    for value, taken in WAYS[name][1](rows, float(seconds)):
        print(json.dumps([value, taken]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Solvers of programs with whole numbers as they come: raw HiGHS, SCIP, and CP-SAT; one thread each.

Each reads the same MPS file, which is in nobody's time, and says what it found and what it proved. Each runs
in a process of its own: some bring a HiGHS of their own, which cannot be loaded beside another.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.timing import ProcessorWatch


@dataclass(frozen=True)
class Found:
    """The value of the best solution, whether the solver says that it is the best, and processor seconds.

    The value is infinite where no solution was found in time.
    """

    value: float
    proven: bool
    seconds: float


def raw_highs(file: Path, seconds: float) -> Found:
    """Solve by HiGHS's branch and bound with the gap closed, else as it comes."""
    import highspy

    highs = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "threads": 1,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 1e-9,
        "time_limit": seconds,
    }.items():
        highs.setOptionValue(option, value)
    highs.readModel(str(file))
    watch = ProcessorWatch()
    highs.run()
    took, info = watch.lap(), highs.getInfo()
    feasible = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
    value = float(info.objective_function_value) if feasible else math.inf
    return Found(value, highs.getModelStatus() == highspy.HighsModelStatus.kOptimal, took)


def scip(file: Path, seconds: float) -> Found:
    """Solve by SCIP with the gap closed, else as it comes."""
    from pyscipopt import Model

    model: Any = Model()
    model.hideOutput()
    model.readProblem(str(file))
    model.setParam("limits/time", seconds)
    model.setParam("limits/gap", 0.0)
    watch = ProcessorWatch()
    model.optimize()
    took = watch.lap()
    value = float(model.getObjVal()) if model.getNSols() else math.inf
    return Found(value, model.getStatus() == "optimal", took)


def cp_sat(file: Path, seconds: float) -> Found:
    """Solve by CP-SAT of OR-tools, which knows whole numbers alone.

    Other columns are multiples of a thousandth to it: of one, as it comes, it calls worse plans the best.
    """
    from ortools.linear_solver.python import model_builder

    model = model_builder.Model()
    model.import_from_mps_file(str(file))
    solver = model_builder.Solver("sat")
    solver.set_solver_specific_parameters("num_workers:1 relative_gap_limit:0 mip_var_scaling:1000")
    solver.set_time_limit_in_seconds(seconds)
    watch = ProcessorWatch()
    status = solver.solve(model)
    took = watch.lap()
    best = status == model_builder.SolveStatus.OPTIMAL
    known = best or status == model_builder.SolveStatus.FEASIBLE
    return Found(float(solver.objective_value) if known else math.inf, best, took)


SOLVERS: Mapping[str, tuple[str, Callable[[Path, float], Found]]] = {
    "raw HiGHS": ("highspy", raw_highs),
    "SCIP": ("pyscipopt", scip),
    "CP-SAT": ("ortools", cp_sat),
}
"""By name: the package that brings it, and how it is run."""


def installed() -> list[str]:
    """Return the solvers that are there."""
    return [name for name, (package, _) in SOLVERS.items() if find_spec(package) is not None]


def minimised(name: str, file: Path, seconds: float) -> Found:
    """Return what a solver finds, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.peers.whole_numbers", name, str(file), str(seconds)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Found(*json.loads(said.splitlines()[-1]))


def main(name: str, file: str, seconds: str) -> None:
    """Run one solver on one file, and print what it found as a line of JSON."""
    found = SOLVERS[name][1](Path(file), float(seconds))
    print(json.dumps([found.value, found.proven, found.seconds]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

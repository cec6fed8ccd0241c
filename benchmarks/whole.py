"""What units in steps cost: `planner solve` and `explain` beside raw solvers and beside divisible units.

    python -m benchmarks.whole [FILE] [--seconds 60] [--explain 100]

The planner solves the scenario as it is, and again with every unit divisible: from the scenario in memory to
the audited plan, all goals and the tie-break. Raw solvers get the same programs, goal by goal, each earlier
goal as a row that holds it to what that solver itself has found; only their own time in the stated goals
counts. A solver that has no time left goes no further. Processor seconds, one thread, medians of the runs of
the planner; everything in one run. `--explain 0` leaves the explanations out.
"""

from __future__ import annotations

import argparse
import math
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import highspy
import numpy as np

import planner
from benchmarks.peers.whole_numbers import SOLVERS, Found, installed, minimised
from benchmarks.timing import ProcessorWatch
from planner.engines.solvers.highs_model import loaded
from planner.formulation.formulate import formulate
from planner.plan.divisible import without_steps
from planner.program.program import Goal, Program
from planner.scenario.scenario import Scenario
from planner.studies.explain import Explanation, explain

SENDABLE = "scenarios/reassurance-sendable.yaml"
HELD = 1e-7
"""What an earlier goal may lose, in proportion to its size where that is over 1."""


@dataclass(frozen=True)
class Run:
    """What one solver took for the goals of a program, and how many of them it proved."""

    name: str
    seconds: float
    values: Sequence[float]
    proven: int


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("file", nargs="?", default=SENDABLE)
    options.add_argument("--runs", type=int, default=3, help="runs of the planner")
    options.add_argument("--seconds", type=float, default=60.0, help="the most for each raw solver")
    options.add_argument("--explain", type=float, default=100.0, help="the most for each explanation")
    given = options.parse_args()
    scenario = planner.load(given.file)
    divisible = without_steps(scenario)
    _solves(given.file, scenario, divisible, given)
    if given.explain:
        _explanations(scenario, divisible, given.explain)


def _solves(file: str, scenario: Scenario, divisible: Scenario, given: argparse.Namespace) -> None:
    program = formulate(scenario, form="direct").program.in_steps()
    size = f"{len(program.lower)} columns, {int(program.integer.sum())} of them whole numbers"
    print(f"{file}: {size}, {len(program.row_lower)} rows, {len(_stated(program))} goals")
    ours = _planner("planner, in steps", scenario, given.runs)
    print(f"{'':20}{'seconds':>9}{'of ours':>10}{'proven':>9}  goals")
    _told(ours, ours, program)
    _told(_planner("planner, divisible", divisible, given.runs), ours, program)
    for name in SOLVERS:
        if name in installed():
            _told(_raw(name, program, given.seconds), ours, program)
        else:
            print(f"{name:20}  is not installed")


def _told(run: Run, ours: Run, program: Program) -> None:
    values = " ".join(f"{value:.6g}" for value in run.values)
    proven = f"{run.proven} of {len(_stated(program))}"
    print(
        f"{run.name:20}{run.seconds:9.2f}{run.seconds / ours.seconds:9.2f} x{proven:>8}  {values}", flush=True
    )


def _planner(name: str, scenario: Scenario, runs: int) -> Run:
    planner.solve(scenario, cost_of_goals=False)
    times, watch = [], ProcessorWatch()
    for _ in range(runs):
        watch.lap()
        plan = planner.solve(scenario, cost_of_goals=False)
        times.append(watch.lap())
    goals = [goal for goal in plan.audit.goals if goal.stated] if plan.audit else []
    proven = sum(goal.gap <= HELD for goal in goals)
    return Run(name, statistics.median(times), list(plan.goals.values()), proven)


def _raw(name: str, program: Program, seconds: float) -> Run:
    found = list(_goal_by_goal(name, program, seconds))
    proven = sum(one.proven for one in found)
    return Run(name, sum(one.seconds for one in found), [one.value for one in found], proven)


def _goal_by_goal(name: str, program: Program, seconds: float) -> Iterator[Found]:
    """Yield what a solver finds for each stated goal, those before it held."""
    held: list[tuple[Goal, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for goal in _stated(program):
            file = Path(folder) / "program.mps"
            _write(program, goal, held, file)
            one = minimised(name, file, seconds)
            yield one
            seconds -= one.seconds
            if seconds <= 1 or math.isinf(one.value):
                return
            held.append((goal, one.value + HELD * max(1.0, abs(one.value))))


def _write(program: Program, goal: Goal, held: Sequence[tuple[Goal, float]], file: Path) -> None:
    """Write a program with one goal, and a row for each that is held."""
    highs = loaded(program, program.integer)
    every = np.arange(len(goal.cost), dtype=np.int32)
    highs.changeColsCost(len(every), every, goal.cost)
    for one, bound in held:
        columns = np.flatnonzero(one.cost).astype(np.int32)
        highs.addRow(-highspy.kHighsInf, bound, len(columns), columns, one.cost[columns])
    highs.writeModel(str(file))


def _stated(program: Program) -> list[Goal]:
    return [goal for goal in program.goals if goal.stated]


def _explanations(scenario: Scenario, divisible: Scenario, seconds: float) -> None:
    times: dict[str, float] = {}
    for name, each in (("divisible", divisible), ("in steps", scenario)):
        watch = ProcessorWatch()
        found = explain(each, time_limit=seconds)
        times[name] = watch.lap()
        ratio = times[name] / times["divisible"]
        print(
            f"{'explain, ' + name:20}{times[name]:9.2f}{ratio:9.2f} x divisible; {_left_out(found)}",
            flush=True,
        )


def _left_out(found: Explanation) -> str:
    cut = [*found.unfinished, *found.partial]
    return f"cut short: {', '.join(cut)}" if cut else "nothing left out"


if __name__ == "__main__":
    main()

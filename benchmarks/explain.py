"""What `planner explain` takes beside one cold solve, study by study, and each re-solve hot against cold.

    python -m benchmarks.explain [FILE] [--runs 5]

`cold solve` is `planner.solve`, from the scenario in memory to the audited plan. `cold re-solve` is what
every question would cost without anything kept: the program built anew and solved for all goals. Hot ones are
counted where they happen: questions answered around the plan by pivots, and programs solved again under other
bounds. Times are of the processor, medians over the runs; one thread. Last come the two commands, each in a
process of its own from start to end, by the clock on the wall.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import planner
from planner.engines.hot.again import Again
from planner.engines.hot.corner import Corner
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.formulation.formulate import formulate
from planner.scenario.scenario import Scenario
from planner.studies.conditions.conditions import conditions
from planner.studies.explain import explain
from planner.studies.prices.prices import prices
from planner.studies.ranges.ranges import ranges
from planner.studies.shortfalls.shortfalls import shortfalls
from planner.studies.solved import Solved, solved

STUDIES: tuple[Callable[[Solved], Iterable[Any]], ...] = (shortfalls, prices, conditions, ranges)
REASSURANCE = "scenarios/reassurance.yaml"


class Clock:
    """Counts calls of a method, and the seconds in them."""

    def __init__(self) -> None:
        self.calls, self.seconds = 0, 0.0

    @contextmanager
    def on(self, owner: type, name: str) -> Iterator[None]:
        """Count while this lasts."""
        plain = getattr(owner, name)

        def counted(*arguments: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return plain(*arguments, **named)
            finally:
                self.calls += 1
                self.seconds += time.process_time() - began

        setattr(owner, name, counted)
        try:
            yield
        finally:
            setattr(owner, name, plain)


def taken(work: Callable[[], object], runs: int) -> float:
    """Return the median seconds of some work."""
    seconds = []
    for _ in range(runs):
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return statistics.median(seconds)


def commands(file: str, runs: int) -> tuple[list[float], list[float]]:
    """Return the seconds of `planner solve` and of `planner explain`, taken in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for command, taken_by in zip(("solve", "explain"), times, strict=True):
            began = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "planner", command, file, "--json"], check=True, capture_output=True
            )
            taken_by.append(time.perf_counter() - began)
    return times


def cold(scenario: Scenario) -> object:
    """Build and solve the program of a scenario, with nothing kept from before."""
    return solve(formulate(scenario).program, Highs())


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("file", nargs="?", default=REASSURANCE)
    options.add_argument("--runs", type=int, default=5)
    given = options.parse_args()
    scenario = planner.load(given.file)
    planner.solve(scenario)
    one = taken(lambda: planner.solve(scenario), given.runs)
    again = taken(lambda: cold(scenario), given.runs)
    print(f"{given.file}: cold solve {1e3 * one:.0f} ms, cold re-solve {1e3 * again:.1f} ms")
    for study in STUDIES:
        _study(study, scenario, (one, again), given.runs)
    whole = taken(lambda: explain(scenario), given.runs)
    print(f"explain, everything  {1e3 * whole:8.0f} ms  {whole / one:5.1f} cold solves")
    solving, explaining = (statistics.median(times) for times in commands(given.file, given.runs))
    print(f"planner solve    {solving:5.2f} s")
    print(f"planner explain  {explaining:5.2f} s  {explaining / solving:5.1f} times planner solve")


def _study(
    study: Callable[[Solved], Iterable[Any]], scenario: Scenario, cold_times: tuple[float, float], runs: int
) -> None:
    one, again = cold_times
    seconds = taken(lambda: list(study(solved(scenario))), runs) - taken(lambda: solved(scenario), runs)
    pivots, programs, plan = Clock(), Clock(), solved(scenario)
    with pivots.on(Corner, "minimise"), programs.on(Again, "solve"):
        found = len(list(study(plan)))
    print(f"{study.__name__:20} {1e3 * seconds:8.0f} ms  {seconds / one:5.1f} cold solves, {found} answers")
    for name, clock in (("around the plan", pivots), ("under other bounds", programs)):
        if clock.calls:
            hot = clock.seconds / clock.calls
            times = f"{1e3 * hot:.2f} ms hot, {1e3 * again:.1f} ms cold: {again / hot:.0f} times as fast"
            print(f"    {clock.calls} re-solves {name}: {times}")


if __name__ == "__main__":
    main()

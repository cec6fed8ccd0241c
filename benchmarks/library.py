"""How long the whole library takes: every scenario that ships solved, explained and written as pages.

`python -m benchmarks.library --processes 2` prints the seconds of each scenario and of all side by side.
"""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import planner
from planner.reports import html_page
from planner.reports.scenario_page import Told, chart, page

SCENARIOS = Path(__file__).parent.parent / "scenarios"


@dataclass(frozen=True)
class Taken:
    """The seconds that a scenario took to be solved, explained, and written as its report and its page."""

    name: str
    solved: float
    explained: float
    written: float

    @property
    def all(self) -> float:
        """The seconds of all three."""
        return self.solved + self.explained + self.written


def taken(file: Path) -> Taken:
    """Return how long a scenario takes, in a process that has imported everything."""
    scenario = planner.load(file)
    begun = time.perf_counter()
    plan = planner.solve(scenario)
    solved = time.perf_counter()
    planner.explain(scenario)
    told = time.perf_counter()
    html_page.page(plan, scenario)
    one = Told.of(scenario)
    page(one, f"{file.stem}.svg", file.name)
    chart(one)
    return Taken(file.stem, solved - begun, told - solved, time.perf_counter() - told)


def main() -> None:
    """Print a row for each scenario, the longest first, and the time that all took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", default="", help="scenarios whose name begins so")
    options = parser.parse_args()
    files = sorted(SCENARIOS.rglob(f"{options.only}*.yaml"))
    begun = time.perf_counter()
    with ProcessPoolExecutor(options.processes) as processes:
        each = sorted(processes.map(taken, files), key=lambda one: -one.all)
    print("| scenario | solve | explain | pages |\n|---|---|---|---|")
    for one in each:
        print(f"| {one.name} | {one.solved:.1f} | {one.explained:.1f} | {one.written:.1f} |")
    print(f"{len(each)} scenarios, {options.processes} at a time: {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()

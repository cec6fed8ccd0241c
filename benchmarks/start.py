"""What commands take from a cold start to their end, beside importing what no solve can do without.

    python -m benchmarks.start [FILE] [--runs 7]

Each runs in a process of its own, in turn; processor time, medians. The measure is the import of numpy,
scipy.sparse, highspy and pandas, and nothing else. Everything has run once before and is compiled, as it is
where a wheel was installed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence

from benchmarks.timing import ProcessorWatch

MEASURE = "the bare import"
IMPORT = "import numpy, scipy.sparse, highspy, pandas"
REASSURANCE = "scenarios/reassurance.yaml"
TARGETS = {"solve --json": 1.25, "validate": 0.6}
"""How many times the bare import a command may take at most."""


def commands(file: str) -> dict[str, list[str]]:
    """Return what is run, by the name that it has in the table."""
    planner = ["-m", "planner"]
    return {
        MEASURE: ["-c", IMPORT],
        "solve --json": [*planner, "solve", file, "--json"],
        "solve": [*planner, "solve", file],
        "validate": [*planner, "validate", file],
        "--help": [*planner, "--help"],
    }


def measured(file: str, runs: int) -> dict[str, float]:
    """Return the median processor seconds of each command; the first round only compiles."""
    chosen = commands(file)
    seconds: dict[str, list[float]] = {name: [] for name in chosen}
    with tempfile.TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(runs + 1):
            for name, arguments in chosen.items():
                seconds[name].append(_run(arguments, environment))
    return {name: statistics.median(times[1:]) for name, times in seconds.items()}


def _run(arguments: Sequence[str], environment: Mapping[str, str]) -> float:
    watch = ProcessorWatch()
    subprocess.run([sys.executable, *arguments], env=environment, check=True, capture_output=True)
    return watch.lap()


def main() -> None:
    """Print a line for each command: its seconds, and how many times the bare import that is."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("file", nargs="?", default=REASSURANCE)
    options.add_argument("--runs", type=int, default=7)
    given = options.parse_args()
    seconds = measured(given.file, given.runs)
    print("| | seconds | / bare import | at most |\n|---|---|---|---|")
    for name, taken in seconds.items():
        target = TARGETS.get(name, "")
        print(f"| {name} | {taken:.2f} | {taken / seconds[MEASURE]:.2f} | {target} |")


if __name__ == "__main__":
    main()

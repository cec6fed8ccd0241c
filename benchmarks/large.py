"""The program of L from its scenario, in a process of its own: `python -m benchmarks.large [--solve]`.

Prints seconds to check the scenario and to build the program, peak memory after each, and the size of the
program; with `--solve` also the seconds and memory to solve fill and to read the plan.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys

from benchmarks.family import SIZES, as_document, generate
from benchmarks.ours import objective, solved, with_goals
from benchmarks.timing import Watch
from benchmarks.worker import peak_megabytes
from planner.formulation.formulate import Formulation, formulate
from planner.scenario.scenario import Scenario


def built(size: str, seed: int) -> tuple[Formulation, dict[str, float]]:
    """Return the formulation and the figures of building it."""
    family = generate(SIZES[size], seed)
    document = as_document(family)
    figures = {"peak MB before": peak_megabytes()}
    watch = Watch()
    scenario = Scenario.model_validate(document)
    figures |= {"validate s": watch.lap(), "peak MB validated": peak_megabytes()}
    watch.lap()
    formulation = formulate(scenario)
    figures |= {"build s": watch.lap(), "peak MB built": peak_megabytes()}
    rows, columns = formulation.program.matrix.shape
    return formulation, figures | {
        "rows": rows,
        "columns": columns,
        "nonzeros": formulation.program.matrix.nnz,
    }


def answered(formulation: Formulation, size: str, seed: int) -> dict[str, float]:
    """Return the figures of solving fill and reading the plan."""
    run = solved(with_goals(formulation, 1))
    return {
        "hand over s": run.hand_over,
        "solve s": run.solve,
        "read s": run.read,
        "peak MB solved": peak_megabytes(),
        "objective": objective(generate(SIZES[size], seed), run.plan),
    }


def repeated(arguments: list[str], runs: int) -> list[dict[str, float]]:
    """Run this module so many times, each in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.large", *arguments, "--once"]
    return [
        json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
        for _ in range(runs)
    ]


def main() -> None:
    """Print the medians."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large", description=__doc__.splitlines()[0])
    parser.add_argument("--size", choices=tuple(SIZES), default="L")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--solve", action="store_true")
    parser.add_argument("--once", action="store_true", help="one run in this process, as JSON")
    asked = parser.parse_args()
    if asked.once:
        formulation, figures = built(asked.size, asked.seed)
        print(json.dumps(figures | (answered(formulation, asked.size, asked.seed) if asked.solve else {})))
        return
    arguments = ["--size", asked.size, "--seed", str(asked.seed), *(["--solve"] if asked.solve else [])]
    runs = repeated(arguments, asked.runs)
    for name in runs[0]:
        print(f"{name:18s} {statistics.median(run[name] for run in runs):14.3f}")


if __name__ == "__main__":
    main()

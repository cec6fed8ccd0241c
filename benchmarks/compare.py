"""The planner and its peers side by side: `python -m benchmarks.compare --size M --runs 5`.

Each run is a process of its own, so that peak memory is that of one tool; runs are interleaved (everyone
once, then everyone again), so that whatever else the machine does falls on all alike. Everyone uses one
thread.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.contestants import CONTESTANTS, OURS
from benchmarks.timing import STAGES

AGREEMENT = 1e-6
"""How far objectives may differ, relatively."""
SLOW = ("pulp-cbc", "linopy-highs", "pyomo-highs")
"""Left out unless asked for: HiGHS as it comes is there with PuLP already, and CBC's own choice of method
is far slower than the primal simplex that it also has."""
PACKAGES = ("highspy", "pulp", "linopy", "pyomo", "numpy", "pandas", "scipy")

Figures = Mapping[str, float]


def measure(name: str, size: str, seed: int) -> Figures:
    """Run one contestant once in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.worker", name, size, str(seed)]
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **threads}, check=False)
    if done.returncode:
        raise RuntimeError(f"{name} failed:\n{done.stderr[-2000:]}")
    figures: Figures = json.loads(done.stdout)
    return figures


def medians(runs: Sequence[Figures]) -> dict[str, float]:
    """Return the median of each figure."""
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def disagreement(results: Mapping[str, Sequence[Figures]]) -> float:
    """Return the largest relative difference between any two objectives."""
    objectives = [run["objective"] for runs in results.values() for run in runs]
    return (max(objectives) - min(objectives)) / max(1.0, abs(min(objectives)))


def comparison(results: Mapping[str, Sequence[Figures]], title: str) -> Table:
    """Return the table that is printed."""
    table = Table(title=title)
    ratio = f"total / {OURS}"
    for heading in ("", *STAGES, "total", "not solving", "peak MB", "objective", ratio):
        table.add_column(heading, justify="left" if not heading else "right")
    ours = medians(results[OURS])["total"] if OURS in results else None
    for name, runs in results.items():
        median = medians(runs)
        seconds = [median[stage] for stage in STAGES] + [median["total"]]
        others = statistics.median(run["total"] - run["solve"] for run in runs)
        table.add_row(
            name,
            *(f"{value:.3f}" for value in (*seconds, others)),
            f"{median['peak megabytes']:.0f}",
            f"{median['objective']:.6f}",
            "" if ours is None else f"{median['total'] / ours:.2f}",
        )
    return table


def further(results: Mapping[str, Sequence[Figures]]) -> list[str]:
    """Say what was measured beside the stages."""
    lines = []
    for name in (name for name in results if name.startswith(OURS)):
        median = medians(results[name])
        lines.append(
            f"{name}: beside the total, {median['validate']:.3f} s to check the scenario and "
            f"{median['audit']:.3f} s to audit the answer"
        )
    return lines


def environment() -> dict[str, str]:
    """Return what a reader needs to judge the figures; nothing that tells whose machine it was."""
    versions = {}
    for package in PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": str(os.cpu_count()),
        **versions,
    }


def chosen(names: str | None) -> list[str]:
    """Return the contestants asked for, without those that are not installed, which are named."""
    wanted = names.split(",") if names else [name for name in CONTESTANTS if name not in SLOW]
    unknown = [name for name in wanted if name not in CONTESTANTS]
    if unknown:
        raise SystemExit(f"unknown: {', '.join(unknown)}; known: {', '.join(CONTESTANTS)}")
    for name in wanted:
        if CONTESTANTS[name].missing:
            print(f"skipped {name}: not installed: {', '.join(CONTESTANTS[name].missing)}")
    return [name for name in wanted if not CONTESTANTS[name].missing]


def run(names: Sequence[str], size: str, seed: int, runs: int) -> dict[str, list[Figures]]:
    """Run everyone so many times, one after the other."""
    results: dict[str, list[Figures]] = {name: [] for name in names}
    for number in range(runs):
        for name in names:
            print(f"run {number + 1} of {runs}: {name}", file=sys.stderr, flush=True)
            results[name].append(measure(name, size, seed))
    return results


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__.splitlines()[0])
    parser.add_argument("--size", choices=("S", "M", "L"), default="M")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", help="names, separated by commas: " + ", ".join(CONTESTANTS))
    parser.add_argument("--json", help="write all figures to this file")
    return parser.parse_args()


def main() -> int:
    """Run the comparison; 1 where objectives do not agree."""
    asked = arguments()
    results = run(chosen(asked.peers), asked.size, asked.seed, asked.runs)
    title = f"{asked.size}, seed {asked.seed}: seconds, medians of {asked.runs}, one thread"
    Console(width=140).print(comparison(results, title))
    apart = disagreement(results)
    print(*further(results), f"objectives differ by at most {apart:.1e}", sep="\n")
    print(", ".join(f"{name} {value}" for name, value in environment().items()))
    if asked.json:
        figures: dict[str, Any] = {
            "size": asked.size,
            "seed": asked.seed,
            "environment": environment(),
            "medians": {name: medians(runs) for name, runs in results.items()},
            "runs": results,
        }
        Path(asked.json).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return int(apart > AGREEMENT)


if __name__ == "__main__":
    sys.exit(main())

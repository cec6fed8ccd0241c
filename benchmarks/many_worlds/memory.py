"""The most memory that a process has while it draws and solves few worlds, and many."""

from __future__ import annotations

import resource
import subprocess
import sys

from benchmarks.many_worlds.scenarios import reassurance
from planner.formulation.formulate import formulate
from planner.worlds.answers import answers
from planner.worlds.chances import Chances
from planner.worlds.family import Family

TIMES = 4
"""How many times as many worlds are the many."""


def told(count: int) -> int:
    """Print the most memory with so many worlds and with more, each in a process of its own."""
    few, many = (_most(number) for number in (count, TIMES * count))
    each = (many - few) * 1e3 / ((TIMES - 1) * count)
    print(
        f"memory: {count} worlds {few:.0f} MB, {TIMES * count} {many:.0f} MB: {each:.1f} kB a world",
        flush=True,
    )
    return 0


def _most(count: int) -> float:
    """Return the most memory of a process that solves so many worlds, in MB."""
    command = [sys.executable, "-m", "benchmarks.many_worlds.memory", str(count)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _solve(count: int) -> None:
    scenario = reassurance()
    chances = Chances.of(scenario)
    worlds = chances.worlds(chances.draws(count, 1))[:count]
    answers(Family.of(formulate(scenario), worlds), worlds)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)


if __name__ == "__main__":
    _solve(int(sys.argv[1]))

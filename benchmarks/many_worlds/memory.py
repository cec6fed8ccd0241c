"""The most memory that a process has while it draws few or many worlds, has them solved, and tells of them.

All is as in `uncertainty` but for the prices of offers. So many worlds are solved, and the others answered
with copies of what the last task said: how many there are is what is looked at, and each task begins anew.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

from benchmarks.many_worlds.scenarios import reassurance
from planner.formulation.formulate import formulate
from planner.studies.uncertainty.counted_worlds import CountedWorlds
from planner.studies.uncertainty.drawn import Drawn
from planner.worlds import answers
from planner.worlds.chances import Chances
from planner.worlds.distinct import Distinct
from planner.worlds.family import Family
from planner.worlds.solving_worlds import Lot, Task, solved_task
from planner.worlds.world_answer import Answer

COUNTS = (1_000, 10_000, 100_000)
"""So many draws there are at least; what is drawn again for drivers makes more than twice as many worlds."""


def told(solved: int) -> int:
    """Print the most memory with each count, each in a process of its own."""
    for count in COUNTS:
        command = [sys.executable, "-m", __name__, str(count), str(solved)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print(f"memory: {said.strip()}", flush=True)
    return 0


class _Copied:
    """Solves the first worlds, and says the same again of the others."""

    def __init__(self, solved: int) -> None:
        self._left = solved
        self._known: list[Answer] = []

    def __call__(self, lot: Lot, task: Task, seconds: float | None) -> list[Answer]:
        if self._left > 0:
            self._left -= len(task)
            self._known = solved_task(lot, task, seconds)
            return self._known
        each = (self._known[number % len(self._known)] for number in range(len(task)))
        return [replace(one, short=one.short.copy(), sent=one.sent.copy()) for one in each]


def _run(count: int, solved: int) -> None:
    answers.solved_task = _Copied(solved)  # type: ignore[attr-defined, assignment]
    scenario = reassurance()
    drawn = Drawn.of(Chances.of(scenario), count, 1)
    worlds = Distinct.of(drawn.worlds)
    family = Family.of(formulate(scenario), worlds)
    with closing(CountedWorlds(family, drawn, worlds)) as counts:
        answers.hand_on(family, worlds, counts.take)
        said: Sequence[object] = [
            *counts.fills(),
            *counts.phases(),
            *counts.requirements(),
            *counts.drivers(),
        ]
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    spent = sum(os.times()[:2])
    print(
        f"{drawn.count} draws, {len(worlds)} worlds that differ, {min(solved, len(worlds))} of them solved: "
        f"{most:.0f} MB at most, {spent:.0f} s; {len(said)} figures told"
    )


if __name__ == "__main__":
    _run(int(sys.argv[1]), int(sys.argv[2]))

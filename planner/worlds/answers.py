"""Many worlds solved: each answer in short, the same whatever the number of workers.

The first worlds are a task that goes before the others, which all go on from the bases that these met; each
solves every world from the nearest basis of those and of the worlds before it. So an answer depends on the
first worlds and its task, and not on who worked on it, or what else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import overload

from planner.engines.engine import Status
from planner.worlds.distinct import Distinct
from planner.worlds.family import Family
from planner.worlds.kept_answers import KeptAnswers
from planner.worlds.processes import by_workers, held_here
from planner.worlds.solving_worlds import Effort, Lot, Task, solved_task
from planner.worlds.world import World
from planner.worlds.world_answer import Answer

TASK = 500
"""How many worlds one task has at most: each begins anew, and a world is near to more of those before it."""
FIRST = 32
"""How many worlds are solved first, where they are more than one task: each process solves these anew."""
FEWEST = 100
"""How many it has at least, as long as there are so many."""
NUMBERS = 1_000_000
"""How many rows and columns its worlds have together at most; with whole numbers it has the fewest."""
PARTS = 8
"""There are so many tasks, if that leaves each the fewest: whoever waits sees how far it is, and a stop
keeps what was found."""


Take = Callable[[int, list[Answer]], None]
"""Whom answers are handed to, those of the worlds from a number on."""


def answers(
    family: Family,
    worlds: Sequence[World],
    effort: Effort | None = None,
    *,
    partly: bool = False,
    about: str = "worlds",
) -> list[Answer]:
    """Return the answer of each world; equal worlds are solved once, those after the limit not at all.

    `partly` says that the keyboard's interrupt ends it like a limit, with what was found by then. `about` is
    what progress calls them, for a study that solves several lots.
    """
    distinct = Distinct.of(worlds)
    found = [Answer(Status.LIMIT)] * len(distinct)

    def take(start: int, answered: list[Answer]) -> None:
        found[start : start + len(answered)] = answered

    hand_on(family, distinct, take, effort, partly=partly, about=about)
    return [found[number] for number in distinct.number.tolist()]


def hand_on(
    family: Family,
    worlds: Sequence[World],
    take: Take,
    effort: Effort | None = None,
    *,
    partly: bool = False,
    about: str = "worlds",
) -> int:
    """Solve worlds, no two alike, and hand their answers on task by task, in any order; none is kept here.

    Returns of how many that was: the limit may leave some out. `partly` and `about` are as for `answers`.
    """
    effort = effort or Effort()
    lot, tasks = shared_out(family, worlds)
    done = 0
    try:
        for number, answered in _found(lot, tasks, effort):
            take(tasks.spans[number][0], answered)
            done += len(answered)
            if effort.progress is not None and done < len(worlds):
                effort.progress(about, done, len(worlds))
    except KeyboardInterrupt:
        if not partly:
            raise
    return done


@dataclass(frozen=True, eq=False)
class Tasks(Sequence[Task]):
    """The tasks that some worlds are: each from a number to another, and made when it is asked for."""

    worlds: Sequence[World]
    spans: Sequence[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.spans)

    def only(self, numbers: Sequence[int]) -> Tasks:
        """Return some of them."""
        return Tasks(self.worlds, [self.spans[number] for number in numbers])

    @overload
    def __getitem__(self, number: int) -> Task: ...
    @overload
    def __getitem__(self, number: slice) -> list[Task]: ...
    def __getitem__(self, number: int | slice) -> Task | list[Task]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        return tuple(self.worlds[slice(*self.spans[number])])


def shared_out(family: Family, worlds: Sequence[World]) -> tuple[Lot, Tasks]:
    """Return the lot of some worlds, and the tasks that they are, the first worlds first."""
    count = len(worlds)
    size = task_size(family, count)
    first = FIRST if family.hot and count > size else size
    starts = sorted({0, *range(first, count, size), count})
    tasks = Tasks(worlds, list(pairwise(starts)))
    return Lot(family, tasks[0] if len(tasks) and family.hot else ()), tasks


def task_size(family: Family, count: int) -> int:
    """Return how many of a count of worlds of a family are one task."""
    largest = min(TASK, NUMBERS // max(sum(family.program.matrix.shape), 1)) if family.hot else FEWEST
    return max(min(largest, -(-count // PARTS)), FEWEST)


Found = Iterator[tuple[int, list[Answer]]]


def _found(lot: Lot, tasks: Tasks, effort: Effort) -> Found:
    """Yield tasks as they are known or solved; what is solved is kept where that is asked for."""
    kept = None if effort.cache is None else KeptAnswers(effort.cache, lot)
    missing: list[int] = []
    for number in effort.begun(range(len(tasks))):
        known = None if kept is None else kept.of(tasks[number])
        if known is None:
            missing.append(number)
        else:
            yield number, known
    for spot, answered in _way(effort, len(missing))(lot, tasks.only(missing), effort):
        if kept is not None:
            kept.keep(tasks[missing[spot]], answered)
        yield missing[spot], answered


def _way(effort: Effort, count: int) -> Callable[[Lot, Sequence[Task], Effort], Found]:
    """Return who solves so many tasks: a cluster, processes, or this one."""
    if effort.scheduler is not None and count:
        from planner.worlds.cluster import solved_on_cluster

        return solved_on_cluster
    return _by_workers if effort.workers > 1 and count > 1 else _here


def _here(lot: Lot, tasks: Sequence[Task], effort: Effort) -> Found:
    for number in effort.begun(range(len(tasks))):
        yield number, solved_task(lot, tasks[number], effort.left)


def _by_workers(lot: Lot, tasks: Sequence[Task], effort: Effort) -> Found:
    work = partial(_work, deadline=effort.deadline)
    return by_workers(work, tasks, effort.workers, held=lot, begun=effort.begun)


def _work(worlds: tuple[World, ...], deadline: float | None) -> list[Answer]:
    return solved_task(held_here(), worlds, Effort(deadline=deadline).left)

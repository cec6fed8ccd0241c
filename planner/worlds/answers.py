"""Many worlds solved: each answer in short, the same whatever the number of workers.

The first worlds are a task that goes before the others, which all go on from the bases that these met; each
solves every world from the nearest basis of those and of the worlds before it. So an answer depends on the
first worlds and its task, and not on who worked on it, or what else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from planner.engines.engine import Status
from planner.worlds.family import Family
from planner.worlds.kept_answers import KeptAnswers
from planner.worlds.processes import by_workers, held_here
from planner.worlds.solving_worlds import Effort, Lot, solved_task
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
    effort = effort or Effort()
    each = list(dict.fromkeys(worlds))
    lot, tasks = shared_out(family, each)
    solved: dict[World, Answer] = {}
    try:
        for number, answered in _found(lot, tasks, effort):
            solved.update(zip(tasks[number], answered, strict=True))
            if effort.progress is not None and len(solved) < len(each):
                effort.progress(about, len(solved), len(each))
    except KeyboardInterrupt:
        if not partly:
            raise
    return [solved.get(world, Answer(Status.LIMIT)) for world in worlds]


def shared_out(family: Family, each: Sequence[World]) -> tuple[Lot, list[tuple[World, ...]]]:
    """Return the lot of some worlds, and the tasks that they are, the first worlds first."""
    size = task_size(family, len(each))
    first = FIRST if family.hot and len(each) > size else size
    starts = [0, *range(first, len(each), size), len(each)]
    tasks = [tuple(each[start:end]) for start, end in pairwise(starts) if end > start]
    return Lot(family, tasks[0] if tasks and family.hot else ()), tasks


def task_size(family: Family, count: int) -> int:
    """Return how many of a count of worlds of a family are one task."""
    largest = min(TASK, NUMBERS // max(sum(family.program.matrix.shape), 1)) if family.hot else FEWEST
    return max(min(largest, -(-count // PARTS)), FEWEST)


Found = Iterator[tuple[int, list[Answer]]]


def _found(lot: Lot, tasks: Sequence[tuple[World, ...]], effort: Effort) -> Found:
    """Yield tasks as they are known or solved; what is solved is kept where that is asked for."""
    kept = None if effort.cache is None else KeptAnswers(effort.cache, lot)
    missing: list[int] = []
    for number, task in enumerate(tasks):
        known = None if kept is None else kept.of(task)
        if known is None:
            missing.append(number)
        else:
            yield number, known
    for spot, answered in _way(effort, len(missing))(lot, [tasks[number] for number in missing], effort):
        if kept is not None:
            kept.keep(tasks[missing[spot]], answered)
        yield missing[spot], answered


def _way(effort: Effort, tasks: int) -> Callable[[Lot, Sequence[tuple[World, ...]], Effort], Found]:
    """Return who solves so many tasks: a cluster, processes, or this one."""
    if effort.scheduler is not None and tasks:
        from planner.worlds.cluster import solved_on_cluster

        return solved_on_cluster
    return _by_workers if effort.workers > 1 and tasks > 1 else _here


def _here(lot: Lot, tasks: Sequence[tuple[World, ...]], effort: Effort) -> Found:
    for number, task in enumerate(tasks):
        yield number, solved_task(lot, task, effort.left)


def _by_workers(lot: Lot, tasks: Sequence[tuple[World, ...]], effort: Effort) -> Found:
    return by_workers(partial(_work, deadline=effort.deadline), tasks, effort.workers, lot)


def _work(worlds: tuple[World, ...], deadline: float | None) -> list[Answer]:
    return solved_task(held_here(), worlds, Effort(deadline=deadline).left)

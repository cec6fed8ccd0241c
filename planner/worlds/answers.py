"""Many worlds solved: each answer in short, the same whatever the number of workers.

Worlds are solved in tasks of a fixed size. Each task begins with the scenario as it is and solves every world
from the nearest basis of those before it, so an answer depends on its task alone and not on who worked on it,
or what else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from planner.engines.engine import Status
from planner.worlds.family import Family
from planner.worlds.kept_answers import KeptAnswers
from planner.worlds.processes import beginning
from planner.worlds.solving_worlds import Effort, solved_task
from planner.worlds.world import World
from planner.worlds.world_answer import Answer

TASK = 500
"""How many worlds one task has at most: each begins anew, and a world is near to more of those before it."""
FEWEST = 100
"""How many it has at least, as long as there are so many."""
NUMBERS = 1_000_000
"""How many rows and columns its worlds have together at most; with whole numbers it has the fewest."""
PARTS = 8
"""There are so many tasks, if that leaves each the fewest: whoever waits sees how far it is, and a stop
keeps what was found."""
TRIES = 3
"""How often workers that were lost are replaced."""


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
    size = task_size(family, len(each))
    tasks = [tuple(each[start : start + size]) for start in range(0, len(each), size)]
    solved: dict[World, Answer] = {}
    try:
        for number, answered in _found(family, tasks, effort):
            solved.update(zip(tasks[number], answered, strict=True))
            if effort.progress is not None and len(solved) < len(each):
                effort.progress(about, len(solved), len(each))
    except KeyboardInterrupt:
        if not partly:
            raise
    return [solved.get(world, Answer(Status.LIMIT)) for world in worlds]


def task_size(family: Family, count: int) -> int:
    """Return how many of a count of worlds of a family are one task."""
    largest = min(TASK, NUMBERS // max(sum(family.program.matrix.shape), 1)) if family.hot else FEWEST
    return max(min(largest, -(-count // PARTS)), FEWEST)


Found = Iterator[tuple[int, list[Answer]]]


def _found(family: Family, tasks: Sequence[tuple[World, ...]], effort: Effort) -> Found:
    """Yield tasks as they are known or solved; what is solved is kept where that is asked for."""
    kept = None if effort.cache is None else KeptAnswers(effort.cache, family)
    missing: list[int] = []
    for number, task in enumerate(tasks):
        known = None if kept is None else kept.of(task)
        if known is None:
            missing.append(number)
        else:
            yield number, known
    for spot, answered in _way(effort, len(missing))(family, [tasks[number] for number in missing], effort):
        if kept is not None:
            kept.keep(tasks[missing[spot]], answered)
        yield missing[spot], answered


def _way(effort: Effort, tasks: int) -> Callable[[Family, Sequence[tuple[World, ...]], Effort], Found]:
    """Return who solves so many tasks: a cluster, processes, or this one."""
    if effort.scheduler is not None and tasks:
        from planner.worlds.cluster import solved_on_cluster

        return solved_on_cluster
    return _by_workers if effort.workers > 1 and tasks > 1 else _here


def _here(family: Family, tasks: Sequence[tuple[World, ...]], effort: Effort) -> Found:
    for number, task in enumerate(tasks):
        yield number, solved_task(family, task, effort.left)


def _by_workers(family: Family, tasks: Sequence[tuple[World, ...]], effort: Effort) -> Found:
    """Yield tasks as workers finish them; those of a worker that was lost are done again by others."""
    left = set(range(len(tasks)))
    for attempt in range(TRIES):
        try:
            for number, answered in _pooled(family, {spot: tasks[spot] for spot in sorted(left)}, effort):
                left.discard(number)
                yield number, answered
        except BrokenProcessPool:
            if attempt == TRIES - 1:
                raise
        if not left:
            return


def _pooled(family: Family, tasks: dict[int, tuple[World, ...]], effort: Effort) -> Found:
    with ProcessPoolExecutor(
        min(effort.workers, len(tasks)), mp_context=beginning(), initializer=_begin, initargs=(family,)
    ) as pool:
        asked: dict[Future[list[Answer]], int] = {
            pool.submit(_work, task, effort.deadline): number for number, task in tasks.items()
        }
        for done in as_completed(asked):
            yield asked[done], done.result()


class _Worker:
    """What a worker process holds."""

    family: Family | None = None


def _begin(family: Family) -> None:
    _Worker.family = family


def _work(worlds: tuple[World, ...], deadline: float | None) -> list[Answer]:
    if _Worker.family is None:
        raise RuntimeError("a worker was given worlds before their family")
    return solved_task(_Worker.family, worlds, Effort(deadline=deadline).left)

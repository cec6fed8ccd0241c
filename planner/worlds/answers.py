"""Many worlds solved: each answer in short, the same whatever the number of workers.

Worlds are solved in tasks of a fixed size. Each task begins with the scenario as it is and solves every world
from the basis of that, so an answer depends on its task alone and not on who worked on it, or what else.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from planner.engines.again import Again
from planner.engines.engine import Face, Status
from planner.engines.highs import Highs
from planner.engines.solve import Progress, solve
from planner.program.blocks import FloatArray
from planner.worlds.family import Family
from planner.worlds.kept_answers import KeptAnswers
from planner.worlds.world import World
from planner.worlds.world_answer import Answer

TASK = 100
"""How many worlds one task has."""
TRIES = 3
"""How often workers that were lost are replaced."""


@dataclass(frozen=True)
class Effort:
    """How much may go into many worlds: worker processes, until when by the monotonic clock, whom to tell.

    `cache` is a folder in which answers are kept, and looked for first.
    """

    workers: int = 1
    deadline: float | None = None
    progress: Progress | None = None
    cache: Path | None = None

    @property
    def spent(self) -> bool:
        """Whether time is up."""
        return self.deadline is not None and time.monotonic() >= self.deadline

    @property
    def left(self) -> float | None:
        """The seconds left; None where there is no limit."""
        return None if self.deadline is None else max(self.deadline - time.monotonic(), 0.0)


def answers(
    family: Family, worlds: Sequence[World], effort: Effort | None = None, *, partly: bool = False
) -> list[Answer]:
    """Return the answer of each world; equal worlds are solved once, those after the limit not at all.

    `partly` says that the keyboard's interrupt ends it like a limit, with what was found by then.
    """
    effort = effort or Effort()
    each = list(dict.fromkeys(worlds))
    tasks = [tuple(each[start : start + TASK]) for start in range(0, len(each), TASK)]
    solved: dict[World, Answer] = {}
    try:
        for number, answered in _found(family, tasks, effort):
            solved.update(zip(tasks[number], answered, strict=True))
            if effort.progress is not None and len(solved) < len(each):
                effort.progress("worlds", len(solved), len(each))
    except KeyboardInterrupt:
        if not partly:
            raise
    return [solved.get(world, Answer(Status.LIMIT)) for world in worlds]


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
    solve = _by_workers if effort.workers > 1 and len(missing) > 1 else _here
    for spot, answered in solve(family, [tasks[number] for number in missing], effort):
        if kept is not None:
            kept.keep(tasks[missing[spot]], answered)
        yield missing[spot], answered


def _here(family: Family, tasks: Sequence[tuple[World, ...]], effort: Effort) -> Found:
    for number, task in enumerate(tasks):
        yield number, _task(family, task, effort.deadline)


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
    begun = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        min(effort.workers, len(tasks)), mp_context=begun, initializer=_begin, initargs=(family,)
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
    return _task(_Worker.family, worlds, deadline)


def _task(family: Family, worlds: Sequence[World], deadline: float | None) -> list[Answer]:
    """Return the answers of one task."""
    effort = Effort(deadline=deadline)
    way = _Hot(family, effort) if family.hot else _Anew(family, effort)
    return [Answer(Status.LIMIT) if effort.spent else way.answer(world) for world in worlds]


class _Anew:
    """Worlds with whole numbers, each solved from the beginning."""

    def __init__(self, family: Family, effort: Effort) -> None:
        self._family, self._effort = family, effort

    def answer(self, world: World) -> Answer:
        alone = self._family.anew(world)
        goals = alone.program.goals[: len(self._family.program.goals)]
        wanted = replace(alone.program, goals=goals)
        return Answer.of(alone.ground, wanted, solve(wanted, Highs(), seconds=self._effort.left))


class _Hot:
    """Worlds of a linear program, each from the basis of the scenario as it is."""

    def __init__(self, family: Family, effort: Effort) -> None:
        self._family, self._effort, self._again = family, effort, Again(family.program)
        self._face = family.face(World())
        self._plan = self._again.solve(self._face, seconds=effort.left)

    def answer(self, world: World) -> Answer:
        face = self._family.face(world)
        solution = self._plan
        if not self._stays_best(face):
            solution = self._again.solve(face, seconds=self._effort.left)
        return Answer.of(self._family.ground, self._family.program, solution)

    def _stays_best(self, face: Face) -> bool:
        """Say whether a world only takes away, and nothing that the plan uses: then that is the plan."""
        base, values = self._face, self._plan.values
        return (
            self._plan.status is Status.OPTIMAL
            and bool(np.all(face.lower >= base.lower) and np.all(face.upper <= base.upper))
            and bool(np.all(face.row_lower >= base.row_lower) and np.all(face.row_upper <= base.row_upper))
            and bool(np.all(values >= face.lower) and np.all(values <= face.upper))
            and self._keeps(face)
        )

    def _keeps(self, face: Face) -> bool:
        """Say whether the plan meets the rows that are tighter."""
        activity = self._activity
        lower = (face.row_lower <= self._face.row_lower) | (activity >= face.row_lower)
        upper = (face.row_upper >= self._face.row_upper) | (activity <= face.row_upper)
        return bool(np.all(lower & upper))

    @cached_property
    def _activity(self) -> FloatArray:
        return np.asarray(self._family.program.matrix @ self._plan.values, dtype=float)

"""One task of worlds solved, and how much may go into many."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from planner.engines.engine import Face, Status
from planner.engines.highs import Highs
from planner.engines.solve import Progress, solve
from planner.engines.together import Together
from planner.program.blocks import FloatArray
from planner.worlds.family import Family
from planner.worlds.world import World
from planner.worlds.world_answer import Answer


@dataclass(frozen=True)
class Effort:
    """How much may go into many worlds: worker processes, until when by the monotonic clock, whom to tell.

    `cache` is a folder in which answers are kept, and looked for first. `scheduler` is the address of a dask
    cluster that solves what is missing, in place of processes of this machine.
    """

    workers: int = 1
    deadline: float | None = None
    progress: Progress | None = None
    cache: Path | None = None
    scheduler: str | None = None

    @property
    def spent(self) -> bool:
        """Whether time is up."""
        return self.deadline is not None and time.monotonic() >= self.deadline

    @property
    def left(self) -> float | None:
        """The seconds left; None where there is no limit."""
        return None if self.deadline is None else max(self.deadline - time.monotonic(), 0.0)


def solved_task(family: Family, worlds: Sequence[World], seconds: float | None) -> list[Answer]:
    """Return the answers of one task, which is given so many seconds."""
    effort = Effort(deadline=None if seconds is None else time.monotonic() + seconds)
    return _Hot(family, effort).answers(worlds) if family.hot else _Anew(family, effort).answers(worlds)


class _Anew:
    """Worlds with whole numbers, each solved from the beginning."""

    def __init__(self, family: Family, effort: Effort) -> None:
        self._family, self._effort = family, effort

    def answers(self, worlds: Sequence[World]) -> list[Answer]:
        return [Answer(Status.LIMIT) if self._effort.spent else self._answer(world) for world in worlds]

    def _answer(self, world: World) -> Answer:
        alone = self._family.anew(world)
        goals = alone.program.goals[: len(self._family.program.goals)]
        wanted = replace(alone.program, goals=goals)
        return Answer.of(alone.ground, wanted, solve(wanted, Highs(), seconds=self._effort.left))


class _Hot:
    """Worlds of a linear program, each from the nearest of the scenario as it is and the worlds before."""

    def __init__(self, family: Family, effort: Effort) -> None:
        self._family, self._effort, self._face = family, effort, family.face(World())
        self._together = Together(family.program, self._face, seconds=effort.left)
        self._plan = self._together.first

    def answers(self, worlds: Sequence[World]) -> list[Answer]:
        faces = [self._family.face(world) for world in worlds]
        others = [spot for spot, face in enumerate(faces) if not self._stays_best(face)]
        solved = self._together.solve_each([faces[spot] for spot in others], lambda: self._effort.left)
        found = dict(zip(others, solved, strict=True))
        ground, program = self._family.ground, self._family.program
        return [Answer.of(ground, program, found.get(spot, self._plan)) for spot in range(len(worlds))]

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

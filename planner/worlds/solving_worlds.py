"""One task of worlds solved, and how much may go into many."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path

import numpy as np

from planner.engines.engine import Face, Status
from planner.engines.hot.known_plan import KnownPlan
from planner.engines.hot.together import Together
from planner.engines.solve import Progress, Solution, solve
from planner.engines.solvers.highs import Highs
from planner.program.blocks import FloatArray
from planner.worlds.family import Family
from planner.worlds.world import World
from planner.worlds.world_answer import Answer

Task = tuple[World, ...]
"""Worlds that are solved together, in their order."""


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

    def begun(self, numbers: Iterable[int]) -> Iterator[int]:
        """Yield the numbers of tasks that are begun: once time is up no further task is made, or sent."""
        return takewhile(lambda _: not self.spent, numbers)

    def in_time(self, worlds: Iterable[World]) -> Iterator[World]:
        """Yield worlds that take a while to make; raises TimeoutError once time is up."""
        for world in worlds:
            if self.spent:
                raise TimeoutError
            yield world


class Lot:
    """Worlds of a family of which the `first` are solved first: tasks go on from what these met.

    Each process solves these once, after the scenario as it is, and every task begins from just that and in
    a solver of its own: so an answer depends on the first worlds and on its task, and not on who worked on
    it, or what else.
    """

    def __init__(self, family: Family, first: tuple[World, ...] = ()) -> None:
        self.family, self.first = family, first
        self._begun: tuple[_Hot, list[Answer]] | None = None

    def __getstate__(self) -> dict[str, object]:
        """Leave out what is solved: who is sent it solves it again, as a solver cannot be sent."""
        return {"family": self.family, "first": self.first, "_begun": None}

    def solved(self, task: Sequence[World], seconds: float | None) -> list[Answer]:
        """Return the answers of one task, which is given so many seconds."""
        effort = Effort(deadline=None if seconds is None else time.monotonic() + seconds)
        if not self.family.hot:
            return _Anew(self.family, effort).answers(task)
        if self._begun is None:
            hot = _Hot.of(self.family, effort)
            self._begun = hot, hot.answers(self.first, effort)
        hot, first = self._begun
        return first if task == self.first else hot.further().answers(task, effort)


def solved_task(lot: Lot, task: Sequence[World], seconds: float | None) -> list[Answer]:
    """Return the answers of one task of a lot: what another process is sent to do."""
    return lot.solved(task, seconds)


class _Anew:
    """Worlds with whole numbers, or with rows of their own, each solved from the beginning."""

    def __init__(self, family: Family, effort: Effort) -> None:
        self._family, self._effort = family, effort

    def answers(self, worlds: Sequence[World]) -> list[Answer]:
        return [Answer(Status.LIMIT) if self._effort.spent else self._answer(world) for world in worlds]

    def _answer(self, world: World) -> Answer:
        alone = self._family.anew(world)
        goals = alone.program.goals[: len(self._family.program.goals)]
        wanted = replace(alone.program, goals=goals)
        return Answer.of(alone.ground, wanted, solve(wanted, Highs(), seconds=self._effort.left))


@dataclass(frozen=True, eq=False)
class _Hot:
    """Worlds of a linear program, each from the nearest of the scenario as it is and the worlds before."""

    _family: Family
    _face: Face
    _together: Together
    _alone: dict[str, KnownPlan | None] = field(default_factory=dict)
    """The plans of worlds that differ in nothing but that one nation is gone."""

    @classmethod
    def of(cls, family: Family, effort: Effort) -> _Hot:
        face = family.face(World())
        return cls(family, face, Together(family.program, face, seconds=effort.left))

    def further(self) -> _Hot:
        """Return one that goes on from what was met here, and of which nothing is met here."""
        return replace(self, _together=self._together.further(), _alone=dict(self._alone))

    @property
    def _plan(self) -> Solution:
        return self._together.first

    def answers(self, worlds: Sequence[World], effort: Effort) -> list[Answer]:
        """Return the answer of each; of only a few at once more is known than the answer."""
        found = self._remade(worlds, effort)
        own, some = [spot for spot in range(len(worlds)) if spot not in found], self._together.at_once
        for part in (own[start : start + some] for start in range(0, len(own), some)):
            found.update(zip(part, self._few([worlds[spot] for spot in part], effort), strict=True))
        return [found[spot] for spot in range(len(worlds))]

    def _few(self, worlds: Sequence[World], effort: Effort) -> Iterator[Answer]:
        """Yield the answer of each, and keep the plans of those in which one nation is gone."""
        faces = [self._family.face(world) for world in worlds]
        others = [spot for spot, face in enumerate(faces) if not self._stays_best(face)]
        guesses = [self._guess(worlds[spot]) for spot in others]
        solved = self._together.solve_each([faces[spot] for spot in others], lambda: effort.left, guesses)
        found = dict(zip(others, solved, strict=True))
        ground, program = self._family.ground, self._family.program
        for spot, world in enumerate(worlds):
            solution = found.get(spot, self._plan)
            if len(world.gone) == 1 and world.only_lacks:
                self._alone[world.gone[0]] = self._together.known(solution)
            yield Answer.of(ground, program, solution)

    def _remade(self, worlds: Sequence[World], effort: Effort) -> dict[int, Answer]:
        """Return the answers of worlds that have rows that the program has not."""
        spots = [spot for spot, world in enumerate(worlds) if self._family.remade(world)]
        answers = _Anew(self._family, effort).answers([worlds[spot] for spot in spots])
        return dict(zip(spots, answers, strict=True))

    def _guess(self, world: World) -> KnownPlan | None:
        """Return what the plan is without several nations if what becomes of it without each adds up."""
        if len(world.gone) < 2 or not world.only_lacks:
            return None
        each = [one for name in world.gone if (one := self._alone.get(name)) is not None]
        plan = self._together.known(self._plan) if len(each) == len(world.gone) else None
        return None if plan is None else plan.with_all(each)

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

"""Goals in order in whole numbers, island by island of a program that falls apart.

An island is a small program, and one that was solved before need not be solved again, whatever became of the
others: where one bound moves, all but one island are as they were.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.engines.engine import Doubted, Engine, Pace, Status
from planner.engines.ladder import Changed, Stage
from planner.engines.solvers.highs_mixed import METHOD
from planner.engines.whole.islands import Island, islands, parted
from planner.engines.whole.whole_numbers import Answered, WholeNumbers
from planner.program.blocks import FloatArray
from planner.program.program import Program

COLUMNS = 10_000
"""Programs of more columns are not taken apart: to look whether they can be takes long itself."""
KEPT = 500
"""So many answers are remembered."""


@dataclass(frozen=True, eq=False)
class Reached:
    """What an island has come to by some of its goals: all are proven where it ended as optimal.

    Where it did not there is nothing to be made of it. `answers` are those of branch and bound for each goal,
    from which more goals can go on.
    """

    status: Status
    values: FloatArray
    stages: tuple[Stage, ...]
    doubted: tuple[Doubted, ...]
    answers: tuple[Answered, ...] = ()


class KnownIslands:
    """What islands that were solved have come to."""

    def __init__(self) -> None:
        self._known: dict[bytes, Reached] = {}

    def of(self, key: bytes) -> Reached | None:
        """Return what is known of an island."""
        reached = self._known.pop(key, None)
        if reached is not None:
            self._known[key] = reached
        return reached

    def note(self, key: bytes, reached: Reached) -> None:
        """Take note of what an island has come to; the one that was asked for longest ago may go."""
        self._known[key] = reached
        if len(self._known) > KEPT:
            del self._known[next(iter(self._known))]


class IslandLadder:
    """The goals of one island, reached one after the other; what is known is not asked for.

    Nor are the first few that are `hoped` for (see `WholeNumbers`): only what comes after them is.
    """

    def __init__(
        self, island: Island, engine: Engine, known: KnownIslands, hoped: Sequence[float] = ()
    ) -> None:
        self.island, self._engine, self._known, self._hoped = island, engine, known, hoped

    @cached_property
    def _asked(self) -> WholeNumbers:
        """What asks for its goals, where one is not known, from the last one that is."""
        told = (self._known.of(key) for key in reversed(self.island.keys))
        answers = next((one.answers for one in told if one is not None and one.answers), ())
        hoped = () if answers else self._hoped
        return WholeNumbers(self.island.program, self._engine, answers, self.island.at_hand, hoped)

    def reach(self, number: int, pace: Pace) -> Reached:
        """Return what it has come to with one goal of the whole, and all before that."""
        turn = self.island.turns[number]
        reached = self._known.of(self.island.keys[turn])
        if reached is None:
            reached = self._solved(turn, pace)
            if reached.status is Status.OPTIMAL:
                self._known.note(self.island.keys[turn], reached)
        return reached

    def _solved(self, turn: int, pace: Pace) -> Reached:
        """Return what it comes to by so many of its goals, asked for within a pace."""
        asked, status, began = self._asked, Status.OPTIMAL, time.monotonic()
        while asked.count < turn and status is Status.OPTIMAL:
            status = asked.reach(asked.count, pace.after(time.monotonic() - began))
        if not asked.found:
            return Reached(status, np.zeros(0), (), asked.doubted)
        proven = all(stage.proven for stage in asked.stages)
        return Reached(
            Status.OPTIMAL if proven else Status.LIMIT,
            asked.values,
            asked.stages,
            asked.doubted,
            asked.answers,
        )


class Islands:
    """Goals reached in every island, and what they come to together."""

    def __init__(self, program: Program, ladders: Sequence[IslandLadder]) -> None:
        self._program, self._ladders = program, ladders
        self._reached: list[Reached] = []
        self._stages: list[Stage] = []

    @classmethod
    def of(cls, program: Program, engine: Engine, known: KnownIslands) -> Islands | None:
        """Return the islands of a program; None where it is one, or the solver takes long to start."""
        if not (engine.in_memory and len(program.lower) <= COLUMNS and parted(program.goals)):
            return None
        ladders = [IslandLadder(island, engine, known) for island in islands(program)]
        return cls(program, ladders) if ladders else None

    @property
    def found(self) -> bool:
        """Whether every island is solved and proven so far."""
        return bool(self._stages) and all(one.status is Status.OPTIMAL for one in self._reached)

    def reach(self, number: int, pace: Pace) -> Status:
        """Optimise one goal more in each island; what is not proven in one of them is of no use."""
        began, self._reached = time.monotonic(), []
        for ladder in self._ladders:
            self._reached.append(ladder.reach(number, pace.after(time.monotonic() - began)))
            if self._reached[-1].status is not Status.OPTIMAL:
                return self._reached[-1].status
        self._stages.append(self._stage(number))
        return Status.OPTIMAL

    def has_changed(self, number: int, changed: Changed) -> bool:
        """Say whether a goal has another value."""
        return changed(number, self._stages[number].value)

    @property
    def values(self) -> FloatArray:
        """The solution."""
        values = np.zeros(len(self._program.lower))
        for ladder, reached in zip(self._ladders, self._reached, strict=True):
            values[ladder.island.columns] = reached.values
        return values

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The goals that were reached, each with what is proven of it."""
        return tuple(self._stages)

    @property
    def doubted(self) -> tuple[Doubted, ...]:
        """The answers that were not believed."""
        return tuple(one for reached in self._reached for one in reached.doubted)

    def _stage(self, number: int) -> Stage:
        """Return what the islands have come to together by one goal."""
        goal, prices = self._program.goals[number], np.zeros(len(self._program.row_lower))
        parts = []
        for ladder, reached in zip(self._ladders, self._reached, strict=True):
            if goal.cost[ladder.island.columns].any():
                parts.append(reached.stages[-1])
                prices[ladder.island.rows] = reached.stages[-1].prices
        return Stage(
            goal,
            math.fsum(part.value for part in parts),
            prices,
            math.fsum(part.seconds for part in parts),
            METHOD,
            bound=math.fsum(part.bound or 0.0 for part in parts),
            noise=max((part.noise for part in parts), default=0.0),
        )

"""What is lost when a nation goes, when two go together, and when a condition fails.

Each is a world of one family, so it is the plan that solving the scenario without them would give: a nation
that is gone offers nothing of anything; what is said of it elsewhere, such as its consent as a host, stays.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, Literal, Unpack

from planner.engines.engine import Status
from planner.plan.from_solution import counted
from planner.plan.plan import Counted, plain
from planner.question import How, Question, asked
from planner.scenario.scenario import Scenario
from planner.studies.asked import begun, effort_problems, heading
from planner.studies.ready import Ready
from planner.words.figures import NEGLIGIBLE, is_short
from planner.worlds.answers import answers
from planner.worlds.family import Family
from planner.worlds.required_lines import Lines
from planner.worlds.world import World
from planner.worlds.world_answer import Answer

FORMAT = "planner-withdraw/1"
Depth = Literal[1, 2]
_STEPS_IN = 1e-6
"""Up to so large a part of what all send, more person-months of one are the solver's rounding."""
_DIGITS = 6
"""Person-months that are the same to so many decimals are the same: what they differ by is rounding."""


@dataclass(frozen=True)
class Loss:
    """What becomes of the plan without some nations, or with a condition failed.

    `fill` is the change of each priority's filled part, `total` that of all priorities; `stands_in` are the
    nations that send more then, in person-months, the most first; `lost` are the requirements of which more
    is missing in some phase. Without a plan (see `status`) all of these are empty.
    """

    nations: tuple[str, ...]
    condition: str | None
    status: Status
    fill: tuple[tuple[int, float], ...] = ()
    total: float | None = None
    stands_in: tuple[tuple[str, float], ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def without(self) -> tuple[str, ...]:
        """Who or what is gone, as documents call it."""
        return self.nations if self.condition is None else (f"condition:{self.condition}",)

    def as_document(self) -> dict[str, Any]:
        """Return it as the contract has it."""
        return {
            "without": list(self.without),
            "status": self.status.value,
            "fill": [{"priority": rank, "change": plain(change)} for rank, change in self.fill],
            "total": None if self.total is None else plain(self.total),
            "stands_in": [
                {"nation": nation, "personnel_months": plain(months)} for nation, months in self.stands_in
            ],
            "lost": list(self.lost),
        }


@dataclass(frozen=True)
class Withdrawals:
    """Every loss, the worst first. `fill` is what the plan fills of each priority with everybody there."""

    scenario: Scenario
    counted: Counted
    status: Status
    fill: tuple[tuple[int, float], ...] = ()
    losses: tuple[Loss, ...] = ()

    @property
    def unfinished(self) -> bool:
        """Whether some could not be solved, for a limit or a failure."""
        return any(loss.status not in (Status.OPTIMAL, Status.INFEASIBLE) for loss in self.losses)

    def as_document(self) -> dict[str, Any]:
        """Return the document of the contract."""
        return heading(FORMAT, self.scenario, self.counted) | {
            "status": self.status.value,
            "fill": [{"priority": rank, "filled": plain(filled)} for rank, filled in self.fill],
            "losses": [loss.as_document() for loss in self.losses],
            "unfinished": self.unfinished,
        }


@asked(effort_problems)
def withdraw(
    scenario: Scenario,
    *,
    depth: Depth = 1,
    workers: int = 1,
    cache: str | os.PathLike[str] | None = None,
    scheduler: str | None = None,
    **how: Unpack[How],
) -> Withdrawals:
    """Return what is lost without each nation that offers something, and with each condition failed.

    At a depth of 2 also without every two nations. The other arguments are those of `solve`; `workers` are
    processes, which change nothing but the time it takes; a plain script may ask for some. Raises as `begun`
    does.
    """
    question = Question(**how)
    solved, effort = begun(scenario, question, workers, cache, scheduler)
    counts = counted(scenario, question.counting)
    if solved.solution.status is not Status.OPTIMAL:
        return Withdrawals(scenario, counts, solved.solution.status)
    worlds = list(_worlds(solved, depth))
    family = Family.of(solved.formulation, worlds)
    whole, *found = answers(family, [World(), *worlds], effort, partly=True)
    if not whole.found:
        return Withdrawals(scenario, counts, whole.status)
    beside = _Beside(family, Lines.of(family), whole)
    losses = [beside.loss(world, answer) for world, answer in zip(worlds, found, strict=True)]
    fill = tuple(beside.lines.fill(whole.short).items())
    return Withdrawals(scenario, counts, Status.OPTIMAL, fill, tuple(sorted(losses, key=_gravity)))


def _worlds(solved: Ready, depth: int) -> Iterator[World]:
    scenario, index = solved.scenario, solved.ground.index
    offering = [name for name, nation in sorted(scenario.nations.items()) if nation.offers]
    for size in range(1, depth + 1):
        yield from (World.of(gone=together) for together in combinations(offering, size))
    for name, condition in sorted(scenario.conditions.items()):
        if index.holds(condition).any():
            yield World.of({name: "never"})


def _gravity(loss: Loss) -> tuple[Any, ...]:
    """Return what losses are sorted by: no plan first, then the first priority's loss, then the next's."""
    order = {Status.INFEASIBLE: 0, Status.OPTIMAL: 1}.get(loss.status, 2)
    changes = [round(change, 9) for _, change in loss.fill]
    return order, changes, len(loss.without), loss.without


@dataclass(frozen=True, eq=False)
class _Beside:
    """The plan with everybody there, beside which others are held."""

    family: Family
    lines: Lines
    whole: Answer

    def loss(self, world: World, answer: Answer) -> Loss:
        """Return what changes in a world, below zero where it fills less; without a plan only its status."""
        condition = world.stands[0][0] if world.stands else None
        if not answer.found:
            return Loss(world.gone, condition, answer.status)
        (before, all_before), (after, all_after) = self._whole_fill, self._fill(answer)
        total = all_after - all_before
        changes = tuple((rank, _clear(after[rank] - before[rank])) for rank in before)
        return Loss(
            world.gone, condition, answer.status, changes, _clear(total), self._in(answer), self._lost(answer)
        )

    @cached_property
    def _whole_fill(self) -> tuple[dict[int, float], float]:
        return self._fill(self.whole)

    def _fill(self, answer: Answer) -> tuple[dict[int, float], float]:
        """Return the part that is filled of each priority, and of everything."""
        return self.lines.fill(answer.short), self.lines.filled(answer.short)

    def _in(self, answer: Answer) -> tuple[tuple[str, float], ...]:
        names, more = self.family.ground.index.names["nation"], answer.sent - self.whole.sent
        found = [(name, float(months)) for name, months in zip(names, more, strict=True)]
        least = _STEPS_IN * float(self.whole.sent.sum())
        return tuple(
            sorted(
                (one for one in found if one[1] > least),
                key=lambda one: (-round(one[1], _DIGITS), one[0]),
            )
        )

    def _lost(self, answer: Answer) -> tuple[str, ...]:
        names, more = self.family.ground.index.names["requirement"], answer.short - self.whole.short
        some = more > 0
        rows: Sequence[tuple[int, float, float]] = list(
            zip(self.lines.requirement[some], more[some], self.lines.required[some], strict=True)
        )
        return tuple(sorted({names[line] for line, missing, needed in rows if is_short(missing, needed)}))


def _clear(change: float) -> float:
    """Return a change without a solver's rounding."""
    return 0.0 if abs(change) < NEGLIGIBLE else change

"""What each nation adds to the coalition: value of Shapley, least core and nucleolus of the game of fill.

A coalition is worth what its plan fills of everything required, with all others gone as in `withdraw`; one
without a plan fills nothing. The value of a nation is the mean, over all orders in which they could join, of
what it adds when it does (Shapley 1953). Up to a number of nations it is exact; beyond, orders are drawn,
each with its reverse, and the standard error is from the pairs. Units are divisible here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Unpack

import numpy as np

from planner.engines.engine import Status
from planner.facts.goal_ids import FILL
from planner.formulation.fills import up_to_last_fill
from planner.plan.divisible import without_steps
from planner.plan.from_solution import counted
from planner.plan.plan import Counted, finite, plain_or
from planner.problems import Problem
from planner.program.blocks import FloatArray
from planner.question import How, Question, asked
from planner.scenario.scenario import Scenario
from planner.studies.asked import begun, effort_problems, heading
from planner.studies.comparison.shapley import Coalition, coalitions, exact, over_pairs
from planner.studies.solved import Solved
from planner.studies.worth.least_core import LeastCore, least_core
from planner.studies.worth.nucleolus import nucleolus
from planner.worlds.answers import answers
from planner.worlds.family import Family
from planner.worlds.required_lines import Lines
from planner.worlds.solving_worlds import Effort
from planner.worlds.world import World

FORMAT = "planner-worth/1"
EXACT_UP_TO = 10
"""Up to so many nations every coalition is solved."""
ORDERS = 64
"""Orders that are drawn beyond that, unless another number is asked for."""


@dataclass(frozen=True)
class Worth:
    """A nation's value, in parts of everything required, with its standard error; 0 where it is exact.

    `error` is None where it is not known: two orders, one the reverse of the other, have no spread.
    `nucleolus`, and the least and most that it is given in the least core, are None where there are too many
    coalitions to solve all; `burden` is its part of the person-months of the plan, None where the plan sends
    nobody.
    """

    nation: str
    shapley: float
    error: float | None
    nucleolus: float | None
    core_least: float | None
    core_most: float | None
    burden: float | None


@dataclass(frozen=True)
class Worths:
    """What each nation adds, the most first. `fill` is what all fill together, `orders` is 0 if exact.

    Without a plan, and where time was up before, no nation is told and nothing of what all fill.

    `lacks` is what the worst-treated coalition lacks of what it fills alone, in the least core; below zero it
    is what every coalition has over. None where not all coalitions were solved.
    """

    scenario: Scenario
    counted: Counted
    status: Status
    seed: int
    orders: int = 0
    fill: float | None = None
    nations: tuple[Worth, ...] = ()
    lacks: float | None = None
    unfinished: bool = False

    def as_document(self) -> dict[str, Any]:
        """Return the document of the contract."""
        return heading(FORMAT, self.scenario, self.counted) | {
            "status": self.status.value,
            "seed": self.seed,
            "orders": self.orders,
            "fill": plain_or(self.fill),
            "lacks": plain_or(self.lacks),
            "nations": [{name: plain_or(value) for name, value in vars(one).items()} for one in self.nations],
            "unfinished": self.unfinished,
        }


def nothing_to_add(scenario: Scenario) -> Iterator[Problem]:
    """Yield what is in the way of a scenario: no goal `fill`, no need."""
    file = scenario.file or "<scenario>"
    if not any(goal.goal == FILL for goal in scenario.goals):
        hint = "what a nation adds is told in fill: let `fill` be a goal"
        yield Problem(file, 0, "goals", "has no fill", hint)
    phases = [phase.id for phase in scenario.phases]
    if not any(line.required(phase) for line in scenario.requirements.values() for phase in phases):
        yield Problem(file, 0, "requirements", "requires nothing", "nobody can add to that")


def too_few_orders(orders: int) -> Iterator[Problem]:
    """Yield the problem of fewer than two orders."""
    if orders < 2:
        yield Problem("--orders", 0, "", f"is {orders}", "at least 2")


@asked(nothing_to_add, too_few_orders, effort_problems)
def worth(
    scenario: Scenario,
    *,
    orders: int = ORDERS,
    seed: int = 1,
    workers: int = 1,
    cache: str | os.PathLike[str] | None = None,
    scheduler: str | None = None,
    **how: Unpack[How],
) -> Worths:
    """Return what each nation that offers something adds to what all fill together.

    `orders` are drawn where there are too many nations for all. Raises InvalidInput where fill is no goal,
    and as `begun` does.
    """
    question = Question(**how)
    solved, effort = begun(without_steps(scenario), question, workers, cache, scheduler)
    counts = counted(scenario, question.counting)
    if solved.solution.status is not Status.OPTIMAL:
        return Worths(scenario, counts, solved.solution.status, seed)
    game = _Game.of(solved, effort)
    count = len(game.nations)
    drawn = [] if count <= EXACT_UP_TO else _orders(count, orders, seed)
    game.solve(coalitions(count) if not drawn else (c for order in drawn for c in _joining(order)))
    if game.unfinished:
        return Worths(scenario, counts, Status.LIMIT, seed, unfinished=True)
    core = None if drawn else least_core(count, game.values)
    found = tuple(sorted(game.worths(drawn, core), key=lambda one: (-one.shapley, one.nation)))
    lacks = None if core is None else core.lacks
    return Worths(scenario, counts, Status.OPTIMAL, seed, len(drawn), game.whole, found, lacks)


def _orders(count: int, orders: int, seed: int) -> list[list[int]]:
    """Return orders of players in pairs, each with its reverse behind it."""
    random = np.random.default_rng(seed)
    firsts = [random.permutation(count).tolist() for _ in range((orders + 1) // 2)]
    return [order for first in firsts for order in (first, first[::-1])]


def _joining(order: list[int]) -> Iterable[Coalition]:
    return (frozenset(order[:joined]) for joined in range(len(order) + 1))


@dataclass(frozen=True, eq=False)
class _Game:
    """The game of fill: who plays, and what the coalitions that were solved are worth."""

    solved: Solved
    nations: tuple[str, ...]
    family: Family
    effort: Effort
    values: dict[Coalition, float]
    sent: dict[str, float]

    @classmethod
    def of(cls, solved: Solved, effort: Effort) -> _Game:
        scenario = solved.scenario
        nations = tuple(name for name, nation in sorted(scenario.nations.items()) if nation.offers)
        family = Family.of(solved.formulation, [World.of(gone=nations)])
        program = family.program
        family = replace(family, program=replace(program, goals=up_to_last_fill(program.goals)))
        (all_goals,) = answers(Family.of(solved.formulation, []), [World()])
        sent = dict(zip(family.ground.index.names["nation"], all_goals.sent.tolist(), strict=True))
        return cls(solved, nations, family, effort, {}, sent)

    def solve(self, wanted: Iterable[Coalition]) -> None:
        """Solve coalitions; what is missing after that was not solved in time."""
        each = list(dict.fromkeys(wanted))
        worlds = [World.of(gone=self._gone(coalition)) for coalition in each]
        for coalition, answer in zip(each, answers(self.family, worlds, self.effort), strict=True):
            if answer.found:
                self.values[coalition] = self._lines.filled(answer.short)
            elif answer.status is Status.INFEASIBLE:
                self.values[coalition] = 0.0
            else:
                self.values[coalition] = float("nan")

    @property
    def unfinished(self) -> bool:
        """Whether some coalition was not solved."""
        return bool(np.isnan(list(self.values.values())).any())

    @property
    def whole(self) -> float:
        """What all are worth together."""
        return self.values[frozenset(range(len(self.nations)))]

    def worths(self, drawn: list[list[int]], core: LeastCore | None) -> list[Worth]:
        """Return what each nation adds."""
        count = len(self.nations)
        division = over_pairs(drawn, self._value) if drawn else exact(count, self._value)
        fair = None if drawn else nucleolus(count, self.values)
        people = sum(self.sent.values())
        return [
            Worth(
                name,
                float(division.amounts[number, 0]),
                finite(float(division.errors[number, 0])),
                None if fair is None else float(fair[number]),
                None if core is None else float(core.least[number]),
                None if core is None else float(core.most[number]),
                self.sent[name] / people if people > 0 else None,
            )
            for number, name in enumerate(self.nations)
        ]

    def _value(self, coalition: Coalition) -> FloatArray:
        return np.array([self.values[coalition]])

    def _gone(self, coalition: Coalition) -> tuple[str, ...]:
        return tuple(name for number, name in enumerate(self.nations) if number not in coalition)

    @cached_property
    def _lines(self) -> Lines:
        return Lines.of(self.family)

"""What to ask each nation for now, so that enough is filled with a chance that was asked for.

Units are asked for before the world is known and plans are made after it (see `planner.worlds.recourse`).
Each unit costs the people in it, as every concession does; a nation is asked for at most so many times the
most that it spoke of. What comes of an ask comes on the terms of the offer: under its conditions, and not
where the offer itself fails. Among the worlds that choose, units are divisible; asks are then rounded up to
whole steps, the chance is counted on other draws, and more is asked for until it holds there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Unpack

from planner.facts.fields import Level
from planner.facts.goal_ids import FILL, goal_id
from planner.plan.from_solution import counted
from planner.plan.plan import Counted, plain, plain_or
from planner.problems import InvalidInput, Path, Problem
from planner.question import How, Question, asked
from planner.scenario.scenario import Scenario
from planner.studies.ask.holding import Counts, Holding, askable
from planner.studies.asked import begun, effort_problems, heading
from planner.studies.uncertainty.uncertainty import no_chance, no_draws
from planner.worlds.chances import Chances
from planner.worlds.family import Family
from planner.worlds.world import OfferId

FORMAT = "planner-ask/1"
DRAWS = 64
"""Worlds among which asks are chosen; their chance is counted on eight times as many others."""
CHECKED = 8
MOST = 2.0
"""A nation is asked for at most so many times the most that it spoke of."""


@dataclass(frozen=True)
class Target:
    """What is to be reached: so much of the first priority, with such a chance, asking so much at most."""

    fill: float = 1.0
    chance: float = 0.9
    most: float = MOST


@dataclass(frozen=True)
class Ask:
    """Units that a nation is asked for on top of its offer.

    `offered` is what its offer is counted as, `beyond` how many of the units asked for are more than the most
    that it ever spoke of, `price` the people in them.
    """

    nation: str
    capability: str
    units: float
    offered: float
    beyond: float
    price: float

    def changes(self, scenario: Scenario) -> Iterator[tuple[Path, Any]]:
        """Yield the values of the scenario that are others if the nation agrees."""
        path: Path = ("nations", self.nation, "offers", self.capability)
        offer = scenario.nations[self.nation].offers[self.capability]
        given = {name: getattr(offer.units, name) for name in ("low", "expected", "ceiling")}
        more = {name: plain(value + self.units) for name, value in given.items() if value is not None}
        yield (*path, "units"), more if len(more) > 1 else more["expected"]
        if offer.pool is not None:
            yield (*path, "pool"), plain(offer.pool + (offer.rotation or 1.0) * self.units)


@dataclass(frozen=True)
class AskedTogether:
    """What is asked for together, what chance that has on draws of its own, and what it costs.

    `price` is in people; `cost` is the mean cost of the plan over the worlds, None where it is no goal.
    """

    asks: tuple[Ask, ...]
    chance: float
    error: float
    price: float
    cost: float | None

    def as_document(self) -> dict[str, Any]:
        """Return it as the contract has it."""
        return {
            "asks": [{name: plain_or(value) for name, value in vars(one).items()} for one in self.asks],
            "chance": plain(self.chance),
            "chance_error": plain(self.error),
            "price": plain(self.price),
            "cost": None if self.cost is None else plain(self.cost),
        }


@dataclass(frozen=True)
class Fillable:
    """What all that can be asked for fills of the first priority: with the chance wanted, and at best."""

    with_chance: float
    at_best: float


@dataclass(frozen=True)
class Asking:
    """What was found. `found` is None where nothing that can be asked has the chance, or time was up.

    `today` is with nothing asked, `everything` with all that can be; `expected` asks for what the scenario
    as it is written needs, and has the chance that this really has. Nothing cheaper than `bound` does for the
    worlds that chose. Where it is unfinished, nothing is said.
    """

    scenario: Scenario
    counted: Counted
    wanted: Target
    priority: int
    seed: int
    draws: int
    found: AskedTogether | None = None
    bound: float = 0.0
    today: AskedTogether | None = None
    everything: AskedTogether | None = None
    fillable: Fillable | None = None
    expected: AskedTogether | None = None
    unfinished: bool = True

    def as_document(self) -> dict[str, Any]:
        """Return the document of the contract."""
        empty: dict[str, Any] = {
            "asks": [],
            "chance": None,
            "chance_error": None,
            "price": None,
            "cost": None,
        }
        return heading(FORMAT, self.scenario, self.counted) | {
            "seed": self.seed,
            "draws": self.draws,
            "priority": self.priority,
            "wanted": {name: plain(value) for name, value in vars(self.wanted).items()},
            **(empty if self.found is None else self.found.as_document()),
            "bound": plain(self.bound),
            "today": None if self.today is None else self.today.as_document(),
            "greatest_chance": None if self.everything is None else plain(self.everything.chance),
            "greatest_fill": None if self.fillable is None else plain(self.fillable.with_chance),
            "best_fill": None if self.fillable is None else plain(self.fillable.at_best),
            "expected_world": None if self.expected is None else self.expected.as_document(),
            "unfinished": self.unfinished,
        }


def target_problems(fill: float, chance: float, most: float) -> Iterator[Problem]:
    """Yield what is wrong with what is to be reached."""
    if not 0 < fill <= 1:
        yield Problem("--fill", 0, "", f"is {fill:g}", "more than 0 and at most 1, such as 0.95 or 95%")
    if not 0 < chance < 1:
        yield Problem("--chance", 0, "", f"is {chance:g}", "between 0 and 1, such as 0.9 or 90%")
    if not 1 <= most <= 1000:
        yield Problem("--most", 0, "", f"is {most:g}", "from 1 to 1000 times what was spoken of")


def fill_not_first(scenario: Scenario) -> Iterator[Problem]:
    """Yield that another goal comes before fill."""
    first = scenario.goals[0] if scenario.goals else None
    if first is not None and first.goal != FILL:
        said = f"puts {first.goal} before fill"
        hint = "asks are for fill: let `fill` be the first goal"
        yield Problem(scenario.file or "<scenario>", 0, "goals", said, hint)


@asked(target_problems, fill_not_first, no_chance, no_draws, effort_problems)
def ask(
    scenario: Scenario,
    *,
    fill: float = 1.0,
    chance: float = 0.9,
    most: float = MOST,
    draws: int = DRAWS,
    seed: int = 1,
    workers: int = 1,
    cache: str | os.PathLike[str] | None = None,
    scheduler: str | None = None,
    **how: Unpack[How],
) -> Asking:
    """Return the cheapest asks so that a `fill` of the first priority has a `chance`.

    `draws` are the worlds among which they are chosen. Raises InvalidInput where nothing has a chance or fill
    is not the first goal, and as `begun` does.
    """
    question = Question(**how)
    wanted = Target(fill, chance, most)
    chances = Chances.of(scenario, units=question.offers == "expected")
    solved, effort = begun(scenario, question, workers, cache, scheduler)
    on_offer = askable(solved.formulation, most)
    worlds = tuple(chances.worlds(chances.draws(draws, seed)))
    others = chances.worlds(chances.draws(CHECKED * draws, seed + 1))
    asking = [world.asking(on_offer.everything) for world in (*worlds, *others)]
    family = Family.of(solved.formulation, asking)
    _check_followed(scenario, family)
    counts = Counts(family, tuple(others), 1 - fill, on_offer, effort)
    rank = goal_id(family.program.goals[0].name).rank or 1
    nothing = Asking(scenario, counted(scenario, question.counting), wanted, rank, seed, len(worlds))
    try:
        return _answered(nothing, Holding(counts, worlds), _Told(scenario, question.offers, counts))
    except TimeoutError:
        return nothing


def _answered(nothing: Asking, holding: Holding, told: _Told) -> Asking:
    """Return the answer; raises TimeoutError where time is up before all of it is known."""
    found = holding.least(nothing.wanted.chance)
    expected = holding.expected()
    everything = holding.counts.askable.everything
    return replace(
        nothing,
        found=None if found is None else told.asks(found.asked),
        bound=0.0 if found is None else found.bound,
        today=told.asks({}),
        everything=told.asks(everything),
        fillable=Fillable(*holding.counts.fill(everything, nothing.wanted.chance)),
        expected=None if expected is None else told.asks(expected),
        unfinished=False,
    )


def _check_followed(scenario: Scenario, family: Family) -> None:
    if family.supplied is None:
        said = "has a rule that follows what is offered in a way that is not known"
        raise InvalidInput([Problem(scenario.file or "<scenario>", 0, "constraints", said, "leave it out")])


@dataclass(frozen=True, eq=False)
class _Told:
    """Asks with what they come to."""

    scenario: Scenario
    level: Level
    counts: Counts

    def asks(self, asked: Mapping[OfferId, float]) -> AskedTogether:
        each = tuple(self._ask(offer, units) for offer, units in sorted(asked.items()))
        chance, error = self.counts.chance(asked)
        ordered = sorted(each, key=lambda one: (-one.price, one.nation, one.capability))
        return AskedTogether(
            tuple(ordered), chance, error, sum(one.price for one in each), self.counts.cost(asked)
        )

    def _ask(self, offer: OfferId, units: float) -> Ask:
        nation, capability = offer
        given = self.scenario.nations[nation].offers[capability].units
        offered = given.at(self.level)
        beyond = max(offered + units - given.at("ceiling"), 0.0)
        return Ask(
            nation, capability, units, offered, min(beyond, units), units * self.counts.price_of(offer)
        )

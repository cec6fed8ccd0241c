"""From bends and asks to the changes of a scenario that somebody would have to agree to."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from planner.constraints.base import Constraint
from planner.facts.stated_steps import step_of
from planner.ground.ground import Ground
from planner.plan.plan import plain
from planner.problems import Path, dotted
from planner.program.blocks import CONTRIBUTION, BoolArray, FloatArray, IntArray
from planner.program.steps import nearest
from planner.studies.concessions.elastic import ASK, BEND, Elastic
from planner.studies.concessions.moved import Values, moved
from planner.studies.concessions.terms import Party, Terms, party
from planner.studies.saying import Saying

NOTHING = 1e-6
"""A bend or an ask up to this is rounding."""
CENTS = 6
"""Prices that are the same to so many decimals are the same when changes are put in order."""
IN_FORCE = "in force"
"""What is changed where a constraint can only be lifted."""


@dataclass(frozen=True)
class PricedChange:
    """One value of a scenario that would have to change, and what that costs (see `terms`).

    `to` is None where the entry is to be taken out: a constraint that can only be lifted. Units that are sent
    in steps are asked for in multiples of their `step`; it is nothing where a number may be any. `aside` says
    that it comes with another of the same entry, whose sentence and price are those of both.
    """

    path: Path
    was: float | str
    to: float | None
    price: float
    sentence: str = ""
    step: float = 0.0
    aside: bool = False

    def as_document(self) -> dict[str, Any]:
        """Return the change as the contract's JSON object."""
        was = plain(self.was) if isinstance(self.was, float) else self.was
        to = None if self.to is None else plain(self.to)
        price = plain(self.price)
        return {"path": dotted(self.path), "from": was, "to": to, "price": price, "sentence": self.sentence}

    @cached_property
    def assignment(self) -> str:
        """The change as `--set` takes it."""
        return f"{dotted(self.path)}={'null' if self.to is None else repr(_plain(self.to))}"

    def moved_to(self, to: float) -> PricedChange:
        """Return the change to another value, in steps where it has them, at a price in proportion."""
        reached = multiple(to, self.step, math.ceil)
        price = self.price * (reached - float(self.was)) / self.moved if self.moved else self.price
        return replace(self, to=reached, price=price)

    @property
    def moved(self) -> float:
        """How far a number moves; nothing where an entry is taken out."""
        return 0.0 if self.to is None else self.to - float(self.was)


def multiple(number: float, step: float, way: Callable[[float], int]) -> float:
    """Return a number as a multiple of a step, rounded one way; as it is where there is none."""
    if not step:
        return number
    closest = nearest(number, step)
    return closest if abs(number - closest) < NOTHING * step else nearest(way(number / step) * step, step)


def _plain(number: float) -> float | int:
    return int(number) if number.is_integer() else number


def _entry(change: PricedChange) -> Path:
    """Return what a change is of: a constraint, or an offer."""
    return change.path[:2] if change.path[0] == "constraints" else change.path[:4]


def _first_told(change: PricedChange) -> tuple[bool, float, str]:
    """Put changes of one entry in the order in which a sentence tells them: units before their pool."""
    return change.path[-1] == "pool", *_dearest_first(change)


def _dearest_first(change: PricedChange) -> tuple[float, str]:
    return -round(change.price, CENTS), dotted(change.path)


@dataclass(frozen=True, eq=False)
class Changes:
    """Reads solutions of an elastic program as changes."""

    elastic: Elastic
    terms: Terms

    def of(self, values: FloatArray) -> tuple[PricedChange, ...]:
        """Return the changes that a solution stands for, dearest first."""
        found = (*self._asked(values), *self._bent(values))
        return tuple(sorted(found, key=_dearest_first))

    def everything(self) -> tuple[PricedChange, ...]:
        """Return all that is negotiable: every constraint lifted, every offer at its most."""
        bends, price = len(self.elastic.bends.rule), self.terms.price * self.terms.most
        lifted, book = self.terms.open[:bends], self.elastic.book
        dearest: dict[str, float] = {}
        for spot in np.flatnonzero(lifted):
            name = book.rules[self.elastic.bends.rule[spot]].id
            dearest[name] = max(dearest.get(name, 0.0), float(price[spot]))
        values = np.zeros(len(self.elastic.program.lower))
        values[self.elastic.program.family(ASK)] = self.elastic.asks.most
        found = [*self._asked(values)]
        for name, most in dearest.items():
            found.append(PricedChange(("constraints", name), IN_FORCE, None, most))
        return tuple(sorted(found, key=_dearest_first))

    def party(self, change: PricedChange) -> Party:
        """Return who is asked to make a change."""
        if change.path[0] == "nations":
            return "nation", str(change.path[1])
        return party(self.elastic.scenario, str(change.path[1]))

    def concessions(self, changes: Sequence[PricedChange]) -> BoolArray:
        """Return for each concession, in the order of `terms`, whether some of the changes make it."""
        bends, asks, names = self.elastic.bends, self.elastic.asks, self.elastic.ground.index.names
        table, rules = self.elastic.offers, self.elastic.book.rules
        made = {_entry(change) for change in changes}
        bent = [("constraints", rules[rule].id) in made for rule in bends.rule]
        owners = (
            (names["nation"][table.nation[one]], names["capability"][table.capability[one]])
            for one in asks.offer
        )
        asked = [("nations", nation, "offers", capability) in made for nation, capability in owners]
        return np.array([*bent, *asked], dtype=bool)

    def told(self, changes: Sequence[PricedChange]) -> tuple[PricedChange, ...]:
        """Return changes, each with its sentence, the dearest first."""
        together: dict[Path, list[PricedChange]] = {}
        for change in sorted(changes, key=_first_told):
            together.setdefault(_entry(change), []).append(change)
        told: list[PricedChange] = []
        for first, *others in together.values():
            told.append(replace(first, sentence=self._sentence(first, others)))
            for other in others:
                aside = round(other.price, CENTS) == 0
                told.append(replace(other, sentence=self._sentence(other, ()), aside=aside))
        return tuple(sorted(told, key=_dearest_first))

    def _sentence(self, change: PricedChange, others: Sequence[PricedChange]) -> str:
        """Say one change, with others of the same entry that come with it."""
        name = str(change.path[1])
        if change.path[0] == "nations":
            return self._asked_for(change, others)
        constraint = self.elastic.scenario.constraints[name]
        if change.to is None:
            return self._saying.lifted(constraint)
        moves = {str(one.path[2]): (float(one.was), one.to or 0.0) for one in (change, *others)}
        return self._saying.moved(constraint, moves)

    def _asked_for(self, change: PricedChange, others: Sequence[PricedChange]) -> str:
        """Say what a nation is asked for: more units with the larger pool behind them, or that pool alone."""
        nation, capability = str(change.path[1]), str(change.path[3])
        (units, *pools) = ((float(one.was), one.to or 0.0) for one in (change, *others))
        if change.path[-1] == "pool":
            return self._saying.larger_pool(nation, capability, units)
        return self._saying.more_units(nation, capability, units, next(iter(pools), None))

    @cached_property
    def _saying(self) -> Saying:
        return Saying(self.elastic.scenario, self.elastic.level)

    def _asked(self, values: FloatArray) -> Iterator[PricedChange]:
        amounts, table = values[self.elastic.program.family(ASK)], self.elastic.offers
        prices = self.terms.price[len(self.elastic.bends.rule) :] * amounts
        names = self.elastic.ground.index.names
        for spot in np.flatnonzero(amounts > NOTHING):
            number = int(self.elastic.asks.offer[spot])
            owner = names["nation"][table.nation[number]], names["capability"][table.capability[number]]
            least = self._on_station(number, values)
            yield from self._grown(owner, float(amounts[spot]), least, float(prices[spot]))

    def _on_station(self, number: int, values: FloatArray) -> float:
        """Return the units that an offer has to be: what is sent, with what comes off them elsewhere."""
        table, ground = self.elastic.offers, self.elastic.ground
        mine = self._spots == number
        units = values[self.elastic.program.family(CONTRIBUTION)][mine]
        sent = np.bincount(ground.keys["phase"][mine], weights=units, minlength=len(ground.index.months))
        bound = 0.0 if table.offers[number].pool is not None else table.bound[number]
        return float(np.max((sent + bound)[sent > NOTHING], initial=0.0))

    @cached_property
    def _spots(self) -> IntArray:
        """The number of the offer of each contribution."""
        return self.elastic.offers.spot(self.elastic.ground)

    def _grown(
        self, owner: tuple[str, str], more: float, least: float, price: float
    ) -> Iterator[PricedChange]:
        """Yield the units on station to be raised, and the pool where they are rotated from one.

        Units in steps are not asked for beyond what is `least` needed: often only the pool has to be larger.
        What the units do not cost is the price of the larger pool.
        """
        nation, capability = owner
        offer = self.elastic.scenario.nations[nation].offers[capability]
        path = ("nations", nation, "offers", capability)
        units = offer.units.at(self.elastic.level)
        step = step_of(self.elastic.scenario, nation, capability) or 0.0
        if offer.pool is None:
            to = multiple(max(units + more, least), step, math.ceil)
            yield PricedChange((*path, "units"), units, to, price * (to - units) / more, step=step)
            return
        to = multiple(units + more, step, math.floor)
        to = min(to, max(units, least)) if step and least else to
        if to > units:
            paid = price if units + more - to <= NOTHING else price * (to - units) / more
            yield PricedChange((*path, "units"), units, to, paid, step=step)
            price -= paid
        pool = offer.pool + (offer.rotation or 1.0) * more
        yield PricedChange((*path, "pool"), offer.pool, pool, price)

    def _bent(self, values: FloatArray) -> Iterator[PricedChange]:
        amounts = values[self.elastic.program.family(BEND)]
        prices, bends = self.terms.price[: len(amounts)] * amounts, self.elastic.bends
        spots = np.flatnonzero(amounts > NOTHING)
        for rule in np.unique(bends.rule[spots]):
            mine = spots[bends.rule[spots] == rule]
            constraint = self.elastic.scenario.constraints[self.elastic.book.rules[rule].id]
            yield from self._moved(constraint, values, float(prices[mine].sum()))

    def _moved(self, constraint: Constraint, values: FloatArray, price: float) -> Iterator[PricedChange]:
        """Yield the numbers of a constraint that move, the first with the price; or that it is lifted."""
        forbids = constraint.forbids(self.elastic.ground) is not None
        ground, by_family = _grown_ground(self.elastic, values), _by_family(self.elastic, values)
        new = None if forbids else moved(constraint, ground, by_family)
        path = ("constraints", constraint.id)
        if new is None:
            yield PricedChange(path, IN_FORCE, None, price)
            return
        for field, (was, to) in _moved_fields(constraint, new).items():
            yield PricedChange((*path, field), was, to, price)
            price = 0.0


def _by_family(elastic: Elastic, values: FloatArray) -> Values:
    return {block.family: values[elastic.program.family(block.family)] for block in elastic.program.columns}


def _grown_ground(elastic: Elastic, values: FloatArray) -> Ground:
    """Return the ground with as much on offer as is asked for."""
    more = np.zeros(len(elastic.offers.offers))
    more[elastic.asks.offer] = values[elastic.program.family(ASK)]
    return replace(elastic.ground, offered=elastic.ground.offered + more[elastic.offers.spot(elastic.ground)])


def _moved_fields(old: Constraint, new: Constraint) -> dict[str, tuple[float, float]]:
    pairs = {field: (getattr(old, field), getattr(new, field)) for field in type(old).model_fields}
    return {field: (float(was), float(to)) for field, (was, to) in pairs.items() if was != to}

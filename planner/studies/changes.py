"""From bends and asks to the changes of a scenario that somebody would have to agree to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from planner.constraints.base import Constraint
from planner.formulation.ground import Ground
from planner.plan.plan import plain
from planner.program.tables import CONTRIBUTION, FloatArray
from planner.reports.figures import figure
from planner.reports.names import readable
from planner.studies.asked import Grown, Growth
from planner.studies.elastic import ASK, BEND, Elastic
from planner.studies.moved import Values, moved
from planner.studies.saying import Saying
from planner.studies.terms import Terms

NOTHING = 1e-6
"""A bend or an ask up to this is rounding; so is a change up to this part of what it changes."""
IN_FORCE = "in force"
"""What is changed where a constraint can only be lifted."""


@dataclass(frozen=True)
class Change:
    """One value of a scenario that would have to change: its path, and what that costs (see `terms`).

    `to` is None where the entry is to be taken out: a constraint that can only be lifted.
    """

    path: str
    was: float | str
    to: float | None
    price: float
    sentence: str

    def as_document(self) -> dict[str, Any]:
        """Return the change as the contract's JSON object."""
        was = plain(self.was) if isinstance(self.was, float) else self.was
        to = None if self.to is None else plain(self.to)
        return {"path": self.path, "from": was, "to": to, "price": plain(self.price), "sentence": self.sentence}

    @property
    def assignment(self) -> str:
        """The change as `--set` takes it."""
        return f"{self.path}={'null' if self.to is None else format(plain(self.to), '.12g')}"


@dataclass(frozen=True, eq=False)
class Changes:
    """Reads solutions of an elastic program as changes."""

    elastic: Elastic
    terms: Terms

    def of(self, values: FloatArray) -> tuple[Change, ...]:
        """Return the changes that a solution stands for, dearest first."""
        found = [*self._asked(values), *self._bent(values)]
        return tuple(sorted(found, key=lambda change: (-change.price, change.path)))

    @property
    def _saying(self) -> Saying:
        return Saying(self.elastic.scenario, self.elastic.level)

    def _asked(self, values: FloatArray) -> Iterator[Change]:
        amounts, growth = values[self.elastic.program.family(ASK)], Growth(self.elastic, values)
        prices = self.terms.price[len(self.elastic.bends.rule) :] * amounts
        for spot in np.flatnonzero(amounts > NOTHING):
            yield from self._grown(growth.offer(int(spot)), float(prices[spot]))

    def _grown(self, grown: Grown, price: float) -> Iterator[Change]:
        """Yield the units on station to be raised, the pool behind them, or both; the first has the price."""
        offer = self.elastic.scenario.nations[grown.nation].offers[grown.capability]
        path = f"nations.{grown.nation}.offers.{grown.capability}"
        units, pool = offer.units.at(self.elastic.level), offer.pool or 0.0
        if _differs(units, grown.units):
            said = self._saying.more_units(grown.nation, grown.capability, (units, grown.units))
            yield Change(f"{path}.units", units, grown.units, price, said)
            price = 0.0
        if _differs(pool, grown.pool):
            said = self._saying.larger_pool(grown.nation, grown.capability, (pool, grown.pool))
            yield Change(f"{path}.pool", pool, grown.pool, price, said)

    def _bent(self, values: FloatArray) -> Iterator[Change]:
        amounts = values[self.elastic.program.family(BEND)]
        prices, bends = self.terms.price[: len(amounts)] * amounts, self.elastic.bends
        spots = np.flatnonzero(amounts > NOTHING)
        for rule in np.unique(bends.rule[spots]):
            mine = spots[bends.rule[spots] == rule]
            constraint = self.elastic.scenario.constraints[self.elastic.book.rules[rule].id]
            yield from self._moved(constraint, values, float(prices[mine].sum()))

    def _moved(self, constraint: Constraint, values: FloatArray, price: float) -> Iterator[Change]:
        """Yield the numbers of a constraint that move, the first with the price; or that it is lifted."""
        by_family = _by_family(self.elastic, values)
        forbids = constraint.forbids(self.elastic.ground) is not None
        new = None if forbids else moved(constraint, _grown_ground(self.elastic, values), by_family)
        if new is None:
            said = self._saying.lifted(constraint)
            yield Change(f"constraints.{constraint.id}", IN_FORCE, None, price, said)
            return
        for field, (was, to) in _moved_fields(constraint, new).items():
            said = self._saying.moved(constraint, readable(field).lower(), (was, to))
            yield Change(f"constraints.{constraint.id}.{field}", was, to, price, said)
            price = 0.0


def _differs(was: float, to: float) -> bool:
    return to - was > NOTHING * max(1.0, was)


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

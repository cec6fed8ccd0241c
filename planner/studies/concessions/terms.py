"""On what terms rules bend and nations send more: who is asked, at what price, and how large that is.

The currency is people. A rule costs what its `negotiable: {price: p}` says for one unit of its row: of its
bound where it has one (people, tonnes, ships), and of the measure that it compares where it has none. Where
it says nothing, it costs one for each person by whom it is bent: other measures are turned into people as the
forces that it speaks of bring them, and one of a number of nations, or places, is what each brings, or would
have to bring where none can be one. A caveat or a refused consent is a bound of no people at all, and is
lifted whole. One more unit costs the people of that unit. What is `negotiable: false` never bends, and no
condition is a concession.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from planner.constraints.base import Constraint
from planner.facts.selection import Choice
from planner.ground.ground import Ground
from planner.program.blocks import BoolArray, FloatArray, IntArray
from planner.scenario.scenario import Scenario
from planner.studies.concessions.elastic import Elastic

WORTH_ASKING = 1e-9
"""What cannot be bent by more than this is not asked for."""
Party = tuple[Literal["nation", "constraint"], str]
"""Who is asked: a nation, or a constraint that is nobody's alone."""


@dataclass(frozen=True, eq=False)
class Terms:
    """For each bend and then each ask: is it open at all, its price a unit, its whole size, who is asked.

    `size` is what a concession is measured against when it is to be spread evenly: the bound that is bent, or
    the units on offer. `party` is a position in `parties`: a nation, or a constraint that is nobody's alone.
    """

    open: BoolArray
    price: FloatArray
    size: FloatArray
    most: FloatArray
    party: IntArray
    parties: tuple[Party, ...]

    @classmethod
    def of(cls, elastic: Elastic) -> Terms:
        """Return the terms of every bend and ask of a scenario."""
        prices = {name: _price(elastic.ground, one) for name, one in elastic.scenario.constraints.items()}
        rules = [elastic.book.rules[number] for number in elastic.bends.rule]
        bends = [prices.get(rule.id) if rule.sort == "constraint" else None for rule in rules]
        asks = _unit_prices(elastic)
        named = [*(party(elastic.scenario, rule.id) for rule in rules), *_nations(elastic)]
        parties = tuple(sorted(set(named)))
        most = np.concatenate([elastic.bends.most, elastic.asks.most])
        negotiable = np.array([*(price is not None for price in bends), *[True] * len(asks)], dtype=bool)
        return cls(
            negotiable & (most > WORTH_ASKING),
            np.array([*(price or 0.0 for price in bends), *asks]),
            np.concatenate([_bounds(elastic), _on_offer(elastic)]),
            most,
            np.array([parties.index(name) for name in named], dtype=np.int32),
            parties,
        )


def _price(ground: Ground, constraint: Constraint) -> float | None:
    """Return the price of one unit of the rows of a constraint; None where it never bends."""
    if isinstance(constraint.negotiable, bool):
        return _people_in_one(ground, constraint) if constraint.negotiable else None
    return constraint.negotiable.price


def _people_in_one(ground: Ground, constraint: Constraint) -> float:
    """Return the people that one unit of a constraint's rows brings on average, over what it speaks of.

    Where things are counted and nothing can be one of them, it is what one would have to bring.
    """
    if constraint.forbids(ground) is not None:
        return 1.0
    months = ground.index.months if "horizon" in constraint.groups else np.ones(len(ground.index.months))
    chosen = ground.select(constraint, constraint.when)
    sent = (ground.people * ground.reach)[chosen]
    things = sum(block.count for block in constraint.columns(ground))
    if things and _counts(ground, constraint):
        there = float(sent @ months[ground.keys["phase"][chosen]])
        people = there / things if there > 0 else 1.0
    else:
        measured = float((ground.weights(constraint.counted_in) * ground.reach)[chosen].sum())
        people = float(sent.sum()) / measured if measured > 0 else 1.0
        people *= constraint.asked_of_each
    return people / float(months.sum()) if "horizon" in constraint.groups else people


def _counts(ground: Ground, constraint: Constraint) -> bool:
    """Say whether the bound of a constraint is a number of things, not a measure."""
    return any(block.on_choices_alone for block in constraint.rows(ground))


def party(scenario: Scenario, rule: str) -> Party:
    """Return who is asked to bend a rule: the one nation that made it or that it speaks of, or the rule."""
    constraint = scenario.constraints.get(rule)
    if constraint is not None and constraint.host in scenario.nations:
        return "nation", str(constraint.host)
    members = (
        [] if constraint is None or constraint.nations is None else _members(scenario, constraint.nations)
    )
    return ("nation", members[0]) if len(members) == 1 else ("constraint", rule)


def _members(scenario: Scenario, choice: Choice) -> list[str]:
    order = sorted(scenario.nations)
    positions = {name: number for number, name in enumerate(order)}
    return [order[number] for number in choice.members(positions, scenario.groups)]


def _nations(elastic: Elastic) -> Iterator[Party]:
    names = elastic.ground.index.names["nation"]
    return (("nation", names[elastic.offers.nation[number]]) for number in elastic.asks.offer)


def _unit_prices(elastic: Elastic) -> list[float]:
    names, capabilities = elastic.ground.index.names["capability"], elastic.scenario.capabilities
    asked = (capabilities[names[elastic.offers.capability[number]]] for number in elastic.asks.offer)
    return [one.personnel or 1.0 for one in asked]


def _on_offer(elastic: Elastic) -> FloatArray:
    offers = (elastic.offers.offers[number] for number in elastic.asks.offer)
    return np.array([offer.units.at("ceiling") for offer in offers])


def _bounds(elastic: Elastic) -> FloatArray:
    """Return for each bend the largest bound that it bends, or where that is nothing, the most it can be."""
    program, book, bends = elastic.program, elastic.book, elastic.bends
    sizes = np.zeros((len(book.rules) + 1, 2))
    for side, bound in enumerate((program.row_upper, program.row_lower)):
        np.maximum.at(sizes[:, side], book.of_row, np.where(np.isfinite(bound), np.abs(bound), 0.0))
    size = sizes[bends.rule, np.where(bends.side > 0, 0, 1)]
    return np.where(size > 0, size, np.maximum(bends.most, 1.0))

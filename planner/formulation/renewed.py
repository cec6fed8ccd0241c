"""A scenario formulated again with other amounts on offer or other numbers in its constraints.

Amounts are bounds: of contributions, of the rows of offers and pools, and of what follows offers. So nearly
all of a program stays, and is taken over as it is, block by block; what comes of it is, array by array, what
`formulate` makes of the scenario.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from pydantic import BaseModel

from planner.constraints.base import Constraint
from planner.facts.entries import Nation, Sourced
from planner.formulation.formulate import Formulation, formulate
from planner.formulation.offers import OfferTable, most_of_use, required
from planner.ground.ground import Ground
from planner.program.blocks import CONTRIBUTION, SHORTFALL, BoolArray, FloatArray, IntArray, RowBlock
from planner.program.row_source import RowSort
from planner.scenario.scenario import Scenario

_SAID = frozenset({"position", *Sourced.model_fields})
"""The fields of entries that say something to a reader: no program is made of them."""
_AMOUNTS = frozenset({"units", "pool"})
"""The fields of an offer that are amounts."""
_LOOKED_AT = frozenset({"nations", "constraints", "title", "description", "sources", "origins"})
"""The parts of a scenario that are looked at entry by entry, or of which no program is made."""
_OFFERED: frozenset[RowSort] = frozenset({"offer", "pool"})
"""The sorts of rows that are bounded by what is on offer."""
_SORTS: frozenset[RowSort] = frozenset({"need", "offer", "pool", "constraint"})
"""The sorts of rows that are known here by what they are made of."""


@dataclass(frozen=True, eq=False)
class Renewing:
    """A formulation from which others are made that differ in amounts and in numbers alone."""

    known: Formulation
    _alike: dict[str, Nation] = field(default_factory=dict, repr=False)
    """The last nation of each name that was seen to differ in amounts alone."""
    _written: dict[str, tuple[Constraint, list[RowBlock]]] = field(default_factory=dict, repr=False)
    """The rows of the last constraint of each name that had other numbers."""

    def formulation(self, scenario: Scenario, table: OfferTable) -> Formulation:
        """Return the formulation of a scenario and its offers, with all that is the same taken over.

        Formulated from the beginning is what differs in more than that, and what is made of other columns
        than contributions and shortfalls: these may be bounded by what is on offer.
        """
        if self.renews(scenario):
            return self._renewed(scenario, table)
        form = self.known.program.form
        return formulate(scenario, self.known.counting, form=form, table=table)

    def renews(self, scenario: Scenario) -> bool:
        """Say whether a scenario differs so little that what is the same is taken over."""
        return self._open_alone and self._differs_in_numbers(scenario)

    @cached_property
    def _open_alone(self) -> bool:
        program = self.known.program
        alone = {block.family for block in program.columns} == {CONTRIBUTION, SHORTFALL}
        known = {block.source.sort for block in program.rows} <= _SORTS
        rules = self.known.scenario.constraints.values()
        return alone and known and program.form == "direct" and not any(map(chooses, rules))

    def _differs_in_numbers(self, scenario: Scenario) -> bool:
        """Say whether amounts and the fields of constraints that only add rows are all that differs."""
        was = self.known.scenario
        nations = scenario.nations.keys() == was.nations.keys() and all(
            self._differs_in_amounts(name, nation) for name, nation in scenario.nations.items()
        )
        rules = scenario.constraints.keys() == was.constraints.keys() and all(
            _equal(was.constraints[name], one) or self._only_adds_rows(was.constraints[name], one)
            for name, one in scenario.constraints.items()
        )
        return nations and rules and _same(was, scenario, but=_LOOKED_AT)

    def _differs_in_amounts(self, name: str, nation: Nation) -> bool:
        """Say whether the amounts of offers are all that differs of a nation; the last is known again."""
        was = self.known.scenario.nations[name]
        if nation is was or nation is self._alike.get(name):
            return True
        alike = _differs_in_amounts(was, nation)
        if alike:
            self._alike[name] = nation
        return alike

    def _only_adds_rows(self, was: Constraint, one: Constraint) -> bool:
        forbids = (each.forbids(self.known.candidates) is not None for each in (was, one))
        return type(one) is type(was) and not any(forbids)

    def _renewed(self, scenario: Scenario, table: OfferTable) -> Formulation:
        """Return the formulation of a scenario that differs in amounts and numbers alone."""
        known = self.known
        offered = table.units[self._offer, known.candidates.keys["phase"]]
        candidates = known.candidates.offering(scenario, offered, np.minimum(offered, self._of_use))
        still_open = self._still_open
        reach = candidates.reach[still_open]
        ground = known.ground.offering(scenario, offered[still_open], reach, candidates)
        columns = tuple(
            replace(block, reach=reach) if block.family == CONTRIBUTION else block
            for block in known.program.columns
        )
        rows = tuple(self._rows(scenario, ground, table))
        program = known.program.rebuilt(columns, rows)
        return Formulation(scenario, known.counting, table, candidates, known.closed, ground, program)

    @cached_property
    def _offer(self) -> IntArray:
        """The number of the offer of each possible contribution."""
        return self.known.offers.spot(self.known.candidates)

    @cached_property
    def _of_use(self) -> FloatArray:
        ground = self.known.candidates
        return most_of_use(ground, required(ground.facts, ground.index))

    @cached_property
    def _still_open(self) -> BoolArray:
        still_open = np.ones(self.known.candidates.count, dtype=bool)
        for mask in self.known.closed.values():
            still_open &= ~mask
        return still_open

    def _rows(self, scenario: Scenario, ground: Ground, table: OfferTable) -> Iterator[RowBlock]:
        """Yield the blocks of rows in their order, anew where amounts or numbers are in them."""
        yield from (_bounded(block, spots, table) for block, spots in self._first)
        for name, constraint in sorted(scenario.constraints.items()):
            yield from self._of_constraint(name, constraint, ground)

    def _of_constraint(self, name: str, constraint: Constraint, ground: Ground) -> Sequence[RowBlock]:
        """Return the rows of a constraint: those of before where it is, and does not follow offers."""
        if constraint.follows_offers:
            return list(constraint.rows(ground))
        if constraint is self.known.scenario.constraints[name]:
            return self._blocks.get(name, [])
        if name not in self._written or self._written[name][0] is not constraint:
            self._written[name] = constraint, list(constraint.rows(ground))
        return self._written[name][1]

    @cached_property
    def _first(self) -> list[tuple[RowBlock, IntArray]]:
        """The blocks of rows that are of no constraint, and of those of offers which offer each row is of."""
        blocks = self._blocks.get(None, ())
        none = np.zeros(0, dtype=np.int32)
        return [
            (one, self.known.offers.at(one.keys) if one.source.sort in _OFFERED else none) for one in blocks
        ]

    @cached_property
    def _blocks(self) -> dict[str | None, list[RowBlock]]:
        """The blocks of rows by the constraint whose they are; None for the others, which stand first."""
        blocks: dict[str | None, list[RowBlock]] = {}
        for block in self.known.program.rows:
            blocks.setdefault(block.source.constraint, []).append(block)
        return blocks


def chooses(constraint: Constraint) -> bool:
    """Say whether a constraint is of a kind with a yes or a no: what is on offer says where there is one."""
    return type(constraint).columns is not Constraint.columns


def _bounded(block: RowBlock, spots: IntArray, table: OfferTable) -> RowBlock:
    """Return a block of rows with what a table of offers bounds them by, each by the offer at its spot."""
    if block.source.sort not in _OFFERED:
        return block
    amounts = table.units if block.source.sort == "offer" else table.free
    return replace(block, upper=amounts[spots, block.keys["phase"]])


def _differs_in_amounts(was: Nation, nation: Nation) -> bool:
    """Say whether the amounts of offers are all that differs of a nation."""
    pairs = ((was.offers[name], offer) for name, offer in nation.offers.items())
    return (
        nation.offers.keys() == was.offers.keys()
        and _same(was, nation, but={"offers", *_SAID})
        and all(
            (one.pool is None) == (other.pool is None) and _same(one, other, but=_AMOUNTS | _SAID)
            for one, other in pairs
        )
    )


def _same(one: BaseModel, other: BaseModel, *, but: AbstractSet[str]) -> bool:
    """Say whether two entries differ in nothing but some fields."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    mine, theirs = one.__dict__, other.__dict__
    others = (name for name, value in mine.items() if value is not theirs[name])
    return all(name in but or mine[name] == theirs[name] for name in others)


def _equal(one: object, other: object) -> bool:
    return one is other or one == other

"""One program for many worlds: each is a face of it, and is solved hot.

The program has every contribution that some world opens, offers at the most units of any, and the rows of
every constraint under each way in which its conditions stand in some world. A world closes contributions,
takes rows away, and lowers offers; the matrix stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from planner.constraints.base import Constraint
from planner.engines.engine import Face
from planner.facts.supply import Supply
from planner.formulation.formulate import Formulation, blueprint, formulate
from planner.formulation.offers import OfferTable
from planner.ground.ground import Ground
from planner.program.blocks import BoolArray, ColumnBlock, RowBlock
from planner.program.program import Blueprint, Program
from planner.worlds.closing import Closing, on
from planner.worlds.supplied import NotSuppliedError, Supplied
from planner.worlds.world import AS_IT_IS, Case, Way, World, spot_of, standing, without_offers


@dataclass(frozen=True, eq=False)
class Family:
    """The program for some worlds, held ready.

    `table` are the offers as the scenario has them, `closing` is over the formulation with the most of each.
    `opened` says which possible contributions the program has; `rows` says which rows depend on how
    conditions stand: each case and the rows that are there only then; `cases` are all that were thought of.
    `supplied` are the rows that follow the units on offer; None where some do in a way that is not known.
    """

    table: OfferTable
    closing: Closing
    opened: BoolArray
    program: Program
    rows: Mapping[Case, BoolArray]
    cases: frozenset[Case]
    supplied: Supplied | None

    @classmethod
    def of(cls, formulation: Formulation, worlds: Iterable[World]) -> Family:
        """Return the program for some worlds, and for the scenario as it is."""
        met = list(dict.fromkeys([World(), *worlds]))
        table = formulation.offers
        widest = _widest(formulation, met)
        if np.any(widest.units > table.units) or np.any(widest.free > table.free):
            formulation = formulate(formulation.scenario, formulation.counting, table=widest)
        closing = Closing(formulation)
        ways = [dict(stands) for stands in dict.fromkeys(world.stands for world in met)]
        opened = ~closing.closed_in_all(ways)
        built = _Built(formulation, formulation.candidates.kept(opened), ways)
        asked = {tuple(one.conditions) for one in formulation.scenario.constraints.values()}
        cases = frozenset(case for conditions in asked for case in _cases_met(conditions, ways))
        return cls(table, closing, opened, built.program, built.rows, cases, built.supplied)

    @property
    def formulation(self) -> Formulation:
        """The scenario as it was formulated, with the most units of each offer."""
        return self.closing.formulation

    @cached_property
    def ground(self) -> Ground:
        """The contributions of the program, in the order of its columns."""
        return self.formulation.candidates.kept(self.opened)

    @property
    def hot(self) -> bool:
        """Whether worlds are solved hot: with whole numbers each is solved from the beginning."""
        return self.supplied is not None and not bool(self.program.integer.any())

    def face(self, world: World) -> Face:
        """Return the program as it is in a world; raises ValueError for one that it was not made for."""
        if self.supplied is None:
            raise ValueError("its rows follow what is offered in a way that is not known")
        if world.stands not in self._standing:
            self._standing.clear()
            self._standing[world.stands] = self._under(world)
        closed, absent = self._standing[world.stands]
        face = Face.of(self.program)
        upper, row_lower, row_upper = face.upper.copy(), face.row_lower.copy(), face.row_upper.copy()
        upper[: len(closed)][closed] = 0.0
        table = world.table(self.table, self.ground.index)
        row_upper[self.supplied.row] = self.supplied.most(table.units)
        row_upper[self.pooled.row] = self.pooled.most(table.free)
        row_lower[absent], row_upper[absent] = -np.inf, np.inf
        return replace(face, upper=upper, row_lower=row_lower, row_upper=row_upper)

    def _under(self, world: World) -> tuple[BoolArray, BoolArray]:
        """Return the contributions that are closed and the rows that are not there as conditions stand."""
        way = world.way
        closing = self.closing.closed(way)
        if not closing[~self.opened].all() or not self._knows(way):
            raise ValueError(f"not a world of this family: {world}")
        absent = np.zeros(len(self.program.row_lower), dtype=bool)
        for case, rows in self.rows.items():
            if any(way.get(name, AS_IT_IS) != holds for name, holds in case):
                absent |= rows
        return closing[self.opened], absent

    @cached_property
    def _standing(self) -> dict[Case, tuple[BoolArray, BoolArray]]:
        """What was found for the way in which conditions stood last: where these vary, few come twice."""
        return {}

    def _knows(self, way: Way) -> bool:
        """Say whether the rows of every constraint are there for a way in which conditions stand."""
        return all(_case(conditions, way) in self.cases for conditions in self._asked)

    @cached_property
    def _asked(self) -> frozenset[tuple[str, ...]]:
        """The conditions that each constraint depends on."""
        return frozenset(tuple(one.conditions) for one in self.formulation.scenario.constraints.values())

    def remade(self, world: World) -> bool:
        """Say whether a world has rows of its own, for who is gone: a burden is shared by those that stay."""
        return not self._sharing.isdisjoint(world.gone)

    def sharers_gone(self, world: World) -> tuple[str, ...]:
        """Return those who are gone in a world and by whose offers rows are made."""
        return tuple(name for name in world.gone if name in self._sharing)

    def without(self, gone: Collection[str]) -> Family:
        """Return the family of the scenario in which some nations offer nothing."""
        return Family.of(self._remade(World(gone=tuple(gone))), ())

    @cached_property
    def _sharing(self) -> frozenset[str]:
        """The nations by whose offers the rows of some constraint are made."""
        scenario = self.formulation.scenario
        supply = Supply.of(scenario)
        made = [supply.senders(one) for one in scenario.constraints.values() if one.made_by_offers]
        return frozenset().union(*made)

    def anew(self, world: World) -> Formulation:
        """Return the scenario formulated for one world alone."""
        if self.remade(world):
            return self._remade(world)
        return formulate(
            world.scenario(self.formulation.scenario),
            self.formulation.counting,
            table=world.table(self.table, self.formulation.ground.index),
        )

    def _remade(self, world: World) -> Formulation:
        """Return the scenario formulated for a world in which those who are gone offer nothing."""
        left = world.scenario(without_offers(self.formulation.scenario, world.gone))
        made, rest = formulate(left, self.formulation.counting), world.of_those_who_stay
        if not (rest.units or rest.more):
            return made
        table = rest.table(made.offers, made.ground.index)
        return formulate(left, self.formulation.counting, table=table)

    @cached_property
    def pooled(self) -> Supplied:
        """The rows of pools: what each offer and window can rotate."""
        return Supplied.of_pools(self.table, self.program.rows)


def _widest(formulation: Formulation, worlds: Sequence[World]) -> OfferTable:
    """Return the offers with the most units that each has in some world, and in the scenario."""
    table, index = formulation.offers, formulation.ground.index
    units, free = table.units.copy(), table.free.copy()
    changed = {offer for world in worlds for offer, _ in (*world.units, *world.more)}
    spots = [spot_of(table, index, offer) for offer in sorted(changed)]
    for world in worlds:
        there = world.table(table, index)
        units[spots] = np.maximum(units[spots], there.units[spots])
        free[spots] = np.maximum(free[spots], there.free[spots])
    return replace(table, units=units, free=free)


@dataclass(frozen=True, eq=False)
class _Built:
    """The program over some ground, for some ways in which conditions stand."""

    formulation: Formulation
    ground: Ground
    ways: Sequence[Way]

    @cached_property
    def program(self) -> Program:
        """The program with the rows of all cases."""
        rows = tuple(block for block, _ in self._blocks)
        columns = (*self._base.columns, *self._choices())
        return replace(self._base, columns=columns, rows=rows).assembled("direct")

    @cached_property
    def rows(self) -> dict[Case, BoolArray]:
        """The cases in which some rows are there, and which these are."""
        said = [case for block, case in self._blocks for _ in range(block.count)]
        return {case: np.array([one == case for one in said]) for case in dict.fromkeys(said) if case}

    @cached_property
    def supplied(self) -> Supplied | None:
        """The rows that follow the units on offer; None where some do in a way that is not known."""
        try:
            return Supplied.of(self.formulation.offers, self._blocks_at)
        except NotSuppliedError:
            return None

    @cached_property
    def _base(self) -> Blueprint:
        return blueprint(self.formulation.scenario, self.ground, self.formulation.offers)

    @cached_property
    def _blocks(self) -> list[tuple[RowBlock, Case]]:
        return self._under(self._base, self.ground)

    def _blocks_at(self, amount: float) -> list[RowBlock]:
        """Return the rows with so many units of each offer; contributions are the same."""
        ground = replace(self.ground, offered=np.full(self.ground.count, amount))
        table = replace(self.formulation.offers, units=np.full(self.formulation.offers.units.shape, amount))
        base = blueprint(self.formulation.scenario, ground, table)
        return [block for block, _ in self._under(base, ground)]

    def _under(self, base: Blueprint, ground: Ground) -> list[tuple[RowBlock, Case]]:
        """Return the rows with the case in which each is there: as conditions stand, and then otherwise."""
        timed = self.formulation.scenario.constraints
        blocks: list[tuple[RowBlock, Case]] = []
        for block in base.rows:
            depends = timed[name].conditions if (name := block.source.constraint) is not None else ()
            blocks.append((block, tuple((name, AS_IT_IS) for name in depends)))
        for constraint, case, other in self._otherwise(ground):
            blocks += [(_of_case(block, case), case) for block in constraint.rows(other)]
        return blocks

    def _otherwise(self, ground: Ground) -> Iterator[tuple[Constraint, Case, Ground]]:
        """Yield the constraints with each other case that they meet, and the ground as it is then."""
        for _, constraint in sorted(self.formulation.scenario.constraints.items()):
            for case in self._cases(tuple(constraint.conditions)):
                yield constraint, case, on(ground, standing(self.formulation.scenario, dict(case)))

    def _cases(self, conditions: tuple[str, ...]) -> list[Case]:
        """Return every way in which conditions stand in some world, but for all of them as they are."""
        if conditions not in self._known_cases:
            met = _cases_met(conditions, self.ways)
            otherwise = (case for case in met if any(holds != AS_IT_IS for _, holds in case))
            self._known_cases[conditions] = sorted(otherwise, key=str)
        return self._known_cases[conditions]

    @cached_property
    def _known_cases(self) -> dict[tuple[str, ...], list[Case]]:
        return {}

    def _choices(self) -> Iterator[ColumnBlock]:
        """Yield the yes-or-no columns of other cases, which have more or fewer than as conditions stand."""
        for constraint, case, other in self._otherwise(self.ground):
            for block in constraint.columns(other):
                yield replace(block, family=_family_of_case(block.family, case))


def _of_case(block: RowBlock, case: Case) -> RowBlock:
    """Return rows that are written on the yes-or-no columns of their case."""
    parts = tuple(
        replace(part, family=_family_of_case(part.family, case)) if part.yes_or_no else part
        for part in block.parts
    )
    return replace(block, parts=parts)


def _family_of_case(family: str, case: Case) -> str:
    return f"{family} where {', '.join(f'{name} holds {holds}' for name, holds in case)}"


def _cases_met(conditions: Sequence[str], ways: Sequence[Way]) -> set[Case]:
    """Return every way in which conditions stand in some world."""
    return {_case(conditions, way) for way in ways}


def _case(conditions: Sequence[str], way: Way) -> Case:
    return tuple((name, way.get(name, AS_IT_IS)) for name in conditions)

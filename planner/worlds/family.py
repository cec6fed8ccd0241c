"""One program for many worlds: each is a face of it, and is solved hot.

The program has every contribution that some world opens, offers at the most units of any, and the rows of
every constraint under each way in which its conditions stand in some world. A world closes contributions,
takes rows away, and lowers offers; the matrix stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from planner.engines.engine import Face
from planner.formulation.formulate import Formulation, formulate
from planner.formulation.offers import OfferTable
from planner.ground.ground import Ground
from planner.program.blocks import BoolArray
from planner.program.program import Program
from planner.worlds.built import Built
from planner.worlds.closing import Closing
from planner.worlds.leaving import Leaving, sharing
from planner.worlds.met import Met, case_of
from planner.worlds.supplied import Supplied
from planner.worlds.world import AS_IT_IS, Case, Way, World, without_offers


@dataclass(frozen=True, eq=False)
class Family:
    """The program for some worlds, held ready.

    `table` are the offers as the scenario has them, `closing` is over the formulation with the most of each.
    `opened` says which possible contributions the program has; `rows` says which rows depend on how
    conditions stand: each case and the rows that are there only then; `cases` are all that were thought of.
    `supplied` are the rows that follow the units on offer; None where some do in a way that is not known.
    `leaving` is what else is other where those are gone by whose offers rows are made.
    """

    table: OfferTable
    closing: Closing
    opened: BoolArray
    program: Program
    rows: Mapping[Case, BoolArray]
    cases: frozenset[Case]
    supplied: Supplied | None
    leaving: Leaving

    @classmethod
    def of(cls, formulation: Formulation, worlds: Iterable[World]) -> Family:
        """Return the program for some worlds, which are gone through once, and for the scenario as it is."""
        met, table = Met.of(formulation, worlds), formulation.offers
        if np.any(met.table.units > table.units) or np.any(met.table.free > table.free):
            formulation = formulate(formulation.scenario, formulation.counting, table=met.table)
        closing = Closing(formulation)
        opened = ~closing.closed_in_all(met.cases)
        built = Built(formulation, formulation.candidates.kept(opened), met.cases, met.gone)
        asked = {tuple(one.conditions) for one in formulation.scenario.constraints.values()}
        cases = frozenset(case for conditions in asked for case in met.cases[conditions])
        return cls(table, closing, opened, built.program, built.rows, cases, built.supplied, built.leaving)

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
        if self.remade(world):
            raise ValueError(f"not a world of this family: {world}")
        if world.stands not in self._standing:
            self._standing.clear()
            self._standing[world.stands] = self._under(world)
        closed, absent = self._standing[world.stands]
        face = Face.of(self.program)
        upper, row_lower, row_upper = face.upper.copy(), face.row_lower.copy(), face.row_upper.copy()
        upper[: len(closed)][closed] = 0.0
        upper[self.leaving.closed(world.gone)] = 0.0
        table = world.table(self.table, self.ground.index)
        row_upper[self.supplied.row] = self.supplied.most(table.units)
        row_upper[self.pooled.row] = self.pooled.most(table.free)
        for lifted in (absent, self.leaving.absent(world.gone)):
            row_lower[lifted], row_upper[lifted] = -np.inf, np.inf
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
        return all(case_of(conditions, way) in self.cases for conditions in self._asked)

    @cached_property
    def _asked(self) -> frozenset[tuple[str, ...]]:
        """The conditions that each constraint depends on."""
        return frozenset(tuple(one.conditions) for one in self.formulation.scenario.constraints.values())

    def remade(self, world: World) -> bool:
        """Say whether a world has rows that the program has not, for who is gone."""
        return not self.leaving.knows(self._sharing.intersection(world.gone))

    @cached_property
    def _sharing(self) -> frozenset[str]:
        return sharing(self.formulation.scenario)

    def anew(self, world: World) -> Formulation:
        """Return the scenario formulated for one world alone."""
        if not self._sharing.isdisjoint(world.gone):
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

"""One program for many worlds: each is a face of it, and is solved hot.

The program has every contribution that some world opens, offers at the most units of any, and the rows of
every constraint under each way in which its conditions stand in some world. A world closes contributions,
takes rows away, and lowers offers; the matrix stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from planner.engines.engine import Face
from planner.formulation.formulate import Formulation, blueprint, formulate
from planner.formulation.offers import OfferTable
from planner.ground.ground import Ground
from planner.program.program import Program
from planner.program.tables import BoolArray, IntArray, RowBlock
from planner.worlds.closing import Closing, on
from planner.worlds.world import AS_IT_IS, Case, Way, World, spot_of, standing


@dataclass(frozen=True, eq=False)
class Family:
    """The program for some worlds, held ready.

    `table` are the offers as the scenario has them, `closing` is over the formulation with the most of each.
    `opened` says which possible contributions the program has; `rows` says which rows depend on how
    conditions stand: each case and the rows that are there only then; `cases` are all that were thought of.
    """

    table: OfferTable
    closing: Closing
    opened: BoolArray
    program: Program
    rows: Mapping[Case, BoolArray]
    cases: frozenset[Case]

    @classmethod
    def of(cls, formulation: Formulation, worlds: Iterable[World]) -> Family:
        """Return the program for some worlds, and for the scenario as it is."""
        met = list(dict.fromkeys([World(), *worlds]))
        table = formulation.offers
        widest = _widest(formulation, met)
        if np.any(widest.units > table.units):
            formulation = formulate(formulation.scenario, formulation.counting, table=widest)
        closing = Closing(formulation)
        ways = [dict(stands) for stands in dict.fromkeys(world.stands for world in met)]
        opened = ~closing.closed_in_all(ways)
        program, rows = _built(formulation, formulation.candidates.kept(opened), ways)
        each = formulation.scenario.constraints.values()
        cases = frozenset(_case(one.conditions, way) for one in each for way in ways)
        return cls(table, closing, opened, program, rows, cases)

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
        return not bool(self.program.integer.any())

    def face(self, world: World) -> Face:
        """Return the program as it is in a world; raises ValueError for one that it was not made for."""
        way, face = world.way, Face.of(self.program)
        upper = face.upper.copy()
        closing = self.closing.closed(way)
        if not closing[~self.opened].all() or not self._knows(way):
            raise ValueError(f"not a world of this family: {world}")
        closed = closing[self.opened]
        upper[: len(closed)] = np.where(closed, 0.0, upper[: len(closed)])
        absent = np.zeros(len(face.row_lower), dtype=bool)
        for case, rows in self.rows.items():
            if any(way.get(name, AS_IT_IS) != holds for name, holds in case):
                absent |= rows
        row_lower = np.where(absent, -np.inf, face.row_lower)
        row_upper = np.where(absent, np.inf, face.row_upper)
        start, spots, phases = self.offer_rows
        row_upper[start : start + len(spots)] = self._units(world)[spots, phases]
        return replace(face, upper=upper, row_lower=row_lower, row_upper=row_upper)

    def _knows(self, way: Way) -> bool:
        """Say whether the rows of every constraint are there for a way in which conditions stand."""
        each = self.formulation.scenario.constraints.values()
        return all(_case(one.conditions, way) in self.cases for one in each)

    def anew(self, world: World) -> Formulation:
        """Return the scenario formulated for one world alone."""
        return formulate(
            world.scenario(self.formulation.scenario),
            self.formulation.counting,
            table=world.table(self.table, self.formulation.ground.index),
        )

    @cached_property
    def offer_rows(self) -> tuple[int, IntArray, IntArray]:
        """Where the rows of offers begin, and of each its offer and its phase."""
        start = 0
        for block in self.program.rows:
            if block.family == "offer":
                return start, self.table.at(block.keys), block.keys["phase"]
            start += block.count
        raise KeyError("offer")

    def _units(self, world: World) -> np.ndarray:
        return world.table(self.table, self.ground.index).units


def _widest(formulation: Formulation, worlds: Sequence[World]) -> OfferTable:
    """Return the offers with the most units that each has in some world, and in the scenario."""
    table, index = formulation.offers, formulation.ground.index
    most: dict[tuple[str, str], float] = {}
    for world in worlds:
        for offer, amount in world.units:
            most[offer] = max(most.get(offer, 0.0), amount)
    units = table.units.copy()
    for offer, amount in most.items():
        spot = spot_of(table, index, offer)
        units[spot] = np.maximum(units[spot], amount - table.bound[spot])
    return replace(table, units=units)


def _built(
    formulation: Formulation, ground: Ground, ways: Sequence[Way]
) -> tuple[Program, dict[Case, BoolArray]]:
    """Return the program over some ground, with the cases in which some of its rows are there."""
    base = blueprint(formulation.scenario, ground, formulation.offers)
    timed = {f"constraints.{name}": one for name, one in formulation.scenario.constraints.items()}
    blocks: list[tuple[RowBlock, Case]] = []
    for block in base.rows:
        depends = timed[block.path].conditions if block.path in timed else ()
        blocks.append((block, tuple((name, AS_IT_IS) for name in depends)))
    for _, constraint in sorted(timed.items()):
        for case in _cases(constraint.conditions, ways):
            other = on(ground, standing(formulation.scenario, dict(case)))
            blocks += [(block, case) for block in constraint.rows(other)]
    program = replace(base, rows=tuple(block for block, _ in blocks)).assembled("direct")
    said = [case for block, case in blocks for _ in range(block.count)]
    return program, {case: np.array([one == case for one in said]) for case in dict.fromkeys(said) if case}


def _cases(conditions: Sequence[str], ways: Sequence[Way]) -> list[Case]:
    """Return every way in which conditions stand in some world, but for all of them as they are."""
    met = {_case(conditions, way) for way in ways}
    return sorted((case for case in met if any(holds != AS_IT_IS for _, holds in case)), key=str)


def _case(conditions: Sequence[str], way: Way) -> Case:
    return tuple((name, way.get(name, AS_IT_IS)) for name in conditions)

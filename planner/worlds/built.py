"""One program with the rows of every case: of each way in which conditions stand, and of who is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from planner.constraints.base import Constraint
from planner.constraints.staying import Staying, StayingRows
from planner.formulation.formulate import Formulation, blueprint
from planner.ground.ground import Ground
from planner.program.blocks import BoolArray, ColumnBlock, RowBlock
from planner.program.program import Blueprint, Program
from planner.worlds.closing import on
from planner.worlds.leaving import Leaving
from planner.worlds.met import case_of
from planner.worlds.supplied import NotSuppliedError, Supplied
from planner.worlds.world import AS_IT_IS, Case, standing

_Other = tuple[Constraint, Case, Ground]


@dataclass(frozen=True, eq=False)
class _Rows:
    """Rows of the program, and the case in which they are there."""

    rows: StayingRows
    case: Case

    @property
    def block(self) -> RowBlock:
        return self.rows.block


@dataclass(frozen=True, eq=False)
class Built:
    """The program over some ground, for the `cases` that are met of conditions that a constraint depends on.

    `gone` are the nations that are gone together in some world and by whose offers rows are made.
    """

    formulation: Formulation
    ground: Ground
    cases: Mapping[tuple[str, ...], AbstractSet[Case]]
    gone: frozenset[frozenset[str]]

    @cached_property
    def program(self) -> Program:
        """The program with the rows of all cases."""
        rows = tuple(one.block for one in self._blocks)
        columns = (*self._base.columns, *self._further)
        return replace(self._base, columns=columns, rows=rows).assembled("direct")

    @cached_property
    def rows(self) -> dict[Case, BoolArray]:
        """The cases in which some rows are there, and which these are."""
        said = [one.case for one in self._blocks for _ in range(one.block.count)]
        return {case: np.array([one == case for one in said]) for case in dict.fromkeys(said) if case}

    @cached_property
    def leaving(self) -> Leaving:
        """What is other where some are gone."""
        positions = self.ground.index.positions["nation"]
        before = sum(block.count for block in self._base.columns)
        return Leaving.of_blocks(
            self._leaving, positions, [one.rows for one in self._blocks], self._further, before
        )

    @cached_property
    def supplied(self) -> Supplied | None:
        """The rows that follow the units on offer; None where some do in a way that is not known."""
        try:
            return Supplied.of(self.formulation.offers, self._blocks_at)
        except NotSuppliedError:
            return None

    @cached_property
    def _leaving(self) -> frozenset[frozenset[str]]:
        """Those who are gone together in some world, if it is known of all rows what becomes of them then."""
        return self.gone if None not in self._staying.values() else frozenset()

    @cached_property
    def _staying(self) -> dict[str, Staying | None]:
        """The constraints whose rows are made by offers, as they are whichever of the gone are gone."""
        made = [one for one in self._constraints if one.made_by_offers and self.gone]
        return {one.id: one.staying(self.ground, self.gone) for one in made}

    @cached_property
    def _constraints(self) -> list[Constraint]:
        return [one for _, one in sorted(self.formulation.scenario.constraints.items())]

    @cached_property
    def _base(self) -> Blueprint:
        return blueprint(self.formulation.scenario, self.ground, self.formulation.offers)

    @cached_property
    def _blocks(self) -> list[_Rows]:
        return self._under(self._base, self._as_it_is, self._in_other_cases)

    def _blocks_at(self, amount: float) -> list[RowBlock]:
        """Return the rows with so many units of each offer; contributions are the same."""
        offered = np.full(self.ground.count, amount)
        ground = replace(self.ground, offered=offered)
        table = replace(self.formulation.offers, units=np.full(self.formulation.offers.units.shape, amount))
        base = blueprint(self.formulation.scenario, ground, table)
        as_it_is = [(one, self._written(one, ground)) for one in self._constraints if self._stays(one)]
        others = [
            (case, _of_case(self._written(one, replace(other, offered=offered)), case))
            for one, case, other in self._otherwise
        ]
        return [one.block for one in self._under(base, as_it_is, others)]

    def _under(
        self,
        base: Blueprint,
        as_it_is: Sequence[tuple[Constraint, Staying]],
        others: Sequence[tuple[Case, Staying]],
    ) -> list[_Rows]:
        """Return the rows with the case in which each is there: as conditions stand, and then otherwise."""
        blocks: list[_Rows] = []
        for block in base.rows:
            name = block.source.constraint
            if name is None:
                blocks.append(_Rows(StayingRows(block), ()))
            elif not self._stays(constraint := self.formulation.scenario.constraints[name]):
                blocks.append(_Rows(StayingRows(block), case_of(constraint.conditions, {})))
        for constraint, written in as_it_is:
            blocks += [_Rows(one, case_of(constraint.conditions, {})) for one in written.rows]
        for case, written in others:
            blocks += [_Rows(one, case) for one in written.rows]
        return blocks

    def _stays(self, constraint: Constraint) -> bool:
        """Say whether a constraint is written for whoever stays, in place of its rows with all there."""
        return constraint.made_by_offers and bool(self._leaving)

    def _written(self, constraint: Constraint, ground: Ground) -> Staying:
        """Return a constraint's rows and all columns that only these are written on."""
        found = constraint.staying(ground, self._leaving) if self._stays(constraint) else None
        if found is not None:
            return found
        rows = tuple(StayingRows(block) for block in constraint.rows(ground))
        return Staying(rows, tuple(constraint.columns(ground)))

    @cached_property
    def _otherwise(self) -> list[_Other]:
        """The constraints with each other case that they meet, and the ground as it is then."""
        scenario = self.formulation.scenario
        return [
            (constraint, case, on(self.ground, standing(scenario, dict(case))))
            for constraint in self._constraints
            for case in self._cases(tuple(constraint.conditions))
        ]

    def _cases(self, conditions: tuple[str, ...]) -> list[Case]:
        """Return every way in which conditions stand in some world, but for all of them as they are."""
        if conditions not in self._known_cases:
            met = self.cases[conditions]
            otherwise = (case for case in met if any(holds != AS_IT_IS for _, holds in case))
            self._known_cases[conditions] = sorted(otherwise, key=str)
        return self._known_cases[conditions]

    @cached_property
    def _known_cases(self) -> dict[tuple[str, ...], list[Case]]:
        return {}

    @cached_property
    def _further(self) -> list[ColumnBlock]:
        """The columns of constraints that the scenario's own program has not.

        Those of other cases are more or fewer than as conditions stand.
        """
        written = [one for _, one in (*self._as_it_is, *self._in_other_cases)]
        return [block for one in written for block in one.columns]

    @cached_property
    def _as_it_is(self) -> list[tuple[Constraint, Staying]]:
        """The constraints that are written for whoever stays, as conditions stand."""
        here = self._staying if self._leaving else {}
        return [(one, found) for one in self._constraints if (found := here.get(one.id)) is not None]

    @cached_property
    def _in_other_cases(self) -> list[tuple[Case, Staying]]:
        """What constraints say where conditions stand otherwise."""
        return [(case, _of_case(self._written(one, other), case)) for one, case, other in self._otherwise]


def _of_case(written: Staying, case: Case) -> Staying:
    """Return a constraint's rows written on columns of their case."""
    own = {block.family: _family_of_case(block.family, case) for block in written.columns}
    rows = []
    for one in written.rows:
        parts = tuple(replace(part, family=own.get(part.family, part.family)) for part in one.block.parts)
        rows.append(replace(one, block=replace(one.block, parts=parts)))
    columns = tuple(replace(block, family=own[block.family]) for block in written.columns)
    return Staying(tuple(rows), columns)


def _family_of_case(family: str, case: Case) -> str:
    return f"{family} where {', '.join(f'{name} holds {holds}' for name, holds in case)}"

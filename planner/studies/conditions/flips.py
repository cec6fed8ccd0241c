"""One program for every way the conditions could stand: each is a face of it, and is solved hot.

The program has every contribution that some way opens, and the rows of every constraint under each standing
of the condition in its `when`. A way closes contributions and takes rows away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Literal

import numpy as np

from planner.engines.again import Again
from planner.engines.engine import Face
from planner.formulation.closures import Reason
from planner.formulation.formulate import Formulation, blueprint
from planner.ground.ground import Ground
from planner.program.program import Program
from planner.program.tables import BoolArray, RowBlock
from planner.scenario.models import Scenario

Standing = Literal["as it is", "always", "never"]
STANDINGS: tuple[Standing, ...] = ("as it is", "always", "never")
Case = tuple[tuple[str, Standing], ...]
"""How each of some conditions stands, sorted by condition."""
Way = Mapping[str, Standing]
"""For some conditions that they hold always or never; all others stand as they are."""


def standing(scenario: Scenario, way: Way) -> Scenario:
    """Return the scenario with its conditions standing another way."""
    changed = {
        name: scenario.conditions[name].model_copy(update={"holds": holds})
        for name, holds in way.items()
        if holds != "as it is"
    }
    return scenario.model_copy(update={"conditions": {**scenario.conditions, **changed}})


@dataclass(frozen=True, eq=False)
class Closing:
    """What closes possible contributions, whatever way the conditions stand."""

    formulation: Formulation

    def closed(self, way: Way) -> BoolArray:
        """Return the possible contributions that are closed."""
        closed = self._fixed.copy()
        for reason, conditions in self._depending.items():
            closed |= self._mask(reason, tuple((name, way.get(name, "as it is")) for name in conditions))
        return closed

    @cached_property
    def _masks(self) -> dict[tuple[Reason, tuple[tuple[str, Standing], ...]], BoolArray]:
        return {}

    def _mask(self, reason: Reason, stand: tuple[tuple[str, Standing], ...]) -> BoolArray:
        if (reason, stand) not in self._masks:
            self._masks[reason, stand] = self._closed_by(reason, dict(stand))
        return self._masks[reason, stand]

    def _closed_by(self, reason: Reason, way: Way) -> BoolArray:
        candidates = self.formulation.candidates
        none = np.zeros(candidates.count, dtype=bool)
        if all(holds == "as it is" for holds in way.values()):
            return self.formulation.closed.get(reason, none)
        if reason.sort == "constraint":
            constraint = self.formulation.scenario.constraints[reason.name]
            forbidden = constraint.forbids(_on(candidates, standing(self.formulation.scenario, way)))
            return none if forbidden is None else forbidden
        return self._needing[reason.name] if way[reason.name] == "never" else none

    @cached_property
    def _needing(self) -> dict[str, BoolArray]:
        """For each condition which contributions are of offers that need it."""
        table = self.formulation.offers
        spot = table.spot(self.formulation.candidates)
        names = {name for offer in table.offers for name in offer.needs}
        return {
            name: np.array([name in offer.needs for offer in table.offers], dtype=bool)[spot]
            for name in sorted(names)
        }

    @cached_property
    def _depending(self) -> dict[Reason, tuple[str, ...]]:
        """For each reason that depends on conditions, which."""
        depending: dict[Reason, tuple[str, ...]] = {
            Reason("condition", name): (name,) for name in self._needing
        }
        for name, constraint in self.formulation.scenario.constraints.items():
            if constraint.conditions and constraint.forbids(self.formulation.candidates) is not None:
                depending[Reason("constraint", name)] = constraint.conditions
        return depending

    @cached_property
    def _fixed(self) -> BoolArray:
        closed = np.zeros(self.formulation.candidates.count, dtype=bool)
        for reason, mask in self.formulation.closed.items():
            if reason not in self._depending:
                closed |= mask
        return closed


@dataclass(frozen=True, eq=False)
class Flips:
    """The program for all ways, held ready.

    `opened` says which possible contributions it has; `rows` says on how conditions stand which rows depend:
    each case and the rows that are there only then.
    """

    closing: Closing
    opened: BoolArray
    program: Program
    rows: Mapping[Case, BoolArray]
    again: Again

    @classmethod
    def of(cls, formulation: Formulation, ways: Iterable[Way]) -> Flips:
        """Return the program for some ways, and for the way that conditions stand as they are."""
        closing = Closing(formulation)
        opened = ~closing.closed({})
        for way in ways:
            opened |= ~closing.closed(way)
        program, rows = _built(formulation, formulation.candidates.kept(opened))
        return cls(closing, opened, program, rows, Again(program))

    def face(self, way: Way) -> Face:
        """Return the program as it is when the conditions stand so."""
        face = Face.of(self.program)
        upper = face.upper.copy()
        closed = self.closing.closed(way)[self.opened]
        upper[: len(closed)] = np.where(closed, 0.0, upper[: len(closed)])
        absent = np.zeros(len(face.row_lower), dtype=bool)
        for case, rows in self.rows.items():
            if any(way.get(name, "as it is") != holds for name, holds in case):
                absent |= rows
        row_lower = np.where(absent, -np.inf, face.row_lower)
        return replace(
            face, upper=upper, row_lower=row_lower, row_upper=np.where(absent, np.inf, face.row_upper)
        )


def _on(ground: Ground, scenario: Scenario) -> Ground:
    """Return possible contributions under a scenario that differs only in how its conditions stand."""
    return replace(ground.kept(np.ones(ground.count, dtype=bool)), facts=scenario)


def _built(formulation: Formulation, ground: Ground) -> tuple[Program, dict[Case, BoolArray]]:
    """Return the program over some ground, with the cases in which some of its rows are there."""
    base = blueprint(formulation.scenario, ground, formulation.offers)
    timed = {f"constraints.{name}": one for name, one in formulation.scenario.constraints.items()}
    blocks: list[tuple[RowBlock, Case]] = []
    for block in base.rows:
        depends = timed[block.path].conditions if block.path in timed else ()
        blocks.append((block, tuple((name, "as it is") for name in depends)))
    for _, constraint in sorted(timed.items()):
        for case in _cases(constraint.conditions):
            other = _on(ground, standing(formulation.scenario, dict(case)))
            blocks += [(block, case) for block in constraint.rows(other)]
    program = replace(base, rows=tuple(block for block, _ in blocks)).assembled("direct")
    said = [case for block, case in blocks for _ in range(block.count)]
    return program, {case: np.array([one == case for one in said]) for case in sorted(set(said)) if case}


def _cases(conditions: Sequence[str]) -> Iterator[Case]:
    """Yield every way in which conditions can stand, but for all of them as they are."""
    each = [[(name, standing) for standing in STANDINGS] for name in conditions]
    yield from (case for case in product(*each) if any(standing != "as it is" for _, standing in case))

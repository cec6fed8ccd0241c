"""A plan of somebody's own on the ground of a scenario: where it stands, and what it does not fit at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.formulation.formulate import Formulation
from planner.formulation.offers import required
from planner.ground.ground import COLUMN_KEYS, Ground
from planner.plan.given import GivenUnits
from planner.program.blocks import FloatArray, IntArray
from planner.words.figures import rounding

SAME = 1e-6
"""Units that differ by less than this, relative to their size where that is over 1, are the same."""


@dataclass(frozen=True, eq=False)
class Theirs:
    """Units of each possible contribution, in the order of the candidates; and what is none of them.

    What nobody offers, what serves nothing there, and what stands where nothing is required is `elsewhere`:
    it breaks a rule and counts for nothing.
    """

    formulation: Formulation
    units: FloatArray
    elsewhere: tuple[GivenUnits, ...]

    @classmethod
    def on(cls, formulation: Formulation, given: Sequence[GivenUnits]) -> Theirs:
        """Return a plan on the ground of a scenario."""
        spots = _spots(formulation.candidates)
        units = np.zeros(formulation.candidates.count)
        for one in given:
            if one.key in spots:
                units[spots[one.key]] = one.units
        elsewhere = tuple(one for one in given if one.key not in spots and one.units > 0)
        return cls(formulation, units, elsewhere)

    @cached_property
    def column(self) -> IntArray:
        """For each possible contribution its column in the program; -1 where it is closed."""
        closed = np.zeros(len(self.units), dtype=bool)
        for mask in self.formulation.closed.values():
            closed |= mask
        return np.where(closed, -1, np.cumsum(~closed) - 1).astype(np.int32)

    @cached_property
    def rounding(self) -> FloatArray:
        """For each possible contribution by how much its units may be off, as they are written.

        Units are written as plans print them, in few decimals; those in steps, and in more decimals, are what
        they say.
        """
        candidates = self.formulation.candidates
        off = np.array([rounding(value) for value in self.units.tolist()])
        return np.where(candidates.step > 0, 0.0, off)

    def differing(self, others: FloatArray) -> IntArray:
        """Return which possible contributions have other units, by more than rounding."""
        same = SAME * np.maximum(1.0, np.maximum(self.units, others))
        differing = np.abs(self.units - others) > same + self.rounding
        return np.flatnonzero(differing).astype(np.int32)

    @property
    def forbidden(self) -> float:
        """The people of everything that no plan can have there: what is closed, and what fits nowhere."""
        closed = float((self.units * self.formulation.candidates.people)[self.column < 0].sum())
        capabilities = self.formulation.scenario.capabilities
        misfits = (one.units * (capabilities[one.capability].personnel or 1.0) for one in self.elsewhere)
        return closed + sum(misfits)

    @property
    def open(self) -> FloatArray:
        """The units of contributions that nothing closes, in the order of the program's columns."""
        return self.units[self.column >= 0]

    def of_open(self, units: FloatArray) -> FloatArray:
        """Return units of open contributions as units of all possible ones."""
        spread = np.zeros(len(self.units))
        spread[self.column >= 0] = units
        return spread


def _spots(ground: Ground) -> dict[tuple[str, ...], int]:
    columns = [np.array(ground.index.names[key], dtype=object)[ground.keys[key]] for key in COLUMN_KEYS]
    return {ids: spot for spot, ids in enumerate(zip(*columns, strict=True))}


def misplaced(formulation: Formulation, one: GivenUnits) -> tuple[str, str]:
    """Return the path of the rule that units break which are no possible contribution, and what is wrong."""
    scenario, index = formulation.scenario, formulation.candidates.index
    if one.capability not in scenario.nations[one.nation].offers:
        return f"nations.{one.nation}.offers", "is not on offer"
    if one.capability not in scenario.requirements[one.requirement].served_by:
        return f"requirements.{one.requirement}.accepts", "does not serve it"
    spot = index.positions["requirement"][one.requirement], index.positions["phase"][one.phase]
    assert required(scenario, index)[spot] == 0  # noqa: S101  a possible contribution is never misplaced
    return f"requirements.{one.requirement}.quantity", "is not required then"

"""What is other in the program of a family where nations are gone by whose offers rows are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.constraints.staying import StayingRows
from planner.facts.supply import Supply
from planner.program.blocks import BoolArray, ColumnBlock, IntArray
from planner.scenario.scenario import Scenario


def sharing(scenario: Scenario) -> frozenset[str]:
    """Return the nations by whose offers the rows of some constraint are made."""
    supply = Supply.of(scenario)
    made = [supply.senders(one) for one in scenario.constraints.values() if one.made_by_offers]
    return frozenset().union(*made)


@dataclass(frozen=True, eq=False)
class Leaving:
    """The nations that may be gone `together`, or some of them, and which rows and columns that decides.

    Each of `row` is there as long as one of its `nations` stays (rows x nations), and one that is `once_gone`
    once none of them does. Each of `column` is `of` a nation, and open once that is gone.
    """

    together: frozenset[frozenset[str]]
    positions: Mapping[str, int]
    row: IntArray
    nations: BoolArray
    once_gone: BoolArray
    column: IntArray
    of: IntArray

    @classmethod
    def of_blocks(
        cls,
        together: frozenset[frozenset[str]],
        positions: Mapping[str, int],
        rows: Sequence[StayingRows],
        columns: Sequence[ColumnBlock],
        before: int,
    ) -> Leaving:
        """Return what is other in all rows of a program and in columns that come after so many others."""
        row, nations, once, start = [], [], [], 0
        for one in rows:
            if one.nations is not None:
                row.append(np.arange(start, start + one.block.count, dtype=np.int32))
                nations.append(one.nations)
                once.append(np.full(one.block.count, one.once_gone))
            start += one.block.count
        column, of, start = [], [], before
        for block in columns:
            if not block.step.any() and "nation" in block.keys:
                column.append(np.arange(start, start + block.count, dtype=np.int32))
                of.append(block.keys["nation"])
            start += block.count
        none = np.zeros(0, dtype=np.int32)
        return cls(
            together,
            positions,
            np.concatenate([none, *row]),
            np.concatenate([np.zeros((0, len(positions)), dtype=bool), *nations]),
            np.concatenate([np.zeros(0, dtype=bool), *once]),
            np.concatenate([none, *column]),
            np.concatenate([none, *of]),
        )

    def knows(self, gone: frozenset[str]) -> bool:
        """Say whether rows and columns are right where some are gone by whose offers rows are made."""
        return not gone or gone in self.together or any(gone <= names for names in self.together)

    def absent(self, gone: Sequence[str]) -> IntArray:
        """Return the rows that are not there where some are gone."""
        there: BoolArray = self.nations[:, ~self._are(gone)].any(axis=1) != self.once_gone
        return self.row[~there]

    def closed(self, gone: Sequence[str]) -> IntArray:
        """Return the columns that are not open where some are gone."""
        return self.column[~self._are(gone)[self.of]]

    def _are(self, gone: Sequence[str]) -> BoolArray:
        """Return of each nation whether it is gone, of those of which that decides anything."""
        are = np.zeros(len(self.positions), dtype=bool)
        are[[self.positions[name] for name in gone if name in self._names]] = True
        return are

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset().union(*self.together)

"""Rows that hold what an offer may send: their bounds follow the units that it has in a world.

The rows of offers do, and so do those of every kind of constraint that looks at what is offered, such as the
days that a ship may stay. Which, and by how much, is read off their bounds at a few amounts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.formulation.offers import OfferTable
from planner.program.blocks import FloatArray, IntArray, RowBlock

AMOUNTS = (0.0, 1.0, 2.0)
"""Units of every offer at which bounds are read."""


class NotSuppliedError(Exception):
    """Some row follows what is offered in another way than one offer at a time and in proportion."""


@dataclass(frozen=True, eq=False)
class Supplied:
    """Rows and of each the offer and phase that it follows: its most is `base + part x units`."""

    row: IntArray
    offer: IntArray
    phase: IntArray
    base: FloatArray
    part: FloatArray

    @classmethod
    def of(cls, table: OfferTable, blocks_at: Callable[[float], Sequence[RowBlock]]) -> Supplied:
        """Return what follows the units on offer; `blocks_at` are all rows with so many units of each offer.

        Raises NotSuppliedError where a row follows them in another way.
        """
        start, found = 0, []
        met = [list(blocks_at(amount)) for amount in AMOUNTS]
        if len({tuple(block.count for block in blocks) for blocks in met}) > 1:
            raise NotSuppliedError
        for same in zip(*met, strict=True):
            found.append(_in_block(table, same, start))
            start += same[0].count
        return cls(*(np.concatenate([getattr(one, name) for one in found]) for name in cls.__annotations__))

    @classmethod
    def of_pools(cls, table: OfferTable, blocks: Sequence[RowBlock]) -> Supplied:
        """Return the rows of pools, which follow what the pools have free in their windows."""
        start, found = 0, []
        for block in blocks:
            if block.source.sort == "pool":
                rows = np.arange(start, start + block.count, dtype=np.int32)
                found.append((rows, table.at(block.keys), block.keys["phase"]))
            start += block.count
        none = np.zeros(0, dtype=np.int32)
        row, offer, phase = (np.concatenate([none, *part]) for part in zip((none,) * 3, *found, strict=True))
        return cls(row, offer, phase, np.zeros(len(row)), np.ones(len(row)))

    def most(self, units: FloatArray) -> FloatArray:
        """Return the upper bounds with some units of offers (offers x phases)."""
        most: FloatArray = self.base + self.part * units[self.offer, self.phase]
        return most


def _in_block(table: OfferTable, same: Sequence[RowBlock], start: int) -> Supplied:
    """Return the rows of one block that follow; `same` is the block at each of the amounts."""
    none, one, two = (block.upper for block in same)
    if any(not np.array_equal(same[0].lower, block.lower) for block in same):
        raise NotSuppliedError
    spots = np.flatnonzero(none != one)
    part = one[spots] - none[spots]
    keys = same[0].keys
    if np.any((two != one) & (none == one)) or not np.allclose(two[spots], none[spots] + 2 * part):
        raise NotSuppliedError
    if len(spots) and not {"nation", "capability", "phase"} <= keys.keys():
        raise NotSuppliedError
    mine = {name: keys[name][spots] for name in keys}
    offer = table.at(mine) if len(spots) else np.zeros(0, dtype=np.int32)
    phase = mine["phase"] if len(spots) else np.zeros(0, dtype=np.int32)
    return Supplied((spots + start).astype(np.int32), offer, phase, none[spots], part)

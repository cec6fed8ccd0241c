"""A constraint written so that it is right whichever of some nations are gone: only bounds change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.program.blocks import BoolArray, ColumnBlock, RowBlock


@dataclass(frozen=True, eq=False)
class StayingRows:
    """Rows of which each is there as long as one of its nations stays (rows x nations).

    Without nations they are always there. `once_gone` turns it round: each is there once none of them stays.
    """

    block: RowBlock
    nations: BoolArray | None = None
    once_gone: bool = False


@dataclass(frozen=True, eq=False)
class Staying:
    """All rows of a constraint, and the columns that only they are written on.

    A column that is of a nation may be more than zero only once that nation is gone.
    """

    rows: tuple[StayingRows, ...]
    columns: tuple[ColumnBlock, ...] = ()

    @classmethod
    def held(cls, blocks: Iterator[tuple[RowBlock, BoolArray | None]]) -> Staying:
        """Return rows that need no further columns, each block with the nations that hold its rows."""
        return cls(tuple(StayingRows(block, nations) for block, nations in blocks))

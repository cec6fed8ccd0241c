"""A goal as the program pursues it: its aims, and the columns and rows that it needs."""

from __future__ import annotations

from dataclasses import dataclass

from planner.program.blocks import ColumnBlock, RowBlock
from planner.program.program import Aim


@dataclass(frozen=True, eq=False)
class Pursuit:
    """One or more aims in order, and what they bring into the program."""

    aims: tuple[Aim, ...]
    columns: tuple[ColumnBlock, ...] = ()
    rows: tuple[RowBlock, ...] = ()

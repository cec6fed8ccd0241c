"""A sheet with a title above the names of its columns: that is one thing to mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.problems import Notice, Origin, Problem
from planner.scenario.tables.astray import FoundSheet, named_cell
from planner.scenario.tables.cells import Found
from planner.scenario.tables.layout import SCENARIO, SheetLayout

MOST_ABOVE = 20
"""So many lines may be titles."""


@dataclass(frozen=True)
class _WithoutTitles:
    """A sheet from the line on that names its columns."""

    whole: FoundSheet
    lines: Sequence[tuple[int, Sequence[Found]]]

    @property
    def name(self) -> str:
        return self.whole.name

    @property
    def by_hand(self) -> bool:
        return self.whole.by_hand

    @property
    def notices(self) -> tuple[Notice, ...]:
        return self.whole.notices

    def origin(self, line: int, column: int) -> Origin:
        return self.whole.origin(line, column)


def without_titles(found: FoundSheet, sheet: SheetLayout, problems: list[Problem]) -> FoundSheet:
    """Return a sheet from its columns' names on; what stands above them is a problem, so that it is seen."""
    lines = [one for one in found.lines if any(map(named_cell, one[1]))]
    if sheet.name == SCENARIO or not lines or _names(lines[0][1], sheet, some=True):
        return found
    spot = next((n for n, (_, cells) in enumerate(lines[:MOST_ABOVE]) if _names(cells, sheet)), 0)
    if not spot:
        return found
    place, number = found.origin(lines[0][0], 0), lines[spot][0]
    said = f"something stands above the names of the columns, which are in line {number}"
    problems.append(Problem(place.file, place.line, "", said, "delete the lines above them"))
    return _WithoutTitles(found, lines[spot:])


def _names(cells: Sequence[Found], sheet: SheetLayout, *, some: bool = False) -> bool:
    """Say whether a line names the columns of a sheet: all that must be there, or `some` of any."""
    there = set(map(named_cell, cells))
    if some:
        return any(sheet.column(name) is not None for name in there) or not there.isdisjoint(
            key.header for key in sheet.keys
        )
    return all(key.header in there for key in sheet.keys if not key.optional)

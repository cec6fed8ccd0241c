"""One sheet that is being gathered: how it is laid out, what was found, and the tree that it goes to."""

from __future__ import annotations

from dataclasses import dataclass

from planner.problems import Origin, Path, Problem, dotted
from planner.scenario.tables.astray import FoundSheet
from planner.scenario.tables.cells import Found, Reading
from planner.scenario.tables.growing_table import GrowingTable
from planner.scenario.tables.layout import SheetColumn, SheetLayout

IGNORED = "_"
"""Sheets and columns whose name begins so are the user's own."""


@dataclass(frozen=True)
class KeyedLine:
    """One line of a sheet: its ids and its cells, each with where it stands."""

    ids: tuple[str, ...]
    origins: tuple[Origin, ...]
    cells: tuple[tuple[SheetColumn, Found, Origin], ...]

    @property
    def origin(self) -> Origin:
        """Where its last id stands."""
        return self.origins[-1]


@dataclass(frozen=True)
class GatheredSheet:
    """A sheet that is being gathered, with where it goes and where its problems go."""

    sheet: SheetLayout
    found: FoundSheet
    root: GrowingTable
    problems: list[Problem]
    lost: tuple[str, ...] = ()
    """Columns that are gone, as was said: of what they held nothing is said in each line."""

    @property
    def reading(self) -> Reading:
        """What reads its cells."""
        return Reading(self.problems, by_hand=self.found.by_hand)

    def refused(self, origin: Origin, text: str, hint: str = "", path: Path = ()) -> None:
        """Have something of it be a problem."""
        self.problems.append(Problem(origin.file, origin.line, dotted(path), text, hint))

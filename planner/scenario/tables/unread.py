"""What is not known where a sheet, or an id in it, was not read: what names it is not wrong for that."""

from __future__ import annotations

from planner.problems import Origin
from planner.scenario.nodes import UNREAD, Broken
from planner.scenario.tables.growing_table import GrowingTable
from planner.scenario.tables.layout import SCENARIO, SheetLayout


def unread(root: GrowingTable, sheet: SheetLayout, origin: Origin) -> None:
    """Remember that an id which a sheet defines is not known: what names it is not wrong for that."""
    if len(sheet.path) == 1 + (not sheet.listed):
        section = root.inner(sheet.path[0], origin)
        if section is not None:
            section.entries[UNREAD] = Broken(origin)


def all_unread(root: GrowingTable, sheet: SheetLayout, origin: Origin) -> None:
    """Remember that nothing is known of what a sheet says: of none of the entries that it speaks of."""
    unread(root, sheet, origin)
    if sheet.name == SCENARIO:
        for column in sheet.columns:
            root.mark(column.path, origin)
    *way, last = sheet.path[: len(sheet.path) - (not sheet.listed)] or ("",)
    for entry in root.at(way) if way else ():
        entry.entries[last] = Broken(origin)

"""What tables held when they were written, and lack now: a sheet or a column that went astray.

Without this a deleted column reads as if nothing had been said: nothing waits for a ceasefire any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from planner.problems import Notice, Origin, Problem, nearest
from planner.scenario.tables.cells import Found, Refused
from planner.scenario.tables.layout import SCENARIO, sheets
from planner.scenario.tables.sheet_lines import MANIFEST


class FoundSheet(Protocol):
    """A sheet as it was found: its name, its lines from the header on, and where each cell stands."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def lines(self) -> Sequence[tuple[int, Sequence[Found]]]:
        """Its lines, each with its number from 1."""
        ...

    @property
    def by_hand(self) -> bool:
        """Whether somebody typed a number of a few digits that stands as text."""
        ...

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is not wrong with it, and may not be what its author thinks."""
        ...

    def origin(self, line: int, column: int) -> Origin:
        """Return where a cell stands; columns count from 0."""
        ...


def astray(found: Mapping[str, FoundSheet], file: str) -> Iterator[Problem]:
    """Yield a problem for each sheet and column that held something and is not there any more.

    Tables that do not say what they held, such as those that somebody made by hand, lack nothing.
    """
    held = _held(found)
    for name in lacking(found):
        hint = "put it back, or a sheet of this name with its first line only"
        said = f"lacks the sheet {name}, which held something when the tables were written"
        yield Problem(file, 0, "", said, hint)
    for sheet in sheets():
        if sheet.name in held and sheet.name in found:
            yield from _columns(found[sheet.name], found)


def lacking(found: Mapping[str, FoundSheet]) -> tuple[str, ...]:
    """Return the sheets that held something when the tables were written, and are not there any more."""
    held = _held(found)
    return tuple(sheet.name for sheet in sheets() if sheet.name in held and sheet.name not in found)


def lost(found: Mapping[str, FoundSheet], sheet: str) -> tuple[str, ...]:
    """Return the columns of a sheet that held something when it was written, and are not there any more.

    Of the sheet of single fields, the fields.
    """
    there = _first_column(found[sheet]) if sheet == SCENARIO else _head(found[sheet])
    held = _held(found).get(sheet, ())
    return tuple(one for one in held if one not in there and not _is_gone(sheet, one, found))


def _held(found: Mapping[str, FoundSheet]) -> dict[str, list[str]]:
    """Return the columns that held something when the tables were written, by sheet."""
    held: dict[str, list[str]] = {}
    for _, cells in found[MANIFEST].lines if MANIFEST in found else ():
        name, column = [*map(named_cell, cells[:2]), "", ""][:2]
        held.setdefault(name, []).append(column)
    return held


def _columns(lines: FoundSheet, found: Mapping[str, FoundSheet]) -> Iterator[Problem]:
    """Yield the columns of a sheet that are gone, but for those that are only called otherwise."""
    name = lines.name.strip().lower()
    what = "field" if name == SCENARIO else "column"
    if name == SCENARIO and field_and_value(lines) is None:
        return  # that is told where they are read, also of tables that somebody made by hand
    strange = _strangers(lines, name)
    for column in lost(found, name):
        if nearest(column, strange).startswith("did you mean"):
            continue  # it was called otherwise, which is told of the column that is not known
        place = lines.origin(1, 0)
        said = f"lacks the {what} {column}, which held something when the tables were written"
        hint = f"put {column} back, and leave it empty if nothing is what you mean"
        yield Problem(place.file, place.line, "", said, hint)


def _strangers(lines: FoundSheet, name: str) -> list[str]:
    """Return the heads of a sheet that are no column of it, and not somebody's own."""
    known = next((sheet for sheet in sheets() if sheet.name == name), None)
    if known is None or name == SCENARIO:
        return []
    keys = {key.header for key in known.keys}
    return [
        head
        for head in _head(lines)
        if head and head not in keys and not head.startswith("_") and known.column(head) is None
    ]


def _head(lines: FoundSheet) -> set[str]:
    return next(
        (set(map(named_cell, cells)) for _, cells in lines.lines if any(map(named_cell, cells))), set()
    )


def _first_column(lines: FoundSheet) -> set[str]:
    spot = (field_and_value(lines) or (0, 1))[0]
    return {named_cell(cells[spot]) for _, cells in lines.lines if len(cells) > spot}


def field_and_value(lines: FoundSheet) -> tuple[int, int] | None:
    """Return which columns of the sheet of single fields hold their names and what they are.

    None where a first line says that one of them is gone; without such a line they are the first two.
    """
    head = next((row for _, cells in lines.lines if any(row := [*map(named_cell, cells)])), [])
    if not {"field", "value"}.intersection(head):
        return 0, 1
    return (head.index("field"), head.index("value")) if {"field", "value"}.issubset(head) else None


def _is_gone(sheet: str, header: str, found: Mapping[str, FoundSheet]) -> bool:
    """Say whether a column is of something that is no more, such as a phase that was taken out or renamed."""
    for known in sheets():
        for column in known.columns if known.name == sheet else ():
            if column.family and column.refers in found and header.startswith(column.header):
                ids = _ids(found[column.refers])
                return header.removeprefix(column.header) not in ids
    return False


def _ids(lines: FoundSheet) -> set[str]:
    rows = [[*map(named_cell, cells)] for _, cells in lines.lines]
    head = next((row for row in rows if any(row)), [])
    spot = head.index("id") if "id" in head else 0
    return {row[spot] for row in rows if len(row) > spot}


def named_cell(found: Found) -> str:
    """Return what a cell with an id or a name says."""
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    return "" if found is None or isinstance(found, Refused) else str(found).strip()

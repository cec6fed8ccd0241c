"""From a scenario to the lines of its sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.scenario.scenario import Scenario
from planner.scenario.tables.cells import Cell, cell, text_cell
from planner.scenario.tables.layout import ANY, NUMBER, SCENARIO, Key, SheetColumn, SheetLayout, sheets
from planner.scenario.writing import document


@dataclass(frozen=True)
class FilledSheet:
    """A sheet with its lines: the cells of each, ids first, then one for each column."""

    sheet: SheetLayout
    columns: tuple[SheetColumn, ...]
    """The sheet's columns, each family with one for each of its keys."""
    lines: tuple[tuple[Cell, ...], ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """The first line."""
        return (*(key.header for key in self.sheet.keys), *(column.header for column in self.columns))


def grids(scenario: Scenario) -> tuple[FilledSheet, ...]:
    """Return every sheet of a scenario, the empty ones too: somebody may want to fill them."""
    data = document(scenario)
    return tuple(_single(sheet, data) if sheet.name == SCENARIO else _grid(sheet, data) for sheet in sheets())


def _single(sheet: SheetLayout, data: Mapping[str, Any]) -> FilledSheet:
    """Return the sheet of what is no table: a line for each field."""
    lines = [(column.header, cell(_inside(data, column), column)) for column in sheet.columns]
    return FilledSheet(sheet, (SheetColumn("value", (), "value"),), tuple(lines))


def _grid(sheet: SheetLayout, data: Mapping[str, Any]) -> FilledSheet:
    """Return a sheet with a line for each entry, or each key of a spread one; an id that is empty is None."""
    entries = [line for entry in _entries(sheet, data) for line in _spread(entry, sheet.keys)]
    columns = tuple(_with_families(sheet, [value for _, value in entries], data))
    lines = [
        (
            *(text_cell(one) if one else None for one in ids),
            *(number if column == NUMBER else cell(_inside(value, column), column) for column in columns),
        )
        for number, (ids, value) in enumerate(entries, start=1)
    ]
    return FilledSheet(sheet, columns, tuple(lines))


def manifest(filled: Sequence[FilledSheet]) -> tuple[tuple[str, str], ...]:
    """Return each sheet and column that holds something, so that what goes astray later is noticed."""
    return tuple((grid.sheet.name, str(name)) for grid in filled for name in (_fields(grid) or _used(grid)))


def _fields(grid: FilledSheet) -> list[Cell]:
    """Return the fields that have a value, in the sheet of what is no table."""
    return [line[0] for line in grid.lines if line[1] is not None] if grid.sheet.name == SCENARIO else []


def _used(grid: FilledSheet) -> list[str]:
    return [
        name for spot, name in enumerate(grid.headers) if any(line[spot] is not None for line in grid.lines)
    ]


_Entry = tuple[tuple[str, ...], Any]


def _entries(sheet: SheetLayout, data: Mapping[str, Any]) -> Iterator[_Entry]:
    """Yield what stands at a sheet's path, each with its ids."""
    for ids, value in _walked((), data, sheet.path):
        if sheet.listed:
            yield from ((ids, item) for item in value)
        else:
            yield ids, value


def _walked(ids: tuple[str, ...], value: Any, path: Sequence[str]) -> Iterator[_Entry]:
    if not path:
        yield ids, value
    elif path[0] == ANY:
        for name, part in value.items():
            yield from _walked((*ids, name), part, path[1:])
    elif path[0] in value:
        yield from _walked(ids, value[path[0]], path[1:])


def _spread(entry: _Entry, keys: Sequence[Key]) -> Iterator[_Entry]:
    """Yield a line for each key of a table that is spread over lines; else one with no id there."""
    ids, value = entry
    if not (keys and keys[-1].optional):
        yield entry
    elif isinstance(value, Mapping) and value:
        yield from (((*ids, name), part) for name, part in value.items())
    else:
        yield (*ids, ""), value


def _with_families(
    sheet: SheetLayout, values: Sequence[Any], data: Mapping[str, Any]
) -> Iterator[SheetColumn]:
    """Yield a sheet's columns, in place of each family one for each of its keys."""
    for column in sheet.columns:
        if not column.family:
            yield column
            continue
        found = [_at(value, column.path) for value in values]
        known = [
            *_defined(column.refers, data),
            *(key for one in found if isinstance(one, Mapping) for key in one),
        ]
        for key in dict.fromkeys(known):
            yield replace(column, header=f"{column.header}{key}", path=(*column.path, key), family=False)


def _defined(sort: str, data: Mapping[str, Any]) -> list[str]:
    """Return the ids of a sort that is a section of the scenario."""
    section = data.get(sort, ())
    return [entry["id"] for entry in section] if isinstance(section, list) else list(section)


def _inside(value: Any, column: SheetColumn) -> Any:
    """Return what a column shows of an entry; not a table beside whose number it stands."""
    found = _at(value, column.path)
    return None if column.path and column.codec == "number" and isinstance(found, Mapping) else found


def _at(value: Any, path: Sequence[str]) -> Any:
    for part in path:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value

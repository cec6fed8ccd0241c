"""What every grid has: rows, columns, cells, and what typing into them changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from planner.editing.edits import REMOVED, ValueChange, at, put
from planner.scenario.yaml_events import resolved
from planner.words.names import readable

Cell = str | bool | None
Cells = Mapping[int, Mapping[str, Cell]]
"""Cells by the number of their row and the id of their column."""


@dataclass(frozen=True)
class GridColumn:
    """A column: its id, what it is called, what it holds, whether it can be typed into."""

    id: str
    label: str
    kind: Literal["number", "text", "switch"] = "number"
    help: str = ""
    fixed: bool = False


@dataclass(frozen=True)
class GridRow:
    """A row: its id and what it is called."""

    id: str | int
    label: str


class EntryGrid(Protocol):
    """A table of cells over the plain data of a scenario."""

    @property
    def name(self) -> str:
        """What it is called in the list of edits."""
        ...

    def rows(self, data: Any) -> Sequence[GridRow]:
        """Return the rows."""
        ...

    def columns(self, data: Any) -> Sequence[GridColumn]:
        """Return the columns."""
        ...

    def shown(self, data: Any, row: str | int, column: str) -> Cell:
        """Return what a cell shows; nothing for what is not there."""
        ...

    def change(self, data: Any, row: str | int, column: str, typed: Cell) -> ValueChange:
        """Return what typing into a cell changes."""
        ...


def cells(grid: EntryGrid, data: Any) -> dict[str, list[Cell]]:
    """Return all cells, column by column."""
    rows = grid.rows(data)
    return {column.id: [grid.shown(data, row.id, column.id) for row in rows] for column in grid.columns(data)}


def fresh_cells(edited: Cells, seen: Cells, base: Mapping[str, Sequence[Cell]]) -> dict[int, dict[str, Cell]]:
    """Return the cells that differ from those seen before; one that is no longer edited is as it began."""
    fresh: dict[int, dict[str, Cell]] = {}
    for row in [*edited, *(row for row in seen if row not in edited)]:
        now, before = edited.get(row, {}), seen.get(row, {})
        for column in [*now, *(name for name in before if name not in now)]:
            value = now[column] if column in now else base[column][row]
            if column not in before or before[column] != value:
                fresh.setdefault(row, {})[column] = value
    return fresh


def moved(
    grid: EntryGrid, data: Any, fresh: Cells, shown: Sequence[str | int]
) -> dict[int, Mapping[str, Cell]]:
    """Return cells by the numbers that their rows have by now; `shown` are the ids of the rows typed into.

    Cells of rows that are not there any more are left out.
    """
    places = {row.id: number for number, row in enumerate(grid.rows(data))}
    return {places[shown[number]]: cells for number, cells in fresh.items() if shown[number] in places}


def changes(grid: EntryGrid, data: Any, fresh: Cells) -> Iterator[ValueChange]:
    """Yield what typed cells change; each sees what those before it did."""
    rows = grid.rows(data)
    for number, typed in fresh.items():
        for column, value in typed.items():
            change = grid.change(data, rows[number].id, column, value)
            data = put(data, change.path, change.value)
            yield change


def described(grid: EntryGrid, data: Any, fresh: Cells) -> str:
    """Say an edit of cells in a few words."""
    typed = [(number, column, value) for number, row in fresh.items() for column, value in row.items()]
    if len(typed) != 1:
        return f"{grid.name}: {len(typed)} cells"
    number, column, value = typed[0]
    row = grid.rows(data)[number]
    label = next(one.label for one in grid.columns(data) if one.id == column)
    return f"{row.label}, {label}: {_said(grid.shown(data, row.id, column))} to {_said(value)}"


def _said(value: Cell) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.strip() if value and value.strip() else "nothing"


def typed_number(typed: Cell) -> Any:
    """Return the number that was typed; the text itself where it is none, so that nothing typed is lost."""
    text = typed.strip() if isinstance(typed, str) else ""
    if not text:
        return REMOVED
    value = resolved(text)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else text


def number_shown(value: Any) -> str:
    """Return how a number stands in a cell; what is none stands as it is written."""
    if value is REMOVED or value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.12g}"
    return str(value)


def table(data: Any, *path: str | int) -> Mapping[str, Any]:
    """Return a table of the data; an empty one where there is none."""
    found = at(data, path)
    return found if isinstance(found, Mapping) else {}


def entry_called(data: Any, section: str, name: str) -> str:
    """Return what an entry of a section is called: a requirement without a title by what serves it where."""
    if section == "requirements":
        return line_called(data, name)
    return called(table(data, section), name, "name" if section == "nations" else "title")


def line_called(data: Any, name: str) -> str:
    """Return what a requirement is called: by its title, or else by what serves it where."""
    line = table(data, "requirements", name)
    served = [*table(line, "accepts"), *filter(None, [line.get("capability")])]
    words = [" or ".join(_named(data, "capabilities", one) for one in served)]
    words += [_named(data, "places", line["place"])] if line.get("place") else []
    title = at(line, ("title",))
    is_titled = isinstance(title, str) and title.strip()
    return title if is_titled else ", ".join(filter(None, words)) or readable(name)


def _named(data: Any, section: str, name: object) -> str:
    return called(table(data, section), name) if isinstance(name, str) else str(name)


def called(entries: Mapping[str, Any], name: str, field: str = "title") -> str:
    """Return what an entry is called."""
    title = at(entries, (name, field))
    return title if isinstance(title, str) and title.strip() else readable(name)

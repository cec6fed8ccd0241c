"""Grids of the simple fields of a section's entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.editing.edits import REMOVED, ValueChange, at, put
from planner.editing.grids.grid import Cell, GridColumn, GridRow, number_shown, typed_number


@dataclass(frozen=True)
class SimpleGrid:
    """Entries of a section by simple fields."""

    section: str
    fields: tuple[GridColumn, ...]
    name: str

    def rows(self, data: Any) -> Sequence[GridRow]:
        """Return the entries."""
        entries = at(data, (self.section,))
        if isinstance(entries, list):
            return [GridRow(number, _id_of(entry, number)) for number, entry in enumerate(entries)]
        return [GridRow(key, key) for key in entries] if isinstance(entries, Mapping) else []

    def columns(self, data: Any) -> Sequence[GridColumn]:  # noqa: ARG002
        """Return the fields."""
        return self.fields

    def shown(self, data: Any, row: str | int, column: str) -> Cell:
        """Return a field."""
        return number_shown(at(data, (self.section, row, column)))

    def change(self, data: Any, row: str | int, column: str, typed: Cell) -> ValueChange:
        """Return the change of a field; of a list of entries that of the whole list."""
        kind = next(field.kind for field in self.fields if field.id == column)
        text = typed.strip() if isinstance(typed, str) else ""
        value = typed_number(typed) if kind == "number" else text or REMOVED
        change = ValueChange((self.section, row, column), value)
        entries = at(data, (self.section,))
        if isinstance(entries, list):
            return ValueChange((self.section,), put(entries, (row, column), value))
        return change


def _id_of(entry: Any, number: int) -> str:
    return str(entry.get("id", number + 1)) if isinstance(entry, Mapping) else str(number + 1)

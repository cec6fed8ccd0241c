"""The grid of requirements: how many units of each line in each phase."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.editing.edits import REMOVED, ValueChange, at, put
from planner.editing.grids.grid import (
    Cell,
    GridColumn,
    GridRow,
    line_called,
    number_shown,
    table,
    typed_number,
)
from planner.editing.grids.phase_grid import phases
from planner.problems import Path


@dataclass(frozen=True)
class Requirements:
    """Lines by phases: how many units are required."""

    name: str = "Requirements"

    def rows(self, data: Any) -> Sequence[GridRow]:
        """Return the lines."""
        return [GridRow(key, f"{key}  {line_called(data, key)}") for key in table(data, "requirements")]

    def columns(self, data: Any) -> Sequence[GridColumn]:
        """Return what says which line it is, and the phases."""
        priority = GridColumn("priority", "Priority", fixed=True)
        return [priority, *(GridColumn(f"phase {key}", label) for key, label in phases(data))]

    def shown(self, data: Any, row: str | int, column: str) -> Cell:
        """Return the quantity in a phase, or a fact about the line."""
        line = table(data, "requirements", row)
        if column == "priority":
            return number_shown(line.get("priority", 1))
        quantity = line.get("quantity", REMOVED)
        phase = column.removeprefix("phase ")
        return number_shown(quantity.get(phase, REMOVED) if isinstance(quantity, Mapping) else quantity)

    def change(self, data: Any, row: str | int, column: str, typed: Cell) -> ValueChange:
        """Return the change of a quantity; one number for all phases becomes a table."""
        path: Path = ("requirements", row, "quantity")
        quantity, phase = at(data, path), column.removeprefix("phase ")
        value = typed_number(typed)
        if isinstance(quantity, Mapping):
            return ValueChange((*path, phase), value)
        everywhere = {key: quantity for key, _ in phases(data)} if quantity is not REMOVED else {}
        return ValueChange(path, put(everywhere, (phase,), value))

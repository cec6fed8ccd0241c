"""The grid of conditions: in which phases each holds, and how that is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.editing.edits import REMOVED, ValueChange, at
from planner.editing.grids.grid import Cell, GridColumn, GridRow, called, table
from planner.editing.grids.phase_grid import phases
from planner.problems import Path


@dataclass(frozen=True)
class Conditions:
    """Conditions by phases: whether they hold."""

    name: str = "Conditions"

    def rows(self, data: Any) -> Sequence[GridRow]:
        """Return the conditions."""
        entries = table(data, "conditions")
        return [GridRow(key, called(entries, key)) for key in entries]

    def columns(self, data: Any) -> Sequence[GridColumn]:
        """Return the phases."""
        return [GridColumn(f"phase {key}", label, "switch") for key, label in phases(data)]

    def shown(self, data: Any, row: str | int, column: str) -> Cell:
        """Say whether a condition holds in a phase."""
        order = [key for key, _ in phases(data)]
        return column.removeprefix("phase ") in holding(at(data, ("conditions", row, "holds")), order)

    def change(self, data: Any, row: str | int, column: str, typed: Cell) -> ValueChange:
        """Return the change of the phases in which a condition holds."""
        order = [key for key, _ in phases(data)]
        path: Path = ("conditions", row, "holds")
        held = holding(at(data, path), order)
        held = held | {column.removeprefix("phase ")} if typed else held - {column.removeprefix("phase ")}
        return ValueChange(path, holds(held, order))


def holding(value: Any, order: Sequence[str]) -> frozenset[str]:
    """Return the phases that `holds` names."""
    if value is REMOVED or value == "always":
        return frozenset(order)
    if isinstance(value, Mapping):
        first, last = (
            value.get("from", order[0] if order else ""),
            value.get("until", order[-1] if order else ""),
        )
        if first in order and last in order:
            return frozenset(order[order.index(first) : order.index(last) + 1])
        return frozenset()
    return frozenset(value) if isinstance(value, list) else frozenset()


def holds(held: Iterable[str], order: Sequence[str]) -> Any:
    """Return how the phases in which a condition holds are written, as briefly as can be."""
    named = [phase for phase in order if phase in set(held)]
    if len(named) == len(order):
        return "always"
    if not named:
        return "never"
    first, last = order.index(named[0]), order.index(named[-1])
    if last - first + 1 != len(named):
        return named
    if last == len(order) - 1:
        return {"from": named[0]}
    return [named[0]] if first == last else {"from": named[0], "until": named[-1]}

"""Grids of nations: what they offer, and the figures of their ability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.editing.edits import REMOVED, ValueChange, at
from planner.editing.grids.grid import Cell, GridColumn, GridRow, called, number_shown, table, typed_number
from planner.editing.short_forms import keys_spelt_out
from planner.problems import Path
from planner.words.names import readable


@dataclass(frozen=True)
class Offers:
    """Nations by capabilities: how many units are offered."""

    components: tuple[str, ...] = ()
    """The components whose capabilities are shown; all where there are none."""
    name: str = "Offers"

    def rows(self, data: Any) -> Sequence[GridRow]:
        """Return the nations."""
        nations = table(data, "nations")
        return [GridRow(key, called(nations, key, "name")) for key in nations]

    def columns(self, data: Any) -> Sequence[GridColumn]:
        """Return the capabilities."""
        kinds = table(data, "capabilities")
        return [
            GridColumn(key, called(kinds, key), help=_unit_help(kinds[key]))
            for key in kinds
            if not self.components or at(kinds, (key, "component")) in self.components
        ]

    def shown(self, data: Any, row: str | int, column: str) -> Cell:
        """Return the units that are counted on."""
        units = at(data, ("nations", row, "offers", column, "units"))
        return number_shown(units.get("expected", "") if isinstance(units, Mapping) else units)

    def change(self, data: Any, row: str | int, column: str, typed: Cell) -> ValueChange:
        """Return the change of the units; without a number the offer is taken out."""
        path: Path = ("nations", row, "offers", column)
        value = typed_number(typed)
        offer = at(data, path)
        if value is REMOVED:
            return ValueChange(path, REMOVED)
        if not isinstance(offer, Mapping):
            return ValueChange(path, {"units": value})
        inner = ("units", "expected") if isinstance(offer.get("units"), Mapping) else ("units",)
        return ValueChange((*path, *inner), value)


def _unit_help(capability: Any) -> str:
    if not isinstance(capability, Mapping):
        return ""
    return f"Counted in units of one {capability.get('unit', 'unit')}; {capability.get('component', '')}"


@dataclass(frozen=True)
class Keys:
    """Nations by keys: figures of their ability."""

    name: str = "Keys"

    def rows(self, data: Any) -> Sequence[GridRow]:
        """Return the nations."""
        return Offers().rows(data)

    def columns(self, data: Any) -> Sequence[GridColumn]:
        """Return the keys that some nation has."""
        nations = table(data, "nations")
        keys = dict.fromkeys(key for name in nations for key in _keys(data, name))
        return [GridColumn(key, readable(key)) for key in keys]

    def shown(self, data: Any, row: str | int, column: str) -> Cell:
        """Return a figure."""
        return number_shown(_keys(data, str(row)).get(column, REMOVED))

    def change(self, data: Any, row: str | int, column: str, typed: Cell) -> ValueChange:  # noqa: ARG002
        """Return the change of a figure."""
        return ValueChange(("nations", row, "keys", column), typed_number(typed))


def _keys(data: Any, nation: str) -> Mapping[str, Any]:
    return keys_spelt_out(nation, at(data, ("nations", nation, "keys")))

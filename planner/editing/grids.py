"""Grids: tables of one kind of figure whose cells are places in the scenario; cells -> changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from planner.editing.changes import REMOVED, Change, at, put
from planner.reports.names import readable
from planner.scenario.parsing import resolved
from planner.scenario.problems import Path

Cell = str | bool | None
Cells = Mapping[int, Mapping[str, Cell]]
"""Cells by the number of their row and the id of their column."""


@dataclass(frozen=True)
class Column:
    """A column: its id, what it is called, what it holds, whether it can be typed into."""

    id: str
    label: str
    kind: Literal["number", "text", "switch"] = "number"
    help: str = ""
    fixed: bool = False


@dataclass(frozen=True)
class Row:
    """A row: its id and what it is called."""

    id: str | int
    label: str


class Grid(Protocol):
    """A table of cells over the plain data of a scenario."""

    @property
    def name(self) -> str:
        """What it is called in the list of edits."""
        ...

    def rows(self, data: Any) -> Sequence[Row]:
        """Return the rows."""
        ...

    def columns(self, data: Any) -> Sequence[Column]:
        """Return the columns."""
        ...

    def shown(self, data: Any, row: str | int, column: str) -> Cell:
        """Return what a cell shows; nothing for what is not there."""
        ...

    def change(self, data: Any, row: str | int, column: str, typed: Cell) -> Change:
        """Return what typing into a cell changes."""
        ...


def cells(grid: Grid, data: Any) -> dict[str, list[Cell]]:
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


def changes(grid: Grid, data: Any, fresh: Cells) -> Iterator[Change]:
    """Yield what typed cells change; each sees what those before it did."""
    rows = grid.rows(data)
    for number, typed in fresh.items():
        for column, value in typed.items():
            change = grid.change(data, rows[number].id, column, value)
            data = put(data, change.path, change.value)
            yield change


def described(grid: Grid, data: Any, fresh: Cells) -> str:
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


def called(entries: Mapping[str, Any], name: str, field: str = "title") -> str:
    """Return what an entry is called."""
    title = at(entries, (name, field))
    return title if isinstance(title, str) and title.strip() else readable(name)


@dataclass(frozen=True)
class Offers:
    """Nations by capabilities: how many units are offered."""

    components: tuple[str, ...] = ()
    """The components whose capabilities are shown; all where there are none."""
    name: str = "Offers"

    def rows(self, data: Any) -> Sequence[Row]:
        """Return the nations."""
        nations = table(data, "nations")
        return [Row(key, called(nations, key, "name")) for key in nations]

    def columns(self, data: Any) -> Sequence[Column]:
        """Return the capabilities."""
        kinds = table(data, "capabilities")
        return [
            Column(key, called(kinds, key), help=_unit_help(kinds[key]))
            for key in kinds
            if not self.components or at(kinds, (key, "component")) in self.components
        ]

    def shown(self, data: Any, row: str | int, column: str) -> Cell:
        """Return the units that are counted on."""
        units = at(data, ("nations", row, "offers", column, "units"))
        return number_shown(units.get("expected", "") if isinstance(units, Mapping) else units)

    def change(self, data: Any, row: str | int, column: str, typed: Cell) -> Change:
        """Return the change of the units; without a number the offer is taken out."""
        path: Path = ("nations", row, "offers", column)
        value = typed_number(typed)
        offer = at(data, path)
        if value is REMOVED:
            return Change(path, REMOVED)
        if not isinstance(offer, Mapping):
            return Change(path, {"units": value})
        inner = ("units", "expected") if isinstance(offer.get("units"), Mapping) else ("units",)
        return Change((*path, *inner), value)


def _unit_help(capability: Any) -> str:
    if not isinstance(capability, Mapping):
        return ""
    return f"Counted in units of one {capability.get('unit', 'unit')}; {capability.get('component', '')}"


@dataclass(frozen=True)
class Requirements:
    """Lines by phases: how many units are required."""

    name: str = "Requirements"

    def rows(self, data: Any) -> Sequence[Row]:
        """Return the lines."""
        lines = table(data, "requirements")
        return [Row(key, f"{key}  {called(lines, key)}") for key in lines]

    def columns(self, data: Any) -> Sequence[Column]:
        """Return what says which line it is, and the phases."""
        priority = Column("priority", "Priority", fixed=True)
        return [priority, *(Column(f"phase {key}", label) for key, label in phases(data))]

    def shown(self, data: Any, row: str | int, column: str) -> Cell:
        """Return the quantity in a phase, or a fact about the line."""
        line = table(data, "requirements", row)
        if column == "priority":
            return number_shown(line.get("priority", 1))
        quantity = line.get("quantity", REMOVED)
        phase = column.removeprefix("phase ")
        return number_shown(quantity.get(phase, REMOVED) if isinstance(quantity, Mapping) else quantity)

    def change(self, data: Any, row: str | int, column: str, typed: Cell) -> Change:
        """Return the change of a quantity; one number for all phases becomes a table."""
        path: Path = ("requirements", row, "quantity")
        quantity, phase = at(data, path), column.removeprefix("phase ")
        value = typed_number(typed)
        if isinstance(quantity, Mapping):
            return Change((*path, phase), value)
        everywhere = {key: quantity for key, _ in phases(data)} if quantity is not REMOVED else {}
        return Change(path, put(everywhere, (phase,), value))


def phases(data: Any) -> list[tuple[str, str]]:
    """Return the phases by id, with what they are called."""
    listed = at(data, ("phases",))
    found = [phase for phase in listed if isinstance(phase, Mapping)] if isinstance(listed, list) else []
    return [
        (str(phase["id"]), str(phase.get("title") or readable(str(phase["id"]))))
        for phase in found
        if "id" in phase
    ]


@dataclass(frozen=True)
class Conditions:
    """Conditions by phases: whether they hold."""

    name: str = "Conditions"

    def rows(self, data: Any) -> Sequence[Row]:
        """Return the conditions."""
        entries = table(data, "conditions")
        return [Row(key, called(entries, key)) for key in entries]

    def columns(self, data: Any) -> Sequence[Column]:
        """Return the phases."""
        return [Column(f"phase {key}", label, "switch") for key, label in phases(data)]

    def shown(self, data: Any, row: str | int, column: str) -> Cell:
        """Say whether a condition holds in a phase."""
        order = [key for key, _ in phases(data)]
        return column.removeprefix("phase ") in holding(at(data, ("conditions", row, "holds")), order)

    def change(self, data: Any, row: str | int, column: str, typed: Cell) -> Change:
        """Return the change of the phases in which a condition holds."""
        order = [key for key, _ in phases(data)]
        path: Path = ("conditions", row, "holds")
        held = holding(at(data, path), order)
        held = held | {column.removeprefix("phase ")} if typed else held - {column.removeprefix("phase ")}
        return Change(path, holds(held, order))


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


@dataclass(frozen=True)
class Keys:
    """Nations by keys: figures of their ability."""

    name: str = "Keys"

    def rows(self, data: Any) -> Sequence[Row]:
        """Return the nations."""
        return Offers().rows(data)

    def columns(self, data: Any) -> Sequence[Column]:
        """Return the keys that some nation has."""
        nations = table(data, "nations")
        keys = dict.fromkeys(key for name in nations for key in table(data, "nations", name, "keys"))
        return [Column(key, readable(key)) for key in keys]

    def shown(self, data: Any, row: str | int, column: str) -> Cell:
        """Return a figure."""
        return number_shown(at(data, ("nations", row, "keys", column)))

    def change(self, data: Any, row: str | int, column: str, typed: Cell) -> Change:  # noqa: ARG002
        """Return the change of a figure."""
        return Change(("nations", row, "keys", column), typed_number(typed))


@dataclass(frozen=True)
class Facts:
    """Entries of a section by simple fields."""

    section: str
    fields: tuple[Column, ...]
    name: str

    def rows(self, data: Any) -> Sequence[Row]:
        """Return the entries."""
        entries = at(data, (self.section,))
        if isinstance(entries, list):
            return [Row(number, _id_of(entry, number)) for number, entry in enumerate(entries)]
        return [Row(key, key) for key in entries] if isinstance(entries, Mapping) else []

    def columns(self, data: Any) -> Sequence[Column]:  # noqa: ARG002
        """Return the fields."""
        return self.fields

    def shown(self, data: Any, row: str | int, column: str) -> Cell:
        """Return a field."""
        return number_shown(at(data, (self.section, row, column)))

    def change(self, data: Any, row: str | int, column: str, typed: Cell) -> Change:
        """Return the change of a field; of a list of entries that of the whole list."""
        kind = next(field.kind for field in self.fields if field.id == column)
        text = typed.strip() if isinstance(typed, str) else ""
        value = typed_number(typed) if kind == "number" else text or REMOVED
        change = Change((self.section, row, column), value)
        entries = at(data, (self.section,))
        if isinstance(entries, list):
            return Change((self.section,), put(entries, (row, column), value))
        return change


def _id_of(entry: Any, number: int) -> str:
    return str(entry.get("id", number + 1)) if isinstance(entry, Mapping) else str(number + 1)

"""A table of a scenario while it is put together from the lines of sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planner.problems import Origin
from planner.scenario.nodes import UNREAD, Broken, Listing, Node, Scalar, Table
from planner.scenario.tables.layout import ANY


@dataclass
class GrowingTable:
    """A table that is being put together."""

    origin: Origin
    entries: dict[str, GrowingTable | list[GrowingTable] | Node] = field(default_factory=dict)

    def inner(self, name: str, origin: Origin) -> GrowingTable | None:
        """Return the table of a name, made where it is missing; None where something else stands there."""
        found = self.entries.setdefault(name, GrowingTable(origin))
        return found if isinstance(found, GrowingTable) else None

    def called(self) -> dict[str, object]:
        """Return what its entries are called by now, by id: the name of a nation, the title of others."""
        tables = {
            name: entry.entries for name, entry in self.entries.items() if isinstance(entry, GrowingTable)
        }
        return {
            name: said.value
            for name, inside in tables.items()
            if isinstance(said := inside.get("name", inside.get("title")), Scalar)
        }

    def table(self) -> Table:
        """Return it as it is by now."""
        return Table({name: _grown(entry) for name, entry in self.entries.items()}, self.origin)

    def at(self, way: Sequence[str]) -> Iterator[GrowingTable]:
        """Yield the tables at the end of a way, which leads through every entry where it says so."""
        if not way:
            yield self
            return
        for inner in self.entries.values() if way[0] == ANY else (self.entries.get(way[0]),):
            if isinstance(inner, GrowingTable):
                yield from inner.at(way[1:])

    def mark(self, way: Sequence[str], origin: Origin) -> None:
        """Remember that what stood at the end of a way is gone; nothing where one value stands on the way."""
        place = self
        for part in way[:-1]:
            inner = place.inner(part, origin)
            if inner is None:
                return
            place = inner
        place.entries[way[-1] if way else ""] = Broken(origin)


def _grown(entry: GrowingTable | list[GrowingTable] | Node) -> Node:
    if isinstance(entry, list):
        items = tuple(_whole(item) for item in entry)
        return Listing(items, items[0].origin)
    return _whole(entry) if isinstance(entry, GrowingTable) else entry


def _whole(branch: GrowingTable) -> Node:
    """Return a table, or what stands in place of one as a whole."""
    only = branch.entries.get("") or (branch.entries.get(UNREAD) if len(branch.entries) == 1 else None)
    return branch.table() if only is None else _grown(only)

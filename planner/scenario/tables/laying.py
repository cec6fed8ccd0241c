"""Where the lines of a sheet go in the tree of a scenario."""

from __future__ import annotations

from collections.abc import Sequence

from planner.problems import Origin, Path, nearest
from planner.scenario.nodes import UNREAD, Broken, Node, Scalar
from planner.scenario.tables.astray import field_and_value, named_cell
from planner.scenario.tables.gathered_sheet import GatheredSheet, KeyedLine
from planner.scenario.tables.growing_table import GrowingTable
from planner.scenario.tables.layout import ANY, NUMBER, SCENARIO
from planner.scenario.tables.unread import all_unread


def lay_fields(of: GatheredSheet) -> None:
    """Put the sheet of what is no table: a field and its value in each line."""
    known = {column.header: column for column in of.sheet.columns}
    written: set[str] = set()
    spots = field_and_value(of.found)
    if spots is None:
        said = "has only one of the columns 'field' and 'value'"
        of.refused(of.found.origin(1, 0), said, "its first line names both")
        all_unread(of.root, of.sheet, of.found.origin(1, 0))
        return
    for header in of.lost:
        if header in known:
            of.root.mark(known[header].path, of.found.origin(1, 0))
    for number, cells in of.found.lines:
        field, value = (cells[spot] if spot < len(cells) else None for spot in spots)
        name = named_cell(field)
        origin = of.found.origin(number, spots[0])
        if name in ("field", "") and (name or value in (None, "")):
            continue
        column = known.get(name)
        if column is None:
            of.refused(origin, f"{name!r} is no field of this sheet", nearest(name, known))
        elif column.header in written:
            of.refused(origin, "is written twice", path=column.path)
        else:
            written.add(column.header)
            line = KeyedLine((), (origin,), ((column, value, of.found.origin(number, spots[1])),))
            _fill(of, of.root, line, ())


def lay_line(of: GatheredSheet, line: KeyedLine) -> None:
    """Put a line where its ids lead."""
    names = [name for name in line.ids if name]
    place: GrowingTable = of.root
    path: Path = ()
    *way, last = _way(of, names)
    for depth, name in enumerate(way):
        inner = _within(of, place, name, (*path, name), line, known=depth % 2 == 1)
        if inner is None:
            return
        place, path = inner, (*path, name)
    _set_last(of, place, last, (*path, last), line)


def _way(of: GatheredSheet, names: list[str]) -> list[str]:
    """Return the keys from the top to the line."""
    left = iter(names)
    way = [next(left) if part == ANY else part for part in of.sheet.path]
    return [*way, *left]


def _within(
    of: GatheredSheet, place: GrowingTable, name: str, path: Path, line: KeyedLine, *, known: bool
) -> GrowingTable | None:
    """Return the table of a name in another; where ids must be `known`, one that is not is a problem."""
    spread = len(path) > len(of.sheet.path) - 1 and not of.sheet.listed
    if known and not spread and name not in place.entries:
        if UNREAD in place.entries:
            return None
        hint = nearest(name, place.entries, place.called())
        section = of.sheet.path[len(path) - 2]
        of.refused(line.origins[len(path) // 2 - 1], f"{name!r} is not in the sheet {section}", hint)
        return None
    if isinstance(place.entries.get(name), Broken):
        return None
    inner = place.inner(name, line.origin)
    if inner is None or "" in inner.entries:
        of.refused(line.origin, "stands here as one value and as a table", path=path)
        return None
    return inner


def _set_last(of: GatheredSheet, place: GrowingTable, last: str, path: Path, line: KeyedLine) -> None:
    """Put what a line says under its last key."""
    if of.sheet.listed:
        items = place.entries.setdefault(last, [])
        assert isinstance(items, list), last  # noqa: S101  no other sheet has this path
        items.append(GrowingTable(line.origin))
        _fill(of, items[-1], line, (*path, len(items) - 1))
        return
    known = place.entries.get(last)
    if known is not None:
        first = known.origin if isinstance(known, GrowingTable | Scalar) else line.origin
        of.refused(line.origin, "is written twice", f"the first is in {_spot(first)}", path)
        return
    entry = GrowingTable(line.origin)
    place.entries[last] = entry
    _fill(of, entry, line, path)
    if not entry.entries and not of.sheet.columns[0].path:
        of.refused(line.origin, "has no value", path=path)
        place.entries[last] = Broken(line.origin)


def _fill(of: GatheredSheet, entry: GrowingTable, line: KeyedLine, path: Path) -> None:
    """Put the cells of a line into its entry."""
    for column, found, origin in line.cells:
        if column == NUMBER:
            continue
        node = of.reading.node(found, column.codec, origin, (*path, *column.path))
        if node is not None:
            _lay(of, entry, column.path or ("",), node, path)
    if of.sheet.name != SCENARIO:
        _mark_lost(of, entry, line)


def _mark_lost(of: GatheredSheet, entry: GrowingTable, line: KeyedLine) -> None:
    """Remember of a line what it has not said, because a column is gone that its kind has."""
    kind = entry.entries.get("kind")
    for column in filter(None, map(of.sheet.column, of.lost)):
        is_its = not column.kinds or not isinstance(kind, Scalar) or kind.value in column.kinds
        if column != NUMBER and is_its:
            entry.mark(column.path, line.origin)


def _lay(of: GatheredSheet, entry: GrowingTable, way: Sequence[str], node: Node, path: Path) -> None:
    place: GrowingTable | None = entry
    for part in way[:-1]:
        place = place.inner(part, node.origin) if place is not None else None
    if place is None or way[-1] in place.entries:
        said = "is given as one number and as a table, or twice"
        of.refused(node.origin, said, "keep one of them", (*path, *way))
    else:
        place.entries[way[-1]] = node


def _spot(origin: Origin) -> str:
    return f"line {origin.line}" if origin.line else origin.file.rpartition(":")[2]

"""The lines of a sheet, each with its ids and with cells that know their column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from planner.problems import nearest
from planner.scenario.complaints import shown
from planner.scenario.nodes import Broken, Scalar
from planner.scenario.tables.astray import named_cell
from planner.scenario.tables.cells import Found, Refused
from planner.scenario.tables.gathered_sheet import IGNORED, GatheredSheet, KeyedLine
from planner.scenario.tables.layout import NUMBER, SheetColumn
from planner.scenario.tables.unread import all_unread, unread


def keyed_lines(of: GatheredSheet) -> list[KeyedLine]:
    """Return the lines of a sheet that say something; what is wrong with the others is a problem."""
    return _in_order(of, list(_lines(of)))


def _in_order(of: GatheredSheet, lines: list[KeyedLine]) -> list[KeyedLine]:
    """Return lines by their numbers, where they have some: their order means something."""
    numbers = [_number_of(of, line) for line in lines]
    if all(number is None for number in numbers):
        return lines
    times = Counter(numbers)
    for line, number in zip(lines, numbers, strict=True):
        if number is None:
            of.refused(line.origin, "has no number", "others have one: number them all, or none")
        elif times[number] > 1:
            of.refused(line.origin, f"has the number {number:g}, as another line has")
    placed = sorted(range(len(lines)), key=lambda spot: numbers[spot] or 0.0)
    return [lines[spot] for spot in placed]


def _number_of(of: GatheredSheet, line: KeyedLine) -> float | None:
    for column, found, origin in line.cells:
        node = of.reading.node(found, "number", origin, ()) if column == NUMBER else None
        if isinstance(node, Scalar) and isinstance(node.value, int | float):
            return node.value
        if isinstance(node, Broken):
            return float("nan")
        if node is not None:
            of.refused(origin, f"is {found!r}, not a number")
    return None


def _lines(of: GatheredSheet) -> Iterator[KeyedLine]:
    """Yield the lines that say something, by the headers of the first."""
    rows = [(number, cells) for number, cells in of.found.lines if any(map(named_cell, cells))]
    if not rows:
        return
    (first, head), *rest = rows
    columns = dict(_headed(of, first, head))
    keys = [next((spot for spot, at in columns.items() if at == key.header), None) for key in of.sheet.keys]
    for key, spot in zip(of.sheet.keys, keys, strict=True):
        if spot is None and (not key.optional or key.header in of.lost):
            origin = of.found.origin(first, 0)
            if key.header not in of.lost:
                of.refused(origin, f"has no column {key.header!r}", "its first line names them")
            all_unread(of.root, of.sheet, origin)
            return
    _refuse_nameless(of, head, rest)
    for number, cells in rest:
        line = _line(of, number, cells, keys, columns)
        if line is not None:
            yield line


def _refuse_nameless(
    of: GatheredSheet, head: Sequence[Found], rows: Sequence[tuple[int, Sequence[Found]]]
) -> None:
    """Have a value under no name be a problem, once for each column: nobody can tell what it says."""
    named = {spot for spot, cell in enumerate(head) if named_cell(cell) or isinstance(cell, Refused)}
    for number, cells in rows:
        for spot, cell in enumerate(cells):
            if spot in named or not named_cell(cell):
                continue
            named.add(spot)
            said = f"holds {shown(cell)} in a column without a name"
            hint = f"name it in the first line; a column of your own begins with {IGNORED}"
            of.refused(of.found.origin(number, spot), said, hint)


def _headed(of: GatheredSheet, number: int, head: Sequence[Found]) -> Iterator[tuple[int, SheetColumn | str]]:
    """Yield what each column is: a `SheetColumn`, or the header of a key."""
    seen: set[str] = set()
    for spot, found in enumerate(head):
        name, origin = named_cell(found), of.found.origin(number, spot)
        if not name or name.startswith(IGNORED):
            continue
        column = _column(of, name)
        if name in seen:
            of.refused(origin, f"the column {name!r} is there twice")
        elif column is None:
            hint = f"{nearest(name, of.sheet.headers)}; a column of your own begins with {IGNORED}"
            of.refused(origin, f"{name!r} is no column of the sheet {of.sheet.name}", hint)
        else:
            yield spot, column
        seen.add(name)


def _column(of: GatheredSheet, name: str) -> SheetColumn | str | None:
    if any(name == key.header for key in of.sheet.keys):
        return name
    return of.sheet.column(name)


def _line(
    of: GatheredSheet,
    number: int,
    cells: Sequence[Found],
    keys: Sequence[int | None],
    columns: dict[int, SheetColumn | str],
) -> KeyedLine | None:
    """Return a line; None where an id is missing that must be there."""
    found = [cells[spot] if spot is not None and spot < len(cells) else None for spot in keys]
    if any(isinstance(one, Refused) for one in found):
        unread(of.root, of.sheet, of.found.origin(number, keys[0] or 0))
        return None
    ids = list(map(named_cell, found))
    for key, spot, name in zip(of.sheet.keys, keys, ids, strict=True):
        if not name and not key.optional:
            of.refused(of.found.origin(number, spot or 0), f"the line has no {key.header}")
            return None
    held = tuple(
        (column, cells[spot], of.found.origin(number, spot))
        for spot, column in columns.items()
        if isinstance(column, SheetColumn) and spot < len(cells)
    )
    origins = [of.found.origin(number, spot) for spot in keys if spot is not None]
    return KeyedLine(tuple(ids), tuple(origins) or (of.found.origin(number, 0),), held)

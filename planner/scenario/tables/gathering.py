"""From the lines of sheets to the tree of a scenario, with everything that is wrong with the sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planner.problems import Origin, Path, Problem, dotted, nearest
from planner.scenario.nodes import UNREAD, Broken, Listing, Node, Scalar, Table
from planner.scenario.tables.astray import FoundSheet, astray, field_and_value, lacking, lost, named_cell
from planner.scenario.tables.cells import Found, Reading, Refused
from planner.scenario.tables.layout import ANY, NUMBER, SCENARIO, SheetColumn, SheetLayout, sheets
from planner.scenario.tables.sheet_lines import MANIFEST

IGNORED = "_"
"""Sheets and columns whose name begins so are the user's own."""


@dataclass
class _Branch:
    """A table that is being put together."""

    origin: Origin
    entries: dict[str, _Branch | list[_Branch] | Node] = field(default_factory=dict)

    def branch(self, name: str, origin: Origin) -> _Branch | None:
        """Return the table of a name, made where it is missing; None where something else stands there."""
        found = self.entries.setdefault(name, _Branch(origin))
        return found if isinstance(found, _Branch) else None

    def table(self) -> Table:
        return Table({name: _grown(entry) for name, entry in self.entries.items()}, self.origin)


def _grown(entry: _Branch | list[_Branch] | Node) -> Node:
    if isinstance(entry, list):
        items = tuple(_whole(item) for item in entry)
        return Listing(items, items[0].origin)
    return _whole(entry) if isinstance(entry, _Branch) else entry


def _whole(branch: _Branch) -> Node:
    """Return a table, or what stands in place of one as a whole."""
    only = branch.entries.get("") or (branch.entries.get(UNREAD) if len(branch.entries) == 1 else None)
    return branch.table() if only is None else _grown(only)


@dataclass(frozen=True)
class _Line:
    """One line of a sheet: its ids and its cells, each with where it stands."""

    ids: tuple[str, ...]
    origins: tuple[Origin, ...]
    cells: tuple[tuple[SheetColumn, Found, Origin], ...]

    @property
    def origin(self) -> Origin:
        """Where its last id stands."""
        return self.origins[-1]


def gathered(found: Sequence[FoundSheet], file: str, problems: list[Problem]) -> Table:
    """Return the tree of the sheets of a file; what is wrong goes to `problems`."""
    known = {sheet.name: sheet for sheet in sheets()}
    named: dict[str, FoundSheet] = {}
    for lines in found:
        name = lines.name.strip().lower()
        first = named.setdefault(name, lines)
        if first is not lines and (name in known or name == MANIFEST):
            hint = "which of them holds? take one out, or put their lines together"
            said = f"is the sheet {name} a second time: it is in {first.origin(0, 0).file} too"
            _refuse(problems, lines.origin(0, 0), "", said, hint)
    for name, lines in named.items():
        if name not in known and not name.startswith((IGNORED, "read me")):
            hint = f"{nearest(name, known)}; the name of a sheet of your own begins with {IGNORED}"
            _refuse(problems, lines.origin(0, 0), "", f"{lines.name!r} is no sheet of a scenario", hint)
    problems.extend(astray(named, file))
    root = _Branch(Origin(file))
    gone = lacking(named)
    for name, sheet in known.items():
        if name in named:
            _Gathering(sheet, named[name], root, problems, lost(named, name)).gather()
        elif name in gone:
            _all_unread(root, sheet, Origin(file))
    return root.table()


def _unread(root: _Branch, sheet: SheetLayout, origin: Origin) -> None:
    """Remember that an id which a sheet defines is not known: what names it is not wrong for that."""
    if len(sheet.path) == 1 + (not sheet.listed):
        section = root.branch(sheet.path[0], origin)
        if section is not None:
            section.entries[UNREAD] = Broken(origin)


def _all_unread(root: _Branch, sheet: SheetLayout, origin: Origin) -> None:
    """Remember that nothing is known of what a sheet says: of none of the entries that it speaks of."""
    _unread(root, sheet, origin)
    if sheet.name == SCENARIO:
        for column in sheet.columns:
            _mark(root, column.path, origin)
    *way, last = sheet.path[: len(sheet.path) - (not sheet.listed)] or ("",)
    for entry in _at(root, way) if way else ():
        entry.entries[last] = Broken(origin)


def _at(place: _Branch, way: Sequence[str]) -> Iterator[_Branch]:
    """Yield the tables at the end of a way, which leads through every entry where it says so."""
    if not way:
        yield place
        return
    for inner in place.entries.values() if way[0] == ANY else (place.entries.get(way[0]),):
        if isinstance(inner, _Branch):
            yield from _at(inner, way[1:])


def _mark(place: _Branch, way: Sequence[str], origin: Origin) -> None:
    """Remember that what stood at the end of a way is gone; nothing where one value stands on the way."""
    for part in way[:-1]:
        inner = place.branch(part, origin)
        if inner is None:
            return
        place = inner
    place.entries[way[-1] if way else ""] = Broken(origin)


def _refuse(problems: list[Problem], origin: Origin, path: str, text: str, hint: str = "") -> None:
    problems.append(Problem(origin.file, origin.line, path, text, hint))


@dataclass(frozen=True)
class _Gathering:
    """Puts the lines of one sheet into the tree."""

    sheet: SheetLayout
    found: FoundSheet
    root: _Branch
    problems: list[Problem]
    lost: tuple[str, ...] = ()
    """Columns that are gone, as was said: of what they held nothing is said in each line."""

    def gather(self) -> None:
        if self.sheet.name == SCENARIO:
            self._single()
            return
        for line in self._in_order(list(self._lines())):
            self._put(line)

    def _in_order(self, lines: list[_Line]) -> list[_Line]:
        """Return lines by their numbers, where they have some: their order means something."""
        numbers = [self._number_of(line) for line in lines]
        if all(number is None for number in numbers):
            return lines
        times = Counter(numbers)
        for line, number in zip(lines, numbers, strict=True):
            if number is None:
                self._refused(line.origin, "has no number", "others have one: number them all, or none")
            elif times[number] > 1:
                self._refused(line.origin, f"has the number {number:g}, as another line has")
        placed = sorted(range(len(lines)), key=lambda spot: numbers[spot] or 0.0)
        return [lines[spot] for spot in placed]

    def _number_of(self, line: _Line) -> float | None:
        for column, found, origin in line.cells:
            node = self._reading.node(found, "number", origin, ()) if column == NUMBER else None
            if isinstance(node, Scalar) and isinstance(node.value, int | float):
                return node.value
            if isinstance(node, Broken):
                return float("nan")
            if node is not None:
                self._refused(origin, f"is {found!r}, not a number")
        return None

    @property
    def _reading(self) -> Reading:
        return Reading(self.problems)

    def _refused(self, origin: Origin, text: str, hint: str = "", path: Path = ()) -> None:
        _refuse(self.problems, origin, dotted(path), text, hint)

    def _single(self) -> None:
        """Put the sheet of what is no table: a field and its value in each line."""
        known = {column.header: column for column in self.sheet.columns}
        written: set[str] = set()
        spots = field_and_value(self.found)
        if spots is None:
            said = "has only one of the columns 'field' and 'value'"
            self._refused(self.found.origin(1, 0), said, "its first line names both")
            _all_unread(self.root, self.sheet, self.found.origin(1, 0))
            return
        for header in self.lost:
            if header in known:
                _mark(self.root, known[header].path, self.found.origin(1, 0))
        for number, cells in self.found.lines:
            field, value = (cells[spot] if spot < len(cells) else None for spot in spots)
            name = named_cell(field)
            origin = self.found.origin(number, spots[0])
            if name in ("field", "") and (name or value in (None, "")):
                continue
            column = known.get(name)
            if column is None:
                self._refused(origin, f"{name!r} is no field of this sheet", nearest(name, known))
            elif column.header in written:
                self._refused(origin, "is written twice", path=column.path)
            else:
                written.add(column.header)
                line = _Line((), (origin,), ((column, value, self.found.origin(number, spots[1])),))
                self._fill(self.root, line, ())

    def _lines(self) -> Iterator[_Line]:
        """Yield the lines that say something, by the headers of the first."""
        rows = [(number, cells) for number, cells in self.found.lines if any(map(named_cell, cells))]
        if not rows:
            return
        (first, head), *rest = rows
        columns = dict(self._headed(first, head))
        keys = [
            next((spot for spot, at in columns.items() if at == key.header), None) for key in self.sheet.keys
        ]
        for key, spot in zip(self.sheet.keys, keys, strict=True):
            if spot is None and (not key.optional or key.header in self.lost):
                origin = self.found.origin(first, 0)
                if key.header not in self.lost:
                    self._refused(origin, f"has no column {key.header!r}", "its first line names them")
                _all_unread(self.root, self.sheet, origin)
                return
        for number, cells in rest:
            line = self._line(number, cells, keys, columns)
            if line is not None:
                yield line

    def _headed(self, number: int, head: Sequence[Found]) -> Iterator[tuple[int, SheetColumn | str]]:
        """Yield what each column is: a `Column`, or the header of a key."""
        seen: set[str] = set()
        for spot, found in enumerate(head):
            name, origin = named_cell(found), self.found.origin(number, spot)
            if not name or name.startswith(IGNORED):
                continue
            column = self._column(name)
            if name in seen:
                self._refused(origin, f"the column {name!r} is there twice")
            elif column is None:
                hint = f"{nearest(name, self.sheet.headers)}; a column of your own begins with {IGNORED}"
                self._refused(origin, f"{name!r} is no column of the sheet {self.sheet.name}", hint)
            else:
                yield spot, column
            seen.add(name)

    def _column(self, name: str) -> SheetColumn | str | None:
        if any(name == key.header for key in self.sheet.keys):
            return name
        return self.sheet.column(name)

    def _line(
        self,
        number: int,
        cells: Sequence[Found],
        keys: Sequence[int | None],
        columns: dict[int, SheetColumn | str],
    ) -> _Line | None:
        """Return a line; None where an id is missing that must be there."""
        found = [cells[spot] if spot is not None and spot < len(cells) else None for spot in keys]
        if any(isinstance(one, Refused) for one in found):
            _unread(self.root, self.sheet, self.found.origin(number, keys[0] or 0))
            return None
        ids = list(map(named_cell, found))
        for key, spot, name in zip(self.sheet.keys, keys, ids, strict=True):
            if not name and not key.optional:
                self._refused(self.found.origin(number, spot or 0), f"the line has no {key.header}")
                return None
        held = tuple(
            (column, cells[spot], self.found.origin(number, spot))
            for spot, column in columns.items()
            if isinstance(column, SheetColumn) and spot < len(cells)
        )
        origins = [self.found.origin(number, spot) for spot in keys if spot is not None]
        return _Line(tuple(ids), tuple(origins) or (self.found.origin(number, 0),), held)

    def _put(self, line: _Line) -> None:
        """Put a line where its ids lead."""
        names = [name for name in line.ids if name]
        place: _Branch = self.root
        path: Path = ()
        *way, last = self._way(names)
        for depth, name in enumerate(way):
            inner = self._within(place, name, (*path, name), line, known=depth % 2 == 1)
            if inner is None:
                return
            place, path = inner, (*path, name)
        self._set(place, last, (*path, last), line)

    def _way(self, names: list[str]) -> list[str]:
        """Return the keys from the top to the line."""
        left = iter(names)
        way = [next(left) if part == ANY else part for part in self.sheet.path]
        return [*way, *left]

    def _within(self, place: _Branch, name: str, path: Path, line: _Line, *, known: bool) -> _Branch | None:
        """Return the table of a name in another; where ids must be `known`, one that is not is a problem."""
        spread = len(path) > len(self.sheet.path) - 1 and not self.sheet.listed
        if known and not spread and name not in place.entries:
            if UNREAD in place.entries:
                return None
            hint = nearest(name, place.entries)
            section = self.sheet.path[len(path) - 2]
            self._refused(line.origins[len(path) // 2 - 1], f"{name!r} is not in the sheet {section}", hint)
            return None
        if isinstance(place.entries.get(name), Broken):
            return None
        inner = place.branch(name, line.origin)
        if inner is None or "" in inner.entries:
            self._refused(line.origin, "stands here as one value and as a table", path=path)
            return None
        return inner

    def _set(self, place: _Branch, last: str, path: Path, line: _Line) -> None:
        """Put what a line says under its last key."""
        if self.sheet.listed:
            items = place.entries.setdefault(last, [])
            assert isinstance(items, list), last  # noqa: S101  no other sheet has this path
            items.append(_Branch(line.origin))
            self._fill(items[-1], line, (*path, len(items) - 1))
            return
        known = place.entries.get(last)
        if known is not None:
            first = known.origin if isinstance(known, _Branch | Scalar) else line.origin
            self._refused(line.origin, "is written twice", f"the first is in {_spot(first)}", path)
            return
        entry = _Branch(line.origin)
        place.entries[last] = entry
        self._fill(entry, line, path)
        if not entry.entries and not self.sheet.columns[0].path:
            self._refused(line.origin, "has no value", path=path)
            place.entries[last] = Broken(line.origin)

    def _fill(self, entry: _Branch, line: _Line, path: Path) -> None:
        """Put the cells of a line into its entry."""
        for column, found, origin in line.cells:
            if column == NUMBER:
                continue
            node = self._reading.node(found, column.codec, origin, (*path, *column.path))
            if node is not None:
                self._lay(entry, column.path or ("",), node, path)
        if self.sheet.name != SCENARIO:
            self._mark_lost(entry, line)

    def _mark_lost(self, entry: _Branch, line: _Line) -> None:
        """Remember of a line what it has not said, because a column is gone that its kind has."""
        kind = entry.entries.get("kind")
        for column in filter(None, map(self.sheet.column, self.lost)):
            is_its = not column.kinds or not isinstance(kind, Scalar) or kind.value in column.kinds
            if column != NUMBER and is_its:
                _mark(entry, column.path, line.origin)

    def _lay(self, entry: _Branch, way: Sequence[str], node: Node, path: Path) -> None:
        place: _Branch | None = entry
        for part in way[:-1]:
            place = place.branch(part, node.origin) if place is not None else None
        if place is None or way[-1] in place.entries:
            said = "is given as one number and as a table, or twice"
            self._refused(node.origin, said, "keep one of them", (*path, *way))
        else:
            place.entries[way[-1]] = node


def _spot(origin: Origin) -> str:
    return f"line {origin.line}" if origin.line else origin.file.rpartition(":")[2]

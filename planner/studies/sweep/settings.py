"""A sweep file: which values of a scenario are set to what.

`crossed` gives paths lists or ranges of values and every combination is a row; `side_by_side` gives paths
lists of one length and each place in them is a row; `sets` lists rows as lists of `PATH=VALUE`. Where there
are several of these, they are crossed with each other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import floor, isfinite, prod
from typing import Any

from planner.files import read_bytes
from planner.problems import Origin, Problem, nearest
from planner.scenario.assignments import parsed_path
from planner.scenario.nodes import Broken, Listing, Node, Scalar, Table, described, plain
from planner.scenario.parsing import decoded, parsed, parsed_value

MOST = 10_000
"""The most rows of a sweep."""
SECTIONS = ("crossed", "side_by_side", "sets")
RANGE = ("from", "to", "step")


@dataclass(frozen=True)
class Setting:
    """One value for one path, and where the sweep file says so."""

    path: str
    value: Any
    origin: Origin

    @property
    def assignment(self) -> str:
        """The same as `--set` takes it."""
        return f"{self.path}={json.dumps(self.value, ensure_ascii=False)}"


Choice = tuple[Setting, ...]
"""What is set together."""


@dataclass(frozen=True)
class Sweep:
    """The axes of a sweep: of each, the choices there are; a row has one of every axis."""

    axes: tuple[tuple[Choice, ...], ...]

    @property
    def rows(self) -> list[Choice]:
        """Every row, whatever is set in it sorted by path, the rows sorted by what was set."""
        each = (tuple(one for choice in chosen for one in choice) for chosen in product(*self.axes))
        rows = [tuple(sorted(row, key=lambda one: one.path)) for row in each]
        return sorted(rows, key=lambda row: [(one.path, *_order(one.value)) for one in row])

    @property
    def settings(self) -> list[Setting]:
        """Every single setting, once."""
        found = (one for axis in self.axes for choice in axis for one in choice)
        return list({one.assignment: one for one in found}.values())


def _order(value: Any) -> tuple[int, float, str]:
    """Return what values are sorted by: numbers by size, before all else by how it is written."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (0, float(value), "")
    return (1, 0.0, json.dumps(value, sort_keys=True))


def examined_sweep(file: str) -> tuple[Sweep, list[Problem]]:
    """Return what of a file can be read, and everything that is wrong with it; raises where there is none."""
    reader = _Reader(file)
    text = decoded(read_bytes(file), file, reader.problems)
    root = None if text is None else parsed(text, file, reader.problems)
    return (Sweep(()) if root is None else reader.sweep(root)), reader.problems


@dataclass
class _Reader:
    """Reads a sweep file, and notes what is wrong."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    seen: dict[str, Origin] = field(default_factory=dict)

    def sweep(self, root: Table) -> Sweep:
        """Return what a file sets; unknown sections, nothing set and more than `MOST` rows are problems."""
        for name, node in root.entries.items():
            if name not in SECTIONS:
                self.note(node.origin, name, "is no part of a sweep", nearest(name, SECTIONS))
        entries = {name: root.entries[name] for name in SECTIONS if name in root.entries}
        axes = tuple(axis for name, node in entries.items() for axis in self.axes(name, node))
        count = prod(len(axis) for axis in axes)
        if not axes and not self.problems:
            self.note(root.origin, "", "sets nothing", f"give one of {', '.join(SECTIONS)}")
        elif count > MOST:
            self.note(root.origin, "", f"has {count:,} rows", f"at most {MOST:,} are solved")
        return Sweep(axes)

    def axes(self, name: str, node: Node) -> Iterator[tuple[Choice, ...]]:
        """Yield the axes of a section; of one with a problem none."""
        if name == "sets":
            yield from self.sets(node)
        elif not isinstance(node, Table):
            self.note(node.origin, name, f"is {described(node)}", "a table of paths, each with its values")
        elif name == "crossed":
            for path, values in node.entries.items():
                found = self.values(f"{name}.{path}", path, values)
                yield from [tuple((one,) for one in found)] if found else []
        else:
            yield from self.beside(node)

    def beside(self, node: Table) -> Iterator[tuple[Choice, ...]]:
        """Yield the one axis of what is set side by side."""
        each = [self.values(f"side_by_side.{path}", path, values) for path, values in node.entries.items()]
        lengths = sorted({len(found) for found in each if found})
        if len(lengths) > 1:
            said = f"has lists of {' and '.join(map(str, lengths))} values"
            self.note(node.origin, "side_by_side", said, "side by side all have as many")
        elif each and all(each):
            yield tuple(zip(*each, strict=True))

    def sets(self, node: Node) -> Iterator[tuple[Choice, ...]]:
        """Yield the one axis of rows that are written out."""
        if not isinstance(node, Listing) or not node.items:
            self.note(node.origin, "sets", f"is {described(node)}", "a list of rows, each of PATH=VALUE")
            return
        rows = [self.row(f"sets[{number}]", item) for number, item in enumerate(node.items)]
        for path in sorted({one.path for row in rows for one in row}):
            self.once("sets", path, node.origin)
        if all(rows):
            yield tuple(rows)

    def row(self, where: str, node: Node) -> Choice:
        """Return what one row sets."""
        items = node.items if isinstance(node, Listing) else (node,)
        found = [one for item in items for one in self.written(where, item)]
        if len({one.path for one in found}) < len(found):
            self.note(node.origin, where, "sets a path twice")
        return tuple(found)

    def written(self, where: str, node: Node) -> Iterator[Setting]:
        """Yield what `PATH=VALUE` sets."""
        text = str(node.value) if isinstance(node, Scalar) and node.value is not None else ""
        path, equals, value = text.partition("=")
        if not equals or not value.strip() or not parsed_path(path.strip()):
            self.note(node.origin, where, "is not PATH=VALUE", "such as phases.hold.months=9")
            return
        read = parsed_value(value, node.origin, self.problems)
        if read is not None and not isinstance(read, Broken):
            yield Setting(path.strip(), plain(read), node.origin)

    def values(self, where: str, path: str, node: Node) -> list[Setting]:
        """Return the settings of a path; none where they are wrong."""
        if not parsed_path(path):
            self.note(node.origin, where, "is not a path", "such as conditions.ceasefire.holds")
            return []
        self.once(where, path, node.origin)
        if isinstance(node, Table):
            found: list[tuple[Any, Origin]] = [(one, node.origin) for one in self.range(where, node)]
        elif isinstance(node, Listing):
            found = [(plain(one), one.origin) for one in node.items if not isinstance(one, Broken)]
            if not node.items:
                self.note(node.origin, where, "has no values")
        else:
            found = [] if isinstance(node, Broken) else [(plain(node), node.origin)]
        return [Setting(path, value, origin) for value, origin in found]

    def range(self, where: str, node: Table) -> list[float]:
        """Return the values of a range, both ends included where a step reaches them."""
        given: Mapping[str, Any] = {name: plain(one) for name, one in node.entries.items()}
        numbers = all(_is_number(given.get(name)) for name in RANGE)
        if set(given) != set(RANGE) or not numbers:
            self.note(node.origin, where, "is no range", "{from: 1, to: 5, step: 2}, or a list of values")
            return []
        start, end, step = (given[name] for name in RANGE)
        if step <= 0 or end < start or (end - start) / step > MOST:
            self.note(node.origin, where, f"goes from {start:g} to {end:g} by {step:g}", "upwards, in steps")
            return []
        count = floor((end - start) / step * (1 + 1e-12) + 1e-12)
        return [float(f"{start + number * step:.12g}") for number in range(count + 1)]

    def once(self, where: str, path: str, origin: Origin) -> None:
        """Note a path that something else sets too."""
        if path in self.seen:
            self.note(origin, where, f"{path} is set in line {self.seen[path].line} too", "set it once")
        self.seen.setdefault(path, origin)

    def note(self, origin: Origin, path: str, text: str, hint: str = "") -> None:
        """Note what is wrong."""
        self.problems.append(Problem(self.file, origin.line, path, text, hint))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)

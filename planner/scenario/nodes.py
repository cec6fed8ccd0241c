"""A file as a tree: texts, numbers, lists and tables that know their file and line."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from numbers import Integral, Real
from typing import Any

from planner.problems import Origin, Path, Problem, dotted

Plain = str | int | float | bool | None

DEEPEST = 50
"""Tables and lists may stand inside one another this deep; a scenario needs about eight."""
TOO_DEEP = f"tables and lists stand more than {DEEPEST} deep in one another"
"""What is said of those that stand deeper, whether we notice or the reader of YAML does before us."""

MOST_NODES = 200_000
"""The most values of one file, each use of an alias counted with all that it stands for."""

_BY_MONTHS = frozenset({"delay"})
"""The tables whose keys are numbers; elsewhere such a key is a mistake, as a comma in a number makes it."""
_MONTHS = re.compile(r"^\d{1,9}(\.\d{1,9})?$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, a number, true, false, or null."""

    value: Plain
    origin: Origin


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `replaces` where it was tagged `!replace`, `adds` where `!add`: it goes behind a base's."""

    items: tuple[Node, ...]
    origin: Origin
    replaces: bool = False
    adds: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `replaces` where it was tagged `!replace`: it takes the place of what a base gave."""

    entries: Mapping[str, Node]
    origin: Origin
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """A value that was refused and reported; nothing more is said of it."""

    origin: Origin


Node = Scalar | Listing | Table | Broken
UNREAD = "\0"
"""The key of a table under which something `Broken` says that the key of some entry could not be read."""


def is_empty(node: Node | None) -> bool:
    """Say whether a node is there and is null."""
    return isinstance(node, Scalar) and node.value is None


def described(node: Node) -> str:
    """Say in a few words what a node is."""
    if isinstance(node, Scalar):
        return "nothing" if node.value is None else repr(node.value)
    return {Listing: "a list", Table: "a table", Broken: "something refused"}[type(node)]


@dataclass
class Laid:
    """A tree as plain data, with the origin of every path and the paths of what was refused.

    Nulls that removed something are not in the data, and keep their origin.
    """

    data: Any = None
    origins: dict[Path, Origin] = field(default_factory=dict)
    broken: set[Path] = field(default_factory=set)

    def origin(self, path: Path) -> Origin:
        """Return where a path was written, or the nearest part above it that was."""
        while path and path not in self.origins:
            path = path[:-1]
        return self.origins[path]


def laid_out(root: Table) -> Laid:
    """Return the plain data of a tree with its origins."""
    laid = Laid()
    laid.data = _data(root, (), laid)
    laid.origins[()] = Origin(root.origin.file)
    return laid


def _data(node: Node, path: Path, laid: Laid) -> Any:
    laid.origins[path] = node.origin
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Table):
        return {key: _data(entry, (*path, key), laid) for key, entry in _kept(node, path, laid)}
    if isinstance(node, Listing):
        return [_data(item, (*path, number), laid) for number, item in enumerate(node.items)]
    laid.broken.add(path)
    return None


def _kept(table: Table, path: Path, laid: Laid) -> Iterator[tuple[str, Node]]:
    """Yield the entries that stay, and remember what was removed or refused."""
    for key, entry in table.entries.items():
        if isinstance(entry, Broken) or is_empty(entry):
            laid.origins[*path, key] = entry.origin
            if isinstance(entry, Broken):
                laid.broken.add((*path, key))
        else:
            yield key, entry


def plain(node: Node) -> Any:
    """Return the plain data of a node, nulls included."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Table):
        return {key: plain(entry) for key, entry in node.entries.items()}
    return [plain(item) for item in node.items] if isinstance(node, Listing) else None


def grown(value: Any, file: str, problems: list[Problem]) -> Node:
    """Return the tree of plain Python data; what a file could not say goes to `problems`."""
    return _Growth(Origin(file), problems).node(value, ())


def is_months(key: str, table: object) -> bool:
    """Say whether a key that is no text is the number of months that it is meant to be in a table."""
    return table in _BY_MONTHS and _MONTHS.match(key) is not None


def is_finite(value: Real | float) -> bool:
    """Say whether a number is one that can be reckoned with: neither endless nor too long for that."""
    try:
        return math.isfinite(value)
    except OverflowError:  # an integer beyond every floating-point number
        return False


class _Growth:
    def __init__(self, origin: Origin, problems: list[Problem]) -> None:
        self.origin, self.problems, self.count = origin, problems, 0

    def node(self, value: Any, path: Path) -> Node:
        self.count += 1
        if len(path) > DEEPEST or self.count > MOST_NODES:
            return self.refused(path, "holds too much, or holds itself")
        if isinstance(value, Mapping):
            return Table({str(key): self.entry(key, value[key], path) for key in value}, self.origin)
        if isinstance(value, list | tuple):
            items = (self.node(item, (*path, number)) for number, item in enumerate(value))
            return Listing(tuple(items), self.origin)
        return self.scalar(value, path)

    def entry(self, key: object, value: Any, path: Path) -> Node:
        if not isinstance(key, str) and not is_months(str(key), path[-1] if path else None):
            self.refused((*path, str(key)), f"the key {key!r} is not text", "write it in quotes")
        return self.node(value, (*path, str(key)))

    def scalar(self, value: Any, path: Path) -> Node:
        if value is None or isinstance(value, str | bool):
            return Scalar(value, self.origin)
        if not isinstance(value, Real):
            return self.refused(path, f"is a {type(value).__name__}, neither text, number, list nor table")
        if not is_finite(value):
            return self.refused(path, "is not a finite number")
        return Scalar(int(value) if isinstance(value, Integral) else float(value), self.origin)

    def refused(self, path: Path, text: str, hint: str = "") -> Broken:
        self.problems.append(Problem(self.origin.file, self.origin.line, dotted(path), text, hint))
        return Broken(self.origin)

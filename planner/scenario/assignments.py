"""`--set PATH=VALUE`: the layer above all files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.problems import SETTING, Origin, Path, Problem, dotted, nearest
from planner.scenario.layers import Overlay
from planner.scenario.nodes import Broken, Listing, Node, Scalar, Table, is_empty
from planner.scenario.normal import normalised
from planner.scenario.parsing import parsed_value
from planner.scenario.shapes import sections

_PART = re.compile(r"(?:^|\.)([^.\[\]\s=]+)|\[([0-9]{1,6})\]")

_NAMED_ELSEWHERE = ("measures", "keys")
"""Tables whose keys anybody may invent in a file; an assignment has to use one that some entry has."""


@dataclass(frozen=True)
class Assignment:
    """A value for one path, as the top layer."""

    path: Path
    value: Node
    origin: Origin

    def problem(self, text: str, hint: str = "", path: Path | None = None) -> Problem:
        """Return what is wrong with the assignment as a problem."""
        return Problem(self.origin.file, 0, dotted(self.path if path is None else path), text, hint)


def assigned(root: Table, assignments: Sequence[str], problems: list[Problem]) -> Table:
    """Return a merged scenario with assignments made, in their order; what cannot be made is a problem."""
    for text in assignments:
        assignment = _read(text, problems)
        if assignment is None:
            continue
        refused = list(_typing_errors(assignment, root))
        problems.extend(refused)
        if not refused:
            placed = _Placing(assignment, problems).placed(root, assignment.path, ())
            root = normalised(placed, set(), problems) if isinstance(placed, Table) else root
    return root


def _read(text: str, problems: list[Problem]) -> Assignment | None:
    """Return an assignment as it was typed, or None and the problem."""
    name, equals, value = text.partition("=")
    origin = Origin(f"{SETTING}{name}", typed=text)
    path = parsed_path(name.strip())
    if not equals or not path:
        problems.append(Problem(f"--set {text}", 0, "", "is not PATH=VALUE", "such as phases.hold.months=9"))
        return None
    if not value.strip():
        problems.append(Problem(origin.file, 0, "", "has no value", "write null to remove something"))
        return None
    node = parsed_value(value, origin, problems)
    if node is None or isinstance(node, Broken):
        return None
    normal = _in_one_form(path, node, problems)
    return None if normal is None else Assignment(path, normal, origin)


def _in_one_form(path: Path, value: Node, problems: list[Problem]) -> Node | None:
    """Return a value in the form that the layers have it in, such as an offer that is a bare number."""
    node: Node | None = normalised(_nested(path, value), set(), problems)
    for part in path:
        node = node.entries.get(str(part)) if isinstance(node, Table) else None
    return node


def _nested(path: Path, value: Node) -> Table:
    """Return a value under the keys of a path, which is not empty."""
    nested = Table({str(path[-1]): value}, value.origin)
    for part in reversed(path[:-1]):
        nested = Table({str(part): nested}, value.origin)
    return nested


def parsed_path(text: str) -> Path:
    """Return a path as people type it (`phases[0].months`) as its parts; empty where it is not one."""
    parts: list[str | int] = []
    position = 0
    while position < len(text):
        match = _PART.match(text, position)
        if match is None or (position == 0 and match[2] is not None):
            return ()
        parts.append(match[1] if match[2] is None else int(match[2]))
        position = match.end()
    return tuple(parts)


def _typing_errors(assignment: Assignment, root: Table) -> Iterator[Problem]:
    """Yield where an assignment would add an entry that only a typing error can have meant."""
    for path in _leaves(assignment.value, assignment.path):
        section = root.entries.get(str(path[0]))
        if path[0] not in sections() or len(path) < 2:
            continue
        known = _kept(section)
        if path[1] not in known:
            what = f"sets {dotted(path[:2])}, which the scenario does not have"
            yield assignment.problem(what, nearest(path[1], known), path=())
        elif len(path) == 4 and path[2] in _NAMED_ELSEWHERE:
            names = {name for entry in known.values() for name in _kept(_kept(entry).get(str(path[2])))}
            if path[3] not in names:
                what = f"sets {path[2]}.{path[3]}, which no entry under {path[0]} has"
                yield assignment.problem(what, nearest(path[3], names), path=())


def _leaves(node: Node, path: Path) -> Iterator[Path]:
    if isinstance(node, Table) and node.entries:
        for key, entry in node.entries.items():
            yield from _leaves(entry, (*path, key))
    else:
        yield path


def _kept(node: Node | None) -> Mapping[str, Node]:
    if not isinstance(node, Table):
        return {}
    return {key: entry for key, entry in node.entries.items() if not is_empty(entry)}


@dataclass(frozen=True)
class _Placing:
    """Puts one assignment's value where its path leads, also into lists."""

    assignment: Assignment
    problems: list[Problem]

    def placed(self, node: Node | None, rest: Path, path: Path) -> Node | None:
        """Return a node with the value put at the rest of the path."""
        if not rest:
            return self._laid(node, self.assignment.value, path)
        if isinstance(node, Listing):
            return self._in_list(node, rest, path)
        if isinstance(node, Table):
            return self._in_table(node, rest, path)
        return self._laid(node, _nested(rest, self.assignment.value), path)

    def _in_table(self, table: Table, rest: Path, path: Path) -> Node:
        key = rest[0]
        if isinstance(key, int):
            return self._refused(table, path, "is a table", nearest(key, table.entries))
        changed = self.placed(table.entries.get(key), rest[1:], (*path, key))
        entries = dict(table.entries)
        if changed is not None:
            entries[key] = changed
        return replace(table, entries=entries)

    def _in_list(self, listing: Listing, rest: Path, path: Path) -> Node:
        """Return a list with one entry, told by number or `id`, changed, or taken out where that is empty.

        Where there is no such entry, that is a problem, and the list stays as it is.
        """
        number = rest[0] if isinstance(rest[0], int) else _number_of(listing, rest[0])
        if number is None or number >= len(listing.items):
            return self._refused(listing, path, f"has no entry {rest[0]!r}", _entries(listing))
        items = list(listing.items)
        changed = self.placed(items[number], rest[1:], (*path, number))
        if changed is None or is_empty(changed):
            del items[number]
        else:
            items[number] = changed
        return replace(listing, items=tuple(items))

    def _laid(self, node: Node | None, value: Node, path: Path) -> Node | None:
        if (node is None or is_empty(node)) and is_empty(value):
            self._refused(value, path, "removes nothing: no file gives it", "")
            return node
        return Overlay(self.problems).laid(node, value, path)

    def _refused(self, node: Node, path: Path, text: str, hint: str) -> Node:
        self.problems.append(self.assignment.problem(text, hint, path))
        return node


def _ids(listing: Listing) -> list[str]:
    """Return the ids of the tables of a list, empty text for what has none."""
    ids = []
    for item in listing.items:
        node = item.entries.get("id") if isinstance(item, Table) else None
        ids.append(str(node.value) if isinstance(node, Scalar) else "")
    return ids


def _number_of(listing: Listing, name: str) -> int | None:
    ids = _ids(listing)
    return ids.index(name) if name in ids else None


def _entries(listing: Listing) -> str:
    ids = [name for name in _ids(listing) if name]
    if ids:
        return f"its entries: {', '.join(ids[:8])}"
    return f"it has [0] to [{len(listing.items) - 1}]" if listing.items else "it has none"

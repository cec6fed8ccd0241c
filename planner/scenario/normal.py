"""One form for what may be written in two: before layers can be laid over one another, they must agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from planner.constraints import given_names
from planner.problems import Path, Problem, dotted
from planner.scenario.decided import with_pins
from planner.scenario.nodes import Listing, Node, Scalar, Table, plain

FROM_REFERENCE = "from reference"
"""What stands for the keys of a nation where its figures are those of the reference."""


def normalised(root: Table, taken: set[str], problems: list[Problem]) -> Table:
    """Return a layer with constraints as a table by id, pins among them, and every offer as a table.

    A step of null is written 0. `taken` holds the names of constraints in other layers and takes in those of
    this one: a constraint without an id is a new one, never a change of another file's.
    """
    entries = dict(root.entries)
    if "pins" in entries:
        entries["constraints"] = with_pins(entries.pop("pins"), entries.get("constraints"), problems)
    if "constraints" in entries:
        entries["constraints"] = _constraints(entries["constraints"], taken, problems)
    if isinstance(nations := entries.get("nations"), Table):
        entries["nations"] = _each(nations, _nation)
    if isinstance(capabilities := entries.get("capabilities"), Table):
        entries["capabilities"] = _each(capabilities, _divisible)
    return replace(root, entries=entries)


def _nation(node: Node) -> Node:
    """Return a nation with its offers as tables, and its keys too where they are those of the reference."""
    if not isinstance(node, Table):
        return node
    entries = dict(node.entries)
    if isinstance(offers := entries.get("offers"), Table):
        entries["offers"] = _each(offers, _offer)
    if isinstance(keys := entries.get("keys"), Scalar) and keys.value == FROM_REFERENCE:
        entries["keys"] = Table({"from": Scalar("reference", keys.origin)}, keys.origin)
    return replace(node, entries=entries)


def _each(table: Table, change: Callable[[Node], Node]) -> Table:
    return replace(table, entries={key: change(node) for key, node in table.entries.items()})


def _offer(node: Node) -> Node:
    """Return an offer as a table; a bare number is a number of units."""
    if isinstance(node, Scalar) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return Table({"units": node}, node.origin)
    return _divisible(node)


def _divisible(node: Node) -> Node:
    """Return an offer or a capability whose step is null with one of 0: divisible, and not removed."""
    step = node.entries.get("step") if isinstance(node, Table) else None
    if not isinstance(node, Table) or not isinstance(step, Scalar) or step.value is not None:
        return node
    return replace(node, entries={**node.entries, "step": replace(step, value=0)})


def _constraints(node: Node, taken: set[str], problems: list[Problem]) -> Node:
    if isinstance(node, Listing):
        node = _tabled(node, taken, problems)
    if not isinstance(node, Table):
        return node
    taken.update(node.entries)
    return replace(node, entries={key: _unnamed(key, entry, problems) for key, entry in node.entries.items()})


def _tabled(listing: Listing, taken: set[str], problems: list[Problem]) -> Table:
    """Return a list of constraints as a table by id."""
    entries: dict[str, Node] = {}
    names = given_names([plain(item) for item in listing.items], taken)
    for name, item in zip(names, listing.items, strict=True):
        if name in entries:
            hint = f"the first is in line {entries[name].origin.line}"
            text = "is the id of two constraints"
            problems.append(_problem(item, ("constraints", name), text, hint))
            # It is kept under another name, so that the rest of it is checked too.
            (name,) = given_names([{"kind": name}], entries)
            item = _without_id(item)
        entries[name] = item
    return Table(entries, listing.origin, listing.replaces)


def _unnamed(key: str, entry: Node, problems: list[Problem]) -> Node:
    """Return a constraint without its `id`, which is its key."""
    if not isinstance(entry, Table) or not isinstance(name := entry.entries.get("id"), Scalar):
        return entry
    if name.value is None:
        return entry
    if str(name.value) != key:
        text, hint = f"is {name.value!r}, but its key is {key!r}", "the key is the id: take this out"
        problems.append(_problem(name, ("constraints", key, "id"), text, hint))
    elif not isinstance(name.value, str):
        text, hint = "should be text", f'write it in quotes: "{key}"'
        problems.append(_problem(name, ("constraints", key, "id"), text, hint))
    return _without_id(entry)


def _without_id(entry: Node) -> Node:
    if not isinstance(entry, Table):
        return entry
    return replace(entry, entries={field: node for field, node in entry.entries.items() if field != "id"})


def _problem(node: Node, path: Path, text: str, hint: str) -> Problem:
    return Problem(node.origin.file, node.origin.line, dotted(path), text, hint)

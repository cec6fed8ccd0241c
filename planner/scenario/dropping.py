"""What a file drops of what those below it say, in words: a list or a `!replace` may do so unseen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.problems import Notice, Path, dotted
from planner.scenario.nodes import Listing, Node, Scalar, Table, described, is_empty, plain

_MOST_NAMED = 8
"""Of more entries than these the rest is counted."""
_NAMES = ("id", "title")
"""What an entry of a list goes by, the first that it has; one that has neither goes by all that it says."""


def dropped(under: Node | None, over: Node, path: Path) -> Iterator[Notice]:
    """Yield what a node drops of the one below it, if anything."""
    if under is None or is_empty(under):
        return
    where = f"{under.origin.file}:{under.origin.line}"
    if is_empty(over):
        yield Notice(over.origin.file, over.origin.line, dotted(path), f"takes out what {where} gives")
        return
    lost = _lost(under, over)
    if lost:
        whole = isinstance(under, Listing) and not {_shown(item) for item in under.items}.isdisjoint(lost)
        hint = "write !add before the list to keep what is there" if whole and _is_silent(over) else ""
        text = f"drops {_listed(lost)} of {where}"
        yield Notice(over.origin.file, over.origin.line, dotted(path), text, hint)


def _is_silent(over: Node) -> bool:
    return isinstance(over, Scalar) or (isinstance(over, Listing) and not over.replaces)


def _lost(under: Node, over: Node) -> list[str]:
    """Return the names of what is below and no longer above."""
    if isinstance(under, Table):
        replaces = isinstance(over, Table) and over.replaces
        return list(_gone(under, over)) if replaces else []
    if not isinstance(under, Listing) or not isinstance(over, Listing | Scalar):
        return []
    if isinstance(over, Listing) and over.adds:
        return []
    return list(_gone(under, over))


def _gone(under: Node, over: Node, way: str = "") -> Iterator[str]:
    """Yield what a node says and another that stands in its place does not, also within what both have."""
    if isinstance(under, Table) and isinstance(over, Table):
        below = {key: entry for key, entry in under.entries.items() if not is_empty(entry)}
        pairs = [(key, entry, over.entries.get(key)) for key, entry in below.items()]
    elif isinstance(under, Listing) and isinstance(over, Listing | Scalar):
        items = over.items if isinstance(over, Listing) else (over,)
        pairs = [
            (_shown(item), item, next((one for one in items if _name(one) == _name(item)), None))
            for item in under.items
        ]
    else:
        return
    for name, below_it, above in pairs:
        if above is None:
            yield f"{way}{name}"
        else:
            yield from _gone(below_it, above, f"{way}{name}.")


def _name(item: Node) -> object:
    """Return what an entry of a list is known by."""
    return next(
        (entry.value for name in _NAMES if isinstance(entry := _field(item, name), Scalar)), plain(item)
    )


def _field(item: Node, name: str) -> Node | None:
    return item.entries.get(name) if isinstance(item, Table) else None


def _shown(item: Node) -> str:
    name = _name(item)
    if isinstance(name, dict):
        return " ".join(str(value) for value in name.values() if not isinstance(value, dict | list))
    return name if isinstance(name, str) else described(item)


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - _MOST_NAMED
    return ", ".join([*names[:_MOST_NAMED], *([f"{rest} more"] if rest > 0 else [])])

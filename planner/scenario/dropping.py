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
        hint = "write !add before the list to keep what is there" if _is_silent(over) else ""
        text = f"drops {_listed(lost)} of {where}"
        yield Notice(over.origin.file, over.origin.line, dotted(path), text, hint)


def _is_silent(over: Node) -> bool:
    return isinstance(over, Scalar) or (isinstance(over, Listing) and not over.replaces)


def _lost(under: Node, over: Node) -> list[str]:
    """Return the names of what is below and no longer above."""
    if isinstance(under, Table):
        replaces = isinstance(over, Table) and over.replaces
        return [key for key, entry in under.entries.items() if _is_gone(key, entry, over)] if replaces else []
    if not isinstance(under, Listing) or not isinstance(over, Listing | Scalar):
        return []
    if isinstance(over, Listing) and over.adds:
        return []
    kept = [_name(item) for item in (over.items if isinstance(over, Listing) else (over,))]
    return [_shown(item) for item in under.items if _name(item) not in kept]


def _is_gone(key: str, entry: Node, over: Node) -> bool:
    return isinstance(over, Table) and key not in over.entries and not is_empty(entry)


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

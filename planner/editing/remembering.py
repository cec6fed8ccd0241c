"""Parsing that remembers: of a text that was edited, only the entries that changed are parsed again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from planner.editing.regions import ENDS_SECTION, NOTHING_MORE, STANDS_FOR, indent_of_entries, line_of_entry
from planner.problems import Origin, Problem
from planner.scenario.nodes import DEEPEST, MOST_NODES, Listing, Node, Table
from planner.scenario.parsing import parsed, parsed_value

_REMEMBERED = 40_000
"""Entries kept, of all files together; a large scenario has about a thousand."""
_NOTHING = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*")
"""Empty lines and comments."""
_FAR_TOO_DEEP = DEEPEST - 5


def remembered(text: str, file: str, problems: list[Problem]) -> Table | None:
    """Return what `planner.scenario.parsing.parsed` returns, sooner where most of the text was seen before.

    Text that does not fall into entries by lines, or in which anything at all is wrong, is parsed whole, so
    that problems are the same.
    """
    sections = _sections(text, file) if not _stands_for(text) else None
    if sections is None:
        return parsed(text, file, problems)
    return Table(sections, next(iter(sections.values())).origin)


def _stands_for(text: str) -> bool:
    return ("&" in text or "*" in text) and STANDS_FOR.search(text) is not None


@dataclass(frozen=True)
class _Piece:
    """An entry or a section by itself: what it says, how many values that are, how deep they go."""

    table: Table
    count: int


@lru_cache(maxsize=_REMEMBERED)
def _piece(text: str, file: str, line: int) -> _Piece | None:
    """Return a run of lines that is a table by itself; None where it is not, or something is wrong."""
    problems: list[Problem] = []
    root = parsed_value(text, Origin(file, line), problems)
    if problems or not isinstance(root, Table) or len(root.entries) != 1:
        return None
    count, height = _size(root)
    return _Piece(root, count) if height < _FAR_TOO_DEEP else None


def _size(node: Node) -> tuple[int, int]:
    """Return how many values a node is, and how deep they go."""
    if isinstance(node, Table):
        inner: list[tuple[int, int]] = [_size(part) for part in node.entries.values()]
    elif isinstance(node, Listing):
        inner = [_size(part) for part in node.items]
    else:
        return 1, 0
    return 1 + sum(count for count, _ in inner), 1 + max((height for _, height in inner), default=0)


def _sections(text: str, file: str) -> dict[str, Node] | None:
    """Return the sections of a text by name, or None where it has to be parsed whole."""
    found: dict[str, Node] = {}
    count, line, before = 0, 1, 0
    starts = [match.start() for match in ENDS_SECTION.finditer(text)]
    if not starts or _NOTHING.fullmatch(text, 0, starts[0]) is None:
        return None
    for start, end in _spans(starts, len(text)):
        line += text.count("\n", before, start)
        before = start
        section = _section(text[start:end], file, line)
        if section is None or section.table.entries.keys() & found.keys():
            return None
        found.update(section.table.entries)
        count += section.count
    return found if found and count < MOST_NODES else None


def _spans(starts: list[int], end: int) -> Iterator[tuple[int, int]]:
    yield from zip(starts, [*starts[1:], end], strict=True)


def _section(text: str, file: str, line: int) -> _Piece | None:
    """Return a section, put together from its entries where it holds some by lines."""
    body = text.find("\n") + 1
    colon = text.find(":")
    in_lines = 0 < colon < body and NOTHING_MORE.fullmatch(text, colon + 1, body) is not None
    indent = indent_of_entries(text, body, len(text)) if in_lines else None
    if indent is None:
        return _piece(text, file, line)
    name = _piece(f"{text[: colon + 1]} x", file, line)
    entries = _entries(text, body, indent, (file, line))
    if name is None or entries is None:
        return None
    (key,) = name.table.entries
    origin = Origin(file, line)
    whole = Table({key: Table(entries.table.entries, origin)}, origin)
    return _Piece(whole, entries.count + 2)


def _entries(text: str, body: int, indent: int, origin: tuple[str, int]) -> _Piece | None:
    """Return the entries of a section, all of which start at the same depth."""
    found: dict[str, Node] = {}
    file, line = origin
    count, before = 0, 0
    starts = [match.start() for match in line_of_entry(indent).finditer(text, body)]
    for start, end in _spans(starts, len(text)):
        line += text.count("\n", before, start)
        before = start
        piece = _piece(text[start:end], file, line) if _stands_at(text, start, indent) else None
        if piece is None or piece.table.entries.keys() & found.keys():
            return None
        found.update(piece.table.entries)
        count += piece.count
    return _Piece(Table(found, Origin(*origin)), count)


def _stands_at(text: str, start: int, indent: int) -> bool:
    return re.compile(rf" {{{indent}}}(?! )").match(text, start) is not None


def forget() -> None:
    """Forget everything; for measurements."""
    _piece.cache_clear()

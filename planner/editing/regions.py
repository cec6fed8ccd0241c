"""The few lines of a scenario file that a path lies in, found without reading the rest of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from planner.problems import Path
from planner.scenario.scenario import Scenario

ENDS_SECTION = re.compile(r"^(?!-[ \t\r\n])[^\s#]", re.MULTILINE)
STANDS_FOR = re.compile(r"(?:^|[\s\[{,])[&*][\w-]", re.MULTILINE)
NOTHING_MORE = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n?")
_FIRST_LINE = re.compile(r"^( *)(?=[^\s#])", re.MULTILINE)


@dataclass(frozen=True)
class Region:
    """A run of whole lines that is a table by itself, and the path within it."""

    start: int
    end: int
    path: Path


def whole_text(text: str, path: Path) -> Region:
    """Return the region that is all of a text."""
    return Region(0, len(text), path)


def region(text: str, path: Path, *, wide: bool = False) -> Region:
    """Return the lines that a path lies in, or in which it would be written.

    An entry by itself where a section holds entries by lines; otherwise, or where `wide`, the section; a
    section before it where there is none yet. Where lines cannot be told apart, or something stands for a
    part elsewhere, the text.
    """
    found = _region(text, path, wide=wide) if path and isinstance(path[0], str) else None
    if found is None or STANDS_FOR.search(text, found.start, found.end):
        return whole_text(text, path)
    return found


def section_text(text: str, name: str) -> str | None:
    """Return the lines of a section; None where there is none, or several."""
    found = _section(text, name)
    return None if found is None else text[found[0] : found[2]]


def _region(text: str, path: Path, *, wide: bool) -> Region | None:
    """Return the lines of the entry, else its section, else a section before; None where none is there."""
    section = _section(text, str(path[0]))
    if section is None:
        return _neighbour(text, path)
    start, body, end = section
    in_lines = NOTHING_MORE.fullmatch(text, text.index(":", start) + 1, body) is not None
    if in_lines and not wide and len(path) > 1 and isinstance(path[1], str):
        inside = _entry(text, body, end, path)
        if inside is not None:
            return inside
    return Region(start, end, path)


def _section(text: str, name: str) -> tuple[int, int, int] | None:
    """Return where a section starts, where its lines below the first start, and where it ends."""
    found = list(_key_pattern(name, 0).finditer(text))
    if len(found) != 1:
        return None
    start = found[0].start()
    line = text.find("\n", start)
    body = len(text) if line < 0 else line + 1
    after = ENDS_SECTION.search(text, body)
    return start, body, after.start() if after else len(text)


def _entry(text: str, body: int, end: int, path: Path) -> Region | None:
    """Return the lines of an entry of a section; for one that is not there yet, those of the last."""
    indent = indent_of_entries(text, body, end)
    if indent is None:
        return None
    found = list(_key_pattern(str(path[1]), indent).finditer(text, body, end))
    if len(found) > 1:
        return None
    start = found[0].start() if found else _last_entry(text, body, end, indent)
    line = text.find("\n", start, end)
    after = line_of_entry(indent).search(text, end if line < 0 else line + 1, end)
    return Region(start, after.start() if after else end, path[1:])


def indent_of_entries(text: str, body: int, end: int) -> int | None:
    """Return how far in the entries of a section stand; None where they are no lines of a table."""
    first = _FIRST_LINE.search(text, body, end)
    if first is None or not first[1] or text[first.end()] in "-{[":
        return None
    return len(first[1])


def _last_entry(text: str, body: int, end: int, indent: int) -> int:
    return [match.start() for match in line_of_entry(indent).finditer(text, body, end)][-1]


def _neighbour(text: str, path: Path) -> Region | None:
    """Return the lines of the section after which a new one is written."""
    order = [name for name in Scenario.model_fields if name != "origins"]
    place = order.index(str(path[0])) if path[0] in order else len(order)
    for name in reversed(order[:place]):
        found = _section(text, name)
        if found is not None:
            return Region(found[0], found[2], path)
    return None


@lru_cache(maxsize=4096)
def _key_pattern(name: str, indent: int) -> re.Pattern[str]:
    key = re.escape(name)
    return re.compile(rf"^ {{{indent}}}(?:{key}|\"{key}\"|'{key}')[ \t]*:(?=\s|$)", re.MULTILINE)


@lru_cache(maxsize=16)
def line_of_entry(indent: int) -> re.Pattern[str]:
    """Return what a line looks like that belongs to no entry further in."""
    return re.compile(rf"^ {{0,{indent}}}(?!-[ \t\r\n])[^\s#]", re.MULTILINE)

"""Where every value of a YAML text stands, so that one can be changed and all else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from planner.problems import Path
from planner.scenario.yaml_events import YamlEvents, meaning


class NotUnderstoodError(ValueError):
    """A text, or a part of it, that cannot be changed in place."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A scalar: from where to where it stands, and what it means."""

    start: int
    end: int
    value: Any


@dataclass(frozen=True, slots=True)
class TableMark:
    """A table: its span with its tag, whether it is written in braces, its keys with their values."""

    start: int
    end: int
    flow: bool
    entries: tuple[tuple[Spot, Mark], ...]
    tag: str = ""

    def get(self, key: Any) -> Mark | None:
        """Return the value of a key; of a key that is written twice the first."""
        return next((value for spot, value in self.entries if spot.value == key), None)


@dataclass(frozen=True, slots=True)
class ListMark:
    """A list: its span with its tag, whether it is written in brackets, its items."""

    start: int
    end: int
    flow: bool
    items: tuple[Mark, ...]
    tag: str = ""


Mark = Spot | TableMark | ListMark


def marked(text: str) -> Mark:
    """Return the marks of a text that holds one YAML value; raises `NotUnderstoodError`."""
    builder = _Builder(text)
    try:
        builder.read(text)
    except yaml.YAMLError as error:
        raise NotUnderstoodError(str(error)) from None
    if builder.root is None:
        raise NotUnderstoodError("there is nothing in it")
    return builder.root


def plain(mark: Mark) -> Any:
    """Return the plain data of a mark."""
    if isinstance(mark, TableMark):
        return {spot.value: plain(value) for spot, value in reversed(mark.entries)}
    if isinstance(mark, ListMark):
        return [plain(item) for item in mark.items]
    return mark.value


def tags(mark: Mark, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield the tags of tables and lists by their paths."""
    if isinstance(mark, Spot):
        return
    if mark.tag:
        yield path, mark.tag
    for spot, value in mark.entries if isinstance(mark, TableMark) else ():
        yield from tags(value, (*path, spot.value))


@dataclass
class _Open:
    """A table or a list that is being read."""

    start: int
    flow: bool
    table: bool
    anchor: str | None
    tag: str
    keys: list[Spot] = field(default_factory=list)
    parts: list[Mark] = field(default_factory=list)

    @property
    def expects_key(self) -> bool:
        return self.table and len(self.keys) == len(self.parts)

    def closed(self, end: int) -> Mark:
        """Return the mark; a table or list in lines ends where its last part does."""
        last = end if self.flow or not self.parts else max(self.parts[-1].end, self.start)
        if self.table:
            return TableMark(
                self.start, last, self.flow, tuple(zip(self.keys, self.parts, strict=True)), self.tag
            )
        return ListMark(self.start, last, self.flow, tuple(self.parts), self.tag)


class _Builder(YamlEvents):
    """Takes the events of one text; `root` is its mark in the end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Mark | None = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, Mark] = {}

    def document(self, event: Any) -> None:  # noqa: ARG002  every event is taken as such
        if self.root is not None:
            raise NotUnderstoodError("it holds several documents")

    def begin(self, event: Any, *, table: bool) -> None:
        if self.stack and self.stack[-1].expects_key:
            raise NotUnderstoodError("a key is no text")
        start = event.start_mark.index
        flow = bool(event.flow_style)
        self.stack.append(_Open(start, flow, table, event.anchor, event.tag or ""))

    def end(self, event: Any) -> None:
        done = self.stack.pop()
        self.place(done.closed(int(event.end_mark.index)), done.anchor)

    def scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        if self.stack and self.stack[-1].expects_key:
            self.stack[-1].keys.append(Spot(start, end, event.value))
            return
        self.place(Spot(start, end, meaning(event)), event.anchor)

    def alias(self, event: Any) -> None:
        known = self.anchors.get(event.anchor)
        if known is None or (self.stack and self.stack[-1].expects_key):
            raise NotUnderstoodError("an alias stands for something elsewhere")
        # What it stands for counts as its value; a change is written in its place.
        start, end = event.start_mark.index, event.end_mark.index
        self.place(Spot(start, end, plain(known)), None)

    def place(self, mark: Mark, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = mark
        if self.stack:
            self.stack[-1].parts.append(mark)
        else:
            self.root = mark

"""A table of text, whoever shows it: a terminal, Markdown, a page, a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

Mark = Literal["", "short", "again", "covered", "soft", "where"]
"""What a cell is: a shortage, the same as above, covered by the one before it, of less weight, a place."""


@dataclass(frozen=True)
class Cell:
    """One cell: its text, whether it reports a shortage or repeats the one above, and where it leads.

    `beside` is how a figure differs from the one that it is held against, `symbol` a unit's symbol as SVG,
    `drawn` the same as the text for a page that can show it better than as text alone.
    A cell that `spans` several columns is followed by empty ones that it covers.
    """

    text: str
    mark: Mark = ""
    address: str = ""
    beside: str = ""
    symbol: str = ""
    spans: int = 1
    drawn: Markup | None = None

    @property
    def said(self) -> str:
        """The text, and in brackets what stands beside it."""
        return f"{self.text} ({self.beside})" if self.beside else self.text


@dataclass(frozen=True)
class ColumnGroup:
    """Columns side by side under one head, and what each of them is called below it."""

    title: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table of text: its columns, which of them hold figures, its rows.

    Where there are `groups` they are of all columns, for who can draw a head over several.
    """

    columns: tuple[str, ...]
    figures: frozenset[str]
    rows: tuple[tuple[Cell, ...], ...]
    groups: tuple[ColumnGroup, ...] = ()

    @classmethod
    def of(cls, columns: Iterable[str], rows: Iterable[Iterable[str]], figures: Iterable[str] = ()) -> Grid:
        """Return a table of nothing but texts."""
        return cls(tuple(columns), frozenset(figures), tuple(tuple(map(Cell, row)) for row in rows))

    @property
    def heads(self) -> tuple[str, ...]:
        """What each column is called below the head of its group."""
        return tuple(name for group in self.groups for name in group.columns) or self.columns

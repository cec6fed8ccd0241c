"""Tables of text in a terminal: nothing is clipped, what does not fit goes on in the next line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from rich.console import Console
from rich.containers import Lines
from rich.table import Table
from rich.text import Text

from planner.words.text_tables import Cell, Grid

_PART = re.compile(r"[^./_\[-]*(?:[./_-]|\[[^\]]*\]?)?")
"""A part of a path, with what ends it: a point, a slash, a dash; or a number in brackets."""


class PathText(Text):
    """Text in which a path too long for its column goes on after one of its parts, not within a word."""

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:
        """Return its lines in a column of a width."""
        words = re.split(r"(\s+)", self.plain)
        text = "".join(word if len(word) <= width else "\n".join(_pieces(word, width)) for word in words)
        return Text(text, self.style, overflow=self.overflow).wrap(console, width, **how)


def _pieces(word: str, width: int) -> Iterator[str]:
    """Yield a word in pieces of whole parts, as many in each as fit."""
    piece = ""
    for part in filter(None, _PART.findall(word)):
        if piece and len(piece) + len(part) > width:
            yield piece
            piece = ""
        piece += part
    yield piece


def terminal_table(grid: Grid, *, rows: Sequence[Sequence[Cell]] | None = None) -> Table:
    """Return a table for a terminal, with all of its rows or with `rows` of them."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in grid.columns:
        side: Literal["left", "right"] = "right" if column in grid.figures else "left"
        table.add_column(PathText(column, overflow="fold"), justify=side, overflow="fold", vertical="top")
    for row in grid.rows if rows is None else rows:
        table.add_row(*(PathText(cell.said, overflow="fold") for cell in row))
    return table

"""Tables of text in a terminal: nothing is clipped, what does not fit goes on in the next line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from rich.table import Table
from rich.text import Text

from planner.words.text_tables import Cell, Grid


def terminal_table(grid: Grid, *, rows: Sequence[Sequence[Cell]] | None = None) -> Table:
    """Return a table for a terminal, with all of its rows or with `rows` of them."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in grid.columns:
        side: Literal["left", "right"] = "right" if column in grid.figures else "left"
        table.add_column(Text(column, overflow="fold"), justify=side, overflow="fold", vertical="top")
    for row in grid.rows if rows is None else rows:
        table.add_row(*(Text(cell.said, overflow="fold") for cell in row))
    return table

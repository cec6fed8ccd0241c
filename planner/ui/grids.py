"""Grids of reports as tables of the page: figures on the right, what differs in a column of its own."""

from __future__ import annotations

from html import escape

import streamlit as st

from planner.reports.sections import Cell, Grid
from planner.ui import styling

MOST = 40
"""So many rows are shown at first; the others when they are asked for."""
LETTER, LEAST, LONGEST = 5.4, 46, 152
"""The width of a letter of a column's name, and of the shortest and the longest name, in pixels."""
AROUND, SIGN = 20, 26
"""What is around it, and the sign that a column can be typed into, in pixels."""


def head_width(label: str, *, sign: bool = False) -> int:
    """Return the width in pixels at which the head of a column of figures is read whole, within reason.

    Columns that can be typed into have a `sign` before their name.
    """
    around = AROUND + (SIGN if sign else 0)
    return round(min(max(len(label) * LETTER, LEAST), LONGEST) + around)


def show(grid: Grid, key: str, *, most: int = MOST) -> None:
    """Show a grid; of a long one its first rows, and the others when somebody opens them."""
    styling.dressed(_table(grid, grid.rows[:most]))
    rest = grid.rows[most:]
    if not rest:
        return
    more = st.expander(f"{len(rest)} more", key=f"more {key}", on_change="rerun")
    if more.open:
        with more:
            styling.dressed(_table(grid, rest))


def _table(grid: Grid, rows: tuple[tuple[Cell, ...], ...]) -> str:
    double = [any(row[place].beside for row in grid.rows) for place in range(len(grid.columns))]
    head = "".join(
        f'<th scope="col"{" colspan=2" if two else ""}{_kind(grid, name)}>{escape(said)}</th>'
        for name, said, two in zip(grid.columns, grid.heads, double, strict=True)
    )
    body = "".join(f"<tr>{_row(grid, row, double)}</tr>" for row in rows)
    table = f"<table><thead>{_groups(grid)}<tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="scroll" tabindex="0">{table}</div>'


def _groups(grid: Grid) -> str:
    """Return the heads over several columns; nothing where there are none."""
    heads = "".join(
        f'<th scope="colgroup" class="group" colspan="{len(group.columns)}">{escape(group.title)}</th>'
        for group in grid.groups
    )
    return f"<tr>{heads}</tr>" if heads else ""


def _row(grid: Grid, row: tuple[Cell, ...], double: list[bool]) -> str:
    cells = []
    for name, cell, two in zip(grid.columns, row, double, strict=True):
        if cell.mark == "covered":
            continue
        across = f' colspan="{cell.spans}"' if cell.spans > 1 else ""
        cells.append(f"<td{across}{_kind(grid, name, cell.mark)}>{escape(cell.text)}</td>")
        if two:
            cells.append(f'<td class="moved">{escape(cell.beside)}</td>')
    return "".join(cells)


def _kind(grid: Grid, column: str, mark: str = "") -> str:
    kinds = " ".join(filter(None, ("number" if column in grid.figures else "", mark)))
    return f' class="{kinds}"' if kinds else ""

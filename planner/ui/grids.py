"""Grids of reports as tables of the page: figures on the right, what differs in a column of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import streamlit as st

from planner.ui import screen, styling
from planner.words.text_tables import Grid

MOST = 40
"""So many rows are shown at first; the others when they are asked for."""
LETTER = 5.8
"""The width of a letter in a cell, in pixels; of a head, which is smaller, see `HEAD_LETTER`."""
HEAD_LETTER, LEAST, LONGEST = 5.4, 46, 152
"""The width of a letter of a column's name, and of the shortest and the longest name, in pixels."""
AROUND, SIGN = 20, 26
"""What is around it, and the sign that a column can be typed into, in pixels."""
TALLEST, IN_SIGHT = 420, 12
"""The height of a long table, in pixels, and how many rows make one long."""


def table_height(rows: int) -> int | Literal["content"]:
    """Return how tall a table is: as its rows are, without empty ones below; a long one scrolls."""
    return "content" if rows <= IN_SIGHT else TALLEST


def head_width(label: str, *, sign: bool = False) -> int:
    """Return the width in pixels at which the head of a column of figures is read whole, within reason.

    Columns that can be typed into have a `sign` before their name.
    """
    around = AROUND + (SIGN if sign else 0)
    return round(min(max(len(label) * HEAD_LETTER, LEAST), LONGEST) + around)


def words_width(words: Iterable[str], *, wide: int, narrow: int) -> int:
    """Return the width in pixels at which every cell of a column of words is read whole, within what is left.

    They take so much at most of a wide and of a narrow screen, so that there is room for figures.
    """
    longest = max(map(len, words), default=0) * LETTER + AROUND
    return round(min(max(longest, 3 * AROUND), narrow if screen.is_narrow() else wide))


def show(grid: Grid, key: str, *, most: int = MOST, within: str = "scroll") -> None:
    """Show a grid; of a long one its first rows, and the others when somebody opens them."""
    styling.dressed(styling.table(grid, within, rows=grid.rows[:most]))
    rest = grid.rows[most:]
    if not rest:
        return
    more = st.expander(f"{len(rest)} more", key=f"more {key}", on_change="rerun")
    if more.open:
        with more:
            styling.dressed(styling.table(grid, within, rows=rest))

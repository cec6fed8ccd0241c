"""The places on a map as numbered dots, and beside the map the list that says which they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt
import pandas as pd

from planner.reports import unit_symbols
from planner.reports.drawing import WIDE_LETTER, wrapped
from planner.reports.looks import Look
from planner.reports.maps.labels import Box
from planner.reports.maps.place_dots import Dot, Stand, counted
from planner.reports.maps.sheet import MapSheet

DOT = 18.0
"""The diameter of a dot for one place, in pixels."""
WIDTH, LETTERS, LINE, INDENT = 270.0, 34, 15.0, 32.0
"""The width of the list in pixels, the letters of a line, the height of a line, the room for numbers."""
SYMBOL, IN_A_ROW = (30.0, 22.0), 7
"""The width and height that a unit's symbol has in the list, and how many stand beside each other."""
NOWHERE = "\u2013"
"""The number of a place that the scenario does not locate."""


def boxes(placed: Sequence[Dot]) -> list[Box]:
    """Return the room that dots take, so that no name is under one."""
    return [Box(dot.x, dot.y, _width(dot) + 4, DOT + 4) for dot in placed]


def dots(placed: Sequence[Dot], sheet: MapSheet, look: Look) -> Iterator[alt.Chart]:
    """Yield the dots with their numbers: dark where somebody stands, else only a rim."""
    for held, fill, ink in ((True, look.ink, look.card), (False, look.card, look.ink)):
        table = _table([dot for dot in placed if dot.held == held])
        if not len(table):
            continue
        rim: dict[str, Any] = {"stroke": ink, "strokeWidth": 1.2, "cornerRadius": DOT / 2}
        yield (
            alt.Chart(table)
            .mark_rect(aria=False, fill=fill, **rim)
            .encode(
                x=sheet.across("Left"), x2="Right:Q", y=sheet.down("Top"), y2="Bottom:Q", tooltip="Place:N"
            )
        )
        yield (
            alt.Chart(table)
            .mark_text(aria=False, fontSize=10.5, fontWeight="bold", fill=ink, tooltip=False)
            .encode(x=sheet.across("x"), y=sheet.down("y"), text="Text:N")
        )


def lines(placed: Sequence[Dot], found: Sequence[Stand], left: float) -> pd.DataFrame:
    """Return the lines of the list: each place's number and name, how many stand there, their symbols."""
    rows: list[tuple[float, float, str, str]] = []
    located = [stand for dot in placed for stand in dot.stands]
    y = LINE / 2
    for number, stand in enumerate((*located, *(stand for stand in found if stand.at is None)), 1):
        rows.append((left, y, NOWHERE if stand.at is None else str(number), "number"))
        for line in wrapped(stand.name, LETTERS).split("\n"):
            rows.append((left + INDENT, y, line, "name"))
            y += LINE
        rows.append((left + INDENT, y, counted(stand), "count"))
        y += LINE
        rows += [(left + INDENT + x, y + down, one, "symbol") for x, down, one in _symbols(stand)]
        y += -(-len(stand.symbols) // IN_A_ROW) * SYMBOL[1] + 7
    return pd.DataFrame(rows, columns=["x", "y", "Text", "Style"])


def _symbols(stand: Stand) -> Iterator[tuple[float, float, str]]:
    """Yield the middle of each symbol, from the left of a row and from the line above it, and its address."""
    width, height = SYMBOL
    for number, symbol in enumerate(stand.symbols):
        row, column = divmod(number, IN_A_ROW)
        yield (column + 0.5) * width, (row + 0.5) * height - LINE / 2, unit_symbols.address(symbol)


def listed(table: pd.DataFrame, sheet: MapSheet, look: Look) -> Iterator[alt.Chart]:
    """Yield the list as text, and the symbols in it as pictures."""
    width, height = SYMBOL
    pictures = table[table["Style"] == "symbol"]
    if len(pictures):
        yield (
            alt.Chart(pictures)
            .mark_image(aria=False, width=width - 4, height=height - 2, tooltip=False)
            .encode(x=sheet.across("x"), y=sheet.down("y"), url="Text:N")
        )
    styles: dict[str, dict[str, Any]] = {
        "number": {"fontWeight": "bold", "color": look.ink},
        "name": {"color": look.ink},
        "count": {"color": look.soft},
    }
    for name, style in styles.items():
        text = alt.Chart(table[table["Style"] == name]).mark_text(
            aria=False, align="left", fontSize=11, tooltip=False, **style
        )
        yield text.encode(x=sheet.across("x"), y=sheet.down("y"), text="Text:N")


def _width(dot: Dot) -> float:
    return max(DOT, len(dot.label) * WIDE_LETTER + 7)


def _table(placed: Sequence[Dot]) -> pd.DataFrame:
    """Return a row for each dot: middle and edges in pixels, its number or numbers, and who stands there."""
    rows = [
        {
            "x": dot.x,
            "y": dot.y,
            "Left": dot.x - _width(dot) / 2,
            "Right": dot.x + _width(dot) / 2,
            "Top": dot.y - DOT / 2,
            "Bottom": dot.y + DOT / 2,
            "Text": dot.label,
            "Place": "; ".join(f"{stand.name}: {counted(stand)}" for stand in dot.stands),
        }
        for dot in placed
    ]
    return pd.DataFrame(rows)

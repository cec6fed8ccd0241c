"""A table by phase in the terminal, in which nothing is clipped, however narrow it is.

Widths come from the words themselves. Where the phases do not fit side by side, what stands in brackets moves
to a second line, and where that is not enough, the phases go on in a further table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

LEAST_LABEL = 20
"""The narrowest column of labels, in characters; with less, phases move to a further table."""
LARGEST_LABEL = 60
GAP = 2
INDENT = 2
SHORT = "bold red"
"""Readable on light and on dark; never the only sign of a shortage."""


@dataclass(frozen=True)
class PhaseRow:
    """A row: its label, the text of each phase by title, and the line that runs above it and its like."""

    label: str
    cells: Mapping[str, str]
    above: str


def print_by_phase(console: Console, phases: Sequence[str], rows: Sequence[PhaseRow]) -> None:
    """Print rows by phase, in as many tables as it takes."""
    room = console.width - LEAST_LABEL
    widths = {phase: _width(phase, rows, broken=False) for phase in phases}
    broken = sum(widths.values()) + GAP * len(phases) > room
    if broken:
        widths = {phase: _width(phase, rows, broken=True) for phase in phases}
    longest = INDENT + max((len(row.label) for row in rows), default=0)
    for block in _blocks(phases, widths, room):
        left = console.width - sum(widths[phase] + GAP for phase in block)
        label = max(LEAST_LABEL, min(left, longest, LARGEST_LABEL))
        columns = {"": label} | {phase: widths[phase] for phase in block}
        console.print()
        _print_block(console, columns, rows, broken=broken)


def _width(phase: str, rows: Sequence[PhaseRow], *, broken: bool) -> int:
    """Return how wide a phase must be for the longest word of its title and its longest cell."""
    cells = (_text(row.cells.get(phase, ""), broken=broken) for row in rows)
    return max(len(text) for text in (*phase.split(), *(line for cell in cells for line in cell.split("\n"))))


def _text(cell: str, *, broken: bool) -> str:
    return cell.replace(" (", "\n(") if broken else cell


def _blocks(phases: Sequence[str], widths: Mapping[str, int], room: int) -> list[list[str]]:
    """Return runs of phases that fit beside the labels, about equally long; at least one phase a run."""
    for count in range(1, len(phases)):
        size = -(-len(phases) // count)
        runs = [list(phases[at : at + size]) for at in range(0, len(phases), size)]
        if all(sum(widths[phase] + GAP for phase in run) <= room for run in runs):
            return runs
    return [[phase] for phase in phases]


def _print_block(
    console: Console, columns: Mapping[str, int], rows: Sequence[PhaseRow], *, broken: bool
) -> None:
    """Print the rows that say something in these columns, under the lines that run above them."""
    phases = list(columns)[1:]
    telling = (row for row in rows if not row.cells or any(row.cells.get(phase) for phase in phases))
    console.print(_table(columns, headed=True))
    for above, group in groupby(telling, key=lambda row: row.above):
        console.print(Text(above, style="bold"), overflow="fold")
        table = _table(columns, headed=False)
        for row in group:
            cells = (_text(row.cells.get(phase, ""), broken=broken) for phase in phases)
            label = Padding(Text(row.label, overflow="fold"), (0, 0, 0, INDENT), expand=False)
            table.add_row(label, *(Text(cell, style=SHORT if "(-" in cell else "") for cell in cells))
        console.print(table)


def _table(columns: Mapping[str, int], *, headed: bool) -> Table:
    """Return a table without rows, of titles with their widths in characters; labels have no title."""
    table = Table(box=None, show_header=headed, pad_edge=False, padding=(0, GAP, 0, 0), header_style="bold")
    for title, width in columns.items():
        table.add_column(
            Text(title, overflow="fold"),
            width=width,
            overflow="fold",
            justify="right" if title else "left",
            vertical="top",
        )
    return table

"""Bars to both sides: what is more and what is less than in the baseline, all scenarios on one scale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from planner.reports.drawing import AXIS, ELSEWHERE, WIDE, WIDE_LETTER, Room, extent, left_out, reach, wrapped
from planner.reports.looks import Look
from planner.reports.picture_ink import Ink, InkPicture, bar, line, text, written

ROW, WIDTH, GAP = 22, 680, 14
"""The height of a row, the width of all panels together, and the gap between two, in pixels."""
ABREAST = 4
"""So many scenarios stand side by side; more go on below."""
MOST_ROWS = 25
"""So many rows are drawn, those with the largest differences; the table has all."""
LONGEST_LABEL = 42
THICK = 0.66
"""The part of a row's height that its bar has."""
HEAD_GAP, BELOW = 8, 18
"""The room between the name of a scenario and its panel, and below a line of panels, in pixels."""


@dataclass(frozen=True)
class Bars:
    """What is drawn: names of rows, and for each scenario the difference of each row."""

    table: pd.DataFrame
    """A column `Row`, and one for each scenario."""
    scenarios: Sequence[str]
    write: Callable[[float], str]
    """How a difference is written, with its sign."""
    finding: str
    key: str
    room: Room = WIDE

    @property
    def abreast(self) -> int:
        """How many scenarios stand side by side."""
        return 1 if self.room.is_narrow else ABREAST

    @property
    def drawn(self) -> pd.DataFrame:
        """The rows with the largest differences, in the order of the table."""
        sizes = self.table[list(self.scenarios)].abs().max(axis=1)
        keep = sizes.sort_values(ascending=False, kind="stable").index[:MOST_ROWS]
        return self.table.loc[sorted(keep)].reset_index(drop=True)


def diverging_bars(bars: Bars, look: Look) -> InkPicture | None:
    """Return the picture; nothing where nothing differs."""
    table = bars.drawn
    if not len(table) or not len(bars.scenarios):
        return None
    table = table.assign(Row=[wrapped(name, bars.room.letters(LONGEST_LABEL)) for name in table["Row"]])
    grid = _Grid.of(bars, table, look)
    parts: list[Markup] = []
    at = 0.0
    for first in range(0, len(bars.scenarios), bars.abreast):
        names = bars.scenarios[first : first + bars.abreast]
        heads = [_head(name, grid.width) for name in names]
        at += max(map(len, heads)) * grid.head.line + HEAD_GAP
        parts += grid.names(at)
        for place, (name, head) in enumerate(zip(names, heads, strict=True)):
            parts += grid.panel(name, head, (grid.left + place * (grid.width + GAP), at))
        at += grid.height * len(table) + BELOW
    across = min(len(bars.scenarios), bars.abreast)
    hidden = len(bars.table) - len(table)
    return InkPicture(
        bars.finding,
        bars.key + left_out(hidden, "row with a smaller difference", "rows with smaller differences"),
        f"Diverging bars of differences from the baseline. {bars.finding}. {ELSEWHERE}",
        (grid.left + across * grid.width + (across - 1) * GAP, at - BELOW + 1),
        parts,
        look,
    )


@dataclass(frozen=True)
class _Grid:
    """What all panels share: the rows, how wide and high they are, and the scale across."""

    bars: Bars
    table: pd.DataFrame
    look: Look
    left: float
    """Where the first panel begins, behind the names of rows."""
    width: float
    height: float
    low: float
    high: float

    @classmethod
    def of(cls, bars: Bars, table: pd.DataFrame, look: Look) -> _Grid:
        """Return the grid of the rows that are drawn."""
        rows = table["Row"].tolist()
        width = bars.room.plot(WIDTH / min(len(bars.scenarios), bars.abreast), rows)
        left = extent(rows) + AXIS["labelPadding"]
        return cls(bars, table, look, left, width, bars.room.row(ROW, rows), *_reach(bars, table, width))

    @property
    def head(self) -> Ink:
        """How the name of a scenario is written over its panel."""
        return Ink(self.look.ink, 12, bold=True)

    def names(self, top: float) -> Iterator[Markup]:
        """Write the name of each row beside the first panel of a line."""
        ink = Ink(self.look.ink, ends=True)
        for middle, row in zip(self._middles(top), self.table["Row"], strict=True):
            yield text(row, self.left - AXIS["labelPadding"], middle, ink)

    def panel(self, name: str, head: Sequence[str], corner: tuple[float, float]) -> Iterator[Markup]:
        """Draw the bars of a scenario, each with its difference on the side it points to."""
        (x, top), look = corner, self.look
        yield written(head, x, top - HEAD_GAP - (len(head) - 1) * self.head.line, self.head)
        zero = x + self._across(0.0)
        for middle, row, value in zip(
            self._middles(top), self.table["Row"], self.table[name].fillna(0.0), strict=True
        ):
            below = middle + self.height / 2
            yield line((x, below), (x + self.width, below), look.rule)
            end, label = x + self._across(value), self.bars.write(value)
            if value:
                told = f"{' '.join(row.split())}: {label or 'hardly any'}"
                yield bar(
                    (zero, end), middle, THICK * self.height, look.tick if value > 0 else look.gap_3, told
                )
            if label:
                beside = end + 4 if value > 0 else end - 4
                yield text(label, beside, middle, Ink(look.ink, ends=value < 0))
        yield line((zero, top), (zero, top + self.height * len(self.table)), look.soft)

    def _middles(self, top: float) -> list[float]:
        return [top + (place + 0.5) * self.height for place in range(len(self.table))]

    def _across(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low) * self.width


def _head(name: str, width: float) -> list[str]:
    """Return the name of a scenario over its panel, broken after hyphens where it is long."""
    return wrapped(name.replace("-", "- "), int(width / WIDE_LETTER)).replace("- ", "-").split("\n")


def _reach(bars: Bars, table: pd.DataFrame, width: float) -> tuple[float, float]:
    """Return from where to where all panels reach."""
    values = [value for name in bars.scenarios for value in table[name].fillna(0.0)]
    return reach(values, map(bars.write, values), width)

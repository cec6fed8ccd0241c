"""Bars to both sides: what is more and what is less than in the baseline, all scenarios on one scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from planner.reports.drawing import ELSEWHERE, ROWS, WIDE, WIDE_LETTER, Room, extent, left_out, title, wrapped
from planner.reports.looks import Look

ROW, WIDTH, GAP = 22, 680, 14
"""The height of a row, the width of all panels together, and the gap between two, in pixels."""
ABREAST = 4
"""So many scenarios stand side by side; more go on below."""
MOST_ROWS = 25
"""So many rows are drawn, those with the largest differences; the table has all."""
LONGEST_LABEL = 42
MORE, LESS = "more than in the baseline", "less"


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


def diverging_bars(bars: Bars, look: Look) -> alt.VConcatChart | None:
    """Return the chart; nothing where nothing differs."""
    table = bars.drawn
    if not len(table) or not len(bars.scenarios):
        return None
    rows = [wrapped(name, bars.room.letters(LONGEST_LABEL)) for name in table["Row"]]
    table = table.assign(Row=rows)
    panels = [_panel(bars, table, look, (name, place)) for place, name in enumerate(bars.scenarios)]
    step = bars.abreast
    across = [alt.hconcat(*panels[at : at + step], spacing=GAP) for at in range(0, len(panels), step)]
    hidden = len(bars.table) - len(table)
    key = bars.key + left_out(hidden, "row with a smaller difference", "rows with smaller differences")
    return alt.vconcat(*across, spacing=18).properties(
        title=title(bars.finding, key, look),
        description=f"Diverging bars of differences from the baseline. {bars.finding}. {ELSEWHERE}",
    )


def _panel(bars: Bars, table: pd.DataFrame, look: Look, at: tuple[str, int]) -> alt.LayerChart:
    """Return the bars of a scenario, `at` its name and place; the first panel of a line names the rows."""
    name, place = at
    height = bars.room.row(ROW, table["Row"])
    width = bars.room.plot(WIDTH / min(len(bars.scenarios), bars.abreast), table["Row"])
    cells = pd.DataFrame(
        {
            "Row": table["Row"],
            "Difference": table[name].fillna(0.0),
            "Label": table[name].fillna(0.0).map(bars.write),
        }
    )
    cells = cells.assign(Way=[MORE if value > 0 else LESS for value in cells["Difference"]])
    base = alt.Chart(cells).encode(y=_down(table["Row"].tolist(), named=place % bars.abreast == 0))
    across = _across(bars, table, width)
    drawn = base.mark_bar(aria=False, height=alt.RelativeBandSize(0.66)).encode(
        x=across,
        color=alt.Color(
            "Way:N", scale=alt.Scale(domain=[MORE, LESS], range=[look.tick, look.gap_3]), legend=None
        ),
        tooltip=["Row", "Label"],
    )
    zero = (
        alt.Chart(pd.DataFrame({"At": [0]}))
        .mark_rule(aria=False, stroke=look.soft)
        .encode(x=alt.X("At:Q", axis=None))
    )
    lines = base.mark_rule(aria=False, stroke=look.rule, yOffset=height / 2)
    layers = [lines, drawn, zero, *_labels(base, across, look)]
    return alt.LayerChart(layer=layers).properties(
        width=width, height=alt.Step(height), title=_head(name, width, look)
    )


def _head(name: str, width: float, look: Look) -> alt.TitleParams:
    """Return the name of a scenario over its panel, broken after hyphens where it is long."""
    lines = wrapped(name.replace("-", "- "), int(width / WIDE_LETTER)).replace("- ", "-").split("\n")
    return alt.TitleParams(lines, anchor="start", frame="group", color=look.ink, fontSize=12, limit=0)


def _labels(base: alt.Chart, across: alt.X, look: Look) -> list[alt.Chart]:
    """Write the difference beside each bar, on the side it points to."""
    text: dict[str, Any] = {"aria": False, "fontSize": 11, "color": look.ink}
    more = base.transform_filter("datum.Difference > 0").mark_text(align="left", dx=4, **text)
    less = base.transform_filter("datum.Difference < 0").mark_text(align="right", dx=-4, **text)
    return [marks.encode(x=across, text="Label:N") for marks in (more, less)]


def _across(bars: Bars, table: pd.DataFrame, width: float) -> alt.X:
    """Return an axis with room for the labels beyond the bars, the same in every panel."""
    values = table[list(bars.scenarios)].fillna(0.0)
    labels = [bars.write(value) for name in bars.scenarios for value in values[name]]
    room = (max(map(len, labels), default=0) * WIDE_LETTER + 8) / width
    low, high = min(float(values.min().min()), 0.0), max(float(values.max().max()), 0.0)
    sides = (low < 0) + (high > 0)
    span = (high - low) / max(1 - sides * room, 0.3) or 1.0
    domain = [low - span * room * (low < 0), high + span * room * (high > 0)]
    return alt.X("Difference:Q", scale=alt.Scale(domain=domain, nice=False, zero=False), axis=None)


def _down(rows: Sequence[str], *, named: bool) -> alt.Y:
    axis = alt.Axis(**ROWS, minExtent=extent(rows)) if named else None
    return alt.Y("Row:N", scale=alt.Scale(domain=list(rows)), axis=axis)

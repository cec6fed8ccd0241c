"""What pictures of many worlds share: rows, sizes, and squares whose colour says how much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from planner.reports.drawing import AXIS, LINE, ROWS, Room, dressed, extent
from planner.reports.looks import Look
from planner.words.figures import to_places

ROW, CELL, WIDTH, LABEL = 25, 92, 460, 48
"""Heights and widths in pixels, and the letters of a label."""
TWO_COLUMNS = 330
"""The room in pixels from which on the steps of a colour stand in two columns beside the names of rows."""


def step_name(value: float, steps: Sequence[float], names: Sequence[str]) -> str:
    """Return the name of the first step that a value does not exceed, in whole percent as it is written.

    Squares that say the same have one colour; what is written as nothing and is more is no nothing.
    """
    said = to_places(value, 2)
    return next((name for step, name in zip(steps, names, strict=False) if said <= step), names[-1])


def heat(
    cells: pd.DataFrame,
    across: tuple[str, Sequence[str]],
    colour: tuple[str, Sequence[str]],
    look: Look,
    room: Room,
    order: Sequence[str] | None = None,
) -> alt.LayerChart:
    """Return squares by the rows of `cells` and one of its columns, coloured by the steps of another.

    `across` and `colour` name the column and its values in their order; `order` is that of rows, else they
    come as the cells do. A square says its `Label`.
    """
    rows = list(dict.fromkeys(cells["Row"])) if order is None else order
    lines = max((column.count("\n") for column in across[1]), default=0)
    above: dict[str, Any] = {"orient": "top", "labelAngle": 0, "labelPadding": 6 + LINE * lines}
    if room.is_narrow:
        # Columns of a phone are narrower than words: names stand upright.
        above = {"orient": "top", "labelAngle": -90, "labelAlign": "left", "labelOffset": ROWS["labelOffset"]}
    axis = alt.Axis(**AXIS | above)
    x = alt.X(f"{across[0]}:N", scale=alt.Scale(domain=list(across[1])), axis=axis)
    base = alt.Chart(cells).encode(x=x, y=down(rows))
    name, steps = colour
    scale = alt.Scale(domain=list(steps), range=[look.met, *look.gaps])
    squares = base.mark_rect(aria=False, stroke=look.card, strokeWidth=2)
    legend = alt.Legend(columns=1 + (room.width >= TWO_COLUMNS)) if room.is_narrow else alt.Undefined
    squares = squares.encode(
        color=alt.Color(f"{name}:N", scale=scale, legend=legend), tooltip=["Row", across[0], "Label"]
    )
    ink = alt.condition(f"datum['{name}'] == '{steps[-1]}'", alt.value(look.on_gap_4), alt.value(look.ink))
    text = base.mark_text(aria=False, fontSize=11).encode(text="Label:N", color=ink)
    return dressed(alt.LayerChart(layer=[squares, text]), look)


def down(rows: Sequence[str]) -> alt.Y:
    """Return the axis of rows, from the top in their order."""
    axis = alt.Axis(**ROWS, minExtent=extent(rows))
    return alt.Y("Row:N", scale=alt.Scale(domain=list(dict.fromkeys(rows))), axis=axis)

"""The chart of burden against ability: for each nation its share of both, and how far apart they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt
import pandas as pd

from planner.plan.plan import Plan
from planner.reports.burden_sharing import Sharing, finding, sharing, times
from planner.reports.drawing import ELSEWHERE, ROWS, WIDE, Room, extent, left_out, title
from planner.reports.looks import Look
from planner.scenario.scenario import Scenario
from planner.words.figures import share

ROW, WIDTH, ROOM = 21, 600, 56
"""The height of a row, the width of the plot and the room for figures beside it, in pixels."""
MOST_ROWS = 36
"""So many nations are drawn, those furthest from their share; the table has all."""
LABEL = 31
"""The room of a label of the axis, in pixels."""
STOPS = (0.0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0)
MORE, LESS = "more than its share of ability", "less"
KEY = (
    "Dot: share of the burden. Upright line: share of ability; a dot on it carries its share, a dot to the "
    "right of it (blue) more, to the left (red) less. At the end, how many times its share. The scale "
    "is stretched for small shares. "
)


def burden_chart(plan: Plan, scenario: Scenario, look: Look, room: Room = WIDE) -> alt.LayerChart | None:
    """Return burden against ability; nothing where no nation states a key or nobody carries anything."""
    found = sharing(plan, scenario)
    if found is None:
        return None
    table = _drawn(found)
    hidden = len(found.table) - len(table)
    note = left_out(hidden, "nation nearer to its share", "nations nearer to their share")
    said, width = finding(found), room.plot(WIDTH, table["Nation"])
    return alt.LayerChart(layer=list(_layers(table, look, width))).properties(
        width=width,
        height=alt.Step(ROW),
        title=title(said, KEY + found.note + note, look),
        description=f"Dot plot of burden against ability by nation. {said}. {found.note} {ELSEWHERE}",
    )


def _drawn(found: Sharing) -> pd.DataFrame:
    """Return the nations furthest from their share, in their order."""
    table = found.table
    apart = (table["Share of burden"] ** 0.5 - table["Share of ability"] ** 0.5).abs()
    keep = apart.sort_values(ascending=False, kind="stable").index[:MOST_ROWS]
    table = table.loc[sorted(keep)]
    ahead = table["Share of burden"] >= table["Share of ability"]
    return table.assign(
        Ability=table["Share of ability"].map(share),
        Burden=table["Share of burden"].map(share),
        Times=table["Times its share"].map(times),
        Way=[MORE if more else LESS for more in ahead],
    ).rename(columns={"Share of ability": "able", "Share of burden": "carried"})


def _layers(table: pd.DataFrame, look: Look, width: float) -> Iterator[alt.Chart]:
    """Yield for each row a line between its two shares, a tick for ability, a dot for burden, its times."""
    base = alt.Chart(table).encode(y=_down(table), tooltip=["Nation", "Ability", "Burden", "Times"])
    across = _across(table, width)
    colour = alt.Color(
        "Way:N", scale=alt.Scale(domain=[MORE, LESS], range=[look.tick, look.gap_3]), legend=None
    )
    yield base.mark_rule(aria=False, strokeWidth=3).encode(x=across("able"), x2="carried:Q", color=colour)
    yield base.mark_tick(aria=False, thickness=2.5, size=15, color=look.ink).encode(x=across("able"))
    yield base.mark_circle(aria=False, size=95, opacity=1).encode(x=across("carried"), color=colour)
    text = base.mark_text(aria=False, align="right", fontSize=11, color=look.ink)
    yield text.encode(x=alt.value(width), text="Times:N")


def _across(table: pd.DataFrame, width: float) -> Any:
    """Return a function from a column of shares to its axis, which is root-scaled so that small ones show."""
    furthest = float(table[["able", "carried"]].to_numpy().max())
    stops = _apart([stop for stop in STOPS if stop <= furthest * 1.02], furthest, width)
    scale = alt.Scale(type="sqrt", domain=[0, furthest * 1.04], range=[4, width - ROOM], nice=False)
    axis = alt.Axis(
        values=stops,
        format=".0%",
        orient="top",
        title=None,
        domain=False,
        ticks=False,
        labelFontSize=11,
        labelOverlap=False,
        labelExpr="replace(datum.label, '%', ' %')",
    )
    return lambda column: alt.X(f"{column}:Q", scale=scale, axis=axis)


def _apart(stops: Sequence[float], furthest: float, width: float) -> list[float]:
    """Return the stops of the axis whose labels do not meet."""
    kept: list[float] = []
    for stop in stops:
        at = [(one / furthest) ** 0.5 * (width - ROOM) for one in (*kept[-1:], stop)]
        if len(at) == 1 or at[1] - at[0] >= LABEL:
            kept.append(stop)
    return kept


def _down(table: pd.DataFrame) -> alt.Y:
    rows = table["Nation"].tolist()
    return alt.Y("Nation:N", scale=alt.Scale(domain=rows), axis=alt.Axis(**ROWS, minExtent=extent(rows)))

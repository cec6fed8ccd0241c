"""The tornado of prices: what one more and one less of a bound changes in the fill, the most first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from planner.facts.goal_ids import FILL, goal_id
from planner.reports.drawing import (
    ELSEWHERE,
    ROWS,
    WIDE,
    Room,
    dressed,
    extent,
    reach,
    title,
    wrapped,
)
from planner.reports.explain_words import bound_name, first_change, for_amount, one_of_each_bound
from planner.reports.looks import LIGHT, Look
from planner.scenario.scenario import Scenario
from planner.studies.prices.price import RowPrice
from planner.words.figures import figure
from planner.words.wording import Words, measured

ROW, WIDTH, LONGEST_LABEL = 34, 520, 58
MOST_ROWS, MOST_PRIORITIES = 8, 3
"""So many bounds are drawn of a priority, those with the largest effects, and so many priorities."""
FELT = 5e-5
"""Smaller changes of the fill, in percentage points, are nothing."""
MORE, LESS = "one more", "one less"
KEY = (
    "Percentage points of a priority filled more (right) or less (left), for one more or one less of each "
    "bound, in the phase where it matters most. Of constraints, one of what they count. Pale: for as much as "
    "is written beside it, a step of units, or what a change of less than one holds for."
)


@dataclass(frozen=True)
class Bar:
    """What a bound changes in the fill of a priority, in percentage points for one more and one less.

    Where a change is told for another number than one, `more_for` and `less_for` are that number.
    """

    bound: str
    priority: int
    more: float = 0.0
    less: float = 0.0
    more_for: float = 1.0
    less_for: float = 1.0

    @property
    def size(self) -> float:
        """The larger of what both bring."""
        return max(abs(self.more), abs(self.less))


def bars(prices: Sequence[RowPrice], scenario: Scenario) -> list[Bar]:
    """Return what each bound changes in the fill, priority by priority, the largest changes first."""
    words = Words(scenario)
    found = [bar for price in one_of_each_bound(prices) for bar in _of_price(price, words)]
    ranked = [bar for bar in found if bar.size > FELT]
    return sorted(ranked, key=lambda bar: (bar.priority, -round(bar.size, 9), bar.bound))


def _of_price(price: RowPrice, words: Words) -> Iterator[Bar]:
    """Yield a bar for each priority whose fill is the first thing that a direction changes."""
    changes: dict[int, dict[str, float]] = {}
    for way, effect in (("more", price.more), ("less", price.less)):
        if effect is None:
            continue
        goal, change = first_change(price, effect)
        if goal_id(goal).kind == FILL:
            amount = price.told(effect)
            found = {way: -100 * change * amount, f"{way}_for": amount}
            changes.setdefault(goal_id(goal).rank or 0, {}).update(found)
    for priority, each in changes.items():
        yield Bar(_called(price, words), priority, **each)


def _called(price: RowPrice, words: Words) -> str:
    counted = f", by {measured(1, price.unit)}" if price.of_constraint else ""
    phase = f" ({words.names.phases[price.phase]})" if price.phase else ""
    return f"{bound_name(price, words)}{counted}{phase}"


def tornado(
    prices: Sequence[RowPrice], scenario: Scenario, look: Look = LIGHT, room: Room = WIDE
) -> alt.LayerChart | None:
    """Return the tornado of the bounds with most effect; nothing where none changes the fill."""
    found = bars(prices, scenario)
    if not found:
        return None
    drawn = _drawn(found)
    left_out = len(found) - len(drawn)
    note = f" {left_out} further effects are left out; the table has them." if left_out else ""
    said, rows = _finding(drawn[0]), _Rows(drawn, room)
    chart = alt.LayerChart(layer=list(_layers(rows, look))).properties(
        width=rows.width,
        height=alt.Step(rows.height, **{"for": "position"}),
        title=title(said, KEY + note, look),
        description=f"Tornado of what one more and one less of each bound changes. {said}. {ELSEWHERE}",
    )
    return dressed(chart, look)


def _drawn(found: Sequence[Bar]) -> list[Bar]:
    """Return the largest effects on each of the first priorities."""
    priorities = list(dict.fromkeys(bar.priority for bar in found))[:MOST_PRIORITIES]
    each = ([bar for bar in found if bar.priority == priority][:MOST_ROWS] for priority in priorities)
    return [bar for some in each for bar in some]


def _finding(first: Bar) -> str:
    """Say which bound matters most, and what it does."""
    ways = ((MORE, first.more, first.more_for), (LESS, first.less, first.less_for))
    said = [f"{_of(word, amount)} {_points(value)}" for word, value, amount in ways if _points(value)]
    return f"For priority {first.priority}, {first.bound} matters most: {', '.join(said)} points"


def _of(word: str, amount: float) -> str:
    """Say `one more`, or `0.3 more`."""
    return word if amount == 1 else f"{figure(amount)} {word.split()[1]}"


def _points(value: float) -> str:
    return f"{'+' if value > 0 else '-'}{figure(abs(value))}" if abs(value) > FELT else ""


def _label(value: float, amount: float) -> str:
    """Write a change, and how many it is for where that is not one."""
    return f"{_points(value)}{for_amount(amount)}" if _points(value) else ""


def _layers(rows: _Rows, look: Look) -> Iterator[alt.Chart]:
    """Yield bars for one more and one less, each with its figure, and the lines that part rows and sides."""
    table, down = rows.table(), _down(rows.names())
    parting: dict[str, Any] = {"aria": False, "stroke": look.rule, "yOffset": rows.height / 2}
    yield alt.Chart(pd.DataFrame({"Row": rows.names()})).mark_rule(**parting).encode(y=down)
    base = alt.Chart(table).encode(y=down, yOffset=alt.YOffset("Way:N", sort=[MORE, LESS]))
    across = _across(table, rows.width)
    scale = alt.Scale(domain=[MORE, LESS], range=[look.tick, look.gap_3])
    yield base.mark_bar(aria=False).encode(
        x=across,
        color=alt.Color("Way:N", scale=scale),
        opacity=alt.Opacity("Pale:N", scale=alt.Scale(domain=[True, False], range=[0.45, 1]), legend=None),
        tooltip=["Bound", "Way", "Label"],
    )
    style: dict[str, Any] = {"aria": False, "fontSize": 11, "color": look.ink, "lineBreak": "\n"}
    style["dy"] = alt.ExprRef("-6.5 * (length(split(datum.Beside, '\\n')) - 1)")
    more = base.transform_filter("datum.Points > 0").mark_text(align="left", dx=4, **style)
    less = base.transform_filter("datum.Points < 0").mark_text(align="right", dx=-4, **style)
    for text in (more, less):
        yield text.encode(x=across, text="Beside:N")
    zero = alt.Chart(pd.DataFrame({"Points": [0]})).mark_rule(aria=False, stroke=look.soft)
    yield zero.encode(x=across)


@dataclass(frozen=True)
class _Rows:
    """The rows of a tornado, and the room they have."""

    drawn: Sequence[Bar]
    room: Room

    @property
    def width(self) -> float:
        """The width of the plot, in pixels."""
        return self.room.plot(WIDTH, _labels(self.names()))

    @property
    def height(self) -> float:
        """The height of a row, in pixels."""
        return self.room.row(ROW, _labels(self.names()))

    def names(self) -> list[str]:
        """Return the rows from above: a head for each priority, then its bounds."""
        rows: list[str] = []
        for priority in dict.fromkeys(bar.priority for bar in self.drawn):
            rows.append(f"|Priority {priority}")
            rows.extend(self._name(bar) for bar in self.drawn if bar.priority == priority)
        return rows

    def table(self) -> pd.DataFrame:
        """Return both effects of each bound."""
        rows = [
            (self._name(bar), bar.bound, way, value, _label(value, amount), amount != 1)
            for bar in self.drawn
            for way, value, amount in ((MORE, bar.more, bar.more_for), (LESS, bar.less, bar.less_for))
        ]
        table = pd.DataFrame(rows, columns=["Row", "Bound", "Way", "Points", "Label", "Pale"])
        beside = table["Label"].str.replace(" for ", "\nfor ") if self.room.is_narrow else table["Label"]
        return table.assign(Beside=beside)

    def _name(self, bar: Bar) -> str:
        return f"{bar.priority}|{wrapped(bar.bound, self.room.letters(LONGEST_LABEL))}"


def _labels(rows: Sequence[str]) -> list[str]:
    """Return rows as they are read: two priorities may have a bound of one name."""
    return [row.partition("|")[2] for row in rows]


def _across(table: pd.DataFrame, width: float) -> alt.X:
    """Return an axis with room for the figures beyond the bars."""
    lines = [line for label in table["Beside"] for line in label.split("\n")]
    domain = list(reach(table["Points"].tolist(), lines, width))
    return alt.X("Points:Q", scale=alt.Scale(domain=domain, nice=False, zero=False), axis=None)


def _down(rows: Sequence[str]) -> alt.Y:
    named = {"labelExpr": "split(slice(datum.label, indexof(datum.label, '|') + 1), '\\n')"}
    bold = {"condition": {"test": "indexof(datum.value, '|') == 0", "value": "bold"}, "value": "normal"}
    axis = alt.Axis(**ROWS | named, labelFontWeight=bold, minExtent=extent(_labels(rows)))
    scale = alt.Scale(domain=list(rows), paddingInner=0.25, paddingOuter=0.1)
    return alt.Y("Row:N", scale=scale, axis=axis)

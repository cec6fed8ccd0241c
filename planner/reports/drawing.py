"""How charts are drawn: fonts and colours, titles that wrap, labels that are never clipped, SVG."""

from __future__ import annotations

import base64
import math
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar

from planner.reports.looks import FONT, Look

if TYPE_CHECKING:
    import altair as alt

LETTER = 5.9
"""The width of a letter at 11 pixels, on average, in pixels."""
WIDE_LETTER = 6.9
"""The same in the widest fonts that a reader may have in place of ours (DejaVu, Verdana)."""
AXIS: dict[str, Any] = {
    "title": None,
    "domain": False,
    "ticks": False,
    "grid": False,
    "labelLimit": 0,
    "labelFontSize": 11,
    "labelOverlap": False,
    "labelPadding": 6,
    "labelExpr": "split(datum.label, '\\n')",
}
"""An axis of names: every label whole, on as many lines as it has."""
LINES = 6
"""The lines of a row's name that are counted."""
ROWS: dict[str, Any] = AXIS | {
    "labelOffset": {
        "condition": [
            {"test": f"length(split(datum.value, '\\n')) == {count}", "value": -6.5 * (count - 1)}
            for count in range(2, LINES + 1)
        ],
        "value": 0,
    }
}
"""An axis of names down the side: those of several lines stand in the middle of their row too."""
LEGEND: dict[str, Any] = {
    "title": None,
    "orient": "bottom",
    "direction": "horizontal",
    "labelFontSize": 11,
    "labelLimit": 0,
    "columnPadding": 30,
}
"""A legend under the plot, with room for letters that are wider than ours."""
ELSEWHERE = "The tables have all figures."
"""Where one who cannot see a chart finds what it shows."""
Chart = TypeVar("Chart", bound="alt.TopLevelMixin")


@dataclass(frozen=True)
class Room:
    """How wide a chart may be with its labels, in pixels: as wide as it likes, or as a phone allows."""

    width: float = math.inf

    @property
    def is_narrow(self) -> bool:
        """Whether a chart has to be narrower than it would be by itself."""
        return math.isfinite(self.width)

    def letters(self, usual: int) -> int:
        """Return how many letters a line of a row's name may have."""
        return min(usual, int(0.38 * self.width / WIDE_LETTER)) if self.is_narrow else usual

    def plot(self, usual: float, rows: Iterable[str]) -> float:
        """Return the width that names of rows leave for the plot."""
        return min(usual, self.width - extent(rows) - AXIS["labelPadding"]) if self.is_narrow else usual

    def row(self, usual: float, rows: Iterable[str]) -> float:
        """Return the height of a row in which the lines of every name have room."""
        most = max((row.count("\n") + 1 for row in rows), default=1)
        return max(usual, most * LINE + 8) if self.is_narrow else usual


WIDE = Room()
LINE = 14.0
"""The height of a line of a label, in pixels."""


def wrapped(text: str, letters: int) -> str:
    """Return a text on lines of about so many letters; words stay whole."""
    return (
        "\n".join(textwrap.wrap(text, max(letters, 6), break_long_words=False, break_on_hyphens=False))
        or text
    )


def extent(labels: Iterable[str]) -> float:
    """Return the room beside a plot that labels need in any font, in pixels."""
    return max((len(line) for label in labels for line in label.split("\n")), default=0) * WIDE_LETTER + 6


def reach(values: Iterable[float], labels: Iterable[str], width: float) -> tuple[float, float]:
    """Return from where to where an axis of differences goes, so that labels have room beyond their bars."""
    room = (max(map(len, labels), default=0) * WIDE_LETTER + 8) / width
    known = [0.0, *values]
    low, high = min(known), max(known)
    sides = (low < 0) + (high > 0)
    span = (high - low) / max(1 - sides * room, 0.3) or 1.0
    return low - span * room * (low < 0), high + span * room * (high > 0)


def address(svg: str) -> str:
    """Return a picture as an address that holds the whole of it, for what takes SVG in no other way."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def left_out(count: int, one: str, many: str) -> str:
    """Return the sentence for the line under a title that says how many are not drawn; nothing for none."""
    if not count:
        return ""
    return f" 1 {one} is left out." if count == 1 else f" {count} {many} are left out."


def title(finding: str, key: str, look: Look, letters: int = 100) -> alt.TitleParams:
    """Return a title that states what is seen, over a line that says how to read it."""
    import altair as alt

    return alt.TitleParams(
        wrapped(finding, letters).split("\n"),
        subtitle=wrapped(key, letters + 20).split("\n"),
        anchor="start",
        frame="bounds",
        color=look.ink,
        subtitleColor=look.soft,
        fontSize=15,
        fontWeight="bold",
        subtitleFontSize=12,
        offset=14,
        subtitlePadding=6,
        limit=0,
    )


def dressed(chart: Chart, look: Look) -> Chart:
    """Return a chart in a look: its card, its fonts, its text."""
    import altair as alt

    return chart.properties(
        config=alt.Config(
            background=look.card,
            font=FONT,
            padding=16,
            view=alt.ViewConfig(stroke=None),
            axis=alt.AxisConfig(labelColor=look.ink, titleColor=look.soft, gridColor=look.rule),
            legend=alt.LegendConfig(
                labelColor=look.ink, symbolType="square", symbolSize=130, symbolStrokeWidth=0, **LEGEND
            ),
        )
    )


def dressed_or_none(chart: Chart | None, look: Look) -> Chart | None:
    """Return a chart in a look; nothing where there is no chart."""
    return None if chart is None else dressed(chart, look)


def svgs(charts: Mapping[str, Callable[[], alt.TopLevelMixin | None]]) -> dict[str, str]:
    """Draw charts as SVG by the section that they belong to; nothing of those that there are not.

    Altair checks every part of a chart as it is put together, which takes as long again: tests have it done.
    """
    from altair.utils.schemapi import debug_mode

    with debug_mode(False):
        made = {section: chart() for section, chart in charts.items()}
    return {section: svg(chart) for section, chart in made.items() if chart is not None}


def svg(chart: alt.TopLevelMixin) -> str:
    """Draw a chart as SVG, without a browser and without a network; its description is read aloud."""
    import vl_convert

    document = chart.to_dict(validate=False)
    told = escape(document.get("description", ""))
    drawn = vl_convert.vegalite_to_svg(document, allowed_base_urls=[])
    return str(drawn).replace('class="marks"', f'class="marks" role="img" aria-label="{told}"', 1)

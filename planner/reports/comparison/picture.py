"""One picture of a comparison, for a README or a slide: what is filled more and what less."""

from __future__ import annotations

import altair as alt

from planner.plan.plan import HYPOTHETICAL
from planner.reports.comparison.comparison_charts import fill_bars
from planner.reports.drawing import dressed, svg
from planner.reports.looks import LIGHT
from planner.studies.comparison.comparison import Comparison
from planner.words.names import one_line


def picture(comparison: Comparison) -> str:
    """Return the fill chart of a comparison as SVG, on a white card that is readable wherever it is shown.

    Raises ValueError where all are filled alike.
    """
    bars = fill_bars(comparison, LIGHT)
    if bars is None:
        raise ValueError("nothing differs in what is filled")
    heading = alt.TitleParams(
        one_line(comparison.baseline.title),
        subtitle=HYPOTHETICAL,
        anchor="start",
        fontSize=20,
        subtitleFontSize=13,
        color=LIGHT.ink,
        subtitleColor=LIGHT.soft,
        offset=18,
        limit=0,
    )
    whole = alt.vconcat(bars).properties(title=heading, description=str(bars.description))
    return svg(dressed(whole, LIGHT))

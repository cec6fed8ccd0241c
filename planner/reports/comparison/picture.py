"""One picture of a comparison, for a README or a slide: what is filled more and what less."""

from __future__ import annotations

from planner.plan.plan import HYPOTHETICAL
from planner.reports.comparison.comparison_charts import fill_chart
from planner.studies.comparison.comparison import Comparison
from planner.words.names import one_line


def picture(comparison: Comparison) -> str:
    """Return the fill chart of a comparison as SVG, on a white card that is readable wherever it is shown.

    Raises ValueError where all are filled alike.
    """
    bars = fill_chart(comparison)
    if bars is None:
        raise ValueError("nothing differs in what is filled")
    return bars.svg(over=(one_line(comparison.baseline.title), HYPOTHETICAL))

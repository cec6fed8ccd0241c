"""One picture of a plan, for a README or a slide: what is filled, and who sends it."""

from __future__ import annotations

import altair as alt

from planner.plan.plan import HYPOTHETICAL, Plan
from planner.reports.drawing import dressed, extent, svg
from planner.reports.heat_map import heat_map
from planner.reports.looks import LIGHT
from planner.reports.names import Names, one_line
from planner.reports.people_chart import people_chart
from planner.scenario.models import Scenario

MOST_ROWS = 18
"""With more requirements than this, only those that are short are shown, so that it fits on a screen."""


def picture(plan: Plan, scenario: Scenario) -> str:
    """Return an SVG of a solved plan on a white card, readable wherever it is shown."""
    fill = heat_map(plan, scenario, LIGHT, most=MOST_ROWS)
    beside = extent(Names(scenario).requirements.values())
    charts = [
        chart for chart in (fill, people_chart(plan, scenario, LIGHT, beside=beside)) if chart is not None
    ]
    heading = alt.TitleParams(
        one_line(plan.title),
        subtitle=HYPOTHETICAL,
        anchor="start",
        fontSize=20,
        subtitleFontSize=13,
        color=LIGHT.ink,
        subtitleColor=LIGHT.soft,
        offset=20,
        limit=0,
    )
    said = " ".join(str(chart.description) for chart in charts)
    whole = alt.vconcat(*charts, spacing=36).resolve_scale(
        color="independent", x="independent", y="independent"
    )
    return svg(dressed(whole.properties(title=heading, description=said), LIGHT))

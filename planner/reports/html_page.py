"""A plan as one HTML page that stands by itself: no script, no outside request; light, dark and on paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from planner.plan.plan import HYPOTHETICAL, Plan
from planner.reports import plan_sentences
from planner.reports.drawing import svgs
from planner.reports.kept_sections import kept
from planner.reports.looks import DARK, FONT, LIGHT
from planner.reports.sections import Section, sections
from planner.scenario.scenario import Scenario
from planner.words.html_table import TableDress, html_table
from planner.words.names import one_line

TEMPLATE = "page.html.j2"
DRESS = TableDress(
    lambda symbol: Markup('<span class="symbol" aria-hidden="true">{}</span>').format(Markup(symbol)),  # noqa: S704
    together=True,
)
"""How tables look in the page: symbols are ours, and are drawn in place since the page asks for nothing."""


def page(
    plan: Plan,
    scenario: Scenario,
    keep: Collection[str] | None = None,
    drawn: Mapping[str, str] | None = None,
) -> str:
    """Return the report as HTML, whole or with some sections (see `planner.reports.kept_sections`).

    `drawn` are its pictures, where they were drawn before.
    """
    return rendered(
        one_line(plan.title),
        plan_sentences.headline(plan, scenario),
        kept(sections(plan, scenario), keep),
        figures=plan_sentences.key_figures(plan, scenario),
        charts=pictures(plan, scenario) if drawn is None else drawn,
    )


def rendered(
    title: str,
    headline: Sequence[str],
    parts: Sequence[Section],
    *,
    figures: Sequence[tuple[str, str]],
    charts: Mapping[str, str],
) -> str:
    """Return a report as HTML: key figures, sentences, sections, and pictures by the section they are in."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template(TEMPLATE).render(
        title=title,
        hypothetical=HYPOTHETICAL,
        figures=figures,
        headline=headline,
        sections=parts,
        charts=charts,
        colours=[
            (entry.name.replace("_", "-"), getattr(LIGHT, entry.name), getattr(DARK, entry.name))
            for entry in fields(LIGHT)
        ],
        swaps=list(LIGHT.swaps(DARK)),
        font=FONT,
        table=partial(html_table, dress=DRESS),
    )


def pictures(plan: Plan, scenario: Scenario) -> dict[str, str]:
    """Return the charts as SVG by the section that they belong to; none without a plan."""
    if not plan_sentences.found(plan):
        return {}
    from planner.reports.plan_charts import (
        burden_against_ability,
        contributors_and_places,
        fill_heat_map,
        people_by_phase,
    )

    return svgs(
        {
            "fill": partial(fill_heat_map, plan, scenario),
            "contributions": partial(people_by_phase, plan, scenario),
            "places": partial(contributors_and_places, plan, scenario),
            "burden": partial(burden_against_ability, plan, scenario),
        }
    )

"""Why requirements are short: a sentence for each in its worst phase, and the offers behind it."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import escape

from planner.editing.background_explaining import ExplainedScenario
from planner.reports import explain_tables
from planner.reports.explain_words import worst_of_each_line
from planner.scenario.scenario import Scenario
from planner.studies.shortfalls.account import Shortfall
from planner.ui import styling
from planner.ui.page_words import counted
from planner.ui.remembered import once
from planner.words.figures import figure, share
from planner.words.names import Names
from planner.words.text_tables import Grid

MOST = 8
"""Requirements that are shown before one asks for the rest."""


def show(found: ExplainedScenario) -> None:
    """Draw the part Gaps."""
    drawn = once(found, "gaps", partial(_all, found))
    if not drawn:
        st.caption("No requirement is short.")
        return
    said = "in the phase in which most of it is missing; in brackets the part that is there"
    st.caption(f"Each requirement that is short, {said}.")
    styling.dressed("".join(drawn[:MOST]))
    if len(drawn) > MOST and styling.the_rest(len(drawn) - MOST, "requirement", "all gaps"):
        styling.dressed("".join(drawn[MOST:]))


def _all(found: ExplainedScenario) -> list[str]:
    shortfalls, scenario = found.explanation.shortfalls, found.scenario
    return [
        _one(worst, [one for one in shortfalls if one.requirement == worst.requirement], scenario)
        for worst in worst_of_each_line(shortfalls, scenario)
    ]


def _one(worst: Shortfall, phases: list[Shortfall], scenario: Scenario) -> str:
    """Return a requirement: its sentence, the table behind, and the other phases on demand."""
    names = Names(scenario)
    others = [one for one in phases if one is not worst]
    head = (
        f'<div class="head"><b>{escape(worst.requirement)} · '
        f"{escape(names.requirements[worst.requirement])}</b>"
        f'<span class="soft">{escape(names.phases[worst.phase])}</span>'
        f'<span class="short number">{_missing(worst, names)}</span></div>'
    )
    more = "".join(
        f'<p><b>{escape(names.phases[one.phase])}</b> <span class="short">{_missing(one, names)}</span><br>'
        f"{escape(one.sentence)}</p>"
        for one in others
    )
    also = styling.folded(f"Also short in {counted(len(others), 'other phase')}", more) if others else ""
    behind = styling.folded(f"The {counted(len(worst.offers), 'offer')} behind it", table(worst, scenario))
    return f'<div class="finding">{head}<p>{escape(worst.sentence)}</p>{behind}{also}</div>'


def _missing(one: Shortfall, names: Names) -> str:
    """Say what is missing, and the part that is there, as the map of fill does."""
    unit = names.unit_of(one.requirement, one.required)
    there = share(1.0 - one.short / one.required)
    return f"-{figure(one.short)} of {figure(one.required)} {escape(unit)} ({there})"


def table(one: Shortfall, scenario: Scenario) -> str:
    """Return the offers that could serve a line, and where their units went."""
    if not one.offers:
        return "<p>Nobody offers what could serve it.</p>"
    offers, figures = explain_tables.offers(one, scenario), explain_tables.OFFER_FIGURES
    return styling.table(Grid.of(offers.columns, offers.itertuples(index=False), figures))

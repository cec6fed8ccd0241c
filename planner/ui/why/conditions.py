"""Conditions: what each would add or lose if it stood the other way."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from planner.editing import what_if
from planner.editing.background_explaining import ExplainedScenario
from planner.reports.explain_words import condition_changes, telling_first
from planner.scenario.scenario import Scenario
from planner.studies.conditions.conditions import ConditionEffect
from planner.ui import styling
from planner.ui.why import try_it

MOST = 6
"""Conditions that are shown before one asks for the rest."""


def show(found: ExplainedScenario) -> None:
    """Draw the part Conditions."""
    effects = telling_first(found.explanation.conditions)
    if not effects:
        st.caption("The scenario depends on no condition.")
        return
    st.caption("What would change if a condition stood the other way; what matters most comes first.")
    for number, effect in enumerate(effects):
        if number == MOST and not styling.the_rest(len(effects) - MOST, "condition", "all conditions"):
            return
        key = f"condition {effect.condition}"
        tried = what_if.of_condition(effect, found.scenario)
        styling.with_button(_told(effect, found.scenario), key, partial(try_it.button, tried, key))


def _told(effect: ConditionEffect, scenario: Scenario) -> str:
    """Return a condition with what changes, goal by goal; the whole sentence on demand."""
    named = scenario.conditions[effect.condition].title or effect.condition
    side = "if it failed" if effect.holds else "if it held"
    changes = condition_changes(effect)
    head = f'<div class="head"><b>{escape(named)}</b><span class="soft">{side}</span></div>'
    if not changes:
        return f"{head}<p>{escape(effect.sentence)}</p>"
    listed = "".join(f"<span>{escape(change)}</span>" for change in changes)
    return f'{head}<div class="changes">{listed}</div>{styling.folded("In words", escape(effect.sentence))}'

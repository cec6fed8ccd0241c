"""Conditions: what each changes if it holds and if it fails, and a way to try that."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import escape

from planner.editing import what_if
from planner.editing.background_explaining import ExplainedScenario
from planner.reports.explain.condition_table import condition_grid, condition_list, condition_table
from planner.reports.explain_words import telling_first
from planner.ui import grids, screen, styling
from planner.ui.page_words import escaped
from planner.ui.remembered import once
from planner.ui.why import try_it

MOST = 6
"""Conditions that are shown before one asks for the rest."""


def show(found: ExplainedScenario) -> None:
    """Draw the part Conditions: all of them as a table, then each in words with a way to try it."""
    table = once(found, "conditions", partial(condition_table, found.explanation, found.scenario))
    if not table.rows:
        st.caption("The scenario depends on no condition.")
        return
    grids.show(condition_list(table) if screen.is_narrow() else condition_grid(table), "conditions")
    st.caption(escaped(" ".join(table.key)))
    effects = telling_first(found.explanation.conditions)
    if effects:
        st.subheader("In words, and to try", anchor=False)
    for number, effect in enumerate(effects):
        if number == MOST and not styling.the_rest(len(effects) - MOST, "condition", "all conditions"):
            return
        key = f"condition {effect.condition}"
        tried = what_if.of_condition(effect, found.scenario)
        told = f"<p>{escape(effect.sentence)}</p>"
        styling.with_button(told, key, partial(try_it.button, tried, key))

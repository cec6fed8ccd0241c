"""Conditions: what each would add or lose if it stood the other way."""

from __future__ import annotations

from functools import partial

import streamlit as st

from planner.editing import what_if
from planner.editing.explaining import Explained
from planner.reports.explain_words import telling_first
from planner.ui import looks
from planner.ui.why import trying

MOST = 6
"""Conditions that are shown before one asks for the rest."""


def show(found: Explained) -> None:
    """Draw the part Conditions."""
    effects = telling_first(found.explanation.conditions)
    if not effects:
        st.caption("The scenario depends on no condition.")
        return
    st.caption("What would change if a condition stood the other way. What hangs most on it comes first.")
    for number, effect in enumerate(effects):
        if number == MOST and not looks.the_rest(len(effects) - MOST, "condition", "all conditions"):
            return
        key = f"condition {effect.condition}"
        tried = what_if.of_condition(effect, found.scenario)
        looks.with_button(effect.sentence, key, partial(trying.button, tried, key))

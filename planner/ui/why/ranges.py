"""Ranges: how free the plan is, nation by nation."""

from __future__ import annotations

from functools import partial

import streamlit as st

from planner.editing.background_explaining import ExplainedScenario
from planner.reports import explain_tables
from planner.studies.ranges.ranges import uniqueness
from planner.ui import styling
from planner.ui.page_words import escaped
from planner.ui.remembered import once
from planner.words.text_tables import Grid


def show(found: ExplainedScenario) -> None:
    """Draw the part Ranges."""
    ranges = found.explanation.ranges
    if not ranges:
        st.caption("How free the plan is was not looked at.")
        return
    st.write(escaped(uniqueness(ranges)))
    everybody = st.toggle("Also nations that could send neither more nor less", key="all ranges")
    make = partial(explain_tables.ranges, ranges, found.scenario, all_nations=everybody)
    table = once(found, ("ranges", everybody), make)
    if not len(table):
        st.caption("Also in plans that cost 5 % more, every nation sends the same.")
        return
    figures = [name for name in table.columns if name != "Nation"]
    styling.dressed(styling.table(Grid.of(table.columns, table.itertuples(index=False), figures)))
    st.caption(
        "Person-months over all phases: in the plan, and from the least to the most in plans that are as "
        "good, or cost a little more."
    )

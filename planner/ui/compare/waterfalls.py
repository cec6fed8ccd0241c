"""Which change caused how much: the waterfall of each scenario, or why there is none."""

from __future__ import annotations

import streamlit as st

from planner.reports.comparison import comparison_sentences
from planner.reports.comparison.comparison_sections import WHY, number
from planner.reports.comparison.comparison_sections import why as section_of
from planner.studies.comparison.comparison import Comparison
from planner.studies.comparison.sides import Side
from planner.ui import grids
from planner.ui.compare import drawn_charts
from planner.ui.compare.coming_out import parts
from planner.ui.page_words import escaped


def show(comparison: Comparison) -> None:
    """Show for each scenario which change caused how much."""
    st.subheader(WHY[1], anchor=False)
    for side in comparison.others:
        _side(comparison, side)


def _side(comparison: Comparison, side: Side) -> None:
    """Show the waterfall of one side with its parts folded away; where nothing was divided, why not."""
    place = number(comparison, side)
    if len(comparison.others) > 1:
        st.markdown(f"**{escaped(side.name)}**")
    how = comparison_sentences.method(comparison, side)
    if comparison.attributions[side.name].method == "none":
        st.info(escaped(" ".join(how)), icon=":material/info:")
        return
    drawn_charts.show(comparison, section_of(comparison, side))
    idle = comparison_sentences.idle(comparison, side)
    if idle:
        st.caption(escaped(idle))
    part = parts(comparison, only=True).get(section_of(comparison, side))
    if part is None:
        return
    folded = st.expander("All parts, and how they were worked out", key=f"parts {place}", on_change="rerun")
    if folded.open:
        with folded:
            for said in (*comparison_sentences.causes(comparison, side), *how):
                st.write(escaped(said))
            for grid in part.grids:
                grids.show(grid, part.id)

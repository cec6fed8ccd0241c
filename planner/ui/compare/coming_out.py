"""What differs coming out: figures side by side, what is filled more or less, who moves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from planner.reports.comparison.comparison_sections import sections
from planner.reports.sections import Section
from planner.studies.comparison.comparison import Comparison
from planner.ui import grids
from planner.ui.compare import drawn_charts
from planner.ui.page_words import escaped
from planner.ui.remembered import once
from planner.words.text_tables import Grid

SENT = ("nations", "costs", "components", "places", "contributions")
"""The sections that say who sends what."""


def show(comparison: Comparison, *, only: bool) -> None:
    """Show what came out on all sides."""
    found = parts(comparison, only=only)
    goals = found.get("goals")
    if goals is None:
        return
    st.subheader(goals.title, anchor=False)
    _figures(goals, only=only)
    drawn_charts.show(comparison, drawn_charts.FILL)
    for name in ("fill", "phases"):
        _folded(found.get(name))
    st.subheader("Who moves", anchor=False)
    if not any(found[name].grids for name in SENT if name in found):
        st.caption("Everybody sends the same.")
    drawn_charts.show(comparison, drawn_charts.PEOPLE)
    for name in SENT:
        _folded(found.get(name))


def parts(comparison: Comparison, *, only: bool) -> Mapping[str, Section]:
    """Return the sections of the comparison's report by their id; with all lines, or those that differ."""
    work = partial(sections, comparison, whole=not only)
    return once(comparison, ("sections", only), lambda: {part.id: part for part in work()})


def _figures(goals: Section, *, only: bool) -> None:
    """Show the key figures; those alone that differ, where only these are wanted and there are any."""
    for grid in goals.grids:
        rows = tuple(row for row in grid.rows if any(cell.beside for cell in row))
        if only and not rows:
            st.caption("Every figure comes out the same.")
        else:
            grids.show(Grid(grid.columns, grid.figures, rows if only else grid.rows), goals.id)
    st.caption(escaped(" ".join(goals.sentences)))


def _folded(part: Section | None) -> None:
    """Offer a section, which is drawn when it is opened."""
    if part is None or not part.grids:
        return
    folded = st.expander(escaped(part.title), key=f"section {part.id}", on_change="rerun")
    if not folded.open:
        return
    with folded:
        for place, grid in enumerate(part.grids):
            if place < len(part.sentences):
                st.caption(escaped(part.sentences[place]))
            grids.show(grid, f"{part.id} {place}")

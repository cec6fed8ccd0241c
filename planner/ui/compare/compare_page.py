"""The page Compare: what differs going in, what differs coming out, and which change caused how much."""

from __future__ import annotations

from functools import partial

import streamlit as st

from planner.reports.comparison import comparison_sentences
from planner.studies.comparison.comparison import Comparison
from planner.ui import chosen, screen, shell, styling
from planner.ui.compare import answer, choosing, coming_out, drawn_charts, going_in, taking_away, waterfalls
from planner.ui.page_words import escaped
from planner.ui.remembered import once


def draw() -> None:
    """Draw the page."""
    st.title("Compare", anchor=False)
    titles = chosen.versions()
    files = choosing.show(titles)
    if len(files) < 2:
        choosing.lead_on(files, titles)
        return
    usable = answer.in_order(files, titles, use="compared")
    found = answer.comparison(usable, chosen.COMPARE) if usable else None
    if found is not None:
        _shown(found, [one.file for one in usable])


def _shown(comparison: Comparison, files: list[str]) -> None:
    """Show a comparison of `files`, the baseline first; all is laid out before any of it is drawn."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{escaped(comparison_sentences.title(comparison))}**")
        only = choosing.differences_only()
    once(
        comparison,
        ("laid out", only, styling.look(), screen.room()),
        partial(_lay_out, comparison, only=only),
    )
    for said in once(comparison, "headline", partial(comparison_sentences.headline, comparison)):
        st.markdown(f"- {escaped(said)}")
    going_in.show(comparison, only=only)
    coming_out.show(comparison, only=only)
    waterfalls.show(comparison)
    taking_away.show(comparison, files)


def _lay_out(comparison: Comparison, *, only: bool) -> None:
    """Work out tables and charts before anything is shown, which takes a moment the first time."""
    with st.spinner("Laying out the comparison"):
        coming_out.parts(comparison, only=only)
        drawn_charts.prepare(comparison)


PAGE = shell.Page("Compare", "compare", ":material/compare_arrows:", draw)

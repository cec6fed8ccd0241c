"""The comparison as files, and the way to a report of it with sections left out."""

from __future__ import annotations

from functools import partial

import streamlit as st

from planner.studies.comparison.comparison import Comparison
from planner.ui import chosen
from planner.ui import take_away as to_take
from planner.ui.notices import guarded


def show(comparison: Comparison, files: list[str]) -> None:
    """Offer the files."""
    st.subheader("Take it away", anchor=False)
    to_take.offer("compare", partial(made, comparison))
    st.button(
        "Choose what the report has",
        key="to report",
        type="tertiary",
        icon=":material/arrow_forward:",
        on_click=guarded(_go),
        args=(files,),
    )


def made(comparison: Comparison, name: str) -> str | bytes:
    """Return a file of a comparison."""
    from planner.reports.comparison import compare_files

    return compare_files.made(comparison, name)


def _go(files: list[str]) -> None:
    chosen.REPORT.choose(files)
    st.session_state["go"] = "report"

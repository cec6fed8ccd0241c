"""The comparison as files, and the way to a report of it with sections left out."""

from __future__ import annotations

from functools import partial

import streamlit as st

from planner.studies.comparison.comparison import Comparison
from planner.ui import files


def show(comparison: Comparison) -> None:
    """Offer the files."""
    st.subheader("Take it away", anchor=False)
    files.offer("compare", partial(_made, comparison))


def _made(comparison: Comparison, name: str) -> str | bytes:
    from planner.reports.comparison.document import made

    return made(comparison, name)

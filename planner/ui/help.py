"""The page Help: method, words, keys, kinds of constraint, and the sources of the open scenario."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from planner.constraints import kinds
from planner.reports.cited import sources
from planner.ui import session, shell
from planner.version import __version__


def draw() -> None:
    """Draw the page."""
    st.title("Help", anchor=False)
    with st.container(width=860):
        st.markdown(files("planner.ui").joinpath("help.md").read_text(encoding="utf-8"))
        st.markdown("## Kinds of political constraint")
        for name, kind in kinds().items():
            with st.expander(f"**{name}**  {kind.says}"):
                st.code(kind.example, language="yaml")
        _sources()
        st.caption(f"Planner {__version__}")


def _sources() -> None:
    """List the sources of the scenario on the desk."""
    examined = session.examined()
    if examined is None or examined.scenario is None or not examined.scenario.sources:
        return
    st.markdown("## Sources of the open scenario")
    st.dataframe(
        sources(examined.scenario),
        hide_index=True,
        column_config={"Address": st.column_config.LinkColumn("Address")},
        alt="The sources of the open scenario",
    )


PAGE = shell.Page("Help", "help", ":material/help:", draw)

"""The page Help: method, words, keys, kinds of constraint, sources of the open scenario, documents."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from planner.constraints import kinds
from planner.reports.cited import sources
from planner.shipped.documents import Picture, shipped_documents
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
        _documents()
        st.caption(f"Planner {__version__}")


def _documents() -> None:
    """Offer the documents that ship, and show the one that is chosen."""
    st.markdown("## Documents")
    known = {one.title: one for one in shipped_documents()}
    chosen = st.selectbox(
        "Document", list(known), index=None, placeholder="Choose what to read", key="document"
    )
    if chosen is None:
        return
    for part in known[chosen].parts():
        if isinstance(part, Picture):
            st.image(part.file.read_text(encoding="utf-8"), width="stretch", caption=part.says)
        else:
            st.markdown(part)


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

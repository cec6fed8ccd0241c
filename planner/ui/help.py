"""The page Help: method, words, keys, kinds of constraint, sources of the open scenario, documents."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from planner.constraints import kinds
from planner.reports.cited import sources
from planner.shipped.documents import Picture, ShippedDocument, shipped_documents
from planner.ui import keyed_choice, session, shell
from planner.ui.page_words import escaped
from planner.version import __version__

_DOCUMENT = "document"
"""The key of the choice, and of what names it in the address."""
_WRITTEN = "document written"
"""Where a session keeps which document the page put into the address."""


def draw() -> None:
    """Draw the page: the document that the address names or somebody chose, else what helps at once."""
    st.title("Help", anchor=False)
    with st.container(width=860):
        known = {one.key: one for one in shipped_documents()}
        chosen = _chosen(known)
        if chosen is not None:
            _show(chosen, known)
            return
        st.markdown(files("planner.ui").joinpath("help.md").read_text(encoding="utf-8"))
        st.markdown("## Kinds of political constraint")
        for name, kind in kinds().items():
            with st.expander(f"**{name}**  {kind.says}"):
                st.code(kind.example, language="yaml")
        _sources()
        st.caption(f"Planner {__version__}")


def _chosen(known: Mapping[str, ShippedDocument]) -> ShippedDocument | None:
    """Offer the documents that ship, and return the one that is read; the address names it."""
    asked = st.query_params.get(_DOCUMENT)
    if asked != st.session_state.get(_WRITTEN):
        if asked is not None and asked not in known:
            st.warning(f"No document is called {escaped(asked)}: choose from the list.")
        keyed_choice.choose(_DOCUMENT, asked if asked in known else None)
    chosen = keyed_choice.draw(
        st.selectbox,
        "Document",
        _DOCUMENT,
        {key: one.title for key, one in known.items()},
        value=keyed_choice.chosen(_DOCUMENT),
        index=None,
        placeholder="Read one of the documents: the tutorial, how to write politics, the language ...",
    )
    st.session_state[_WRITTEN] = chosen
    if chosen is None:
        st.query_params.pop(_DOCUMENT, None)
        return None
    st.query_params[_DOCUMENT] = chosen
    return known[chosen]


def _show(document: ShippedDocument, known: Mapping[str, ShippedDocument]) -> None:
    """Show a document; its links lead to the documents that this page can show."""
    shown = {one.file.resolve(): key for key, one in known.items()}
    others = {name: value for name, value in st.query_params.items() if name != _DOCUMENT}

    def address(file: Path) -> str | None:
        return f"?{urlencode({**others, _DOCUMENT: shown[file]})}" if file in shown else None

    for part in document.parts(address):
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

"""The tab YAML: the text of the file itself, to read, to paste into, to mend."""

from __future__ import annotations

import streamlit as st

from planner.editing.carrying import bases
from planner.editing.desk import Desk
from planner.ui import session
from planner.ui.edit.slot import follow
from planner.ui.notices import guarded

AROUND = 4
"""Lines shown before and after a line that one was led to."""


def show(desk: Desk) -> None:
    """Draw the text."""
    text = desk.document.text
    extended = bases(text)
    if extended:
        st.caption(f"Only what differs from {', '.join(extended)} stands here; the rest is inherited.")
    _around(text)
    shown = follow("yaml", text)
    st.text_area("Text of the scenario file", shown, key="yaml", height=620, on_change=_typed)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("Ctrl+Enter takes up what you typed; so does leaving the field. Undo takes it back.")
        st.download_button(
            "Download", text, desk.name, "application/yaml", on_click="ignore", key="yaml download"
        )


def _around(text: str) -> None:
    """Show the lines around the one that a problem led to."""
    line = st.session_state.get("line")
    if not line:
        return
    lines = text.splitlines()
    first = max(line - AROUND, 1)
    shown = lines[first - 1 : line + AROUND]
    marked = [
        f"{'>' if first + number == line else ' '} {first + number:5d}  {one}"
        for number, one in enumerate(shown)
    ]
    st.code("\n".join(marked), language=None, wrap_lines=True)
    st.button(
        "Hide these lines",
        key="hide lines",
        type="tertiary",
        on_click=st.session_state.pop,
        args=("line", None),
    )


@guarded
def _typed() -> None:
    if (desk := session.desk()) is not None:
        desk.retype(str(st.session_state["yaml"]), "edited the text")
        st.session_state.pop("line", None)

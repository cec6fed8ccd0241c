"""Dialogs: one may be open at a time, and stays so until it is answered or dismissed, on whatever page."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Literal

import streamlit as st

Draw = Callable[[str], None]
DIALOGS: dict[str, Draw] = {}
"""Each dialog by its name; it is told what it is about, such as a file."""


def dialog(
    name: str, title: str, icon: str, *, width: Literal["small", "large"] = "small"
) -> Callable[[Draw], Draw]:
    """Have a function draw the dialog of a name."""

    def known(draw: Draw) -> Draw:
        @functools.wraps(draw)
        def drawn(about: str) -> None:
            if "dialog" not in st.session_state:
                st.rerun()  # a button of it has answered it: of its own accord only the dialog is drawn again
            draw(about)

        DIALOGS[name] = st.dialog(title, icon=icon, width=width, on_dismiss=done)(drawn)
        return draw

    return known


def ask(name: str, about: str = "") -> None:
    """Open a dialog."""
    st.session_state["dialog"] = (name, about)


def done() -> None:
    """Close the dialog that is open."""
    st.session_state.pop("dialog", None)


def show() -> None:
    """Draw the dialog that is open."""
    name, about = st.session_state.get("dialog", ("", ""))
    if name in DIALOGS:
        DIALOGS[name](about)

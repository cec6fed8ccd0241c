"""What a page prompts one to do next: solve, or ask again for what has grown old."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from planner.ui import shell
from planner.ui.notices import guarded
from planner.ui.shown_plan import Age


def choose_one() -> None:
    """Lead to the scenarios where none is open."""
    st.info("No scenario is open yet.")
    st.page_link(shell.link("scenarios"), label="Choose one", icon=":material/folder_open:")


def solve_it(act: Callable[..., object], *arguments: Any) -> None:
    """Offer to solve where there is no plan."""
    st.button(
        "Solve it",
        type="primary",
        key="solve here",
        icon=":material/play_arrow:",
        on_click=guarded(act),
        args=arguments,
    )


def grown_old(age: Age | None, what: str, hint: str, again: tuple[str, Callable[[], object]]) -> None:
    """Say that what is shown is older than the edits, and offer to make it anew; nothing where it is not."""
    if age is None or age.edits == 0:
        return
    label, act = again
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/history: **{age.of(what)}.** {hint}")
        st.button(label, key=label.lower(), on_click=guarded(act))

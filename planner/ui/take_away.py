"""Files to take away, each made when somebody wants it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from planner.editing.tables_to_take import WORKBOOK

KINDS: Mapping[str, tuple[str, str]] = {
    "html": ("Report (HTML)", "text/html"),
    "xlsx": ("Tables (Excel)", WORKBOOK),
    "md": ("Markdown", "text/markdown"),
    "json": ("Data (JSON)", "application/json"),
}
"""What files are called on the page, and what they are to a browser, by how their names end."""


def offer(stem: str, made: Callable[[str], str | bytes]) -> None:
    """Offer a file of every kind; `made` makes one of a name such as `plan.html`."""
    with st.container(horizontal=True):
        for ending, (label, mime) in KINDS.items():
            name = f"{stem}.{ending}"
            st.download_button(
                label,
                partial(made, name),
                name,
                mime,
                key=f"download {name}",
                icon=":material/download:",
                on_click="ignore",
            )

"""The way from a what-if to the comparison with the scenario that it came from."""

from __future__ import annotations

import streamlit as st

from planner.editing.desk import Desk
from planner.editing.standing import addresses, origin
from planner.ui import chosen, shell, shelves


def link(desk: Desk) -> None:
    """Draw the link; nothing where the scenario extends none of the library."""
    known = list(chosen.titles())
    base = origin(desk.file, known)
    names = addresses(known, shelves.home())
    if base is None or desk.file not in names:
        return
    one, other = chosen.COMPARE.keys
    st.page_link(
        shell.link("compare"),
        label="Compare with what it came from",
        icon=":material/compare_arrows:",
        query_params={one: names[base], other: names[desk.file]},
    )

"""The dialog that shows a plan as it was saved, with the reports that were saved with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from planner.files import read_bytes
from planner.plan.plan_file import read_plan
from planner.problems import InvalidInput
from planner.reports.saved_plan import at_a_glance
from planner.scenario.layers import is_within
from planner.ui import grids, said_problems, session, shelves
from planner.ui.open_dialog import dialog
from planner.ui.page_words import escaped
from planner.ui.take_away import KINDS

LARGEST_REPORT = 50 * 1024 * 1024


@dialog("saved plan", "A saved plan", ":material/fact_check:", width="large")
def _saved_plan(file: str) -> None:
    """Show a plan's file, in the names of the scenario on the desk; refuses what is outside the library."""
    if not is_within(file, shelves.folders(), (".json",)):
        st.error("It is no file of the folder that is served here.", icon=":material/error:")
        return
    try:
        saved = read_plan(file)
    except InvalidInput as refused:
        st.error("The plan cannot be read.", icon=":material/error:")
        said_problems.show(refused.problems)
        return
    examined = session.examined()
    found = at_a_glance(saved, examined.scenario if examined is not None else None)
    st.markdown(f"**{escaped(found.title)}** · {escaped(Path(file).name)}")
    for said in found.said:
        st.markdown(escaped(said))
    _reports(Path(file))
    for title, grid in (("What is filled", found.filled), ("Who sends what", found.sent)):
        if grid.rows:
            st.markdown(f"**{title}**")
            grids.show(grid, f"saved plan {title}")


def _reports(plan: Path) -> None:
    """Offer the plan's file and the reports of its name beside it."""
    with st.container(horizontal=True):
        for ending, (label, mime) in KINDS.items():
            file = plan.with_suffix(f".{ending}")
            if file.is_file() and is_within(str(file), shelves.folders(), (f".{ending}",)):
                st.download_button(
                    label,
                    partial(read_bytes, str(file), LARGEST_REPORT),
                    file.name,
                    mime,
                    key=f"saved {ending}",
                    icon=":material/download:",
                    on_click="ignore",
                )

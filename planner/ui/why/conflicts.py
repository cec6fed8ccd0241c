"""Why there is no plan: the rules that cannot all hold, and the smallest ways out."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import escape

from planner.editing.background_explaining import ExplainedScenario
from planner.reports.explain_words import ONLY_ROUNDING, PRICED, conflict_title
from planner.ui import styling
from planner.ui.remembered import once
from planner.ui.why import concessions


def show(found: ExplainedScenario) -> None:
    """Draw the part Conflicts."""
    conflicts = found.explanation.conflicts
    if not conflicts.found:
        in_time = "No conflict was found in the time there was."
        st.caption(ONLY_ROUNDING if conflicts.only_rounding else in_time)
        return
    st.caption("Take any one rule out of a conflict, and the others of it can hold together.")
    styling.dressed("".join(once(found, "conflicts", partial(_all, found))))


def _all(found: ExplainedScenario) -> list[str]:
    return [
        f'<div class="finding"><div class="head"><b>{escape(conflict_title(number, conflict))}</b></div>'
        "<ul>" + "".join(f"<li>{escape(said)}</li>" for said in conflict.said) + "</ul></div>"
        for number, conflict in enumerate(found.explanation.conflicts.found, 1)
    ]


def ways_out(found: ExplainedScenario) -> None:
    """Draw the part Ways out."""
    relaxations = found.explanation.relaxations
    if not relaxations:
        st.caption("Nothing that is negotiable would make a plan possible: only red lines stand in the way.")
        return
    st.caption(f"A price, and how many would be asked. {PRICED}")
    concessions.answers(relaxations)

"""The page Compare: what differs going in, what differs coming out, and which change caused how much."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from planner.editing.comparing import Lineup
from planner.editing.standing import UNSAVED, Standing
from planner.reports.comparison import sentences
from planner.studies.comparison.comparison import Comparison
from planner.ui import chosen, shell
from planner.ui.compare import choosing, coming_out, going_in, taking_away, why
from planner.ui.session import guarded
from planner.ui.words import escaped

ASKED = "compare asked"


def draw() -> None:
    """Draw the page."""
    st.title("Compare", anchor=False)
    titles = chosen.titles()
    files = choosing.show(titles)
    if len(files) < 2:
        choosing.lead_on(files, titles)
        return
    found = [chosen.standing(file, titles[file]) for file in files]
    if any(one.examined is None for one in found):
        st.caption(":material/hourglass_empty: Reading the scenarios")
        st.fragment(_wait, run_every=0.4)(files, titles)
        return
    for one in found:
        _said(one)
    usable = [one for one in found if one.scenario is not None]
    if found[0].scenario is None or len(usable) < 2:
        _stuck(found[0])
        return
    _compare(usable)


def _wait(files: Sequence[str], titles: dict[str, str]) -> None:
    """Draw the page again when every scenario has been read."""
    if all(chosen.standing(file, titles[file]).examined is not None for file in files):
        st.rerun()


def _said(one: Standing) -> None:
    """Say what is particular about a scenario: that it cannot be compared, or is not as it is on disk."""
    if one.trouble:
        st.warning(escaped(one.trouble), icon=":material/error:")
    elif one.edited:
        st.caption(f":material/edit: {escaped(one.title)} is compared {UNSAVED}.")


def _stuck(baseline: Standing) -> None:
    if baseline.scenario is None:
        st.info("Without a baseline that is in order nothing can be compared. Mend it, or choose another.")
    else:
        st.info("There is nothing left to hold against the baseline. Mend the others, or choose another.")
    st.page_link(shell.link("edit"), label="Go to the page Edit", icon=":material/edit_note:")


def _compare(usable: Sequence[Standing]) -> None:
    """Show the comparison, or how far it is, or offer to begin it."""
    asked = chosen.lineup(usable)
    comparison = chosen.compared(asked)
    if comparison is None and choosing.SELECTION.came_by_link():
        _start(asked, usable)
        comparison = chosen.compared(asked)
    if comparison is not None:
        st.session_state[ASKED] = asked
        _shown(comparison)
        return
    job = chosen.job(asked)
    if job is not None and job.running:
        chosen.progress(job, "cancel comparing")
        return
    if job is not None and job.state == "failed":
        st.error(escaped(job.trouble), icon=":material/error:")
    elif job is not None and job.state == "cancelled":
        st.caption("Comparing was cancelled.")
    _offer(asked, usable)


def _offer(asked: Lineup, usable: Sequence[Standing]) -> None:
    """Offer to compare; what was compared before of the same scenarios is shown meanwhile."""
    before: Lineup | None = st.session_state.get(ASKED)
    old = chosen.compared(before) if before is not None and before.files == asked.files else None
    with st.container(border=old is not None, horizontal=True, vertical_alignment="center"):
        if old is not None:
            st.markdown(
                ":material/history: **Something changed since.** What follows is from before: scenarios were "
                "edited, or offers are counted otherwise."
            )
        st.button(
            "Compare again" if old is not None else "Compare",
            key="compare",
            type="primary",
            icon=":material/compare_arrows:",
            on_click=guarded(_start),
            args=(asked, usable),
        )
    if old is not None:
        _shown(old)


def _start(asked: Lineup, usable: Sequence[Standing]) -> None:
    job = chosen.compare(asked, [one.scenario for one in usable if one.scenario is not None])
    job.ended.wait(0.4)


def _shown(comparison: Comparison) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{escaped(sentences.title(comparison))}**")
        only = choosing.differences_only()
    for said in sentences.headline(comparison):
        st.markdown(f"- {escaped(said)}")
    going_in.show(comparison, only=only)
    coming_out.show(comparison, only=only)
    why.show(comparison)
    taking_away.show(comparison)


PAGE = shell.Page("Compare", "compare", ":material/compare_arrows:", draw)

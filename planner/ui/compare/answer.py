"""From scenarios that were chosen to their comparison: read, compared in the background, or said why not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from planner.editing.background_comparing import Lineup
from planner.editing.standing import UNSAVED, Standing
from planner.studies.comparison.comparison import Comparison
from planner.ui import at_work, chosen, notices, session
from planner.ui.chosen import ChosenScenarios
from planner.ui.notices import guarded
from planner.ui.page_words import escaped


def in_order(files: Sequence[str], titles: dict[str, str], *, use: str) -> list[Standing]:
    """Return the chosen scenarios that can be used; say of the others why not. Nothing where none can yet."""
    found = [chosen.standing(file, titles[file]) for file in files]
    if any(one.examined is None for one in found):
        st.caption(":material/hourglass_empty: Reading the scenarios")
        st.fragment(_wait, run_every=0.4)(files, titles)
        return []
    for one in found:
        if one.trouble:
            _to_mend(one)
        elif one.edited:
            st.caption(f":material/edit: {escaped(one.title)} is {use} {UNSAVED}.")
    usable = [one for one in found if one.scenario is not None]
    if len(found) > 1 and (found[0].scenario is None or len(usable) < 2):
        _stuck(found[0])
        return []
    return usable


def _wait(files: Sequence[str], titles: dict[str, str]) -> None:
    """Draw the page again when every scenario has been read."""
    if all(chosen.standing(file, titles[file]).examined is not None for file in files):
        notices.redraw()


def _to_mend(one: Standing) -> None:
    """Say what is wrong with a scenario, with the way to mend it."""
    st.warning(escaped(one.trouble), icon=":material/error:")
    st.button(
        f"Go to its problems ({escaped(Path(one.file).name)})",
        key=f"mend {one.file}",
        type="tertiary",
        icon=":material/arrow_forward:",
        on_click=guarded(_mend),
        args=(one.file,),
    )


def _mend(file: str) -> None:
    session.choose(file)
    st.session_state["go"] = "edit"


def _stuck(baseline: Standing) -> None:
    if baseline.scenario is None:
        st.info("Without a baseline that is in order nothing can be compared. Mend it, or choose another.")
    else:
        st.info("There is nothing left to hold against the baseline. Mend the others, or choose another.")


def comparison(usable: Sequence[Standing], selection: ChosenScenarios) -> Comparison | None:
    """Return the comparison of scenarios; None while there is none, with progress or the offer to begin."""
    asked = chosen.lineup(usable)
    found = chosen.compared(asked)
    if found is None and selection.came_by_link():
        _start(asked, usable)
        found = chosen.compared(asked)
    if found is not None:
        selection.remember(asked)
        return found
    job = chosen.job(asked)
    if job is not None and job.running:
        at_work.progress(job, "cancel comparing")
        return None
    at_work.trouble(job, "Comparing was cancelled.")
    return _offer(asked, usable, selection.asked)


def _offer(asked: Lineup, usable: Sequence[Standing], before: Lineup | None) -> Comparison | None:
    """Offer to compare; return what was compared before of the same scenarios."""
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
    return old


def _start(asked: Lineup, usable: Sequence[Standing]) -> None:
    job = chosen.compare(asked, [one.scenario for one in usable if one.scenario is not None])
    job.give_a_moment()

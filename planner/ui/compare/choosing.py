"""Which scenarios are held against which, and the switch for differences only."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from planner.editing.background_comparing import MOST_OTHERS
from planner.editing.standing import related
from planner.ui import keyed_choice, session
from planner.ui.chosen import COMPARE
from planner.ui.notices import guarded
from planner.ui.page_words import escaped

BASELINE, OTHERS, ONLY = "compare baseline", "compare others", "differences only"


def show(titles: dict[str, str]) -> list[str]:
    """Draw the choice; return the files that are chosen, the baseline first."""
    if COMPARE.is_first_visit and (file := session.chosen_file()) in titles:
        COMPARE.choose([file])
    files = COMPARE.files(list(titles))
    one, two = st.columns([2, 3])
    keyed_choice.draw(
        one.selectbox,
        "Baseline",
        BASELINE,
        titles,
        value=files[0] if files else None,
        index=None,
        placeholder="Choose a scenario",
        on_change=_chosen,
    )
    keyed_choice.draw(
        two.multiselect,
        "Held against it",
        OTHERS,
        {file: title for file, title in titles.items() if file not in files[:1]},
        value=files[1:],
        max_selections=MOST_OTHERS,
        placeholder=f"Choose up to {MOST_OTHERS} others",
        on_change=_chosen,
        wrap=True,
    )
    return files


@guarded
def _chosen() -> None:
    baseline = keyed_choice.chosen(BASELINE)
    others = [file for file in keyed_choice.chosen(OTHERS) if file != baseline]
    COMPARE.choose([baseline, *others] if baseline else [])


def differences_only() -> bool:
    """Draw the switch; say whether only what differs is to be shown."""
    return st.toggle(
        "Differences only",
        value=True,
        key=ONLY,
        persist_state="session",
        help="Off: also what comes out the same, and what is different in words only.",
    )


def lead_on(files: list[str], titles: dict[str, str]) -> None:
    """Lead to a comparison where fewer than two scenarios are chosen."""
    if len(titles) < 2:
        st.info(
            "There is only one scenario. Duplicate it on the page Scenarios, change the copy, and compare."
        )
        return
    if not files:
        st.info("Choose a baseline: the scenario that others are held against.")
        return
    st.info("Choose what to hold against it. You will see what differs going in, what comes of it, and why.")
    near = [file for file in related(files[0]) if file in titles][:MOST_OTHERS]
    if near:
        st.markdown("**Scenarios that stand on the same file**")
    for file in near:
        label = f"{escaped(titles[file])}"
        st.button(
            label,
            key=f"with {Path(file).name}",
            icon=":material/compare_arrows:",
            on_click=COMPARE.choose,
            args=([files[0], file],),
        )

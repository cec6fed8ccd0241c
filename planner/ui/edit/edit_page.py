"""The page Edit: a tab for each part of the scenario, and beside it what is wrong and what is missing."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from planner.editing.desk import Desk
from planner.scenario.reading import Examined
from planner.ui import prompts, scenarios_page, screen, session, shell, styling
from planner.ui.dialogs import difference, keep_mine
from planner.ui.edit import after_solving, general, panel, tabs, ways, yaml_tab
from planner.ui.notices import guarded
from planner.ui.open_dialog import ask
from planner.ui.page_words import counted, escaped

DRAWN = {
    ways.OFFERS: tabs.offers,
    ways.REQUIREMENTS: tabs.requirements,
    ways.POLITICS: tabs.politics,
    ways.TIME: tabs.time,
    ways.NATIONS: tabs.nations,
    ways.PLACES: tabs.places,
    ways.GENERAL: general.show,
    ways.YAML: yaml_tab.show,
}


def draw() -> None:
    """Draw the page."""
    desk = session.desk()
    if desk is None:
        st.title("Edit", anchor=False)
        prompts.choose_one()
        return
    _read_only(desk)
    st.title(escaped(desk.title), anchor=False)
    above = st.container()
    chosen = _tab()
    main, side = st.columns([3, 1], gap="medium")
    # What comes and goes stands beside: above, it would move the grid under the pointer.
    with above if screen.is_narrow() else side:
        after_solving.show(desk)
        _changed_on_disk(desk)
        _drafts(desk)
    with main:
        _tab_of(chosen, desk)
    with side:
        examined = panel.show(desk)
    with above:
        _count(examined)


def _count(examined: Examined | None) -> None:
    """Say at the top how many problems there are: on a narrow screen they are listed far below."""
    if examined is None:
        st.badge("Checking", icon=":material/hourglass_empty:", color="gray")
    elif examined.problems:
        st.badge(counted(len(examined.problems), "problem"), icon=":material/error:", color="red")
    else:
        st.badge("In order", icon=":material/check:", color="green")


def _tab() -> str:
    """Draw the choice of a tab and return it, one of `ways.TABS`: the offers where none was chosen yet."""
    if st.session_state.get(ways.TAB) not in ways.TABS:
        st.session_state[ways.TAB] = ways.OFFERS
    st.segmented_control(
        "Part of the scenario",
        ways.TABS,
        key=ways.TAB,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return str(st.session_state[ways.TAB])


def _tab_of(chosen: str, desk: Desk) -> None:
    if desk.document.data is None and chosen != ways.YAML:
        st.warning(f"{_unreadable(desk)}, so this tab has nothing to show.")
        st.button("Go to YAML", on_click=ways.go, args=("", 0, desk.file))
        return
    DRAWN[chosen](desk)


def _unreadable(desk: Desk) -> str:
    """Say whose text cannot be read: the scenario's own, or that of a file below it."""
    known = desk.latest()
    others = sorted({Path(one.file).name for one in known.problems if one.file != desk.file} if known else ())
    if others:
        return f"What it extends cannot be read ({escaped(', '.join(others))})"
    if known is not None and any(one.path == "extends" for one in known.problems):
        return "What it extends cannot be found: name another under YAML, or undo"
    return "The text cannot be read as it is: mend it under YAML, or undo"


def _changed_on_disk(desk: Desk) -> None:
    """Say that somebody else changed the file, before anything is saved over it."""
    if not desk.changed_on_disk():
        return
    if desk.on_disk() is None:
        st.warning(
            "The file is gone from disk. What you have here is kept; save it under another name.",
            icon=":material/warning:",
        )
        return
    if not desk.unsaved:
        with st.container(border=True):
            st.markdown(":material/sync: **The file has changed on disk.** You have no unsaved edits.")
            st.button("Read it again", key="reread", type="primary", on_click=guarded(desk.take_theirs))
        return
    with st.container(border=True):
        st.markdown(
            ":material/warning: **Somebody else changed the file on disk**, and you have unsaved edits."
        )
        theirs = desk.on_disk()
        with st.container(horizontal=True):
            help_text, seen = "Save my text over theirs", (desk, theirs)
            st.button("Keep mine", key="disk_mine", on_click=keep_mine, args=seen, help=help_text)
            st.button(
                "Take theirs", key="disk_theirs", on_click=guarded(desk.take_theirs), help="Can be undone"
            )
        with st.expander("See the difference"):
            difference(theirs or "", desk.document.text, "on disk", "mine")


def _drafts(desk: Desk) -> None:
    """Offer what was typed into this scenario before a reload or a crash."""
    kept = [draft for draft in desk.drafts.of(desk.name) if session.is_left_behind(draft)]
    for draft in styling.first_of(kept, 1, "kept draft", f"drafts of {desk.file}"):
        with st.container(border=True, key=f"draft {draft.session}"):
            said = escaped(scenarios_page.said_of(draft))
            st.markdown(f":material/history: **What you typed before is kept.** {said}")
            with st.container(horizontal=True):
                args = (desk.file, draft)
                st.button(
                    "Restore",
                    key=f"restore {draft.session}",
                    type="primary",
                    on_click=scenarios_page.restore,
                    args=args,
                )
                drop = (draft.scenario, draft.session)
                st.button(
                    "Throw away", key=f"drop {draft.session}", on_click=guarded(desk.drafts.drop), args=drop
                )
            with st.expander("See what differs"):
                difference(desk.document.text, draft.text, "here", "draft")


def _read_only(desk: Desk) -> None:
    if not desk.writable:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(
                ":material/lock: This scenario is read-only. You can try anything; to keep it, save a copy."
            )
            if st.button("Save a copy", key="copy"):
                ask("save as")


PAGE = shell.Page("Edit", "edit", ":material/edit_note:", draw)

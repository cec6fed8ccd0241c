"""The page Scenarios: the library, and what can be done with a scenario as a whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from planner.editing import library, tables_to_take
from planner.editing.background_solving import Asked
from planner.editing.drafts import Draft, DraftFolder
from planner.editing.library import Listed
from planner.ui import notices, said_problems, services, session, shell, shelves, styling
from planner.ui.dialogs import difference
from planner.ui.notices import guarded
from planner.ui.open_dialog import ask
from planner.ui.page_words import ago, counted, escaped
from planner.ui.shelves import Shelf
from planner.words.figures import share

A_PAGE = 40
"""Scenarios that are listed before one has to search."""
DRAFTS = 3
"""Drafts that are offered before the others are asked for."""
PATIENCE = 0.02


def draw() -> None:
    """Draw the page."""
    st.title("Scenarios", anchor=False)
    found = shelves.shelves()
    _first_steps()
    _drafts(found)
    _actions()
    _library(found)
    if not _all_known(found):
        st.fragment(_wait, run_every=1.0)(found)


def _first_steps() -> None:
    """Show three steps to somebody who has not opened anything yet."""
    if session.chosen_file() or st.session_state.get("steps_seen"):
        return
    steps = (
        (
            "Open",
            "Choose a scenario below, or begin a new one. Its overview says what it asks; nothing you try "
            "changes a file until you save.",
        ),
        ("Change", "On the page Edit, type what a nation offers. Problems show beside as you type."),
        ("Solve", "The page Plan says who sends what, what stays short, and where."),
    )
    for number, (column, (name, said)) in enumerate(zip(st.columns(3), steps, strict=True), start=1):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{number}  {name}**")
            st.caption(said)


def _drafts(shelves: list[Shelf]) -> None:
    """Offer drafts that no open tab is at work on: the newest, and the others on demand."""
    folders = [(shelf, DraftFolder.beside(shelf.folder)) for shelf in shelves]
    kept = [
        (shelf, folder, draft)
        for shelf, folder in folders
        for draft in folder.all()
        if session.is_left_behind(draft)
    ]
    kept.sort(key=lambda one: -one[2].saved_at)
    for one in styling.first_of(kept, DRAFTS, "kept draft", "all kept drafts"):
        _draft(*one)


def _draft(shelf: Shelf, folder: DraftFolder, draft: Draft) -> None:
    """Offer to restore a draft, as a new file where its own is gone, or to drop it; show what differs."""
    file = shelf.folder / draft.scenario
    with st.container(border=True):
        st.markdown(f":material/history: **{escaped(said_of(draft))}**")
        with st.container(horizontal=True):
            key = f"{file} {draft.session}"
            if file.exists():
                st.button(
                    "Restore", key=f"restore {key}", type="primary", on_click=restore, args=(str(file), draft)
                )
            else:
                args = (shelf.folder, draft)
                st.button("Restore as a new file", key=f"rescue {key}", on_click=_rescue, args=args)
            drop = (draft.scenario, draft.session)
            st.button("Throw away", key=f"drop {key}", on_click=guarded(folder.drop), args=drop)
        with st.expander("See what differs from the file"):
            difference(library.text_or_nothing(str(file)), draft.text, "file", "draft")


def said_of(draft: Draft) -> str:
    """Say what a draft is."""
    edits = counted(draft.edits, "unsaved edit")
    last = f", the last: {draft.changes[-1]}" if draft.changes else ""
    return f"{draft.scenario}: {edits} from {ago(draft.saved_at)}{last}"


@guarded
def restore(file: str, draft: Draft) -> None:
    """Open a scenario and take up its draft."""
    session.choose(file)
    desk = session.desk()
    if desk is not None:
        desk.take_draft(draft)
        notices.notice("success", f"The draft of {draft.scenario} is back. Undo takes it away again.")


@guarded
def _rescue(folder: Path, draft: Draft) -> None:
    file = library.import_text(folder, draft.scenario, draft.text.encode())
    DraftFolder.beside(folder).drop(draft.scenario, draft.session)
    session.choose(file)


def _actions() -> None:
    """Draw New and Import, where some folder can be written to, and the search, kept under `search`."""
    target = shelves.target()
    with st.container(horizontal=True, vertical_alignment="center"):
        if target is not None:
            new = ("new", str(target))
            st.button("New scenario", icon=":material/add:", key="new", on_click=ask, args=new)
            st.button("Import", icon=":material/upload:", key="import", on_click=ask, args=("import", new[1]))
        st.text_input(
            "Search",
            key="search",
            type="search",
            placeholder="Search",
            label_visibility="collapsed",
            width=260,
            live=True,
        )


def _wait(shelves: list[Shelf]) -> None:
    """Draw the page again when every scenario has been read."""
    if _all_known(shelves):
        notices.redraw()


def _library(shelves: list[Shelf]) -> None:
    """List the scenarios; what is in them comes as it is read."""
    for place, shelf in enumerate(shelves):
        found = [one for one in library.listed(shelf.folder) if _is_sought(one)]
        if len(shelves) > 1:
            st.subheader(escaped(shelf.title), anchor=False)
        st.caption(
            escaped(str(shelf.folder))
            + ("" if shelf.writable else " · read-only: duplicate a scenario to edit it")
        )
        if not found:
            st.info(_why_empty())
        for one in found[:A_PAGE]:
            _row(one, f"{one.name}" if not place else f"{one.name} {place}")
        if len(found) > A_PAGE:
            st.caption(f"{len(found) - A_PAGE} more; search to find them.")


def _is_sought(one: Listed) -> bool:
    words = str(st.session_state.get("search") or "").casefold().split()
    return all(word in f"{one.title} {one.name}".casefold() for word in words)


def _why_empty() -> str:
    if st.session_state.get("search"):
        return "No scenario fits the search."
    return "There is no scenario here yet. Begin a new one, import one, or duplicate one that ships."


def _all_known(shelves: list[Shelf]) -> bool:
    return all(
        services.examiner().of(library.text_or_nothing(one.file), one.file, PATIENCE / 10) is not None
        for shelf in shelves
        for one in library.listed(shelf.folder)[:A_PAGE]
    )


def _row(one: Listed, key: str) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"row {key}"):
        with st.container(gap=None, width="stretch"):
            mark = " · open" if session.chosen_file() == one.file else ""
            st.markdown(f"**{escaped(one.title)}**")
            st.caption(f"{escaped(one.name)} · changed {ago(one.changed)}{mark}")
        _status(one)
        st.button("Open", key=f"open {key}", on_click=_open, args=(one.file,))
        _menu(one, key)


def _status(one: Listed) -> None:
    """Show whether a scenario is in order, and the fill of its plan if it was solved."""
    examined = services.examiner().of(library.text_or_nothing(one.file), one.file, PATIENCE)
    if examined is None:
        st.badge("Reading", color="gray")
        return
    if examined.scenario is None:
        count = len(examined.problems)
        st.badge(counted(count, "problem"), icon=":material/error:", color="red")
        return
    plan = services.solving().answer(Asked.of(examined.scenario, session.question()))
    if plan is None:
        st.badge("Not solved yet", color="gray")
    elif plan.found:
        st.badge(f"{share(plan.totals['fill'])} filled", icon=":material/check:", color="primary")
    else:
        st.badge("No plan", icon=":material/block:", color="orange")


@guarded
def _open(file: str) -> None:
    session.choose(file)
    st.session_state["go"] = "overview"


def _menu(one: Listed, key: str) -> None:
    """Offer to duplicate, to delete what may be written, and files to take away; made only while open."""
    icon = ":material/more_vert:"
    more = st.popover("More", icon=icon, key=f"more {key}", type="tertiary", on_change="rerun")
    if not more.open:
        return
    with more:
        for wish in ("Duplicate", *(["Delete"] if one.writable else [])):
            args = (wish.lower(), one.file)
            st.button(wish, key=f"{wish} {key}", width="stretch", on_click=ask, args=args)
        text = partial(library.text_or_nothing, one.file)
        _download("Download", key, text, one.name, "application/yaml")
        _tables(one, key)


def _download(label: str, key: str, made: Callable[[], str | bytes], name: str, mime: str) -> None:
    """Offer a file, which is made when somebody wants it; `key` tells a scenario from others of its name."""
    st.download_button(label, made, name, mime, key=f"{label} {key}", on_click="ignore", width="stretch")


def _tables(one: Listed, key: str) -> None:
    """Offer a scenario that is in order as tables."""
    scenario = services.examiner().now(library.text_or_nothing(one.file), one.file).scenario
    if scenario is not None:
        taken = tables_to_take.of(scenario)
        if taken.refused:
            st.caption("There are no tables for Excel:")
            said_problems.show(taken.refused)
        name = f"{Path(one.name).stem}{taken.ending}"
        _download(f"Download tables ({taken.program})", key, taken.made, name, taken.kind)


PAGE = shell.Page("Scenarios", "scenarios", ":material/folder_open:", draw)

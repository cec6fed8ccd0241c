"""Try it: a button that makes a what-if scenario of what an explanation speaks of, and its dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from planner.editing import what_if
from planner.editing.desk import Desk
from planner.editing.edits import ValueChange
from planner.editing.what_if import Number, WhatIf
from planner.ui import notices, session, shelves, shown_plan, styling
from planner.ui.notices import guarded
from planner.ui.open_dialog import ask, dialog, done
from planner.ui.page_words import NO_DESK, counted, escaped
from planner.ui.why import asked_why

MOST = 6
"""Changes that are said before one asks for the rest."""
Make = Callable[[Desk, Path, str, Sequence[ValueChange]], Path]


def button(tried: WhatIf | None, key: str) -> None:
    """Draw a button that opens the dialog; nothing where there is nothing to try."""
    if tried is not None:
        st.button("Try it", key=f"try {key}", icon=":material/science:", on_click=_open, args=(tried,))


@guarded
def _open(tried: WhatIf) -> None:
    st.session_state["tried"] = tried
    ask("try it")


@dialog("try it", "Try it", ":material/science:")
def _try(_: str) -> None:
    """Ask for title and numbers of the what-if kept under `tried`; an error where that cannot be."""
    tried: WhatIf | None = st.session_state.get("tried")
    desk, folder = session.desk(), shelves.target()
    if desk is None or tried is None or folder is None:
        st.error(_why_not(desk, tried))
        return
    styling.points(tried.said, most=MOST)
    values = [_number(place, number) for place, number in enumerate(tried.numbers)]
    title = st.text_input(
        "Title of the what-if", value=f"{desk.title}: {tried.title}", key="try_title"
    ).strip()
    changes = tried.chosen(values)
    st.caption(
        f"A new scenario that extends {escaped(desk.name)} and changes just this. It opens and is solved; "
        f"{escaped(desk.name)} stays as it is. You can delete the new one on the page Scenarios."
    )
    _stale()
    _answers(desk, folder, title, changes)


def _why_not(desk: Desk | None, tried: WhatIf | None) -> str:
    if desk is None:
        return NO_DESK
    if tried is None:
        return "There is nothing to try any more. Choose it again."
    return "There is no folder that a scenario could be written to."


def _number(place: int, number: Number) -> float:
    step = 1.0 if max(number.was, number.usual) >= 2 else 0.1
    usual = float(number.usual)
    tried = st.number_input(
        escaped(number.label), min_value=0.0, value=usual, step=step, format="%g", key=f"try_number {place}"
    )
    return float(tried)


def _stale() -> None:
    age = asked_why.age()
    if age is not None and age.edits != 0:
        st.caption(f"{age.of('The answer')}; the change is made to the scenario as it stands now.")


def _answers(desk: Desk, folder: Path, title: str, changes: Sequence[ValueChange]) -> None:
    """Draw what ends the dialog: with unsaved edits one chooses whether they are saved or copied."""
    wanted = (title, changes)
    ready = bool(title) and bool(changes)
    if not desk.unsaved:
        _answer("Try it", "try_go", ready, lambda: _make(desk, folder, wanted, what_if.made))
        return
    edits = len(desk.unsaved_edits)
    unsaved = counted(edits, "unsaved edit") if edits else "text that is not saved"
    st.info(f"{escaped(desk.name)} has {unsaved}, and a what-if builds on what is saved.")
    with st.container(horizontal=True):
        if desk.writable:
            _answer("Save and try it", "try_save", ready, lambda: _save_first(desk, folder, wanted))
        _answer("Try it on a copy", "try_copy", ready, lambda: _make(desk, folder, wanted, what_if.copied))
    st.caption("A copy takes along everything as it is on the desk; what is not saved stays so.")


def _answer(label: str, key: str, ready: bool, make: Callable[[], None]) -> None:
    second = key == "try_copy"
    if st.button(label, key=key, type="secondary" if second else "primary", disabled=not ready):
        make()
        st.rerun()


@guarded
def _save_first(desk: Desk, folder: Path, wanted: tuple[str, Sequence[ValueChange]]) -> None:
    if desk.save():
        _make(desk, folder, wanted, what_if.made)
    else:
        ask("conflict")


@guarded
def _make(desk: Desk, folder: Path, wanted: tuple[str, Sequence[ValueChange]], make: Make) -> None:
    """Write the what-if, open it, solve it, and go to its plan."""
    file, before = make(desk, folder, *wanted), desk.name
    session.choose(file)
    shown_plan.solve()
    notices.notice("success", f"{file.name} is open: a what-if of {before}, which stays as it was.")
    st.session_state["go"] = "plan"
    done()

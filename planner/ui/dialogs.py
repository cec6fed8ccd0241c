"""Dialogs that may open on any page: save under another name, and a file that somebody else changed."""

from __future__ import annotations

import difflib
from pathlib import Path

import streamlit as st

from planner.editing import library
from planner.editing.desk import Desk
from planner.ui import notices, said_problems, session, shelves
from planner.ui.open_dialog import ask, dialog, done
from planner.ui.page_words import NO_DESK, counted, escaped

LONGEST_DIFFERENCE = 400
"""Lines of a difference that are shown."""


@dialog("save as", "Save under another name", ":material/save_as:")
def _save_as(_: str) -> None:
    """Ask for a file's name in the folder for new scenarios; an error where none can be, or none is open."""
    desk, folder = session.desk(), shelves.target()
    if desk is None:
        st.error(NO_DESK)
        return
    if folder is None:
        st.error("There is no folder that it could be written to.")
        return
    name = st.text_input("Name of the new file", value=Path(desk.file).stem + "-copy", key="save_as_name")
    place = escaped(said_problems.placed(str(folder)))
    st.caption(f"It is written to {place}. The title stays as it is; change it under Edit, General.")
    if st.button("Save", type="primary", key="save_as_go", disabled=not name.strip()):
        _carry_out(desk, folder, name)
        st.rerun()


@notices.guarded
def _carry_out(desk: Desk, folder: Path, name: str) -> None:
    old, wanted = desk.file, f"{library.fit_name(name)}.yaml"
    desk.save_near(folder, name)
    desks = st.session_state["desks"]
    desks[desk.file] = desks.pop(old)
    session.choose(desk.file)
    taken = f": there is a {wanted} already, and it stays as it is" if desk.name != wanted else ""
    notices.notice("success", f"Saved as {desk.name}{taken}.")
    done()


@dialog("conflict", "Somebody else changed this file", ":material/warning:", width="large")
def _conflict(_: str) -> None:
    """Offer to keep one's own text, take the file's, which may be gone, or keep both; shows what differs."""
    desk = session.desk()
    if desk is None:
        st.error(NO_DESK)
        return
    theirs = desk.on_disk()
    st.write(
        "The file is another on disk than when you opened it: another tab, another person or a text editor "
        "wrote to it. Nothing has been overwritten."
        if theirs is not None
        else "The file is gone from disk. Your text is still here."
    )
    with st.container(horizontal=True):
        help_text = "Write my text over the file"
        seen = (desk, theirs)
        st.button("Keep mine", type="primary", key="keep_mine", on_click=keep_mine, args=seen, help=help_text)
        if theirs is not None and st.button(
            "Take theirs", key="take_theirs", help="Put the file's text in place of mine; can be undone"
        ):
            _take_theirs(desk)
            st.rerun()
        if st.button("Save as", key="conflict_save_as", help="Keep both"):
            ask("save as")
            st.rerun()
    with st.expander("See the difference", expanded=True):
        difference(theirs or "", desk.document.text, "on disk", "mine")


@notices.guarded
def keep_mine(desk: Desk, seen: str | None) -> None:
    """Write one's own text over the text that was shown; where that is another by now, have it seen first."""
    if desk.save_over(seen):
        done()
    else:
        notices.told("The file was changed once more meanwhile. Nothing was overwritten; look again.")


@notices.guarded
def _take_theirs(desk: Desk) -> None:
    desk.take_theirs()
    done()


def difference(old: str, new: str, old_name: str, new_name: str) -> None:
    """Show what differs between two texts, line by line."""
    lines = list(
        difflib.unified_diff(old.splitlines(), new.splitlines(), old_name, new_name, n=2, lineterm="")
    )
    if not lines:
        st.caption("They are the same.")
        return
    st.code("\n".join(lines[:LONGEST_DIFFERENCE]), language="diff", wrap_lines=True)
    if len(lines) > LONGEST_DIFFERENCE:
        more = len(lines) - LONGEST_DIFFERENCE
        st.caption(f"{counted(more, 'more line')} {'differs' if more == 1 else 'differ'}.")

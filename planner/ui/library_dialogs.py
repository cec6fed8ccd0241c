"""Dialogs about scenarios as a whole: begin one, duplicate, delete."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from planner.editing import library
from planner.editing.drafts import FOLDER
from planner.scenario.template import templates
from planner.ui import notices, said_problems, session, shelves
from planner.ui.notices import guarded
from planner.ui.open_dialog import dialog, done
from planner.ui.page_words import escaped


@guarded
def _open(make: Callable[[], Path]) -> None:
    """Make a file, open it on its overview, and close the dialog."""
    session.choose(make())
    st.session_state["go"] = "overview"
    done()


def _answer(label: str, key: str, make: Callable[[], Path], *, ready: bool) -> None:
    """Draw the button that ends a dialog with a new file."""
    if st.button(label, type="primary", key=key, disabled=not ready):
        _open(make)
        st.rerun()


@dialog("new", "New scenario", ":material/add:")
def _new(folder: str) -> None:
    """Ask for a title and a template; what begins with them is written to `folder` and opened."""
    title = st.text_input(
        "Title", key="new_title", placeholder="What the scenario is about, in a line"
    ).strip()
    known = templates()
    st.radio(
        "Begin with",
        list(known),
        format_func=lambda name: escaped(known[name].title),
        captions=[escaped(one.description) for one in known.values()],
        key="new_template",
    )
    st.caption(f"It is written to {escaped(said_problems.placed(folder))}.")
    chosen = str(st.session_state["new_template"])
    _answer("Begin", "new_go", lambda: library.new(Path(folder), title, chosen), ready=bool(title))


@dialog("duplicate", "Duplicate", ":material/content_copy:")
def _duplicate(file: str) -> None:
    target = shelves.target()
    if target is None:
        st.error("There is no folder that scenarios could be written to.")
        return
    usual = f"{library.title_of(library.text_or_nothing(file)) or Path(file).stem} (copy)"
    title = st.text_input("Title of the copy", value=usual, key=f"duplicate_title {file}").strip()
    st.caption(f"It is written to {escaped(said_problems.placed(str(target)))}.")
    made = partial(library.duplicate, file, target, title, shelves.folders())
    _answer("Duplicate", "duplicate_go", made, ready=bool(title))


@dialog("delete", "Delete", ":material/delete:")
def _delete(file: str) -> None:
    """Ask before a file is moved to the deleted ones, and say which scenarios beside it extend it."""
    name = Path(file).name
    st.write(
        f"Delete **{escaped(library.title_of(library.text_or_nothing(file)) or name)}** ({escaped(name)})?"
    )
    heirs = library.heirs(Path(file))
    if heirs:
        st.warning(f"It is extended by {escaped(', '.join(heirs))}, which cannot be read without it.")
    kept = Path(file).parent / FOLDER / "deleted"
    st.caption(
        f"The file moves to {escaped(said_problems.placed(str(kept)))}, from where it can be fetched back."
    )
    if st.button("Delete", type="primary", key="delete_go", icon=":material/delete:"):
        _remove(file)
        st.rerun()


@guarded
def _remove(file: str) -> None:
    kept = library.delete(file)
    if session.chosen_file() == file:
        session.close()
    notices.notice("success", f"{Path(file).name} was deleted; it is kept as {kept}.")
    done()

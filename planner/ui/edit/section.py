"""A section of entries: choose one or begin a new one, and its form."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from planner.editing.deleting import alone, consequences, defined_at
from planner.editing.desk import Desk
from planner.editing.edits import REMOVED, ValueChange, at
from planner.editing.grids.grid import entry_called, table
from planner.editing.id_choices import IdChoices
from planner.editing.nations import fit
from planner.facts.fields import Entry
from planner.ui import keyed_choice, notices, session
from planner.ui.edit import entry
from planner.ui.edit.entry import Form
from planner.ui.notices import guarded
from planner.ui.open_dialog import ask


@dataclass(frozen=True)
class EditSection:
    """A section: its name in the file, what one entry is called, its model, the fields shown elsewhere."""

    name: str
    one: str
    entry: type[Entry]
    without: Collection[str] = ()
    new: Callable[[], None] | None = None
    """What asks for a new entry, where an id alone is not how one thinks of it."""

    @property
    def key(self) -> str:
        """The key under which the chosen entry is kept; a problem's link sets it."""
        return f"chosen {self.name}"


def show(section: EditSection, desk: Desk) -> None:
    """Draw the choice of an entry and its form."""
    data = desk.document.data
    entries = table(data, section.name)
    chosen = _choose(section, data, entries)
    if chosen is None:
        return
    names = IdChoices(data)
    entry.judgement(section.name, chosen, names)
    entry.show(Form(section.entry, (section.name, chosen), names, section.without))
    entry_buttons(section.name, section.one, chosen)


def _choose(section: EditSection, data: Any, entries: Mapping[str, Any]) -> str | None:
    """Draw the choice of an entry; return the one that is chosen."""
    which, new = st.columns([3, 1], vertical_alignment="bottom")
    before = keyed_choice.chosen(section.key)
    with which:
        keyed_choice.draw(
            st.selectbox,
            f"Which {section.one}",
            section.key,
            {key: label(data, section.name, key) for key in entries},
            value=before if before in entries else next(iter(entries), None),
            index=None,
            placeholder=f"There is no {section.one} yet",
            persist_state="session",
        )
    with new, st.popover(f"New {section.one}", icon=":material/add:", width="stretch"):
        (section.new or partial(new_entry, section))()
    chosen = keyed_choice.chosen(section.key)
    return chosen if chosen in entries else None


def label(data: Any, section: str, key: str) -> str:
    """Say what an entry is entry_called, with its id."""
    title = entry_called(data, section, key)
    return key if title == key else f"{title}  ({key})"


def new_entry(section: EditSection) -> None:
    """Draw what is asked for a new entry."""
    st.text_input(
        "Id", key=f"new id {section.name}", help="Letters, digits, - and _; others refer to it by this."
    )
    st.button("Add", key=f"add {section.name}", type="primary", on_click=_add, args=(section,))


@guarded
def _add(section: EditSection) -> None:
    """Begin an entry under the id that was typed and choose it; one that is there already is only chosen."""
    desk = session.desk_to_change()
    name = fit(str(st.session_state.get(f"new id {section.name}", "")))
    if desk is None:
        return
    if not name:
        notices.notice("warning", f"A new {section.one} needs an id.")
        return
    first = entry.first_values(section.entry, IdChoices(desk.document.data))
    begin(desk, (section.name, name), first, section.one)
    keyed_choice.choose(section.key, name)
    st.session_state[f"new id {section.name}"] = ""


def begin(desk: Desk, place: tuple[str, str], first: Mapping[str, Any], one: str) -> None:
    """Begin an entry where there is none of that id; one that is there stays as it is, and that is said."""
    section, name = place
    if name in table(desk.document.data, section):
        notices.notice("warning", f"There is a {one} {name} already.")
    else:
        desk.edit([ValueChange(place, first)], f"new {one} {name}")


def entry_buttons(sort: str, one: str, chosen: str, key: str = "") -> None:
    """Draw the buttons that take an entry of a sort out, and that call it otherwise.

    `one` is what an entry of it is called; `key` tells several pairs of them apart.
    """
    with st.container(horizontal=True, width="content" if key else "stretch"):
        st.button(
            "Delete" if key else f"Delete this {one}",
            icon=":material/delete:",
            key=f"delete {sort}{key}",
            on_click=_remove,
            args=((sort, chosen), one),
            type="tertiary",
            help="Asks what becomes of what names it; undo brings it back",
        )
        st.button(
            "Rename" if key else "Rename its id",
            icon=":material/edit:",
            key=f"rename {sort}{key}",
            on_click=ask,
            args=("rename", f"{sort} {chosen}"),
            type="tertiary",
            help="Everywhere at once: in offers, groups, constraints, and wherever else it is named",
        )


@guarded
def _remove(what: tuple[str, str], one: str) -> None:
    """Delete an entry; ask what becomes of what names it."""
    desk = session.desk()
    if desk is None or at(desk.document.data, defined_at(desk.document.data, what)) is REMOVED:
        return
    if consequences(desk.document.data, what):
        ask("delete entry", " ".join(what))
    else:
        desk.edit(alone(desk.document.data, what), f"deleted {one} {what[1]}")

"""Dialogs about one entry of the scenario on the desk: call it otherwise, delete it with what names it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st

from planner.editing import library
from planner.editing.deleting import alone, consequences, deletion
from planner.editing.deleting_words import consequence_lines
from planner.editing.desk import Desk
from planner.editing.id_choices import IdChoices
from planner.editing.renaming import renamed, trouble, uses
from planner.ui import keyed_choice, notices, session
from planner.ui.open_dialog import dialog, done
from planner.ui.page_words import NO_DESK, counted, escaped

_ANSWERS = (("Take it out there too", "delete_together", True), ("Delete only this", "delete_alone", False))


@dialog("rename", "Rename an id everywhere", ":material/edit:")
def _rename(about: str) -> None:
    """Ask for another id; `about` is a sort and an id, which may hold spaces until it is called otherwise.

    Scenarios that extend this one keep the old id.
    """
    desk = session.desk()
    if desk is None:
        st.error(NO_DESK)
        return
    sort, _, old = about.partition(" ")
    data, inherited = desk.document.data, desk.document.inherited
    places = len(list(uses(data, (sort, old))))
    where = f"in {counted(places, 'other place')} of" if places else "nowhere else in"
    st.write(f"**{escaped(old)}** is named {where} this scenario.")
    new = st.text_input("New id", value=old, key=f"rename to {about}").strip()
    wrong = trouble(data, inherited, (sort, old), new)
    if wrong and new != old:
        st.error(escaped(wrong), icon=":material/error:")
    if heirs := library.heirs(Path(desk.file)):
        named = escaped(", ".join(heirs))
        st.warning(f"What extends this file is not changed: {named}. Look whether it names {escaped(old)}.")
    st.caption("Names that people read stay as they are; so do comments. Undo takes it back.")
    args = (desk, (sort, old), f"rename to {about}")
    st.button("Rename", type="primary", key="rename_go", disabled=bool(wrong), on_click=_carry_out, args=args)


@notices.guarded
def _carry_out(desk: Desk, what: tuple[str, str], typed: str) -> None:
    """Rename to what the input of a key says."""
    sort, old = what
    new = str(st.session_state[typed]).strip()
    if trouble(desk.document.data, desk.document.inherited, what, new):
        return  # which the dialog says
    desk.retype(renamed(desk.document.text, desk.document.data, what, new), f"renamed {old} to {new}")
    keyed_choice.choose(f"chosen {sort}", new)
    done()


@dialog("delete entry", "Delete an entry", ":material/delete:")
def _delete(about: str) -> None:
    """Ask whether what names an entry goes with it; `about` is a sort and an id."""
    desk = session.desk()
    if desk is None:
        st.error(NO_DESK)
        return
    sort, _, name = about.partition(" ")
    names = IdChoices(desk.document.data)
    found = consequence_lines(consequences(names.data, (sort, name)), (sort, name), names)
    called = escaped(names.called(sort, name))
    st.write(f"**{called}** is named elsewhere. Take it out there too, and this goes with it:")
    st.markdown("\n".join(f"- {escaped(one)}" for one in found))
    with st.container(horizontal=True):
        for label, key, together in _ANSWERS:
            args = (desk, (sort, name), together)
            kind: Literal["primary", "secondary"] = "primary" if together else "secondary"
            st.button(label, type=kind, key=key, on_click=_take_out, args=args)
    st.caption("Undo brings all of it back at once.")


@notices.guarded
def _take_out(desk: Desk, what: tuple[str, str], together: bool) -> None:
    changes = (deletion if together else alone)(desk.document.data, what)
    desk.edit(changes, f"deleted {what[1]}" + (" and what names it" if together else ""))
    done()

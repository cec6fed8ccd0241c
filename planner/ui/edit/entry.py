"""The form of one entry: its fields, each an edit of its own, what the entry says, and what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from planner.editing.edits import REMOVED, ValueChange, at, put
from planner.editing.forms import Field, form, kept
from planner.editing.id_choices import IdChoices
from planner.editing.trying import tried
from planner.facts.fields import Entry
from planner.facts.selection import Selection
from planner.problems import Path, dotted
from planner.ui import keyed_choice, session, styling
from planner.ui.edit import field_inputs
from planner.ui.edit.slot import Slot, follow
from planner.ui.notices import guarded
from planner.ui.page_words import escaped

_WIDE = ("long text", "entry", "entries", "numbers", "anything", "units", "window", "choices")


@dataclass(frozen=True)
class Form:
    """A form: the model, where its entry stands, what ids may be chosen, which fields are shown elsewhere."""

    entry: type[Entry]
    path: Path
    names: IdChoices
    without: Collection[str] = ()

    @property
    def value(self) -> Any:
        """The entry as the document has it."""
        return at(self.names.data, self.path)

    def slot(self, field: Field) -> Slot:
        """Return where the input of a field stands."""
        path = (*self.path, field.name)
        value = at(self.names.data, path)
        return Slot(f"form {dotted(path)}", field, value, self.names, partial(_changed, self, field))

    def fields(self) -> tuple[Field, ...]:
        """Return the fields that are shown."""
        return tuple(field for field in form(self.entry) if field.name not in self.without)


def show(form_: Form) -> None:
    """Draw a form: what the entry says, then where it holds, then sources and notes."""
    fields = form_.fields()
    selecting = [
        field for field in fields if issubclass(form_.entry, Selection) and field.name in Selection.WORDS
    ]
    later = [field for field in fields if field.later]
    beside = [field for field in fields if field.beside]
    _rows(form_, [field for field in fields if field not in [*selecting, *beside, *later]])
    if selecting:
        _section(form_, "Which part of the plan", "What is left empty means all.", selecting)
    for field in beside:
        _beside(form_, field)
    if later:
        _later(form_, later)


def _section(form_: Form, title: str, said: str, fields: Sequence[Field]) -> None:
    st.markdown(f"**{title}**", help=said)
    _rows(form_, fields)


def _beside(form_: Form, field: Field) -> None:
    """Draw another selection: folded away where it need not be given, and is not."""
    path = (*form_.path, field.name)
    if field.required or at(form_.names.data, path) is not REMOVED:
        _input(form_, field)
        return
    more = st.expander(
        f"{field.label} another part of the plan", key=f"beside {dotted(path)}", on_change="rerun"
    )
    if more.open:
        with more:
            st.caption(field.help)
            inner = Form(Selection, path, form_.names)
            _rows(inner, inner.fields())


def _later(form_: Form, fields: Sequence[Field]) -> None:
    given = [field.label.lower() for field in fields if at(form_.value, (field.name,)) is not REMOVED]
    title = "Sources and notes" + (f": {', '.join(given)}" if given else "")
    key = f"later {dotted(form_.path)}"
    more = st.expander(title, key=key, on_change="rerun")
    if more.open:
        with more:
            _rows(form_, fields)


def _rows(form_: Form, fields: Sequence[Field]) -> None:
    """Draw fields two by two, those that need room by themselves."""
    narrow: list[Field] = []
    for field in fields:
        if field.kind in _WIDE:
            _pairs(form_, narrow)
            narrow = []
            _input(form_, field)
        else:
            narrow.append(field)
    _pairs(form_, narrow)


def _pairs(form_: Form, fields: Sequence[Field]) -> None:
    for first in range(0, len(fields), 2):
        for column, field in zip(st.columns(2), fields[first : first + 2], strict=False):
            with column:
                _input(form_, field)


def _input(form_: Form, field: Field) -> None:
    """Draw a field: entries as forms within the form, a text that entries share with those in use."""
    if field.kind == "entry" and field.entry is not None:
        with st.container(border=True):
            st.markdown(f"**{field.label}**", help=field.help)
            inner = Form(field.entry, (*form_.path, field.name), form_.names)
            _rows(inner, inner.fields())
    elif field.kind == "entries" and field.entry is not None:
        _entries(form_, field, field.entry)
    elif field.name in _SUGGESTED and field.kind == "text":
        _suggested(form_, field)
    else:
        field_inputs.show(form_.slot(field))


_SUGGESTED = ("component", "area", "unit")
"""Texts that several entries share: those in use are offered."""


def _suggested(form_: Form, field: Field) -> None:
    slot = form_.slot(field)
    used = form_.names.texts(str(form_.path[0]), field.name)
    value = follow(slot.key, None if slot.value is REMOVED else str(slot.value))
    options = used if value is None or value in used else [*used, value]
    told = slot.keyed() | {"placeholder": "Choose or type", "accept_new_options": True}
    st.selectbox(slot.label, options, index=None if value is None else options.index(value), **told)


def _entries(form_: Form, field: Field, entry: type[Entry]) -> None:
    """Draw a list of entries: choose one or add one, and its form."""
    path = (*form_.path, field.name)
    listed = at(form_.names.data, path)
    listed = listed if isinstance(listed, list) else []
    key = f"which {dotted(path)}"
    which, new = st.columns([3, 1], vertical_alignment="bottom")
    with which:
        before = keyed_choice.chosen(key)
        keyed_choice.draw(
            st.selectbox,
            field.label,
            key,
            {number: _entry_label(entry_, number) for number, entry_ in enumerate(listed)},
            value=before if before in range(len(listed)) else (0 if listed else None),
            index=None,
            help=field.help,
            placeholder="None yet",
        )
    with new:
        args = (path, entry, len(listed), key)
        st.button(
            "Add", key=f"add {dotted(path)}", icon=":material/add:", on_click=_add, args=args, width="stretch"
        )
    number = keyed_choice.chosen(key)
    if isinstance(number, int) and number < len(listed):
        with st.container(border=True):
            inner = Form(entry, (*path, number), form_.names)
            _rows(inner, inner.fields())
            out = f"out {dotted(path)}"
            st.button("Take it out", key=out, on_click=_take_out, args=(path, number), type="tertiary")


@guarded
def _add(path: Path, entry: type[Entry], number: int, key: str) -> None:
    if (desk := session.desk()) is not None:
        first = first_values(entry, IdChoices(desk.document.data))
        desk.edit([ValueChange((*path, number), first)], f"added to {dotted(path)}")
        keyed_choice.choose(key, number)


def _entry_label(entry_: Any, number: int) -> str:
    """Return what one of a list is called: its place, with its title where it has one."""
    title = at(entry_, ("title",))
    return f"{number + 1}: {title}" if isinstance(title, str) and title else str(number + 1)


@guarded
def _take_out(path: Path, number: int) -> None:
    if (desk := session.desk()) is not None:
        desk.edit([ValueChange((*path, number), REMOVED)], f"took one out of {dotted(path)}")


def first_values(entry: type[Entry], names: IdChoices) -> dict[str, Any]:
    """Return what a new entry begins with: the required fields that have an obvious first value."""
    found: dict[str, Any] = {}
    for field in form(entry):
        if field.required:
            value = _first_value(field, names)
            if value is not REMOVED:
                found[field.name] = value
    return found


def _first_value(field: Field, names: IdChoices) -> Any:
    """Return 1, "New", the first choice or id (`personnel` before all) or `{}` by kind; else `REMOVED`."""
    if field.kind in ("number", "integer", "share", "units", "number or table"):
        return 1
    if field.kind == "text":
        return "New"
    if field.kind == "choice":
        return field.options[0]
    if field.kind == "reference":
        ids = names.ids(field.sort)
        return ("personnel" if "personnel" in ids else ids[0]) if ids else REMOVED
    return {} if field.kind == "entry" else REMOVED


@guarded
def _changed(form_: Form, field: Field) -> None:
    """Make what an input says now an edit."""
    desk = session.desk()
    if desk is None:
        return
    names = IdChoices(desk.document.data)
    now = Form(form_.entry, form_.path, names, form_.without)
    slot = now.slot(field)
    value = kept(slot.value, field_inputs.read(slot))
    if value is REMOVED and slot.value is REMOVED:
        return
    desk.edit(
        [_change(names.data, (*form_.path, field.name), value)],
        f"{said(names, form_.path)}, {field.label.lower()}",
    )


def _change(data: Any, path: Path, value: Any) -> ValueChange:
    """Return a change of a field, within a table that is made if it is not there."""
    parent = at(data, path[:-1])
    if value is not REMOVED and parent is REMOVED:
        return ValueChange(path[:-1], put({}, path[-1:], value))
    return ValueChange(path, value)


def said(names: IdChoices, path: Path) -> str:
    """Say which entry a path leads to, in the list of edits: `France, Offers, Minehunter`."""
    return names.place(path).partition(", ")[2] or "scenario"


def judgement(section: str, name: str, names: IdChoices) -> None:
    """Show what an entry says in words, and what is wrong with it by itself."""
    result = tried(section, name, at(names.data, (section, name)))
    if said := result.sentence(names.spoken):
        styling.sentence(f"{said}.")
    for complaint in result.complaints:
        st.markdown(f":red[:material/error: {escaped(complaint)}]")

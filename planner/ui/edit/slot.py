"""Where an input of a form stands, and what all inputs share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from planner.editing.edits import REMOVED
from planner.editing.forms import Field
from planner.editing.id_choices import IdChoices
from planner.ui import keyed_choice

Shown = TypeVar("Shown")


@dataclass(frozen=True)
class Slot:
    """Where an input stands: its key, what the document says there, what ids may be chosen, who is told."""

    key: str
    field: Field
    value: Any
    names: IdChoices
    changed: Callable[..., None]

    @property
    def label(self) -> str:
        """What it is called; with a mark where it must be given."""
        return f"{self.field.label} *" if self.field.required else self.field.label

    def part(self, name: str) -> str:
        """Return the key of one of several inputs that make up the value."""
        return f"{self.key} {name}"

    def keyed(self, key: str | None = None) -> dict[str, Any]:
        """Return the arguments that every input takes which is no choice."""
        return {"key": key or self.key, **self.told()}

    def told(self) -> dict[str, Any]:
        """Return the arguments that every input takes, also a choice."""
        return {"on_change": self.changed, "help": self.field.help or None}

    def called(self, ids: Sequence[Any]) -> dict[Any, str]:
        """Return what ids are called that may be chosen here."""
        return {one: self.names.called(self.field.sort, one) for one in ids}


@dataclass(frozen=True)
class Input:
    """How a kind of field is drawn and read, and which values it can show."""

    show: Callable[[Slot], None]
    read: Callable[[Slot], Any]
    fits: Callable[[Any], bool]


def follow(key: str, value: Shown) -> Shown:
    """Have an input show what the document says, also after undo; return it for the input to begin with.

    It has to begin with it: a browser that was still loading the input when it was told first shows what it
    begins with, and sends that back as if somebody had typed it.
    """
    if st.session_state.get(key, REMOVED) != value:
        st.session_state[key] = value
    return value


def is_number(value: Any) -> bool:
    """Say whether a value is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_names(value: Any) -> bool:
    """Say whether a value is an id or a list of ids."""
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def whole(value: Any) -> Any:
    """Return a number as a file writes it: whole ones without a point."""
    if value is None:
        return REMOVED
    return int(value) if float(value).is_integer() else float(value)


def listed(value: Any) -> list[Any]:
    """Return a value as a list."""
    if value is REMOVED:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def odd(values: Sequence[Any], options: Sequence[Any]) -> list[Any]:
    """Return the values that are none of the options: they are shown all the same, and reported beside."""
    return [value for value in values if value is not REMOVED and value not in options]


def choose_several(slot: Slot, key: str, values: list[Any], *, groups: bool) -> None:
    """Draw ids to choose from, with or without groups."""
    options = slot.names.choices(slot.field.sort) if groups else slot.names.ids(slot.field.sort)
    keyed_choice.draw(
        st.multiselect,
        slot.label,
        key,
        slot.called([*options, *odd(values, options)]),
        value=values,
        placeholder="All" if groups else "None",
        wrap=True,
        accept_new_options=slot.field.sort in ("hosts", ""),
        **slot.told(),
    )

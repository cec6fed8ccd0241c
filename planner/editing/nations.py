"""A new nation by the name that was typed: a state brings name and figures; nothing is guessed at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from planner.editing.edits import ValueChange
from planner.editing.grids.grid import table
from planner.reference.states import State, found
from planner.scenario.normal import FROM_REFERENCE

_NO_ID = re.compile(r"[^\w-]+")
LONGEST = 80


def fit(text: str) -> str:
    """Return what was typed as an id."""
    return _NO_ID.sub("_", text.strip()).strip("_")[:LONGEST]


@dataclass(frozen=True)
class Proposed:
    """What typing the name of a new nation comes to: its id and the change that adds it, or why not.

    `suggestions` are the states that may be meant where the name is that of no one state.
    """

    id: str = ""
    change: ValueChange | None = None
    trouble: str = ""
    suggestions: tuple[State, ...] = ()


def proposed(data: Any, typed: str, *, own: bool = False) -> Proposed:
    """Return what a typed name adds; `own` takes it as the id of a nation that is no state."""
    if not fit(typed):
        return Proposed(trouble="Choose a state, or type a name.")
    if own:
        return _added(data, fit(typed), {})
    meant = found(typed)
    if meant.state is None:
        return Proposed(
            trouble=f"{typed.strip()} is the name of no one state.", suggestions=meant.suggestions
        )
    entry: dict[str, Any] = {"name": meant.state.name}
    if meant.state.figures:
        entry["keys"] = FROM_REFERENCE
    return _added(data, meant.state.id, entry)


def _added(data: Any, name: str, entry: dict[str, Any]) -> Proposed:
    if name in table(data, "nations"):
        return Proposed(name, trouble=f"There is a nation {name} already.")
    return Proposed(name, ValueChange(("nations", name), entry))

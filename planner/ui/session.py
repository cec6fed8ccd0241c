"""What one session of the page has open: the scenario on the desk, and how it is asked; for every page."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import streamlit as st
from streamlit.runtime import exists, get_instance

from planner.editing import library
from planner.editing.background_solving import USUAL_SECONDS
from planner.editing.desk import Desk
from planner.editing.drafts import Draft
from planner.editing.standing import addresses, named
from planner.facts.fields import Firmness, Level
from planner.problems import InvalidInput
from planner.question import Question
from planner.scenario.reading import Examined
from planner.scenario.scenario import Scenario
from planner.ui import notices, services, shelves
from planner.ui.page_words import NO_DESK

PATIENCE = 0.05
"""Seconds that a rerun waits for what a text says; what takes longer is shown when it is known."""


def session_id() -> str:
    """Return the id under which this session keeps drafts."""
    if "session" not in st.session_state:
        context = st.runtime.scriptrunner.get_script_run_ctx()
        known = context.session_id if context is not None else ""
        st.session_state["session"] = known or str(uuid4())
    return str(st.session_state["session"])


def is_left_behind(draft: Draft) -> bool:
    """Say whether a draft is of another tab, one that is no longer open."""
    is_active = getattr(get_instance(), "is_active_session", None) if exists() else None
    is_open = is_active is not None and bool(is_active(draft.session))
    return draft.session != session_id() and not is_open


def desk() -> Desk | None:
    """Return the scenario that is open, on its bases as they are now; None where none could be opened."""
    file = chosen_file()
    if file is None:
        return None
    desks: dict[str, Desk] = st.session_state.setdefault("desks", {})
    if file not in desks:
        try:
            desks[file] = Desk.open(file, session_id(), services.examiner(), services.autosave())
        except InvalidInput as refused:
            notices.problems("error", refused)
            st.session_state.pop("file", None)
            return None
    if desks[file].refresh():
        notices.told("A file that this scenario extends has changed. You see it as it is now.")
    return desks[file]


def chosen_file() -> str | None:
    """Return the file that is open: chosen before, or named in the address."""
    if "file" not in st.session_state:
        named = st.query_params.get("scenario")
        found = file_named(named) if named else None
        if found is None:
            return None
        st.session_state["file"] = found
    return str(st.session_state["file"])


def file_named(name: str) -> str | None:
    """Return the file of the library that an address names; None where none, or one of several, is meant."""
    alone = name.rpartition("/")[2]
    files = [shelf.folder / alone for shelf in shelves.shelves()]
    known = addresses([str(file) for file in files if library.is_scenario(file)], shelves.home())
    return next(iter(named([name], known)), None)


def address_of(file: str) -> str:
    """Return what an address calls a file."""
    return addresses([file], shelves.home())[file]


def choose(file: str | Path) -> None:
    """Open a scenario."""
    st.session_state["file"] = str(file)
    st.query_params["scenario"] = address_of(str(file))


def close() -> None:
    """Take the scenario off the desk, and forget what was undone; its draft stays."""
    file = st.session_state.pop("file", None)
    st.session_state.get("desks", {}).pop(file, None)
    st.query_params.pop("scenario", None)


def examined(patience: float | None = PATIENCE) -> Examined | None:
    """Return what the text on the desk says; None where that takes longer."""
    current = desk()
    return None if current is None else current.examined(patience)


def scenario() -> Scenario | None:
    """Return the scenario on the desk, if nothing is wrong with it; waits until that is known."""
    found = examined(None)
    return None if found is None else found.scenario


def question() -> Question:
    """Return how scenarios are asked, as the sidebar says."""
    level: Level = st.session_state.get("level", "expected")
    rung: Firmness | None = st.session_state.get("rung")
    seconds = float(st.session_state.get("seconds", USUAL_SECONDS))
    return Question(time_limit=seconds, firmness=rung, offers=level)


def kept(key: str) -> dict[Any, Any]:
    """Return a table that the session keeps under a key."""
    table: dict[Any, Any] = st.session_state.setdefault(key, {})
    return table


def desk_to_change() -> Desk | None:
    """Return the scenario that is open; where none is, a notice says so."""
    found = desk()
    if found is None:
        notices.notice("warning", NO_DESK)
    return found

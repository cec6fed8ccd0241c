"""The way from a path of the scenario to where it is edited: a tab, and what is chosen in it."""

from __future__ import annotations

import streamlit as st

from planner.files import is_file
from planner.problems import Path as Place
from planner.scenario.assignments import parsed_path
from planner.scenario.layers import is_within
from planner.ui import keyed_choice, session, shelves
from planner.ui.notices import guarded

OFFERS, REQUIREMENTS, POLITICS = "Offers", "Requirements", "Politics"
TIME, NATIONS, PLACES = "Conditions and phases", "Nations", "Places and units"
GENERAL, YAML = "General", "YAML"
TABS = (OFFERS, REQUIREMENTS, POLITICS, TIME, NATIONS, PLACES, GENERAL, YAML)
TAB = "tab"
"""The key under which the open tab is kept."""

_TAB_OF = {
    "requirements": REQUIREMENTS,
    "constraints": POLITICS,
    "conditions": TIME,
    "phases": TIME,
    "nations": NATIONS,
    "places": PLACES,
    "capabilities": PLACES,
    "missions": GENERAL,
    "groups": GENERAL,
    "sources": GENERAL,
    "goals": GENERAL,
    "title": GENERAL,
    "description": GENERAL,
}


def tab_of(path: Place) -> str:
    """Return the tab in which a path is edited."""
    if path[:1] == ("nations",) and len(path) > 3 and path[2] == "offers":
        return OFFERS
    return _TAB_OF.get(str(path[0]), YAML) if path else YAML


@guarded
def go(path: str, line: int, file: str) -> None:
    """Lead to a place; one in another file opens that file."""
    desk = session.desk()
    if desk is not None and file != desk.file and is_within(file, shelves.folders()) and is_file(file):
        session.choose(file)
    place = parsed_path(path) if path else ()
    st.session_state[TAB] = tab_of(place)
    st.session_state["line"] = line
    st.session_state["go"] = "edit"
    _choose(place)


def _choose(path: Place) -> None:
    """Choose in the tab what a path speaks of."""
    if len(path) < 2:
        return
    section, name = str(path[0]), path[1]
    keyed_choice.choose(f"chosen {section}", name)
    if tab_of(path) == OFFERS:
        keyed_choice.choose("offer nation", name)
        keyed_choice.choose("offer capability", path[3])
    elif section == "capabilities":
        st.session_state["places or units"] = "Capabilities"
    elif section == "places":
        st.session_state["places or units"] = "Places"
    elif section in ("missions", "groups", "sources"):
        st.session_state["general part"] = section.capitalize()

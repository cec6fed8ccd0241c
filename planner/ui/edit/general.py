"""The tab General: title, goals, missions, groups and sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from planner.editing.desk import Desk
from planner.editing.edits import REMOVED, ValueChange, at
from planner.editing.grids.grid import table
from planner.editing.id_choices import IdChoices
from planner.editing.nations import fit
from planner.facts.entries import Mission, Source
from planner.facts.goals import WORDS
from planner.scenario.scenario import Scenario
from planner.ui import keyed_choice, notices, session
from planner.ui.edit import entry, section
from planner.ui.edit.entry import Form
from planner.ui.edit.section import EditSection
from planner.ui.edit.slot import follow
from planner.ui.notices import guarded
from planner.ui.page_words import escaped

SOURCES = EditSection("sources", "source", Source)
MISSIONS = EditSection("missions", "mission", Mission)
_PARTS = ("Scenario", "Goals", "Missions", "Groups", "Sources")
_ASKED = ("title", "description", "cost_unit", "whole_units")
_MEANING = {
    "fill": "Fill what is required, priority by priority",
    "even": "Fill the worst-filled line as well as can be",
    "burden": "Keep the largest contribution per unit of ability small",
    "steady": "Move as few person-months as possible from phase to phase",
    "close": "Move as few person-months as possible from the earlier plan",
    "cost": "Cost as little as possible",
}


def show(desk: Desk) -> None:
    """Draw the tab."""
    part = st.segmented_control(
        "Part",
        _PARTS,
        key="general part",
        default=_PARTS[0],
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    drawn: dict[str, Callable[[Desk], None]] = {
        "Scenario": _scenario,
        "Goals": _goals,
        "Missions": partial(section.show, MISSIONS),
        "Groups": _groups,
        "Sources": partial(section.show, SOURCES),
    }
    drawn[str(part)](desk)


def _scenario(desk: Desk) -> None:
    """Draw the fields of the scenario itself."""
    elsewhere = tuple(name for name in Scenario.model_fields if name not in _ASKED)
    entry.show(Form(Scenario, (), IdChoices(desk.document.data), elsewhere))


def _goals(desk: Desk) -> None:
    """Draw the goals in their order."""
    st.caption("What is optimised, in order: nothing of an earlier goal is given up for a later one.")
    names = IdChoices(desk.document.data)
    goals = _listed(desk.document.data)
    chosen = follow("goals", [word for word, _ in goals])
    st.multiselect(
        "Goals, the first first",
        _words(goals),
        chosen,
        format_func=_MEANING.__getitem__,
        key="goals",
        on_change=_reordered,
    )
    how = dict(goals).get("burden")
    if how is None:
        return
    st.markdown("**How burdens are compared**")
    for column, (part, sort, usual) in zip(
        st.columns(2), (("key", "keys", "gdp"), ("measure", "measures", "personnel")), strict=True
    ):
        with column:
            by, ids = follow(f"burden {part}", how.get(part)), names.ids(sort)
            st.selectbox(
                part.capitalize(),
                ids,
                index=ids.index(by) if by in ids else None,
                key=f"burden {part}",
                placeholder=f"As usual ({usual})",
                on_change=_reordered,
            )


def _listed(data: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return the goals as words, `burden` with how it is compared."""
    goals = at(data, ("goals",))
    found: list[tuple[str, dict[str, Any]]] = []
    for goal in goals if isinstance(goals, list) else ["fill", "cost"]:
        if isinstance(goal, str) and goal in WORDS:
            found.append((goal, {}))
        elif isinstance(goal, Mapping) and "burden" in goal:
            how = goal["burden"]
            found.append(("burden", {"key": how} if isinstance(how, str) else dict(how or {})))
        elif isinstance(goal, Mapping) and "close" in goal:
            found.append(("close", {"close": goal["close"]}))
    return found


def _words(goals: list[tuple[str, dict[str, Any]]]) -> tuple[str, ...]:
    """Return the goals to choose from; that of an earlier plan where one is named."""
    return (*WORDS, *(word for word, _ in goals if word not in WORDS))


@guarded
def _reordered() -> None:
    """Write the goals in the order chosen, `burden` with what is chosen below; none removes the section."""
    desk = session.desk()
    if desk is None:
        return
    how = {part: st.session_state.get(f"burden {part}") for part in ("key", "measure")}
    how = {part: value for part, value in how.items() if value}
    given: dict[str, Any] = dict(_listed(desk.document.data)) | ({"burden": {"burden": how}} if how else {})
    goals = [
        given[word] if word == "close" or (word == "burden" and how) else word
        for word in st.session_state.get("goals") or ()
    ]
    desk.edit([ValueChange(("goals",), goals or REMOVED)], "goals")


def _groups(desk: Desk) -> None:
    """Draw the groups: names for several ids of one sort."""
    st.caption(
        "A group gathers nations, places, capabilities or other ids of one sort; constraints speak of it."
    )
    entries = table(desk.document.data, "groups")
    names = IdChoices(desk.document.data)
    for name, members in entries.items():
        listed = members if isinstance(members, list) else [members]
        key = f"group {name}"
        options = list(dict.fromkeys([*listed, *_alike(names, listed)]))
        field, out = st.columns([4, 1], vertical_alignment="bottom")
        with field:
            keyed_choice.draw(
                st.multiselect,
                escaped(name),
                key,
                {one: names.called("", one) for one in options},
                value=listed,
                on_change=_regrouped,
                args=(name,),
            )
        with out:
            section.entry_buttons("groups", "group", name, key=f" {name}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("New group", key="new group", placeholder="Id", width=220)
        members = {one: names.called("", one) for one in names.ids("")}
        before = [one for one in keyed_choice.chosen("new members") or () if one in members]
        keyed_choice.draw(st.multiselect, "Members", "new members", members, value=before)
        st.button("Add", key="add group", on_click=_grouped)


def _alike(names: IdChoices, members: list[Any]) -> list[str]:
    """Return the ids of the sort that members are of."""
    for sort in ("nations", "capabilities", "requirements", "places", "missions", "phases"):
        ids = names.ids(sort)
        if members and members[0] in ids:
            return ids
    return names.ids("")


@guarded
def _regrouped(name: str) -> None:
    if (desk := session.desk()) is not None:
        members = list(keyed_choice.chosen(f"group {name}") or ())
        desk.edit([ValueChange(("groups", name), members)], f"group {name}")


@guarded
def _grouped() -> None:
    """Make a group of the id and the members that were chosen; a notice says what is missing for it."""
    desk, name = session.desk_to_change(), fit(str(st.session_state.get("new group", "")))
    members = list(keyed_choice.chosen("new members") or ())
    if desk is None:
        return
    if not name or not members:
        notices.notice("warning", "A new group needs an id and at least one member.")
        return
    desk.edit([ValueChange(("groups", name), members)], f"new group {name}")
    st.session_state["new group"] = ""
    keyed_choice.choose("new members", [])

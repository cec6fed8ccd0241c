"""A new nation: chosen from the states of the world, or typed; nothing is guessed at."""

from __future__ import annotations

import streamlit as st

from planner.editing.nations import fit, proposed
from planner.reference.states import State, states
from planner.ui import keyed_choice, notices, session
from planner.ui.notices import guarded
from planner.ui.page_words import escaped

KEY, UNSURE = "new state", "new nation typed"
CHOSEN = "chosen nations"


def ask() -> None:
    """Draw what is asked for a new nation."""
    st.selectbox(
        "State",
        list(states()),
        format_func=_called,
        index=None,
        key=KEY,
        accept_new_options=True,
        placeholder="Choose, or type a name",
        help="A state brings its name and its GDP, population, armed forces and UN scale.",
    )
    st.button("Add", key="add nations", type="primary", on_click=_add)
    if typed := st.session_state.get(UNSURE):
        _unsure(str(typed))


def _called(one: str) -> str:
    state = states().get(one)
    return f"{state.name} ({state.id})" if state else one


def _unsure(typed: str) -> None:
    """Say that a name is no state's, and offer what may be meant."""
    desk = session.desk()
    meant = proposed(desk.document.data if desk else None, typed)
    st.warning(escaped(meant.trouble), icon=":material/help:")
    if meant.suggestions:
        st.caption("Did you mean")
    for state in meant.suggestions:
        _offer(state)
    st.button(
        f"Add {escaped(fit(typed))}, which is no state",
        key="add own nation",
        type="tertiary",
        on_click=_take,
        args=(typed,),
        kwargs={"own": True},
        help="It has no figures until you give it some.",
    )


def _offer(state: State) -> None:
    label = f"{escaped(state.name)} ({state.id})"
    st.button(label, key=f"meant {state.id}", on_click=_take, args=(state.id,), width="stretch")


@guarded
def _add() -> None:
    _taken(str(st.session_state.get(KEY) or ""), own=False)


@guarded
def _take(typed: str, *, own: bool = False) -> None:
    _taken(typed, own=own)


def _taken(typed: str, *, own: bool) -> None:
    """Add a nation; where it is not sure which, ask."""
    desk = session.desk()
    if desk is None:
        return
    meant = proposed(desk.document.data, typed, own=own)
    st.session_state.pop(UNSURE, None)
    if meant.change is not None:
        desk.edit([meant.change], f"new nation {meant.id}")
        keyed_choice.choose(CHOSEN, meant.id)
        st.session_state[KEY] = None
    elif meant.id:
        notices.notice("warning", meant.trouble)
        keyed_choice.choose(CHOSEN, meant.id)
    elif fit(typed):
        st.session_state[UNSURE] = typed
    else:
        notices.notice("warning", meant.trouble)

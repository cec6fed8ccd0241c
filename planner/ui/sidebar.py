"""The sidebar, on every page: which scenario, is it saved, undo and redo, solve, how old the plan is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from planner.editing.background_solving import USUAL_SECONDS
from planner.editing.desk import Desk
from planner.facts.fields import FIRMNESS
from planner.plan.plan import Plan
from planner.reports import plan_sentences
from planner.ui import at_work, chosen, keyed_choice, notices, said_problems, session, shown_plan
from planner.ui.notices import guarded
from planner.ui.open_dialog import ask
from planner.ui.page_words import counted, escaped
from planner.ui.shown_plan import Age

WHICH = "which"
"""The name of the choice of the scenario that is open."""
OPENING = ("scenarios", "edit")
"""The pages from which a scenario that is chosen here opens on its overview; on others one stays."""
LEVELS = {"expected": "Expected units", "low": "Low units", "ceiling": "Ceiling units"}


def show() -> None:
    """Draw the sidebar."""
    with st.sidebar:
        _which()
        desk = session.desk()
        if desk is None:
            st.caption("No scenario is open. Choose one here or on the page Scenarios.")
            return
        _state(desk)
        _undo_and_redo(desk)
        _save(desk)
        _solve()


def _which() -> None:
    """Draw the choice of the open scenario by its title; by its file's name where no shelf has it."""
    listed = chosen.titles()
    file = session.chosen_file()
    if file and file not in listed:
        listed[file] = Path(file).stem
    keyed_choice.draw(
        st.selectbox,
        "Scenario",
        WHICH,
        listed,
        value=file,
        index=None,
        placeholder="Choose a scenario",
        on_change=_chosen,
    )


@guarded
def _chosen() -> None:
    file = keyed_choice.chosen(WHICH)
    if not file:
        session.close()
        return
    session.choose(file)
    if st.session_state["page"] in OPENING:
        st.session_state["go"] = "overview"


def _state(desk: Desk) -> None:
    """Say whether the scenario is saved."""
    edits = desk.unsaved_count
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if not desk.writable:
            st.badge("Read-only", icon=":material/lock:", color="gray")
        if desk.unsaved:
            said = counted(edits, "unsaved edit") if edits else "Unsaved"
            st.badge(said, icon=":material/edit:", color="orange")
        else:
            st.badge("Saved", icon=":material/check:", color="green")
    st.caption(escaped(desk.name))
    if desk.draft_trouble:
        why = said_problems.placed(desk.draft_trouble)
        said = f"What you typed is not kept as a draft: {why}. Save it soon."
        st.warning(escaped(said), icon=":material/warning:")
    elif desk.draft_is_waiting:
        st.fragment(_until_kept, run_every=2.0)(desk)


def _until_kept(desk: Desk) -> None:
    """Draw the page again where a draft could not be kept, to say so."""
    if desk.draft_trouble:
        notices.redraw()


def _undo_and_redo(desk: Desk) -> None:
    history = desk.history
    back = f"Take back: {escaped(history.next_undo)} (Ctrl+Z)" if history.done else ""
    again = f"Do again: {escaped(history.next_redo)} (Ctrl+Y)" if history.undone else ""
    with st.container(horizontal=True, gap="small", key="doing"):
        _step("Undo", "Ctrl+Z", partial(_undo, desk), back or "Nothing to take back", possible=bool(back))
        _step("Redo", "Ctrl+Y", partial(_redo, desk), again or "Nothing to do again", possible=bool(again))


def _step(label: str, keys: str, act: Callable[[], None], said: str, *, possible: bool) -> None:
    """Draw a button for a step back or forth."""
    name = label.lower()
    st.button(
        label,
        icon=f":material/{name}:",
        key=name,
        on_click=act,
        disabled=not possible,
        help=said,
        shortcut=keys,
        width="stretch",
    )


@guarded
def _undo(desk: Desk) -> None:
    if desk.history.done:
        notices.told(f"Took back: {desk.history.next_undo}")
        desk.undo()


@guarded
def _redo(desk: Desk) -> None:
    if desk.history.undone:
        notices.told(f"Did again: {desk.history.next_redo}")
        desk.redo()


def _save(desk: Desk) -> None:
    """Draw Save, disabled where nothing is unsaved or the file is read-only, and Save as, which never is."""
    with st.container(horizontal=True, gap="small", key="keeping"):
        st.button(
            "Save",
            icon=":material/save:",
            key="save",
            on_click=save,
            args=(desk,),
            disabled=not desk.unsaved or not desk.writable,
            help="Write it to its file (Ctrl+S)"
            if desk.writable
            else "It is read-only: save it under another name",
            shortcut="Ctrl+S",
            width="stretch",
        )
        if st.button("Save as", key="save_as", width="stretch", help="Go on under another name"):
            ask("save as")


@guarded
def save(desk: Desk) -> None:
    """Save the desk that was shown; asks where somebody else changed the file."""
    if not desk.save():
        ask("conflict")


def _solve() -> None:
    """Draw Solve, or the progress of what is being solved, then the plan's age and how offers count."""
    job = shown_plan.job()
    if job is not None and job.running:
        st.fragment(_progress, run_every=0.5)()
    else:
        st.button(
            "Solve",
            icon=":material/play_arrow:",
            key="solve",
            type="primary",
            on_click=guarded(shown_plan.solve),
            shortcut="F9",
            width="stretch",
            help="Find the best plan for what is on the desk, saved or not",
        )
        at_work.trouble(job, "Solving was cancelled.")
    _age()
    _options()


def _progress() -> None:
    """Show how far the solver is, and ask again until it is done."""
    job = shown_plan.job()
    if job is None or not job.running:
        notices.redraw()
        return
    part = job.done / job.goals if job.goals else 0.0
    said = f"{job.goal or 'waiting'} · {job.done + 1} of {job.goals}" if job.goals else "Building the program"
    at_work.bar(job, part, said)
    st.button("Cancel", key="cancel", on_click=job.cancel, width="stretch", icon=":material/close:")


def _age() -> None:
    """Say whether there is a plan, and how old it is."""
    plan, age = _plan_and_age()
    if plan is None or age is None:
        st.caption("No plan yet")
        return
    if plan_sentences.found(plan):
        st.caption(f":material/{'check' if age.edits == 0 else 'history'}: {age.words}")
        return
    since = "" if age.edits == 0 else f" {age.of('This answer')}."
    st.caption(f":material/block: **{plan_sentences.WITHOUT_PLAN[plan.status][0]}**{since}")


def _plan_and_age() -> tuple[Plan | None, Age | None]:
    """Return the plan that is shown, or one of just this scenario that was made before."""
    if (shown := shown_plan.shown()) is not None:
        return shown[0], shown_plan.age()
    found = shown_plan.known(session.PATIENCE)
    return (None, None) if found is None else (found[1], Age(0))


def _options() -> None:
    """Ask for `level`, `rung` (None for any) and `seconds`, which are what `session.question` reads."""
    with st.expander("How offers count"):
        st.selectbox(
            "Units", list(LEVELS), format_func=LEVELS.__getitem__, key="level", persist_state="session"
        )
        st.selectbox(
            "At least this firm",
            [None, *FIRMNESS],
            format_func=lambda rung: "Any" if rung is None else str(rung),
            key="rung",
            persist_state="session",
        )
        st.number_input(
            "Seconds at most",
            min_value=1,
            max_value=3600,
            value=USUAL_SECONDS,
            step=30,
            key="seconds",
            persist_state="session",
        )

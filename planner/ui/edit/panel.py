"""Beside every tab: what is wrong, with a way to each place, and what is offered against what is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup, escape

from planner.editing.balances import Balance, balances
from planner.editing.desk import Desk
from planner.editing.id_choices import IdChoices
from planner.problems import Problem
from planner.scenario.assignments import parsed_path
from planner.scenario.reading import Examined
from planner.ui import grids, notices, said_problems, session, styling
from planner.ui.edit import ways
from planner.ui.page_words import counted, escaped
from planner.words.figures import figure
from planner.words.text_tables import Cell, Grid

MOST_PROBLEMS = 12
MOST_BALANCES = 8


def show(desk: Desk) -> Examined | None:
    """Draw the panel; what takes longer to find out follows. Return what the text says, if known."""
    examined = session.examined()
    known = examined or desk.latest()
    if known is not None:
        _problems(known, desk, certain=examined is not None)
    if desk.document.data is not None:
        _supply(desk.document.data)
    if examined is None:
        st.fragment(_wait, run_every=0.4)()
    return examined


def _wait() -> None:
    """Draw the page again when it is known what the text says."""
    if session.examined(0) is not None:
        notices.redraw()


def _problems(examined: Examined, desk: Desk, *, certain: bool) -> None:
    """List at most `MOST_PROBLEMS` problems; unless `certain`, those of the text when it was last known."""
    count = len(examined.problems)
    if not certain:
        st.caption(":material/hourglass_empty: Checking what you typed")
    elif not count:
        st.markdown(":green[:material/check_circle:] **No problems**")
        return
    else:
        st.markdown(f":red[:material/error:] **{counted(count, 'problem')}**")
    for number, problem in enumerate(examined.problems[:MOST_PROBLEMS]):
        _problem(problem, number, desk)
    if count > MOST_PROBLEMS:
        st.caption(f"{count - MOST_PROBLEMS} more, when these are mended.")


def _problem(problem: Problem, number: int, desk: Desk) -> None:
    """Show a problem, with a button that leads to its place."""
    said = problem.as_on_page()
    text, hint = (escape(said_problems.placed(one)) for one in (said.text, said.hint))
    elsewhere = problem.file != desk.file
    where = f"{Path(problem.file).name}, line {problem.line}" if elsewhere else f"line {problem.line}"
    place = IdChoices(desk.document.data).place(parsed_path(problem.path)) or problem.path
    path = f'<b title="{escape(problem.path)}">{escape(place)}</b> ' if problem.path else ""
    soft = f'<br><span class="soft">{hint}</span>' if hint else ""
    styling.dressed(f'<div class="problem">{path}{text}{soft}</div>')
    st.button(
        f"Go to it ({escaped(where)})",
        key=f"problem {number}",
        type="tertiary",
        icon=":material/arrow_forward:",
        on_click=ways.go,
        args=(problem.path, problem.line, problem.file),
    )


def _supply(data: Any) -> None:
    """Show the balance of offers and needs, the least covered first."""
    known = st.session_state.get("balances")
    if known is None or known[0] is not data:
        known = st.session_state["balances"] = (data, balances(data))
    found = [balance for balance in known[1] if balance.needed > 0]
    if not found:
        return
    st.markdown(
        "**Offered against needed**",
        help="Units offered against the most that any phase needs, before politics, conditions and rotation.",
    )
    grids.show(_balances(found), "balances", most=MOST_BALANCES, within="small")


def _balances(found: list[Balance]) -> Grid:
    figures = ("Offered", "Needed")
    return Grid(("Capability", *figures), frozenset(figures), tuple(map(_row, found)))


def _row(one: Balance) -> tuple[Cell, ...]:
    """Return what is offered and needed of a capability, with a bar for how much of it is covered."""
    bar = Markup('{}<div class="bar"><i style="width:{:.0f}%"></i></div>').format(one.name, 100 * one.covered)
    offered = Cell(figure(one.offered), "short" if one.covered < 1 else "")
    return Cell(one.name, drawn=bar), offered, Cell(figure(one.needed))

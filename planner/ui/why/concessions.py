"""Concessions: what it would take to fill more, rung by rung, and for a fill that one asks for."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import escape

from planner.editing import what_if
from planner.editing.background_explaining import ExplainedScenario
from planner.reports.explain_words import CALLED, PRICED, in_short, no_answers, priced_changes, weighed
from planner.studies.concessions.concessions import KINDS, Concession, Ladder
from planner.ui import keyed_choice, styling
from planner.ui.notices import guarded
from planner.ui.page_words import escaped
from planner.ui.why import asked_why, try_it
from planner.words.figures import share_asked
from planner.words.text_tables import Grid

RUNG, SEEN = "why rung", "why rung seen"
"""The keys under which the chosen rung is kept, and the one asked for whose answer was shown."""
MOST = 6
"""Changes of an answer that are shown before one asks for the rest."""


def show(found: ExplainedScenario) -> None:
    """Draw the part Concessions."""
    ladder = found.explanation.ladder
    if ladder is None:
        st.caption("What it would take to fill more was not looked at.")
        return
    _ask(ladder)
    for_fill = asked_why.shown_for_fill()
    own = for_fill.explanation.ladder if for_fill is not None else None
    if for_fill is not None and "concessions" in for_fill.explanation.unfinished:
        st.caption("The answer for the fill you asked for was cut short.")
    elif own is not None and (said := no_answers(own)) and not own.answers:
        st.info(f"{share_asked(own.asked or 0.0)}: {escaped(said)}")
    every = [*ladder.answers, *(own.answers if own is not None else ())]
    if not every:
        st.caption("Nothing that is negotiable would fill more.")
        return
    _rungs(every)


def _ask(ladder: Ladder) -> None:
    """Ask for a fill to be reached."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        today, most = ladder.today or 0.0, ladder.most or 1.0
        usual = round(50 * (today + most))
        percent = st.number_input("Fill to reach, in percent", 0, 100, usual, key="why percent", width=200)
        st.button(
            "Ask for this fill",
            key="ask fill",
            on_click=guarded(asked_why.ask_for_fill),
            args=(percent / 100,),
        )


def _rungs(every: Sequence[Concession]) -> None:
    """Show the ladder, then the answers of the rung that is chosen."""
    found = {(answer.fill, answer.kind): answer for answer in every}
    fills = sorted({answer.fill or 0.0 for answer in every})
    kinds = tuple(CALLED.values())
    rows = ((share_asked(fill), *(in_short(found.get((fill, kind))) for kind in KINDS)) for fill in fills)
    styling.dressed(styling.table(Grid.of(("Filled", *kinds), rows, kinds), "wide narrow"))
    st.caption(f"A price, and how many would be asked. {PRICED}")
    rungs = {fill: share_asked(fill) for fill in fills}
    rung = keyed_choice.draw(
        st.segmented_control, "What would fill", RUNG, rungs, value=_rung(fills), required=True
    )
    answers([found[rung, kind] for kind in KINDS if (rung, kind) in found])


def _rung(fills: Sequence[float]) -> float:
    """Return the rung to show: the one that was asked for when its answer comes, else what is chosen."""
    for_fill = asked_why.shown_for_fill()
    ladder = for_fill.explanation.ladder if for_fill is not None else None
    wanted = ladder.asked if ladder is not None else None
    seen, st.session_state[SEEN] = st.session_state.get(SEEN), wanted
    if wanted is not None and wanted in fills and seen != wanted:
        return wanted
    before = keyed_choice.chosen(RUNG)
    return before if before in fills else fills[0]


def answers(found: Sequence[Concession]) -> None:
    """Show the answers to one question side by side, each with what it changes and a way to try it."""
    for column, answer in zip(st.columns(len(found)), found, strict=True):
        with column.container(border=True, height="stretch"):
            styling.dressed(
                f'<div class="head"><b>{escape(CALLED[answer.kind])}</b></div>'
                f'<div class="soft">{escape(weighed(answer))}</div>'
            )
            styling.points(priced_changes(answer), most=MOST)
            try_it.button(what_if.of_concession(answer), f"{answer.fill} {answer.kind}")

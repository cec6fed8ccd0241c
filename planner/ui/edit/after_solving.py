"""On the page Edit after Solve: what came of the edits, against the plan before and the saved version."""

from __future__ import annotations

import streamlit as st

from planner.editing.background_solving import Asked
from planner.editing.desk import Desk
from planner.editing.outcome import SolvedScenario, came_of_it
from planner.editing.standing import as_saved
from planner.reports import plan_sentences
from planner.scenario.scenario import Scenario
from planner.ui import chosen, notices, services, shell, shown_plan
from planner.ui.notices import guarded
from planner.ui.page_words import escaped
from planner.words.figures import share

BEFORE, SAVED = "the plan before", "the saved version"


def show(desk: Desk) -> None:
    """Draw what came of it; nothing where nothing was solved yet."""
    if (found := shown_plan.shown()) is None:
        return
    now = SolvedScenario(*found)
    saved = shown_plan.saved_version() if desk.unsaved else None
    if saved is not None and (kept := shown_plan.kept_plan()) is not None and kept.asked == saved[0]:
        saved = None  # what is shown is the plan of the saved version itself
    with st.container(border=True, key="what came of it"):
        for line in _lines(now, saved):
            st.markdown(line)
        if (age := shown_plan.age()) is not None and age.edits != 0:
            st.caption(f":material/history: {age.words}")
        _ways(now, desk)
    if saved is not None and _is_worked_at(saved[0]):
        st.fragment(_wait, run_every=0.5)(saved[0])


def _lines(now: SolvedScenario, saved: tuple[Asked, Scenario] | None) -> list[str]:
    """Return the findings: one line where both say the same."""
    against: dict[str, str] = {}
    if (before := shown_plan.shown_before()) is not None:
        against[BEFORE] = came_of_it(SolvedScenario(*before), now)
    if saved is not None and (plan := services.solving().answer(saved[0])) is not None:
        against[SAVED] = came_of_it(SolvedScenario(plan, saved[1]), now)
    if not against:
        return [f"**{_result(now)}**"]
    if len(against) == 2 and len(set(against.values())) == 1:
        return [_line(f"{BEFORE} and {SAVED}", against[BEFORE])]
    return [_line(what, said) for what, said in against.items()]


def _line(what: str, said: str) -> str:
    return f"**{escaped(said)}**  \n:small[against {what}]"


def _result(now: SolvedScenario) -> str:
    if plan_sentences.found(now.plan):
        return f"{share(now.plan.totals['fill'])} of what is required is filled"
    return plan_sentences.WITHOUT_PLAN[now.plan.status][0]


def _ways(now: SolvedScenario, desk: Desk) -> None:
    """Draw the ways on: to the plan, or to what stands in its way, and to the comparison."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if plan_sentences.found(now.plan):
            st.page_link(shell.link("plan"), label="Plan", icon=":material/grid_on:")
        else:
            st.page_link(shell.link("why"), label="Why", icon=":material/help_center:")
        if desk.unsaved:
            st.button(
                "Compare",
                key="compare with saved",
                type="tertiary",
                icon=":material/compare_arrows:",
                help="Hold it against the saved version",
                on_click=guarded(chosen.COMPARE.show),
                args=([as_saved(desk.file), desk.file],),
            )


def _is_worked_at(asked: Asked) -> bool:
    job = services.solving().job(asked)
    return job is not None and job.running


def _wait(asked: Asked) -> None:
    """Draw the page again when the saved version has been solved."""
    if not _is_worked_at(asked):
        notices.redraw()

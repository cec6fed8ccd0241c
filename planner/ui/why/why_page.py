"""The page Why: what stands in the way, what would change it, and a way to try it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st
from markupsafe import escape

from planner.editing.background_explaining import ExplainedScenario, reached
from planner.engines.engine import Status
from planner.plan.plan import Counted
from planner.reports import explain_words
from planner.ui import at_work, notices, prompts, session, shell, styling
from planner.ui import take_away as to_take
from planner.ui.notices import guarded
from planner.ui.page_words import counted, escaped
from planner.ui.why import asked_why, concessions, conditions, conflicts, gaps, prices, ranges

PART = "why part"
"""The key under which the open part is kept."""
Draw = Callable[[ExplainedScenario], None]
WITH_PLAN: Mapping[str, Draw] = {
    "Gaps": gaps.show,
    "Prices": prices.show,
    "Conditions": conditions.show,
    "Concessions": concessions.show,
    "Ranges": ranges.show,
}
WITHOUT_PLAN: Mapping[str, Draw] = {"Conflicts": conflicts.show, "Ways out": conflicts.ways_out}
WORKING_AT = {
    "shortfalls": "Gaps",
    "relaxations": "Ways out",
    **{name.lower(): name for name in (*WITH_PLAN, *WITHOUT_PLAN)},
}


def draw() -> None:
    """Draw the page."""
    st.title("Why", anchor=False)
    if session.desk() is None:
        prompts.choose_one()
        return
    asked_why.take_up()
    job = asked_why.job()
    if job is not None and job.running:
        st.fragment(_progress, run_every=0.5)()
    else:
        at_work.trouble(job, "Asking was cancelled.")
    found = asked_why.shown()
    if found is not None:
        _found(found)
    elif job is None or not job.running:
        _nothing_yet()


def _progress() -> None:
    """Show how far it is, and ask again until it is done."""
    job = asked_why.job()
    if job is None or not job.running:
        notices.redraw()
        return
    at = WORKING_AT.get(job.goal, "Making the plan")
    said = f"{at} · {job.done + 1} of {job.goals}" if job.goals > 1 else at
    at_work.told(job, reached(job), said, key="why")


def _nothing_yet() -> None:
    """Lead to an explanation where there is none."""
    examined = session.examined(None)
    if examined is not None and examined.problems:
        count = counted(len(examined.problems), "problem")
        st.warning(f"{count} to mend before anything can be explained.")
        st.page_link(shell.link("edit"), label="Go to the problems", icon=":material/edit_note:")
        return
    with st.container(width=760):
        st.write(
            "What stands in the way of each requirement, what one more of anything would give, what hangs on "
            "which condition, and what somebody would have to agree to. It takes seconds, or a minute where "
            "the scenario is large; you can go on working meanwhile."
        )
    st.button(
        "Ask why", type="primary", key="ask why", icon=":material/help:", on_click=guarded(asked_why.ask)
    )


def _found(found: ExplainedScenario) -> None:
    """Show an explanation: its age, headline, what was cut short, the parts for its status, files."""
    _age()
    st.markdown(f"**{escaped(found.scenario.title)}**")
    said = " ".join(explain_words.headline(found.explanation))
    styling.dressed(f'<div class="said">{escape(said)}</div>')
    _cut_short(found)
    if found.explanation.status is Status.OPTIMAL:
        _part(WITH_PLAN, found)
    elif found.explanation.status is Status.INFEASIBLE:
        _part(WITHOUT_PLAN, found)
    if (question := asked_why.question()) is not None:
        st.subheader("Take it away", anchor=False)
        counted_on = Counted(question.firmness, question.offers, ())
        to_take.offer("explain", partial(_made, found, counted_on))


def _made(found: ExplainedScenario, counted_on: Counted, name: str) -> str | bytes:
    """Return a file of an explanation."""
    from planner.reports.explain import explain_files

    return explain_files.made(explain_files.Explained(found.explanation, found.scenario, counted_on), name)


def _age() -> None:
    hint = "It does not know of what you changed since."
    prompts.grown_old(asked_why.age(), "The answer", hint, ("Ask again", asked_why.ask))


def _cut_short(found: ExplainedScenario) -> None:
    age = asked_why.age()
    if not found.explanation.unfinished or age is None or age.edits != 0:
        return
    if not found.explanation.interrupted:
        st.caption("Time was up. Allow more seconds in the sidebar, under How offers count, and ask again.")
    else:
        again = guarded(asked_why.ask)
        st.button("Ask again, to the end", key="ask to the end", on_click=again, kwargs={"anew": True})


def _part(parts: Mapping[str, Draw], found: ExplainedScenario) -> None:
    """Draw the part that is chosen."""
    if st.session_state.get(PART) not in parts:
        st.session_state[PART] = next(iter(parts))
    st.segmented_control(
        "Part of the answer",
        list(parts),
        key=PART,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    parts[str(st.session_state[PART])](found)


PAGE = shell.Page("Why", "why", ":material/help_center:", draw)

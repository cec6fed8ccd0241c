"""The page Overview: what the open scenario asks and holds, what belongs to it, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import escape

from planner.editing import library
from planner.editing.desk import Desk
from planner.editing.library import Listed
from planner.editing.relatives import PlanBeside, plans_beside, relatives
from planner.plan.plan import HYPOTHETICAL, Plan
from planner.reports import plan_sentences
from planner.reports.scenario_overview import ScenarioOverview, overview
from planner.scenario.canonical import digest
from planner.scenario.reading import Examined
from planner.ui import grids, notices, prompts, session, shell, shelves, shown_plan, styling
from planner.ui.notices import guarded
from planner.ui.open_dialog import ask
from planner.ui.page_words import ago, counted, escaped
from planner.ui.remembered import once
from planner.words.figures import share

FIRST = 2
"""So many paragraphs of the description are shown, the others on demand."""
MOST_VARIANTS = 12
MOST_PLANS = 12


def draw() -> None:
    """Draw the page."""
    desk = session.desk()
    if desk is None:
        st.title("Overview", anchor=False)
        prompts.choose_one()
        return
    st.title(escaped(desk.title), anchor=False)
    st.caption(HYPOTHETICAL)
    examined = session.examined()
    found = examined.scenario if examined is not None else None
    _ways(desk, examined)
    if examined is None:
        st.fragment(_wait, run_every=0.4)()
    elif found is not None:
        _overview(once(examined, "overview", partial(overview, found)))
        _plans(desk, once(examined, "digest", partial(digest, found)))
    _relatives(desk)


def _wait() -> None:
    """Draw the page again when it is known what the text says."""
    if session.examined(0) is not None:
        notices.redraw()


def _ways(desk: Desk, examined: Examined | None) -> None:
    """Lead on: to the grids, to a plan, or to what is wrong."""
    if examined is not None and examined.problems:
        count = counted(len(examined.problems), "problem")
        st.warning(f"{count} to mend before this can be solved.", icon=":material/error:")
    with st.container(horizontal=True, vertical_alignment="center", key="ways on"):
        label = "Edit" if desk.writable else "Look into it and try changes"
        wrong = examined is not None and examined.scenario is None
        st.button(
            label,
            key="overview edit",
            type="primary" if wrong else "secondary",
            icon=":material/edit_note:",
            on_click=_go,
            args=("edit",),
        )
        if examined is None or wrong:
            return
        plan = _plan()
        if plan is None:
            st.button(
                "Solve",
                key="overview solve",
                type="primary",
                icon=":material/play_arrow:",
                on_click=_solve,
                help="Find the best plan, and see it",
            )
        else:
            _way_from(plan)


def _way_from(plan: Plan) -> None:
    """Lead to the plan that was made, or to the reasons where it has none, and tell it in a line."""
    found = plan_sentences.found(plan)
    st.button(
        "See the plan" if found else "See what stands in the way",
        key="overview plan",
        type="primary",
        icon=f":material/{'fact_check' if found else 'help_center'}:",
        on_click=_go,
        args=("plan" if found else "why",),
    )
    st.markdown(f"**{escaped(_told(plan))}**")


def _plan() -> Plan | None:
    """Return the plan of the scenario as it stands, if one was made."""
    found = shown_plan.known(session.PATIENCE)
    return None if found is None else found[1]


def _told(plan: Plan) -> str:
    if not plan_sentences.found(plan):
        return plan_sentences.WITHOUT_PLAN[plan.status][0]
    return f"{share(plan.totals['fill'])} of what is required is filled."


@guarded
def _go(address: str) -> None:
    st.session_state["go"] = address


@guarded
def _solve() -> None:
    shown_plan.solve()
    st.session_state["go"] = "plan"


def _overview(found: ScenarioOverview) -> None:
    """Show what the scenario asks and holds."""
    _description(found.paragraphs)
    cards = "".join(
        f'<div><div class="figure">{escape(value)}</div><div class="soft">{escape(said)}</div></div>'
        for value, said in found.figures
    )
    styling.dressed(f'<div class="cards">{cards}</div>')
    st.subheader("What it asks", anchor=False)
    grids.show(found.asked, "asked")
    every = st.expander(counted(len(found.lines.rows), "requirement"), key="all lines", on_change="rerun")
    if every.open:
        with every:
            grids.show(found.lines, "lines", most=len(found.lines.rows))
    if found.politics.rows:
        st.subheader("Politics", anchor=False)
        grids.show(found.politics, "politics")


def _description(paragraphs: Sequence[str]) -> None:
    with st.container(width=860):
        for said in paragraphs[:FIRST]:
            st.markdown(escaped(said))
        rest = paragraphs[FIRST:]
        if rest:
            told = "".join(f"<p>{escape(said)}</p>" for said in rest)
            styling.dressed(styling.folded("The whole description", told))


def _plans(desk: Desk, sha256: str) -> None:
    """List the plans that were saved beside the scenario, each with a way to what it says."""
    found = plans_beside(desk.file, sha256)
    if not found:
        return
    st.subheader("Saved plans", anchor=False)
    for one in found[:MOST_PLANS]:
        _saved(one)
    if len(found) > MOST_PLANS:
        st.caption(f"{len(found) - MOST_PLANS} older ones lie beside them.")


def _saved(one: PlanBeside) -> None:
    told = "no plan" if one.filled is None else f"{share(one.filled)} filled"
    of = "of the scenario as it stands" if one.current else "of another version of the scenario"
    said = f'<span class="soft">{escape(f"{told}, {of} · {ago(one.written)}")}</span>'
    head = f'<div class="head"><b>{escape(one.name)}</b>{said}</div>'
    styling.with_button(head, f"saved plan {one.name}", partial(_look_button, one))


def _look_button(one: PlanBeside) -> None:
    st.button("Look at it", key=f"saved plan {one.name}", on_click=ask, args=("saved plan", one.file))


def _relatives(desk: Desk) -> None:
    """Lead to what the scenario extends, and to what extends it."""
    known = [one for shelf in shelves.shelves() for one in library.listed(shelf.folder)]
    found = relatives(desk.file, desk.document.text, known)
    if found.extends or found.missing:
        st.subheader("It extends", anchor=False)
        for name in found.missing:
            st.caption(f"{escaped(name)}, which is not among the scenarios of this page.")
    for one in found.extends:
        _relative(one)
    if found.variants:
        st.subheader(counted(len(found.variants), "variant"), anchor=False)
        st.caption("Scenarios that extend this one and change something.")
    for one in found.variants[:MOST_VARIANTS]:
        _relative(one)
    if len(found.variants) > MOST_VARIANTS:
        st.caption(f"{len(found.variants) - MOST_VARIANTS} more; search for them on the page Scenarios.")


def _relative(one: Listed) -> None:
    said = f'<div class="head"><b>{escape(one.title)}</b><span class="soft">{escape(one.name)}</span></div>'
    styling.with_button(said, f"relative {one.file}", partial(_open_button, one.file))


def _open_button(file: str) -> None:
    st.button("Open", key=f"relative {file}", on_click=_open, args=(file,))


@guarded
def _open(file: str) -> None:
    session.choose(file)


PAGE = shell.Page("Overview", "overview", ":material/description:", draw)

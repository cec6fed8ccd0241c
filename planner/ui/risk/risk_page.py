"""The page Risk: how likely the plan holds, what to ask for, who cannot be spared, what else would do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import escape

from planner.editing import what_if
from planner.editing.background_risk import StudyAnswer
from planner.reports.looks import DARK
from planner.reports.worlds.report import Report
from planner.ui import at_work, drawings, notices, prompts, screen, session, shell, styling
from planner.ui import take_away as to_take
from planner.ui.notices import guarded
from planner.ui.page_words import escaped
from planner.ui.remembered import once
from planner.ui.risk import asked_risk
from planner.ui.why import try_it

PART = "risk part"
"""The key under which the open part is kept."""
Choices = dict[str, Any]


def _nothing() -> Choices:
    return {}


def _asking() -> Choices:
    """Draw what is chosen for what to ask for."""
    with st.container(horizontal=True):
        fill = st.number_input("Fill of priority 1, %", 1, 100, 95, key="risk fill", width=190)
        chance = st.number_input("With a chance of, %", 1, 99, 80, key="risk chance", width=190)
        most = st.number_input(
            "At most times what was spoken of", 1.0, 10.0, 2.0, 0.5, key="risk most", width=240
        )
    return {"fill": fill / 100, "chance": chance / 100, "most": float(most)}


def _slack() -> Choices:
    """Draw what is chosen for other plans."""
    within = st.number_input("May cost more by, %", 0, 50, 2, key="risk within", width=190)
    return {"within": within / 100}


@dataclass(frozen=True)
class StudyPart:
    """A part of the page: its study, what it says before it is asked, and what can be chosen."""

    study: str
    says: str
    choose: Callable[[], Choices] = _nothing


PARTS: Mapping[str, StudyPart] = {
    "How likely": StudyPart(
        "uncertainty",
        "Draws worlds by the chances that the scenario states, makes the plan of each, and says how likely "
        "each requirement is filled and what drives that. It takes seconds, or minutes where it is large.",
    ),
    "What to ask for": StudyPart(
        "ask",
        "What to ask which nation for now, so that enough is filled with a chance that you want, at the "
        "fewest people. It takes a minute or some; you can go on working meanwhile.",
        _asking,
    ),
    "Who cannot be spared": StudyPart(
        "withdraw",
        "What is lost without each nation, without each two of them, and if a condition fails.",
        lambda: {"depth": 2},
    ),
    "Other plans": StudyPart(
        "alternatives", "Other plans that fill as much, as different as can be in who carries what.", _slack
    ),
    "What each adds": StudyPart(
        "worth", "What each nation adds to what all fill together, beside what it carries."
    ),
}


def draw() -> None:
    """Draw the page."""
    st.title("Risk", anchor=False)
    if session.desk() is None:
        prompts.choose_one()
        return
    if st.session_state.get(PART) not in PARTS:
        st.session_state[PART] = next(iter(PARTS))
    st.segmented_control(
        "Part of the answer",
        list(PARTS),
        key=PART,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    _part(PARTS[str(st.session_state[PART])])


def _part(part: StudyPart) -> None:
    """Show what a part says, its choices, a button or the progress of its study, and what that found last."""
    st.caption(part.says)
    chosen = part.choose()
    asked_risk.take_up(part.study, chosen)
    job, found = asked_risk.job(part.study), asked_risk.shown(part.study)
    running = job is not None and job.running
    if running:
        st.fragment(_progress, run_every=0.5)(part.study)
    else:
        label = "Work it out" if found is None else "Work it out again"
        again = guarded(asked_risk.ask)
        kind: Any = "primary" if found is None else "secondary"
        st.button(label, type=kind, key="work it out", on_click=again, args=(part.study, chosen))
        at_work.trouble(job, "It was cancelled.")
    if found is not None:
        _found(part, chosen, found)


def _progress(study: str) -> None:
    """Show how far it is, and ask again until it is done."""
    job = asked_risk.job(study)
    if job is None or not job.running:
        notices.redraw()
        return
    reached = min(job.done / job.goals, 1.0) if job.goals > 1 else 0.0
    said = f"{job.goal or 'Making the plan'}" + (f" · {job.done} of {job.goals}" if job.goals > 1 else "")
    at_work.told(job, reached, said, key="risk", stops=study in ("uncertainty", "withdraw"))


def _found(part: StudyPart, chosen: Choices, answer: StudyAnswer) -> None:
    """Show what a study found: headline, charts, sections, files; `chosen` is what it is asked anew with."""
    found = answer.found
    again = ("Work it out anew", partial(asked_risk.ask, part.study, chosen))
    prompts.grown_old(
        asked_risk.age(part.study), "The answer", "It does not know of what you changed since.", again
    )
    report = once(answer, ("report",), lambda: _report(part.study, found))
    styling.dressed(f'<div class="said">{escape(" ".join(report.headline))}</div>')
    if part.study == "ask" and found.found is not None and found.found.asks:
        try_it.button(what_if.of_asks(found.found, found.scenario), "asks")
    for spec in _pictures(answer):
        drawings.put(spec)
    for section in report.sections:
        with st.expander(escaped(section.title), expanded=section.title == "What to ask for"):
            for said in section.sentences:
                st.caption(escaped(said))
            for grid in section.grids:
                styling.dressed(styling.table(grid))
    st.subheader("Take it away", anchor=False)
    to_take.offer(report.name, partial(_made, report))


def _made(report: Report, name: str) -> str | bytes:
    """Return a file of a report."""
    return report.files()[name]


def _report(study: str, found: Any) -> Report:
    """Return the report on what the study of this name found; imports of reports wait until one is wanted."""
    from planner.reports.worlds import alternatives, ask, uncertainty, withdraw, worth

    each: Mapping[str, Callable[[Any], Report]] = {
        "uncertainty": uncertainty.report,
        "ask": ask.report,
        "withdraw": withdraw.report,
        "alternatives": alternatives.report,
        "worth": worth.report,
    }
    return each[study](found)


def _pictures(answer: StudyAnswer) -> list[dict[str, Any] | None]:
    look, room = styling.look(), screen.room()

    def drawn() -> list[dict[str, Any] | None]:
        from planner.reports.worlds import pictures

        return [drawings.spec_of(chart) for chart in pictures.of(answer.found, look, room)]

    return once(answer, ("pictures", look is DARK, room), drawn)


PAGE = shell.Page("Risk", "risk", ":material/casino:", draw)

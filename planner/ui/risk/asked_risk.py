"""What one session has asked about risk: the study that is shown, what is worked at, how old it is."""

from __future__ import annotations

from typing import Any

from planner.editing.background_risk import AskedStudy, StudyAnswer
from planner.editing.working import Job
from planner.ui import services, session, shown_plan
from planner.ui.shown_plan import Age, Shown

ASKED, SHOWN = "risk asked", "risk shown"
"""Where the session keeps, by file and study, what was asked last and what is shown."""


def ask(study: str, chosen: dict[str, Any]) -> None:
    """Begin a study of what is on the desk; says why not where something is wrong with it."""
    of = shown_plan.askable()
    if of is None:
        return
    asked = AskedStudy(of.asked, study, tuple(sorted(chosen.items())))
    session.kept(ASKED)[session.chosen_file(), study] = (of, asked)
    services.studying().start(asked, of.scenario, anew=True).give_a_moment()


def take_up(study: str, chosen: dict[str, Any]) -> None:
    """Show what is known, or worked at, of just this question, whoever asked it.

    Whoever closed the page while a study ran finds it again, and nobody waits twice for the same.
    """
    key, current, said = (session.chosen_file(), study), session.desk(), session.examined()
    if key in session.kept(ASKED) or key in session.kept(SHOWN) or current is None:
        return
    if said is None or said.scenario is None:
        return
    of = shown_plan.standing(current, said.scenario)
    asked = AskedStudy(of.asked, study, tuple(sorted(chosen.items())))
    job = services.studying().job(asked)
    if services.studying().answer(asked) is not None:
        session.kept(SHOWN)[key] = (of, asked)
    elif job is not None and job.running:
        session.kept(ASKED)[key] = (of, asked)


def job(study: str) -> Job | None:
    """Return what is at a study of the scenario on the desk, or was last; takes up what it found."""
    key = session.chosen_file(), study
    of, asked = session.kept(ASKED).get(key, (None, None))
    if asked is None:
        return None
    found = services.studying().job(asked)
    if found is not None and found.state == "done":
        session.kept(ASKED).pop(key)
        session.kept(SHOWN)[key] = (of, asked)
    return found


def shown(study: str) -> StudyAnswer | None:
    """Return what a study of the scenario on the desk found; None without one."""
    _, asked = _of(study)
    return None if asked is None else services.studying().answer(asked)


def age(study: str) -> Age | None:
    """Return how old what is shown is against the edits; None where there is none."""
    of, _ = _of(study)
    return shown_plan.age_of(of)


def _of(study: str) -> tuple[Shown | None, AskedStudy | None]:
    found: tuple[Shown | None, AskedStudy | None] = session.kept(SHOWN).get(
        (session.chosen_file(), study), (None, None)
    )
    return found

"""The plan that a session shows: what it is of, how old it is, and who makes it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from planner.editing.background_solving import Asked
from planner.editing.desk import Desk
from planner.editing.document import Below
from planner.editing.history import Mark
from planner.editing.working import Job
from planner.plan.plan import Plan
from planner.scenario.canonical import digest
from planner.scenario.scenario import Scenario
from planner.ui import notices, services, session
from planner.ui.remembered import once


@dataclass
class Shown:
    """What a session shows of a scenario: what was asked of it, and the edits it was found out after."""

    asked: Asked
    text: str
    below: Below
    """The files that it stood on then."""
    mark: Mark
    """Where the history of the desk stood then."""
    scenario: Scenario

    @classmethod
    def of(cls, asked: Asked, current: Desk, found: Scenario) -> Shown:
        """Return what is shown of a scenario as it stands on its desk."""
        document = current.document
        return cls(asked, document.text, document.below, current.history.mark, found)


@dataclass(frozen=True)
class Age:
    """How old a plan is against the edits: none are 0, and None where it cannot be counted."""

    edits: int | None

    @property
    def words(self) -> str:
        """Say it."""
        return self.of("Plan")

    def of(self, what: str) -> str:
        """Say it of something else than a plan that was found out before the edits."""
        if self.edits == 0:
            return f"{what} is up to date"
        if self.edits is None:
            return f"{what} is older than the text"
        return f"{what} is {self.edits} edit{'' if self.edits == 1 else 's'} old"


def solve() -> None:
    """Begin to solve what is on the desk; says why not where something is wrong with it."""
    current, shown = session.desk(), askable()
    if current is None or shown is None:
        return
    started = make_plan(shown)
    if current.unsaved and (saved := saved_version()) is not None:
        services.solving().start(*saved)  # which the new plan is held against
    started.give_a_moment()


def make_plan(of: Shown) -> Job:
    """Begin to make the plan of what is on the desk, unless somebody has; it is shown when it is done."""
    st.session_state["asked"] = (session.chosen_file(), of)
    return services.solving().start(of.asked, of.scenario)


def askable() -> Shown | None:
    """Return what is on the desk, to ask of it; None where there is nothing, or something is wrong with it.

    What is wrong is said.
    """
    current, found = session.desk(), session.scenario()
    if current is None:
        return None
    if found is None:
        _say_problems()
        return None
    return standing(current, found)


def _say_problems() -> None:
    """Say that there are problems to mend; on Edit, where they are listed, nothing moves beneath a hand."""
    if st.session_state.get("page") == "edit":
        notices.told("There are problems to mend first.")
    else:
        notices.notice("warning", "There are problems to mend first; they are listed on the page Edit.")


def saved_version() -> tuple[Asked, Scenario] | None:
    """Return what is asked of the scenario on the desk as it was saved last; None while that is not known."""
    current = session.desk()
    found = None if current is None else services.examiner().of(current.saved, current.file, session.PATIENCE)
    if found is None or found.scenario is None:
        return None
    known = found.scenario
    return Asked(once(found, "digest", lambda: digest(known)), session.question()), known


def standing(current: Desk, found: Scenario) -> Shown:
    """Return what is asked of a scenario as it stands on its desk, and how its offers are counted now."""
    return Shown.of(Asked.of(found, session.question()), current, found)


def job() -> Job | None:
    """Return what is being solved for the scenario on the desk, or was last; takes up its plan when done."""
    file, shown = st.session_state.get("asked", (None, None))
    current = session.desk()
    if current is None or file != current.file:
        return None
    found = services.solving().job(shown.asked)
    if found is not None and found.state == "done":
        _take_up(file, shown)
        st.session_state.pop("asked")
    return found


def _take_up(file: str, new: Shown) -> None:
    """Show a new plan of a file, and keep which was shown before it."""
    kept: dict[str, Shown] = st.session_state.setdefault("shown", {})
    before = kept.get(file)
    if before is not None and before.asked != new.asked:
        st.session_state.setdefault("shown before", {})[file] = before
    kept[file] = new


def show_plan(asked: Asked, scenario: Scenario) -> None:
    """Show a plan that was made before of just what is on the desk."""
    if (current := session.desk()) is not None:
        kept = Shown.of(asked, current, scenario)
        st.session_state.setdefault("shown", {})[current.file] = kept


def shown() -> tuple[Plan, Scenario] | None:
    """Return the plan of the scenario on the desk, and the scenario as it was then; None without one."""
    return _plan_of(kept_plan())


def shown_before() -> tuple[Plan, Scenario] | None:
    """Return the plan that was shown before this one; None where there was none, or it is not known now."""
    current = session.desk()
    return None if current is None else _plan_of(st.session_state.get("shown before", {}).get(current.file))


def _plan_of(kept: Shown | None) -> tuple[Plan, Scenario] | None:
    plan = services.solving().answer(kept.asked) if kept is not None else None
    return None if plan is None or kept is None else (plan, kept.scenario)


def known(patience: float | None) -> tuple[Asked, Plan, Scenario] | None:
    """Return a plan of just what is on the desk that was made before, by whomever.

    It waits so many seconds until it is known what the text says; without a limit where that is None.
    """
    said = session.examined(patience)
    if said is None or said.scenario is None:
        return None
    found = said.scenario
    asked = Asked(once(said, "digest", lambda: digest(found)), session.question())
    plan = services.solving().answer(asked)
    return None if plan is None else (asked, plan, found)


def kept_plan() -> Shown | None:
    """Return what the shown plan is of; None where no plan was made for the scenario on the desk."""
    current = session.desk()
    return None if current is None else st.session_state.get("shown", {}).get(current.file)


def age() -> Age | None:
    """Return how old the shown plan is against the edits; None where there is none."""
    return age_of(kept_plan())


def age_of(kept: Shown | None) -> Age | None:
    """Return how old what was found out of the scenario on the desk is; None where nothing was."""
    current = session.desk()
    if current is None or kept is None:
        return None
    document = current.document
    of_this = kept.text == document.text and kept.below == document.below
    if of_this and kept.asked.question == session.question():
        return Age(0)
    return Age(current.history.since(kept.mark) or None)

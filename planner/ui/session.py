"""What one session of the page holds: the scenario on the desk, its plan, notices; for every page."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, ParamSpec
from uuid import uuid4

import streamlit as st
from streamlit.runtime import exists, get_instance

from planner.editing import library
from planner.editing.background_solving import USUAL_SECONDS, Asked
from planner.editing.desk import Desk
from planner.editing.document import Below
from planner.editing.drafts import Draft
from planner.editing.history import Mark
from planner.editing.standing import addresses, named
from planner.editing.working import Job
from planner.editing.yaml_spots import NotUnderstoodError
from planner.facts.fields import Firmness, Level
from planner.plan.plan import Plan
from planner.problems import InvalidInput
from planner.question import Question
from planner.scenario.canonical import digest
from planner.scenario.reading import Examined
from planner.scenario.scenario import Scenario
from planner.ui import services, shelves
from planner.ui.page_words import NO_DESK, escaped
from planner.ui.remembered import once

_LOG = logging.getLogger(__name__)
PATIENCE = 0.05
"""Seconds that a rerun waits for what a text says; what takes longer is shown when it is known."""
Tone = Literal["error", "warning", "info", "success"]
Arguments = ParamSpec("Arguments")


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


def session_id() -> str:
    """Return the id under which this session keeps drafts."""
    if "session" not in st.session_state:
        context = st.runtime.scriptrunner.get_script_run_ctx()
        known = context.session_id if context is not None else ""
        st.session_state["session"] = known or str(uuid4())
    return str(st.session_state["session"])


def is_open_elsewhere(draft: Draft) -> bool:
    """Say whether a draft belongs to another tab that is still open."""
    is_active = getattr(get_instance(), "is_active_session", None) if exists() else None
    return is_active is not None and bool(is_active(draft.session))


def desk() -> Desk | None:
    """Return the scenario that is open, on its bases as they are now; None where none could be opened."""
    file = chosen_file()
    if file is None:
        return None
    desks: dict[str, Desk] = st.session_state.setdefault("desks", {})
    if file not in desks:
        try:
            desks[file] = Desk.open(file, session_id(), services.examiner(), services.autosave())
        except InvalidInput as refused:
            problems("error", refused)
            st.session_state.pop("file", None)
            return None
    if desks[file].refresh():
        told("A file that this scenario extends has changed. You see it as it is now.")
    return desks[file]


def chosen_file() -> str | None:
    """Return the file that is open: chosen before, or named in the address."""
    if "file" not in st.session_state:
        named = st.query_params.get("scenario")
        found = file_named(named) if named else None
        if found is None:
            return None
        st.session_state["file"] = found
    return str(st.session_state["file"])


def file_named(name: str) -> str | None:
    """Return the file of the library that an address names; None where none, or one of several, is meant."""
    alone = name.rpartition("/")[2]
    files = [shelf.folder / alone for shelf in shelves.shelves()]
    known = addresses([str(file) for file in files if library.is_scenario(file)], shelves.home())
    return next(iter(named([name], known)), None)


def address_of(file: str) -> str:
    """Return what an address calls a file."""
    return addresses([file], shelves.home())[file]


def choose(file: str | Path) -> None:
    """Open a scenario."""
    st.session_state["file"] = str(file)
    st.query_params["scenario"] = address_of(str(file))


def close() -> None:
    """Take the scenario off the desk, and forget what was undone; its draft stays."""
    file = st.session_state.pop("file", None)
    st.session_state.get("desks", {}).pop(file, None)
    st.query_params.pop("scenario", None)


def examined(patience: float | None = PATIENCE) -> Examined | None:
    """Return what the text on the desk says; None where that takes longer."""
    current = desk()
    return None if current is None else current.examined(patience)


def scenario() -> Scenario | None:
    """Return the scenario on the desk, if nothing is wrong with it; waits until that is known."""
    found = examined(None)
    return None if found is None else found.scenario


def question() -> Question:
    """Return how scenarios are asked, as the sidebar says."""
    level: Level = st.session_state.get("level", "expected")
    rung: Firmness | None = st.session_state.get("rung")
    seconds = float(st.session_state.get("seconds", USUAL_SECONDS))
    return Question(time_limit=seconds, firmness=rung, offers=level)


def solve() -> None:
    """Begin to solve what is on the desk; says why not where something is wrong with it."""
    current, shown = desk(), askable()
    if current is None or shown is None:
        return
    started = make_plan(shown)
    if current.unsaved and (saved := saved_version()) is not None:
        services.solving().start(*saved)  # which the new plan is held against
    started.give_a_moment()


def make_plan(of: Shown) -> Job:
    """Begin to make the plan of what is on the desk, unless somebody has; it is shown when it is done."""
    st.session_state["asked"] = (chosen_file(), of)
    return services.solving().start(of.asked, of.scenario)


def askable() -> Shown | None:
    """Return what is on the desk, to ask of it; None where there is nothing, or something is wrong with it.

    What is wrong is said.
    """
    current, found = desk(), scenario()
    if current is None:
        return None
    if found is None:
        _say_problems()
        return None
    return standing(current, found)


def _say_problems() -> None:
    """Say that there are problems to mend; on Edit, where they are listed, nothing moves beneath a hand."""
    if st.session_state.get("page") == "edit":
        told("There are problems to mend first.")
    else:
        notice("warning", "There are problems to mend first; they are listed on the page Edit.")


def saved_version() -> tuple[Asked, Scenario] | None:
    """Return what is asked of the scenario on the desk as it was saved last; None while that is not known."""
    current = desk()
    found = None if current is None else services.examiner().of(current.saved, current.file, PATIENCE)
    if found is None or found.scenario is None:
        return None
    known = found.scenario
    return Asked(once(found, "digest", lambda: digest(known)), question()), known


def kept(key: str) -> dict[Any, Any]:
    """Return a table that the session keeps under a key."""
    table: dict[Any, Any] = st.session_state.setdefault(key, {})
    return table


def standing(current: Desk, found: Scenario) -> Shown:
    """Return what is asked of a scenario as it stands on its desk, and how its offers are counted now."""
    return Shown.of(Asked.of(found, question()), current, found)


def job() -> Job | None:
    """Return what is being solved for the scenario on the desk, or was last; takes up its plan when done."""
    file, shown = st.session_state.get("asked", (None, None))
    current = desk()
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
    if (current := desk()) is not None:
        kept = Shown.of(asked, current, scenario)
        st.session_state.setdefault("shown", {})[current.file] = kept


def shown() -> tuple[Plan, Scenario] | None:
    """Return the plan of the scenario on the desk, and the scenario as it was then; None without one."""
    return _plan_of(kept_plan())


def shown_before() -> tuple[Plan, Scenario] | None:
    """Return the plan that was shown before this one; None where there was none, or it is not known now."""
    current = desk()
    return None if current is None else _plan_of(st.session_state.get("shown before", {}).get(current.file))


def _plan_of(kept: Shown | None) -> tuple[Plan, Scenario] | None:
    plan = services.solving().answer(kept.asked) if kept is not None else None
    return None if plan is None or kept is None else (plan, kept.scenario)


def known(patience: float | None) -> tuple[Asked, Plan, Scenario] | None:
    """Return a plan of just what is on the desk that was made before, by whomever.

    It waits so many seconds until it is known what the text says; without a limit where that is None.
    """
    said = examined(patience)
    if said is None or said.scenario is None:
        return None
    found = said.scenario
    asked = Asked(once(said, "digest", lambda: digest(found)), question())
    plan = services.solving().answer(asked)
    return None if plan is None else (asked, plan, found)


def kept_plan() -> Shown | None:
    """Return what the shown plan is of; None where no plan was made for the scenario on the desk."""
    current = desk()
    return None if current is None else st.session_state.get("shown", {}).get(current.file)


def age() -> Age | None:
    """Return how old the shown plan is against the edits; None where there is none."""
    return age_of(kept_plan())


def age_of(kept: Shown | None) -> Age | None:
    """Return how old what was found out of the scenario on the desk is; None where nothing was."""
    current = desk()
    if current is None or kept is None:
        return None
    document = current.document
    of_this = kept.text == document.text and kept.below == document.below
    if of_this and kept.asked.question == question():
        return Age(0)
    return Age(current.history.since(kept.mark) or None)


def notice(tone: Tone, text: str) -> None:
    """Say something at the top of the page, until somebody does something else there."""
    st.session_state.setdefault("notices", []).append((tone, text))


def desk_to_change() -> Desk | None:
    """Return the scenario that is open; where none is, a notice says so."""
    found = desk()
    if found is None:
        notice("warning", NO_DESK)
    return found


def problems(tone: Tone, refused: InvalidInput) -> None:
    """Say at the top of the page what is wrong with an input."""
    for problem in refused.problems:
        notice(tone, str(problem))


def redraw() -> None:
    """Draw the page again of our own accord: nobody has read yet what is at its top."""
    keep_notices()
    st.rerun()


def keep_notices() -> None:
    """Have what is said at the top of the page be there when it is drawn again."""
    said = st.session_state.pop("said", [])
    st.session_state["notices"] = [*said, *st.session_state.get("notices", [])]


def told(text: str) -> None:
    """Say something in passing, which goes by itself."""
    st.toast(escaped(text))


def guarded(act: Callable[Arguments, object]) -> Callable[Arguments, None]:
    """Return a callback that says what went wrong in the user's words, and leaves the page usable."""

    @functools.wraps(act)
    def wrapped(*arguments: Arguments.args, **named: Arguments.kwargs) -> None:
        try:
            act(*arguments, **named)
        except InvalidInput as refused:
            problems("error", refused)
        except NotUnderstoodError as error:
            notice("error", f"That change was not made: {error}. Its text can be edited under YAML.")
        except Exception:
            _LOG.exception("a callback failed")
            notice("error", OUR_MISTAKE)

    return wrapped


OUR_MISTAKE = (
    "Something went wrong, and it is our mistake. What you typed is kept as a draft; "
    "please try another way, and tell us what you did."
)

"""What one session has asked why: the explanation that is shown, what is worked at, how old it is."""

from __future__ import annotations

from planner.editing.background_explaining import ExplainedScenario, Why
from planner.editing.working import Job
from planner.question import Question
from planner.ui import services, session, shown_plan
from planner.ui.shown_plan import Age, Shown

SHOWN, ASKED, FILL = "why shown", "why asked", "why fill"
"""Where the session keeps by file what the explanation is of, what was asked last, and for which fill."""


def ask(*, anew: bool = False) -> None:
    """Begin to explain what is on the desk; says why not where something is wrong with it."""
    of = shown_plan.askable()
    if of is None:
        return
    session.kept(FILL).pop(session.chosen_file(), None)
    _begin(of, None, anew=anew)


def ask_for_fill(fill: float) -> None:
    """Begin to look for the concessions that reach a fill, of what the shown explanation is of."""
    of = _shown()
    if of is not None:
        _begin(of, fill)


def _begin(of: Shown, fill: float | None, *, anew: bool = False) -> None:
    file = session.chosen_file()
    if fill is None:
        shown_plan.make_plan(of)  # what is explained can be looked at, also where nobody asked for it
    session.kept(ASKED)[file] = (of, fill)
    job = services.explaining().start(Why(of.asked, fill), of.scenario, anew=anew)
    job.give_a_moment()


def job() -> Job | None:
    """Return what is being found out for the scenario on the desk, or was last; takes up what it found."""
    file = session.chosen_file()
    of, fill = session.kept(ASKED).get(file, (None, None))
    if of is None:
        return None
    found = services.explaining().job(Why(of.asked, fill))
    if found is not None and found.state == "done":
        session.kept(ASKED).pop(file)
        if fill is None:
            session.kept(SHOWN)[file] = of
        else:
            session.kept(FILL)[file] = fill
    return found


def shown() -> ExplainedScenario | None:
    """Return the explanation of the scenario on the desk; None without one."""
    of = _shown()
    return None if of is None else services.explaining().answer(Why(of.asked))


def shown_for_fill() -> ExplainedScenario | None:
    """Return the answer for the fill that was asked for last; None without one."""
    of, fill = _shown(), session.kept(FILL).get(session.chosen_file())
    return None if of is None or fill is None else services.explaining().answer(Why(of.asked, fill))


def age() -> Age | None:
    """Return how old the shown explanation is against the edits; None where there is none."""
    return shown_plan.age_of(_shown())


def question() -> Question | None:
    """Return how the shown explanation was asked."""
    of = _shown()
    return None if of is None else of.asked.question


def of_plan() -> ExplainedScenario | None:
    """Return the explanation of the plan that is shown, where somebody asked for it."""
    kept = shown_plan.kept_plan()
    return None if kept is None else services.explaining().answer(Why(kept.asked))


def take_up() -> None:
    """Show what is known of just what is on the desk; ask where its plan is shown and nobody asked yet.

    Whoever looks at a plan and comes here wants to know. What was cancelled is not begun again by itself.
    """
    current, found = session.desk(), session.scenario()
    if current is None or found is None or _shown() is not None:
        return
    of = shown_plan.standing(current, found)
    if services.explaining().answer(Why(of.asked)) is not None:
        session.kept(SHOWN)[current.file] = of
        return
    plan_age = shown_plan.age()
    has_plan = shown_plan.shown() is not None and plan_age is not None and plan_age.edits == 0
    job = services.explaining().job(Why(of.asked))
    before, _ = session.kept(ASKED).get(current.file, (None, None))
    asked_already = before is not None and before.asked == of.asked
    if has_plan and not asked_already and (job is None or job.running):
        _begin(of, None)


def _shown() -> Shown | None:
    found: Shown | None = session.kept(SHOWN).get(session.chosen_file())
    return found

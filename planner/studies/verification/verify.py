"""A saved plan checked again against its scenario, without solving, or against a second solver.

Everything that can be worked out from the contributions is worked out again: every row of the program, every
goal, every figure of the file. How far a plan is from the best was proven with prices that the file does not
hold: that is the word of whoever wrote it, until a second solver is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planner.engines.engine import Status
from planner.plan.plan import Plan
from planner.plan.plan_file import SavedPlan
from planner.planning import planned
from planner.problems import InvalidInput, Problem
from planner.question import Question
from planner.scenario.canonical import digest
from planner.scenario.scenario import Scenario
from planner.studies.verification.checking import Checking, ids_of
from planner.studies.verification.verification import Finding, Verification, same


def verify(
    saved: SavedPlan, scenario: Scenario, *, solver: str | None = None, time_limit: float | None = None
) -> Verification:
    """Check a saved plan against a scenario, and against a second solver where one is named.

    Raises `InvalidInput` where the file holds no plan and nobody is to solve, `UnknownSolverError`, and
    `AuditFailedError` where the second solver's own answer does not stand up.
    """
    if not saved.found and solver is None:
        said = f"holds no plan (status {saved.status}), so there is nothing to check"
        raise InvalidInput([Problem(saved.file, 0, "status", said, "--solver NAME solves it again")])
    changed = tuple(_changed(saved, scenario))
    checked = Checking.of(saved, scenario).verification(changed) if saved.found else _nothing(saved, changed)
    if solver is None:
        return checked
    question = Question(solver, time_limit, saved.counted.firmness, saved.counted.offers)
    second = planned(scenario, question)
    compared = _compared(checked, saved, second)
    if not saved.found or compared.solver_stopped:
        return compared
    left = Checking.of(saved, scenario).not_checked(solved=True)
    return replace(compared, not_checked=left)


def _changed(saved: SavedPlan, scenario: Scenario) -> Iterator[Finding]:
    if saved.scenario.sha256 == digest(scenario):
        return
    settings = saved.counted.made
    hint = f"; the plan was made with --set of {', '.join(settings)}" if settings else ""
    said = f"The scenario has changed since the plan was made{hint}. It is checked as it is now."
    yield Finding("changed", "scenario.sha256", said, fails=False)


def _nothing(saved: SavedPlan, changed: tuple[Finding, ...]) -> Verification:
    """Return what is to say of a file that holds no plan, before it is solved again."""
    return Verification(
        saved.scenario.title,
        verified=True,
        scenario_changed=bool(changed),
        feasible=False,
        max_violation=0.0,
        exact=False,
        goals=(),
        findings=changed,
        proof="The file holds no plan.",
    )


def _compared(checked: Verification, saved: SavedPlan, second: Plan) -> Verification:
    """Return the verification with what a second solver found."""
    name = f"{second.solver.name} {second.solver.version}".strip()
    stopped = second.status in (Status.LIMIT, Status.FAILED)
    found = tuple(_by_second(saved, second, name, stopped=stopped))
    goals = tuple(
        replace(goal, solved=None if stopped else second.goals.get(goal.goal)) for goal in checked.goals
    )
    agreed = f"{name} solved the scenario anew, and its answer passed the planner's own audit."
    return replace(
        checked,
        goals=goals,
        findings=(*checked.findings, *found),
        verified=checked.verified and not stopped and not any(one.fails for one in found),
        proof=checked.proof if stopped or not second.found else agreed,
        solver=name,
        solver_stopped=stopped,
    )


def _by_second(saved: SavedPlan, second: Plan, name: str, *, stopped: bool) -> Iterator[Finding]:
    """Yield where a second solver's plan is another; how it ended alone is no fault of the file."""
    if stopped:
        yield Finding("solver", "status", f"{name} ended with {second.status}: nothing could be compared.")
    elif second.found != saved.found:
        said = f"The file says {saved.status}, and {name} says {second.status}."
        yield Finding("solver", "status", said)
    elif second.found:
        if second.status != saved.status:
            said = f"The file says {saved.status}, and {name} says {second.status}: it was not stopped."
            yield Finding("solver", "status", said, fails=False)
        yield from _goals_of_second(saved, second, name)


def _costs_of_second(saved: SavedPlan, second: Plan, name: str) -> Iterator[Finding]:
    """Yield what a goal is said to have cost a later one, and did not."""
    for number, goal in enumerate(saved.goals):
        found = second.goal_costs.get(goal.goal, {})
        for place, cost in enumerate(goal.costs):
            value = found.get(cost.goal)
            if value is None or not same(cost.change, value):
                comes = "nothing" if value is None else f"{value:.9g}"
                said = (
                    f"{goal.goal!r} cost {cost.goal!r} {cost.change:.9g} by the file, and {comes} by {name}."
                )
                yield Finding("solver", f"goals[{number}].costs[{place}]", said)


def _goals_of_second(saved: SavedPlan, second: Plan, name: str) -> Iterator[Finding]:
    """Yield the first goal that differs, as it changes the question of those after it; or contributions."""
    for goal in saved.goals:
        value = second.goals.get(goal.goal)
        if value is not None and not same(goal.value, value):
            which = "better" if value < goal.value else "worse"
            said = f"{name} finds {value:.9g} for {goal.goal!r}, {which} than {goal.value:.9g} in the file."
            yield Finding("solver", "goals", said)
            return
    yield from _costs_of_second(saved, second, name)
    mine = {ids_of(one): one.units for one in saved.contributions}
    lines = second.contributions[["nation", "capability", "requirement", "phase", "units"]].itertuples(
        index=False
    )
    theirs = {(line[0], line[1], line[2], line[3]): float(line[4]) for line in lines}
    differing = sum(not same(mine.get(ids, 0.0), theirs.get(ids, 0.0)) for ids in {*mine, *theirs})
    if differing:
        said = f"{name} reaches the same goals with other contributions: {differing} differ."
        yield Finding("solver", "contributions", said, fails=False)

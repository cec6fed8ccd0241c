"""What a plan's file says beside its figures: how it ended, what was proven; and what nobody can check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planner.engines.engine import Status
from planner.engines.proof.audit import Audit, GoalAudit
from planner.plan.plan_file import SavedAudit, SavedPlan
from planner.studies.verification.verification import Finding, same

WITH_A_PLAN = (Status.OPTIMAL, Status.LIMIT)
"""The statuses of a file that holds a plan."""
_CHECKED = (
    "format",
    "scenario.title",
    "scenario.sha256",
    "counted.firmness",
    "counted.offers",
    "goals[].goal",
    "goals[].value",
    "audit.max_violation",
    "audit.bound",
    "audit.gap",
    "audit.passed",
    "audit.goals[].goal",
    "audit.goals[].value",
    "audit.goals[].gap",
)
"""What is checked of a file beside the tables and totals that follow from its contributions."""
_BY_SECOND = ("status", "goals[].costs")
"""What only a second solver can check."""
_CALLED = {
    "planner": "which planner wrote it",
    "note": "its note",
    "scenario.file": "the name of the scenario's file",
    "counted.set": "what was set when it was solved",
    "counted.assignments": "what it was set to",
    "status": "whether the solver was done or stopped at a limit",
    "solver": "who solved it and how",
    "goals[].costs": "what each goal cost those after it",
    "audit.exact": "in which arithmetic it was audited",
    "audit.proven_by": "who proved how good it is",
    "audit.goals[].bound": "the proof of what no plan can be better than",
    "audit.goals[].rounding": "what the rounding of earlier goals buys of later ones",
}
"""What is not checked, in words; by the start of its path."""


def about_status(saved: SavedPlan) -> Iterator[Finding]:
    """Yield where the status does not go with a file that holds a plan."""
    if saved.status not in WITH_A_PLAN:
        yield Finding("figure", "status", f"The file says {saved.status}, and it holds a plan.")


def about_title(saved: SavedPlan, title: str) -> Iterator[Finding]:
    """Yield where the title is not that of the scenario that the plan was made from."""
    if saved.scenario.title != title:
        said = f"scenario.title is {saved.scenario.title!r} in the file, and {title!r} in the scenario."
        yield Finding("figure", "scenario.title", said)


def about_audit(
    claimed: SavedAudit, goals: Mapping[str, float], again: Audit, *, size: float
) -> Iterator[Finding]:
    """Yield the figures of the audit that do not go with the plan, nor with each other.

    `goals` are the values that come out again; `size` is what the largest row adds up, which says how much of
    a violation is lost where a file has nine decimals.
    """
    if claimed.goals and goals.keys() - {one.goal for one in claimed.goals}:
        missing = ", ".join(sorted(goals.keys() - {one.goal for one in claimed.goals}))
        yield Finding("proof", "audit.goals", f"The file does not say what was proven of {missing}.")
    if abs(claimed.max_violation - again.max_violation) > 1e-6 * max(1.0, size):
        yield _figure("audit.max_violation", claimed.max_violation, again.max_violation)
    for number, one in enumerate(claimed.goals):
        path = f"audit.goals[{number}]"
        if one.goal not in goals:
            yield Finding("proof", f"{path}.goal", f"{one.goal!r} is no goal of the scenario.")
            continue
        if not same(one.value, goals[one.goal]):
            yield _figure(f"{path}.value", one.value, goals[one.goal])
        gap = None if one.bound is None else GoalAudit(one.goal, one.value, one.bound).gap
        if one.gap is not None and gap is not None and not same(one.gap, gap):
            yield _figure(f"{path}.gap", one.gap, gap)
    yield from _in_all(claimed)


def _in_all(claimed: SavedAudit) -> Iterator[Finding]:
    """Yield where what is said of all goals is said of none."""
    bounds = [one.bound for one in claimed.goals if one.bound is not None]
    if claimed.bound is not None and bounds and not any(same(claimed.bound, bound) for bound in bounds):
        yield Finding("proof", "audit.bound", f"audit.bound is {claimed.bound:.9g}, the bound of no goal.")
    gaps = [one.gap for one in claimed.goals if one.gap is not None]
    if claimed.gap is not None and gaps and not same(claimed.gap, max(gaps)):
        yield _figure("audit.gap", claimed.gap, max(gaps))


def _figure(path: str, claimed: float, value: float) -> Finding:
    return Finding("figure", path, f"{path} is {claimed:.9g} in the file and comes to {value:.9g}.")


def not_checked(
    document: Mapping[str, Any], worked_out: Mapping[str, Any], *, solved: bool
) -> tuple[str, ...]:
    """Return what of a file nobody checks, in words where there are any; `solved` by a second solver too.

    `worked_out` are the tables and totals that its contributions come to.
    """
    known = {*_CHECKED, *(_BY_SECOND if solved else ()), *_leaves(worked_out)}
    left = [leaf for leaf in _leaves(document) if not any(_within(leaf, one) for one in known)]
    called = [next((said for path, said in _CALLED.items() if _within(leaf, path)), leaf) for leaf in left]
    return tuple(dict.fromkeys(called))


def _within(leaf: str, path: str) -> bool:
    return leaf == path or leaf.startswith((f"{path}.", f"{path}["))


def _leaves(value: Any, path: str = "") -> Iterator[str]:
    """Yield the paths of a document's figures; those of a table's lines are one."""
    if path.endswith(".unit_months"):
        yield path
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _leaves(part, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        yield from dict.fromkeys(leaf for part in value for leaf in _leaves(part, f"{path}[]"))
    else:
        yield path

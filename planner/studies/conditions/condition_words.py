"""Conditions in sentences: what one that does not hold would add, what one that holds would lose."""

from __future__ import annotations

from collections.abc import Mapping

from planner.engines.engine import Status
from planner.reports.figures import figure
from planner.reports.names import listing
from planner.scenario.models import Scenario
from planner.studies.wording import Words

_NOTHING = 1e-7


def condition_sentence(
    scenario: Scenario,
    condition: tuple[str, bool],
    alone: Mapping[str, float] | Status,
    together: Mapping[str, float],
) -> str:
    """Say what flipping a condition changes alone, and on top of the others; or why there is no plan then."""
    words, (name, holds) = Words(scenario), condition
    flipped = "failed" if holds else "held"
    if isinstance(alone, Status):
        missing = "meets all hard constraints" if alone is Status.INFEASIBLE else "is proven best in time"
        return f"If {words.condition(name)} {flipped}, there is no plan that {missing}."
    said = f"If {words.condition(name)} {flipped}, {_changes(words, alone)}"
    if not together or dict(together) == dict(alone):
        return f"{said}."
    others = "all others failing" if holds else "all others that do not hold coming to hold"
    return f"{said}; on top of {others}, {_changes(words, together)}."


def _changes(words: Words, changes: Mapping[str, float]) -> str:
    said = [_change(words, goal, change) for goal, change in changes.items() if abs(change) > _NOTHING]
    return listing(said) if said else "nothing changes"


def _change(words: Words, goal: str, change: float) -> str:
    amount = abs(change)
    if goal.startswith("fill "):
        verb = "rises" if change < 0 else "falls"
        return f"{words.goal(goal)} {verb} by {figure(100 * amount)} percentage points"
    verb = "falls" if change < 0 else "rises"
    return f"{goal} {verb} by {words.cost(amount) if goal == 'cost' else figure(amount)}"

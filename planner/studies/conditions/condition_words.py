"""Conditions in sentences: what one that does not hold would add, what one that holds would lose."""

from __future__ import annotations

from collections.abc import Mapping

from planner.engines.engine import Status
from planner.scenario.scenario import Scenario
from planner.words.names import listing
from planner.words.wording import Words

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
    said = [words.goal_change(*each) for each in changes.items() if abs(each[1]) > _NOTHING]
    return listing(said) if said else "nothing changes"

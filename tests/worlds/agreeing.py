"""An answer of a family of worlds held against what one world alone comes to."""

from __future__ import annotations

import pytest

from planner.worlds.required_lines import Lines
from planner.worlds.world import World
from planner.worlds.world_answer import Answer


def agree(answer: Answer, expected: Answer, *, lines: Lines, world: World, goals: float, fill: float) -> None:
    """Expect the same status, values of goals and fill, within `goals` and `fill`."""
    assert answer.status is expected.status, world
    if answer.found:
        mine, other = dict(answer.goals), dict(expected.goals)
        for goal in mine.keys() | other.keys():  # one that nobody could do anything for is not there
            assert mine.get(goal, 0.0) == pytest.approx(other.get(goal, 0.0), rel=goals, abs=goals), goal
        assert lines.fill(answer.short) == pytest.approx(lines.fill(expected.short), abs=fill), world

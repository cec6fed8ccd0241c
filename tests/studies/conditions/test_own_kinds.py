"""Conditions that a kind of one's own reads, in its rows and under any name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import numpy as np
import pytest

from planner.constraints.base import Constraint
from planner.facts.fields import Identifier, Refers
from planner.ground.ground import Ground
from planner.program.blocks import RowBlock
from planner.scenario.scenario import Scenario
from planner.studies.conditions.conditions import conditions
from planner.studies.solved import solved
from planner.worlds.world import standing
from tests.small import document


class Ceiling(Constraint):
    """So many people of the selection at most, in the phases where a mandate does not hold."""

    kind: Any = "ceiling"
    people: float
    mandate: Annotated[Identifier, Refers("conditions")]

    def rows(self, ground: Ground) -> Iterator[RowBlock]:
        total = ground.total(self, "personnel", (), self.when)
        lifted = ground.index.holds(ground.facts.conditions[self.mandate])
        groups = np.flatnonzero(total.filled & ~lifted[total.grid()["phase"]]).astype(np.int32)
        keys = {key: positions[groups] for key, positions in total.grid().items()}
        if len(groups):
            yield self.block(keys, [total.part(groups, 1.0)], upper=self.people, count=len(groups))

    def sentence(self) -> str:
        return f"at most {self.people:g} people before {self.mandate}"


def scenario(**more: str) -> Scenario:
    """Return the small scenario with a ceiling that the vote lifts."""
    rule = Ceiling.model_validate(
        {"id": "rule", "component": "land", "people": 1200.0, "mandate": "vote", **more}
    )
    return Scenario.model_validate(document()).model_copy(update={"constraints": {"rule": rule}})


@pytest.mark.parametrize("more", [{}, {"when": "ceasefire"}], ids=["alone", "beside when"])
def test_what_flipping_does_is_what_solving_again_says(more) -> None:
    known = scenario(**more)
    found = {effect.condition: effect for effect in conditions(solved(known))}
    for name, effect in found.items():
        other = standing(known, {name: "never" if effect.holds else "always"})
        assert effect.goals == pytest.approx(solved(other).goals, abs=1e-7), name
    assert found["vote"].alone["fill 1"] < -0.05

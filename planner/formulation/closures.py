"""Why a possible contribution is closed, whatever the goals: firmness, conditions, readiness, politics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from planner.constraints.base import Constraint
from planner.formulation.offers import Counting, OfferTable
from planner.ground.ground import Ground
from planner.program.blocks import BoolArray

Sort = Literal[
    "commitments", "condition", "constraint", "firmness", "goal", "pool", "ready", "stay", "support"
]


@dataclass(frozen=True, order=True)
class Reason:
    """Why units do not come; `name` is the id of the condition or constraint, if it is one.

    `group` is what a constraint's row is about where that is something else than the units: another nation.
    It is the same reason whatever the group.
    """

    sort: Sort
    name: str = ""
    group: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def id(self) -> str:
        """What documents call it; unmistakable, since no file may call a constraint like another sort."""
        if self.sort == "constraint":
            return self.name
        return f"{self.sort}:{self.name}" if self.name else self.sort


def closures(
    ground: Ground, table: OfferTable, counting: Counting, constraints: Mapping[str, Constraint]
) -> dict[Reason, BoolArray]:
    """Return why possible contributions are closed: for each reason, which ones.

    Reasons are firmness, conditions that do not hold, readiness, and constraints that forbid.
    """
    offers, spot = table.offers, table.spot(ground)
    phase = ground.keys["phase"]
    weak = np.array([not counting.counts(offer) for offer in offers], dtype=bool)
    closed = {Reason("firmness"): weak[spot]}
    for name in sorted({name for offer in offers for name in offer.needs}):
        fails = ~ground.index.holds(ground.facts.conditions[name])
        needing = np.array([name in offer.needs for offer in offers])
        closed[Reason("condition", name)] = needing[spot] & fails[phase]
    ready = np.array([ground.index.calendar.started_by(offer.ready) for offer in offers], dtype=bool)
    closed[Reason("ready")] = ~ready.reshape(len(offers), len(ground.index.months))[spot, phase]
    for name, constraint in sorted(constraints.items()):
        forbidden = constraint.forbids(ground)
        if forbidden is not None:
            closed[Reason("constraint", name)] = forbidden
    return {reason: mask for reason, mask in closed.items() if mask.any()}

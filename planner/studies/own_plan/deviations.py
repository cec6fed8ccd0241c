"""Where somebody's own plan differs from the best, and what each difference costs by itself.

The best plan is solved again with that one contribution as they have it: what the goals lose is its cost. A
difference may cost nothing (another plan is as good), or be impossible under the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from planner.engines.engine import Face, Status
from planner.engines.solve import Watch
from planner.ground.ground import COLUMN_KEYS
from planner.plan.plan import plain
from planner.program.blocks import CONTRIBUTION
from planner.program.program import Goal
from planner.studies.own_plan.theirs import SAME, Theirs
from planner.studies.solved import Solved
from planner.words.names import listing
from planner.words.wording import Words

MOST_PRICED, MOST_MIXED = 100, 10
"""So many differences are priced, the largest in people; fewer where whole numbers make each a long solve."""
SECONDS = 5.0
"""With whole numbers no solve goes on for longer."""


@dataclass(frozen=True)
class Deviation:
    """A contribution that differs: their units and the best plan's, and what keeping theirs costs each goal.

    `costs` is None where it was not worked out; `possible` is false where no plan can have it so.
    """

    nation: str
    capability: str
    requirement: str
    phase: str
    theirs: float
    best: float
    costs: dict[str, float] | None = None
    possible: bool = True
    sentence: str = ""

    def as_document(self) -> dict[str, Any]:
        """Return the deviation as the contract's JSON object."""
        costs = [{"goal": goal, "change": plain(change)} for goal, change in (self.costs or {}).items()]
        return {
            **{key: getattr(self, key) for key in COLUMN_KEYS},
            "theirs": plain(self.theirs),
            "best": plain(self.best),
            "possible": self.possible,
            "priced": self.costs is not None,
            "costs": costs,
            "sentence": self.sentence,
        }


def deviations(theirs: Theirs, solved: Solved, watch: Watch) -> Iterator[Deviation]:
    """Yield where a plan differs from the best, the largest in people first."""
    best = theirs.of_open(solved.units)
    differing = theirs.differing(best)
    weight = (np.abs(theirs.units - best) * theirs.formulation.candidates.people)[differing]
    order = differing[np.lexsort((differing, -weight.round(6)))]
    pricing, words = _Pricing(theirs, solved, watch), Words(solved.scenario)
    for rank, spot in enumerate(order):
        deviation = _deviation(theirs, int(spot), float(best[spot]))
        deviation = pricing.priced(deviation, int(spot)) if rank < pricing.most else deviation
        yield replace(deviation, sentence=_sentence(words, deviation))


def _deviation(theirs: Theirs, spot: int, best: float) -> Deviation:
    ground = theirs.formulation.candidates
    ids = {key: ground.index.names[key][ground.keys[key][spot]] for key in COLUMN_KEYS}
    return Deviation(**ids, theirs=float(theirs.units[spot]), best=best)


def _sentence(words: Words, one: Deviation) -> str:
    """Say their units beside the best plan's, then what theirs cost each goal, or why that is not told."""
    who, what = words.names.nations[one.nation], words.names.capabilities[one.capability]
    said = (
        f"{who}, {what} for {words.line(one.requirement)} in {words.phase(one.phase)}: "
        f"{words.units_beside(one.theirs, one.best, one.capability)} in the best plan"
    )
    if not one.possible:
        return f"{said}; no plan can have that under the rules."
    if one.costs is None:
        return f"{said}; what this costs by itself was not looked at."
    changes = [words.goal_change(*each) for each in one.costs.items() if abs(each[1]) > SAME]
    return f"{said}; {listing(changes) or 'this by itself costs nothing'}."


class _Pricing:
    """Solves the best plan again with one contribution as they have it."""

    def __init__(self, theirs: Theirs, solved: Solved, watch: Watch) -> None:
        self._solved, self._watch = solved, watch
        self._column = theirs.column
        self._face = Face.of(solved.program)
        self.most = MOST_MIXED if solved.whole_numbers else MOST_PRICED

    def priced(self, deviation: Deviation, spot: int) -> Deviation:
        """Return a deviation with what it costs; as it was when time is up."""
        column, left = int(self._column[spot]), self._watch.left()
        if column < 0:
            return replace(deviation, possible=False, costs={})
        if left == 0:
            return deviation
        face = self._fixed(column, deviation.theirs)
        seconds = min(left or SECONDS, SECONDS) if self._solved.whole_numbers else left
        solution = self._solved.again.solve(face, self._goals, seconds=seconds)
        if solution.status is Status.INFEASIBLE:
            return replace(deviation, possible=False, costs={})
        if solution.status is not Status.OPTIMAL:
            return deviation
        reached = {stage.goal.name: stage.value for stage in solution.stages if stage.goal.stated}
        return replace(deviation, costs={name: reached[name] - self._solved.goals[name] for name in reached})

    @property
    def _goals(self) -> tuple[Goal, ...]:
        """The program's goals up to the last that the scenario states."""
        goals = self._solved.program.goals
        return goals[: 1 + max(number for number, goal in enumerate(goals) if goal.stated)]

    def _fixed(self, column: int, units: float) -> Face:
        lower, upper = self._face.lower.copy(), self._face.upper.copy()
        spot = self._solved.program.family(CONTRIBUTION).start + column
        lower[spot] = upper[spot] = units
        return Face(lower, upper, self._face.row_lower, self._face.row_upper)

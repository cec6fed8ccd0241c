"""The least of a cost in whole numbers near a solution, goals being held: asked for where the cost is felt.

In islands that the cost is not about (see `parting`) the solution stays: nothing there is better by the goals
in order, so that it leaves the most of what they may lose to the islands that are asked. What was left out is
held against what is found. Where that breaks it, it joins the islands that it is about; where goals may lose
something, so that these are one already, it is felt with the rest as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.engines.engine import Held, MixedOutcome, Pace, Status
from planner.engines.trust import minimised, near
from planner.engines.whole.around import TRIES, Around
from planner.engines.whole.parting import Parting, narrowest, violated
from planner.program.blocks import BoolArray, FloatArray

TOGETHER = 150
"""Islands of so many columns are asked for at once: each question takes time, whatever it is about."""


def least_near(around: Around, cost: FloatArray, held: Sequence[Held], pace: Pace) -> MixedOutcome | None:
    """Return the least of a cost while goals are held, the first of those of the solution in order.

    None where that is not found this way.
    """
    apart, goals = around.apart, around.program.goals
    ordered = all(np.array_equal(one.cost, goal.cost) for one, goal in zip(held, goals, strict=False))
    if apart is None or not held or not ordered or len(held) > len(goals):
        return None
    return _Least(around, apart, cost, held, pace).found()


@dataclass(frozen=True, eq=False)
class _Least:
    """One cost; all that is asked for it shares a `pace`."""

    around: Around
    apart: Parting
    cost: FloatArray
    held: Sequence[Held]
    pace: Pace

    def found(self) -> MixedOutcome | None:
        """Return the least, and a solution that breaks nothing."""
        return self._joined() if self._nothing_to_share else self._felt()

    def _joined(self) -> MixedOutcome | None:
        """Return it of one island after the other, those joined that a row is about which is broken."""
        found = self._island_by_island()
        broken = self._broken(found)
        if found.status is Status.OPTIMAL and broken.any():
            return replace(self, apart=self.apart.with_rows(narrowest(self.around.program, broken)))._joined()
        return found if found.status in (Status.OPTIMAL, Status.LIMIT) else None

    def _felt(self) -> MixedOutcome | None:
        """Return it of all islands that the cost is about at once, the rest being as it is."""
        felt = np.zeros_like(self.apart.left_out)
        asked = self.apart.about(self.cost != 0, felt)
        first = found = self._asked(asked, felt)
        for _ in range(TRIES):
            if found.status is not Status.OPTIMAL or not self._as_good(found, first):
                break
            broken = self._broken(found) & ~felt
            if not broken.any():
                return replace(found, bound=first.bound)
            felt = felt | broken
            found = self._asked(asked, felt)
        return first if first.status is Status.LIMIT else None

    def _broken(self, found: MixedOutcome) -> BoolArray:
        """Return the rows that were left out and are broken."""
        if not len(found.values):
            return np.zeros_like(self.apart.left_out)
        return self.apart.left_out & violated(self.around.program, found.values)

    @property
    def _nothing_to_share(self) -> bool:
        """Whether no goal may lose anything, so that no island can leave some of that to another."""
        return all(near(one.cost, one.bound, float(one.cost @ self.around.values)) for one in self.held)

    def _island_by_island(self) -> MixedOutcome:
        """Return what is best, asked for in one island after the other, small ones together."""
        values, outcome = self.around.values.copy(), MixedOutcome.failed(0.0, "")
        none, bound = np.zeros_like(self.apart.left_out), 0.0
        for mine in self._together():
            outcome = self._asked(mine, none)
            if outcome.status is not Status.OPTIMAL:
                return outcome
            values[mine], bound = outcome.values[mine], bound + outcome.bound
        return replace(outcome, values=values, bound=bound)

    def _together(self) -> Iterator[BoolArray]:
        """Yield the columns of the islands that the cost is about, of small ones those of some at once."""
        asked = self.apart.about(self.cost != 0, np.zeros_like(self.apart.left_out))
        mine = np.zeros_like(asked)
        numbers, sizes = np.unique(self.apart.column[asked], return_counts=True)
        for number, size in zip(numbers.tolist(), sizes.tolist(), strict=True):
            if mine.any() and mine.sum() + size > TOGETHER:
                yield mine
                mine = np.zeros_like(asked)
            mine = mine | (self.apart.column == number)
        if mine.any():
            yield mine

    def _as_good(self, found: MixedOutcome, first: MixedOutcome) -> bool:
        reached, least = (float(self.cost @ one.values) for one in (found, first))
        return near(self.cost, reached, least)

    def _asked(self, asked: BoolArray, felt: BoolArray) -> MixedOutcome:
        """Return what is best of some columns with the rest as it is."""
        program, rest = self.around.program, np.where(asked, 0.0, self.around.values)
        none = np.zeros_like(felt)
        own = self.apart.beside(program, self.around.values, asked, joined=none, felt=felt).program
        held = tuple(Held(one.cost[asked], one.bound - float(one.cost @ rest)) for one in self.held)
        session = self.around.engine.open_mixed(own)
        at_hand = self.around.values[asked]
        outcome = minimised(session, own, self.cost[asked], held, pace=self.pace, at_hand=at_hand)
        if not len(outcome.values):
            return outcome
        rest[asked] = outcome.values
        return replace(outcome, values=rest)

"""Which change caused how much: the difference of each goal, divided among the input changes.

What a set of changes is worth are the goals of the scenario in which these are made and no others. The
difference between two scenarios is divided by the Shapley value. The rules:

* Changes that cannot be made apart are taken as one: where some of them alone make no sound scenario (a
  constraint that speaks of a condition that is not there) or no plan, they are merged with the fewest others
  with which they do.
* Up to six changes, every set of them is solved. With more, a change that does nothing alone and nothing as
  the last is set aside with zero, if all such together do nothing either.
* Up to ten changes that are left are divided exactly, every set of them solved, as long as that is not more
  work than `MOST_WORK`. Above, the division is estimated from random orders and carries its standard error.
* Where nothing of a priority is required, nothing of it is unfilled: its goal counts as zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from planner.program.blocks import FloatArray
from planner.studies.comparison.joint_changes import JointChange, merged
from planner.studies.comparison.shapley import Coalition, Division, exact, sampled
from planner.studies.comparison.valuing import NotPlayableError, StoppedError, Valuer

MOST_EXACT = 10
"""Up to so many changes that matter, every set of them is solved."""
SCREENED_ABOVE = 6
"""With more changes than this, those that do nothing are looked for and set aside."""
MOST_WORK = 12e6
"""The most work of all solves of one attribution, in entries of matrices; about a minute."""
FEWEST_PAIRS, MOST_PAIRS = 4, 100
"""How many pairs of random orders are drawn."""
GOOD_ENOUGH = 0.005
"""Sampling ends where every standard error is at most this part of the goal's difference."""
NOTHING = 1e-6
"""A change of a goal up to this, relative to its size where that is over 1, is the solver's rounding."""

Method = Literal["exact", "sampled", "none"]


@dataclass(frozen=True)
class Attributed:
    """What one change brought about of each goal, with the standard error; zero where it is exact."""

    change: JointChange
    amounts: Mapping[str, float]
    errors: Mapping[str, float]

    @property
    def matters(self) -> bool:
        """Whether it changed any goal."""
        return any(self.amounts.values()) or any(self.errors.values())


@dataclass(frozen=True)
class Attribution:
    """The differences of goals between two scenarios and their parts, which add up to them.

    `method` says how: exactly, sampled from so many `orders`, or not at all, for the `reason` given.
    `together` are the changes that could only be made as one; `aside` those that were set aside.
    """

    differences: Mapping[str, float]
    parts: tuple[Attributed, ...] = ()
    method: Method = "none"
    reason: str = ""
    orders: int = 0
    solves: int = 0
    together: tuple[JointChange, ...] = ()
    aside: tuple[JointChange, ...] = ()


def attributed(
    changes: Sequence[JointChange], valuer: Valuer, ends: tuple[Mapping[str, float], Mapping[str, float]]
) -> Attribution:
    """Divide the differences between two scenarios among the changes from the first to the second.

    `ends` are the goals' values of both, as their plans have them.
    """
    differences = {goal: ends[1][goal] - ends[0][goal] for goal in valuer.goals}
    if not changes:
        return Attribution(differences, reason="nothing that a plan depends on is different")
    valuer.know((), ends[0])
    valuer.know(changes, ends[1])
    try:
        return _Sharing(valuer, differences).among(tuple(changes))
    except StoppedError as stopped:
        return Attribution(differences, reason=str(stopped), solves=valuer.solves)


@dataclass(frozen=True, eq=False)
class _Sharing:
    """Divides differences among changes, merging those that cannot be made apart."""

    valuer: Valuer
    differences: Mapping[str, float]

    def among(self, changes: tuple[JointChange, ...]) -> Attribution:
        """Divide the differences among changes, all of which together are known to be playable."""
        whole, together = changes, set[JointChange]()
        while True:
            try:
                aside = self._idle(changes) if len(changes) > SCREENED_ABOVE else ()
                left = tuple(change for change in changes if change not in aside)
                division = self._division(left)
                break
            except _CannotBeApartError as stuck:
                changes = tuple(merged(changes, self._inseparable(changes, stuck.some)))
                together = {change for change in changes if change not in whole}
        parts = [*self._parts(left, division), *(self._nothing(change) for change in aside)]
        return Attribution(
            self.differences,
            tuple(sorted(parts, key=lambda part: part.change)),
            "sampled" if division.orders else "exact",
            orders=division.orders,
            solves=self.valuer.solves,
            together=tuple(sorted(together)),
            aside=aside,
        )

    def _value(self, changes: tuple[JointChange, ...]) -> FloatArray:
        try:
            return self.valuer.value(changes)
        except NotPlayableError:
            raise _CannotBeApartError(changes) from None

    def _division(self, changes: tuple[JointChange, ...]) -> Division:
        def value(some: Coalition) -> FloatArray:
            return self._value(tuple(changes[one] for one in sorted(some)))

        effort = self.valuer.effort() if len(changes) > 2 else 0.0
        if len(changes) <= MOST_EXACT and 2 ** len(changes) * effort <= MOST_WORK:
            return exact(len(changes), value)
        pairs = int(MOST_WORK / (effort * 4 * len(changes)))
        pairs = min(max(pairs, FEWEST_PAIRS), MOST_PAIRS)
        return sampled(len(changes), value, pairs=pairs, enough=self._is_good_enough)

    def _is_good_enough(self, division: Division) -> bool:
        whole = np.abs(np.array(list(self.differences.values())))
        return bool(np.all(division.errors <= np.maximum(GOOD_ENOUGH * whole, NOTHING)))

    def _idle(self, changes: tuple[JointChange, ...]) -> tuple[JointChange, ...]:
        """Return the changes that do nothing alone and nothing as the last, if all of them together do so."""
        nothing, everything = self._value(()), self._value(changes)
        idle = tuple(
            change
            for change in changes
            if self._same(self._value((change,)), nothing)
            and self._same(self._value(tuple(one for one in changes if one != change)), everything)
        )
        rest = tuple(change for change in changes if change not in idle)
        return idle if self._same(self._value(rest), everything) else ()

    def _same(self, one: FloatArray, other: FloatArray) -> bool:
        return bool(np.all(np.abs(one - other) <= self._tolerance()))

    def _tolerance(self) -> FloatArray:
        sizes = np.abs(self.valuer.value(()))
        return np.asarray(NOTHING * np.maximum(1.0, sizes), dtype=float)

    def _parts(self, changes: tuple[JointChange, ...], division: Division) -> list[Attributed]:
        """Return the parts with rounding taken out, so that they add up to the whole."""
        amounts, errors = division.amounts.copy(), division.errors.copy()
        small = (np.abs(amounts) <= self._tolerance()) & (errors <= self._tolerance())
        amounts[small], errors[small] = 0.0, 0.0
        rows = np.arange(amounts.shape[1])
        largest = np.abs(amounts).argmax(axis=0)
        missing = np.array(list(self.differences.values())) - amounts.sum(axis=0)
        amounts[largest, rows] += np.where(amounts[largest, rows] == 0, 0.0, missing)
        return [
            Attributed(change, self._by_goal(amounts[row]), self._by_goal(errors[row]))
            for row, change in enumerate(changes)
        ]

    def _nothing(self, change: JointChange) -> Attributed:
        zeros = np.zeros(len(self.valuer.goals))
        return Attributed(change, self._by_goal(zeros), self._by_goal(zeros))

    def _by_goal(self, figures: FloatArray) -> dict[str, float]:
        return dict(zip(self.valuer.goals, figures.tolist(), strict=True))

    def _inseparable(
        self, changes: tuple[JointChange, ...], some: tuple[JointChange, ...]
    ) -> tuple[JointChange, ...]:
        """Return the fewest changes with which some can be made that cannot be made alone."""
        core = self._least(some)
        others = tuple(change for change in changes if change not in core)
        for more in (1, 2):
            for added in combinations(others, more):
                if self.valuer.is_playable((*core, *added)):
                    return (*core, *added)
        return self._least_extension(core, others)

    def _least(self, some: tuple[JointChange, ...]) -> tuple[JointChange, ...]:
        """Return some of the changes that cannot be made either, none of which could be spared."""
        core = some
        for change in some:
            fewer = tuple(one for one in core if one != change)
            core = core if self.valuer.is_playable(fewer) else fewer
        return core

    def _least_extension(
        self, core: tuple[JointChange, ...], others: tuple[JointChange, ...]
    ) -> tuple[JointChange, ...]:
        """Return the core with others of which none can be spared."""
        kept = others
        for change in others:
            fewer = tuple(one for one in kept if one != change)
            kept = fewer if self.valuer.is_playable((*core, *fewer)) else kept
        return (*core, *kept)


class _CannotBeApartError(Exception):
    def __init__(self, some: tuple[JointChange, ...]) -> None:
        self.some = some
        super().__init__()

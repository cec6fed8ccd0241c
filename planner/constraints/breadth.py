"""`breadth`: how many nations, or places, have a part in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from planner.constraints.base import Constraint, for_each
from planner.digits import in_full
from planner.facts.fields import Identifier, Positive, Refers, Whole
from planner.facts.selection import GROUPS, Per
from planner.ground.ground import Ground
from planner.program.arrays import np
from planner.program.blocks import BoolArray, ColumnBlock, FloatArray, IntArray, RowBlock, Total

SMALLEST = 1.0
"""From so many units on something counts, where a least number of contributors is asked for."""

Counted = Annotated[
    Literal["nation", "component", "capability", "requirement", "mission", "place", "area"], GROUPS
]
Number = Annotated[int, Field(ge=0, le=10_000), Whole]

_PLURAL = {"capability": "capabilities"}


@dataclass(frozen=True)
class _Side:
    """Bounds for which a thing counts in one way, and the name of its yeses and noes."""

    name: str
    at_least: int | None
    at_most: int | None


class Breadth(Constraint):
    """The number of nations, places ... that have a part in the selection is at least or at most a number.

    With `each`, a thing counts that has at least so much of the measure, and one with less does not; one with
    just so much counts for `at_least` and not against `at_most`. Without `each`, anything above zero counts
    against `at_most`; for `at_least` a thing counts from one whole unit on (of the unit that adds least to
    the measure there): a thousandth of a company is nobody's part. Say with `each` where less is to count.
    """

    says: ClassVar[str] = "At least, or at most, so many nations, or places ..., have a part in it."
    example: ClassVar[str] = """\
kind: breadth
count: nation
component: land
per: place
at_least: 3
each: 200
because: no place is to look like one nation's garrison
"""
    mathematics: ClassVar[str] = (
        "each x y <= measure(thing) and measure(thing) <= each + most x y with y in {0, 1}; at_least "
        "<= sum of y <= at_most for each group of `per` and each phase"
    )
    worked: ClassVar[str] = (
        "Six ships are needed; AAA offers 3, BBB 2, CCC 2.5. With `count: nation, at_most: 2` the two "
        "with the most come, AAA with 3 and CCC with 2.5: 5.5 of 6."
    )

    kind: Literal["breadth"] = "breadth"
    count: Counted
    """What is counted: nations, places, capabilities, requirements, components, missions or areas."""
    at_least: Number | None = None
    """The least number; asked for in each group that the selection can hold, also where it is closed."""
    at_most: Number | None = None
    """The largest number."""
    each: Positive | None = None
    """What one must have of the measure to count; where missing, a whole unit for `at_least`, and anything at
    all for `at_most`."""
    measure: Annotated[Identifier | None, Refers("measures")] = None
    """What `each` is counted in: personnel where missing. Without `each` too, any unit counts."""
    per: Per = ()
    """The number holds for each of these; `horizon` adds the phases up, each times its months."""

    def columns(self, ground: Ground) -> Iterator[ColumnBlock]:
        """Yield a yes or no for each thing that can count: whether it does."""
        total = self._total(ground)
        for side in self._sides():
            things = self._things(total, side)
            if len(things):
                keys = {key: positions[things] for key, positions in total.grid().items()}
                yield self.choices(keys, len(things), side.name)

    @property
    def made_by_offers(self) -> bool:
        """A least is asked of each group in which somebody offers something."""
        return bool(self.per) and self.at_least is not None

    def rows(self, ground: Ground) -> Iterator[RowBlock]:
        """Yield what a yes and a no of each thing mean, and the number of yeses in each group."""
        total = self._total(ground)
        for side in self._sides():
            things = self._things(total, side)
            keys = {key: positions[things] for key, positions in total.grid().items()}
            if len(things):
                yield from self._meanings(total, things, side)
            if ground.phases(self, self.when).any():
                whole = total.summed(self.count)
                yield from self._numbers(whole, keys, ground.can_hold(self, whole), side)

    def _total(self, ground: Ground) -> Total:
        measure = self.measure or ("personnel" if self.each else "units")
        return ground.total(self, measure, (*self.per, self.count), self.when)

    def _sides(self) -> tuple[_Side, ...]:
        """Return the bounds that a thing counts for in one way: without `each` it does so in two."""
        if self.each is not None or self.at_least is None or self.at_most is None:
            return (_Side("", self.at_least, self.at_most),)
        return (_Side("least", self.at_least, None), _Side("most", None, self.at_most))

    def _things(self, total: Total, side: _Side) -> IntArray:
        """Return the groups of the total that can count."""
        least = 0.0 if self.each is None and side.at_most is not None else self._least(total)
        able = total.reach >= self.reached(least, total.reach)
        return np.flatnonzero(total.filled & (total.reach > 0) & able).astype(np.int32)

    def _least(self, total: Total) -> FloatArray:
        """Return for each thing the least measure with which it counts."""
        if self.each is not None:
            return np.full(total.count, self.each)
        lightest = np.full(total.count, inf)
        np.minimum.at(lightest, total.group, total.weight)
        return SMALLEST * lightest

    def _meanings(self, total: Total, things: IntArray, side: _Side) -> Iterator[RowBlock]:
        """Yield that a thing with a yes has the least that counts, and one with a no has no more."""
        keys = {key: positions[things] for key, positions in total.grid().items()}
        numbers, has = np.arange(len(things), dtype=np.int32), total.part(things, 1.0)
        if side.at_least is not None:
            least = self.reached(self._least(total), total.reach)[things]
            counts = self.choice(numbers, -least, side=side.name)
            yield self.block(keys, [has, counts], lower=0.0, count=len(things))
        if side.at_most is not None:
            free = self.each or 0.0
            beyond = self.choice(numbers, free - total.reach[things], side=side.name)
            yield self.block(keys, [has, beyond], upper=free, count=len(things))

    def _numbers(
        self, whole: Total, things: dict[str, IntArray], meant: BoolArray, side: _Side
    ) -> Iterator[RowBlock]:
        """Yield one row for each group in which too few or too many things could count: how many do."""
        least, most = side.at_least or 0, inf if side.at_most is None else side.at_most
        group = whole.at(things)
        sizes = np.bincount(group, minlength=whole.count)
        groups = np.flatnonzero((sizes > most) | ((least > 0) & meant)).astype(np.int32)
        counted = np.flatnonzero(np.isin(group, groups)).astype(np.int32)
        rows = np.searchsorted(groups, group[counted]).astype(np.int32)
        keys = {key: positions[groups] for key, positions in whole.grid().items()}
        parts = [self.choice(counted, 1.0, rows=rows, side=side.name)] if len(counted) else []
        if len(groups):
            yield self.block(keys, parts, lower=least or -inf, upper=most, count=len(groups))

    def adds_up(self) -> str | None:
        """Return what one must have some of to count, if not any unit counts."""
        return self.measure or ("personnel" if self.each else None)

    @property
    def counted_in(self) -> str:
        """The measure that things are counted by: people where only `each` is said."""
        return self.adds_up() or "units"

    @property
    def asked_of_each(self) -> float:
        """What one must have of the measure to count, for a thing that nobody can be."""
        return self.each or SMALLEST

    @property
    def bound_in(self) -> str:
        """What its bound is a number of: what it counts."""
        return self.count

    def sentence(self) -> str:
        """Say the constraint in words."""
        words = {"at_least": "at least", "at_most": "at most"}
        given = [word for word in words if getattr(self, word) is not None]
        bounds = " and ".join(f"{words[word]} {in_full(getattr(self, word))}" for word in given)
        one = bool(given) and getattr(self, given[-1]) == 1
        things = f"{self.count} has" if one else f"{_PLURAL.get(self.count, f'{self.count}s')} have"
        some = f" of {in_full(self.each)} {self.measure or 'personnel'} or more" if self.each else ""
        some = some or (f" by {self.measure}" if self.measure else "")
        per = for_each(self.per)
        return f"{bounds} {things} a part{some} in {self.words()}{per}"

    def objections(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with its numbers and groups."""
        if self.at_most is None and self.at_least is None:
            yield "", "sets no bound: give `at_most` or `at_least`"
        if self.at_most is not None and self.at_least is not None and self.at_least > self.at_most:
            yield "at_least", f"{self.at_least} is more than at_most {self.at_most}"
        if self.count in self.per:
            yield "per", f"cannot be what is counted: for each {self.count} there is just one"

"""`apart`: two nations, or groups, are never at the same place at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from planner.constraints.base import Constraint
from planner.facts.facts import Facts
from planner.facts.selection import Choice
from planner.ground.ground import Ground
from planner.program.arrays import np
from planner.program.blocks import BoolArray, ColumnBlock, IntArray, RowBlock, Total


class Apart(Constraint):
    """Of the sides that `nations` names, at most one is at a place in a phase.

    Each name is a side: a nation, or a group whose members may stand together. Anything above zero counts as
    being there. The other words choose what must be kept apart.
    """

    says: ClassVar[str] = "Two nations, or groups, are never at the same place in the same phase."
    example: ClassVar[str] = """\
kind: apart
nations: [GRC, TUR]
component: maritime
because: neither puts its ships under the other's command
"""
    mathematics: ClassVar[str] = (
        "units(side, place, phase) <= most x y(side, place, phase) with y in {0, 1}; sum over the "
        "sides of y <= 1 for each place and phase"
    )
    worked: ClassVar[str] = (
        "Four ships are needed at each of two places; AAA offers 5 and BBB 3. With `nations: [AAA, "
        "BBB]` AAA fills one place with 4 and BBB goes to the other with 3: 7 of 8."
    )

    kind: Literal["apart"] = "apart"

    def columns(self, ground: Ground) -> Iterator[ColumnBlock]:
        """Yield a yes or no for each side, place and phase where two sides could meet: is it there."""
        for side, total, groups in self._meeting(ground):
            keys = {key: positions[groups] for key, positions in total.grid().items()}
            yield self.choices(keys, len(groups), side)

    def rows(self, ground: Ground) -> Iterator[RowBlock]:
        """Yield one row for each side, place and phase: nothing there without a yes; then one yes at most."""
        meeting = list(self._meeting(ground))
        for side, total, groups in meeting:
            keys = {key: positions[groups] for key, positions in total.grid().items()}
            numbers = np.arange(len(groups), dtype=np.int32)
            parts = [total.part(groups, 1.0), self.choice(numbers, -total.reach[groups], side=side)]
            yield self.block(keys, parts, upper=0.0, count=len(groups))
        if meeting:
            yield self._one_at_most(meeting)

    def _one_at_most(self, meeting: list[tuple[str, Total, IntArray]]) -> RowBlock:
        contested = np.unique(np.concatenate([groups for _, _, groups in meeting]))
        parts = []
        for side, total, groups in meeting:
            numbers = np.full(total.count, -1, dtype=np.int32)
            numbers[groups] = np.arange(len(groups))
            parts.append(self.choice(numbers[contested], 1.0, side=side))
        keys = {key: positions[contested] for key, positions in meeting[0][1].grid().items()}
        return self.block(keys, parts, upper=1.0, count=len(contested))

    def _meeting(self, ground: Ground) -> Iterator[tuple[str, Total, IntArray]]:
        """Yield each side that could meet another: what it has at each place and phase, and where that is."""
        total = ground.total(self, "units", ("nation", "place"), self.when)
        sides = {side: total.summed("nation", self._members(ground, side)) for side in self._sides()}
        able: dict[str, BoolArray] = {side: summed.reach > 0 for side, summed in sides.items()}
        meeting = np.sum(list(able.values()), axis=0) > 1
        for side, summed in sides.items():
            groups = np.flatnonzero(able[side] & meeting).astype(np.int32)
            if len(groups):
                yield side, summed, groups

    def _sides(self) -> tuple[str, ...]:
        return self.nations.names if self.nations is not None else ()

    def _members(self, ground: Ground, side: str) -> IntArray:
        mask = ground.index.mask("nation", Choice(names=(side,)))
        return np.flatnonzero(mask).astype(np.int32)

    @property
    def bound_in(self) -> str:
        """What its bound is a number of: sides that are there."""
        return "side"

    def sentence(self) -> str:
        """Say the constraint in words."""
        what = self.without("nations").words().removeprefix("all ")
        *others, last = self._sides() or ("nobody",)
        named = f"{', '.join(others)} and {last}" if others else last
        who = f"{named} never" if len(others) < 2 else f"no two of {named} ever"
        return f"{who} have {what} at the same place in the same phase"

    def objections(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with its sides."""
        if self.nations is None:
            yield "", "names no `nations` to keep apart"
        elif self.nations.negated:
            yield "nations", "should name the sides, not all but some"
        elif len(set(self.nations.names)) < max(len(self.nations.names), 2):
            yield "nations", "should name two sides or more, each once"

    def objections_in(self, facts: Facts) -> Iterator[tuple[str, str]]:
        """Yield the nations that stand on two sides."""
        nations = {name: number for number, name in enumerate(facts.nations)}
        seen: dict[int, str] = {}
        for side in dict.fromkeys(self._sides()):
            for member in Choice(names=(side,)).members(nations, facts.groups):
                if member in seen:
                    yield "nations", f"{list(nations)[member]} is in {seen[member]} and in {side}"
                seen.setdefault(member, side)

"""`reliance`: one selection goes only so far as another does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from planner.constraints.base import Constraint, Proportion, for_each
from planner.facts.exact import exact, ratio_in_words
from planner.facts.fields import Identifier, Ratio, Refers
from planner.facts.selection import Per, Selection
from planner.ground.ground import Ground
from planner.program.arrays import np
from planner.program.blocks import RowBlock


class Reliance(Constraint):
    """The selection's measure is at most a multiple of that of the selection it relies on."""

    says: ClassVar[str] = "One selection goes only so far as another, which it relies on, does."
    example: ClassVar[str] = """\
kind: reliance
nations: USA
component: land
on: {nations: {not: USA}, component: land}
ratio: 0.25
because: no American soldier on the ground unless four Europeans stand there
"""
    mathematics: ClassVar[str] = (
        "measure(selection) - ratio x measure(on) <= 0, for each group of `per` and each phase"
    )
    worked: ClassVar[str] = (
        "Ten ships are needed; FRA offers 2 and USA 4. With `nations: USA, on: {nations: {not: USA}}, "
        "ratio: 0.5` FRA sends 2 and USA half as many, 1."
    )

    kind: Literal["reliance"] = "reliance"
    on: Selection
    """The selection that it relies on; where that sends nothing, it sends nothing."""
    ratio: Ratio = 1
    """How many times the measure of `on` it may be."""
    measure: Annotated[Identifier, Refers("measures")] = "personnel"
    """What is added up on both sides."""
    per: Per = ()
    """One row for each of these, on both sides; `horizon` adds the phases up, each times its months."""

    def rows(self, ground: Ground) -> Iterator[RowBlock]:
        """Yield one row for each group with a contribution: it, less the ratio times what it relies on."""
        total = ground.total(self, self.measure, self.per, self.when)
        support = ground.total(self.on, self.measure, self.per, self.when)
        groups = np.flatnonzero(total.filled).astype(np.int32)
        keys = {key: positions[groups] for key, positions in total.grid().items()}
        parts = [total.part(groups, 1.0), support.part(support.at(total.grid())[groups], -self.ratio)]
        if len(groups):
            yield self.block(keys, parts, upper=0.0, count=len(groups))

    def compares(self) -> Iterator[Proportion]:
        """Yield itself beside what it relies on."""
        yield Proportion(self.without(), self.on, self.measure, self.when, self.per, most=exact(self.ratio))

    def sentence(self) -> str:
        """Say the constraint in words."""
        each = for_each(self.per)
        times = f"{ratio_in_words(self.ratio)} times " if self.ratio != 1 else ""
        return f"{self.measure} of {self.words()} is at most {times}that of {self.on.words()}{each}"

    def objections(self) -> Iterator[tuple[str, str]]:
        """Yield that it relies on itself."""
        if self.on.chosen() == self.chosen():
            yield "on", "selects the same as the constraint itself: nothing can rely on itself"

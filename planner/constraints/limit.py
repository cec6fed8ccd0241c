"""`limit`: a measure over a selection is at most, at least or exactly a number."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from math import inf
from typing import Annotated, ClassVar, Literal

from planner.constraints.base import Bound, Constraint, for_each
from planner.constraints.staying import Staying
from planner.digits import in_full
from planner.facts.fields import Identifier, Refers
from planner.facts.selection import Per
from planner.ground.ground import Ground
from planner.program.arrays import np
from planner.program.blocks import RowBlock


class Limit(Constraint):
    """A measure over the selection is at most, at least or exactly a number."""

    says: ClassVar[str] = "A measure over the selection is at most, at least or exactly a number."
    example: ClassVar[str] = """\
kind: limit
nations: {not: black_sea_states}
area: black_sea
measure: tonnage
at_most: 45000
because: Montreux Convention, Article 18
"""
    mathematics: ClassVar[str] = (
        "at_least <= sum of weight x units <= at_most, one row for each group of `per` and each "
        "phase; with `horizon` one row over all phases, each times its months"
    )
    worked: ClassVar[str] = (
        "Twelve ships of 100 people are needed, FRA and GBR offer 6 each. With `nations: FRA, "
        "measure: personnel, at_most: 450` FRA sends 4.5 ships and GBR 6: 10.5 of 12."
    )

    kind: Literal["limit"] = "limit"
    measure: Annotated[Identifier, Refers("measures")]
    """What is added up: units (within one capability), personnel, cost, effect, or a capability's measure."""
    at_most: Bound | None = None
    """The most it may be."""
    at_least: Bound | None = None
    """The least it must be."""
    exactly: Bound | None = None
    """What it must be."""
    per: Per = ()
    """One row for each of these; `horizon` adds the phases up, each times its months."""

    @property
    def exact(self) -> bool:
        """Whether it says exactly how much."""
        return self.exactly is not None

    @property
    def made_by_offers(self) -> bool:
        """Who reaches a least in each group is who offers something there."""
        return bool(self.per) and self.bounds()[0] > 0

    def rows(self, ground: Ground) -> Iterator[RowBlock]:
        """Yield one row for each group; one that is closed matters only where a least is asked."""
        total = ground.total(self, self.measure, self.per, self.when)
        lower, upper = self.bounds()
        asked = lower > 0 and ground.phases(self, self.when).any()
        kept = ground.can_hold(self, total) if asked else total.filled
        groups = np.flatnonzero(kept).astype(np.int32)
        keys = {key: positions[groups] for key, positions in total.grid().items()}
        if len(groups):
            yield self.block(keys, [total.part(groups, 1.0)], lower=lower, upper=upper, count=len(groups))

    def staying(self, ground: Ground, leaving: Collection[frozenset[str]]) -> Staying:  # noqa: ARG002
        """Return each row with the nations of which one must stay for it to ask anything of its group."""
        total = ground.total(self, self.measure, self.per, self.when)
        return Staying.held(
            (block, ground.holders(self, total, total.at(block.keys))) for block in self.rows(ground)
        )

    def bounds(self) -> tuple[float, float]:
        """Return the least and the most; infinite where none is set."""
        if self.exactly is not None:
            return self.exactly, self.exactly
        return (
            self.at_least if self.at_least is not None else -inf,
            self.at_most if self.at_most is not None else inf,
        )

    def sentence(self) -> str:
        """Say the constraint in words."""
        words = {"at_least": "at least", "at_most": "at most", "exactly": "exactly"}
        bounds = " and ".join(
            f"{said} {in_full(getattr(self, word))}"
            for word, said in words.items()
            if getattr(self, word) is not None
        )
        each = for_each(self.per)
        return f"{self.measure} of {self.words()} is {bounds}{each}"

    def objections(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with its bounds."""
        if self.at_most is None and self.at_least is None and self.exactly is None:
            yield "", "sets no bound: give `at_most`, `at_least` or `exactly`"
        if self.exactly is not None and (self.at_most is not None or self.at_least is not None):
            yield "exactly", "stands alone: leave out `at_most` and `at_least`"
        if self.at_most is not None and self.at_least is not None and self.at_least > self.at_most:
            yield "at_least", f"{in_full(self.at_least)} is more than at_most {in_full(self.at_most)}"

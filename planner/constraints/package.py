"""`package`: nothing, or at least the smallest useful package."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from planner.constraints.base import Constraint, for_each
from planner.digits import in_full
from planner.facts.fields import Identifier, Positive, Refers
from planner.facts.selection import Per
from planner.ground.ground import Ground
from planner.program.arrays import np
from planner.program.blocks import ColumnBlock, IntArray, RowBlock, Total


class Package(Constraint):
    """The selection's measure is zero or at least the smallest useful package."""

    says: ClassVar[str] = "A measure over the selection is zero, or at least the smallest useful package."
    example: ClassVar[str] = """\
kind: package
component: land
measure: personnel
per: [nation, place]
at_least: 400
because: a smaller contingent cannot protect and supply itself
"""
    mathematics: ClassVar[str] = (
        "at_least x y <= measure <= most x y with y in {0, 1}, for each group of `per` and each phase"
    )
    worked: ClassVar[str] = (
        "Seven ships are needed; AAA offers 6, BBB 3, CCC 5. With `measure: units, per: nation, "
        "at_least: 4` BBB is too small, AAA and CCC together would be more than is needed, and AAA "
        "goes alone with 6."
    )

    kind: Literal["package"] = "package"
    measure: Annotated[Identifier, Refers("measures")]
    """What is added up: units (within one capability), personnel, cost, effect, or a capability's measure."""
    at_least: Positive
    """The smallest useful package: what the measure is at least, where it is not zero."""
    per: Per = ()
    """One package for each of these; `horizon` adds the phases up, each times its months."""

    def columns(self, ground: Ground) -> Iterator[ColumnBlock]:
        """Yield a yes or no for each group that can send a package: whether it does."""
        total = self._total(ground)
        groups = self._able(ground, total)
        if len(groups):
            keys = {key: positions[groups] for key, positions in total.grid().items()}
            yield self.choices(keys, len(groups))

    def rows(self, ground: Ground) -> Iterator[RowBlock]:
        """Yield two rows for each group that can send a package, and one that keeps each other group at zero.

        With a yes the measure is at least the package, with a no it is at most zero.
        """
        total = self._total(ground)
        groups = self._able(ground, total)
        numbers = np.arange(len(groups), dtype=np.int32)
        keys = {key: positions[groups] for key, positions in total.grid().items()}
        sent = total.part(groups, 1.0)
        if len(groups):
            reach = total.reach[groups]
            least = self.choice(numbers, -self.reached(self.at_least, reach))
            most = self.choice(numbers, -reach)
            yield self.block(keys, [sent, least], lower=0.0, count=len(groups))
            yield self.block(keys, [sent, most], upper=0.0, count=len(groups), defines=True)
        unable = np.setdiff1d(np.flatnonzero(total.filled), groups).astype(np.int32)
        keys = {key: positions[unable] for key, positions in total.grid().items()}
        if len(unable):
            yield self.block(keys, [total.part(unable, 1.0)], upper=0.0, count=len(unable), defines=True)

    def _total(self, ground: Ground) -> Total:
        return ground.total(self, self.measure, self.per, self.when)

    def _able(self, ground: Ground, total: Total) -> IntArray:
        """Return the groups that can send as much as a package, or as much as one may become."""
        able = total.reach > 0
        if not ground.bending:
            able &= total.reach >= self.reached(self.at_least, total.reach)
        return np.flatnonzero(able).astype(np.int32)

    def sentence(self) -> str:
        """Say the constraint in words."""
        each = for_each(self.per)
        return f"{self.measure} of {self.words()} is nothing or at least {in_full(self.at_least)}{each}"

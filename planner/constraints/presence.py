"""`presence`: a unit may stay only some days in every so many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from planner.constraints.base import Constraint
from planner.digits import in_full
from planner.facts.fields import Positive
from planner.ground.ground import Ground
from planner.program.arrays import np
from planner.program.blocks import RowBlock


class Presence(Constraint):
    """Of what a nation offers of a capability, only the part that may be there at a time is on station."""

    says: ClassVar[str] = "A unit may stay so many days in every so many: only part of an offer is there."
    example: ClassVar[str] = """\
kind: presence
nations: {not: black_sea_states}
component: maritime
area: black_sea
days: 21
every: 42
because: "Montreux Convention, Article 18: 21 days; as long again until the next stay is assumed"
"""
    mathematics: ClassVar[str] = (
        "sum over the selected places of units <= (units offered - units bound elsewhere) x days / "
        "every, for each nation, capability and phase"
    )
    worked: ClassVar[str] = (
        "Nine ships are needed; AAA offers 1 and BBB 6. With `nations: {not: AAA}, days: 21, every: "
        "63` AAA sends 1, and of BBB's 6 a third is there at a time: 2."
    )

    follows_offers: ClassVar[bool] = True

    kind: Literal["presence"] = "presence"
    days: Positive
    """How many days a unit may stay."""
    every: Positive
    """In every how many days."""

    def rows(self, ground: Ground) -> Iterator[RowBlock]:
        """Yield one row for each nation, capability and phase: at most that part of its offer."""
        total = ground.total(self, "units", ("nation", "capability"), self.when)
        groups = np.flatnonzero(total.filled).astype(np.int32)
        keys = {key: positions[groups] for key, positions in total.grid().items()}
        offered = np.zeros(total.count)
        offered[total.group] = ground.offered[total.column]
        most = offered[groups] * self.days / self.every
        if len(groups):
            yield self.block(keys, [total.part(groups, 1.0)], upper=most, count=len(groups))

    def sentence(self) -> str:
        """Say the constraint in words."""
        return f"{self.words()} may stay {in_full(self.days)} days in every {in_full(self.every)}"

    def objections(self) -> Iterator[tuple[str, str]]:
        """Yield that it allows more days than there are."""
        if self.days > self.every:
            yield "days", f"{in_full(self.days)} is more than every {in_full(self.every)}"

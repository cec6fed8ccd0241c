"""`caveat`: a nation forbids a part of the plan to its own forces."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from planner.constraints.base import Constraint
from planner.facts.fields import Identifier, Refers
from planner.ground.ground import BoolArray, Ground


class Caveat(Constraint):
    """The selection is forbidden, unless a condition holds."""

    says: ClassVar[str] = "The selection is forbidden, unless a condition holds."
    example: ClassVar[str] = """\
kind: caveat
nations: DEU
component: land
area: ukraine
unless: bundestag_vote
because: no soldiers inside Ukraine before the Bundestag has voted
"""
    mathematics: ClassVar[str] = (
        "units = 0 for every selected contribution: no row, the columns are not there"
    )
    worked: ClassVar[str] = (
        "Four ships are needed; FRA offers 1 and DEU 3. With `nations: DEU` FRA sends 1 and DEU 0: 3 "
        "are missing."
    )

    kind: Literal["caveat"] = "caveat"
    unless: Annotated[Identifier | None, Refers("conditions")] = None
    """The condition that lifts it, in the phases where it holds."""

    def forbids(self, ground: Ground) -> BoolArray:
        """Return the contributions it takes out."""
        return ground.select(self, self.when) & ~ground.holding(self.unless)

    def sentence(self) -> str:
        """Say the constraint in words."""
        unless = f" unless {self.unless}" if self.unless else ""
        return f"no {self.words().removeprefix('all ')}{unless}"

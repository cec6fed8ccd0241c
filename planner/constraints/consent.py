"""`consent`: a host refuses some nations in its places, or accepts only some."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from planner.constraints.base import Constraint
from planner.facts.fields import Identifier, Refers
from planner.facts.selection import Chosen
from planner.ground.ground import BoolArray, Ground
from planner.program.arrays import np


class Consent(Constraint):
    """A host refuses some nations in its places, or accepts only some, unless a condition holds."""

    says: ClassVar[str] = (
        "A host refuses some nations in its places, or accepts only some, unless a condition holds."
    )
    example: ClassVar[str] = """\
kind: consent
by: UKR
refuses: [HUN]
because: the host does not accept this contributor
"""
    mathematics: ClassVar[str] = (
        "units = 0 for every contribution of a refused nation in a place of the host: no row, the "
        "columns are not there"
    )
    worked: ClassVar[str] = (
        "Five ships are needed in a place of the host UKR; FRA offers 2 and TUR 3. With `by: UKR, "
        "refuses: TUR` FRA sends 2 and TUR 0: 3 are missing."
    )

    kind: Literal["consent"] = "consent"
    by: Annotated[Identifier, Refers("hosts")]
    """The host whose consent counts."""
    refuses: Annotated[Chosen | None, Refers("nations")] = None
    """The nations that it refuses; or `accepts`."""
    accepts: Annotated[Chosen | None, Refers("nations")] = None
    """The only nations that it accepts."""
    unless: Annotated[Identifier | None, Refers("conditions")] = None
    """The condition under which it consents after all, in the phases where it holds."""

    def forbids(self, ground: Ground) -> BoolArray:
        """Return the contributions it takes out: those of refused nations in places of the host."""
        places = ground.index.names["place"]
        hosted = np.array([self.by in ground.facts.places[place].hosts for place in places])
        refused = self._refused(ground)[ground.keys["nation"]] & hosted[ground.key("place")]
        forbidden: BoolArray = refused & ground.select(self, self.when) & ~ground.holding(self.unless)
        return forbidden

    def _refused(self, ground: Ground) -> BoolArray:
        if self.refuses is not None:
            return ground.index.mask("nation", self.refuses)
        nations = ground.index.names["nation"]
        accepted = np.array(nations) == self.by
        if self.accepts is not None:
            accepted |= ground.index.mask("nation", self.accepts)
        others: BoolArray = ~accepted
        return others

    def sentence(self) -> str:
        """Say the constraint in words."""
        refusal = f"refuses {self.refuses.words()}" if self.refuses else ""
        acceptance = f"accepts only {self.accepts.words()}" if self.accepts else ""
        unless = f" unless {self.unless}" if self.unless else ""
        what = f" for {self.words()}" if self.chosen() else ""
        return f"{self.by} {refusal or acceptance} in its places{what}{unless}"

    def objections(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with who is refused."""
        if (self.refuses is None) == (self.accepts is None):
            yield "", "names either `refuses` or `accepts`, and just one of them"

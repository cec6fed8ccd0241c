"""`ramp`: a measure changes only by so much from phase to phase."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from planner.constraints.base import Bound, Constraint, for_each
from planner.digits import in_full
from planner.facts.facts import Facts
from planner.facts.fields import Identifier, Refers
from planner.facts.selection import Per
from planner.ground.ground import Ground
from planner.program.arrays import np
from planner.program.blocks import RowBlock


class Ramp(Constraint):
    """The selection's measure rises or falls by at most so much from a phase to the next.

    It speaks of two phases that follow each other and are both selected, with `when` holding in both; so the
    first of them is free.
    """

    says: ClassVar[str] = "A measure rises or falls by at most so much from one phase to the next."
    example: ClassVar[str] = """\
kind: ramp
component: land
measure: personnel
by: 3000
because: no more can be moved in or out between two phases
"""
    mathematics: ClassVar[str] = (
        "-by <= measure(t) - measure(t-1) <= by for each two phases that follow one another"
    )
    worked: ClassVar[str] = (
        "Nine ships of 100 people are needed in three phases; AAA has 1 all the time, BBB 8 from the "
        "second phase on. With `by: 300` there are 1, then 4, then 7 ships."
    )

    kind: Literal["ramp"] = "ramp"
    by: Bound
    """The most that it may rise or fall."""
    measure: Annotated[Identifier, Refers("measures")] = "personnel"
    """What is added up in each phase."""
    per: Per = ()
    """One row for each of these and each step from a phase to the next."""

    def rows(self, ground: Ground) -> Iterator[RowBlock]:
        """Yield one row for each group and phase with a phase before it: the change from there."""
        total = ground.total(self, self.measure, self.per, self.when)
        grid = total.grid()
        earlier = total.at({**grid, "phase": grid["phase"] - 1})
        changes = (earlier >= 0) & (total.filled | total.filled[earlier])
        groups = np.flatnonzero(changes).astype(np.int32)
        keys = {key: positions[groups] for key, positions in grid.items()}
        parts = [total.part(groups, 1.0), total.part(earlier[groups], -1.0)]
        if len(groups):
            yield self.block(keys, parts, lower=-self.by, upper=self.by, count=len(groups))

    def sentence(self) -> str:
        """Say the constraint in words."""
        each = for_each(self.per)
        return (
            f"{self.measure} of {self.words()} rises or falls by at most {in_full(self.by)} "
            f"from one phase to the next{each}"
        )

    def objections(self) -> Iterator[tuple[str, str]]:
        """Yield that it has no phases to compare."""
        if "horizon" in self.per:
            yield "per", "cannot be the horizon: a change is from one phase to the next"

    def objections_in(self, facts: Facts) -> Iterator[tuple[str, str]]:
        """Yield that no two of its phases follow each other."""
        order = {phase.id: number for number, phase in enumerate(facts.phases)}
        chosen = self.phases.members(order, facts.groups) if self.phases else sorted(order.values())
        if not any(after == before + 1 for before, after in pairwise(chosen)):
            yield "phases" if self.phases else "", "selects no two phases that follow each other"

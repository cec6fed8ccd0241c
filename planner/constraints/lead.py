"""`lead`: the lead nations; nobody outside sends more than they do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from planner.constraints.base import Constraint, PartOf, Proportion
from planner.facts.exact import exact, part_in_words
from planner.facts.fields import Identifier, Refers
from planner.ground.ground import Ground
from planner.program.arrays import np
from planner.program.blocks import IntArray, RowBlock, Total


class Lead(Constraint):
    """Nobody outside the lead nations sends more of the selection than each, or all, of them."""

    says: ClassVar[str] = (
        "Nobody outside the lead nations sends more of the selection than each, or all, of them do."
    )
    example: ClassVar[str] = """\
kind: lead
nations: TUR
component: maritime
least: 0.3
because: key role in maritime affairs
"""
    mathematics: ClassVar[str] = (
        "measure(N) - measure(L) <= 0 for every lead L, nation N outside and phase (`together`: the "
        "sum over the leads in place of L); with `least`: measure(leads) - least x measure(all) >= 0"
    )
    worked: ClassVar[str] = (
        "Ten ships are needed; FRA offers 3 and GBR 6. With `nations: FRA` FRA sends 3 and GBR no "
        "more than that, 3: 6 of 10."
    )

    needs_each_nation: ClassVar[bool] = True

    kind: Literal["lead"] = "lead"
    mode: Literal["each", "together"] = "each"
    """`each`: no nation outside sends more than any lead; `together`: than the leads taken together."""
    least: PartOf | None = None
    """The share of the selection that the leads together send at least."""
    measure: Annotated[Identifier, Refers("measures")] = "personnel"
    """What is compared."""

    def rows(self, ground: Ground) -> Iterator[RowBlock]:
        """Yield one row for each nation outside, phase and lead (or all leads), and the least share."""
        total = ground.total(self.without("nations"), self.measure, ("nation",), self.when)
        leads = ground.domain(self, "nation")
        for lead in [leads] if self.mode == "together" else leads.reshape(-1, 1):
            yield from self._not_more(total, leads, total.summed("nation", lead))
        if self.least is not None:
            yield from self._least_share(total.summed("nation", leads), total.summed("nation"))

    def compares(self) -> Iterator[Proportion]:
        """Yield the least share of the leads."""
        if self.least is not None:
            yield Proportion(
                self.without(),
                self.without("nations"),
                self.measure,
                self.when,
                least=exact(self.least),
                by_nation=True,
            )

    def _not_more(self, total: Total, leads: IntArray, lead: Total) -> Iterator[RowBlock]:
        grid = total.grid()
        outside = np.flatnonzero(total.filled & ~np.isin(grid["nation"], leads)).astype(np.int32)
        keys = {key: positions[outside] for key, positions in grid.items()}
        parts = [total.part(outside, 1.0), lead.part(lead.at(keys), -1.0)]
        if len(outside):
            yield self.block(keys, parts, upper=0.0, count=len(outside))

    def _least_share(self, led: Total, whole: Total) -> Iterator[RowBlock]:
        groups = np.flatnonzero(whole.filled).astype(np.int32)
        keys = {key: positions[groups] for key, positions in whole.grid().items()}
        parts = [led.part(groups, 1.0), whole.part(groups, -(self.least or 0.0))]
        if len(groups):
            yield self.block(keys, parts, lower=0.0, count=len(groups))

    def sentence(self) -> str:
        """Say the constraint in words."""
        leads = self.nations.words() if self.nations else "nobody"
        what = self.without("nations").words()
        least = (
            f", and they send at least {part_in_words(self.least)} of it" if self.least is not None else ""
        )
        each = "each of " if self.mode == "each" else ""
        return f"{leads} lead {what}: nobody else sends more {self.measure} than {each}them{least}"

    def objections(self) -> Iterator[tuple[str, str]]:
        """Yield what is missing."""
        if self.nations is None:
            yield "", "names no `nations` that lead"

"""`burden`: each nation's share of the contribution stays near its share of the ability."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Annotated, ClassVar, Literal

from planner.constraints.base import Constraint, Multiple, for_each
from planner.constraints.fair_total import MOST_TIMES, FairTotal
from planner.constraints.staying import Staying, StayingRows
from planner.digits import in_full
from planner.facts.exact import part_in_words
from planner.facts.facts import Facts
from planner.facts.fields import Identifier, Refers
from planner.facts.selection import Per
from planner.facts.supply import Supply
from planner.ground.ground import Ground
from planner.program.arrays import np
from planner.program.blocks import FloatArray, IntArray, Part, RowBlock, Total


class Burden(Constraint):
    """A nation's share of the selection stays within a band of its share of ability by a key.

    The burden is shared by the selected nations that offer some of the selection; a host that offers nothing
    has no part in it. Their ability shares are the same in every phase, whoever may come in it: where one of
    them can send nothing, a `low` above 0 keeps the others from sending anything either.
    """

    says: ClassVar[str] = (
        "Each nation's share of the contribution stays within a band of its share of ability by a key."
    )
    example: ClassVar[str] = """\
kind: burden
nations: [FRA, GBR, DEU]
component: land
key: gdp
low: 0.7
high: 1.5
because: fair burden sharing among the three
"""
    mathematics: ClassVar[str] = (
        "low x a x measure(all) <= measure(n) <= high x a x measure(all) for each selected nation n "
        "and phase, where a = key(n) / sum of the selected nations' keys"
    )
    worked: ClassVar[str] = (
        "AAA, BBB and CCC have 50, 30 and 20 % of the gdp; CCC offers 1 ship, the others 10 each, and "
        "10 are needed. CCC's 1 ship must be at least 0.8 x 0.2 of all, so no more than 1 / 0.16 = "
        "6.25 ships come: CCC sends 1, and the others 5.25 together."
    )

    kind: Literal["burden"] = "burden"
    key: Annotated[Identifier, Refers("keys")]
    """The figure under the nations' `keys` that ability is measured by: gdp, population ..."""
    low: Multiple = 0.8
    """The least that a nation sends, as a multiple of its ability share of the total; up to 1."""
    high: Multiple = 1.2
    """The most that a nation sends, as a multiple of its ability share of the total; from 1."""
    measure: Annotated[Identifier, Refers("measures")] = "personnel"
    """What is shared."""
    per: Per = ()
    """The total is shared for each of these; `horizon` adds the phases up, each times its months."""

    @property
    def made_by_offers(self) -> bool:
        """The burden is shared by those that offer."""
        return True

    def rows(self, ground: Ground) -> Iterator[RowBlock]:
        """Yield two rows for each nation and group: what it sends, less either end of its fair band."""
        totals = self._totals(ground)
        yield from self._bands(ground, totals, totals[1].part)

    def staying(self, ground: Ground, leaving: Collection[frozenset[str]]) -> Staying | None:
        """Return its rows written on the total that there would be if those who are gone sent a fair share.

        Of that total every nation's fair share is what it is with all there, and of what is really sent it is
        its share among those who stay. None where these may be so little of all that it would be far larger.
        """
        totals = self._totals(ground)
        spots = ground.index.positions["nation"]
        together = [np.array([spots[name] for name in sorted(names)], dtype=np.int32) for names in leaving]
        fullest = FairTotal.of(self, totals[1], self._ability(ground), together)
        if fullest.times > MOST_TIMES:
            return None
        bands = (
            StayingRows(block, fullest.of_nation(block) if np.isposinf(block.upper).all() else None)
            for block in self._bands(ground, totals, fullest.part)
        )
        return Staying((*bands, *fullest.rows()), fullest.columns())

    def _totals(self, ground: Ground) -> tuple[Total, Total]:
        """Return what is sent by nation, and by all together."""
        total = ground.total(self, self.measure, (*self.per, "nation"), self.when)
        return total, total.summed("nation")

    def _bands(
        self, ground: Ground, totals: tuple[Total, Total], of_all: Callable[[IntArray, FloatArray], Part]
    ) -> Iterator[RowBlock]:
        """Yield the rows of both ends of the band; `of_all` is what is to be shared in groups, times some."""
        total, whole = totals
        grid, ability = total.grid(), self._ability(ground)
        wholes = whole.at(grid)
        shared = (ability[grid["nation"]] > 0) & whole.filled[wholes]
        for multiple, least, kept in (
            (self.high, -np.inf, shared & total.filled),
            (self.low, 0.0, shared & (self.low > 0)),
        ):
            groups = np.flatnonzero(kept).astype(np.int32)
            keys = {key: positions[groups] for key, positions in grid.items()}
            fair = ability[keys["nation"]]
            parts = [total.part(groups, 1.0), of_all(wholes[groups], -multiple * fair)]
            if len(groups):
                most = np.inf if least == 0 else 0.0
                yield self.block(keys, parts, lower=least, upper=most, count=len(groups))

    def _ability(self, ground: Ground) -> FloatArray:
        """Return the share of ability of each nation; zero for those that have no part in the burden."""
        facts, ability = ground.facts, np.zeros(len(ground.index.names["nation"]))
        for nation in self.sharing(facts):
            ability[ground.index.positions["nation"][nation]] = facts.nations[nation].keys[self.key]
        shares: FloatArray = ability / max(ability.sum(), np.finfo(float).tiny)
        return shares

    def sharing(self, facts: Facts) -> list[str]:
        """Return the nations that share the burden: those selected that offer some of the selection."""
        return sorted(Supply.of(facts).senders(self))

    def sentence(self) -> str:
        """Say the constraint in words."""
        each = for_each(self.per)
        band = f"{part_in_words(self.low)} to {part_in_words(self.high)}"
        return (
            f"{self.measure} of {self.words()}: each nation sends {band} "
            f"of its fair share by {self.key}{each}"
        )

    def objections(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with its band: shares add up to one, so a band beside 1 allows nothing."""
        if self.low > self.high:
            yield "low", f"{in_full(self.low)} is more than high {in_full(self.high)}"
        elif self.low > 1:
            yield (
                "low",
                f"{in_full(self.low)} is more than 1: not every nation can send more than its fair share",
            )
        elif self.high < 1:
            yield (
                "high",
                f"{in_full(self.high)} is less than 1: not every nation can send less than its fair share",
            )

    def objections_in(self, facts: Facts) -> Iterator[tuple[str, str]]:
        """Yield who is named and has nothing to share, and who shares and does not state the key."""
        sharing = self.sharing(facts)
        choice = self.nations
        if choice is not None and not choice.negated:
            order = {nation: number for number, nation in enumerate(facts.nations)}
            named = {list(order)[number] for number in choice.members(order, facts.groups)}
            for nation in sorted(named.difference(sharing)):
                yield "nations", f"names {nation}, which offers nothing of it"
        for nation in sharing:
            if self.key not in facts.nations[nation].keys:
                yield "key", f"{nation} offers some of it, but states no {self.key} under its keys"

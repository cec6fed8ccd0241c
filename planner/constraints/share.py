"""`share`: a selection's measure is at most or at least a share of a wider selection's."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from math import inf
from typing import Annotated, ClassVar, Literal

from planner.constraints.base import Constraint, PartOf, Proportion, for_each
from planner.constraints.staying import Staying
from planner.digits import in_full
from planner.facts.exact import exact, part_in_words
from planner.facts.fields import Identifier, Refers
from planner.facts.selection import Per, Selection
from planner.ground.ground import Ground
from planner.program.arrays import np
from planner.program.blocks import RowBlock, Total


class Share(Constraint):
    """The selection's measure is at most or at least a share of that of a wider selection."""

    says: ClassVar[str] = (
        "The selection's measure is at most or at least a share of that of a wider selection."
    )
    example: ClassVar[str] = """\
kind: share
component: land
per: nation
at_most: 0.35
because: no nation carries more than about a third of the land force
"""
    mathematics: ClassVar[str] = (
        "measure(selection) - at_most x measure(of) <= 0 and measure(selection) - at_least x "
        "measure(of) >= 0, for each group of `per` and each phase"
    )
    worked: ClassVar[str] = (
        "Ten ships are needed; AAA offers 10, BBB 3, CCC 2. With `per: nation, at_most: 0.4` AAA "
        "sends 10/3 ships, which is 0.4 of the 25/3 that come."
    )

    kind: Literal["share"] = "share"
    measure: Annotated[Identifier, Refers("measures")] = "personnel"
    """What is added up on both sides."""
    at_most: PartOf | None = None
    """The largest share, between 0 and 1."""
    at_least: PartOf | None = None
    """The smallest share, between 0 and 1."""
    of: Selection | None = None
    """The wider selection; without it the same selection with its `nations` dropped.

    Where `of` is written, the groups of `per` hold on both sides."""
    per: Per = ()
    """One row for each of these; `horizon` adds the phases up, each times its months."""

    @property
    def made_by_offers(self) -> bool:
        """Who reaches a least share in each group is who offers something there."""
        return bool(self.per) and self.at_least is not None

    def rows(self, ground: Ground) -> Iterator[RowBlock]:
        """Yield one row for each group and bound: the part less its share of the whole."""
        part, whole = self._sides(ground)
        grid = part.grid()
        wholes = whole.at(grid)
        compared = (wholes >= 0) & (whole.filled[wholes] if whole.count else False)
        compared &= ground.can_hold(self, part)
        chosen = np.ones(part.count, dtype=bool)
        if "nation" in grid:
            chosen = np.isin(grid["nation"], ground.domain(self, "nation"))
        for bound, lower, upper in ((self.at_most, -inf, 0.0), (self.at_least, 0.0, inf)):
            kept = part.filled if upper == 0.0 else compared
            groups = np.flatnonzero(chosen & kept).astype(np.int32)
            if bound is not None and len(groups):
                keys = {key: positions[groups] for key, positions in grid.items()}
                parts = [part.part(groups, 1.0), whole.part(wholes[groups], -bound)]
                yield self.block(keys, parts, lower=lower, upper=upper, count=len(groups))

    def staying(self, ground: Ground, leaving: Collection[frozenset[str]]) -> Staying:  # noqa: ARG002
        """Return each row with the nations of which one must stay for it to ask anything of its group."""
        part, _ = self._sides(ground)
        return Staying.held(
            (block, ground.holders(self, part, part.at(block.keys))) for block in self.rows(ground)
        )

    def compares(self) -> Iterator[Proportion]:
        """Yield the part and the whole."""
        whole = self.without("nations") if self.of is None else self.of
        alike = "nation" not in self.per and whole.chosen() == self.without("nations").chosen()
        yield Proportion(
            self.without(),
            whole,
            self.measure,
            self.when,
            self.per,
            None if self.at_most is None else exact(self.at_most),
            None if self.at_least is None else exact(self.at_least),
            by_nation=self.of is None or alike,
            each=self.of is None and "nation" in self.per,
        )

    def _sides(self, ground: Ground) -> tuple[Total, Total]:
        """Return part and whole; without `of` both add up one total by nation, which is held once."""
        if self.of is not None:
            part = ground.total(self, self.measure, self.per, self.when)
            return part, ground.total(self.of, self.measure, self.per, self.when)
        by_nation = ground.total(self.without("nations"), self.measure, (*self.per, "nation"), self.when)
        whole = by_nation.summed("nation")
        if "nation" in self.per:
            return by_nation, whole
        if self.nations is None:
            return whole, whole
        return by_nation.summed("nation", ground.domain(self, "nation")), whole

    def sentence(self) -> str:
        """Say the constraint in words."""
        words = {"at_least": "at least", "at_most": "at most"}
        bounds = " and ".join(
            f"{said} {part_in_words(getattr(self, word))}"
            for word, said in words.items()
            if getattr(self, word) is not None
        )
        return f"{self.measure} of {self.words()} is {bounds} of {self._whole()}{for_each(self.per)}"

    def _whole(self) -> str:
        """Say what it is a share of: all nations' total, or what `of` selects, in each group by itself."""
        if self.of is None:
            return "all nations' total"
        own = any(word != "horizon" for word in self.per)
        return f"its own total of {self.of.words()}" if own else f"that of {self.of.words()}"

    def objections(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with its bounds."""
        if self.at_most is None and self.at_least is None:
            yield "", "sets no bound: give `at_most` or `at_least`"
        if self.at_most is not None and self.at_least is not None and self.at_least > self.at_most:
            yield "at_least", f"{in_full(self.at_least)} is more than at_most {in_full(self.at_most)}"

"""What there would be to share of a burden if all who are gone sent their fair share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.constraints.base import Constraint
from planner.constraints.staying import StayingRows
from planner.program.arrays import np
from planner.program.blocks import BoolArray, ColumnBlock, FloatArray, IntArray, Part, RowBlock, Total

MOST_TIMES = 1_000.0
"""Totals may be so many times what is really sent at most: beside larger ones a solver would not see that."""
ROOM = 2.0
"""How many times what they can reach totals may be that others are written on: no such end is ever met."""


@dataclass(frozen=True, eq=False)
class FairTotal:
    """The total of a burden in some groups as it would be if all who are `gone` sent their fair share.

    It is a column, and what each of these would send is another. `times` is how many times what is really
    sent it may be.
    """

    burden: Constraint
    whole: Total
    groups: IntArray
    gone: IntArray
    ability: FloatArray
    times: float

    @classmethod
    def of(
        cls, burden: Constraint, whole: Total, ability: FloatArray, together: Sequence[IntArray]
    ) -> FairTotal:
        """Return the total where some of any of those are gone who may go `together`."""
        able = ability[ability > 0]
        gone = [numbers[ability[numbers] > 0] for numbers in together]
        left = [able.min() if len(one) == len(able) else 1 - ability[one].sum() for one in gone if len(one)]
        groups = np.flatnonzero(whole.filled).astype(np.int32)
        every = np.unique(np.concatenate([np.zeros(0, dtype=np.int32), *gone]))
        return cls(burden, whole, groups, every, ability, 1 / min(left, default=1.0))

    def part(self, groups: IntArray, factor: FloatArray) -> Part:
        """Return a part that adds `factor` times the total of `groups[i]` to row i."""
        rows = np.arange(len(groups), dtype=np.int32)
        columns = np.searchsorted(self.groups, groups).astype(np.int32)
        return Part(self._family, rows, columns, factor)

    def columns(self) -> tuple[ColumnBlock, ...]:
        """Return the totals, and what those who are gone would send, nation by nation."""
        keys, width = self._keys, len(self.gone)
        most = self.times * self.whole.reach[self.groups]
        would = np.tile(most, width) * np.repeat(self.ability[self.gone], len(self.groups))
        blocks = ((self._family, keys, most), (self._would, self._by_nation, would))
        return tuple(
            replace(ColumnBlock.continuous(name, named, reach), upper=ROOM * reach)
            for name, named, reach in blocks
        )

    def rows(self) -> Iterator[StayingRows]:
        """Yield what the totals are, and what those who are gone would send of them."""
        count, width = len(self.groups), len(self.gone)
        each = np.arange(count, dtype=np.int32)
        every, group = np.arange(count * width, dtype=np.int32), np.tile(each, width)
        made = [
            self.whole.part(self.groups, 1.0),
            Part(self._would, group, every, np.ones(len(every))),
            self.part(self.groups, np.full(count, -1.0)),
        ]
        yield StayingRows(self.burden.block(self._keys, made, lower=0.0, upper=0.0, count=count))
        fair = np.repeat(self.ability[self.gone], count)
        would = [Part(self._would, every, every, np.ones(len(every))), self.part(self.groups[group], -fair)]
        if len(every):
            block = self.burden.block(self._by_nation, would, lower=0.0, upper=0.0, count=len(every))
            yield StayingRows(block, self.of_nation(block), once_gone=True)

    def of_nation(self, block: RowBlock) -> BoolArray:
        """Return which nation each row is of."""
        return np.asarray(block.keys["nation"][:, None] == np.arange(len(self.ability)), dtype=bool)

    @property
    def _keys(self) -> dict[str, IntArray]:
        return {key: positions[self.groups] for key, positions in self.whole.grid().items()}

    @property
    def _by_nation(self) -> dict[str, IntArray]:
        repeated = {key: np.tile(positions, len(self.gone)) for key, positions in self._keys.items()}
        return {**repeated, "nation": np.repeat(self.gone, len(self.groups))}

    @property
    def _family(self) -> str:
        return f"fair total {self.burden.id}"

    @property
    def _would(self) -> str:
        return f"fair part of {self.burden.id}"

"""Blocks of columns and rows, and the totals that rows may be written on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from planner.program.arrays import BoolArray, FloatArray, IntArray, np
from planner.program.row_source import RowSource

__all__ = [
    "CONTRIBUTION",
    "SHORTFALL",
    "BoolArray",
    "ColumnBlock",
    "FloatArray",
    "IntArray",
    "Keys",
    "Part",
    "RowBlock",
    "Total",
]

Keys = Mapping[str, IntArray]
"""For each key (`nation`, `phase` ...) the position of each entry's id in the program's names."""

CONTRIBUTION, SHORTFALL = "contribution", "shortfall"
"""The families of columns that every program has: units on station, and units missing."""


@dataclass(frozen=True, eq=False)
class ColumnBlock:
    """Columns of one family, entry by entry.

    `lower` and `upper` are what a solver is told. `reach` is the most a column can be in any solution, as its
    rows imply: finite for every column, so that a safe bound on a goal always exists. `step` is what a column
    is a whole multiple of; 0 where it may take any value.
    """

    family: str
    keys: Keys
    lower: FloatArray
    upper: FloatArray
    reach: FloatArray
    step: FloatArray

    @property
    def count(self) -> int:
        """The number of columns."""
        return len(self.lower)

    @classmethod
    def continuous(cls, family: str, keys: Keys, reach: FloatArray) -> ColumnBlock:
        """Return columns that may take any value from zero."""
        zeros = np.zeros(len(reach))
        return cls(family, keys, zeros, np.full(len(reach), np.inf), reach, zeros)

    @classmethod
    def binary(cls, family: str, keys: Keys, count: int) -> ColumnBlock:
        """Return columns that are zero or one: a no or a yes."""
        ones = np.ones(count)
        return cls(family, keys, np.zeros(count), ones, ones, ones)


@dataclass(frozen=True, eq=False)
class Part:
    """Coefficients of rows on the columns of one family, or on the groups of a total."""

    family: str
    row: IntArray
    column: IntArray
    coefficient: FloatArray
    total: Total | None = None
    yes_or_no: bool = False
    """Whether its columns are the choices of a constraint."""

    def same_as(self, other: Part) -> bool:
        """Say whether another part has the same coefficients of the same columns in the same rows."""
        return self.family == other.family and all(
            np.array_equal(getattr(self, name), getattr(other, name))
            for name in ("row", "column", "coefficient")
        )

    def adds_up_like(self, other: Part) -> bool:
        """Say whether another part is the same once totals are written out: surely where it is before."""
        as_it_is = self.total is other.total and self.same_as(other)
        return as_it_is or self.expanded().same_as(other.expanded())

    @property
    def entries(self) -> int:
        """How many coefficients it has with a total replaced by the contributions it adds up."""
        if self.total is None:
            return len(self.column)
        definition = self.total.expanded()
        return int(np.bincount(definition.group, minlength=definition.count)[self.column].sum())

    def expanded(self) -> Part:
        """Return the same coefficients with a total replaced by the contributions it adds up."""
        if self.total is None:
            return self
        definition = self.total.expanded()
        order = np.argsort(definition.group, kind="stable")
        sizes = np.bincount(definition.group, minlength=definition.count)
        starts = np.concatenate(([0], np.cumsum(sizes)))
        repeats = sizes[self.column]
        first = np.repeat(starts[self.column] - np.concatenate(([0], np.cumsum(repeats)))[:-1], repeats)
        entry = order[first + np.arange(repeats.sum())]
        return Part(
            CONTRIBUTION,
            np.repeat(self.row, repeats),
            definition.column[entry],
            np.repeat(self.coefficient, repeats) * definition.weight[entry],
        )


@dataclass(frozen=True, eq=False)
class RowBlock:
    """Rows of one family: `lower <= sum of parts <= upper`.

    `source` is what they come from; `sentence` says a row, as a pattern over the names of its keys.
    """

    family: str
    keys: Keys
    lower: FloatArray
    upper: FloatArray
    parts: tuple[Part, ...]
    source: RowSource
    sentence: str
    defines: bool = False
    """Whether the rows only say what a yes or a no means: they are nothing that one more could be of."""

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.lower)

    def adds_up_like(self, other: RowBlock) -> bool:
        """Say whether the rows add up the same columns, times the same; totals by what is in them."""
        if self.parts is other.parts:
            return True
        pairs = zip(self.parts, other.parts, strict=False)
        same = self.count == other.count and len(self.parts) == len(other.parts)
        return same and all(one.adds_up_like(two) for one, two in pairs)

    @property
    def on_choices_alone(self) -> bool:
        """Whether the rows are written on the yes-or-no columns of constraints only."""
        return all(part.yes_or_no for part in self.parts)


@dataclass(frozen=True, eq=False)
class Total:
    """Weighted sums over columns, one for each group of a grid of keys.

    `domain` gives for each key its sorted positions; groups are numbered over their product, the last key
    fastest. `group`, `column` and `weight` define the sums over the columns of `over`: contributions, or the
    groups of another total.
    """

    family: str
    sentence: str
    domain: Mapping[str, IntArray]
    group: IntArray
    column: IntArray
    weight: FloatArray
    reach: FloatArray
    over: str = CONTRIBUTION
    base: Total | None = field(default=None, repr=False)

    @property
    def count(self) -> int:
        """The number of groups."""
        return len(self.reach)

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of positions of each key."""
        return tuple(len(positions) for positions in self.domain.values())

    @property
    def filled(self) -> BoolArray:
        """Which groups have a column at all."""
        return np.bincount(self.group, minlength=self.count) > 0

    def grid(self) -> dict[str, IntArray]:
        """Return for each key the position that each group stands for."""
        if not self.domain:
            return {}
        spots = np.unravel_index(np.arange(self.count), self.shape)
        return {
            key: positions[spot] for (key, positions), spot in zip(self.domain.items(), spots, strict=True)
        }

    def at(self, keys: Keys) -> IntArray:
        """Return the group that stands for each entry of `keys`; -1 where the grid has none."""
        number = np.zeros(len(next(iter(keys.values()))) if keys else 1, dtype=np.int64)
        missing = np.zeros(len(number), dtype=bool)
        for key, positions in self.domain.items():
            spot = (
                np.searchsorted(positions, keys[key]) if len(positions) else np.zeros(len(number), dtype=int)
            )
            spot = np.minimum(spot, max(len(positions) - 1, 0))
            missing |= (positions[spot] != keys[key]) if len(positions) else True
            number = number * max(len(positions), 1) + spot
        return np.where(missing, -1, number).astype(np.int32)

    def part(self, groups: IntArray, factor: float | FloatArray) -> Part:
        """Return a part that adds `factor` times `groups[i]` to row i; groups of -1 add nothing."""
        rows = np.flatnonzero(groups >= 0).astype(np.int32)
        factors = np.broadcast_to(np.asarray(factor, dtype=float), len(groups))
        return Part(self.family, rows, groups[rows], factors[rows], self)

    def summed(self, key: str, among: IntArray | None = None) -> Total:
        """Return the same sums with one key added up, over all its positions or some."""
        domain = {name: positions for name, positions in self.domain.items() if name != key}
        axis = list(self.domain).index(key)
        count = int(np.prod([len(positions) for positions in domain.values()], dtype=int))
        flat = np.arange(count).reshape([len(positions) for positions in domain.values()])
        target = np.broadcast_to(np.expand_dims(flat, axis), self.shape).ravel()
        counted = self.filled if among is None else self.filled & np.isin(self.grid()[key], among)
        used = np.flatnonzero(counted)
        members = "" if among is None else f" of {'-'.join(map(str, among))}"
        return Total(
            f"{self.family} over {key}{members}",
            self.sentence,
            domain,
            target[used].astype(np.int32),
            used.astype(np.int32),
            np.ones(len(used)),
            np.bincount(target[used], weights=self.reach[used], minlength=count).astype(float),
            over=self.family,
            base=self,
        )

    def expanded(self) -> Total:
        """Return the same sums written on contributions."""
        if self.base is None:
            return self
        inner = self.base.expanded()
        target = np.full(inner.count, -1, dtype=np.int32)
        target[self.column] = self.group
        kept = target[inner.group] >= 0
        return replace(
            self,
            group=target[inner.group][kept],
            column=inner.column[kept],
            weight=inner.weight[kept],
            over=CONTRIBUTION,
            base=None,
        )

"""The ground that constraints stand on: possible contributions as arrays, with selections and measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from planner.facts.facts import Facts
from planner.facts.selection import Choice, Selection
from planner.facts.stated_steps import step_of
from planner.ground.index import PARENTS, WORD_KEYS, Index
from planner.program.arrays import LongArray, np
from planner.program.blocks import BoolArray, FloatArray, IntArray, Keys, Total

COLUMN_KEYS = ("nation", "capability", "requirement", "phase")

GROUPING_ORDER = ("nation", "component", "capability", "requirement", "mission", "place", "area", "phase")
"""The order in which the groups of a total are numbered, whatever the order of `per`."""

__all__ = ["COLUMN_KEYS", "BoolArray", "FloatArray", "Ground", "IntArray"]


@dataclass(frozen=True, eq=False)
class Ground:
    """Possible contributions, one for each nation, capability, requirement and phase, sorted by these keys.

    `effectiveness` is what one unit counts for in its requirement; `reach` is the most units that can stand
    there, as the offer and the requirement allow; `offered` is the units free of the whole offer.
    """

    facts: Facts
    index: Index
    keys: Keys
    effectiveness: FloatArray
    reach: FloatArray
    offered: FloatArray
    whole_of: Ground | None = field(default=None, repr=False)
    """The possible contributions that these are a part of, politics aside; None where they are all."""
    bending: bool = False
    """Whether rows may be broken: then a group that cannot reach what is asked of it has a yes or no, too."""
    _totals: dict[tuple[object, ...], Total] = field(default_factory=dict, repr=False)
    _weights: dict[str, FloatArray] = field(default_factory=dict, repr=False)
    _of_totals: dict[tuple[object, ...], Total] = field(default_factory=dict, repr=False)
    """Totals of a ground that differs in amounts alone: all but their reach is the same."""

    @property
    def count(self) -> int:
        """The number of possible contributions."""
        return len(self.reach)

    @cached_property
    def step(self) -> FloatArray:
        """What the units of each contribution are multiples of; 0 where they are divisible."""
        names, width = self.index.names, len(self.index.names["capability"])
        number = self.keys["nation"].astype(np.int64) * width + self.keys["capability"]
        used, spot = np.unique(number, return_inverse=True)
        pairs = ((names["nation"][one // width], names["capability"][one % width]) for one in used.tolist())
        return np.array([step_of(self.facts, *pair) for pair in pairs], dtype=float)[spot]

    def kept(self, mask: BoolArray) -> Ground:
        """Return the ground with only the contributions of `mask`."""
        keys = {key: positions[mask] for key, positions in self.keys.items()}
        return Ground(
            self.facts,
            self.index,
            keys,
            self.effectiveness[mask],
            self.reach[mask],
            self.offered[mask],
            self.whole_of or self,
        )

    def offering(
        self, facts: Facts, offered: FloatArray, reach: FloatArray, whole: Ground | None = None
    ) -> Ground:
        """Return the ground of facts that differ in the amounts on offer alone; `whole` is all of it."""
        mine = (self.index, self.keys, self.effectiveness)
        return Ground(facts, *mine, reach, offered, whole, _weights=self._weights, _of_totals=self._of_totals)

    def key(self, name: str) -> IntArray:
        """Return for each contribution the position of its id of a key, also a key decided by another."""
        if name in self.keys:
            return self.keys[name]
        return self.index.belongs[name][self.keys[PARENTS[name]]]

    def phases(self, selection: Selection, when: str | None = None) -> BoolArray:
        """Return the phases that a selection chooses and in which a condition holds."""
        mask = np.ones(len(self.index.months), dtype=bool)
        if selection.phases is not None:
            mask &= self.index.mask("phase", selection.phases)
        if when is not None:
            mask &= self.index.holds(self.facts.conditions[when])
        return mask

    def select(self, selection: Selection, when: str | None = None) -> BoolArray:
        """Return which contributions a selection chooses in the phases where `when` holds."""
        masks = {"phase": self.phases(selection, when)}
        for word, choice in selection.chosen().items():
            key = WORD_KEYS[word]
            if key != "phase":
                mask = self.index.mask(key, choice)
                parent = PARENTS.get(key, key)
                mask = mask[self.index.belongs[key]] if key in PARENTS else mask
                masks[parent] = masks[parent] & mask if parent in masks else mask
        chosen = np.ones(self.count, dtype=bool)
        for key, mask in masks.items():
            if not mask.all():
                chosen &= mask[self.keys[key]]
        return chosen

    def holding(self, condition: str | None) -> BoolArray:
        """Return which contributions stand in a phase where a condition holds; none where it is None."""
        if condition is None:
            return np.zeros(self.count, dtype=bool)
        return self.index.holds(self.facts.conditions[condition])[self.keys["phase"]]

    def domain(self, selection: Selection, key: str, when: str | None = None) -> IntArray:
        """Return the sorted positions of a key that a selection chooses."""
        if key == "phase":
            return np.flatnonzero(self.phases(selection, when)).astype(np.int32)
        choice: Choice | None = next(
            (choice for word, choice in selection.chosen().items() if WORD_KEYS[word] == key), None
        )
        if choice is None:
            return np.arange(len(self.index.names[key]), dtype=np.int32)
        return np.flatnonzero(self.index.mask(key, choice)).astype(np.int32)

    def can_hold(self, selection: Selection, total: Total) -> BoolArray:
        """Return which groups of a total a selection can hold, politics and time aside.

        Somebody selected offers what is required there in some phase: a place outside the selected area and a
        host that offers nothing are no groups of it.
        """
        everything = self.whole_of or self
        keys = [key for key in total.domain if key != "phase"]
        chosen = np.flatnonzero(everything.select(selection.without("phases")))
        if not keys:
            return np.ones(total.count, dtype=bool)
        grid = total.grid()
        return np.isin(
            self._numbered({key: grid[key] for key in keys}),
            everything._numbered({key: everything.key(key)[chosen] for key in keys}),
        )

    def holders(self, selection: Selection, total: Total, groups: IntArray) -> BoolArray | None:
        """Return which nations make some groups of a total ones that a selection `can_hold`.

        None where the groups are held whoever is there (groups x nations).
        """
        everything = self.whole_of or self
        keys = [key for key in total.domain if key != "phase"]
        if not keys:
            return None
        chosen = np.flatnonzero(everything.select(selection.without("phases")))
        numbers = everything._numbered({key: everything.key(key)[chosen] for key in keys})
        grid = total.grid()
        wanted, spot = np.unique(
            self._numbered({key: grid[key][groups] for key in keys}), return_inverse=True
        )
        found = np.zeros((len(wanted), len(self.index.names["nation"])), dtype=bool)
        theirs = np.isin(numbers, wanted)
        found[np.searchsorted(wanted, numbers[theirs]), everything.keys["nation"][chosen[theirs]]] = True
        return found[spot]

    def _numbered(self, keys: Keys) -> LongArray:
        """Return one number for the positions of several keys."""
        number = np.zeros(1, dtype=np.int64)
        for key, positions in keys.items():
            number = number * len(self.index.names[key]) + positions
        return number

    def weights(self, measure: str) -> FloatArray:
        """Return what one unit of each contribution adds to a measure at a moment.

        `units` and `effect` in units, `personnel` in people, `cost` in cost per month with `sustain`, any
        other name as the capabilities give it.
        """
        if measure not in self._weights:
            self._weights[measure] = self._weigh(measure)
        return self._weights[measure]

    def _weigh(self, measure: str) -> FloatArray:
        """Return what `weights` keeps, by contribution; 0 where its capability has no such measure."""
        if measure == "units":
            return np.ones(self.count)
        if measure == "effect":
            return self.effectiveness
        if measure == "cost":
            return self._cost()
        capabilities = [self.facts.capabilities[name] for name in self.index.names["capability"]]
        if measure == "personnel":
            each = [capability.personnel for capability in capabilities]
        else:
            each = [capability.measures.get(measure, 0.0) for capability in capabilities]
        return np.array(each, dtype=float)[self.keys["capability"]]

    def _cost(self) -> FloatArray:
        """Return what a unit of each costs a month: its capability x the nation's factor, plus `sustain`."""
        names, facts = self.index.names, self.facts
        base = np.array([facts.capabilities[name].cost for name in names["capability"]], dtype=float)
        factor = np.array([facts.nations[name].cost_factor for name in names["nation"]], dtype=float)
        cost: FloatArray = base[self.keys["capability"]] * factor[self.keys["nation"]]
        if not any(nation.sustain for nation in facts.nations.values()):
            return cost
        extra = np.zeros((len(names["nation"]), len(names["place"]), len(names["capability"])))
        for row, nation in enumerate(names["nation"]):
            for place, amount in facts.nations[nation].sustain.items():
                column = self.index.positions["place"][place]
                for depth, capability in enumerate(names["capability"]):
                    extra[row, column, depth] = (
                        amount.get(capability, 0.0) if isinstance(amount, dict) else amount
                    )
        sustained: FloatArray = extra[self.keys["nation"], self.key("place"), self.keys["capability"]]
        return cost + sustained

    @property
    def people(self) -> FloatArray:
        """What one unit of each weighs where unlike units are compared: its people, or one if it has none."""
        personnel = self.weights("personnel")
        return np.where(personnel > 0, personnel, 1.0)

    def total(
        self, selection: Selection, measure: str, per: Sequence[str] = (), when: str | None = None
    ) -> Total:
        """Return the measure added up over a selection, for each group of `per`.

        Each phase stands by itself unless `per` names `horizon`: then the phases are added up, each times its
        months.
        """
        horizon = "horizon" in per
        wanted = {*per} if horizon else {*per, "phase"}
        keys = tuple(key for key in GROUPING_ORDER if key in wanted)
        known = (tuple(selection.chosen().items()), measure, keys, horizon, when)
        if known not in self._totals:
            like = self._of_totals.get(known)
            self._totals[known] = (
                self._add_up(selection, measure, keys, horizon=horizon, when=when)
                if like is None
                else self._reaching(like)
            )
            self._of_totals.setdefault(known, self._totals[known])
        return self._totals[known]

    def _reaching(self, like: Total) -> Total:
        """Return a total of the same contributions with what they reach here."""
        return replace(
            like,
            family=self._next_family,
            reach=self._reach_of(like.group, like.column, like.weight, like.count),
        )

    @property
    def _next_family(self) -> str:
        return f"total {len(self._totals) + 1}"

    def _reach_of(self, group: IntArray, column: IntArray, weight: FloatArray, count: int) -> FloatArray:
        return np.bincount(group, weights=weight * self.reach[column], minlength=count).astype(float)

    def _add_up(
        self, selection: Selection, measure: str, keys: tuple[str, ...], *, horizon: bool, when: str | None
    ) -> Total:
        """Return the total by `keys`, last fastest, without what weighs 0; over a horizon times months."""
        column = np.flatnonzero(self.select(selection, when)).astype(np.int32)
        weight = self.weights(measure)[column]
        if horizon:
            weight = weight * self.index.months[self.keys["phase"][column]]
        column, weight = column[weight != 0], weight[weight != 0]
        domain = {key: self.domain(selection, key, when) for key in keys}
        group = np.zeros(len(column), dtype=np.int64)
        for key, positions in domain.items():
            spots = np.searchsorted(positions, self.key(key)[column])
            group = group * max(len(positions), 1) + spots
        count = int(np.prod([len(positions) for positions in domain.values()], dtype=int))
        return Total(
            family=self._next_family,
            sentence=f"{measure} of {selection.words()} by {', '.join(keys) or 'nothing'}",
            domain=domain,
            group=group.astype(np.int32),
            column=column,
            weight=weight,
            reach=self._reach_of(group.astype(np.int32), column, weight, count),
        )

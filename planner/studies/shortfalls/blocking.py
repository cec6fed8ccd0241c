"""What keeps a contribution that is open from being larger: the rows of the program that it runs into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, takewhile

import numpy as np
from scipy import sparse

from planner.formulation.closures import Reason
from planner.formulation.closures import Sort as ReasonSort
from planner.formulation.formulate import blueprint
from planner.formulation.stays import STAY, Stays
from planner.program.blocks import CONTRIBUTION, BoolArray, FloatArray, RowBlock
from planner.program.program import Program
from planner.program.row_source import RowSort
from planner.studies.prices.binding import TIGHT
from planner.studies.solved import Solved

_PRICED = 1e-12
"""Prices up to this, times what one unit takes of a row, rank no row before another."""
_BARELY = 1e-6
"""What of a step may be missing for it to fit."""
_HOLDING: Mapping[RowSort, ReasonSort] = {"constraint": "constraint", "pool": "pool", "support": "support"}
"""The sorts of rows that can hold a contribution back by itself, each with the sort of reason that it is."""
_REASONS: Mapping[RowSort, ReasonSort] = {**_HOLDING, "stay": "stay"}
_LITTLE = 1e-5
"""So many units more are tried where units are divisible."""


@dataclass(frozen=True, eq=False)
class Blocking:
    """The rows that a plan's contributions run into, as they are written on contributions themselves."""

    solved: Solved

    def reasons(self, column: int, instead_of: int | None = None) -> tuple[Reason, ...]:
        """Return why a contribution cannot grow: red lines, constraints and `pool` by weight, then `support`.

        No support element is set up where nothing may come: it is a reason where there is no other. Weight is
        what the plan's prices say that one more unit would cost in the rows, at the first goal where it costs
        anything. With `instead_of` the unit is taken from that contribution: rows that do not feel the move
        do not stand in its way.
        """
        blocking = chain(self._blocking(column, instead_of), self._bound_to_stay(column, instead_of))
        rows = [self._rank(row, weight, column) for row, weight in blocking]
        return tuple(dict.fromkeys(reason for *_, reason in sorted(rows)))

    def _rank(self, row: int, weight: float, column: int) -> tuple[bool, bool, int, float, int, Reason]:
        """Return what sorts a row, then its reason: red lines first, `support` last, then goal and price."""
        costs = [abs(float(stage.prices[row])) * weight for stage in self.solved.solution.stages]
        first = next((number for number, cost in enumerate(costs) if cost > _PRICED), len(costs))
        cost = costs[first] if first < len(costs) else 0.0
        block, entry = self._program.row(row)
        sort = block.source.sort
        reason = Reason(_REASONS[sort], block.source.name)
        if sort == "stay":
            reason = replace(reason, group=(("phase", self._program.ids(block, entry)["phase"]),))
        if sort == "constraint":
            reason = Reason(reason.sort, reason.name, self._of_others(block, entry, column))
        ranked = first, -round(cost, 9), list(_REASONS).index(sort)
        return not self._is_red_line(reason), sort == "support", *ranked, reason

    def _of_others(self, block: RowBlock, entry: int, column: int) -> tuple[tuple[str, str], ...]:
        """Return the group of a row; nothing where a contribution is of that group itself."""
        facts = self.solved.scenario
        units = next(one for one in self._program.columns if one.family == CONTRIBUTION)
        own = self._program.ids(units, column)
        line = facts.requirements[own["requirement"]]
        of_line = {"place": line.place, "area": facts.places[line.place].area, "mission": line.mission}
        own |= {key: name for key, name in of_line.items() if name is not None}
        own["component"] = facts.capabilities[own["capability"]].component
        group = {key: name for key, name in self._program.ids(block, entry).items() if key != "phase"}
        return () if group.items() <= own.items() else tuple(sorted(group.items()))

    def _is_red_line(self, reason: Reason) -> bool:
        if reason.sort != "constraint":
            return False
        return self.solved.scenario.constraints[reason.name].negotiable is False

    def _blocking(self, column: int, instead_of: int | None) -> Iterator[tuple[int, float]]:
        """Yield the rows that have no room for one more, and what one more takes of each."""
        taken = self._columns[:, [column]]
        if instead_of is not None:
            taken = taken - self._columns[:, [instead_of]]
        moves = taken.tocoo()
        step = float(self._program.step[column]) * (1 - _BARELY)
        for row, weight in zip(moves.row, moves.data, strict=True):
            if weight == 0:
                continue
            room, least = self._above if weight > 0 else self._below
            if self._bounds[row] and room[row] <= max(abs(weight) * step, least[row]):
                yield int(row), abs(float(weight))

    def _bound_to_stay(self, column: int, instead_of: int | None) -> Iterator[tuple[int, float]]:
        """Yield the rows of stays that one more would break: it would have to be there later, and is not."""
        more = float(self._program.step[column]) or _LITTLE
        units = np.array(self.solved.units)
        units[column] += more
        if instead_of is not None:
            units[instead_of] -= more
        missing = self._stays.missing(self._stays.there(units))
        for row in np.flatnonzero(missing[self._stays.held] > more / 2):
            yield self._first_stay + int(row), 1.0

    @cached_property
    def _stays(self) -> Stays:
        return Stays.of(self.solved.ground)

    @cached_property
    def _first_stay(self) -> int:
        """The number of the first row of a stay."""
        before = takewhile(lambda block: block.family != STAY, self._program.rows)
        return sum(block.count for block in before)

    @cached_property
    def _program(self) -> Program:
        if self.solved.program.form == "direct":
            return self.solved.program
        solved = self.solved
        return blueprint(solved.scenario, solved.ground, solved.formulation.offers).assembled("direct")

    @cached_property
    def _columns(self) -> sparse.csc_array:
        columns = self._program.family(CONTRIBUTION)
        return self._program.matrix[:, columns].tocsc()

    @cached_property
    def _activity(self) -> FloatArray:
        values = self.solved.solution.values[: self._program.matrix.shape[1]]
        activity: FloatArray = self._program.matrix @ values
        return activity

    @cached_property
    def _bounds(self) -> BoolArray:
        """Which rows can hold a contribution back."""
        blocks = self._program.rows
        return np.repeat(
            [block.source.sort in _HOLDING for block in blocks], [block.count for block in blocks]
        )

    @cached_property
    def _above(self) -> tuple[FloatArray, FloatArray]:
        """How far each row is from its upper bound, and what of that is rounding."""
        return _room(self._program.row_upper - self._activity, self._program.row_upper)

    @cached_property
    def _below(self) -> tuple[FloatArray, FloatArray]:
        return _room(self._activity - self._program.row_lower, self._program.row_lower)


def _room(room: FloatArray, bound: FloatArray) -> tuple[FloatArray, FloatArray]:
    return room, TIGHT * np.maximum(1.0, np.abs(np.where(np.isfinite(bound), bound, 1.0)))

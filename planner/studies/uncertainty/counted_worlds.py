"""What the answers of all worlds come to, counted without holding them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from planner.engines.engine import Status
from planner.program.blocks import BoolArray, FloatArray
from planner.studies.uncertainty.drawn import ALL_CONDITIONS, Drawn
from planner.studies.uncertainty.likely import ConditionalMeans, Driver, Fill, LineChance, PhaseFill
from planner.studies.uncertainty.variance_shares import Share, error_of, left_by, share_of, shares
from planner.words.figures import NEGLIGIBLE
from planner.worlds.chances import ALL_OFFERS
from planner.worlds.distinct import Distinct
from planner.worlds.family import Family
from planner.worlds.figure_columns import FigureColumns
from planner.worlds.required_lines import Lines
from planner.worlds.world_answer import Answer

QUANTILES = (0.1, 0.5, 0.9)


class CountedWorlds:
    """The answers of all worlds that were drawn, which are taken as they come.

    Kept is for each that differs whether there is a plan and the fill of each priority, and for those of the
    draws themselves what is missing of each line and the fill of each priority in each phase.
    """

    def __init__(self, family: Family, drawn: Drawn, distinct: Distinct) -> None:
        """Begin without answers; `distinct` are the drawn worlds."""
        self._index, self._drawn, self._number = family.ground.index, drawn, distinct.number
        self._lines = Lines.of(family)
        self._phases = [
            (rank, int(phase), self._lines.among(chosen), chosen)
            for rank in self._lines.priorities
            for phase in np.unique(self._lines.phase[self._lines.priority == rank])
            for chosen in [(self._lines.priority == rank) & (self._lines.phase == phase)]
        ]
        self._own = int(distinct.number[: drawn.count].max()) + 1
        self._fills = FigureColumns(len(distinct))
        self._short = FigureColumns(self._own)

    def close(self) -> None:
        """Let go of all answers."""
        self._fills.close()
        self._short.close()

    def take(self, start: int, answered: list[Answer]) -> None:
        """Take the answers of the worlds that differ, from a number on."""
        if own := answered[: max(self._own - start, 0)]:
            self._short.put(start, np.array([self._missing(one) for one in own]))
        # Last: they say what is known, also where an interrupt comes between.
        self._fills.put(start, np.array([self._filled(one) for one in answered]))

    def _filled(self, one: Answer) -> list[float]:
        """Return whether there is a plan, if that is known, and the fill of each priority."""
        if one.found:
            return [1.0, *self._lines.fill(one.short).values()]
        return [0.0 if one.status is Status.INFEASIBLE else np.nan, *(np.nan for _ in self._lines.priorities)]

    def _missing(self, one: Answer) -> FloatArray:
        """Return what is missing of each line, and the fill of each priority in each phase."""
        if not one.found:
            return np.full(len(self._lines.required) + len(self._phases), np.nan)
        filled = [some.filled(one.short[chosen]) for *_, some, chosen in self._phases]
        return np.concatenate([one.short, filled])

    @property
    def complete(self) -> bool:
        """Whether all draws were solved."""
        return bool(self._known.all())

    @property
    def no_plan(self) -> float:
        """The share of the worlds that were solved in which nothing meets the hard constraints."""
        return 1 - float(self._there[self._known].mean()) if self._known.any() else 0.0

    def fills(self) -> Iterator[Fill]:
        """Yield each priority."""
        for rank in self._lines.priorities:
            values = self._fill(rank)
            known = values[self._there]
            if len(known):
                low, middle, high = (float(one) for one in np.quantile(known, QUANTILES))
                yield Fill(rank, float(known.mean()), error_of(values), low, middle, high)

    def phases(self) -> Iterator[PhaseFill]:
        """Yield each priority in each phase in which it needs something."""
        for spot, (rank, phase, *_) in enumerate(self._phases, len(self._lines.required)):
            values = self._of_draws(self._short, spot)[self._there]
            if len(values):
                low, middle, high = (float(one) for one in np.quantile(values, QUANTILES))
                yield PhaseFill(rank, self._index.names["phase"][phase], low, middle, high)

    def requirements(self) -> Iterator[LineChance]:
        """Yield each requirement and phase with a need; none where no world was solved."""
        if not self._known.any():
            return
        names, lines = self._index.names, self._lines
        for number, (line, phase) in enumerate(zip(lines.requirement, lines.phase, strict=True)):
            short = self._of_draws(self._short, number)
            filled = (short <= NEGLIGIBLE * lines.required[number]).astype(float)
            filled[~self._known] = np.nan
            known = short[self._there]
            mean, high = (float(known.mean()), float(np.quantile(known, 0.9))) if len(known) else (0.0, 0.0)
            yield LineChance(
                names["requirement"][line],
                names["phase"][phase],
                float(filled[self._known].mean()),
                error_of(filled),
                mean,
                high,
            )

    def drivers(self) -> Iterator[Driver]:
        """Yield each condition that may hold or fail, and all offers, for each priority."""
        for name, ways, holds in self._drawn.ways():
            for rank in self._lines.priorities:
                yield from self._condition(name, rank, ways, holds)
        if ALL_OFFERS in self._drawn.drivers:
            for rank in self._lines.priorities:
                rest = self._left_by(ALL_CONDITIONS, rank)
                first = None if rest[0] is None else 1 - rest[0], rest[1]
                yield Driver(ALL_OFFERS, rank, *first, *self._left_by(ALL_OFFERS, rank), None)

    def _condition(self, name: str, rank: int, ways: np.ndarray, holds: BoolArray) -> Iterator[Driver]:
        values = self._fill(rank)
        with_it, without = values[holds & self._there], values[~holds & self._there]
        if len(with_it) and len(without):
            first = shares(values, ways, share_of)
            sides = ConditionalMeans(float(holds.mean()), float(with_it.mean()), float(without.mean()))
            yield Driver(name, rank, *first, *self._left_by(name, rank), sides)

    def _left_by(self, driver: str, rank: int) -> Share:
        """Return the share of the variance that is left where all but a driver is known."""
        some = len(self._drawn.redrawn)
        start = self._drawn.count + some * self._drawn.drivers.index(driver)
        again = self._of(rank)[self._number[start : start + some]]
        return shares(self._fill(rank)[self._drawn.redrawn], again, left_by)

    def _fill(self, rank: int) -> FloatArray:
        """Return the fill of a priority in each draw; not a number where there is no plan."""
        return self._of(rank)[self._number[: self._drawn.count]]

    def _of(self, rank: int) -> FloatArray:
        return self._fills.column(1 + self._lines.priorities.index(rank))

    def _of_draws(self, figures: FigureColumns, column: int) -> FloatArray:
        """Return a column, draw by draw."""
        return figures.column(column)[self._number[: self._drawn.count]]

    @cached_property
    def _there(self) -> BoolArray:
        """Whether there is a plan, of each draw."""
        there: BoolArray = self._of_draws(self._fills, 0) == 1
        return there

    @cached_property
    def _known(self) -> BoolArray:
        """Whether it is known if there is one."""
        return ~np.isnan(self._of_draws(self._fills, 0))

"""What to ask for before the world is known, so that a plan made after it fills enough in enough worlds.

Two stages with recourse and a chance constraint over drawn worlds: the units asked for are chosen first, each
world's plan after, and worlds up to some share may be given up. (The chance as a mean of the worst worlds, as
Rockafellar and Uryasev 2000 have it, would ask for every world where all is to be filled: nothing makes up
for a unit that is missing.) What stays unfilled in a world is convex in what is asked, so prices of its
linear program are cuts (Benders 1962; Van Slyke and Wets 1969), and a cut lets go of a world that is given up
(Luedtke 2014, doi 10.1007/s10107-013-0684-6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from planner.engines.engine import Status
from planner.engines.hot.again import Again
from planner.engines.solve import solve
from planner.engines.solvers.highs import Highs
from planner.formulation.offers import window_length
from planner.program.blocks import ColumnBlock, FloatArray, IntArray, Part, RowBlock
from planner.program.program import Aim, Blueprint, Program
from planner.program.row_source import ADDED
from planner.worlds.family import Family
from planner.worlds.solving_worlds import Effort
from planner.worlds.world import OfferId, World, spot_of

ASKED, GIVEN_UP = "units asked for", "worlds given up"
ENOUGH = 1e-7
"""What may stay unfilled beyond what was said, and is rounding."""
ROUNDS_BEFORE, MOST_ROUNDS = 40, 400
"""How often cuts are asked for at most, first with worlds given up in part, then with whole ones."""
WHOLLY = 1 - 1e-6
"""A world of which so much is given up is given up."""
PARTLY = 1e-6
"""A world of which no more is given up is kept."""
EXACT_UP_TO = 40
"""With more open worlds than so many they are given up one by one, and not the best of all choices."""


@dataclass(frozen=True, eq=False)
class Askable:
    """Offers of which more can be asked, the most of each, and its price a unit."""

    offers: tuple[OfferId, ...]
    most: FloatArray
    price: FloatArray

    def told(self, units: FloatArray) -> dict[OfferId, float]:
        """Return what is asked by offer; what is nothing is not there."""
        return {offer: float(one) for offer, one in zip(self.offers, units, strict=True) if one > 0}

    @property
    def everything(self) -> dict[OfferId, float]:
        """All that can be asked."""
        return self.told(self.most)


@dataclass(frozen=True, eq=False)
class CheapestAsks:
    """Units asked for, and their price; nothing cheaper than `bound` does."""

    units: FloatArray
    price: float
    bound: float


@dataclass(frozen=True, eq=False)
class _Cut:
    """Of a world: what stays unfilled is at least `constant + slope @ units`."""

    world: int
    constant: float
    slope: FloatArray


@dataclass(frozen=True, eq=False)
class _Master:
    """How many worlds may be given up, and of each the least and the most that is."""

    free: float
    least: FloatArray
    most: FloatArray
    linear: bool = True


@dataclass(frozen=True, eq=False)
class Recourse:
    """The choice between asks: a family whose first goal is what stays unfilled, of which so much may.

    The worlds are of the family, which was made for everything that can be asked too; equal ones count as
    often as they are there. A world in which nothing meets the hard constraints as it is cannot be asked out
    of that.
    """

    family: Family
    worlds: tuple[World, ...]
    unfilled: float
    askable: Askable
    effort: Effort = field(default_factory=Effort)
    _cuts: list[_Cut] = field(default_factory=list, repr=False)

    def least(self, given_up: float) -> CheapestAsks | None:
        """Return the cheapest asks with no more than a share of the worlds given up; None where none do.

        Cuts are kept, so that another share is found sooner. Raises TimeoutError where time is up before.
        """
        whole = float(self._counts.sum())
        free = given_up * whole + ENOUGH - float(self._counts[self._lost].sum())
        if free < 0:
            return None
        worlds = len(self._open)
        least, _ = self._met(_Master(free, np.zeros(worlds), np.ones(worlds)), patient=False)
        if worlds > EXACT_UP_TO:
            units, _ = self._one_by_one(free)
        else:
            units, _ = self._met(_Master(free, np.zeros(worlds), np.ones(worlds), linear=False))
        price = float(self.askable.price @ units)
        bound = price if worlds <= EXACT_UP_TO else float(self.askable.price @ least)
        return CheapestAsks(units, price, min(bound, price))

    def _one_by_one(self, free: float) -> tuple[FloatArray, FloatArray]:
        """Give up one world after the other, each time the one of which most would be."""
        chosen = np.zeros(len(self._open))
        counts = self._counts[self._open]
        while True:
            _, parts = self._met(_Master(free, chosen, np.ones(len(chosen))), patient=False)
            room = free - float(counts @ chosen)
            parts = np.where((chosen == 0) & (counts <= room), parts, 0.0)
            if not len(parts) or parts.max() <= PARTLY:
                return self._met(_Master(free, chosen, chosen))
            chosen[int(np.argmax(parts))] = 1.0

    def _met(self, master: _Master, *, patient: bool = True) -> tuple[FloatArray, FloatArray]:
        """Return the cheapest asks that meet their cuts, and the parts of worlds that are given up.

        Cuts are added for whatever is missed: until nothing is, or where it is only a step, for some rounds.
        """
        for _ in range(MOST_ROUNDS if patient else ROUNDS_BEFORE):
            if self.effort.progress is not None:
                self.effort.progress("asks", 0, 0)
            units, parts = self._chosen(master)
            if not self._cut(units, parts):
                break
        else:
            if patient:
                raise TimeoutError
        return units, parts

    @cached_property
    def _each(self) -> tuple[World, ...]:
        return tuple(dict.fromkeys(self.worlds))

    @cached_property
    def _counts(self) -> FloatArray:
        spots = {world: number for number, world in enumerate(self._each)}
        return np.bincount([spots[world] for world in self.worlds], minlength=len(spots)).astype(float)

    @cached_property
    def _again(self) -> Again:
        return Again(self.family.program.relaxed())

    def _solved(self, world: int, units: FloatArray) -> tuple[float, FloatArray]:
        """Return what stays unfilled, and what one more unit of each ask changes; infinite without a plan."""
        asked = self._each[world].asking(self.askable.told(units))
        solution = self._again.solve(self.family.face(asked), self.family.program.goals[:1])
        if solution.status is not Status.OPTIMAL:
            return np.inf, np.zeros(len(units))
        (stage,) = solution.stages
        there = np.array([asked.stands_in(offer) for offer in self.askable.offers], dtype=bool)
        return stage.value, np.where(there, np.minimum(self._gains.T @ stage.prices, 0.0), 0.0)

    @cached_property
    def _gains(self) -> FloatArray:
        """What one more unit of each ask gives to the bound of each row: rows x asks."""
        table, index = self.family.table, self.family.ground.index
        gains = np.zeros((len(self.family.program.row_upper), len(self.askable.offers)))
        for number, offer in enumerate(self.askable.offers):
            spot = spot_of(table, index, offer)
            for rows, size in (
                (self.family.supplied, 1.0),
                (self.family.pooled, float(window_length(table.offers[spot]))),
            ):
                if rows is not None:
                    mine = rows.offer == spot
                    gains[rows.row[mine], number] += rows.part[mine] * size
        return gains

    @cached_property
    def _lost(self) -> IntArray:
        """The worlds that are given up whatever is asked."""
        return np.array([one for one in range(len(self._each)) if not self._winnable(one)], dtype=np.int32)

    def _winnable(self, world: int) -> bool:
        today, _ = self._solved(world, np.zeros(len(self.askable.most)))
        return np.isfinite(today) and self._solved(world, self.askable.most)[0] <= self.unfilled + ENOUGH

    @cached_property
    def _open(self) -> IntArray:
        """The worlds that are neither lost nor filled with nothing asked."""
        none = np.zeros(len(self.askable.most))
        kept = np.setdiff1d(np.arange(len(self._each)), self._lost)
        return np.array([int(one) for one in kept if self._add(int(one), none, 0.0)], dtype=np.int32)

    def _cut(self, units: FloatArray, given_up: FloatArray) -> bool:
        """Add a cut for each world that is kept and that the units do not fill; say whether there was one."""
        kept = [(int(world), part) for world, part in zip(self._open, given_up, strict=True) if part < WHOLLY]
        return sum([self._add(world, units, part) for world, part in kept]) > 0

    def _add(self, world: int, units: FloatArray, given_up: float) -> bool:
        """Add a cut of a world that is given up in part, where the units do not meet it."""
        value, slope = self._solved(world, units)
        constant = value - float(slope @ units)
        short = value - self.unfilled - given_up * (constant - self.unfilled) > ENOUGH
        if short:
            self._cuts.append(_Cut(world, constant, slope))
        return bool(short)

    def _chosen(self, master: _Master) -> tuple[FloatArray, FloatArray]:
        """Return the cheapest units by the cuts so far, and the parts of worlds given up."""
        if self.effort.spent:
            raise TimeoutError
        program = self._program(master)
        solution = solve(program.relaxed() if master.linear else program, Highs(), seconds=self.effort.left)
        if solution.status is not Status.OPTIMAL:
            raise TimeoutError
        units = np.clip(solution.values[program.family(ASKED)], 0.0, self.askable.most)
        return units, solution.values[program.family(GIVEN_UP)]

    def _program(self, master: _Master) -> Program:
        asks = ColumnBlock.continuous(ASKED, {}, self.askable.most)
        asks = replace(asks, upper=self.askable.most)
        worlds = ColumnBlock.binary(GIVEN_UP, {}, len(self._open))
        worlds = replace(worlds, lower=master.least, upper=master.most)
        aim = Aim("price", {ASKED: self.askable.price})
        rows = (*self._as_rows(), self._budget(master.free))
        return Blueprint({}, (asks, worlds), rows, (aim,)).assembled("direct")

    def _as_rows(self) -> Iterator[RowBlock]:
        if not self._cuts:
            return
        needed = np.array([cut.constant - self.unfilled for cut in self._cuts])
        slopes = -np.array([cut.slope for cut in self._cuts])
        row, column = (spots.astype(np.int32) for spots in np.nonzero(slopes))
        own = np.arange(len(needed), dtype=np.int32)
        world = np.searchsorted(self._open, [cut.world for cut in self._cuts]).astype(np.int32)
        parts = (Part(ASKED, row, column, slopes[row, column]), Part(GIVEN_UP, own, world, needed))
        yield RowBlock("cut", {}, needed, np.full(len(needed), np.inf), parts, ADDED, "enough is filled")

    def _budget(self, free: float) -> RowBlock:
        """Return the row by which at most `free` worlds are given up; equal ones count each time."""
        own = np.arange(len(self._open), dtype=np.int32)
        part = Part(GIVEN_UP, np.zeros_like(own), own, self._counts[self._open])
        return RowBlock(
            "chance",
            {},
            np.full(1, -np.inf),
            np.full(1, free),
            (part,),
            ADDED,
            "so many are given up",
        )

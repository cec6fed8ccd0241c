"""The bounds of a scenario that its plan runs into: offers, pools, requirements and politics."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from planner.engines.engine import Face
from planner.facts.stated_steps import step_of
from planner.program.blocks import BoolArray, RowBlock
from planner.program.program import Program
from planner.program.row_source import RowSort, RowSource
from planner.scenario.scenario import Scenario
from planner.studies.chain import Chain

TIGHT = 1e-7
"""A row binds that is as near its bound as this, relative to the bound where that is over 1."""
_BOUNDS: tuple[RowSort, ...] = ("need", "offer", "pool", "constraint")
"""The sorts of rows that are bounds; others measure a goal, or say where a support element stands."""


@dataclass(frozen=True)
class Bound:
    """One side of a row: what it says may be at most, at least or exactly so much.

    `size` is what one unit of the scenario's own number is in the row: a pool counts units, its row the
    months that they can stay. `outward` is the direction in which the row's bound moves when the scenario's
    number grows. `spare` marks an offer that the plan uses and does not use up.
    """

    row: int
    sort: RowSort
    side: Literal["upper", "lower", "equal", "both"]
    value: float
    size: float = 1.0
    outward: Literal[1, -1] = 1
    spare: bool = False
    inward: float = math.inf
    """How far it can be tightened before it meets the row's other side."""
    step: float = 1.0
    """How many units one more is: the step of an offer whose units are sent in steps, else one."""
    idle: bool = False
    """An offer that is not used, and that a row which only defines speaks of: a package it may not reach."""

    def relaxes(self, direction: int) -> bool:
        """Say whether moving the row's bound in a direction allows more."""
        return self.side != "equal" and (direction > 0) == (self.side != "lower")

    def moved_on(self, face: Face, program: Program, by: float) -> Face | None:
        """Return a face with this bound moved; None where the row's sides would cross."""
        lower, upper = self.moved(program, by)
        if lower > upper:
            return None
        row_lower, row_upper = face.row_lower.copy(), face.row_upper.copy()
        row_lower[self.row], row_upper[self.row] = lower, upper
        return replace(face, row_lower=row_lower, row_upper=row_upper)

    def moved(self, program: Program, by: float) -> tuple[float, float]:
        """Return the row's bounds when this one is moved."""
        lower, upper = float(program.row_lower[self.row]), float(program.row_upper[self.row])
        if self.side == "equal":
            return self.value + by, self.value + by
        if self.side == "both":
            return lower - by, upper + by
        return (lower, self.value + by) if self.side == "upper" else (self.value + by, upper)


def bounds(chain: Chain) -> tuple[Bound, ...]:
    """Return the bounds that bind, the most important goal's first, and the offers in use with some to spare.

    Last come offers that are not used, of which more may do what as much does not (see `Bound`). Left out are
    needs that are not met: there one more that is required is one more that is missing.
    """
    upper, lower = tight(chain)
    found = [
        bound
        for start, block in _blocks(chain.solved.program)
        for bound in _of_block(chain, start, block, (upper, lower))
    ]
    return tuple(sorted([*found, *_idle(chain)], key=lambda bound: _importance(chain, bound)))


def _idle(chain: Chain) -> Iterator[Bound]:
    """Yield the offers that the plan does not use, and rows that only define speak of."""
    program = chain.solved.program
    spoken_of = np.zeros(len(program.lower), dtype=bool)
    for start, block in _starts(program):
        if _only_defines(block):
            spoken_of[program.matrix[start : start + block.count].indices] = True
    for start, block in _blocks(program):
        for entry in range(block.count if block.source.sort == "offer" else 0):
            row, upper = start + entry, float(program.row_upper[start + entry])
            unused = chain.activity[row] <= TIGHT < upper
            if unused and spoken_of[program.matrix[[row]].indices].any():
                yield Bound(row, "offer", "upper", upper, step=_step(chain, block, entry), idle=True)


def tight(chain: Chain) -> tuple[BoolArray, BoolArray]:
    """Return which rows are at their upper and which at their lower bound."""
    program, activity = chain.program, chain.activity
    with np.errstate(invalid="ignore"):
        upper = activity >= program.row_upper - TIGHT * np.maximum(1.0, np.abs(program.row_upper))
        lower = activity <= program.row_lower + TIGHT * np.maximum(1.0, np.abs(program.row_lower))
    return upper & np.isfinite(program.row_upper), lower & np.isfinite(program.row_lower)


def unit_of(scenario: Scenario, source: RowSource, ids: Mapping[str, str]) -> str:
    """Return what one of a bound is: a capability's unit, or what its constraint bounds."""
    if source.sort == "constraint":
        return scenario.constraints[source.name].bound_in
    if source.sort == "need":
        served = scenario.requirements[ids["requirement"]].served_by
        return next(
            (scenario.capabilities[name].unit for name in sorted(served) if served[name] == 1), "unit"
        )
    return scenario.capabilities[ids["capability"]].unit


def _starts(program: Program) -> Iterator[tuple[int, RowBlock]]:
    """Return the blocks of rows, each with its first row."""
    starts = np.cumsum([0, *(block.count for block in program.rows)]).tolist()
    return zip(starts, program.rows, strict=False)


def _blocks(program: Program) -> list[tuple[int, RowBlock]]:
    return [
        (start, block)
        for start, block in _starts(program)
        if block.source.sort in _BOUNDS and not _only_defines(block)
    ]


def _only_defines(block: RowBlock) -> bool:
    """Say whether rows say what a yes means, or who excludes whom: nothing that one more could be of."""
    choosing = any(part.yes_or_no for part in block.parts)
    counts = block.on_choices_alone and len(block.parts) == 1
    return block.defines or (choosing and not counts)


def _of_block(chain: Chain, start: int, block: RowBlock, at: tuple[BoolArray, BoolArray]) -> list[Bound]:
    sort = block.source.sort
    size = _size(chain, block) if sort == "pool" else 1.0
    rows = range(start, start + block.count)
    found = [_bound(chain, row, sort, at, size) for row in rows]
    binding = [bound for bound in found if bound is not None]
    if sort != "offer":
        return binding
    return [replace(bound, step=_step(chain, block, bound.row - start)) for bound in binding]


def _step(chain: Chain, block: RowBlock, entry: int) -> float:
    """Return how many units of an offer one more is."""
    ids = chain.solved.program.ids(block, entry)
    return step_of(chain.solved.scenario, ids["nation"], ids["capability"]) or 1.0


def _size(chain: Chain, block: RowBlock) -> float:
    """Return the unit-months that one more unit of a pool adds."""
    ids = chain.solved.program.ids(block, 0)
    return chain.solved.scenario.nations[ids["nation"]].offers[ids["capability"]].tour or 1.0


def _bound(
    chain: Chain, row: int, sort: RowSort, at: tuple[BoolArray, BoolArray], size: float
) -> Bound | None:
    """Return how a row binds the plan, None where it does not, or is a need of which something is missing.

    `at` are the rows at their upper and at their lower bound; an offer that is used in part binds as `spare`.
    """
    program = chain.program
    lower, upper = float(program.row_lower[row]), float(program.row_upper[row])
    if lower == upper and sort == "constraint" and not _exactly(chain, row):
        return Bound(row, sort, "both", upper, inward=0.0)
    if lower == upper:
        return None if sort == "need" and _unmet(chain, row) else Bound(row, sort, "equal", upper)
    if at[0][row]:
        return Bound(row, sort, "upper", upper, size, inward=_width(lower, upper))
    if at[1][row]:
        return Bound(
            row, sort, "lower", lower, size, -1 if lower == -upper else 1, inward=_width(lower, upper)
        )
    if sort == "offer" and chain.activity[row] > TIGHT:
        return Bound(row, sort, "upper", upper, spare=True)
    return None


def _exactly(chain: Chain, row: int) -> bool:
    block, _ = chain.program.row(row)
    return chain.solved.scenario.constraints[block.source.name].exact


def _width(lower: float, upper: float) -> float:
    """Return how far one side of a row can move towards the other; both move where one number is both."""
    return (upper - lower) / 2 if lower == -upper else upper - lower


def _unmet(chain: Chain, row: int) -> bool:
    """Say whether something is missing of a line; the rows of needs come first, in the order of lines."""
    required = chain.solved.lines.reach[row]
    return bool(chain.solved.short[row] > TIGHT * max(1.0, required))


def _importance(chain: Chain, bound: Bound) -> tuple[bool, bool, int, float, int]:
    """Return what sorts a bound: the first goal for which it has a price, and how high that is."""
    goals = np.flatnonzero(chain.priced[:, bound.row])
    first = int(goals[0]) if len(goals) else len(chain.stages)
    price = abs(float(chain.stages[first].prices[bound.row])) * bound.size if len(goals) else 0.0
    return bound.idle, bound.spare, first, -round(price, 9), bound.row

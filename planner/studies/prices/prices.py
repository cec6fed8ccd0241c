"""Prices, both ways: what one more and one less of every bound that binds changes, and how far.

A price is the change of a goal for one unit more, or less, of what a row allows or asks for in its phase:
units of an offer, of a requirement or of a pool (a pool's in the months from its phase on), units of the
measure of a constraint. It is found by solving again. As goals stand in order, each row is priced in the
first goal that it changes, with all goals before that one as good as they are: `until` ends where one of
them would have to give, or where the price becomes another. Where the two directions change different
goals, the row is priced in the earlier one, and what the other direction changes stands under `then`.

Where what a need asks for more is missing of its own line, or one less leaves no line, the shares of a fill
goal are others: then the scenario is formulated again. A need that is not met is left out: one more that is
required there is one more that is missing. So is a bound that binds and changes nothing.
An offer that is in use and not used up is told with a price of nothing, and how much less of it would do.

With whole numbers nothing is hot, and a price holds for one unit: then what one more and one less touch is
solved anew for each bound, as far as the time of `budget` goes; what is not proven in time is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from planner.constraints.naming import called
from planner.engines.solve import Progress
from planner.program.blocks import SHORTFALL, FloatArray
from planner.studies.budget import Budget, OnlyInPart, Unproven
from planner.studies.chain import Chain
from planner.studies.prices.around_the_plan import SAME
from planner.studies.prices.behind import lacking, reworked
from planner.studies.prices.binding import Bound, bounds, unit_of
from planner.studies.prices.directions import Sides
from planner.studies.prices.foreseen import Foreseen
from planner.studies.prices.one_step import one_step
from planner.studies.prices.one_unit import one_unit
from planner.studies.prices.piece import Piece
from planner.studies.prices.price import Effect, GoalChange, LineChange, RowPrice
from planner.studies.prices.price_words import price_sentence
from planner.studies.prices.shares import as_shared
from planner.studies.solved import Solved
from planner.words.wording import Words

_SAME = 1e-7
"""A change of a line by up to so many units is rounding."""


def prices(solved: Solved, progress: Progress | None = None) -> Iterator[RowPrice]:
    """Yield the price of every bound that binds, those of the first goals first.

    Who stops asking keeps what was found so far. Yields nothing where there is no plan. Raises OnlyInPart in
    the end where there are more.
    """
    if not solved.found:
        return
    chain, whole = solved.chain, solved.whole_numbers
    found = [bound for bound in bounds(chain) if not (whole and (bound.sort == "need" or bound.spare))]
    words, budget = Words(solved.scenario), Budget()
    left_out = False
    for number, bound in enumerate(found):
        if progress is not None:
            progress("prices", number, len(found))
        if budget.spent:
            raise OnlyInPart
        try:
            price = price_of(chain, bound, budget)
        except Unproven:
            left_out = True
            continue
        if price is not None:
            yield replace(price, sentence=price_sentence(words, bound, price, lacking(chain, bound)))
    if left_out:
        raise OnlyInPart


def price_of(chain: Chain, bound: Bound, budget: Budget) -> RowPrice | None:
    """Return the price of one bound, without its sentence; None where it changes nothing.

    It depends on the plan and the bound alone, not on what was priced before. Raises Unproven.
    """
    return _price(chain, bound, _pieces(chain, bound, budget))


Pieces = tuple[Piece | None, Piece | None]


def _pieces(chain: Chain, bound: Bound, budget: Budget) -> Pieces:
    """Return what one more and one less do."""
    if chain.solved.whole_numbers:
        more, less = (one_step(chain, bound, way, budget) for way in (bound.outward, -bound.outward))
        return more, less
    more, less = (_one(chain, bound, way, budget) for way in (bound.outward, -bound.outward))
    return more, less


def _one(chain: Chain, bound: Bound, way: int, budget: Budget) -> Piece | None:
    """Return what one unit really does, solved where the piece beside the plan is shorter than that.

    Where no whole unit is possible, it is what the part of one does that is.
    """
    if reworked(chain, bound):
        return one_step(chain, bound, way, budget)
    piece = Sides(chain).piece(bound, way)
    if bound.sort == "need" and piece is not None:
        piece = as_shared(chain, bound, way, piece)
        return one_step(chain, bound, way, budget, _as_shares) if piece is None else piece
    if piece is None or piece.length >= bound.size * (1 - SAME):
        return piece
    whole = one_unit(chain, bound, way, budget, piece)
    if whole is None or (whole.goal is None and piece.goal is None):
        return whole or piece
    if whole.length <= piece.length:
        return piece
    known = piece.goal is not None and piece.goal == whole.goal
    return replace(whole, rate=(piece.slope, piece.length) if known else None)


def _as_shares(_: float) -> Foreseen:
    return Foreseen(shares=True)


def _price(chain: Chain, bound: Bound, pieces: Pieces) -> RowPrice | None:
    """Return the price that two pieces make; None where they change nothing."""
    changed = [piece.goal for piece in pieces if piece is not None and piece.goal is not None]
    if not changed and not bound.spare and not lacking(chain, bound):
        return None
    goal = min(changed, default=len(chain.stages) - 1)
    more, less = (
        None if piece is None else _effect(chain, bound, (piece, direction), goal)
        for piece, direction in zip(pieces, (bound.outward, -bound.outward), strict=True)
    )
    block, entry = chain.solved.program.row(bound.row)
    ids = chain.solved.program.ids(block, entry)
    row, unit = block.source.constraint, unit_of(chain.solved.scenario, block.source, ids)
    name = chain.stages[goal].goal.name
    found = RowPrice(
        row or block.source.path(ids),
        ids.get("phase"),
        name,
        more,
        less,
        ids,
        unit,
        of_constraint=row is not None,
        rule="" if row is None else called(chain.solved.scenario.constraints[row]),
    )
    return replace(found, step=bound.step)


def _effect(chain: Chain, bound: Bound, side: tuple[Piece, int], goal: int) -> Effect:
    """Return what one direction does to a goal: one unit of the scenario is `size` of the row."""
    piece, direction = side
    if piece.goal == goal:
        lines = _lines(chain, piece, bound.size, goal)
        told = Effect(piece.slope * bound.size, piece.length / bound.size, lines)
        if piece.rate is None:
            return told
        slope, length = piece.rate
        name = chain.stages[goal].goal.name
        return replace(told, rate=GoalChange(name, slope * bound.size, length / bound.size))
    if piece.goal is None:
        return Effect(0.0, piece.length / bound.size)
    step_alone = bound.sort == "need" or chain.solved.whole_numbers
    known = step_alone or chain.priced[: goal + 1, bound.row].any()
    kept = piece.length if known else Sides(chain).flat(bound, direction, goal)
    name = chain.stages[piece.goal].goal.name
    then = GoalChange(name, piece.slope * bound.size, piece.length / bound.size)
    return Effect(0.0, kept / bound.size, then=then)


def _lines(chain: Chain, piece: Piece, size: float, goal: int) -> tuple[LineChange, ...]:
    """Return the lines that a piece changes, of those that its goal counts, by the units of one unit."""
    if piece.values is None or math.isinf(piece.length):
        return ()
    program, block = chain.solved.program, chain.solved.lines
    columns = program.family(SHORTFALL)
    counted = chain.stages[goal].goal.cost[columns] != 0
    filled: FloatArray = (chain.point - piece.values)[columns] * counted * size / piece.length
    changed = np.flatnonzero(np.abs(filled) > _SAME)
    named = (program.ids(block, int(entry)) for entry in changed)
    return tuple(
        LineChange(ids["requirement"], ids["phase"], float(filled[entry]))
        for entry, ids in zip(changed, named, strict=True)
    )

"""What one unit of a bound does, or one step of an offer that is sent in steps, solved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.studies.budget import Budget
from planner.studies.chain import Chain
from planner.studies.prices.behind import offer_of, pooled
from planner.studies.prices.binding import Bound
from planner.studies.prices.foreseen import NOTHING_FORESEEN, Foresight
from planner.studies.prices.moved_bound import changed_by, first_changed
from planner.studies.prices.piece import Piece

_SHORTEST = -6
"""The least part of one unit that is looked at: a power of two."""


def one_step(
    chain: Chain,
    bound: Bound,
    direction: int,
    budget: Budget,
    foreseen: Foresight = lambda _: NOTHING_FORESEEN,
) -> Piece | None:
    """Return what one unit does, or one step of an offer in steps.

    Where one is not possible, it is all that there is if that is less than one, else the largest of some
    parts of one that is possible. None where there is no plan then. Raises Unproven.
    """
    one = direction * bound.size * bound.step
    whole = _step(chain, bound, one, budget, foreseen)
    if whole is not None or bound.step != 1:
        return whole
    if not _is_possible(chain, bound, one * 2.0**_SHORTEST, budget, foreseen):
        return None
    parts = (one * 2.0**power for power in range(-1, _SHORTEST - 1, -1))
    found = (_step(chain, bound, part, budget, foreseen) for part in (*_all(chain, bound, one), *parts))
    return next((piece for piece in found if piece is not None), None)


def _all(chain: Chain, bound: Bound, one: float) -> Sequence[float]:
    """Return by how much what is less than a unit goes down to nothing."""
    there = bound.value
    if bound.sort == "pool":
        there = pooled(chain, bound)
    if bound.sort == "offer":
        number, _ = offer_of(chain, bound)
        formulation = chain.solved.formulation
        there = formulation.offers.offers[number].units.at(formulation.counting.offers)
    return (-there,) if 0 < there < -one else ()


def _is_possible(chain: Chain, bound: Bound, by: float, budget: Budget, foreseen: Foresight) -> bool:
    """Say whether there is a plan when a bound has moved."""
    known = foreseen(by)
    first = replace(known, kept=0, goals=1)
    return known.possible or changed_by(chain, bound, by, first, seconds=budget.each) is not None


def _step(chain: Chain, bound: Bound, by: float, budget: Budget, foreseen: Foresight) -> Piece | None:
    """Return what one step of a bound does; None where there is no plan then."""
    known = foreseen(by)
    if known.kept == len(chain.stages):
        return Piece(None, 0.0, abs(by))
    found = changed_by(chain, bound, by, known, seconds=budget.each)
    if found is None:
        return None
    change, values = found
    goal, length = first_changed(chain, change), abs(by)
    if goal is None:
        return Piece(None, 0.0, length)
    return Piece(goal, float(change[goal]) / length, length, values)

"""The offer or the pool behind a bound: what of it is free, and whether more moves with it than its row."""

from __future__ import annotations

import numpy as np

from planner.formulation.renewed import chooses
from planner.studies.chain import Chain
from planner.studies.prices.binding import TIGHT, Bound


def reworked(chain: Chain, bound: Bound) -> bool:
    """Say whether a bound moves more or less than its own row, or not by as much: then it is solved anew.

    An offer or a pool of which less than a unit is free of what is committed elsewhere moves less.
    """
    if bound.sort == "pool":
        return bound.value < bound.size and bound.value < pooled(chain, bound)
    return moves_others(chain, bound) or (bound.sort == "offer" and nearly_committed(chain, bound))


def moves_others(chain: Chain, bound: Bound) -> bool:
    """Say whether the scenario is formulated anew for an offer that moves: what a yes allows, or may stay.

    So it is for one that is idle, of which nobody asked yet whether it comes, and for one of which nothing is
    free; and where more of an offer or a need may bring a yes or a no that nobody had to say yet.
    """
    if bound.sort not in ("offer", "need"):
        return False
    if any(map(chooses, chain.solved.scenario.constraints.values())):
        return True
    if bound.sort == "need":
        return False
    nothing = free_units(chain, *offer_of(chain, bound)) <= TIGHT
    return bound.idle or nothing or chain.solved.whole_numbers or _may_stay(chain, bound)


def nearly_committed(chain: Chain, bound: Bound) -> bool:
    """Say whether less than a unit of an offer is free of what is committed elsewhere."""
    number, phase = offer_of(chain, bound)
    offer = chain.solved.formulation.offers.offers[number]
    free = free_units(chain, number, phase)
    return free <= TIGHT or (free < 1 and free < offer.units.at(chain.solved.formulation.counting.offers))


def _may_stay(chain: Chain, bound: Bound) -> bool:
    """Say whether a row says what part of an offer may stay in its phase."""
    following = chain.following
    if not following:
        return False
    of, entry = chain.solved.program.row(bound.row)
    mine = {key: positions[entry] for key, positions in of.keys.items()}
    return any(
        np.logical_and.reduce([block.keys[key] == position for key, position in mine.items()]).any()
        for block in following
    )


def lacking(chain: Chain, bound: Bound) -> float:
    """Return the units by which an offer or a pool is less than what is committed elsewhere."""
    if bound.sort == "pool":
        return short_of_pool(chain, bound) / bound.size
    return max(-free_units(chain, *offer_of(chain, bound)), 0.0) if bound.sort == "offer" else 0.0


def pooled(chain: Chain, bound: Bound) -> float:
    """Return the unit-months that all of a pool can be on station in a window."""
    number, _ = offer_of(chain, bound)
    return (chain.solved.formulation.offers.offers[number].pool or 0.0) * bound.size


def short_of_pool(chain: Chain, bound: Bound) -> float:
    """Return the unit-months that a window lacks for what is committed elsewhere."""
    return float(chain.solved.formulation.offers.short[offer_of(chain, bound)])


def offer_of(chain: Chain, bound: Bound) -> tuple[int, int]:
    """Return the number of the offer that a bound is of, and its phase."""
    block, entry = chain.solved.program.row(bound.row)
    nation, capability, phase = (int(block.keys[key][entry]) for key in ("nation", "capability", "phase"))
    return chain.solved.formulation.offers.numbers[nation, capability], phase


def moved_units(chain: Chain, bound: Bound, by: float) -> float | None:
    """Return by how much the row of an offer moves with it; None where less than nothing would be on offer.

    What is committed elsewhere comes off it first.
    """
    number, phase = offer_of(chain, bound)
    if _on_offer(chain, number) + by < -TIGHT:
        return None
    return max(free_units(chain, number, phase) + by, 0.0) - bound.value


def _on_offer(chain: Chain, number: int) -> float:
    """Return the units of an offer, also those that are committed elsewhere."""
    formulation = chain.solved.formulation
    return formulation.offers.offers[number].units.at(formulation.counting.offers)


def free_units(chain: Chain, number: int, phase: int) -> float:
    """Return the units of an offer that are free in a phase, negative where more are committed elsewhere."""
    table = chain.solved.formulation.offers
    offer = table.offers[number]
    bound = float(table.bound[number, phase]) if offer.pool is None else 0.0
    return offer.units.at(chain.solved.formulation.counting.offers) - bound

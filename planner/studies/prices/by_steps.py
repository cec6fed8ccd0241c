"""What one bound does when it moves one way, by steps of it: the whole program solved again for each.

This is the slow way, for what cannot be told from the plan by a few pivots: whole numbers, where a bound
moves by one, and the rare plan so degenerate that pivots give up. There the length found is one that holds,
and is less than the longest by a hair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.engines.engine import Face, Status
from planner.formulation.formulate import formulate
from planner.program.blocks import SHORTFALL, FloatArray
from planner.program.program import Goal, Program
from planner.studies.budget import Budget
from planner.studies.chain import Chain
from planner.studies.prices.around_the_plan import Moved, around_the_plan, differs
from planner.studies.prices.binding import TIGHT, Bound
from planner.studies.prices.piece import Piece
from planner.studies.prices.shares import recounted

NOTHING_ASKED = 0.0
"""The value of a goal that is gone with the last line that asked something of it."""
NEAR = 1e-6
"""How near to its end a piece is followed, relative to where that is."""
_SHORTEST, _LONGEST = -6, 12
"""The first step, and the last that a piece is followed to: powers of two."""


class Unproven(Exception):  # noqa: N818  nothing is wrong: there was not the time
    """The solver did not get to the end."""


@dataclass(frozen=True)
class Foreseen:
    """What is known of a move before it is solved.

    The first so many goals are `kept`, with all that keeps them, and only the first so many `goals` are
    looked at. `shares` says that what the line of a need is short of is another share of it then, `possible`
    that there is sure to be a plan.
    """

    kept: int = 0
    goals: int | None = None
    shares: bool = False
    possible: bool = False


NOTHING_FORESEEN = Foreseen()
Foresight = Callable[[float], Foreseen]
"""What is known of a move by so much."""


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
        there = _pooled(chain, bound)
    if bound.sort == "offer":
        number, _ = _offer_of(chain, bound)
        formulation = chain.solved.formulation
        there = formulation.offers.offers[number].units.at(formulation.counting.offers)
    return (-there,) if 0 < there < -one else ()


def _is_possible(chain: Chain, bound: Bound, by: float, budget: Budget, foreseen: Foresight) -> bool:
    """Say whether there is a plan when a bound has moved."""
    known = foreseen(by)
    first = replace(known, kept=0, goals=1)
    return known.possible or _changed(chain, bound, by, first, seconds=budget.each) is not None


def _step(chain: Chain, bound: Bound, by: float, budget: Budget, foreseen: Foresight) -> Piece | None:
    """Return what one step of a bound does; None where there is no plan then."""
    known = foreseen(by)
    if known.kept == len(chain.stages):
        return Piece(None, 0.0, abs(by))
    found = _changed(chain, bound, by, known, seconds=budget.each)
    if found is None:
        return None
    change, values = found
    goal, length = _first(chain, change), abs(by)
    if goal is None:
        return Piece(None, 0.0, length)
    return Piece(goal, float(change[goal]) / length, length, values)


def by_steps(chain: Chain, bound: Bound, direction: int) -> Piece | None:
    """Return what a bound does as far as one slope goes, looked for by steps that double, and then halve.

    None where it cannot move. Raises Unproven.
    """
    piece: Piece | None = None
    for power in range(_SHORTEST, _LONGEST):
        longer = _longer(chain, bound, direction * 2.0**power, piece)
        if longer is None:
            return None if piece is None else _longest(chain, bound, direction, piece)
        piece = longer
    return piece


def _longer(chain: Chain, bound: Bound, by: float, piece: Piece | None) -> Piece | None:
    """Return a piece of as far as a bound moves; None where that has another slope than the piece so far."""
    goals = len(chain.stages) if piece is None or piece.goal is None else piece.goal + 1
    found = _changed(chain, bound, by, Foreseen(goals=goals))
    if found is None:
        return None
    change, values = found
    goal, step = _first(chain, change), abs(by)
    if piece is not None:
        goes_on = goal == piece.goal and (
            goal is None or not differs(change[goal] - piece.slope * step, chain.reached[goal])
        )
        if not goes_on:
            return None
    return Piece(goal, 0.0 if goal is None else float(change[goal]) / step, step, values)


def _longest(chain: Chain, bound: Bound, direction: int, piece: Piece) -> Piece:
    """Return a piece to where its slope ends, which is before twice as far, up to `NEAR`."""
    end = 2 * piece.length
    while end - piece.length > NEAR * end:
        middle = (piece.length + end) / 2
        longer = _longer(chain, bound, direction * middle, piece)
        if longer is None:
            end = middle
        else:
            piece = replace(longer, slope=piece.slope)
    return piece


def _changed(
    chain: Chain, bound: Bound, by: float, foreseen: Foreseen, *, seconds: float | None = None
) -> Moved | None:
    """Return what a bound that has moved changes; None where there is no plan then. Raises Unproven."""
    goals = recounted(chain, bound, by) if foreseen.shares else [stage.goal for stage in chain.stages]
    if goals is None or _moves_others(chain, bound):
        return _formulated(chain, bound, by, seconds=seconds)
    if bound.sort == "pool":
        if _pooled(chain, bound) + by < -TIGHT:
            return None
        by = max(bound.value - _short_of_pool(chain, bound) + by, 0.0) - bound.value
    wanted = goals[: foreseen.goals]
    nearby = around_the_plan(chain, bound, by, wanted, foreseen.kept)
    if nearby is not None:
        return nearby
    found = _beyond_kept(chain, bound, by, wanted, foreseen.kept, seconds=seconds) if foreseen.kept else None
    return found or _moved(chain, bound, by, wanted, seconds=seconds)


def _beyond_kept(
    chain: Chain, bound: Bound, by: float, goals: Sequence[Goal], kept: int, *, seconds: float | None
) -> Moved | None:
    """Return the same, looked for on the face of the goals that are kept; None where rounding has lost it."""
    try:
        return _moved(chain, bound, by, goals, kept=kept, seconds=seconds)
    except Unproven:
        return None


def _moved(
    chain: Chain,
    bound: Bound,
    by: float,
    goals: Sequence[Goal],
    *,
    kept: int = 0,
    seconds: float | None = None,
) -> Moved | None:
    """Return the same on the face on which so many of the goals are kept."""
    program = chain.solved.program
    moved = bound.moved_on(_of_program(program, chain.faces[kept]), program, by)
    if moved is None or _is_out_of_reach(chain, bound, by):
        return None

    def changed(goal: int, value: float) -> bool:
        before = chain.reached[kept + goal]
        return bool(differs(value - before, before))

    wanted = tuple(goals[kept:])
    found = chain.near_by(replace(moved.held(program), goals=wanted), seconds, changed)
    found = found or chain.solved.again.until(moved, wanted, changed, seconds=seconds)
    if found.status is Status.INFEASIBLE:
        return None
    if found.status is not Status.OPTIMAL:
        raise Unproven
    reached = np.array([*chain.reached[:kept], *(stage.value for stage in found.stages)])
    return reached - chain.reached[: len(reached)], found.values


def _is_out_of_reach(chain: Chain, bound: Bound, by: float) -> bool:
    """Say whether a tighter bound asks a row for more, or less, than its columns can add up to.

    What columns can be at most holds where nothing is loosened; what a solver may take for rounding is left
    to it.
    """
    if bound.side not in ("upper", "lower") or bound.relaxes(1 if by > 0 else -1):
        return False
    lower, upper = bound.moved(chain.solved.program, by)
    least, most = (float(each[bound.row]) for each in chain.adds_up)
    room = TIGHT * max(1.0, abs(bound.value))
    return upper < least - room or lower > most + room


def _of_program(program: Program, face: Face) -> Face:
    """Return a face of the chain as one of the scenario's program, which has no row of the cost."""
    rows = slice(len(program.row_lower))
    return replace(face, row_lower=face.row_lower[rows], row_upper=face.row_upper[rows])


def reworked(chain: Chain, bound: Bound) -> bool:
    """Say whether a bound moves more or less than its own row, or not by as much: then it is solved anew.

    An offer or a pool of which less than a unit is free of what is committed elsewhere moves less.
    """
    if bound.sort == "pool":
        return bound.value < bound.size and bound.value < _pooled(chain, bound)
    return _moves_others(chain, bound)


def _moves_others(chain: Chain, bound: Bound) -> bool:
    """Say whether the scenario is formulated anew for an offer that moves: what a yes allows, or may stay.

    So it is for one that is nearly all committed elsewhere, for one of nothing, of which nobody asked yet
    whether it comes, and for one that is idle.
    """
    if bound.sort != "offer":
        return False
    return (
        bound.idle or chain.solved.whole_numbers or _may_stay(chain, bound) or _nearly_committed(chain, bound)
    )


def _nearly_committed(chain: Chain, bound: Bound) -> bool:
    number, phase = _offer_of(chain, bound)
    offer = chain.solved.formulation.offers.offers[number]
    free = _units(chain, number, phase)
    return free <= TIGHT or (free < 1 and free < offer.units.at(chain.solved.formulation.counting.offers))


def _pooled(chain: Chain, bound: Bound) -> float:
    """Return the unit-months that all of a pool can be on station in a window."""
    number, _ = _offer_of(chain, bound)
    return (chain.solved.formulation.offers.offers[number].pool or 0.0) * bound.size


def _short_of_pool(chain: Chain, bound: Bound) -> float:
    """Return the unit-months that a window lacks for what is committed elsewhere."""
    return float(chain.solved.formulation.offers.short[_offer_of(chain, bound)])


def _may_stay(chain: Chain, bound: Bound) -> bool:
    """Say whether a row says what part of an offer may stay in its phase."""
    program, constraints = chain.solved.program, chain.solved.scenario.constraints
    of, entry = program.row(bound.row)
    mine = {key: positions[entry] for key, positions in of.keys.items()}
    return any(
        np.logical_and.reduce([block.keys[key] == position for key, position in mine.items()]).any()
        for block in program.rows
        if (name := block.source.constraint) is not None and constraints[name].follows_offers
    )


def lacking(chain: Chain, bound: Bound) -> float:
    """Return the units by which an offer or a pool is less than what is committed elsewhere."""
    if bound.sort == "pool":
        return _short_of_pool(chain, bound) / bound.size
    return max(-_units(chain, *_offer_of(chain, bound)), 0.0) if bound.sort == "offer" else 0.0


def _offer_of(chain: Chain, bound: Bound) -> tuple[int, int]:
    block, entry = chain.solved.program.row(bound.row)
    keys = {key: positions[entry : entry + 1] for key, positions in block.keys.items()}
    return int(chain.solved.formulation.offers.at(keys)[0]), int(keys["phase"][0])


def _units(chain: Chain, number: int, phase: int) -> float:
    """Return the units of an offer that are free in a phase, negative where more are committed elsewhere."""
    table = chain.solved.formulation.offers
    offer = table.offers[number]
    bound = float(table.bound[number, phase]) if offer.pool is None else 0.0
    return offer.units.at(chain.solved.formulation.counting.offers) - bound


def _formulated(
    chain: Chain, bound: Bound, by: float, *, seconds: float | None
) -> tuple[FloatArray, FloatArray] | None:
    """Return the same of the scenario formulated with an offer or a need of so much more in one phase."""
    program = _required(chain, bound, by) if bound.sort == "need" else _offered(chain, bound, by)
    if program is None:
        return None
    names = [stage.goal.name for stage in chain.stages]
    wanted = tuple(goal for goal in program.goals if goal.name in names)

    def changed(goal: int, value: float) -> bool:
        before = chain.reached[names.index(wanted[goal].name)]
        return bool(differs(value - before, before))

    program = replace(program, goals=wanted)
    found = chain.near_by(program, seconds, changed)
    found = found or chain.like.solve(program, seconds=seconds, changed=changed)
    if found.status is Status.INFEASIBLE:
        return None
    if found.status is not Status.OPTIMAL:
        raise Unproven
    values = chain.point.copy()
    values[chain.solved.program.family(SHORTFALL)] = _short(chain, program, found.values)
    reached = {stage.goal.name: stage.value for stage in found.stages}
    return np.array([reached.get(name, NOTHING_ASKED) for name in names]) - chain.reached, values


def _offered(chain: Chain, bound: Bound, by: float) -> Program | None:
    """Return the program with so much more on offer in a phase; None where less than nothing would be."""
    formulation = chain.solved.formulation
    number, phase = _offer_of(chain, bound)
    level = formulation.counting.offers
    if formulation.offers.offers[number].units.at(level) + by < -TIGHT:
        return None
    units = formulation.offers.units.copy()
    units[number, phase] = max(_units(chain, number, phase) + by, 0.0)
    table = replace(formulation.offers, units=units)
    return chain.renewing.formulation(formulation.scenario, table).program


def _required(chain: Chain, bound: Bound, by: float) -> Program | None:
    """Return the program with so much more required in a phase; None where less than nothing would be."""
    formulation, program = chain.solved.formulation, chain.solved.program
    ids, scenario = program.ids(*program.row(bound.row)), formulation.scenario
    name, phase = ids["requirement"], ids["phase"]
    line = scenario.requirements[name]
    if line.required(phase) + by < -TIGHT:
        return None
    quantity = {each: line.required(each) for each in program.names["phase"]}
    quantity[phase] = max(quantity[phase] + by, 0.0)
    lines = {**scenario.requirements, name: line.model_copy(update={"quantity": quantity})}
    changed = scenario.model_copy(update={"requirements": lines})
    offers = formulation.offers
    return formulate(changed, formulation.counting, form=program.form, table=offers).program


def _short(chain: Chain, program: Program, values: FloatArray) -> FloatArray:
    """Return what another program's solution leaves unfilled of each line; nothing of one that is gone."""
    names = {
        tuple(program.ids(block, entry).values()): entry
        for block in program.columns
        if block.family == SHORTFALL
        for entry in range(block.count)
    }
    short = values[program.family(SHORTFALL)]
    lines = chain.solved.lines
    mine = (tuple(program.ids(lines, entry).values()) for entry in range(lines.count))
    return np.array([float(short[names[line]]) if line in names else 0.0 for line in mine])


def _first(chain: Chain, change: FloatArray) -> int | None:
    changed = np.flatnonzero(differs(change, chain.reached[: len(change)]))
    return int(changed[0]) if len(changed) else None

"""What proves each goal of a ladder; see `audit` for what is proven, and by which mathematics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from planner.engines.faces import settled
from planner.engines.ladder import Stage
from planner.engines.proof.bound import (
    DOUBLE,
    Ends,
    Long,
    LongMatrix,
    Multipliers,
    PricedGoal,
    float_bound,
    long_value,
    tidy,
)
from planner.engines.proof.multiples import Account, Reach, multiples
from planner.engines.trust import TOLERANCE
from planner.program.blocks import FloatArray
from planner.program.program import Program
from planner.program.scale import held_reach

PRECISE = 1e-3
"""A loss of this part of the tolerance is not made smaller."""
ROUNDED = 16
"""So many roundings of everything that a goal is the sum of are what its value may be off by."""


@dataclass(frozen=True, eq=False)
class Proof:
    """Prices that bound a goal over a program, with multiples of the earlier goals `held` by these.

    `bound` is what the goal cannot be less than, as it was added up. `rounding` is
    what is bought of the goal by the rounding of those that are held: how often each is counted in, times
    what its value may be off by as a plan's figures are kept.
    """

    program: Program
    held: tuple[int, ...]
    multiple: Multipliers
    bound: float
    rounding: float = 0.0


@dataclass(frozen=True, eq=False)
class _Proven:
    """A goal with its proof, ready to be added to that of a later one.

    `times` says how often each goal of the ladder is in it.
    """

    times: FloatArray
    account: Account


class Sums(Protocol):
    """How values of goals and bounds on them are added up."""

    def value(self, cost: FloatArray, values: FloatArray) -> Any:
        """Return the value of a goal."""

    def bound(self, program: Program, multiple: Multipliers, reached: Sequence[Any], ends: Ends) -> Any:
        """Return what a goal cannot be less than, where earlier goals are no worse than `reached`."""


class InDoubles:
    """Sums in floating point: bounds are lowered by what rounding may have added."""

    def __init__(self) -> None:
        self._turned: tuple[Any, LongMatrix] | None = None

    def value(self, cost: FloatArray, values: FloatArray) -> Long:
        """Return the value of a goal."""
        return long_value(cost, values)

    def bound(self, program: Program, multiple: Multipliers, reached: Sequence[Long], ends: Ends) -> Long:
        """Return what a goal cannot be less than."""
        return Long(float_bound(program, multiple, reached, ends, self._long(program)))

    def _long(self, program: Program) -> LongMatrix:
        """Return the matrix turned over in long numbers, which is the same for all goals."""
        if self._turned is None or self._turned[0] is not program.matrix:
            self._turned = program.matrix, program.by_column.astype(Long)
        return self._turned[1]


def proofs_of(
    program: Program,
    values: FloatArray,
    stages: Sequence[Stage],
    doubt: float = 0.0,
    sums: Sums | None = None,
) -> list[Proof]:
    """Return for each goal its proof, by the values in the plan of the goals before it.

    `doubt` is a loss, relative to a goal's size, that counting on it is taken to have at least.
    """
    sums = sums or InDoubles()
    rows = (program.row_lower, program.row_upper)
    program = with_bounds(program, reach=held_reach(program.matrix, (program.lower, program.reach), rows))
    reached = [sums.value(stage.goal.cost, values) for stage in stages]
    accounts = [_account(program, stage) for stage in stages]
    off = np.array([_rounded(program, account, values) for account in accounts])
    proofs: list[Proof] = []
    proven: list[_Proven] = []
    bounded: tuple[Program, Ends, Reach] | None = None
    for number, (within, held) in enumerate(_ladders(program, values, stages)):
        if bounded is None or bounded[0] is not within:
            ends = Ends.of(within)
            bounded = within, ends, _room(within, ends, values)
        (_, ends, room), before = bounded, [proven[one] for one in held]
        size = max(1.0, abs(float(reached[number])))
        earlier = [one.account for one in before]
        counted = multiples(accounts[number], earlier, room, PRECISE * TOLERANCE * size)
        times = np.zeros(len(stages))
        times[number] = 1.0
        for one, often in zip(before, counted, strict=True):
            times += often * one.times
        multiple = _multiplied(program, stages, times, held, number)
        bound = sums.bound(within, multiple, [reached[one] for one in held], ends)
        rounding = float(times[:number] @ off[:number])
        proofs.append(Proof(within, held, multiple, float(bound), rounding))
        account = accounts[number].plus(earlier, counted)
        signs = room.loss(replace(account, rounded=0.0))
        rounded = max(float(reached[number] - bound) - signs, doubt * size, 0.0)
        proven.append(_Proven(times, replace(account, rounded=rounded)))
    return proofs


def _account(program: Program, stage: Stage) -> Account:
    """Return what the prices of a goal leave of it."""
    prices = tidy(program, stage.prices)
    return Account(
        np.concatenate([stage.goal.cost - program.by_column @ prices, prices]),
        np.concatenate([np.abs(stage.goal.cost) + program.sizes @ np.abs(prices), np.abs(prices)]),
    )


def _rounded(program: Program, account: Account, values: FloatArray) -> float:
    """Return what the value of a goal may be off by where each number of the plan is a double.

    It is what reduced costs and prices of rows leave, which is a sum of far larger terms that cancel out.
    """
    sizes = np.concatenate([np.abs(values), program.sizes_by_row @ np.abs(values)])
    return ROUNDED * DOUBLE * float(np.abs(account.left) @ sizes)


def _multiplied(
    program: Program, stages: Sequence[Stage], times: FloatArray, held: tuple[int, ...], number: int
) -> Multipliers:
    """Return a goal with those before it that are held, so many times each."""
    prices = tidy(program, stages[number].prices)
    for one in held:
        prices = prices + times[one] * tidy(program, stages[one].prices)
    counted = tuple(PricedGoal(float(times[one]), stages[one].goal.cost) for one in held)
    return Multipliers(stages[number].goal.cost, prices, counted)


def _room(program: Program, ends: Ends, values: FloatArray) -> Reach:
    """Return how far values could go within bounds, and rows within their ends."""
    activity = program.matrix @ values
    down = np.concatenate([values - program.lower, activity - ends.lower])
    up = np.concatenate([program.reach - values, ends.upper - activity])
    return Reach(np.maximum(down, 0.0), np.maximum(up, 0.0))


def _ladders(
    program: Program, values: FloatArray, stages: Sequence[Stage]
) -> Iterator[tuple[Program, tuple[int, ...]]]:
    """Yield for each goal the program and the earlier goals that it is bounded under."""
    held: tuple[int, ...] = ()
    for number, stage in enumerate(stages):
        yield program, held
        held = (*held, number)
        if (series := stage.goal.series) is not None:
            held = held[: -series.count]
            upper = settled(program, stage.goal, values, program.upper)
            program = with_bounds(program, upper=upper, reach=np.minimum(program.reach, upper))


def with_bounds(program: Program, **changed: FloatArray) -> Program:
    """Return a program with other bounds, and what is known of its matrix."""
    return replace(program, **changed).knowing(program)  # type: ignore[arg-type]

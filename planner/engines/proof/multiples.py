"""How often the proof of each earlier goal is counted into that of a later one.

What prices leave unpaid of a goal costs its bound: a reduced cost as far as the solution could go against
it, a price as far as its row could. The proof of an earlier goal, times any number, may be added; it pays for
what was held for that goal, and costs what it leaves unpaid itself. The loss is convex and piecewise linear
in the numbers. Whatever they are, the bound holds (see `bound`): only how good it is depends on them. So no
judgement of what is rounding can make a proof of what is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.program.blocks import FloatArray

ROUNDS = 4
"""How often every number is looked at again."""
WORTH_IT = 0.9
"""A round that leaves more of the loss than this was the last."""
NOISE = 2.0**-50
"""What is smaller than this beside the terms that it is the sum of pays for nothing: to count on it would ask
for a number so large that it costs more than it pays."""


@dataclass(frozen=True, eq=False)
class Account:
    """What prices leave of a goal: reduced costs of columns, then the prices of rows.

    `size` is the sum of the sizes of the terms of each, `rounded` what the bound loses to rounding.
    """

    left: FloatArray
    size: FloatArray
    rounded: float = 0.0

    def plus(self, others: Sequence[Account], times: FloatArray) -> Account:
        """Return the account with others added so many times."""
        added = [(other, number) for other, number in zip(others, times, strict=True) if number]
        return Account(
            self.left + sum(number * other.left for other, number in added),
            self.size + sum(number * other.size for other, number in added),
            self.rounded + sum(number * other.rounded for other, number in added),
        )


@dataclass(frozen=True, eq=False)
class Reach:
    """How far a solution could go down and up, in each column and then in each row."""

    down: FloatArray
    up: FloatArray

    def loss(self, account: Account) -> float:
        """Return by how much the bound of an account falls short of the solution's value."""
        left = account.left
        return float(np.where(left > 0, self.down * left, -self.up * left).sum()) + account.rounded


def multiples(goal: Account, earlier: Sequence[Account], room: Reach, enough: float) -> FloatArray:
    """Return how often each earlier account is added, so that the loss is small; at most `enough` will do.

    Found one number after the other, from the first goal on and from the last, each as good as can be while
    the others stand.
    """
    best, least = np.zeros(len(earlier)), room.loss(goal)
    for order in (range(len(earlier)), range(len(earlier))[::-1]):
        if least <= enough:
            break
        times, loss = _in_turn(goal, earlier, room, order)
        if loss < least:
            best, least = times, loss
    return best


def _in_turn(
    goal: Account, earlier: Sequence[Account], room: Reach, order: Iterable[int]
) -> tuple[FloatArray, float]:
    """Return the numbers that are found in one order, and the loss that they leave."""
    times, least = np.zeros(len(earlier)), np.inf
    for _ in range(ROUNDS):
        for number in order:
            times[number] = 0.0
            times[number] = _best(goal.plus(earlier, times), earlier[number], room)
        loss = room.loss(goal.plus(earlier, times))
        if loss > WORTH_IT * least:
            break
        least = loss
    return times, loss


def _best(rest: Account, added: Account, room: Reach) -> float:
    """Return how often one account is best added to the rest: where the slope of the loss turns upward.

    The slope is known from its end, where all that can be paid is: what is left there is so little that a sum
    begun from the other end would lose it.
    """
    left, more = rest.left, added.left
    pays = left * more < 0
    more = np.where(pays & (np.abs(more) <= NOISE * added.size), 0.0, more)
    turns = np.flatnonzero(pays & (more != 0))
    at = -left[turns] / more[turns]
    order = np.argsort(at)[::-1]
    gained = np.cumsum(((room.down + room.up)[turns] * np.abs(more[turns]))[order])
    end = float(np.where(more > 0, room.down * more, -room.up * more).sum()) + added.rounded
    worth = int(np.searchsorted(gained, end, side="right"))
    return float(at[order][worth]) if worth < len(turns) else 0.0

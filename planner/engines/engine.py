"""What every engine offers: open a program, minimise a goal on a face of it, answer with an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Protocol

import numpy as np

from planner.program.blocks import BoolArray, FloatArray, IntArray
from planner.program.products import times
from planner.program.program import Program

HELD = 1e-9
"""How much of a goal, relative to its size, later goals may use up in whole numbers."""
BARELY = 1e-12
"""The same for a first try: later goals can make nothing of it, but a solver may find no room at all."""
ENOUGH = 1e-3
"""A gap, relative to the value, that is small enough to go on to the next goal when time is limited."""
AT_BOUND = 1e-5
"""How far from a bound, in proportion to its reach, a column is still at it."""
SURE = 1e-6
"""Beside the largest term of a goal, more than this is no error of a solver, whatever its sign."""
NOTHING = 1e-12
"""Beside the largest term of a goal this is rounding: simplex leaves a few 1e-15 of reduced costs that are
none, and to hold their columns kept better plans out."""
NEGLIGIBLE_PRICE = 1e-9
"""Prices and reduced costs up to this are taken as zero; costs are scaled to at most one before solving."""


class NotSolvedError(Exception):
    """A program that has a solution was not solved; it says what was asked, and how the solve ended."""

    def __init__(self, asked: str, status: Status) -> None:
        super().__init__(f"{asked} could not be worked out: {status.value}")
        self.status = status


class Status(StrEnum):
    """How a solve ended; values and prices exist for `optimal` only."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    LIMIT = "limit"
    FAILED = "failed"


@dataclass(frozen=True, eq=False)
class Face:
    """The part of a program that a solve is held to: bounds of columns and rows.

    It may be many at once, of which each has a row of every array.
    """

    lower: FloatArray
    upper: FloatArray
    row_lower: FloatArray
    row_upper: FloatArray

    def is_whole(self, program: Program) -> bool:
        """Say whether nothing of the program is held tighter."""
        mine = (self.lower, self.upper, self.row_lower, self.row_upper)
        whole = (program.lower, program.upper, program.row_lower, program.row_upper)
        return all(map(np.array_equal, mine, whole))

    @classmethod
    def of(cls, program: Program) -> Face:
        """Return the whole program."""
        return cls(program.lower, program.upper, program.row_lower, program.row_upper)

    @classmethod
    def stacked(cls, faces: Sequence[Face]) -> Face:
        """Return many faces at once."""
        return cls(*(np.stack([getattr(one, part.name) for one in faces]) for part in fields(cls)))

    def at(self, spots: int | IntArray) -> Face:
        """Return one of many faces, or some of them."""
        return Face(self.lower[spots], self.upper[spots], self.row_lower[spots], self.row_upper[spots])

    def held(self, program: Program) -> Program:
        """Return a program with these bounds in place of its own, and what is known of its matrix."""
        held = replace(
            program,
            lower=self.lower,
            upper=self.upper,
            row_lower=self.row_lower,
            row_upper=self.row_upper,
        )
        return held.knowing(program)

    def around(self, program: Program, values: FloatArray, wider: float = 0.0) -> Face:
        """Return the face as wide as it must be for values to be on it, and `wider` by each one's size."""
        activity = program.matrix @ values
        column, row = wider * program.scale.column, wider / program.scale.row
        return Face(
            np.minimum(self.lower, values - column),
            np.maximum(self.upper, values + column),
            np.minimum(self.row_lower, activity - row),
            np.maximum(self.row_upper, activity + row),
        )

    def optimal(
        self, program: Program, cost: FloatArray, prices: FloatArray, values: FloatArray, noise: float
    ) -> Face:
        """Return the face on which the goal with these optimal prices stays as good as it is.

        By complementary slackness: columns with a reduced cost stay at their bound, rows with a price stay
        tight (Schrijver 1986, Theory of Linear and Integer Programming, section 8.3). What may be rounding
        holds nothing: a reduced cost that is nothing beside the terms that it is the sum of, `noise` being
        the relative error of the prices, or beside the largest. Nor does one whose sign the solver got wrong
        within its tolerance: it is small, and points at a bound at which the optimal `values` are not. (A
        price that is not small holds whatever the values say: some solvers write but eight digits of them.)
        """
        reach, near = program.scale.column, AT_BOUND * program.scale.column
        terms = (np.abs(cost) + times(program.sizes, np.abs(prices))) * reach
        most = _largest(terms)
        doubt = max(NEGLIGIBLE_PRICE, noise) * terms + NOTHING * most
        reduced = (cost - times(program.by_column, prices)) * reach
        activity, close = times(program.matrix, values), AT_BOUND / program.scale.row
        weight = prices * np.maximum(program.widest, np.finfo(float).tiny)
        size = np.abs(weight)
        heaviest = _largest(size)
        small, sure = NOTHING * heaviest, size > SURE * heaviest
        meant = np.abs(reduced) > SURE * most
        return Face(
            _where((reduced < -doubt) & (meant | (values >= self.upper - near)), self.upper, self.lower),
            _where((reduced > doubt) & (meant | (values <= self.lower + near)), self.lower, self.upper),
            _where(
                (weight < -small) & (sure | (activity >= self.row_upper - close)),
                self.row_upper,
                self.row_lower,
            ),
            _where(
                (weight > small) & (sure | (activity <= self.row_lower + close)),
                self.row_lower,
                self.row_upper,
            ),
        )


def negligible(program: Program, cost: FloatArray) -> float:
    """Return up to what worth to a goal, in the goal's measure, a column at its reach is worth nothing."""
    return NEGLIGIBLE_PRICE * float(np.abs(cost * program.scale.column).max(initial=0.0))


def _largest(sizes: FloatArray) -> FloatArray:
    """Return the largest of sizes, of many at once each one's, to be held against them."""
    return np.asarray(sizes.max(axis=-1, initial=0.0, keepdims=True), dtype=float)


def _where(held: BoolArray, at: FloatArray, otherwise: FloatArray) -> FloatArray:
    return np.where(held & np.isfinite(at), at, otherwise)


@dataclass(frozen=True, eq=False)
class Outcome:
    """What an engine answered: values of columns and prices of rows where the status is optimal.

    A price is the change of the goal for one more unit of the row's bound; `noise` is its relative error.
    `seconds` is the solver's own time, `objective` what it says that the cost is, where it says so. `reason`
    is why it was asked for again, or refused (see `trust`).
    """

    status: Status
    values: FloatArray
    prices: FloatArray
    seconds: float
    method: str
    noise: float = 1e-12
    objective: float | None = None
    reason: str = ""

    @classmethod
    def without_values(cls, status: Status, seconds: float, method: str, reason: str = "") -> Outcome:
        """Return an outcome that has nothing but its status."""
        return cls(status, np.zeros(0), np.zeros(0), seconds, method, reason=reason)


@dataclass(frozen=True, eq=False)
class Held:
    """A goal that must stay as good as it is: `cost @ columns <= bound`."""

    cost: FloatArray
    bound: float

    @classmethod
    def at(cls, cost: FloatArray, value: float, room: float = HELD) -> Held:
        """Return a goal held at a value, with room for a solver's arithmetic, relative to the goal's size."""
        return cls(cost, value + room * size_of(cost, value))


def size_of(cost: FloatArray, value: float) -> float:
    """Return what a goal's value is measured against: itself, or one unit of its dearest column.

    A goal may be counted in shares of one or in millions; neither makes an error of it small or large.
    """
    return max(abs(value), float(np.abs(cost).max(initial=0.0)))


@dataclass(frozen=True)
class Pace:
    """How many seconds branch and bound may take for one goal; None where there is no limit.

    After its `share` of the time it ends as soon as its gap is small (`ENOUGH`), after `most` in any case.
    """

    share: float | None = None
    most: float | None = None

    def after(self, spent: float) -> Pace:
        """Return what is left of it."""
        if self.share is None or self.most is None:
            return self
        return Pace(max(self.share - spent, 0.0), max(self.most - spent, 0.0))


@dataclass(frozen=True)
class Doubted:
    """An answer that was not believed: to which goal, why, and whether the second was not either."""

    goal: str
    reason: str
    refused: bool

    @classmethod
    def of(cls, goal: str, reason: str, *, refused: bool) -> tuple[Doubted, ...]:
        """Return what was doubted of an outcome; nothing where it has no reason."""
        return (cls(goal, reason, refused),) if reason else ()


@dataclass(frozen=True, eq=False)
class MixedOutcome:
    """What an engine answered for a program with whole numbers.

    `values` are there where the status is optimal, and where it is `limit` if something was found. `bound` is
    what the solver says that no solution can be better than, `objective` what it says that it has reached,
    `reason` why it was asked for again, or refused (see `trust`).
    """

    status: Status
    values: FloatArray
    bound: float
    seconds: float
    method: str
    objective: float | None = None
    reason: str = ""

    @classmethod
    def failed(cls, seconds: float, method: str, reason: str = "") -> MixedOutcome:
        """Return an outcome of which nothing is used."""
        return cls(Status.FAILED, np.zeros(0), -np.inf, seconds, method, reason=reason)

    @classmethod
    def hoped(cls, value: float) -> MixedOutcome:
        """Return the outcome of a goal that nothing is better by than a value, as is known without asking."""
        return cls(Status.OPTIMAL, np.zeros(0), value, 0.0, "")


class Session(Protocol):
    """The linear program, whole numbers aside, held by a solver.

    Each solve starts from where the last one ended, if the solver can.
    """

    def minimise(
        self, cost: FloatArray, face: Face, seconds: float | None, *, careful: bool = False
    ) -> Outcome:
        """Minimise `cost @ columns` on a face within a time limit.

        `careful` is the second try: from nothing, and by another way than the first.
        """
        ...


class MixedSession(Protocol):
    """A program with whole numbers held by a solver."""

    def minimise(
        self,
        cost: FloatArray,
        held: tuple[Held, ...],
        *,
        pace: Pace,
        careful: bool = False,
        at_hand: FloatArray | None = None,
    ) -> MixedOutcome:
        """Minimise `cost @ columns` while goals are held.

        `careful` is the second try: slower, and without what goes wrong at times. `at_hand` is a solution of
        the program: once nothing is proven to be better, it may be the answer.
        """
        ...


class Engine(Protocol):
    """A solver that can be asked."""

    @property
    def name(self) -> str:
        """Its name, as `--solver` takes it."""
        ...

    @property
    def version(self) -> str:
        """Its version."""
        ...

    @property
    def in_memory(self) -> bool:
        """Whether it is asked at no cost: nothing is written to files, and no process is begun."""
        ...

    def open(self, program: Program) -> Session:
        """Hold the linear program, whole numbers aside, for solving."""
        ...

    def open_fixed(self, program: Program) -> Session:
        """Hold the linear program for solving it with its whole numbers fixed, to all digits."""
        ...

    def open_mixed(self, program: Program) -> MixedSession:
        """Hold the program with its whole numbers for solving."""
        ...

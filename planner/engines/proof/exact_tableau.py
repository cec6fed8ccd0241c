"""A linear program in whole numbers of Python's: the simplex method without rounding, for small programs.

Each row is an equation among columns and activities of rows that adds up to nothing; multiplied by anything
it says the same, so that all its numbers are whole, and are divided by what they share.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from planner.program.blocks import FloatArray
from planner.program.program import Program

Terms = dict[int, int]
"""How often each variable is in a sum."""
End = Fraction | None
"""A bound; None where there is none."""
ROUNDED = 1e-13
"""What is no more than this part of the terms that it is the sum of is their rounding."""
STILL = 40
"""After so many pivots that move nothing, the first variable that helps is moved, so that there is no going
round in circles (Bland 1977, New finite pivoting rules for the simplex method)."""


class GivenUpError(Exception):
    """The pivots allowed are used up, or a goal has no end."""


@dataclass
class Sum:
    """A goal: so many times it is the sum of terms."""

    times: int
    terms: Terms

    def without(self, variable: int, row: Terms) -> None:
        """Put in place of a variable what a row says that it is."""
        often = self.terms.get(variable, 0)
        if not often:
            return
        sign = 1 if row[variable] > 0 else -1
        self.terms = _combined((abs(row[variable]), self.terms), (-sign * often, row))
        self.times *= abs(row[variable])
        shared = gcd(self.times, *self.terms.values())
        self.times //= shared
        self.terms = {one: number // shared for one, number in self.terms.items()}


@dataclass
class Tableau:
    """Columns, then activities of rows, each basic in one of the rows or at an end.

    `sizes` are the powers of two about as large as each can be; `held` may not move.
    """

    lower: list[End]
    upper: list[End]
    sizes: list[int]
    rows: list[Terms]
    basic: list[int]
    value: list[Fraction]
    costs: list[dict[int, float]]
    goals: list[Sum]
    pivots: int
    held: Collection[int] = frozenset()

    @classmethod
    def of(cls, program: Program, values: FloatArray, pivots: int) -> Tableau:
        """Return that of a program, with what lies between its bounds in values basic where it can be."""
        width, matrix = len(program.lower), program.matrix.tocoo()
        rows: list[dict[int, Fraction]] = [{width + row: Fraction(-1)} for row in range(matrix.shape[0])]
        for row, column, number in zip(matrix.row.tolist(), matrix.col.tolist(), matrix.data, strict=True):
            if number:
                rows[row][column] = rows[row].get(column, Fraction(0)) + Fraction(float(number))
        lower = [*_ends(program.lower), *_ends(program.row_lower)]
        upper = [*_ends(program.upper), *_ends(program.row_upper)]
        start = [*(end or Fraction(0) for end in lower[:width]), *[Fraction(0)] * len(rows)]
        sizes = [*_powers(program.scale.column), *_powers(1 / program.scale.row)]
        costs = [{spot: one for spot, one in enumerate(goal.cost.tolist()) if one} for goal in program.goals]
        goals = list(map(_sum, costs))
        basic = list(range(width, width + len(rows)))
        equations = [_whole(row) for row in rows]
        tableau = cls(lower, upper, sizes, equations, basic, start, costs, goals, pivots)
        tableau._begin(program, values)
        return tableau

    def make_feasible(self) -> bool:
        """Move until everything is within its ends; say whether it can be."""
        still = 0
        while broken := [row for row, one in enumerate(self.basic) if self._beyond(one)]:
            worth: dict[int, Fraction] = {}
            for row in broken:
                basic, sign = self.basic[row], self._beyond(self.basic[row])
                for variable, number in self.rows[row].items():
                    if variable != basic:
                        rate = Fraction(-sign * number, self.rows[row][basic])
                        worth[variable] = worth.get(variable, Fraction(0)) + rate
            chosen = self._chosen(worth, first=still > STILL)
            if chosen is None:
                return False
            still = 0 if self._move(*chosen) else still + 1
        return True

    def minimise(self, number: int) -> None:
        """Move until a goal is as small as can be. Raises GivenUpError."""
        still = 0
        while (chosen := self._chosen(self.worth(number), first=still > STILL)) is not None:
            still = 0 if self._move(*chosen) else still + 1

    def worth(self, number: int) -> dict[int, Fraction]:
        """Return what one more of each variable that is not basic is worth to a goal, where that is anything.

        The numbers of a program are rounded themselves: what is nothing beside its terms is worth nothing.
        """
        reduced, size = self.reduced(number), {one: abs(each) for one, each in self.costs[number].items()}
        for row, basic in enumerate(self.basic):
            if cost := self.costs[number].get(basic):
                own = abs(self.rows[row][basic])
                for variable, often in self.rows[row].items():
                    if variable in reduced:
                        size[variable] = size.get(variable, 0.0) + abs(cost) * _part(abs(often), own)
        return {one: each for one, each in reduced.items() if abs(each) > ROUNDED * size.get(one, 0.0)}

    def reduced(self, number: int) -> dict[int, Fraction]:
        """Return the same to the last digit."""
        goal = self.goals[number]
        return {variable: Fraction(often, goal.times) for variable, often in goal.terms.items()}

    def _begin(self, program: Program, values: FloatArray) -> None:
        """Let columns that are between their ends in values be basic, the others stand at the nearer end."""
        activity = program.matrix @ values
        near = [*values.tolist(), *activity.tolist()]
        at = [self._end_near(variable, Fraction(float(one))) for variable, one in enumerate(near)]
        width = len(values)
        for column in range(width):
            if (end := at[column]) is not None:
                self.value[column] = end
                continue
            tight = [
                row for row in self._with(column) if (one := self.basic[row]) >= width and at[one] is not None
            ]
            if tight:
                row = min(tight, key=lambda one: (len(self.rows[one]), one))
                self.value[self.basic[row]] = at[self.basic[row]] or Fraction(0)
                self._swap(row, column)
        for row, basic in enumerate(self.basic):
            others = ((one, number) for one, number in self.rows[row].items() if one != basic)
            total = sum((number * self.value[one] for one, number in others), Fraction(0))
            self.value[basic] = -total / self.rows[row][basic]

    def _end_near(self, variable: int, value: Fraction) -> End:
        """Return the end at which a value is, but for rounding."""
        near = Fraction(2) ** self.sizes[variable] / 10**7
        ends = [end for end in (self.lower[variable], self.upper[variable]) if end is not None]
        return next((end for end in ends if abs(value - end) <= near), None)

    def _beyond(self, variable: int) -> int:
        """Return 1 above the upper end, -1 below the lower, 0 between."""
        value, lower, upper = self.value[variable], self.lower[variable], self.upper[variable]
        if upper is not None and value > upper:
            return 1
        return -1 if lower is not None and value < lower else 0

    def _chosen(self, worth: Mapping[int, Fraction], *, first: bool) -> tuple[int, int] | None:
        """Return a variable worth moving and the direction: about the one worth most, or the first."""
        best: tuple[int, int, int] | None = None
        for variable in sorted(worth):
            direction = -1 if worth[variable] > 0 else 1
            if not worth[variable] or variable in self.held or not self._room(variable, direction):
                continue
            if first:
                return variable, direction
            size = _power(worth[variable]) + self.sizes[variable]
            if best is None or size > best[0]:
                best = size, variable, direction
        return None if best is None else best[1:]

    def _room(self, variable: int, direction: int) -> bool:
        end = (self.upper if direction > 0 else self.lower)[variable]
        return end is None or end != self.value[variable]

    def _move(self, variable: int, direction: int) -> bool:
        """Move a variable as far as something lets it; say whether it has moved. Raises GivenUpError."""
        if self.pivots <= 0:
            raise GivenUpError
        self.pivots -= 1
        ways = [
            (row, Fraction(-direction * self.rows[row][variable], self.rows[row][self.basic[row]]))
            for row in self._with(variable)
        ]
        limits = [
            (abs(end - self.value[self.basic[row]]) / abs(rate), self.basic[row], row)
            for row, rate in ways
            if (end := self._stops(self.basic[row], rate)) is not None
        ]
        own = (self.upper if direction > 0 else self.lower)[variable]
        length, _, leaves = min(limits, default=(None, 0, 0))
        whole = None if own is None else abs(own - self.value[variable])
        if length is None and whole is None:
            raise GivenUpError
        across = length is None or (whole is not None and whole < length)
        by = whole if across else length
        if by:
            self.value[variable] += direction * by
            for row, rate in ways:
                self.value[self.basic[row]] += rate * by
        if not across:
            self._swap(leaves, variable)
        return bool(by)

    def _stops(self, variable: int, rate: Fraction) -> End:
        """Return the end at which a variable that changes at a rate has to stop: the next one on its way."""
        beyond = self._beyond(variable)
        if rate > 0:
            return self.lower[variable] if beyond < 0 else (None if beyond > 0 else self.upper[variable])
        return self.upper[variable] if beyond > 0 else (None if beyond < 0 else self.lower[variable])

    def _with(self, variable: int) -> Iterator[int]:
        return (row for row, terms in enumerate(self.rows) if variable in terms)

    def _swap(self, leaves: int, enters: int) -> None:
        """Let a variable be basic in a row in place of the one that is."""
        own = self.rows[leaves]
        for row in list(self._with(enters)):
            if row != leaves:
                parts = (own[enters], self.rows[row]), (-self.rows[row][enters], own)
                self.rows[row] = _smallest(_combined(*parts))
        for goal in self.goals:
            goal.without(enters, own)
        self.basic[leaves] = enters


def _combined(one: tuple[int, Terms], other: tuple[int, Terms]) -> Terms:
    """Return two sums, each so many times, in one."""
    (often, terms), (added, more) = one, other
    total = {variable: often * number for variable, number in terms.items()}
    for variable, number in more.items():
        total[variable] = total.get(variable, 0) + added * number
    return {variable: number for variable, number in total.items() if number}


def _smallest(terms: Terms) -> Terms:
    shared = gcd(*terms.values())
    return {variable: number // shared for variable, number in terms.items()}


def _whole(terms: dict[int, Fraction]) -> Terms:
    """Return a sum that is nothing in the smallest whole numbers."""
    unit = lcm(*(number.denominator for number in terms.values()))
    return _smallest({variable: int(number * unit) for variable, number in terms.items() if number})


def _part(one: int, other: int) -> float:
    """Return a quotient, also of numbers that are too large to be doubles."""
    return float(Fraction(one, other))


def _sum(cost: Mapping[int, float]) -> Sum:
    terms = {column: Fraction(number) for column, number in cost.items()}
    unit = lcm(*(number.denominator for number in terms.values()))
    return Sum(unit, {column: int(number * unit) for column, number in terms.items()})


def _ends(bounds: FloatArray) -> Iterator[End]:
    return (None if abs(one) == float("inf") else Fraction(one) for one in bounds.tolist())


def _powers(scales: FloatArray) -> Iterable[int]:
    return (_power(Fraction(one)) for one in scales.tolist())


def _power(number: Fraction) -> int:
    """Return the power of two that a number is about as large as."""
    return number.numerator.bit_length() - number.denominator.bit_length()

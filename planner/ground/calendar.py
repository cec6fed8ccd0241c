"""Time counted exactly: where phases start and end, and how many months of them lie in a stretch of time.

Months are added up and compared as fractions of what was written, never as rounded sums; only what is
found becomes a double.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, pairwise

from planner.facts.entries import Commitment, Phase
from planner.facts.exact import exact
from planner.program.arrays import np
from planner.program.blocks import BoolArray, FloatArray


@dataclass(frozen=True)
class Calendar:
    """The months at which phases start, and at last the end of the horizon."""

    marks: tuple[Fraction, ...]

    @classmethod
    def of(cls, phases: Sequence[Phase]) -> Calendar:
        """Return the calendar of phases in order of time."""
        return cls(tuple(accumulate((exact(phase.months) for phase in phases), initial=Fraction())))

    @property
    def starts(self) -> tuple[Fraction, ...]:
        """The month at which each phase starts."""
        return self.marks[:-1]

    def started_by(self, months: float) -> BoolArray:
        """Return which phases start at or after a month: worked out once, and not to be written to."""
        if months not in self._started:
            found = np.arange(len(self.starts)) >= bisect_left(self.starts, exact(months))
            found.flags.writeable = False
            self._started[months] = found
        return self._started[months]

    @cached_property
    def _started(self) -> dict[float, BoolArray]:
        return {}

    def begun_within(self, months: float) -> BoolArray:
        """Return whether each phase began less than so many months before each other: squared.

        The first is the phase that began, or the same one; none where it is later.
        """
        length = exact(months)
        return np.array(
            [[start <= later < start + length for later in self.starts] for start in self.starts], dtype=bool
        )

    def in_windows(self, length: Fraction) -> FloatArray:
        """Return the months of each phase within the window of a length that starts with each: squared.

        Windows of one length are the same for every offer, and are worked out once: not to be written to.
        """
        if length not in self._overlaps:
            self._overlaps[length] = self._overlap(length)
        return self._overlaps[length]

    @cached_property
    def _overlaps(self) -> dict[Fraction, FloatArray]:
        return {}

    def _overlap(self, length: Fraction) -> FloatArray:
        found = np.zeros((len(self.starts), len(self.starts)))
        months = [float(end - start) for start, end in pairwise(self.marks)]
        for number, (_, end) in enumerate(self._windows(length)):
            last = bisect_left(self.marks, end) - 1
            found[number, number:last] = months[number:last]
            found[number, last] = float(end - self.marks[max(last, number)])
        found.flags.writeable = False
        return found

    def committed(self, commitments: Sequence[Commitment], length: Fraction) -> list[Fraction]:
        """Return the unit-months of commitments within the window of a length that starts with each phase.

        Those of the same entries are worked out once, as offers are read again and again with other amounts.
        """
        known = tuple(map(id, commitments)), length
        if known not in self._taken:
            taken = [
                sum((_bound(entry, start, end) for entry in commitments), Fraction())
                for start, end in self._windows(length)
            ]
            self._taken[known] = tuple(commitments), taken
        return self._taken[known][1]

    @cached_property
    def _taken(self) -> dict[tuple[tuple[int, ...], Fraction], tuple[tuple[Commitment, ...], list[Fraction]]]:
        """What is committed, with the entries that it is of: while they are held none has their identity."""
        return {}

    def average(self, commitments: Sequence[Commitment]) -> list[Fraction]:
        """Return the units that commitments bind in each phase, on average over its months."""
        return [
            sum((_bound(entry, start, end) for entry in commitments), Fraction()) / (end - start)
            for start, end in pairwise(self.marks)
        ]

    def _windows(self, length: Fraction) -> Iterator[tuple[Fraction, Fraction]]:
        return ((start, min(start + length, self.marks[-1])) for start in self.starts)


def _bound(entry: Commitment, start: Fraction, end: Fraction) -> Fraction:
    """Return the unit-months of a commitment between two months."""
    until = end if entry.until is None else min(end, exact(entry.until))
    return exact(entry.units) * max(until - max(start, exact(entry.start)), Fraction())

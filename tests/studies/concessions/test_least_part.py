"""The least part that does is found in few tries, whatever straight lines what is filled grows along."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.studies.concessions.first_enough import STEPS
from planner.studies.concessions.least_part import Narrowing

share = st.floats(0.02, 0.98)
lines_above = st.lists(st.tuples(st.floats(0.05, 20), st.floats(0, 2)), max_size=4)


def found(*margins: Callable[[float], float]) -> tuple[float, int]:
    """Return the least part found to do, and how many were tried."""

    def at(part: float) -> tuple[float, ...]:
        return tuple(margin(part) for margin in margins)

    known = Narrowing((0.0, at(0.0)), (1.0, at(1.0)))
    for number in range(STEPS):
        part = known.next(number)
        narrowed = known.narrowed(part, at(part), does=min(at(part)) >= -1e-7)
        if narrowed is None or narrowed.is_done:
            return (narrowed or known).high[0], number + 1
        known = narrowed
    return known.high[0], STEPS


def lines(crossing: float, others: list[tuple[float, float]], most: float) -> Callable[[float], float]:
    """Return what grows along lines, each less steep than the one before, and is nothing at a crossing."""
    through = [(1.0, 0.0), *others]
    return lambda part: min(most, *(slope * (part - crossing) + above for slope, above in through))


def dipping(first: float, last: float) -> tuple[Callable[[float], float], Callable[[float], float]]:
    """Return what fills enough from one part on, and what is less for a while and again enough."""
    return lambda part: part - first, lambda part: max(-part, 3 * (part - last))


@pytest.mark.parametrize("most", [0.0, 5.0], ids=["nothing more can be filled", "more can be filled"])
@given(crossing=share, others=lines_above)
def test_the_first_part_that_fills_what_is_asked_for_is_found(
    crossing: float, others: list[tuple[float, float]], most: float
) -> None:
    part, _ = found(lines(crossing, others, most=most))
    assert crossing - 1e-5 <= part <= crossing + 0.01


@given(share)
def test_a_leap_is_found_by_halves(crossing: float) -> None:
    part, _ = found(lambda part: 0.0 if part >= crossing else -0.3)
    assert crossing <= part <= crossing + 0.01


def test_one_line_takes_few_tries() -> None:
    assert found(lines(0.4, [], most=0.0)) == (pytest.approx(0.4), 5)


def test_what_is_just_enough_and_goes_no_further_takes_one_try() -> None:
    assert found(lambda part: part - 1.0) == (1.0, 1)


@given(first=share, last=share)
def test_where_a_priority_has_less_for_a_while_the_part_is_found_at_which_it_has_as_much_again(
    first: float, last: float
) -> None:
    first, last = sorted((first, last))
    part, _ = found(*dipping(first, last))
    assert part == pytest.approx(last, abs=1e-5)


def test_that_takes_few_tries() -> None:
    assert found(*dipping(0.85, 0.9)) == (pytest.approx(0.9), 4)

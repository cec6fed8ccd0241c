"""Numbers of the exact audit are those of the program, digit for digit."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.engines.proof.rational import PLACES, whole

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(NUMBERS))
def test_a_number_is_a_whole_number_of_the_unit_and_none_of_it_is_lost(numbers: list[float]) -> None:
    smallest = 2.0 ** (53 - PLACES)
    exact = [Fraction(number) * 2**PLACES if abs(number) >= smallest else 0 for number in numbers]
    assert whole(np.array(numbers, dtype=float)) == exact


def test_what_has_no_end_is_no_number() -> None:
    assert whole(np.array([np.inf, 0.5, -np.inf])) == [None, 1 << (PLACES - 1), None]

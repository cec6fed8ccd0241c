"""Numbers as somebody wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.digits import in_full, percent, rounded


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1234567, "1,234,567"),
        (0.125, "0.125"),
        (1e-9, "0.000000001"),
        (1e15, "1,000,000,000,000,000"),
        (1e300, "1e+300"),
    ],
)
def test_a_number_is_said_with_all_its_digits_and_without_an_exponent(value, said) -> None:
    assert in_full(value) == said


@pytest.mark.parametrize(("part", "said"), [(0.125, "12.5%"), (0.07, "7%"), (0.996, "99.6%"), (1, "100%")])
def test_a_part_is_never_rounded_to_a_whole_percentage(part, said) -> None:
    assert percent(part) == said


def test_a_small_number_has_no_exponent() -> None:
    assert rounded(3.04e-06, 1) == "0.000003"


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12))
def test_two_numbers_that_differ_read_differently(one, other) -> None:
    assert (in_full(one) == in_full(other)) == (one == other)

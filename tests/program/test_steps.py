"""Whole numbers of steps are the decimals that people write."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.program.steps import is_multiple, nearest, neighbours, off, rounded_up, whole


@given(st.integers(1, 400), st.integers(0, 10_000))
def test_a_multiple_is_the_decimal_as_it_is_written(hundredths, count) -> None:
    assert nearest(count * (hundredths / 100), hundredths / 100) == (count * hundredths) / 100


@given(st.floats(0, 1e9), st.sampled_from([0.0, 0.1, 0.25, 1 / 3, 1.0, 2.5, 0.07, 12.0]))
def test_one_number_is_brought_to_a_multiple_as_an_array_of_it_is(value: float, step: float) -> None:
    assert nearest(value, step) == whole(np.array([value]), np.array([step]))[0]


@given(st.sampled_from([0.1, 0.25, 1 / 3, 1, 2.5]), st.integers(0, 300), st.floats(-0.4, 0.4))
def test_what_is_off_a_multiple_is_told_in_units(step, count, by) -> None:
    value = np.array([(count + by) * step])
    assert off(value, np.array([step]))[0] == pytest.approx(abs(by) * step, abs=1e-9)


def test_what_has_no_step_stays_as_it_is() -> None:
    assert whole(np.array([0.37, 0.37]), np.array([0.0, 0.25])).tolist() == [0.37, 0.25]
    assert off(np.array([0.37]), np.array([0.0])).tolist() == [0.0]


def test_needs_are_rounded_up_to_steps_and_no_further() -> None:
    values, step = np.array([0.3, 0.31, 2.6, 2.6]), np.array([0.1, 0.1, 0.25, 0.0])
    assert rounded_up(values, step).tolist() == [0.3, 0.4, 2.75, 2.6]


def test_no_multiple_has_one_on_either_side() -> None:
    assert all(is_multiple(*one) for one in [(0.3, 0.1), (2 / 3, 1 / 3), (0.123, 0.0)])
    assert not is_multiple(1.3, 0.25)
    assert neighbours(1.3, 0.25) == (1.25, 1.5)
    assert neighbours(0.35, 0.1) == (0.3, 0.4)

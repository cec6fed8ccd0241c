"""How figures are written."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.words.figures import (
    apart,
    at_most,
    at_most_share,
    beyond,
    figure,
    filled_of_required,
    instead,
    of_people,
    people,
    people_shown,
    share,
    share_asked,
    shares_apart,
    shown,
    to_places,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (12, "12"),
        (1234567.8, "1,234,568"),
        (0.5, "0.5"),
        (31.25, "31.25"),
        (123.45, "123.5"),
        (0.004, "0.004"),
        (-1.50, "-1.5"),
        (999.99, "1,000"),
    ],
)
def test_amounts_have_separators_and_no_needless_decimals(value, written) -> None:
    assert figure(value) == written


def test_zeros_are_blank_where_a_table_is_read() -> None:
    assert shown(0.0) == shown(None) == shown(math.nan) == people_shown(0.0) == ""
    assert shown(2.0) == "2"


def test_people_are_whole() -> None:
    assert people(31204.4) == "31,204"
    assert people(0.2) == "<1"
    assert of_people(31204.4) == "31,204 people"
    assert of_people(0.2) == "<1 person"
    assert of_people(1) == "1 person"


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0 %"), (1, "100 %"), (0.9999, ">99 %"), (0.0001, "<1 %"), (0.82, "82 %"), (1 - 1e-9, "100 %")],
)
def test_all_and_nothing_are_said_of_all_and_nothing_only(value, written) -> None:
    assert share(value) == written


@given(st.floats(min_value=1e-20, max_value=1e9))
def test_an_error_bound_is_never_rounded_down(value) -> None:
    assert value * (1 - 1e-9) <= float(at_most(value)) <= 10 * value


@given(st.floats(min_value=1e-12, max_value=10))
def test_a_bound_in_proportion_is_never_rounded_down(value) -> None:
    said = at_most_share(value)
    read = float(said.removesuffix(" %")) / 100 if said.endswith("%") else float(said)
    assert value * (1 - 1e-6) <= read


def test_what_is_met_is_one_figure_and_what_is_short_says_by_how_much() -> None:
    assert filled_of_required(12, 12) == "12"
    assert filled_of_required(12 - 1e-9, 12) == "12"
    assert filled_of_required(7, 12) == "7 of 12 (-5)"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((2.31, 2.3077), ("2.31", "2.308")),
        ((316.04, 315.92), ("316", "315.9")),
        ((0.33, 0.330001), ("0.33", "0.330001")),
        ((1.0, 1.0 + 1e-12), ("1", "1")),
    ],
)
def test_figures_next_to_each_other_read_differently_where_they_differ(values, said) -> None:
    assert apart(*values) == said


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_no_two_amounts_that_differ_read_alike(one, other) -> None:
    said = apart(one, other)
    if abs(one - other) > 1e-4:
        assert said[0] != said[1]


def test_parts_next_to_each_other_read_differently_where_they_differ() -> None:
    assert shares_apart(0.986, 0.9899) == ("98.6 %", "99.0 %")
    assert shares_apart(0.99, 0.994) == ("99.0 %", "99.4 %")
    assert shares_apart(0.5, 1) == ("50 %", "100 %")


def test_what_a_file_says_is_said_with_all_its_digits_beside_what_it_becomes() -> None:
    assert instead(0.2701, 0.125) == ("0.27", "0.125")
    assert instead(0.60004, 0.6) == ("0.60004", "0.6")


@pytest.mark.parametrize(
    ("new", "old", "said"),
    [
        (0.614227297, 0.6, ("0.6143", "0.6")),
        (0.615384615, 0.6, ("0.6154", "0.6")),
        (0.5857, 0.6, ("0.5857", "0.6")),
        (0.58574, 0.6, ("0.5857", "0.6")),
        (8.4, 7, ("8.4", "7")),
        (1310809.4, 1234567, ("1,310,810", "1,234,567")),
        (2.0, 1.0, ("2", "1")),
        (0.0, 600, ("0", "600")),
        (-0.00012345, 0, ("-0.000124", "0")),
        (5.0, 5.0, ("5", "5")),
    ],
)
def test_what_has_to_be_reached_is_rounded_to_the_side_that_does(
    new: float, old: float, said: tuple[str, str]
) -> None:
    assert beyond(new, old) == said


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_what_is_said_to_have_to_be_reached_goes_as_far_as_it_must_and_hardly_further(
    new: float, old: float
) -> None:
    assume(abs(new - old) > 1e-9)
    said = float(beyond(new, old)[0].replace(",", ""))
    further = (said - new) * (1 if new > old else -1)
    assert -1e-8 * max(1.0, abs(new)) <= further <= max(0.011 * abs(new - old), 1.1e-9 * max(1.0, abs(new)))


def test_small_amounts_have_no_exponent() -> None:
    assert figure(3e-06) == "0.000003"
    assert figure(-0.002) == "-0.002"


@given(st.floats(1e-9, 1e9), st.integers(0, 3))
def test_an_amount_that_is_something_is_never_rounded_to_nothing(value, places) -> None:
    assert to_places(value, places) > 0 > to_places(-value, places)
    assert to_places(0.0, places) == 0


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.999, "99.9 %"), (0.925, "92.5 %"), (0.9, "90 %"), (1, "100 %"), (2e-5, "0.002 %"), (1 / 3, "33 %")],
)
def test_a_part_that_is_asked_for_is_written_as_it_was_meant(value, written) -> None:
    assert share_asked(value) == written

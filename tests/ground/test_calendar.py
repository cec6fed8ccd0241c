"""Months are counted as they were written: no sum of them is rounded before it is compared."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner import solve
from planner.facts.entries import Commitment, Phase
from planner.facts.exact import exact
from planner.ground.calendar import Calendar
from planner.scenario.reading import read

TENTHS = st.integers(1, 60)


def calendar(*months: float) -> Calendar:
    return Calendar.of([Phase(id=f"p{number}", months=each) for number, each in enumerate(months)])


def commitment(units: float, start: float, until: float | None) -> Commitment:
    return Commitment(title="elsewhere", capability="team", units=units, start=start, until=until)


def test_a_number_is_the_fraction_that_was_written() -> None:
    assert exact(0.7) + exact(0.1) == exact(0.8)
    assert 3 * exact(1 / 3) == 1
    assert exact(0.12345678) == Fraction(12345678, 10**8)


def test_what_is_ready_after_seven_and_one_tenths_of_a_month_is_ready_in_the_phase_that_starts_then() -> None:
    assert calendar(0.7, 0.1, 3).started_by(0.8).tolist() == [False, False, True]


@given(st.lists(TENTHS, min_size=1, max_size=8), TENTHS, TENTHS, TENTHS, st.integers(0, 5))
def test_windows_and_commitments_hold_the_tenths_of_months_that_lie_in_them(
    tenths, length, start, more, units
) -> None:
    """Brute force: every tenth of a month is looked at by itself."""
    phases = calendar(*(each / 10 for each in tenths))
    whose = [number for number, each in enumerate(tenths) for _ in range(each)]
    bound = commitment(units, start / 10, (start + more) / 10)
    months = phases.in_windows(exact(length / 10))
    taken = phases.committed([bound], exact(length / 10))
    for number, first in enumerate(np.cumsum([0, *tenths[:-1]])):
        inside = range(first, min(first + length, len(whose)))
        assert months[number] * 10 == pytest.approx(
            [sum(whose[at] == p for at in inside) for p in range(len(tenths))]
        )
        assert taken[number] == Fraction(units * sum(start <= at < start + more for at in inside), 10)
    for number, mean in enumerate(phases.average([bound])):
        there = [at for at in range(len(whose)) if whose[at] == number]
        assert mean == Fraction(units * sum(start <= at < start + more for at in there), len(there))


def team(months: dict[str, float], quantity: dict[str, float], offer: dict, commitments: list[dict]):
    return read(
        {
            "title": "One team",
            "phases": [{"id": name, "months": each} for name, each in months.items()],
            "places": {"p": {"area": "x"}},
            "capabilities": {"team": {"component": "land", "unit": "team", "personnel": 50, "cost": 2.79}},
            "requirements": {"R": {"capability": "team", "place": "p", "quantity": quantity}},
            "nations": {"N": {"offers": {"team": offer}, "commitments": commitments}},
        }
    )


def test_a_commitment_that_ends_inside_a_long_phase_comes_off_the_windows_that_it_lies_in() -> None:
    plan = solve(
        team(
            {"a": 6, "b": 2, "c": 12, "d": 6},
            {"a": 1, "b": 10, "c": 4, "d": 11},
            {"units": 6, "pool": 3, "rotation": 3, "tour": 4},
            [{"title": "Elsewhere", "capability": "team", "units": 1, "until": 12}],
        )
    )
    assert plan.goals == pytest.approx({"fill 1": 0.9580419580419581, "cost": 33.48}, abs=1e-9)


def test_an_offer_that_is_ready_where_a_phase_starts_serves_that_phase() -> None:
    plan = solve(team({"a": 0.7, "b": 0.1, "c": 3}, {"c": 3}, {"units": 3, "ready": 0.8}, []))
    assert plan.goals["fill 1"] == pytest.approx(0, abs=1e-12)


def test_a_window_ends_where_a_phase_starts_and_takes_nothing_of_it() -> None:
    """Rotation 3 x tour 0.1 is 0.3 months, as long as the three phases before the fourth."""
    months = calendar(0.1, 0.1, 0.1, 1).in_windows(3 * exact(0.1))
    assert months[0].tolist() == [0.1, 0.1, 0.1, 0]

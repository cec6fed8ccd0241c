"""How long what has come stays: by hand, against every plan there is, and against plain matrices."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.plan.plan import Plan
from planner.scenario.reading import read
from planner.scenario.scenario import Scenario
from tests.formulation.test_against_independent import agree

Offer = dict[str, Any]
BATTALION = {"component": "land", "unit": "battalion", "personnel": 600, "cost": 1}


def staying(required: Sequence[float], *, months: Sequence[float], step: float = 0, **offer: Any) -> Scenario:
    """Return a scenario of one line at one place, and one offer of four battalions."""
    phases = [{"id": f"p{number}", "months": length} for number, length in enumerate(months)]
    quantity = {phase["id"]: need for phase, need in zip(phases, required, strict=True)}
    return read(
        {
            "title": "Stays",
            "phases": phases,
            "places": {"west": {"area": "inland"}},
            "conditions": {"truce": {"holds": ["p0", "p2"]}, "peace": {"holds": {"from": "p1"}}},
            "capabilities": {"battalion": BATTALION | ({"step": step} if step else {})},
            "requirements": {"L": {"capability": "battalion", "place": "west", "quantity": quantity}},
            "nations": {"A": {"offers": {"battalion": {"units": 4, **offer}}}},
            "goals": ["fill", "cost"],
        }
    )


def sent(plan: Plan, scenario: Scenario) -> list[float]:
    """Return the units in each phase."""
    assert plan.audit is not None
    assert plan.audit.passed
    there = {one["phase"]: one["units"] for one in plan.contributions.to_dict("records")}
    return [there.get(phase.id, 0.0) for phase in scenario.phases]


@pytest.mark.parametrize(
    ("stay", "expected"),
    [
        (None, [2, 1, 2]),
        (0, [2, 1, 2]),
        (3, [2, 1, 2]),  # the first phase is just so long
        (3.5, [1, 1, 2]),  # what comes in it must be there as the second begins
        (9, [1, 1, 2]),
        (99, [1, 1, 2]),  # and the end of the horizon ends no stay
    ],
)
def test_what_comes_is_there_in_phases_that_begin_within_its_stay(stay, expected) -> None:
    of = staying([2, 1, 2], months=[3, 6, 12], **({} if stay is None else {"stay": stay}))
    assert sent(planner.solve(of), of) == expected


@pytest.mark.parametrize(
    ("stood", "expected"), [(0, [0, 0, 3]), (1, [1, 0, 3]), (2, [2, 0, 3]), (5, [2, 0, 3])]
)
def test_what_stood_there_before_may_leave_at_any_time(stood, expected) -> None:
    of = staying([2, 0, 3], months=[3, 6, 12], stay=6, before={"west": stood} if stood else {})
    assert sent(planner.solve(of), of) == expected


def test_where_a_condition_falls_away_nothing_comes_that_would_have_to_stay() -> None:
    of = staying([2, 2, 2], months=[2, 2, 2], stay=3, needs=["truce"])
    assert sent(planner.solve(of), of) == [0, 0, 2]


def test_what_is_ready_late_comes_late_and_stays() -> None:
    of = staying([3, 3, 1], months=[2, 2, 2], stay=3, ready=2)
    assert sent(planner.solve(of), of) == [0, 1, 1]


def test_months_are_counted_as_they_are_written() -> None:
    """0.1 and 0.2 months are 0.3 months: who stays so long may leave as the third phase begins."""
    of = staying([2, 2, 1], months=[0.1, 0.2, 1], stay=0.3)
    assert sent(planner.solve(of), of) == [2, 2, 1]


def two_lines(**offer: Any) -> Scenario:
    """Return a scenario in which a line at a place ends, and others go on there and elsewhere."""
    return read(
        {
            "title": "Two lines",
            "phases": [{"id": "p0", "months": 6}, {"id": "p1", "months": 6}],
            "places": {"west": {"area": "inland"}, "east": {"area": "inland"}},
            "capabilities": {"battalion": BATTALION},
            "requirements": {
                "guard": {"capability": "battalion", "place": "west", "quantity": {"p0": 2}},
                "train": {"capability": "battalion", "place": "west", "quantity": {"p1": 1}},
                "patrol": {"capability": "battalion", "place": "east", "quantity": {"p1": 2}, "priority": 2},
            },
            "nations": {"A": {"offers": {"battalion": {"units": 2, **offer}}}},
        }
    )


def test_a_stay_is_at_a_place_whatever_is_done_there() -> None:
    """One battalion goes from guarding to training in the west; the second would have to stay there."""
    free, bound = two_lines(), two_lines(stay=12)
    units = {
        of: {
            (one["requirement"], one["phase"]): one["units"]
            for one in planner.solve(scenario).contributions.to_dict("records")
        }
        for of, scenario in (("free", free), ("bound", bound))
    }
    assert units["free"] == {("guard", "p0"): 2, ("train", "p1"): 1, ("patrol", "p1"): 1}
    assert units["bound"] == {("guard", "p0"): 1, ("train", "p1"): 1, ("patrol", "p1"): 1}


def lasts(there: tuple[float, ...], months: Sequence[float], stay: float, stood: float) -> bool:
    """Say whether units could each stay so long, told one from another: who came first goes first."""
    starts = [sum(months[:number]) for number in range(len(months))]
    came = [-1e9] * round(stood)
    for units, start in zip(there, starts, strict=True):
        while len(came) > units:
            if start - came.pop(0) < stay:
                return False
        came += [start] * round(units - len(came))
    return True


needs = st.lists(st.integers(0, 3), min_size=4, max_size=4)
lengths = st.lists(st.sampled_from([1, 2, 5]), min_size=4, max_size=4)


@given(needs, lengths, st.sampled_from([1, 2, 3, 4, 6, 20]), st.integers(0, 3))
@settings(max_examples=60)
def test_whole_units_fill_as_much_as_any_plan_in_which_each_unit_stays(
    needs: list[int], months: list[int], stay: int, stood: int
) -> None:
    if not any(lasts(one, months, stay, stood) and any(one) for one in product(*map(_upto, needs))):
        return
    of = staying(needs, months=months, step=1, stay=stay, before={"west": stood})
    plans = [one for one in product(*map(_upto, needs)) if lasts(one, months, stay, stood)]
    required = [(number, need) for number, need in enumerate(needs) if need]
    whole = sum(months[number] for number, _ in required)
    goals = {
        (
            round(sum(months[n] * (1 - plan[n] / need) for n, need in required) / whole, 9),
            sum(units * length for units, length in zip(plan, months, strict=True)),
        )
        for plan in plans
    }
    plan = planner.solve(of)
    assert tuple(plan.goals.values()) == pytest.approx(min(goals), abs=1e-7)
    assert lasts(tuple(sent(plan, of)), months, stay, stood)


def _upto(need: int) -> range:
    return range(need + 1)


@given(
    st.lists(st.sampled_from([1, 1.5, 2.5, 3]), min_size=4, max_size=4),
    lengths,
    st.sampled_from([2, 3, 4, 6, 20]),
    st.sampled_from([0, 0.5, 2]),
    st.sampled_from([[], ["truce"], ["peace"]]),
)
@settings(max_examples=60)
def test_divisible_units_agree_with_plain_matrices(
    needs: list[float], months: list[float], stay: float, stood: float, conditions: list[str]
) -> None:
    agree(staying(needs, months=months, stay=stay, before={"west": stood}, needs=conditions))


@given(needs, lengths, st.sampled_from([2, 4, 6]))
@settings(max_examples=30)
def test_the_divisible_plan_of_whole_needs_is_whole(needs: list[int], months: list[float], stay: int) -> None:
    """The rows are differences of arrivals and departures so far: their corners are whole."""
    of = staying([need + 1 for need in needs], months=months, stay=stay)
    assert sent(planner.solve(of), of) == pytest.approx([round(one) for one in sent(planner.solve(of), of)])

"""The slow way round and the quick one say the same of what a bound does."""

from __future__ import annotations

import pytest

from planner.engines.hot.corner import Corner, GivenUp
from planner.studies.budget import Budget
from planner.studies.prices.binding import Bound, bounds
from planner.studies.prices.by_steps import by_steps
from planner.studies.prices.directions import Sides
from planner.studies.prices.one_step import one_step
from planner.studies.solved import solved
from tests.small import constrained, document, scenario

POLITICS = [
    {"kind": "share", "component": "land", "per": "nation", "at_most": 0.6},
    {"kind": "limit", "area": "coast", "measure": "tonnage", "at_most": 1200},
    {"kind": "lead", "nations": "TUR", "component": "maritime", "least": 0.4},
    {"kind": "ramp", "component": "land", "by": 1200},
]


@pytest.mark.parametrize("rule", POLITICS, ids=lambda rule: rule["kind"])
def test_steps_find_the_slope_that_the_face_has(rule) -> None:
    chain = solved(scenario(**constrained(**rule))).chain
    for bound in bounds(chain):
        for direction in (1, -1):
            quick, slow = Sides(chain).piece(bound, direction), by_steps(chain, bound, direction)
            if quick is None or quick.length < 0.07:
                continue
            assert slow is not None
            assert slow.goal == quick.goal
            assert slow.slope == pytest.approx(quick.slope, rel=1e-6, abs=1e-9)
            assert slow.length == pytest.approx(min(quick.length, 2.0**11), rel=1e-5)


@pytest.mark.parametrize("rule", POLITICS, ids=lambda rule: rule["kind"])
def test_where_pivots_are_given_up_solving_again_says_the_same(rule, monkeypatch) -> None:
    quick = solved(scenario(**constrained(**rule))).chain
    found = [(bound, direction) for bound in bounds(quick) for direction in (1, -1)]
    expected = [Sides(quick).piece(bound, direction) for bound, direction in found]

    def given_up(*_: object) -> None:
        raise GivenUp

    monkeypatch.setattr(Corner, "_move", given_up)
    slow = solved(scenario(**constrained(**rule))).chain
    for (bound, direction), piece in zip(found, expected, strict=True):
        again = Sides(slow).piece(bound, direction)
        if piece is None or piece.length < 0.07:
            continue
        assert again is not None
        assert again.goal == piece.goal
        assert again.slope == pytest.approx(piece.slope, rel=1e-6, abs=1e-9)


def test_one_step_is_what_a_linear_program_says_where_a_piece_is_long_enough() -> None:
    chain = solved(scenario()).chain
    for bound in bounds(chain):
        piece = Sides(chain).piece(bound, 1)
        if piece is not None and piece.length >= 1:
            step = one_step(chain, bound, 1, Budget())
            assert step is not None
            assert (step.goal, step.slope) == (piece.goal, pytest.approx(piece.slope))


def test_the_bounds_of_the_first_goal_come_first_and_spare_offers_last() -> None:
    nations = document()["nations"]
    nations["ROU"]["offers"]["engineers"] = {"units": 9}
    chain = solved(scenario(nations=nations)).chain
    found = bounds(chain)
    firsts = [int(chain.priced[:, bound.row].argmax()) for bound in found if chain.priced[:, bound.row].any()]
    assert firsts == sorted(firsts)
    assert [bound.spare for bound in found] == sorted(bound.spare for bound in found)
    assert any(bound.spare for bound in found)


def test_a_bound_moves_on_its_own_side_only() -> None:
    chain = solved(scenario(**constrained(kind="ramp", component="land", by=600))).chain
    rise = Bound(0, "constraint", "upper", 600.0)
    fall = Bound(0, "constraint", "lower", -600.0, outward=-1)
    assert rise.relaxes(1)
    assert fall.relaxes(fall.outward)
    assert rise.moved(chain.program, 1.0)[1] == 601.0
    assert fall.moved(chain.program, -1.0)[0] == -601.0

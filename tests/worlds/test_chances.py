"""Chances: what a scenario states, and the worlds that are drawn by it."""

from __future__ import annotations

import numpy as np
import pytest

from planner.scenario.scenario import Scenario
from planner.worlds.chances import REPLICATES, Chances, Ranges
from tests.small import document


def uncertain() -> dict:
    sections = document()
    sections["conditions"]["ceasefire"]["probability"] = 0.6
    sections["conditions"]["vote"]["probability"] = 0.25
    sections["nations"]["FRA"]["offers"]["battalion"]["units"] = {"low": 1, "expected": 4, "ceiling": 9}
    return sections


CHANCES = Chances.of(Scenario.model_validate(uncertain()))


def test_what_has_no_chance_is_listed_and_nothing_else() -> None:
    assert [one.path for one in CHANCES.factors] == [
        "conditions.ceasefire.probability",
        "conditions.vote.probability",
        "nations.FRA.offers.battalion.units",
    ]
    assert "nations.TUR.offers.battalion.units" in CHANCES.assumed
    assert "conditions.vote.probability" not in CHANCES.assumed
    assert len(CHANCES.assumed) == 6


def test_conditions_come_to_hold_as_often_as_their_chance_says() -> None:
    worlds = CHANCES.worlds(CHANCES.draws(1024, 1))
    fails = [dict(world.stands).get("ceasefire") == "never" for world in worlds]
    holds = [dict(world.stands).get("vote") == "always" for world in worlds]
    assert np.mean(fails) == pytest.approx(0.4, abs=0.01)
    assert np.mean(holds) == pytest.approx(0.25, abs=0.01)


def test_units_are_a_triangle_around_what_is_expected() -> None:
    found = Ranges(("FRA", "battalion"), 1, 4, 9).units(np.linspace(0, 1, 100_001))
    assert (found.min(), found.max()) == (1, 9)
    assert found.mean() == pytest.approx((1 + 4 + 9) / 3, abs=1e-3)
    assert found.var() == pytest.approx((1 + 16 + 81 - 4 - 9 - 36) / 18, abs=1e-3)


@pytest.mark.parametrize("mode", [1.0, 9.0])
def test_a_triangle_may_have_its_mode_at_an_end(mode) -> None:
    found = Ranges(("FRA", "battalion"), 1, mode, 9).units(np.linspace(0, 1, 10_001))
    assert np.isfinite(found).all()
    assert found.mean() == pytest.approx((10 + mode) / 3, abs=1e-2)


def test_the_same_seed_is_the_same_draws_and_another_is_not() -> None:
    assert (CHANCES.draws(64, 7) == CHANCES.draws(64, 7)).all()
    assert (CHANCES.draws(64, 7) != CHANCES.draws(64, 8)).any()


def test_scenarios_that_differ_elsewhere_see_the_same_worlds() -> None:
    changed = uncertain()
    changed["nations"]["TUR"]["offers"]["battalion"]["units"] = 7
    changed["requirements"]["L1"]["quantity"] = 3
    other = Chances.of(Scenario.model_validate(changed))
    assert other.worlds(other.draws(64, 3)) == CHANCES.worlds(CHANCES.draws(64, 3))


@pytest.mark.parametrize("asked", [1, 16, 17, 100])
def test_at_least_as_many_worlds_as_asked_in_equal_scramblings(asked) -> None:
    count = len(CHANCES.draws(asked, 1))
    assert count >= asked
    assert count % REPLICATES == 0

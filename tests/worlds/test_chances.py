"""Chances: what a scenario states, and the worlds that are drawn by it."""

from __future__ import annotations

import numpy as np
import pytest

from planner.scenario.reading import read
from planner.scenario.scenario import Scenario
from planner.worlds.chances import Chances, Ranges
from planner.worlds.draws import REPLICATES, Points, pieces
from planner.worlds.world import AS_IT_IS
from tests.small import document


def uncertain() -> dict:
    sections = document()
    sections["conditions"]["ceasefire"]["probability"] = 0.6
    sections["conditions"]["vote"]["probability"] = 0.25
    sections["nations"]["FRA"]["offers"]["battalion"]["units"] = {"low": 1, "expected": 4, "ceiling": 9}
    return sections


CHANCES = Chances.of(Scenario.model_validate(uncertain()))


def all_of(points: Points) -> np.ndarray:
    return np.concatenate(list(pieces(points)))


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
    assert (all_of(CHANCES.draws(64, 7)) == all_of(CHANCES.draws(64, 7))).all()
    assert (all_of(CHANCES.draws(64, 7)) != all_of(CHANCES.draws(64, 8))).any()


def test_scenarios_that_differ_elsewhere_see_the_same_worlds() -> None:
    changed = uncertain()
    changed["nations"]["TUR"]["offers"]["battalion"]["units"] = 7
    changed["requirements"]["L1"]["quantity"] = 3
    other = Chances.of(Scenario.model_validate(changed))
    assert list(other.worlds(other.draws(64, 3))) == list(CHANCES.worlds(CHANCES.draws(64, 3)))


def test_variants_in_which_something_has_no_chance_any_more_see_the_same_of_all_else() -> None:
    changed = uncertain()
    del changed["conditions"]["ceasefire"]["probability"]
    changed["nations"]["TUR"]["offers"]["battalion"]["units"] = {"low": 1, "expected": 2, "ceiling": 3}
    other = Chances.of(Scenario.model_validate(changed))
    for one, two in zip(CHANCES.worlds(CHANCES.draws(64, 3)), other.worlds(other.draws(64, 3)), strict=True):
        assert one.way.get("vote") == two.way.get("vote")
        assert dict(one.units)[("FRA", "battalion")] == dict(two.units)[("FRA", "battalion")]


@pytest.mark.parametrize("asked", [1, 16, 17, 100])
def test_at_least_as_many_worlds_as_asked_in_equal_scramblings(asked) -> None:
    count = len(CHANCES.draws(asked, 1))
    assert count >= asked
    assert count % REPLICATES == 0


def told(conditions: dict, **sections: object) -> Chances:
    known = {**document(), **sections}
    known["conditions"] = conditions
    for nation in known["nations"].values():
        for offer in nation.get("offers", {}).values():
            offer.pop("needs", None)
    known["constraints"] = {}
    return Chances.of(read(known))


def part(stands: list, wanted: object) -> float:
    return float(np.mean([one == wanted for one in stands]))


def test_a_chance_may_hang_on_whether_other_conditions_come_to_hold() -> None:
    found = told(
        {
            "truce": {"holds": "always", "probability": 0.6, "delay": {0: 0.5, 2: 0.25, "never": 0.25}},
            "vote": {"holds": "never", "probability": [{"if": "truce", "is": 0.7}, {"else": 0.1}]},
            "both": {
                "probability": [
                    {"if": ["truce", "vote"], "is": 1},
                    {"if": "vote", "is": 0.5},
                    {"else": 0},
                ]
            },
        }
    ).stands(np.random.default_rng(3).random((40_000, 3)))
    truce, vote, both = (
        np.array([one != "never" for one in found[name]]) for name in ("truce", "vote", "both")
    )
    assert truce.mean() == pytest.approx(0.45, abs=0.01)
    assert vote[truce].mean() == pytest.approx(0.7, abs=0.01)
    assert vote[~truce].mean() == pytest.approx(0.1, abs=0.01)
    assert both[truce & vote].all()
    assert both[~truce & vote].mean() == pytest.approx(0.5, abs=0.02)
    assert not both[~vote].any()


def test_a_chance_may_hang_on_a_condition_that_stands_as_it_is_written() -> None:
    vote = {"holds": "always", "probability": [{"if": "truce", "is": 1}, {"else": 0}]}
    for holds, wanted in (("always", AS_IT_IS), ("never", "never"), (["hold"], AS_IT_IS)):
        found = told({"truce": {"holds": holds}, "vote": vote})
        assert set(found.stands(np.full((8, 1), 0.5))["vote"]) == {wanted}


def test_a_delay_leaves_the_phases_that_begin_no_sooner() -> None:
    phases = [{"id": name, "months": 6} for name in ("deploy", "hold", "last")]
    needed = {"L1": {"place": "west", "capability": "battalion", "quantity": 2}}
    delay = {"0": 0.4, "3": 0.2, "6": 0.2, "12.5": 0.1, "never": 0.1}

    def stands(holds: object) -> list:
        found = told({"truce": {"holds": holds, "delay": delay}}, phases=phases, requirements=needed)
        assert [one.path for one in found.factors if one.path.startswith("cond")] == [
            "conditions.truce.delay"
        ]
        return found.stands(np.random.default_rng(5).random((20_000, len(found.factors))))["truce"]

    for holds, as_written in (("always", AS_IT_IS), ("never", "always")):
        found = stands(holds)
        assert part(found, as_written) == pytest.approx(0.4, abs=0.015)
        # Three months late is too late for the phase that began meanwhile, as six months are.
        assert part(found, ("hold", "last")) == pytest.approx(0.4, abs=0.015)
        assert part(found, "never") == pytest.approx(0.2, abs=0.015)
    late = stands({"from": "hold"})
    assert part(late, ("last",)) == pytest.approx(0.4, abs=0.015)
    assert part(late, "never") == pytest.approx(0.2, abs=0.015)


def test_units_in_the_shape_of_pert_are_its_beta() -> None:
    found = Ranges(("FRA", "battalion"), 1, 4, 9, "pert").units(np.linspace(0, 1, 100_001))
    assert (found.min(), found.max()) == (1, 9)
    mean = (1 + 4 * 4 + 9) / 6
    assert found.mean() == pytest.approx(mean, abs=1e-3)
    assert found.var() == pytest.approx((mean - 1) * (9 - mean) / 7, abs=1e-3)


def test_offers_stand_as_often_as_their_firmness_says_and_what_is_not_stated_is_listed() -> None:
    sections = document()
    sections["nations"]["FRA"]["offers"]["battalion"] |= {"firmness": "approved"}
    sections["nations"]["TUR"]["offers"]["battalion"] |= {"firmness": "committed"}
    sections["chance"] = {"approved": 0.3}
    found = Chances.of(read(sections))
    worlds = found.worlds(found.draws(4096, 1))
    gone = [dict(world.units).get(("FRA", "battalion")) == 0 for world in worlds]
    assert np.mean(gone) == pytest.approx(0.7, abs=0.01)
    gone = [dict(world.units).get(("TUR", "battalion")) == 0 for world in worlds]
    assert np.mean(gone) == pytest.approx(0.05, abs=0.01)
    assert "chance.committed" in found.usual
    assert "chance.approved" not in found.usual
    assert not [path for path in found.assumed if path.startswith("nations")]


def test_an_offer_that_does_not_stand_brings_nothing_whatever_its_range() -> None:
    sections = uncertain()
    sections["chance"] = dict.fromkeys(("committed", "approved", "conditional", "signalled"), 0)
    found = Chances.of(read(sections))
    for world in found.worlds(found.draws(16, 1)):
        assert {units for _, units in world.units} == {0.0}


def test_what_is_drawn_again_says_nothing_of_what_was_drawn_before() -> None:
    """Points of two scramblings of one dimension would agree in which half they lie, or never agree."""
    first, second = all_of(CHANCES.draws(1024, 1)), all_of(CHANCES.redraws(1024, 1))
    assert first.shape == second.shape
    for scrambling in np.split(np.arange(len(first)), REPLICATES):
        same = (first[scrambling] < 0.5) == (second[scrambling] < 0.5)
        assert same.mean(axis=0) == pytest.approx([0.5] * len(CHANCES.factors))

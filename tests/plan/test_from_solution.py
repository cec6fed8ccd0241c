"""What a person reads of a solution."""

from __future__ import annotations

import json

import pytest

import planner
from planner.reports.folder import plan_json
from planner.scenario.reading import read
from tests.small import document


def plan_of(*settings: str, **sections) -> planner.Plan:
    return planner.solve(read(document(**sections), settings))


def test_whole_units_stand_over_a_need_without_counting_as_more_than_filled() -> None:
    lines = {"L1": {"accepts": {"battalion": 1.5}, "place": "west", "quantity": 4}}
    plan = plan_of(requirements=lines, whole_units=True)
    assert plan.contributions.groupby("phase")["units"].sum().tolist() == [3, 3]
    assert plan.fill["filled"].tolist() == [4, 4]
    assert plan.fill["short"].tolist() == [0, 0]
    assert plan.totals["fill"] == 1


def test_whole_units_are_whole_and_the_solver_vouches_for_them() -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"]["battalion"] = {"units": 2.6}
    plan = plan_of(nations=nations, whole_units=True)
    assert (plan.contributions["units"] % 1 == 0).all()
    assert plan.audit is not None
    assert plan.audit.proven_by == "solver"
    assert plan.audit.gap <= 1e-6


def test_one_capability_may_be_whole_and_the_others_not() -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"] = {"battalion": {"units": 2.5}, "engineers": {"units": 1.5}}
    capabilities = document()["capabilities"]
    capabilities["battalion"]["whole_units"] = True
    plan = plan_of(nations=nations, capabilities=capabilities)
    sent = plan.contributions[plan.contributions["nation"] == "FRA"]
    assert set(sent[sent["capability"] == "battalion"]["units"]) == {2}
    assert set(sent[sent["capability"] == "engineers"]["units"]) == {1.5}


def test_a_support_element_is_paid_once_however_small_the_contingent() -> None:
    """Both lines are filled by France anyway: 8 months at 3 for being in the west at all."""
    plain = plan_of()
    nations = document()["nations"]
    nations["FRA"]["support"] = {"west": 3}
    plan = plan_of(nations=nations)
    assert plan.goals["fill 1"] == pytest.approx(plain.goals["fill 1"])
    assert plan.goals["cost"] == pytest.approx(plain.goals["cost"] + 8 * 3)
    assert plan.totals["cost"] == pytest.approx(plan.goals["cost"])
    assert plan.support.to_dict("records") == [
        {"nation": "FRA", "place": "west", "phase": "deploy", "cost": 6},
        {"nation": "FRA", "place": "west", "phase": "hold", "cost": 18},
    ]
    costs = dict(zip(plan.nations["nation"], plan.nations["cost"], strict=True))
    assert sum(costs.values()) == pytest.approx(plan.totals["cost"])


def test_a_support_element_is_spared_where_another_nation_can_go() -> None:
    nations = document()["nations"]
    nations["FRA"]["support"] = {"sea": 100}
    nations["TUR"]["offers"]["minehunter"] = {"units": 9}
    plan = plan_of(nations=nations)
    at_sea = plan.contributions[plan.contributions["place"] == "sea"]
    assert "FRA" not in set(at_sea["nation"])
    assert len(plan.support) == 0


def test_burdens_are_personnel_months_per_unit_of_ability() -> None:
    keys = {"FRA": 3000, "TUR": 1300, "ROU": 380}
    nations = document()["nations"]
    for name, gdp in keys.items():
        nations[name]["keys"] = {"gdp": gdp}
    plan = plan_of(nations=nations, goals=["fill", {"burden": "gdp"}, "cost"])
    months = {"deploy": 2, "hold": 6}
    sent = plan.contributions.assign(months=plan.contributions["phase"].map(months))
    by_nation = (sent["personnel"] * sent["months"]).groupby(sent["nation"]).sum()
    burdens = dict(zip(plan.nations["nation"], plan.nations["burden"], strict=True))
    for name, gdp in keys.items():
        assert burdens[name] == pytest.approx(by_nation[name] / gdp)
    assert plan.goals["burden"] == pytest.approx(max(burdens[name] for name in keys))
    assert burdens["UKR"] is None or burdens["UKR"] == 0


def test_without_a_burden_goal_there_is_no_burden() -> None:
    assert plan_of().nations["burden"].tolist() == [None, None, None, None]


def test_a_plan_says_what_it_counts_on() -> None:
    plan = planner.solve(
        read(document(), ["nations.FRA.offers.battalion.units=1"]), firmness="signalled", offers="low"
    )
    counted = json.loads(plan_json(plan))["counted"]
    assert counted == {
        "firmness": "signalled",
        "offers": "low",
        "set": ["nations.FRA.offers.battalion.units"],
        "assignments": ["nations.FRA.offers.battalion.units=1"],
    }
    assert "signalled or firmer" in plan.counted.sentence()
    assert plan_of().counted.sentence() == ""


def test_a_plan_that_was_not_found_has_empty_tables() -> None:
    demand = {"kind": "limit", "nations": "FRA", "measure": "personnel", "at_least": 90000}
    plan = plan_of(constraints={"rule": demand})
    assert plan.status == "infeasible"
    assert not plan.found
    for table in (plan.fill, plan.contributions, plan.nations, plan.support):
        assert len(table) == 0
    assert dict(plan.goals) == {}
    assert dict(plan.totals) == {}

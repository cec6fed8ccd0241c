"""Burden against ability."""

from __future__ import annotations

import copy

import pytest

from planner.planning import solve
from planner.reports import plan_charts
from planner.reports.burden_sharing import sharing
from tests.reports import example
from tests.there import there

KEYS = {
    "TUR": {"gdp": 300.0, "population": 10.0},
    "ROU": {"gdp": 100.0, "population": 30.0},
    "HUN": {"gdp": 50.0},
}


def keyed(keys=KEYS, **sections):
    nations = copy.deepcopy(example.DOCUMENT["nations"])
    for name, stated in keys.items():
        nations[name]["keys"] = stated
    scenario = example.scenario(nations=nations, **sections)
    return solve(scenario), scenario


def months(plan, nation, capability=None):
    """Return the person-months of a nation, added up by hand: two months of deploying, six of holding."""
    lines = plan.contributions[plan.contributions["nation"] == nation]
    if capability is not None:
        lines = lines[lines["capability"] == capability]
    return sum(row.personnel * {"deploy": 2, "hold": 6}[row.phase] for row in lines.itertuples())


def test_shares_are_those_of_the_plan_by_gdp_where_nobody_names_a_key() -> None:
    plan, scenario = keyed()
    table = there(sharing(plan, scenario)).table.set_index("Nation")
    whole = months(plan, "TUR") + months(plan, "ROU")
    assert table["Share of ability"].to_dict() == {"Türkiye": 0.75, "Romania": 0.25}
    assert table["Share of burden"]["Romania"] == pytest.approx(months(plan, "ROU") / whole)
    assert table["Times its share"]["Romania"] == pytest.approx(months(plan, "ROU") / whole / 0.25)


def test_who_offers_nothing_has_no_part_in_it() -> None:
    assert "Hungary" not in " ".join(there(sharing(*keyed())).table["Nation"])


def test_a_constraint_says_by_which_key_and_what_is_counted() -> None:
    rule = {"kind": "burden", "key": "population", "component": "land", "low": 0, "high": 10}
    plan, scenario = keyed(constraints={"fair": rule})
    found = there(sharing(plan, scenario))
    table = found.table.set_index("Nation")
    land = {name: months(plan, name) - months(plan, name, "patrol_aircraft") for name in ("TUR", "ROU")}
    assert found.key == "population"
    assert "what fair counts (land)" in found.note
    assert table["Share of ability"]["Romania"] == pytest.approx(0.75)
    assert table["Share of burden"]["Romania"] == pytest.approx(land["ROU"] / sum(land.values()))


def test_a_goal_goes_before_constraints_and_its_burdens_are_the_plans() -> None:
    rule = {"kind": "burden", "key": "population", "low": 0, "high": 10}
    goals = ["fill", {"burden": {"key": "gdp", "measure": "cost"}}, "cost"]
    plan, scenario = keyed(constraints={"fair": rule}, goals=goals)
    table = there(sharing(plan, scenario)).table.set_index("Nation")
    burdens = plan.nations.set_index("nation")["burden"]
    carried = {"Türkiye": burdens["TUR"] * 300, "Romania": burdens["ROU"] * 100}
    for name, amount in carried.items():
        assert table["Share of burden"][name] == pytest.approx(amount / sum(carried.values()))


def test_who_states_no_key_is_named() -> None:
    plan, scenario = keyed({name: KEYS[name] for name in ("TUR", "HUN")} | {"ROU": {"population": 1.0}})
    assert sharing(plan, scenario) is None
    nations = {
        name: {"name": name, "keys": {"gdp": 1.0} if name != "CCC" else {}, "offers": {"company": 1}}
        for name in ("AAA", "BBB", "CCC")
    }
    scenario = example.scenario(nations=nations)
    assert "CCC state no GDP." in there(sharing(solve(scenario), scenario)).note


def test_the_chart_draws_the_shares_of_the_table_those_who_carry_most_for_their_ability_first() -> None:
    plan, scenario = keyed()
    found = there(sharing(plan, scenario)).table
    drawn = there(plan_charts.burden_against_ability(plan, scenario)).to_dict()
    (rows,) = drawn["datasets"].values()
    assert [row["Nation"] for row in rows] == found["Nation"].tolist()
    assert [row["carried"] for row in rows] == found["Share of burden"].tolist()
    assert [row["able"] for row in rows] == found["Share of ability"].tolist()


def test_its_title_says_who_carries_most_and_who_least() -> None:
    said = " ".join(there(plan_charts.burden_against_ability(*keyed())).to_dict()["title"]["text"])
    assert said.startswith("Türkiye carries most for its ability, >99 % of the burden with 75 % of the GDP")
    assert "Romania least" in said


def test_the_order_of_entries_changes_nothing() -> None:
    turned = dict(reversed(example.DOCUMENT["requirements"].items()))
    assert there(plan_charts.burden_against_ability(*keyed(requirements=turned))).to_dict() == (
        there(plan_charts.burden_against_ability(*keyed())).to_dict()
    )


def test_without_keys_or_contributions_there_is_no_chart(plan, scenario, nothing) -> None:
    assert plan_charts.burden_against_ability(plan, scenario) is None
    assert plan_charts.burden_against_ability(*nothing) is None

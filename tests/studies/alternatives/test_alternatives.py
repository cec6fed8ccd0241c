"""Alternatives: all fill as much as the best, keep within the slack, meet every rule, and differ."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.engines.engine import Status
from planner.formulation.formulate import formulate
from planner.problems import InvalidInput
from planner.program.blocks import CONTRIBUTION
from planner.scenario.scenario import Scenario
from planner.studies.alternatives.alternatives import Alternatives
from tests.small import document
from tests.studies.scenarios import documents


def spare() -> dict:
    """The small scenario with more on offer than is needed, so that there is a choice."""
    sections = document()
    sections["nations"]["TUR"]["offers"] = {"battalion": {"units": 8}, "minehunter": {"units": 6}}
    sections["nations"]["FRA"]["offers"]["battalion"] = {"units": 8}
    return sections


def carried(found: Alternatives, number: int) -> dict[str, float]:
    months = {phase.id: phase.months for phase in found.scenario.phases}
    sent: dict[str, float] = {}
    for one in found.plans[number].contributions:
        sent[one["nation"]] = sent.get(one["nation"], 0.0) + one["personnel"] * months[one["phase"]]
    return sent


@given(documents(), st.sampled_from([0.0, 0.05, 0.5]))
@settings(max_examples=20)
def test_all_fill_as_much_keep_within_the_slack_and_meet_every_rule(sections, within) -> None:
    scenario = Scenario.model_validate(sections)
    found = planner.alternatives(scenario, within=within, count=3)
    if found.status is not Status.OPTIMAL:
        return
    assert found.plan is not None
    best = dict(found.plan.goals)
    for one in found.plans:
        for goal, value in one.goals:
            kept = best[goal] if goal.startswith("fill") or goal == "even" else best[goal] * (1 + within)
            assert value <= kept + 1e-6 * max(1.0, abs(kept)), goal
        assert rules_are_met(scenario, one.contributions)
        assert one.differs


def rules_are_met(scenario: Scenario, contributions: tuple[dict, ...]) -> bool:
    """Held against every row of the program that speaks of contributions alone."""
    made = formulate(scenario, form="direct")
    units = np.zeros(len(made.program.lower))
    spots = {
        tuple(
            made.ground.index.names[key][positions[number]] for key, positions in made.ground.keys.items()
        ): number
        for number in range(made.ground.count)
    }
    for one in contributions:
        units[spots[tuple(one[key] for key in made.ground.keys)]] = one["units"]
    mine = made.program.family(CONTRIBUTION)
    alone = np.asarray(abs(made.program.matrix[:, mine.stop :]).sum(axis=1)).ravel() == 0
    activity = made.program.matrix @ units
    return bool(np.all((activity <= made.program.row_upper + 1e-5)[alone]))


def test_the_first_is_as_far_as_any_plan_can_be() -> None:
    """Against the best of every direction in which three nations can carry more or less."""
    scenario = Scenario.model_validate(spare())
    found = planner.alternatives(scenario, within=0.1, count=1)
    plan = {one.nation: one.plan for one in found.nations}
    apart = sum(abs(months) for _, months in found.plans[0].differs)
    mine = carried(found, 0)
    for name, before in plan.items():
        assert dict(found.plans[0].differs).get(name, 0.0) == pytest.approx(
            mine.get(name, 0.0) - before, abs=1
        )
    assert apart == pytest.approx(farthest(scenario, 0.1, plan), rel=1e-6)


def farthest(scenario: Scenario, within: float, plan: dict[str, float]) -> float:
    from scipy import optimize

    made = formulate(scenario, form="direct")
    best = planner.solve(scenario, cost_of_goals=False).goals
    program, ground = made.program, made.ground
    weight = ground.weights("personnel") * ground.index.months[ground.keys["phase"]]
    names = ground.index.names["nation"]
    held = [goal for goal in program.goals if goal.stated]
    limits = [best[goal.name] * (1 if goal.name.startswith("fill") else 1 + within) + 1e-9 for goal in held]
    rows = optimize.LinearConstraint(program.matrix, program.row_lower, program.row_upper)
    goals = optimize.LinearConstraint(np.array([goal.cost for goal in held]), -np.inf, limits)
    apart = 0.0
    for signs in product((-1, 1), repeat=len(plan)):
        of = dict(zip(plan, signs, strict=True))
        cost = np.zeros(len(program.lower))
        cost[: ground.count] = [-of[names[one]] for one in ground.keys["nation"]] * weight
        answer = optimize.milp(
            cost, constraints=[rows, goals], bounds=optimize.Bounds(program.lower, program.upper)
        )
        apart = max(apart, -answer.fun - sum(of[name] * months for name, months in plan.items()))
    return apart


def test_each_differs_from_all_before_and_no_more_are_told_than_there_are() -> None:
    found = planner.alternatives(Scenario.model_validate(spare()), within=0.1, count=8)
    told = [one.contributions for one in found.plans]
    assert len({str(one) for one in told}) == len(told) > 1
    sections = document()
    sections["nations"]["TUR"]["cost_factor"] = 1.5
    settled = planner.alternatives(Scenario.model_validate(sections), within=0)
    assert settled.plans == ()
    for one in settled.nations:
        assert one.least == pytest.approx(one.most, abs=1)


def test_the_next_largest_burdens_are_kept_within_the_slack_too() -> None:
    """France has the largest burden, and no plan changes it; six ships are shared as fairly as can be."""
    sections = document(goals=["fill", {"burden": "gdp"}])
    sections["nations"]["FRA"]["offers"] = {"battalion": {"units": 8}}
    for nation in ("TUR", "ROU"):
        sections["nations"][nation] = {"offers": {"minehunter": {"units": 6}}, "keys": {"gdp": 1000}}
    found = planner.alternatives(Scenario.model_validate(sections), within=0)
    assert {one.nation: (one.least, one.most) for one in found.nations if one.nation != "FRA"} == {
        nation: pytest.approx((24 * 50, 24 * 50), abs=1) for nation in ("ROU", "TUR")
    }
    assert found.plans == ()


def test_whole_units_stay_whole() -> None:
    found = planner.alternatives(Scenario.model_validate(spare() | {"whole_units": True}), within=0.1)
    assert found.plans
    for one in found.plans:
        assert all(float(round(line["units"], 9)).is_integer() for line in one.contributions)


def free(personnel: float, cost: float) -> Scenario:
    """One unit is needed for a month, and either of two nations can send it."""
    return Scenario.model_validate(
        {
            "title": "Either",
            "phases": [{"id": "now", "months": 1}],
            "places": {"here": {"area": "inland"}},
            "capabilities": {
                "team": {"component": "land", "unit": "team", "personnel": personnel, "cost": cost}
            },
            "requirements": {"L": {"capability": "team", "place": "here", "quantity": 1}},
            "nations": {name: {"offers": {"team": {"units": 1}}} for name in ("ROU", "TUR")},
        }
    )


def test_a_plan_that_differs_by_little_of_each_nation_is_said_to_differ() -> None:
    """0.3 person-months move from one nation to the other: 0.6 in all, which makes another plan."""
    (other,) = planner.alternatives(free(0.3, 1.0)).plans
    assert sorted(months for _, months in other.differs) == pytest.approx([-0.3, 0.3])
    assert "<1 person-months more" in other.sentence
    assert planner.alternatives(free(0.2, 1.0)).plans == ()


@pytest.mark.parametrize("cost", [0.0, 2.0])
def test_the_cost_is_told_also_where_the_plan_costs_nothing(cost) -> None:
    (other,) = planner.alternatives(free(5, cost)).plans
    assert other.sentence.endswith("; it costs the same.")


def test_a_sentence_says_who_carries_more_and_who_fewer() -> None:
    found = planner.alternatives(Scenario.model_validate(spare()), within=0.1, count=1)
    (name, months), *_ = found.plans[0].differs
    assert name in found.plans[0].sentence
    assert ("more" if months > 0 else "fewer") in found.plans[0].sentence


def test_a_slack_or_a_count_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        planner.alternatives(Scenario.model_validate(spare()), within=-0.1, count=0)
    assert {problem.file for problem in refused.value.problems} == {"--within", "--count"}

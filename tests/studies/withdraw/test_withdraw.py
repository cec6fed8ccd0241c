"""Withdrawals: what is said to be lost is what solving without them loses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

import planner
from planner.engines.engine import Status
from planner.problems import InvalidInput
from planner.scenario.reading import read
from planner.scenario.scenario import Scenario
from planner.studies.withdraw import withdraw as withdraw_module
from planner.studies.withdraw.withdraw import Loss, Withdrawals
from planner.worlds.answers import answers
from planner.worlds.world_answer import Answer
from tests.folders import ROOT
from tests.small import document
from tests.studies.scenarios import documents

SMALL = Scenario.model_validate(document())


def without(scenario: Scenario, loss: Loss) -> Scenario:
    """Return the scenario without the offers of those who are gone, or with the condition set to never."""
    if loss.condition is not None:
        changed = scenario.conditions[loss.condition].model_copy(update={"holds": "never"})
        return scenario.model_copy(update={"conditions": {**scenario.conditions, loss.condition: changed}})
    nations = dict(scenario.nations)
    for name in loss.nations:
        nations[name] = nations[name].model_copy(update={"offers": {}})
    return scenario.model_copy(update={"nations": nations})


def agrees(scenario: Scenario, found: Withdrawals, losses: list[Loss]) -> None:
    base = planner.solve(scenario, cost_of_goals=False)
    for loss in losses:
        plan = planner.solve(without(scenario, loss), cost_of_goals=False)
        assert plan.status == loss.status.value, loss.without
        if loss.status is Status.OPTIMAL:
            change = plan.totals["fill"] - base.totals["fill"]
            assert loss.total == pytest.approx(change, abs=2e-6), loss.without


@given(documents())
@settings(max_examples=8)
def test_every_loss_of_any_scenario_is_what_solving_without_them_says(sections) -> None:
    scenario = Scenario.model_validate(sections | {"goals": ["fill", "cost"]})
    found = planner.withdraw(scenario, depth=2)
    if found.status is Status.OPTIMAL:
        agrees(scenario, found, list(found.losses))


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "burden", "key": "gdp", "low": 0.5, "high": 1.2},
        {"kind": "burden", "nations": ["A", "B"], "key": "gdp", "low": 0.9, "high": 1.1},
        {"kind": "share", "per": "nation", "at_least": 0.1},
        {"kind": "limit", "measure": "personnel", "per": "nation", "at_least": 500},
        {"kind": "breadth", "count": "nation", "per": "place", "at_least": 1, "each": 100},
    ],
    ids=lambda rule: str(rule["kind"]),
)
@pytest.mark.parametrize("whole", [False, True], ids=["divisible", "whole units"])
def test_who_is_gone_has_no_part_in_what_the_others_share(rule: dict[str, Any], whole: bool) -> None:
    scenario = read(
        {
            "title": "three of four battalions, and half an engineer battalion beside",
            "whole_units": whole,
            "phases": [{"id": "p", "months": 1}],
            "places": {"here": {"area": "north"}, "there": {"area": "south"}},
            "capabilities": {
                "bn": {"component": "land", "unit": "battalion", "personnel": 600, "cost": 2},
                "eng": {"component": "land", "unit": "battalion", "personnel": 600, "cost": 2},
            },
            "requirements": {
                "R": {"capability": "bn", "place": "here", "quantity": 4},
                "S": {"capability": "eng", "place": "there", "quantity": 4},
            },
            "nations": {
                "A": {"keys": {"gdp": 50}, "offers": {"bn": 4}},
                "B": {"keys": {"gdp": 50}, "offers": {"bn": 4}},
                "C": {"keys": {"gdp": 50}, "offers": {"bn": 1, "eng": 1}},
            },
            "constraints": {"shared": rule},
        }
    )
    found = planner.withdraw(scenario, depth=2)
    assert {loss.status for loss in found.losses} == {Status.OPTIMAL}
    agrees(scenario, found, list(found.losses))
    assert all(loss.total > -0.5 for loss in found.losses if loss.total is not None)


@pytest.mark.parametrize("name", ["reassurance", "gaza"])
def test_the_worst_losses_of_a_shipped_scenario_are_what_solving_without_them_says(name) -> None:
    scenario = planner.load(ROOT / "scenarios" / f"{name}.yaml")
    found = planner.withdraw(scenario)
    agrees(scenario, found, [*found.losses[:3], found.losses[-1]])
    changes = [loss.fill[0][1] for loss in found.losses if loss.status is Status.OPTIMAL]
    assert changes == sorted(changes)


def test_who_goes_is_told_with_who_steps_in_and_what_is_lost() -> None:
    found = {loss.without: loss for loss in planner.withdraw(SMALL, depth=2).losses}
    assert set(found) == {
        ("FRA",),
        ("ROU",),
        ("TUR",),
        ("FRA", "ROU"),
        ("FRA", "TUR"),
        ("ROU", "TUR"),
        ("condition:ceasefire",),
    }
    assert found["ROU",].lost == ("L2", "M1")
    assert found["FRA", "ROU"].lost == ("L1", "L2", "M1")
    assert found["condition:ceasefire",].lost == ()


def test_who_stands_in_sends_what_the_other_sent() -> None:
    sections = document()
    sections["nations"]["TUR"]["offers"] = {"battalion": {"units": 8}, "minehunter": {"units": 6}}
    losses = planner.withdraw(Scenario.model_validate(sections)).losses
    (france,) = (loss for loss in losses if loss.nations == ("FRA",))
    assert [name for name, _ in france.stands_in] == ["TUR"]
    assert dict(france.fill)[1] == 0.0


def test_who_stands_in_with_as_much_is_told_by_name_whatever_the_rounding(monkeypatch) -> None:
    sections = document()
    sections["requirements"] = {"L1": {"capability": "battalion", "place": "west", "quantity": 4}}
    sections["nations"]["FRA"]["offers"] = {"battalion": {"units": 4}}
    for name in ("ROU", "TUR"):
        sections["nations"][name] |= {"cost_factor": 2, "offers": {"battalion": {"units": 2}}}

    def rounded(*told: Any, **how: Any) -> list[Answer]:
        found = answers(*told, **how)
        return [replace(one, sent=one.sent * np.linspace(1, 1 + 1e-12, len(one.sent))) for one in found]

    monkeypatch.setattr(withdraw_module, "answers", rounded)
    losses = planner.withdraw(Scenario.model_validate(sections)).losses
    (france,) = (loss for loss in losses if loss.nations == ("FRA",))
    assert [name for name, _ in france.stands_in] == ["ROU", "TUR"]


def test_a_nation_that_a_rule_must_have_leaves_no_plan() -> None:
    rule = {"kind": "limit", "nations": "TUR", "measure": "personnel", "at_least": 100}
    found = planner.withdraw(Scenario.model_validate(document(constraints={"rule": rule})))
    first = found.losses[0]
    assert (first.without, first.status) == (("TUR",), Status.INFEASIBLE)
    assert first.as_document()["fill"] == []


def test_less_than_one_worker_is_refused() -> None:
    with pytest.raises(InvalidInput, match="--workers"):
        planner.withdraw(SMALL, workers=0)


def test_what_time_did_not_suffice_for_is_unfinished() -> None:
    found = planner.withdraw(SMALL, time_limit=1e-9)
    assert found.status is not Status.OPTIMAL or found.unfinished


def test_who_steps_in_with_little_is_told_where_all_send_little() -> None:
    capabilities = {"team": {"component": "land", "unit": "team", "personnel": 0.05}}
    need = {"R": {"capability": "team", "place": "west", "quantity": 1}}
    offers: dict[str, Any] = {name: {"offers": {"team": 1}} for name in ("AAA", "BBB")}
    scenario = read(
        document(
            conditions={}, groups={}, capabilities=capabilities, requirements=need,
            nations={**offers, "UKR": {}, "TUR": {}, "ROU": {}},
        )
    )  # fmt: skip
    gone = [one for one in planner.withdraw(scenario).losses if one.stands_in]
    assert [months for _, months in gone[0].stands_in] == [pytest.approx(0.4)]

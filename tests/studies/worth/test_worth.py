"""Worth: the Shapley value of the fill game is that of brute force over all orders."""

from __future__ import annotations

import json
from itertools import permutations

import pytest
from hypothesis import given, settings

import planner
from planner.engines.engine import Status
from planner.problems import InvalidInput
from planner.reports.worlds.worth import report
from planner.scenario.scenario import Scenario
from planner.studies.withdraw.withdraw import Loss
from planner.studies.worth import worth as study
from tests.small import document
from tests.studies.scenarios import documents
from tests.studies.withdraw.test_withdraw import without

SMALL = Scenario.model_validate(document())
PLAYERS = ("FRA", "ROU", "TUR")


def value(scenario: Scenario, coalition: frozenset[str]) -> float:
    gone = tuple(name for name in PLAYERS if name not in coalition)
    plan = planner.solve(without(scenario, Loss(gone, None, Status.OPTIMAL)), cost_of_goals=False)
    return plan.totals["fill"] if plan.status == "optimal" else 0.0


def brute_force(scenario: Scenario) -> dict[str, float]:
    known: dict[frozenset[str], float] = {}
    adds = dict.fromkeys(PLAYERS, 0.0)
    for order in permutations(PLAYERS):
        for place, name in enumerate(order):
            for joined in (frozenset(order[:place]), frozenset(order[: place + 1])):
                if joined not in known:
                    known[joined] = value(scenario, joined)
            adds[name] += (known[frozenset(order[: place + 1])] - known[frozenset(order[:place])]) / 6
    return adds


@given(documents())
@settings(max_examples=6)
def test_every_nation_adds_what_brute_force_over_all_orders_says(sections) -> None:
    if "fill" not in sections["goals"]:
        sections["goals"] = ["fill", "cost"]
    scenario = Scenario.model_validate(sections)
    found = planner.worth(scenario)
    if found.status is not Status.OPTIMAL:
        return
    expected = brute_force(scenario)
    assert {one.nation: one.shapley for one in found.nations} == pytest.approx(expected, abs=2e-6)
    assert sum(one.shapley for one in found.nations) == pytest.approx(found.fill, abs=1e-6)
    assert sum(one.nucleolus or 0.0 for one in found.nations) == pytest.approx(found.fill, abs=1e-6)


def test_drawn_orders_are_near_and_add_up_to_the_whole(monkeypatch) -> None:
    exactly = {one.nation: one.shapley for one in planner.worth(SMALL).nations}
    monkeypatch.setattr(study, "EXACT_UP_TO", 0)
    found = planner.worth(SMALL, orders=64)
    assert found.orders == 64
    assert sum(one.shapley for one in found.nations) == pytest.approx(found.fill)
    for one in found.nations:
        assert one.error is not None
        assert abs(one.shapley - exactly[one.nation]) <= 4 * one.error + 1e-9
        assert one.nucleolus is None
    again = planner.worth(SMALL, orders=64, workers=2)
    assert again.as_document() == found.as_document()
    assert planner.worth(SMALL, orders=64, seed=2).as_document() != found.as_document()


def test_the_error_of_one_pair_of_orders_is_not_known(monkeypatch) -> None:
    monkeypatch.setattr(study, "EXACT_UP_TO", 0)
    found = planner.worth(SMALL, orders=2)
    assert [one.error for one in found.nations] == [None] * len(PLAYERS)
    assert json.dumps(found.as_document(), allow_nan=False)
    said = report(found)
    assert "next to nothing" not in " ".join(said.headline)
    assert {row[2].said for row in said.sections[0].grids[0].rows} == {""}


def test_burden_is_the_part_of_the_person_months_of_the_plan() -> None:
    plan = planner.solve(SMALL)
    months = {phase.id: phase.months for phase in SMALL.phases}
    sent: dict[str, float] = dict.fromkeys(PLAYERS, 0.0)
    for one in plan.contributions.to_dict("records"):
        sent[one["nation"]] += one["personnel"] * months[one["phase"]]
    whole = sum(sent.values())
    for nation in planner.worth(SMALL).nations:
        assert nation.burden == pytest.approx(sent[nation.nation] / whole)


def test_without_fill_or_needs_there_is_nothing_to_add_to() -> None:
    none = {name: line | {"quantity": 0} for name, line in document()["requirements"].items()}
    for sections in (document(goals=["cost"]), document(requirements=none)):
        with pytest.raises(InvalidInput):
            planner.worth(Scenario.model_validate(sections))


def test_time_that_is_up_leaves_it_unfinished() -> None:
    found = planner.worth(SMALL, time_limit=1e-9)
    assert found.status is not Status.OPTIMAL
    assert found.as_document()["fill"] is None, "nothing filled would be a claim"
    assert "every coalition" not in report(found).files()["worth.md"]

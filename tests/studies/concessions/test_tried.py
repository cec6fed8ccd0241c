"""Concessions are tried before they are said: they fill what is said, no further, at the price of that."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import planner
from planner.engines.solve import Watch
from planner.reports.explain_words import no_answers
from planner.scenario.reading import read
from planner.scenario.scenario import Scenario
from planner.studies.concessions.bargain import Bargain, Wanted
from planner.studies.concessions.concessions import Kind, _held
from planner.studies.concessions.elastic import elastic
from planner.studies.concessions.first_enough import FirstEnough
from planner.studies.solved import solved
from tests.folders import ROOT
from tests.shipped_scenarios import shipped
from tests.studies.asking import applied, by_kind, filled, has_a_plan, ladder, relaxations_of

KINDS: tuple[Kind, ...] = ("cheapest", "fewest", "even")


def one_place(offers: dict[str, float], lines: dict[str, Any], **sections: Any) -> dict[str, Any]:
    """Return a scenario of one phase, one place and one capability of a hundred people."""
    return {
        "title": "One place",
        "phases": [{"id": "p", "months": 1}],
        "places": {"pl": {"area": "a"}},
        "capabilities": {"k": {"component": "land", "unit": "unit", "personnel": 100, "cost": 1}},
        "requirements": {name: {"place": "pl", **line} for name, line in lines.items()},
        "nations": {name: {"offers": {"k": units}} for name, units in offers.items()},
        **sections,
    }


BIG_FIRST = one_place(
    {"A": 2, "B": 2},
    {"big": {"capability": "k", "quantity": 10}, "small": {"capability": "k", "quantity": 2, "priority": 2}},
)
"""What is asked for fills the big line first: a unit is worth five percentage points, not twenty-five."""
DAYS = one_place(
    {"A": 1, "B": 19},
    {"r": {"capability": "k", "quantity": 20}},
    constraints={"q": {"kind": "presence", "days": 7, "every": 42, "because": "an example"}},
)
EXACTLY = one_place(
    {"A": 4},
    {"r": {"accepts": {"k": 0.3}, "quantity": 1}},
    constraints={"q": {"kind": "limit", "measure": "personnel", "exactly": 100, "because": "an example"}},
)
SLOWLY = one_place(
    {"A": 4},
    {"r": {"capability": "k", "quantity": {"p1": 4, "p2": 4}}},
    phases=[{"id": f"p{number}", "months": 1} for number in range(3)],
    constraints={
        "must": {
            "kind": "limit",
            "measure": "personnel",
            "at_least": 400,
            "phases": ["p1", "p2"],
            "negotiable": False,
        },
        "slow": {"kind": "ramp", "by": 100},
    },
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("fill", "units"), [(0.25, 1), (0.3, 2), (0.35, 3), (0.4, 4)])
def test_what_is_asked_for_goes_to_the_first_priority_and_is_as_much_as_that_takes(kind, fill, units) -> None:
    answer = by_kind(ladder(read(BIG_FIRST), fill))[kind]
    assert answer.price == pytest.approx(100 * units, abs=0.1)
    assert answer.plan_fill == pytest.approx(fill, abs=1e-5)
    assert filled(applied(BIG_FIRST, answer)) >= fill - 1e-7


def test_what_no_concessions_fill_has_no_answer_and_it_is_told_how_much_they_do() -> None:
    found = ladder(read(BIG_FIRST), 0.6)
    assert found.answers == ()
    assert found.most == pytest.approx(0.4)
    assert no_answers(found) == "No concessions would: with all of them it is 40 %."


@pytest.mark.parametrize("kind", ["cheapest", "fewest"])
def test_days_move_as_far_as_needed_at_the_price_of_the_units_that_then_may_stay(kind) -> None:
    (change,) = by_kind(ladder(read(DAYS), 0.2))[kind].changes
    assert change.to == 8.4
    assert change.price == pytest.approx(100 * 19 * 1.4 / 42)


@pytest.mark.parametrize("fill", [0.35, 0.95, 1.0])
def test_a_number_is_rounded_to_the_side_that_works(fill) -> None:
    for answer in by_kind(ladder(read(EXACTLY), fill)).values():
        changed = applied(EXACTLY, answer)
        assert has_a_plan(changed)
        assert filled(changed) >= fill - 1e-7


@pytest.mark.parametrize("kind", KINDS)
def test_a_step_between_phases_bends_both_ways_at_once_and_is_paid_for_once(kind) -> None:
    (change,) = relaxations_of(read(SLOWLY))[kind].changes
    assert (change.to, change.price) == (400, 300)
    assert has_a_plan(applied(SLOWLY, relaxations_of(read(SLOWLY))[kind]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_step_between_phases_gives_way_where_it_stands_in_the_way_of_more(kind) -> None:
    sections = {**SLOWLY, "constraints": {"slow": {**SLOWLY["constraints"]["slow"]}}}
    answer = by_kind(ladder(read(sections), 1.0))[kind]
    assert [change.to for change in answer.changes if change.path[0] == "constraints"] == [400]
    assert filled(applied(sections, answer)) >= 1 - 1e-7


STEADILY = one_place(
    {"A": 4},
    {"r": {"capability": "k", "quantity": {"p0": 4, "p1": 1, "p2": 4}}},
    phases=SLOWLY["phases"],
    capabilities={"k": {"component": "land", "unit": "unit", "personnel": 100, "cost": 1, "step": 1}},
    constraints={"slow": {"kind": "ramp", "by": 0}},
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("fill", "by"), [(0.55, 100), (0.7, 200), (0.9, 300)])
def test_a_number_that_lets_one_step_more_come_goes_as_far_as_that_step_and_no_further(
    kind: Kind, fill: float, by: int
) -> None:
    answer = by_kind(ladder(read(STEADILY), fill))[kind]
    assert [change.to for change in answer.changes if change.path[0] == "constraints"] == [by]
    assert answer.price == pytest.approx(by)


ROTATED = one_place(
    {},
    {"r": {"capability": "k", "quantity": 3}},
    phases=[{"id": f"p{number}", "months": 2} for number in range(4)],
    capabilities=STEADILY["capabilities"],
    nations={"A": {"offers": {"k": {"units": 3, "pool": 3, "rotation": 2, "tour": 4}}}},
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fill", [0.55, 0.9])
def test_units_in_steps_are_asked_for_in_steps_and_a_larger_pool_by_itself(kind: Kind, fill: float) -> None:
    answer = by_kind(ladder(read(ROTATED), fill))[kind]
    assert [change.path[-1] for change in answer.changes if change.price > 0] == ["pool"]
    assert all(float(change.to or 0).is_integer() for change in answer.changes if change.path[-1] == "units")
    assert filled(applied(ROTATED, answer)) >= fill - 1e-7


@pytest.mark.parametrize("fill", [0.2, 0.37, 0.83])
def test_a_number_as_the_sentence_has_it_fills_what_is_said_when_it_is_typed(fill: float) -> None:
    (change,) = by_kind(ladder(read(DAYS), fill))["cheapest"].changes
    typed = change.sentence.split("days ")[1].split(" ")[0]
    retyped = {"q": {**DAYS["constraints"]["q"], "days": float(typed)}}
    assert filled(read({**DAYS, "constraints": retyped})) >= fill - 1e-7


def test_where_another_goal_comes_first_nothing_is_said_to_fill_more() -> None:
    sections = {**BIG_FIRST, "goals": ["cost", "fill"]}
    found = ladder(read(sections))
    assert found.answers == ()
    assert found.most == found.today == 0


@pytest.mark.parametrize("kind", ["cheapest", "fewest", "even"])
def test_what_is_lifted_costs_what_has_to_pass_by_it_once_others_are_asked_for_less(kind: Kind) -> None:
    """Three quarters of a battalion of 600 have to come, and a company of 120; asking two others for parts
    of the battalion costs as much, and the second is not needed once the rule is gone as a whole."""
    answer = by_kind(ladder(shipped("island"), 0.9))[kind]
    assert {change.path[:2]: change.price for change in answer.changes} == {
        ("constraints", "delta_takes_no_corin_infantry"): pytest.approx(450.0),
        ("nations", "COR"): pytest.approx(120.0),
    }
    assert (answer.parties, answer.proven) == (2, True)


def test_what_is_known_as_the_least_price_is_what_the_cheapest_costs() -> None:
    found = solved(read(BIG_FIRST))
    bargain = Bargain.over(elastic(found.formulation), _held(found), Watch())
    lacks = np.array([most for _, most in bargain.held])
    assert bargain.least_price(Wanted(0.35, lacks)) == 0
    cheapest = bargain.cheapest(Wanted(0.35, lacks)).stages[0].value
    assert cheapest > 0
    assert bargain.least_price(Wanted(0.35, lacks)) == cheapest
    assert bargain.least_price(Wanted(0.4, lacks)) == cheapest
    assert bargain.least_price(Wanted(0.3, lacks)) == 0
    assert bargain.least_price(Wanted(0.35, lacks / 2)) == 0
    assert bargain.least_price(Wanted(0.35)) == 0


def told(scenario: Scenario) -> tuple[list[object], int]:
    """Return the answers of a ladder, and how often one was bargained for."""
    asked, bargained = [], FirstEnough._bargained

    def counted(*how: Any) -> Any:
        asked.append(how)
        return bargained(*how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FirstEnough, "_bargained", counted)
        answers = ladder(scenario).answers
    return [(one.fill, one.kind, pytest.approx(one.price), one.parties) for one in answers], len(asked)


def test_answers_that_cannot_be_cheaper_are_not_looked_for_and_the_others_stay(monkeypatch) -> None:
    scenario = planner.load(ROOT / "scenarios" / "reassurance-no-ceasefire.yaml")
    quick, fewer = told(scenario)
    monkeypatch.setattr(Bargain, "least_price", lambda *_: 0.0)
    slow, more = told(scenario)
    assert quick == slow
    assert fewer < more

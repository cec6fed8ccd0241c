"""Concessions: what they reach when they are made, that nothing cheaper does, and what never bends."""

from __future__ import annotations

import copy
import itertools
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.scenario.reading import read
from planner.scenario.scenario import Scenario
from planner.studies.concessions.concessions import Ladder
from tests.constraints.examples import EXAMPLES
from tests.folders import ROOT
from tests.small import document
from tests.studies.asking import applied, by_kind, filled, has_a_plan, ladder, relaxations_of, small

CEILING = {"kind": "limit", "nations": "FRA", "component": "land", "measure": "personnel", "at_most": 1200}
ONE_PRIORITY = {
    name: {key: value for key, value in line.items() if key != "priority"}
    for name, line in document()["requirements"].items()
}


def with_rules(**rules: dict[str, Any]) -> dict[str, Any]:
    """Return the small scenario's document with constraints, every line of the first priority."""
    return document(constraints=copy.deepcopy(rules), requirements=copy.deepcopy(ONE_PRIORITY))


def ends(found: Ladder) -> tuple[float, float]:
    """Return what is filled today, and the most that can be: both are known."""
    assert found.today is not None
    assert found.most is not None
    return found.today, found.most


def answers(sections: dict[str, Any], fill: float) -> dict[str, Any]:
    return by_kind(ladder(Scenario.model_validate(sections), fill))


def test_the_ladder_goes_from_today_to_the_most_that_is_possible() -> None:
    sections = with_rules(ceiling=CEILING)
    scenario = Scenario.model_validate(sections)
    found = ladder(scenario)
    assert found.today == pytest.approx(filled(scenario))
    today, most = ends(found)
    rungs = list(dict.fromkeys(answer.fill or 0.0 for answer in found.answers))
    assert rungs == sorted(rungs)
    assert rungs[-1] == most
    assert all(today < rung for rung in rungs)
    cheapest = [answer.price for answer in found.answers if answer.kind == "cheapest"]
    assert cheapest == sorted(cheapest)


@pytest.mark.parametrize("kind", ["cheapest", "fewest", "even"])
@pytest.mark.parametrize("fill", [0.9, 0.95, 1.0])
def test_concessions_reach_the_fill_when_they_are_made(kind, fill) -> None:
    sections = with_rules(ceiling=CEILING)
    answer = answers(sections, fill)[kind]
    assert filled(applied(sections, answer)) >= fill - 1e-7
    assert answer.plan_fill >= fill - 1e-7


@pytest.mark.parametrize("kind", ["cheapest", "fewest", "even"])
def test_the_plan_reaches_the_fill_also_where_earlier_priorities_take_theirs_first(kind) -> None:
    sections = document(constraints={"ceiling": CEILING})
    answer = answers(sections, 0.85)[kind]
    assert filled(applied(sections, answer)) >= 0.85 - 1e-7


def test_where_cost_comes_first_and_lifting_a_rule_sends_fewer_the_most_is_what_is_filled_today() -> None:
    forced = {"kind": "limit", "component": "land", "measure": "personnel", "at_least": 600, "because": "x"}
    found = ladder(Scenario.model_validate(document(goals=["cost", "fill"], constraints={"forced": forced})))
    assert found.today is not None
    assert found.today > 0
    assert found.most == pytest.approx(found.today)


def test_a_ceiling_is_raised_by_as_much_as_is_needed_and_no_more() -> None:
    """France could send five battalions and may send two; the rest of the lines is filled already."""
    nations = {"FRA": {"offers": {"battalion": 5}}, "UKR": {}}
    lines = {"L1": {"capability": "battalion", "place": "west", "quantity": 4}}
    sections = document(constraints={"ceiling": CEILING}, nations=nations, requirements=lines)
    sections["groups"] = {}
    sections["places"]["sea"]["hosts"] = []
    answer = answers(sections, 0.75)["cheapest"]
    (change,) = answer.changes
    assert change.as_document() | {"sentence": ""} == {
        "path": "constraints.ceiling.at_most",
        "from": 1200,
        "to": 1800,
        "price": 600,
        "sentence": "",
    }


def test_a_red_line_never_bends() -> None:
    for fill in (0.9, 0.95):
        for answer in answers(with_rules(ceiling={**CEILING, "negotiable": False}), fill).values():
            assert all("constraints" not in change.path for change in answer.changes)


def test_the_price_of_the_scenario_decides_what_is_cheapest() -> None:
    dear = answers(with_rules(ceiling={**CEILING, "negotiable": {"price": 100}}), 0.88)["cheapest"]
    cheap = answers(with_rules(ceiling={**CEILING, "negotiable": {"price": 0.01}}), 0.88)["cheapest"]
    assert all("constraints" not in change.path for change in dear.changes)
    assert any("constraints" in change.path for change in cheap.changes)
    bent = next(change for change in cheap.changes if "constraints" in change.path)
    assert bent.price == pytest.approx(0.01 * (bent.to - 1200))


def test_the_fewest_ask_no_more_parties_and_the_cheapest_cost_no_more_than_the_others() -> None:
    found = answers(with_rules(ceiling=CEILING), 0.9)
    assert found["fewest"].parties == min(answer.parties for answer in found.values())
    assert found["cheapest"].price == pytest.approx(min(answer.price for answer in found.values()))


def largest(answer: Any) -> float:
    """Return the largest concession of an answer, as a part of what is on offer."""
    return max((change.to - change.was) / change.was for change in answer.changes)


def test_the_most_even_has_the_smallest_largest_concession() -> None:
    found = answers(with_rules(), 0.99)
    assert largest(found["even"]) == pytest.approx(min(largest(answer) for answer in found.values()))


def test_what_is_filled_already_and_what_cannot_be_have_no_answers() -> None:
    sections = with_rules()
    sections["requirements"]["L1"]["quantity"] = 100
    scenario = Scenario.model_validate(sections)
    assert ladder(scenario, 0.1).answers == ()
    found = ladder(scenario, 1.0)
    assert ends(found)[1] < 1
    assert found.answers == ()


def test_a_nation_is_asked_for_at_most_twice_what_it_spoke_of() -> None:
    found = ladder(Scenario.model_validate(with_rules()))
    top = found.answers[-1]
    steps = [(change.was, change.to) for change in top.changes]
    assert all(isinstance(end, float | int) for step in steps for end in step)
    assert all(float(to or 0.0) <= 2 * float(was or 0.0) + 1e-9 for was, to in steps)


def test_a_pool_grows_with_the_units_that_rotate_from_it() -> None:
    sections = with_rules()
    sections["nations"]["FRA"]["offers"]["battalion"] = {"units": 2, "pool": 6, "rotation": 3, "tour": 4}
    sections["nations"]["TUR"]["offers"].pop("battalion")
    answer = answers(sections, 0.8)["cheapest"]
    paths = {change.path[-1]: change for change in answer.changes if change.path[-2] == "battalion"}
    more = paths["units"].to - 2
    assert paths["pool"].to == pytest.approx(6 + 3 * more)
    assert filled(applied(sections, answer)) >= 0.8 - 1e-7


def test_what_may_stay_grows_with_what_is_asked_for() -> None:
    """Half of what a nation offers may stay, and that is a red line: one more there is two more on offer."""
    stay = {"kind": "presence", "component": "maritime", "days": 15, "every": 30, "negotiable": False}
    sections = with_rules(presence=stay)
    today, _ = ends(ladder(Scenario.model_validate(sections)))
    answer = answers(sections, today + 0.05)["cheapest"]
    assert filled(applied(sections, answer)) >= today + 0.05 - 1e-7


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_every_kind_bends_or_is_lifted_so_that_the_fill_is_reached(kind) -> None:
    """All that is possible is asked for, so that the constraint gives way too if it can."""
    sections = with_rules(rule=EXAMPLES[kind].binding)
    found = ladder(Scenario.model_validate(sections))
    top = [answer for answer in found.answers if answer.fill == found.most]
    assert top
    for answer in top:
        assert filled(applied(sections, answer)) >= ends(found)[1] - 1e-6


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_a_kind_alone_gives_way_where_nobody_can_send_more(kind) -> None:
    """Every ask is too dear, so that only the constraint is left to give."""
    sections = with_rules(rule={**EXAMPLES[kind].binding, "negotiable": {"price": 1e-6}})
    without = filled(Scenario.model_validate(with_rules()))
    today = filled(Scenario.model_validate(sections))
    if without <= today + 1e-6:
        pytest.skip("it binds another goal than the total fill")
    half = (today + without) / 2
    answer = answers(sections, half)["cheapest"]
    assert any(change.path[0] == "constraints" for change in answer.changes)
    assert filled(applied(sections, answer)) >= half - 1e-6


@pytest.mark.parametrize("kind", [kind for kind in EXAMPLES if EXAMPLES[kind].infeasible])
def test_relaxations_of_every_kind_make_a_plan_possible(kind) -> None:
    rules = {f"rule_{number}": entry for number, entry in enumerate(EXAMPLES[kind].infeasible)}
    found = relaxations_of(small(rules))
    assert set(found) == {"cheapest", "fewest", "even"}
    for answer in found.values():
        assert has_a_plan(applied(document(constraints=copy.deepcopy(rules)), answer))
        assert answer.price > 0


def test_nothing_makes_a_plan_possible_where_only_red_lines_stand_in_the_way() -> None:
    demand = {"kind": "limit", "nations": "FRA", "measure": "personnel", "negotiable": False}
    assert relaxations_of(small({"much": {**demand, "at_least": 90000}})) == {}


asks = [0.0, 0.5, 1.0, 1.5, 2.0]


def brute_force(sections: dict[str, Any], fill: float, step: float) -> float:
    """Return the least price on a grid of asks and bends that reaches a fill, by trying all of them."""
    best = float("inf")
    ceilings = [1200 + 600 * step * number for number in range(6)]
    for fra, tur, ceiling in itertools.product(asks, asks, ceilings):
        changed = copy.deepcopy(sections)
        changed["nations"]["FRA"]["offers"]["battalion"]["units"] += fra
        changed["nations"]["TUR"]["offers"]["battalion"]["units"] += tur
        changed["constraints"]["ceiling"]["at_most"] = ceiling
        price = (
            600 * (fra + tur) + (ceiling - 1200) * sections["constraints"]["ceiling"]["negotiable"]["price"]
        )
        if price < best and filled(Scenario.model_validate(changed)) >= fill - 1e-9:
            best = price
    return best


@given(st.sampled_from([0.5, 1.0, 3.0]), st.sampled_from([4.0, 5.0, 6.0]))
@settings(max_examples=6)
def test_no_cheaper_set_of_concessions_exists(price, wanted) -> None:
    """One line, two nations and a ceiling: the best of all points of a grid is no better."""
    sections = document(
        constraints={"ceiling": {**CEILING, "negotiable": {"price": price}}},
        requirements={"L1": {"capability": "battalion", "place": "west", "quantity": 8}},
        nations={
            "FRA": {"offers": {"battalion": {"units": 2}}},
            "TUR": {"offers": {"battalion": {"units": 2}}},
            "ROU": {},
            "UKR": {},
        },
    )
    fill = wanted / 8
    if filled(Scenario.model_validate(sections)) >= fill:
        assert ladder(Scenario.model_validate(sections), fill).answers == ()
        return
    answer = answers(sections, fill)["cheapest"]
    assert answer.proven
    assert answer.price == pytest.approx(brute_force(sections, fill, 0.5))


def test_whole_units_are_asked_for_as_wholes() -> None:
    sections = {**with_rules(ceiling=CEILING), "whole_units": True}
    found = answers(sections, 0.8)
    for answer in found.values():
        assert filled(applied(sections, answer)) >= 0.8 - 1e-6
        units = [change.to for change in answer.changes if change.path[-1] == "units"]
        assert units == pytest.approx([round(amount) for amount in units])


def test_the_answer_does_not_depend_on_the_order_of_entries() -> None:
    sections = with_rules(ceiling=CEILING, lead={"kind": "lead", "nations": "TUR", "component": "maritime"})
    shuffled = {
        key: dict(reversed(value.items())) if isinstance(value, dict) else value
        for key, value in sections.items()
    }
    first, second = (
        [answer.as_document() for answer in ladder(read(one)).answers] for one in (sections, shuffled)
    )
    assert first == second


@pytest.mark.parametrize("kind", ["cheapest", "fewest", "even"])
def test_concessions_of_the_reassurance_force_reach_what_they_promise(kind) -> None:
    file = ROOT / "scenarios" / "reassurance.yaml"
    found = ladder(planner.load(file), 0.85)
    answer = by_kind(found)[kind]
    changed = planner.load(file, [change.assignment for change in answer.changes])
    assert filled(changed) >= 0.85 - 1e-7


def test_units_are_asked_for_in_few_digits_where_tries_come_near_them() -> None:
    """What less would fill is enough, too, but of the second priority it is less than today."""
    file = ROOT / "tests" / "sceptic" / "once_wrong" / "units_up_to_where_no_priority_is_worse.yaml"
    sections = yaml.safe_load(file.read_text(encoding="utf-8"))
    (change,) = answers(sections, 0.6)["cheapest"].changes
    assert (change.was, change.to) == (1, 1.5)
    assert change.price == pytest.approx(300.0)

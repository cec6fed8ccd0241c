"""Conflicts: each cannot hold, each can without any one of its rules, and none is missed."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import planner
from planner.engines.engine import Status
from planner.engines.solve import Watch
from planner.formulation.formulate import formulate
from planner.reports.explain_words import ONLY_ROUNDING, headline
from planner.scenario.reading import read
from planner.scenario.scenario import Scenario
from planner.studies.conflicts.conflicts import Conflict, conflicts
from tests.constraints.examples import EXAMPLES
from tests.folders import CASES
from tests.small import document
from tests.studies.asking import applied, conflicts_of, has_a_plan, relaxations_of, small

PLENTY = 1000.0


def offers_of(sections: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return every offer of a document, named as conflicts name them."""
    return {
        f"nations.{nation}.offers.{capability}": offer
        for nation, entry in sections["nations"].items()
        for capability, offer in entry.get("offers", {}).items()
    }


def only(scenario: Scenario, kept: set[str]) -> Scenario:
    """Return a scenario in which nothing binds but some rules, named as conflicts name them."""
    sections = scenario.model_dump(by_alias=True, exclude_defaults=True)
    sections["constraints"] = {
        name: {**scenario.constraints[name].model_dump(by_alias=True, exclude_unset=True), "kind": one.kind}
        for name, one in scenario.constraints.items()
        if name in kept
    }
    for entry in sections["constraints"].values():
        entry.pop("id", None)
    for name, offer in offers_of(sections).items():
        if name not in kept:
            offer.update(units={"expected": PLENTY})
        for part in _let_go(name, kept):
            offer.pop(part, None)
    for name, line in sections["requirements"].items():
        if f"requirements.{name}.quantity" not in kept:
            quantity = line["quantity"]
            line["quantity"] = (
                {phase: PLENTY if amount else 0.0 for phase, amount in quantity.items()}
                if isinstance(quantity, dict)
                else PLENTY
            )
    needed = {name for offer in offers_of(sections).values() for name in offer.get("needs", ())}
    for name in needed:
        if f"condition:{name}" not in kept:
            sections["conditions"][name]["holds"] = "always"
    return Scenario.model_validate(json.loads(json.dumps(sections)))


def _let_go(name: str, kept: set[str]) -> Iterator[str]:
    """Yield the fields of an offer that belong to rules which do not bind."""
    if name not in kept:
        yield from ("pool", "rotation", "tour")
    if f"{name}.stay" not in kept:
        yield from ("stay", "before")
    if "ready" not in kept:
        yield "ready"


def assert_is_a_conflict(scenario: Scenario, conflict: Conflict) -> None:
    """Assert that the rules alone cannot hold together, and can without any one of them."""
    ids = {rule.id for rule in conflict.rules}
    assert not has_a_plan(only(scenario, ids)), ids
    for dropped in ids:
        assert has_a_plan(only(scenario, ids - {dropped})), (dropped, ids)


GALENET = [
    ["cap_T25", "cap_T35", "need_D8"],
    ["cap_T25", "cap_T47", "need_D7", "need_D8", "supply_S3"],
    ["cap_T35", "cap_T47", "need_D7", "need_D8", "supply_S2"],
    ["cap_T47", "need_D7", "need_D8", "supply_S2", "supply_S3"],
    ["cap_T35", "need_D6", "need_D7", "need_D8", "supply_S1", "supply_S2"],
]
"""The minimal conflicts of Netlib's galenet (H. Greenberg), smallest first."""


def test_the_five_conflicts_of_galenet_are_all_found_and_no_others() -> None:
    found = conflicts_of(planner.load(CASES / "galenet.yaml"))
    assert [[rule.id for rule in one.rules] for one in found.found] == GALENET
    assert found.complete


def test_each_conflict_of_galenet_is_proven_minimal_by_scenarios_without_its_rules() -> None:
    scenario = planner.load(CASES / "galenet.yaml")
    for conflict in conflicts_of(scenario).found:
        assert_is_a_conflict(scenario, conflict)


def test_the_least_relaxation_of_galenet_is_twenty_eight() -> None:
    answers = relaxations_of(planner.load(CASES / "galenet.yaml"))
    assert answers["cheapest"].price == pytest.approx(28)
    assert answers["fewest"].parties == 1
    assert all(answer.proven for answer in answers.values())
    for answer in answers.values():
        assignments = [change.assignment for change in answer.changes]
        assert has_a_plan(planner.load(CASES / "galenet.yaml", assignments))


def test_a_stay_that_decided_contributions_cannot_keep_is_a_rule_of_the_conflict() -> None:
    """Three battalions are decided for the first phase, one for the second, and none may leave in between."""
    nations = document()["nations"]
    nations["FRA"]["offers"]["battalion"] |= {"stay": 6}
    pin = {"kind": "pin", "nations": "FRA", "capabilities": "battalion", "requirements": "L1"}
    pins = {
        "first": {**pin, "phases": "deploy", "units": 3},
        "second": {**pin, "phases": "hold", "units": 1},
    }
    scenario = small(pins, nations=nations)
    (one,) = conflicts_of(scenario).found
    assert {rule.id for rule in one.rules} == {"first", "second", "nations.FRA.offers.battalion.stay"}
    assert_is_a_conflict(scenario, one)
    assert "FRA's Battalion stays at least 6 months where it comes" in one.sentence


def test_a_scenario_with_a_plan_has_no_conflicts() -> None:
    found = conflicts_of(small({}))
    assert found.found == ()


SHIPS = {"kind": "limit", "component": "maritime", "measure": "personnel", "because": "a patrol"}


def test_a_hair_less_than_is_asked_for_is_a_plan() -> None:
    found = planner.explain(small({"patrol": {**SHIPS, "at_least": 50 * (6 + 3e-10)}}))
    assert found.status is Status.OPTIMAL


@pytest.mark.parametrize("lacking", [3e-9, 3e-8])
def test_what_is_only_rounding_is_no_conflict(lacking: float) -> None:
    """Six ships of fifty people are on offer, and people of a hair more than six are asked for."""
    patrol = {"patrol": {**SHIPS, "at_least": 50 * (6 + lacking)}}
    found = planner.explain(small(patrol))
    assert found.conflicts.found == ()
    assert found.conflicts.only_rounding
    assert ONLY_ROUNDING in headline(found)
    assert has_a_plan(applied(document(constraints=patrol), found.relaxations[0]))


def test_what_is_more_than_rounding_is_a_conflict() -> None:
    found = planner.explain(small({"patrol": {**SHIPS, "at_least": 50 * (6 + 1e-6)}}))
    assert [{rule.id for rule in one.rules} for one in found.conflicts.found] != []
    assert not found.conflicts.only_rounding
    assert ONLY_ROUNDING not in headline(found)


def test_where_there_was_no_time_nothing_is_proven_of_conflicts() -> None:
    scenario = small({"patrol": {**SHIPS, "at_least": 50 * 7}})
    (found,) = conflicts(formulate(scenario), Watch.of(0.0, None))
    assert (found.found, found.complete, found.only_rounding) == ((), False, False)


def test_a_conflict_says_why_each_rule_holds_and_where_that_was_published() -> None:
    demand = {
        "kind": "limit",
        "nations": "FRA",
        "measure": "personnel",
        "at_least": 9000,
        "because": "so be it",
    }
    sources = {"times": {"title": "A headline", "publisher": "The Times", "date": "2026-01"}}
    found = conflicts_of(small({"demand": {**demand, "source": "times"}}, sources=sources))
    assert "so be it" in found.found[0].sentence
    assert "The Times, 2026-01" in found.found[0].sentence


def test_the_smallest_conflict_comes_first() -> None:
    rules = {
        "all": {"kind": "limit", "measure": "personnel", "at_least": 4000, "phases": "deploy"},
        "land": {"kind": "limit", "component": "land", "measure": "personnel", "at_most": 600},
        "sea": {"kind": "limit", "component": "maritime", "measure": "personnel", "at_most": 100},
        "some": {"kind": "limit", "component": "land", "measure": "personnel", "at_least": 700},
    }
    found = conflicts_of(small(rules))
    assert [rule.id for rule in found.found[0].rules] == ["land", "some"]
    assert [len(one.rules) for one in found.found] == sorted(len(one.rules) for one in found.found)


def test_what_is_closed_takes_part_in_conflicts() -> None:
    nations = document()["nations"]
    nations["TUR"]["offers"]["minehunter"] = {"units": 3, "needs": ["vote"]}
    demand = {"kind": "limit", "nations": "TUR", "component": "maritime", "measure": "units", "at_least": 1}
    scenario = small({"demand": demand}, nations=nations)
    found = conflicts_of(scenario)
    assert {"demand", "condition:vote"} in [{rule.id for rule in one.rules} for one in found.found]
    for conflict in found.found:
        assert_is_a_conflict(scenario, conflict)


@pytest.mark.parametrize(
    "kind", [kind for kind in EXAMPLES if EXAMPLES[kind].infeasible and kind != "presence"]
)
def test_conflicts_of_every_kind_are_minimal(kind) -> None:
    rules = {f"rule_{number}": entry for number, entry in enumerate(EXAMPLES[kind].infeasible)}
    scenario = small(rules)
    found = conflicts_of(scenario)
    assert found.found
    assert any(rule.id in rules for one in found.found for rule in one.rules)
    for conflict in found.found:
        assert_is_a_conflict(scenario, conflict)


def amounts(most: float) -> st.SearchStrategy[float]:
    return st.integers(0, 8).map(lambda eighths: eighths * most / 8)


def limit(most: float, **selection: Any) -> st.SearchStrategy[dict[str, Any]]:
    bounds = st.sampled_from(["at_least", "at_most"])
    return st.builds(lambda word, amount: {"kind": "limit", word: amount, **selection}, bounds, amounts(most))


limits = st.fixed_dictionaries(
    {
        "land": limit(6000, component="land", measure="personnel"),
        "france": limit(4000, nations="FRA", measure="personnel"),
        "battalions": limit(9, capabilities="battalion", measure="units", phases="deploy"),
        "sea": limit(6, capabilities="minehunter", measure="units"),
        "ships": limit(400, component="maritime", nations=["FRA", "ROU"], measure="personnel"),
        "share": st.sampled_from([0.2, 0.5]).map(
            lambda part: {"kind": "share", "component": "land", "nations": "FRA", "at_most": part}
        ),
    }
)


@given(limits)
@settings(max_examples=120)
def test_conflicts_of_random_politics_are_exactly_the_minimal_ones(rules) -> None:
    """Offers and requirements are so large that only politics can conflict: all subsets are tried."""
    sections = document(constraints=rules)
    for nation in sections["nations"].values():
        for offer in nation.get("offers", {}).values():
            offer["units"] = 1000
    for line in sections["requirements"].values():
        line["quantity"] = 1000
    scenario = Scenario.model_validate(sections)
    if has_a_plan(scenario):
        assert conflicts_of(scenario).found == ()
        return

    def holds(names: frozenset[str]) -> bool:
        kept = {name: rules[name] for name in names}
        return has_a_plan(Scenario.model_validate({**sections, "constraints": kept}))

    subsets = [
        frozenset(names) for size in range(1, 7) for names in itertools.combinations(sorted(rules), size)
    ]
    impossible = [names for names in subsets if not holds(names)]
    minimal = {names for names in impossible if not any(other < names for other in impossible)}
    found = conflicts_of(scenario)
    assert found.complete
    assert {frozenset(rule.id for rule in one.rules) for one in found.found} == minimal


@given(limits, st.integers(1, 6))
@settings(max_examples=15)
def test_conflicts_of_random_scenarios_are_minimal(rules, battalions) -> None:
    sections = document(constraints=rules)
    sections["nations"]["FRA"]["offers"]["battalion"] = {"units": battalions}
    scenario = Scenario.model_validate(sections)
    assume(not has_a_plan(scenario))
    found = conflicts_of(scenario)
    assert found.found
    for conflict in found.found:
        assert_is_a_conflict(scenario, conflict)


GROUPED = {
    "a limit on both sides": (
        "{kind: limit, area: ukraine, measure: personnel, per: place, at_least: 100, at_most: 300}",
        "{kind: caveat, places: u2}",
        "c, for The second: ",
    ),
    "a pair of groups": (
        "{kind: limit, per: [nation, place], measure: personnel, at_least: 50}",
        "{kind: caveat, nations: B, places: u2}",
        "c, for Beta, The second: ",
    ),
    "a yes or no": (
        "{kind: package, measure: personnel, per: place, at_least: 10000}",
        "{kind: limit, places: u2, measure: personnel, at_least: 50}",
        "c, for The second: ",
    ),
    "a number of nations": (
        "{kind: breadth, count: nation, per: place, at_least: 2}",
        "{kind: caveat, nations: B, places: u2}",
        "c, for The second: ",
    ),
    "every group": (
        "{kind: limit, per: place, measure: personnel, at_least: 100}",
        "{kind: limit, measure: personnel, at_most: 250}",
        "c: ",
    ),
}
"""A rule for each of some groups, another rule, and how the first is told where they collide."""


WITH = {"a yes or no": [["requirements.r2.quantity"], ["nations.A.offers.inf", "nations.B.offers.inf"]]}
"""What else stands in a conflict of the two: more asked for, or more offered, would make a package."""


@pytest.mark.parametrize("name", GROUPED)
def test_the_group_for_which_a_rule_collides_is_named(name: str) -> None:
    rule, other, told = GROUPED[name]
    document = yaml.safe_load(
        f"""
        title: Three places
        phases: [{{id: p0, months: 1}}, {{id: p1, months: 2}}]
        places: {{u1: {{area: ukraine}}, u2: {{area: ukraine, title: The second}}, u3: {{area: ukraine}}}}
        capabilities: {{inf: {{component: land, unit: battalion, personnel: 100, cost: 1}}}}
        requirements:
          r1: {{capability: inf, place: u1, quantity: 2}}
          r2: {{capability: inf, place: u2, quantity: 2}}
          r3: {{capability: inf, place: u3, quantity: 2}}
        nations: {{A: {{offers: {{inf: 4}}}}, B: {{name: Beta, offers: {{inf: 4}}}}}}
        constraints: {{c: {rule}, other: {other}}}
        """
    )
    explained = planner.explain(read(document)).as_document()
    colliding = [one for one in explained["conflicts"] if one["constraints"][:2] == ["c", "other"]]
    assert [one["constraints"][2:] for one in colliding] == WITH.get(name, [[]])
    assert all(f") {told}" in one["sentence"] for one in colliding)


def test_a_rule_that_asks_for_something_where_nothing_is_required_is_a_conflict_by_itself() -> None:
    lines = {name: {**line, "quantity": 0} for name, line in document()["requirements"].items()}
    rule = {"kind": "limit", "component": "land", "measure": "personnel", "at_least": 600}
    found = conflicts_of(read(document(requirements=lines, constraints={"flag": rule})))
    assert [[rule.id for rule in one.rules] for one in found.found] == [["flag"]]
    assert found.complete


BY_ITSELF = {
    "in one phase": ({"kind": "limit", "nations": "A", "at_least": 300}, 'c, in "Early": '),
    "in phases and places": (
        {"kind": "limit", "per": ["nation", "place"], "at_least": 100},
        'c, for A, U1 and B, U1 in "Early", for A, U2 and B, U2 in "Early" and "Late": ',
    ),
    "in the phase that it speaks of": ({"kind": "limit", "phases": "early", "at_least": 300}, "c: "),
}
"""A rule that cannot be met, and how it is told where it cannot."""


@pytest.mark.parametrize("name", BY_ITSELF)
def test_a_rule_that_cannot_be_met_by_itself_is_told_with_the_phases_in_which_it_cannot(name: str) -> None:
    rule, told = BY_ITSELF[name]
    phases = ("early", "long", "late")
    document = {
        "title": "Nothing is required early",
        "phases": [{"id": phase, "months": 1} for phase in phases],
        "places": {"u1": {"area": "ukraine"}, "u2": {"area": "ukraine"}},
        "capabilities": {"inf": {"component": "land", "unit": "battalion", "personnel": 100, "cost": 1}},
        "requirements": {
            "r1": {"capability": "inf", "place": "u1", "quantity": {"long": 4, "late": 4}},
            "r2": {"accepts": {"inf": 1}, "place": "u2", "quantity": {"long": 4}},
        },
        "nations": {"A": {"offers": {"inf": 4}}, "B": {"offers": {"inf": 4}}},
        "constraints": {"c": {**rule, "measure": "personnel", "because": "an example"}},
    }
    (conflict,) = [one for one in conflicts_of(read(document)).found if len(one.rules) == 1]
    assert conflict.said[0].startswith(told)


def test_more_nations_than_offers_let_have_a_part_are_a_conflict_with_what_is_offered() -> None:
    # Nobody has a yes or no where no nation could have so large a part of what is offered.
    rule = {"kind": "breadth", "count": "nation", "component": "maritime", "at_least": 2, "each": 10_000}
    found = conflicts_of(read(document(constraints={"broad": rule})))
    assert found.complete
    together = [{rule.id for rule in one.rules} for one in found.found]
    assert {"broad", "requirements.M1.quantity"} in together
    assert {"broad", "nations.FRA.offers.minehunter", "nations.TUR.offers.minehunter"} in together

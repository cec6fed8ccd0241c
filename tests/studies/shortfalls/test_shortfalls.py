"""Where every unit offered for an unfilled line stopped."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.formulation.offers import Counting
from planner.scenario.reading import read
from planner.scenario.scenario import Scenario
from planner.studies.shortfalls.account import OfferAccount, Shortfall
from planner.studies.shortfalls.shortfalls import shortfalls
from planner.studies.solved import solved
from tests.constraints.examples import EXAMPLES
from tests.folders import ROOT, SHIPPED
from tests.small import constrained, document, scenario
from tests.studies.scenarios import documents


def found(of: Scenario, counting: Counting | None = None) -> dict[tuple[str, str], Shortfall]:
    return {(one.requirement, one.phase): one for one in shortfalls(solved(of, counting))}


def account(of: Scenario, line: str, nation: str, phase: str = "hold", **counted: Any) -> OfferAccount:
    counting = Counting(**counted) if counted else None
    return next(offer for offer in found(of, counting)[line, phase].offers if offer.nation == nation)


def held(offer: OfferAccount) -> dict[str, float]:
    return {one.by: one.units for one in offer.held_back}


def with_offers(**offers: dict[str, Any]) -> dict[str, Any]:
    """Return the nations of the small scenario with the offers of some replaced."""
    nations = document()["nations"]
    for nation, offered in offers.items():
        nations[nation]["offers"] = offered
    return nations


def assert_adds_up(of: Shortfall) -> None:
    for offer in of.offers:
        parts = [offer.here, offer.elsewhere, *(one.units for one in offer.held_back), offer.unused]
        assert sum(parts) == pytest.approx(offer.offered, abs=1e-7)
        assert min(parts) >= 0
        assert len({one.by for one in offer.held_back}) == len(offer.held_back)


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_every_offer_of_a_shipped_scenario_is_accounted_for_once(path) -> None:
    of = planner.load(path)
    plan = planner.solve(of)
    short = plan.fill[plan.fill["short"] > 1e-6 * plan.fill["required"]]
    lines = found(of)
    assert set(lines) == set(zip(short["requirement"], short["phase"], strict=True))
    for line in short.to_dict("records"):
        one = lines[line["requirement"], line["phase"]]
        assert one.short == pytest.approx(line["short"], abs=1e-6)
        assert_adds_up(one)
        serving = [
            (nation, capability)
            for nation, entry in of.nations.items()
            for capability, offer in entry.offers.items()
            if capability in of.requirements[one.requirement].served_by and offer.units.expected > 0
        ]
        assert sorted((offer.nation, offer.capability) for offer in one.offers) == sorted(serving)
        for offer in one.offers:
            assert offer.offered == of.nations[offer.nation].offers[offer.capability].units.expected


@given(documents())
@settings(max_examples=60)
def test_every_offer_of_any_scenario_is_accounted_for_once_and_none_is_idle(sections) -> None:
    for one in found(Scenario.model_validate(sections)).values():
        assert_adds_up(one)
        if sections["goals"][0] != "cost":
            assert all(offer.unused <= 1e-6 for offer in one.offers)


def test_what_is_here_and_what_is_elsewhere_is_the_plan() -> None:
    of = planner.load(ROOT / "scenarios" / "reassurance.yaml")
    plan = planner.solve(of)
    sent = plan.contributions.set_index(["nation", "capability", "requirement", "phase"])["units"]
    for (requirement, phase), one in found(of).items():
        for offer in one.offers:
            here = sent.get((offer.nation, offer.capability, requirement, phase), 0.0)
            assert offer.here == pytest.approx(here, abs=1e-7)
            for use in offer.uses:
                there = sent.get((offer.nation, offer.capability, use.requirement, phase), 0.0)
                assert use.units == pytest.approx(there, abs=1e-7)


def test_a_caveat_that_waits_for_a_vote_names_the_vote() -> None:
    of = scenario(
        conditions={"vote": {"holds": "never", "title": "The parliament votes"}},
        **constrained(kind="caveat", nations="TUR", component="land", unless="vote"),
    )
    one = account(of, "L1", "TUR")
    assert held(one) == {"rule": 2}
    assert one.held_back[0].sentence == 'TUR\'s 2 battalions wait for "The parliament votes" (rule).'
    assert 'TUR\'s 2 battalions wait for "The parliament votes" (rule)' in found(of)["L1", "hold"].sentence


def test_a_condition_that_does_not_hold_closes_an_offer() -> None:
    of = scenario(nations=with_offers(TUR={"battalion": {"units": 2, "needs": ["vote"]}}))
    assert held(account(of, "L1", "TUR")) == {"condition:vote": 2}


def test_a_host_that_does_not_consent_closes_an_offer() -> None:
    of = scenario(**constrained(kind="consent", by="UKR", refuses="TUR"))
    one = account(of, "L1", "TUR")
    assert held(one) == {"rule": 2}
    assert one.held_back[0].sentence == "The consent rule holds back TUR's 2 battalions."


def test_an_offer_that_is_not_ready_is_held_back_by_that() -> None:
    of = scenario(nations=with_offers(TUR={"battalion": {"units": 0.5, "ready": 1}, "minehunter": 1}))
    assert held(account(of, "M1", "TUR", "deploy")) == {}
    assert held(account(of, "L1", "TUR", "deploy")) == {"ready": 0.5}


def test_rotation_holds_back_what_the_pool_cannot_keep_there() -> None:
    offer = {"units": 5, "pool": 6, "rotation": 3, "tour": 2}
    one = account(scenario(nations=with_offers(FRA={"battalion": offer})), "L1", "FRA")
    assert held(one) == {"pool": pytest.approx(5 - one.here)}
    assert one.held_back[0].sentence.startswith("Rotation holds back FRA's ")


def test_a_stay_holds_back_what_could_not_be_there_in_the_next_phase() -> None:
    """Battalions that come for six months would have to stay on, and the rule lets two do so."""
    nations = with_offers(FRA={"battalion": {"units": 5, "stay": 6}}, TUR={}, ROU={})
    rule = {"kind": "limit", "capabilities": "battalion", "measure": "units", "at_most": 2, "phases": "hold"}
    of = scenario(nations=nations, **constrained(**rule))
    short = found(of)["L1", "deploy"]
    (french,) = short.offers
    assert (french.here, held(french)) == (2, {"stay": 3})
    assert 'FRA\'s 3 battalions would have to stay on in "Hold", and could not' in short.sentence
    assert held(account(of, "L1", "FRA")) == {"rule": 3}


def test_units_that_have_to_stay_elsewhere_could_not_come_here() -> None:
    """What guards the west in the first phase has to stay there, though a line elsewhere comes first then."""
    found = document(goals=["fill"], nations=with_offers(FRA={"battalion": {"units": 2, "stay": 6}}, TUR={}))
    found["requirements"]["L3"] = {"capability": "battalion", "place": "sea", "quantity": {"hold": 2}}
    found["requirements"]["L1"]["weight"] = 9
    (french,) = (one for one in shortfall_of(found, "L3").offers if one.nation == "FRA")
    assert [(use.requirement, use.units) for use in french.uses] == [("L1", 2)]
    assert [reason.id for reason in french.uses[0].barred] == ["stay"]
    assert french.held_back[0].sentence == (
        "FRA's 2 battalions serve elsewhere, and could not come here: a minimum stay."
    )


def shortfall_of(sections: dict[str, Any], line: str, phase: str = "hold") -> Shortfall:
    return found(read(sections))[line, phase]


def test_units_bound_elsewhere_are_accounted_for_as_that() -> None:
    nations = document()["nations"]
    nations["TUR"]["commitments"] = [{"title": "KFOR", "capability": "battalion", "units": 0.5}]
    one = account(scenario(nations=nations), "L1", "TUR")
    assert (one.offered, one.here, held(one)) == (2, 1.5, {"commitments": 0.5})


def test_offers_that_are_not_firm_enough_are_accounted_for_as_that() -> None:
    one = account(scenario(), "L1", "TUR", firmness="committed")
    assert held(one) == {"firmness": 2}


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "limit", "nations": "FRA", "component": "land", "measure": "personnel", "at_most": 1200},
        {"kind": "share", "component": "land", "measure": "units", "nations": "FRA", "at_most": 0.3},
        {"kind": "lead", "nations": "TUR", "capabilities": "battalion"},
        {"kind": "reliance", "nations": "FRA", "component": "land", "on": {"nations": "TUR"}},
        {"kind": "presence", "nations": "FRA", "component": "land", "days": 10, "every": 30},
        {"kind": "burden", "nations": ["FRA", "TUR"], "capabilities": "battalion", "key": "gdp", "high": 1},
    ],
    ids=lambda rule: rule["kind"],
)
def test_every_kind_that_holds_units_back_is_named(rule) -> None:
    lines = found(scenario(**constrained(**rule)))
    french = [
        held(offer)
        for one in lines.values()
        for offer in one.offers
        if offer.nation == "FRA" and offer.capability == "battalion"
    ]
    assert any(reasons.get("rule", 0) > 0 for reasons in french)


def test_a_ramp_from_a_phase_without_an_offer_holds_it_back_in_the_next() -> None:
    offer = {"battalion": {"units": 5, "ready": 1}}
    of = scenario(
        nations=with_offers(FRA=offer), **constrained(kind="ramp", nations="FRA", component="land", by=1200)
    )
    assert held(account(of, "L1", "FRA")) == {"rule": 3}


def test_of_several_reasons_the_first_of_the_stated_order_has_the_units() -> None:
    of = scenario(
        nations=with_offers(TUR={"battalion": {"units": 2, "needs": ["vote"], "ready": 9}}),
        constraints={
            "a_consent": {"kind": "consent", "by": "UKR", "refuses": "TUR"},
            "b_caveat": {"kind": "caveat", "nations": "TUR", "component": "land"},
            "c_red_line": {"kind": "caveat", "nations": "TUR", "area": "inland", "negotiable": False},
        },
    )
    one = account(of, "L1", "TUR")
    assert held(one) == {"c_red_line": 2}
    assert one.held_back[0].as_document()["also"] == ["b_caveat", "a_consent", "condition:vote", "ready"]
    assert "the wait for" in one.held_back[0].sentence


WAITING: dict[str, Any] = {
    "title": "What stands elsewhere may not come here",
    "phases": [{"id": "a", "months": 6}],
    "places": {"inside": {"area": "x"}, "outside": {"area": "y"}},
    "capabilities": {"log": {"component": "land", "unit": "battalion", "personnel": 500, "cost": 1}},
    "requirements": {
        "R1": {"capability": "log", "place": "inside", "quantity": 2, "priority": 1},
        "R2": {"capability": "log", "place": "outside", "quantity": 1, "priority": 2},
    },
    "nations": {"A": {"offers": {"log": 1}}, "B": {"offers": {"log": 1}}},
}


def waiting(rule: dict[str, Any], **sections: Any) -> Scenario:
    return Scenario.model_validate({**WAITING, "constraints": {"rule_b": rule}, **sections})


def test_what_serves_elsewhere_and_could_not_come_here_is_said_to_wait_for_the_caveat() -> None:
    of = waiting({"kind": "caveat", "nations": "B", "area": "x", "negotiable": False})
    one = found(of)["R1", "a"]
    barred = account(of, "R1", "B", "a")
    assert (barred.here, barred.elsewhere, barred.unused) == (0, 1, 0)
    assert [(held.by, held.units, held.elsewhere) for held in barred.held_back] == [("rule_b", 0, 1)]
    assert barred.as_document()["elsewhere_in"] == [
        {"requirement": "R2", "units": 1.0, "barred_by": ["rule_b"]}
    ]
    assert one.sentence.endswith(
        "1 battalion stands here; B's 1 battalion serves R2 of priority 2 elsewhere, "
        "and could not come here: the caveat rule_b."
    )
    assert barred.held_back[0].sentence == (
        "B's 1 battalion serves elsewhere, and could not come here: the caveat rule_b."
    )


def test_of_two_caveats_on_what_serves_elsewhere_the_second_is_told_too() -> None:
    """Whoever lifts the first alone would wait in vain."""
    rule = {"kind": "caveat", "nations": "B", "area": "x"}
    of = waiting(rule, constraints={"rule_b": rule, "rule_c": rule})
    barred = account(of, "R1", "B", "a")
    assert barred.held_back[0].sentence == (
        "B's 1 battalion serves elsewhere, and could not come here: the caveat rule_b "
        "(the caveat rule_c would hold it back too)."
    )


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "limit", "nations": "B", "area": "x", "measure": "personnel", "at_most": 0},
        {"kind": "consent", "by": "H", "refuses": "B"},
        {"kind": "reliance", "nations": "B", "area": "x", "on": {"nations": "C"}},
        {"kind": "package", "nations": "B", "area": "x", "measure": "units", "at_least": 2},
        {"kind": "apart", "nations": ["A", "B"]},
    ],
    ids=lambda rule: str(rule["kind"]),
)
def test_every_rule_that_keeps_units_elsewhere_is_named(rule) -> None:
    nations = {**WAITING["nations"], "C": {}, "H": {}}
    places = {"inside": {"area": "x", "hosts": ["H"]}, "outside": {"area": "y"}}
    one = found(waiting(rule, nations=nations, places=places))["R1", "a"]
    barred = [(held.by, held.elsewhere) for offer in one.offers for held in offer.held_back]
    assert barred == [("rule_b", 1)]


def test_a_line_of_the_same_priority_keeps_its_units_without_another_reason() -> None:
    requirements = {**WAITING["requirements"]}
    requirements["R2"] = {**requirements["R2"], "priority": 1}
    of = Scenario.model_validate({**WAITING, "requirements": requirements})
    uses = [use for offer in found(of)["R1", "a"].offers for use in offer.uses]
    assert [use.barred for use in uses] == [()]


@given(documents(), st.sampled_from(sorted(EXAMPLES)), st.sampled_from(["binding", "slack"]), st.booleans())
@settings(max_examples=100)
def test_no_line_keeps_what_a_line_of_an_earlier_priority_could_have(sections, kind, which, whole) -> None:
    sections["constraints"]["one_more"] = getattr(EXAMPLES[kind], which)
    of = Scenario.model_validate({**sections, "whole_units": whole})
    for (requirement, _), one in found(of).items():
        assert_adds_up(one)
        mine = of.requirements[requirement].priority
        for offer in one.offers:
            for use in offer.uses:
                assert use.barred or of.requirements[use.requirement].priority <= mine
            barred = sum(use.units for use in offer.uses if use.barred)
            assert sum(held.elsewhere for held in offer.held_back) == pytest.approx(barred)


def test_a_line_of_lower_priority_sees_its_offers_used_elsewhere() -> None:
    requirements = document()["requirements"]
    requirements["L3"] = {"capability": "battalion", "place": "west", "quantity": 2, "priority": 3}
    one = found(scenario(requirements=requirements))["L3", "hold"]
    assert {offer.nation: offer.elsewhere for offer in one.offers} == {"FRA": 5, "TUR": 2}
    assert one.sentence == (
        'L3 (Battalion, West (L3)) in "Hold" is 2 battalions short of the 2 battalions required. Of 7 '
        "battalions on offer, nothing stands here; 7 battalions elsewhere (L1 of priority 1: 7 battalions)."
    )


def test_all_that_is_offered_and_used_is_said_to_be() -> None:
    one = found(scenario())["L1", "hold"]
    assert one.sentence == (
        'L1 (Battalion, West) in "Hold" is 1 battalion short of the 8 battalions required. '
        "All that is offered is used here: 7 battalions."
    )


def test_a_line_that_nobody_can_serve_says_so() -> None:
    one = found(scenario(nations=with_offers(FRA={}, ROU={}, TUR={"battalion": 1})))["M1", "hold"]
    assert one.offers == ()
    assert one.sentence.endswith("Nobody offers any.")


def test_what_an_earlier_goal_does_not_allow_would_do_no_good() -> None:
    one = found(scenario(goals=["cost", "fill"]))["L1", "hold"]
    assert {offer.nation: offer.unused for offer in one.offers} == {"FRA": 5, "TUR": 2}
    assert one.sentence.endswith("7 battalions would do no good.")


def test_part_of_a_whole_unit_would_do_no_good() -> None:
    nations = with_offers(FRA={"battalion": 2.5}, TUR={"battalion": 1})
    one = account(scenario(nations=nations, whole_units=True), "L1", "FRA")
    assert (one.here, one.unused, one.held_back) == (2, 0.5, ())
    said = found(scenario(nations=nations, whole_units=True))["L1", "hold"].sentence
    assert said.endswith("; FRA's 0.5 battalions are less than a step, and not sent by themselves.")


def test_a_support_element_is_a_reason_only_where_nothing_else_holds_units_back() -> None:
    rule = {"kind": "package", "nations": "ROU", "measure": "units", "capabilities": "minehunter"}
    nations = document()["nations"]
    nations["ROU"]["support"] = {"sea": 10}
    alone = scenario(nations=nations, goals=["cost", "fill"])
    both = scenario(nations=nations, **constrained(**rule, at_least=2))
    assert held(account(alone, "M1", "ROU")) == {"support": 1}
    assert held(account(both, "M1", "ROU")) == {"rule": 1}


def test_politics_with_a_yes_or_no_hold_units_back_too() -> None:
    rule = {"kind": "package", "component": "maritime", "per": ["nation"], "measure": "units", "at_least": 2}
    assert held(account(scenario(**constrained(**rule)), "M1", "ROU")) == {"rule": 1}


def test_rows_written_on_totals_name_the_same_reasons_as_those_written_on_contributions() -> None:
    rule = {"kind": "share", "component": "land", "per": "nation", "at_most": 0.5}
    of = scenario(**constrained(**rule))
    direct, compact = (list(shortfalls(solved(of, form=form))) for form in ("direct", "compact"))
    assert [one.as_document() for one in direct] == [one.as_document() for one in compact]


def test_a_document_is_as_the_contract_says() -> None:
    of = scenario(nations=with_offers(TUR={"battalion": {"units": 2, "needs": ["vote"]}}))
    one = found(of)["L1", "hold"].as_document()
    assert {"requirement", "phase", "short", "sentence", "offers"} <= set(one)
    keys = {"nation", "capability", "offered", "here", "elsewhere", "held_back", "unused"}
    assert keys <= set(one["offers"][0])
    assert {"by", "units", "sentence"} <= set(one["offers"][1]["held_back"][0])


def test_progress_is_told_and_an_interrupt_keeps_what_was_found() -> None:
    told: list[tuple[str, int, int]] = []
    of = solved(planner.load(ROOT / "scenarios" / "reassurance.yaml"))
    first = next(shortfalls(of, lambda *step: told.append(step)))
    assert first.sentence
    assert told == [("shortfalls", 0, told[0][2])]


def test_where_there_is_no_plan_nothing_is_said() -> None:
    rule = {"kind": "limit", "component": "land", "measure": "personnel", "at_least": 90000}
    assert found(scenario(**constrained(**rule))) == {}


def test_a_rule_for_each_nation_that_holds_all_back_says_for_which_nation_it_does() -> None:
    """Each carries a tenth, and Ceta may not come: a tenth of nothing is all that fits."""
    document = {
        "title": "A share of each",
        "phases": [{"id": "p", "months": 1}],
        "places": {"x": {"area": "a"}},
        "conditions": {"vote": {"title": "A vote", "holds": "never"}},
        "capabilities": {"inf": {"component": "land", "unit": "battalion", "personnel": 100, "cost": 1}},
        "requirements": {"r": {"capability": "inf", "place": "x", "quantity": 6}},
        "nations": {
            "A": {"offers": {"inf": 3}},
            "B": {"offers": {"inf": 3}},
            "C": {"name": "Ceta", "offers": {"inf": {"units": 3, "needs": "vote"}}},
        },
        "constraints": {"s": {"kind": "share", "component": "land", "per": "nation", "at_least": 0.1}},
    }
    (short,) = planner.explain(read(document)).as_document()["shortfalls"]
    assert "the share s for Ceta holds back A's 3 battalions and B's 3 battalions" in " ".join(
        short["sentence"].split()
    )

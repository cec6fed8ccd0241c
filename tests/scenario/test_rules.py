"""Rules that no single value breaks."""

from __future__ import annotations

from typing import get_args

import pytest

from planner.formulation.closures import Sort
from planner.scenario.reading import load_text
from planner.scenario.rules import TAKEN
from tests.scenario.small_file import SMALL, changed, said


def with_constraint(entry: str, *changes: tuple[str, str]) -> str:
    return changed(*changes) + f"  x: {{{entry}}}\n"


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    assert said(changed(("{from: hold}", "{from: hold, until: deploy}"))) == [
        "s.yaml:3: conditions.ceasefire.holds: holds from hold until deploy, but deploy comes first"
    ]


def test_a_window_of_one_phase_is_fine() -> None:
    assert load_text(changed(("{from: hold}", "{from: hold, until: hold}"))).title


def test_a_measure_is_stated_by_all_of_a_component_or_by_none() -> None:
    drone = "capabilities:\n  drone: {component: maritime, unit: team}\n"
    assert said(changed(("capabilities:\n", drone))) == [
        "s.yaml:11: capabilities.drone: does not state 'tonnage', as other maritime capabilities do "
        "(write measures: {tonnage: 0} if it has none)"
    ]
    with_zero = drone.replace("team}", "team, measures: {tonnage: 0}}")
    assert load_text(changed(("capabilities:\n", with_zero))).title


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("quantity: {deploy: 6, hold: 8}", "quantity: {}", "requirements.L1.quantity: names no phase"),
        (
            "capability: battalion, place",
            "accepts: {}, place",
            "requirements.L1.accepts: names no capability",
        ),
    ],
)
def test_a_requirement_that_requires_nothing_is_refused(old: str, new: str, problem: str) -> None:
    assert said(changed((old, new))) == [f"s.yaml:14: {problem}"]


def test_a_need_of_zero_switches_a_line_off() -> None:
    assert load_text(changed(("quantity: 6", "quantity: 0"))).requirements["M1"].required("hold") == 0


@pytest.mark.parametrize("taken", ["commitments", "firmness", "pool", "ready", "stay", "support"])
def test_no_constraint_is_called_what_explanations_call_another_reason(taken: str) -> None:
    entry = f"  {taken}: {{kind: caveat, nations: FRA}}\n"
    (line,) = said(changed() + entry)
    assert line.startswith(
        f"s.yaml:25: constraints.{taken}: no constraint may be called {taken!r}: explanations"
    )
    assert line.endswith(f"(call it {taken}_rule)")


def test_every_reason_that_is_no_constraint_and_no_condition_is_such_a_word() -> None:
    assert set(get_args(Sort)) == {"constraint", "condition", *TAKEN}


def test_burdens_are_measured_by_a_key_that_some_nation_has() -> None:
    (line,) = said(SMALL + "goals: [fill, {burden: gpd}]\n")
    assert line == "s.yaml:25: goals[1]: 'gpd' is not one of the keys of the scenario (did you mean 'gdp'?)"


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("kind: limit, measure: personnel", "x: sets no bound"),
        ("kind: limit, measure: personnel, at_least: 3, at_most: 2", "x.at_least: 3 is more than at_most 2"),
        ("kind: consent, by: UKR", "x: names either `refuses` or `accepts`"),
    ],
)
def test_what_a_kind_objects_to_is_a_problem(entry: str, problem: str) -> None:
    (line,) = said(with_constraint(entry))
    assert line.startswith(f"s.yaml:25: constraints.{problem}")


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        (
            "kind: limit, nations: ROU, component: land, measure: personnel, at_most: 1",
            "`nations` or `component`",
        ),
        (
            "kind: limit, component: land, area: coast, measure: personnel, at_most: 1",
            "`component` or `area`",
        ),
        ("kind: share, nations: {not: [FRA, ROU, TUR]}, at_most: 0.5", "`nations`"),
        ("kind: caveat, component: land, area: coast", "`component` or `area`"),
        ("kind: limit, phases: {not: [deploy, hold]}, measure: personnel, at_most: 1", "`phases`"),
    ],
)
def test_a_selection_that_nothing_fits_is_refused_with_the_word_that_it_fails_at(
    entry: str, hint: str
) -> None:
    (line,) = said(with_constraint(entry))
    assert "constraints.x: selects nothing: no " in line
    assert line.endswith(f"(it would select something without {hint})")


def test_the_other_side_of_a_share_must_select_something_too() -> None:
    (line,) = said(with_constraint("kind: share, at_most: 0.5, of: {nations: ROU, component: land}"))
    assert line.startswith("s.yaml:25: constraints.x.of: selects nothing: no offer fits land by ROU")


def test_an_offer_of_zero_units_is_an_offer() -> None:
    entry = "kind: limit, nations: ROU, measure: personnel, at_most: 1"
    assert load_text(with_constraint(entry, ("minehunter: 1}", "minehunter: 0}"))).title


def test_to_forbid_what_nobody_offers_is_a_position() -> None:
    assert load_text(with_constraint("kind: caveat, nations: ROU, component: land")).title


def test_a_lead_that_offers_nothing_of_it_is_refused() -> None:
    assert said(with_constraint("kind: lead, nations: [TUR, ROU], component: land")) == [
        "s.yaml:25: constraints.x.nations: names ROU, which offers nothing of it "
        "(give it an offer, or take it out)"
    ]
    by_group = with_constraint("kind: lead, nations: littoral, component: land")
    assert said(by_group)[0].startswith("s.yaml:25: constraints.x.nations: names ROU")


def test_a_host_that_hosts_nothing_is_refused() -> None:
    assert said(with_constraint("kind: consent, by: FRA, refuses: TUR")) == [
        "s.yaml:25: constraints.x.by: FRA hosts no place (known: TUR, UKR)"
    ]


class TestUnlikeUnits:
    def test_battalions_are_not_added_to_ships(self) -> None:
        assert said(with_constraint("kind: limit, nations: FRA, measure: units, at_most: 3")) == [
            "s.yaml:25: constraints.x.measure: adds up unlike units: battalion, minehunter "
            "(name one under `capabilities`, or measure personnel or cost)"
        ]

    @pytest.mark.parametrize(
        "words",
        [
            "capabilities: battalion",
            "component: land",
            "requirements: L1",
            "places: west",
            "per: capability",
            "per: requirement",
        ],
    )
    def test_units_of_one_kind_are_added(self, words: str) -> None:
        assert load_text(with_constraint(f"kind: limit, {words}, measure: units, at_most: 3")).title

    def test_a_line_that_two_kinds_serve_has_unlike_units(self) -> None:
        drone = "capabilities:\n  drone: {component: maritime, unit: team, measures: {tonnage: 0}}\n"
        accepts = ("capability: minehunter, place", "accepts: {minehunter: 1, drone: 0.5}, place")
        entry = "kind: limit, per: requirement, measure: units, at_most: 3"
        (line,) = said(with_constraint(entry, ("capabilities:\n", drone), accepts))
        assert "adds up unlike units: battalion, drone, minehunter" in line


def test_nothing_is_said_of_selections_while_what_they_select_from_is_wrong() -> None:
    entry = "kind: limit, nations: ROU, component: land, measure: personnel, at_most: 1"
    assert len(said(with_constraint(entry, ("months: 6", "months: -6")))) == 1
    assert len(said(with_constraint(entry, ("title: Small", "title: Small\ntitle: Small")))) == 1

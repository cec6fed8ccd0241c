"""Offers, readiness, pools and commitments, by hand arithmetic."""

from __future__ import annotations

import pytest

from planner.formulation.closures import Reason
from planner.formulation.formulate import formulate
from planner.formulation.offers import Counting, OfferTable
from planner.scenario.scenario import Scenario
from tests.small import document, formulated, scenario


def rows(formulation, family):
    program = formulation.program
    return {
        tuple(program.ids(*program.row(number)).values()): program.row_upper[number]
        for number in range(len(program.row_upper))
        if program.row(number)[0].family == family
    }


def test_without_a_pool_commitments_come_off_the_units_while_they_last() -> None:
    nations = document()["nations"]
    nations["FRA"]["commitments"] = [
        {"title": "elsewhere", "capability": "battalion", "units": 2, "until": 5}
    ]
    offers = rows(formulated(nations=nations), "offer")
    assert offers["FRA", "battalion", "deploy"] == 3
    # hold runs from month 2 to 8; the commitment fills 3 of these 6 months: 5 - 2 * 3/6.
    assert offers["FRA", "battalion", "hold"] == 4


def test_more_committed_than_offered_leaves_nothing_and_not_less() -> None:
    nations = document()["nations"]
    nations["FRA"]["commitments"] = [{"title": "elsewhere", "capability": "battalion", "units": 9}]
    assert rows(formulated(nations=nations), "offer")["FRA", "battalion", "hold"] == 0


def test_a_pool_bounds_the_unit_months_of_every_window() -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"]["battalion"] = {"units": 5, "pool": 6, "rotation": 2, "tour": 2}
    nations["FRA"]["commitments"] = [
        {"title": "elsewhere", "capability": "battalion", "units": 1, "until": 2}
    ]
    formulation = formulated(nations=nations)
    pools = rows(formulation, "pool")
    # windows of 4 months: [0, 4) holds all of deploy, with 1 x 2 unit-months bound; [2, 6) none.
    assert pools["FRA", "battalion", "deploy"] == 6 * 2 - 2
    assert pools["FRA", "battalion", "hold"] == 6 * 2
    assert rows(formulation, "offer")["FRA", "battalion", "deploy"] == 5


def test_a_nation_that_surges_early_must_pause() -> None:
    """Three battalions in the pool, rotation 3, tour 6: 18 unit-months in any 18 months.

    Three on station for the first six months use all of them: none until month 18, then three again.
    """
    sections = document(
        phases=[{"id": "surge", "months": 6}, {"id": "pause", "months": 12}, {"id": "again", "months": 6}],
        conditions={},
        requirements={
            "L1": {
                "capability": "battalion",
                "place": "west",
                "quantity": {"surge": 3, "pause": 3, "again": 3},
                "weight": 1,
            },
            "L2": {"capability": "battalion", "place": "west", "quantity": {"surge": 1}, "weight": 0.001},
        },
        nations={
            "FRA": {"offers": {"battalion": {"units": 3, "pool": 3, "rotation": 3, "tour": 6}}},
            "UKR": {},
            "TUR": {},
            "ROU": {},
        },
        constraints={
            "surge": {
                "kind": "limit",
                "phases": "surge",
                "measure": "units",
                "capabilities": "battalion",
                "at_least": 3,
            }
        },
    )
    from planner.engines.solve import solve
    from planner.engines.solvers.highs import Highs

    formulation = formulate(Scenario.model_validate(sections))
    solution = solve(formulation.program, Highs())
    units: dict[str, float] = {}
    for phase, value in zip(
        formulation.ground.keys["phase"], solution.values[: formulation.ground.count], strict=True
    ):
        name = formulation.ground.index.names["phase"][phase]
        units[name] = units.get(name, 0.0) + value
    assert units == pytest.approx({"surge": 3, "pause": 0, "again": 3}, abs=1e-9)


def test_an_offer_that_is_not_ready_has_no_columns() -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"]["battalion"] = {"units": 5, "ready": 1}
    formulation = formulated(nations=nations)
    assert ("FRA", "battalion", "deploy") not in rows(formulation, "offer")
    assert ("FRA", "battalion", "hold") in rows(formulation, "offer")
    assert formulation.closed[Reason("ready")].sum() == 1


def test_a_condition_closes_an_offer_in_the_phases_where_it_fails() -> None:
    nations = document()["nations"]
    nations["TUR"]["offers"]["minehunter"] = {"units": 3, "needs": ["ceasefire"]}
    formulation = formulated(nations=nations)
    assert ("TUR", "minehunter", "deploy") not in rows(formulation, "offer")
    assert ("TUR", "minehunter", "hold") in rows(formulation, "offer")
    assert formulation.closed[Reason("condition", "ceasefire")].sum() == 1


@pytest.mark.parametrize("name", ["ready", "firmness"])
def test_a_constraint_closes_beside_readiness_and_firmness_even_by_their_names(name) -> None:
    """No file may call a constraint so; what closes is told apart all the same."""
    nations = document()["nations"]
    nations["FRA"]["offers"]["battalion"] = {"units": 5, "ready": 1, "firmness": "signalled"}
    caveat = {"kind": "caveat", "nations": "TUR", "component": "land"}
    of = scenario(nations=nations, constraints={name: caveat})
    formulation = formulate(of, Counting("committed"))
    closing = {reason for reason in formulation.closed if reason.id == name}
    assert closing == {Reason(name), Reason("constraint", name)}
    assert not any(row[1] == "battalion" for row in rows(formulation, "offer"))


@pytest.mark.parametrize(
    ("firmness", "counted"),
    [("committed", 1), ("approved", 2), ("conditional", 3), ("signalled", 4), (None, 4)],
)
def test_firmness_counts_offers_at_least_that_firm(firmness, counted) -> None:
    names = ("committed", "approved", "conditional", "signalled")
    nations = {
        f"N{number}": {"offers": {"battalion": {"units": 1, "firmness": name}}}
        for number, name in enumerate(names)
    } | {"UKR": {}, "TUR": {}, "ROU": {}}
    formulation = formulate(scenario(nations=nations), Counting(firmness))
    assert len({nation for nation, _, _ in rows(formulation, "offer")}) == counted


@pytest.mark.parametrize(("level", "units"), [("low", 1), ("expected", 2), ("ceiling", 4)])
def test_the_level_of_offers_chooses_their_units(level, units) -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"]["battalion"] = {"units": {"low": 1, "expected": 2, "ceiling": 4}}
    formulation = formulate(scenario(nations=nations), Counting(offers=level))
    assert rows(formulation, "offer")["FRA", "battalion", "hold"] == units


def test_a_condition_may_hold_always_never_in_a_list_or_in_a_window() -> None:
    phases = {"always": [True, True], "never": [False, False]}
    for holds, expected in [
        *phases.items(),
        (["deploy"], [True, False]),
        ({"from": "hold"}, [False, True]),
        ({"until": "deploy"}, [True, False]),
        ({"from": "deploy", "until": "hold"}, [True, True]),
    ]:
        of = scenario(conditions={"ceasefire": {"holds": holds}, "vote": {"holds": "never"}})
        index = formulate(of).ground.index
        assert index.holds(of.conditions["ceasefire"]).tolist() == expected


def test_a_scenario_in_which_nobody_offers_anything_has_a_program() -> None:
    formulation = formulated(nations={"FRA": {}, "UKR": {}, "TUR": {}, "ROU": {}}, constraints={})
    assert formulation.ground.count == 0


def test_offers_of_which_some_are_renewed_are_those_that_are_worked_out_anew() -> None:
    nations = document()["nations"]
    nations["FRA"]["commitments"] = [
        {"title": "elsewhere", "capability": "battalion", "units": 2, "until": 5}
    ]
    before = formulated(nations=nations)
    nations["FRA"]["offers"]["battalion"] = {"units": 7, "pool": 9, "tour": 3, "rotation": 3}
    nations["TUR"]["offers"]["minehunter"]["units"] = 4
    after = scenario(nations=nations)
    index = before.candidates.index
    renewed = before.offers.renewed(after, index, "expected", ["TUR", "FRA"])
    anew = OfferTable.of(after, index, "expected")
    assert renewed.offers == anew.offers
    for amounts in ("units", "bound", "free", "short"):
        assert getattr(renewed, amounts).tolist() == getattr(anew, amounts).tolist()
    assert before.offers.offers == OfferTable.of(before.scenario, index, "expected").offers

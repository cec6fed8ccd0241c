"""Ranges: the plan is in them, and their ends are reached by plans that are as good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from scipy import sparse

import planner
from planner.constraints.limit import Limit
from planner.engines.engine import Face
from planner.engines.hot.corner import Corner, GivenUp
from planner.engines.solvers.highs import Highs
from planner.engines.trust import Trusted
from planner.scenario.scenario import Scenario
from planner.studies.ranges.ranges import SLACKS, Range, ranges, uniqueness
from planner.studies.solved import Solved, solved
from tests.folders import ROOT
from tests.small import constrained, document, scenario
from tests.studies.scenarios import documents

REASSURANCE = ROOT / "scenarios" / "reassurance.yaml"
FILLS = ("fill 1", "fill 2", "fill 3")
TRIFLE = 1e-9
"""What a goal that is kept as a row is let go by, relative to its size over 1."""


def key(one: Range) -> tuple[str, str, str | None, float]:
    return one.nation, one.measure, one.capability, one.slack


@pytest.fixture(scope="module")
def reassurance() -> list[Range]:
    return list(ranges(solved(planner.load(REASSURANCE))))


def test_every_range_has_the_plan_in_it_and_widens_with_the_slack(reassurance) -> None:
    found = {key(one): one for one in reassurance}
    for one in reassurance:
        assert one.least <= one.plan <= one.most
        if one.slack:
            narrower = found[(*key(one)[:3], SLACKS[SLACKS.index(one.slack) - 1])]
            assert one.least <= narrower.least + 1e-6
            assert one.most >= narrower.most - 1e-6


def test_what_the_plan_sends_is_what_the_plan_says(reassurance) -> None:
    plan = planner.solve(planner.load(REASSURANCE))
    nations = plan.nations.set_index("nation")
    for one in reassurance:
        if one.measure == "cost":
            assert one.plan == pytest.approx(nations.loc[one.nation, "cost"], abs=1e-6)
        if one.measure == "units":
            sent = nations.loc[one.nation, "unit_months"].get(one.capability, 0.0)
            assert one.plan == pytest.approx(sent, abs=1e-6)


@pytest.mark.parametrize("nation", ["DNK", "FRA", "TUR", "PRT"])
@pytest.mark.parametrize("slack", SLACKS)
def test_the_ends_are_reached_by_plans_that_are_as_good_and_not_passed(nation, slack, reassurance) -> None:
    """A limit on the nation's person-months, in the words of a scenario, confirms each end."""
    best = planner.solve(planner.load(REASSURANCE)).goals
    found = {key(one): one for one in reassurance}[nation, "personnel", None, slack]
    beyond = 1 + 0.02 * found.plan
    for word, end, further in (
        ("at_most", found.least, found.least - beyond),
        ("at_least", found.most, found.most + beyond),
    ):
        goals = limited(nation, word, end)
        assert goals is not None
        assert as_good(goals, best, slack)
        if further >= 0:
            goals = limited(nation, word, further)
            assert goals is None or not as_good(goals, best, slack)


def limited(nation: str, word: str, amount: float) -> dict[str, float] | None:
    """Return the goals when a nation sends at most, or at least, so many person-months."""
    loose = amount + (1e-6 if word == "at_most" else -1e-6)
    rule = {"kind": "limit", "id": "added", "measure": "personnel", "nations": nation, "per": "horizon"}
    of = planner.load(REASSURANCE)
    added = {**of.constraints, "added": Limit.model_validate({**rule, word: max(loose, 0.0)})}
    plan = planner.solve(of.model_copy(update={"constraints": added}))
    return dict(plan.goals) if plan.found else None


def as_good(goals: Mapping[str, float], best: Mapping[str, float], slack: float) -> bool:
    fills = all(abs(goals[fill] - best[fill]) <= 1e-7 for fill in FILLS)
    return fills and goals["cost"] <= best["cost"] * (1 + slack) * (1 + 1e-7) + 1e-6


def end(of: Solved, weight: np.ndarray, slack: float) -> float:
    """Return the least of a weight in plans as good, with every goal kept as a row of the program.

    Such a row needs a trifle for rounding, and where goals hardly tell two nations apart that is worth more
    than a trifle to one of them: it is followed back to nothing.
    """
    once, twice = (_end(of, weight, slack, trifle) for trifle in (TRIFLE, 2 * TRIFLE))
    return 2 * once - twice


def _end(of: Solved, weight: np.ndarray, slack: float, trifle: float) -> float:
    rows, most = [], []
    for stage in of.chain.stages:
        loose = slack * stage.value if stage.goal.name == "cost" else 0.0
        rows.append(stage.goal.cost)
        most.append(stage.value + loose + trifle * max(1.0, abs(stage.value)))
        if stage.goal.name == "cost":
            break
    program = replace(
        of.program,
        matrix=sparse.vstack([of.program.matrix, sparse.csr_array(np.array(rows))], format="csr"),
        row_lower=np.append(of.program.row_lower, np.full(len(rows), -np.inf)),
        row_upper=np.append(of.program.row_upper, most),
    )
    outcome = Trusted.of(program, Highs().open).minimise(weight, Face.of(program))
    return float(weight @ outcome.values)


@given(documents())
@settings(max_examples=25)
def test_the_ends_of_any_scenario_are_those_of_programs_with_the_goals_as_rows(sections) -> None:
    of = solved(Scenario.model_validate(sections))
    found = {key(one): one for one in ranges(of)}
    ground = of.ground
    months = ground.index.months[ground.keys["phase"]]
    for (nation, measure, _, slack), one in found.items():
        if measure != "units":
            mine = ground.key("nation") == ground.index.positions["nation"][nation]
            weight = np.zeros(len(of.program.lower))
            weight[: ground.count] = mine * ground.weights(measure) * months
            size = max(1.0, one.most)
            assert one.least == pytest.approx(end(of, weight, slack), abs=1e-4 * size)
            assert one.most == pytest.approx(-end(of, -weight, slack), abs=1e-4 * size)


def test_a_nation_whose_place_another_fills_nearly_as_well_sends_nothing() -> None:
    """The leader carries half, so a battalion takes the place of five companies: 1 instead of 1.25."""
    offers = {"FRA": {"engineers": 0.5}, "ROU": {"engineers": 0.5}, "TUR": {"battalion": 0.5}}
    nations = {name: {**document()["nations"][name], "offers": offers[name]} for name in offers}
    lines = {"L1": {"accepts": {"battalion": 1, "engineers": 0.25}, "place": "west", "quantity": 8}}
    lead = {"kind": "lead", "nations": "FRA", "component": "land", "least": 0.5}
    of = solved(
        scenario(nations={**document()["nations"], **nations}, requirements=lines, constraints={"led": lead})
    )
    turkish = of.ground.key("nation") == of.ground.index.positions["nation"]["TUR"]
    weight = np.zeros(len(of.program.lower))
    weight[: of.ground.count] = turkish * of.ground.weights("personnel") * 1e3
    assert {one.most for one in ranges(of) if one.nation == "TUR"} == {0.0}
    assert end(of, -weight, 0.0) == pytest.approx(0, abs=1e-4)
    assert _end(of, -weight, 0.0, TRIFLE) < -1e-4


def test_where_nothing_may_be_spent_nobody_sends_anything() -> None:
    """The goals kept as rows leave a nation a trifle, and beside the others of the row it must be seen."""
    free = {"battalion": {"units": 0}, "minehunter": {"units": 2}, "engineers": {"units": 0.5}}
    nations = {name: {**document()["nations"][name], "offers": free} for name in ("FRA", "ROU", "TUR")}
    of = solved(scenario(goals=["cost", "fill"], nations={**document()["nations"], **nations}))
    assert {one.most for one in ranges(of)} == {0.0}
    weight = np.zeros(len(of.program.lower))
    for number in range(of.ground.count):
        weight[number] = 1.0
        assert end(of, -weight, 0.0) == pytest.approx(0, abs=1e-6)
        weight[number] = 0.0


def test_two_nations_that_could_stand_in_for_each_other_have_a_range_of_everything() -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"] = {"minehunter": {"units": 9}}
    nations["TUR"]["offers"] = {"minehunter": {"units": 9}}
    nations["ROU"]["offers"] = {}
    found = {key(one): one for one in ranges(solved(scenario(nations=nations)))}
    french = found["FRA", "units", "minehunter", 0.0]
    assert (french.least, french.most, french.unit) == (0, 48, "ship-months")
    assert found["FRA", "personnel", None, 0.0].most == 48 * 50
    assert not french.fixed


def test_a_plan_that_nothing_can_replace_is_said_to_be_so() -> None:
    lines = document()["requirements"]
    lines["M1"]["quantity"], lines["L1"]["quantity"]["deploy"] = 9, 9
    found = list(ranges(solved(scenario(requirements=lines))))
    assert uniqueness(found) == (
        "Every plan as good as this one has the same person-months of each of the 3 nations."
    )
    assert uniqueness([]) == ""


def test_a_plan_with_freedom_says_how_many_nations_have_it(reassurance) -> None:
    assert " nations that can contribute send the same person-months in every plan as good as this one; " in (
        uniqueness(reassurance)
    )


def test_a_slack_lets_a_dearer_nation_in() -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"] = {"minehunter": {"units": 6}}
    nations["TUR"] |= {"offers": {"minehunter": {"units": 6}}, "cost_factor": 2}
    nations["ROU"]["offers"] = {}
    found = {key(one): one for one in ranges(solved(scenario(nations=nations)))}
    turkish = [found["TUR", "units", "minehunter", slack].most for slack in SLACKS]
    assert turkish == pytest.approx([0, 0.48, 2.4])


def test_without_a_goal_of_cost_every_goal_is_kept() -> None:
    found = list(ranges(solved(scenario(goals=["fill"]))))
    assert {one.slack for one in found} == {0.0}


@pytest.mark.parametrize("whole_units", [False, True], ids=["divisible", "whole"])
@pytest.mark.parametrize("goals", [["fill", {"burden": "gdp"}], ["fill", {"burden": "gdp"}, "cost"]])
def test_plans_as_good_carry_the_next_largest_burdens_too(goals: list[Any], whole_units: bool) -> None:
    """France has the largest burden, and no plan changes it; six ships are shared as fairly as can be."""
    nations = document()["nations"]
    nations["FRA"]["offers"] = {"battalion": {"units": 8}}
    nations["TUR"] |= {"offers": {"minehunter": {"units": 6}}, "keys": {"gdp": 1000}, "cost_factor": 2}
    nations["ROU"] = {"offers": {"minehunter": {"units": 6}}, "keys": {"gdp": 1000}}
    found = ranges(solved(scenario(nations=nations, goals=goals, whole_units=whole_units)))
    ends = {
        one.nation: (one.least, one.most) for one in found if one.measure == "personnel" and not one.slack
    }
    half = pytest.approx((24 * 50, 24 * 50))
    assert ends == {"FRA": pytest.approx((60 * 600, 60 * 600)), "ROU": half, "TUR": half}


def test_where_pivots_are_given_up_the_solver_answers(monkeypatch) -> None:
    of = scenario(**constrained(kind="share", component="land", per="nation", at_most=0.6))
    expected = [one.as_document() for one in ranges(solved(of))]

    def given_up(*_: object) -> None:
        raise GivenUp

    monkeypatch.setattr(Corner, "_move", given_up)
    found = [one.as_document() for one in ranges(solved(of))]
    for mine, theirs in zip(found, expected, strict=True):
        assert mine == pytest.approx(theirs, abs=1e-6)


def test_whole_numbers_have_ranges_of_people() -> None:
    found = list(ranges(solved(scenario(whole_units=True))))
    assert {one.measure for one in found} == {"personnel"}
    assert all(one.least <= one.plan <= one.most for one in found)


def test_whole_numbers_that_could_stand_in_for_each_other_have_a_range_too() -> None:
    """What only chooses among equally good plans is no goal that these must keep."""
    nations = document()["nations"]
    nations["FRA"]["offers"] = {"minehunter": {"units": 9}}
    nations["TUR"]["offers"] = {"minehunter": {"units": 9}}
    nations["ROU"]["offers"] = {}
    found = list(ranges(solved(scenario(nations=nations, goals=["fill"], whole_units=True))))
    ends = {one.nation: (one.least, one.most) for one in found}
    assert ends["FRA"] == ends["TUR"] == pytest.approx((0, 48 * 50))


def test_a_document_is_as_the_contract_says(reassurance) -> None:
    assert {"nation", "measure", "slack", "least", "plan", "most"} <= set(reassurance[0].as_document())


def test_progress_is_told_and_an_interrupt_keeps_what_was_found() -> None:
    told: list[tuple[str, int, int]] = []
    found = list(islice(ranges(solved(scenario()), lambda *step: told.append(step)), 4))
    assert [one.slack for one in found] == [*SLACKS, 0.0]
    assert told[0][:2] == ("ranges", 0)


def test_where_there_is_no_plan_nothing_is_said() -> None:
    rule = {"kind": "limit", "component": "land", "measure": "personnel", "at_least": 90000}
    assert list(ranges(solved(scenario(**constrained(**rule))))) == []

"""Plans in steps: nothing between two of them, figures as they are written, needs overfilled by less."""

from __future__ import annotations

import pulp
import pytest

import planner
from planner.formulation.formulate import formulate
from planner.scenario.reading import read
from planner.scenario.scenario import Scenario
from planner.studies.prices.prices import prices
from planner.studies.ranges.ranges import ranges
from planner.studies.solved import solved
from tests.small import document


def with_steps(*, need=2.6, goals=("fill", "cost"), **steps):
    found = document(goals=list(goals))
    found["requirements"] = {"L1": {"capability": "battalion", "place": "west", "quantity": need}}
    found["capabilities"]["battalion"] |= steps
    return read(found)


def units(plan):
    return plan.contributions["units"].tolist()


def test_what_is_sent_is_a_number_of_steps_and_stands_over_the_need_by_less_than_one() -> None:
    plan = planner.solve(with_steps(step=0.25))
    assert plan.contributions.groupby("phase")["units"].sum().tolist() == [2.75, 2.75]
    assert plan.fill["filled"].tolist() == [2.6, 2.6]
    assert all(one % 0.25 == 0 for one in units(plan))


def test_tenths_are_tenths() -> None:
    plan = planner.solve(with_steps(need=0.3, step=0.1))
    assert units(plan) == [0.3, 0.3]
    assert plan.audit is not None
    assert plan.audit.max_violation < 1e-9


def test_nothing_stands_a_step_over_a_need() -> None:
    program = formulate(with_steps(step=0.25)).program
    (need,) = [block for block in program.rows if block.family == "need"]
    assert (need.upper - need.lower).tolist() == pytest.approx([0.25, 0.25], rel=1e-3)
    assert ((need.upper - need.lower) < 0.25).all()


def test_a_step_larger_than_the_need_sends_one() -> None:
    assert units(planner.solve(with_steps(need=0.6, step=1))) == [1, 1]


def test_what_has_no_step_is_sent_as_ever() -> None:
    found = with_steps(need=6, step=1).model_dump(by_alias=True, exclude_defaults=True)
    found["nations"]["TUR"]["offers"]["battalion"] = {"units": 0.7, "step": None}
    plan = planner.solve(read(found), cost_of_goals=False)
    by_nation = plan.contributions.groupby("nation")["units"].max().to_dict()
    assert by_nation == pytest.approx({"FRA": 5, "TUR": 0.7})


def test_a_problem_for_other_solvers_counts_steps() -> None:
    of = with_steps(step=0.25)
    problem = planner.problem(of)
    sent = [one for one in problem.variables() if one.cat == pulp.LpInteger]
    assert len(sent) == 4
    solver = pulp.getSolver("HiGHS", msg=False)
    problem.solve(solver)
    assert sum(one.value() for one in sent) * 0.25 == pytest.approx(5.5)


def test_a_scenario_in_quarters_is_one_of_four_times_as_many() -> None:
    quarters = planner.solve(with_steps(need=2.6, step=0.25), cost_of_goals=False)
    found = with_steps(need=10.4, step=1).model_dump(by_alias=True, exclude_defaults=True)
    for nation in found["nations"].values():
        for offer in nation.get("offers", {}).values():
            offer["units"] = {"expected": offer["units"]["expected"] * 4}
    whole = planner.solve(read(found), cost_of_goals=False)
    assert whole.goals["fill 1"] == pytest.approx(quarters.goals["fill 1"])
    assert [one / 4 for one in units(whole)] == units(quarters)


def beside_larger(goals: list[str], **rules: dict[str, object]) -> Scenario:
    """Return a scenario in which one company is needed, and could come as one of five or of single ones."""
    unit = {"component": "land", "unit": "company", "personnel": 10, "cost": 1}
    return Scenario.model_validate(
        {
            "title": "Beside larger steps",
            "phases": [{"id": "hold", "months": 1}],
            "places": {"west": {"area": "inland"}},
            "capabilities": {"single": {**unit, "step": 1}, "five": {**unit, "step": 5}},
            "requirements": {"L1": {"accepts": {"single": 1, "five": 1}, "place": "west", "quantity": 1}},
            "nations": {"FRA": {"offers": {"single": 4}}, "ROU": {"offers": {"five": 10}}},
            "constraints": rules,
            "goals": goals,
        }
    )


def test_a_line_that_larger_steps_may_overfill_has_room_for_as_much_in_smaller_ones() -> None:
    formulation = formulate(beside_larger(["fill"]))
    assert formulation.ground.reach.tolist() == [4, 5]
    found = {one.nation: one for one in ranges(solved(beside_larger(["fill"]))) if one.slack == 0}
    assert (found["FRA"].least, found["FRA"].most) == (0, 40)
    assert (found["ROU"].least, found["ROU"].most) == (0, 50)


def test_one_more_of_small_steps_beside_larger_ones_has_its_price() -> None:
    least = {"kind": "limit", "nations": "FRA", "measure": "units", "at_least": 1, "because": "so"}
    (price,) = prices(solved(beside_larger(["fill", "cost"], least=least)))
    assert price.more is not None
    assert price.more.change == 1


def test_a_yes_lets_all_come_that_a_line_has_room_for() -> None:
    least = {"kind": "limit", "nations": "FRA", "measure": "units", "at_least": 3, "because": "so"}
    broad = {"kind": "breadth", "count": "nation", "at_most": 1, "because": "so"}
    plan = planner.solve(beside_larger(["fill", "cost"], least=least, broad=broad))
    assert units(plan) == [3]

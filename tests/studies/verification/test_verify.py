"""A saved plan checked again: what holds up does, and what was tampered with is caught."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

import planner
from planner.plan.plan import Plan
from planner.plan.plan_file import read_plan
from planner.problems import InvalidInput
from planner.reports.folder import plan_json
from planner.scenario.reading import load, load_text
from planner.scenario.scenario import Scenario
from planner.scenario.template import template
from planner.studies.verification.verification import Verification
from planner.studies.verification.verify import verify
from tests.folders import CASES, SHIPPED
from tests.small import DOCUMENT, constrained, scenario

WITH_CHOICES: dict[str, dict[str, Any]] = {
    "package": {"kind": "package", "nations": "FRA", "measure": "personnel", "at_least": 700, "per": "place"},
    "apart": {"kind": "apart", "nations": ["FRA", "TUR"], "component": "maritime"},
    "breadth_least": {
        "kind": "breadth",
        "count": "nation",
        "component": "maritime",
        "at_least": 2,
        "each": 50,
    },
    "breadth_most": {"kind": "breadth", "count": "nation", "at_most": 2},
    "breadth_both": {"kind": "breadth", "count": "nation", "at_least": 1, "at_most": 2, "each": 50},
    "presence": {"kind": "presence", "nations": "FRA", "component": "maritime", "days": 21, "every": 42},
    "lead": {"kind": "lead", "nations": "TUR", "component": "maritime", "least": 0.3},
}
STAYING = copy.deepcopy(DOCUMENT["nations"])
STAYING["FRA"]["offers"]["battalion"] |= {"stay": 6, "needs": ["ceasefire"]}
STAYING["TUR"]["offers"]["minehunter"] |= {"stay": 6, "before": {"sea": 1}}
VARIANTS: dict[str, dict[str, Any]] = {
    "stays": {"nations": STAYING},
    "whole stays": {"nations": STAYING, "whole_units": True},
    **{name: constrained(**entry) for name, entry in WITH_CHOICES.items()},
    "goals": {"goals": ["fill", "even", "burden", "cost"]},
    "burden first": {"goals": ["burden", "fill"]},
    "steady": {"goals": ["fill", "steady", "cost"]},
    "steady first": {"goals": ["steady", "fill"], "whole_units": True},
    "whole": {"whole_units": True},
}


@pytest.fixture
def checked(tmp_path):
    """Return a way to save a plan, changed or not, and check it against a scenario."""

    def check(plan: Plan, against: Scenario, change=None, **options) -> Verification:
        document = json.loads(plan_json(plan))
        if change is not None:
            change(document)
        file = tmp_path / "plan.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        return verify(read_plan(file), against, **options)

    return check


def sorts(found: Verification) -> set[str]:
    return {finding.sort for finding in found.findings if finding.fails}


@pytest.mark.parametrize("file", [*SHIPPED, *sorted(CASES.glob("*.yaml"))], ids=lambda file: file.stem)
def test_every_plan_of_what_ships_holds_up(file, checked) -> None:
    found = load(file)
    plan = planner.solve(found)
    if plan.found:
        verification = checked(plan, found)
        assert verification.verified, verification.findings
        assert verification.findings == ()


@pytest.mark.parametrize("name", VARIANTS)
def test_a_plan_with_choices_and_other_goals_holds_up(name, checked) -> None:
    found = scenario(**VARIANTS[name])
    verification = checked(planner.solve(found), found)
    assert verification.verified, verification.findings


@pytest.mark.parametrize("name", ["need", "offer", "contribution", "shortfall", "support", "choice"])
@pytest.mark.parametrize("goals", [["fill", "cost"], ["fill", "burden"]])
def test_a_constraint_may_be_called_anything(name, goals, checked) -> None:
    rules = {name: WITH_CHOICES["package"], "other": WITH_CHOICES["lead"]}
    found = scenario(constraints=rules, goals=goals)
    verification = checked(planner.solve(found), found)
    assert verification.verified, verification.findings


def test_a_plan_with_support_elements_holds_up(checked) -> None:
    nations = copy.deepcopy(scenario().model_dump(exclude_defaults=True, by_alias=True)["nations"])
    nations["FRA"]["support"] = {"west": 10, "sea": 5}
    found = scenario(nations=nations)
    plan = planner.solve(found)
    assert len(plan.support)
    assert checked(plan, found).verified

    def without_support(document) -> None:
        document["support"] = []

    assert "figure" in sorts(checked(plan, found, without_support))


@pytest.mark.parametrize("options", [{"firmness": "approved"}, {"offers": "ceiling"}, {"offers": "low"}])
def test_offers_are_counted_as_the_plan_did(options, checked) -> None:
    found = load_text(template())
    assert checked(planner.solve(found, **options), found).verified


def test_a_plan_of_another_level_of_offers_does_not_hold_up(checked) -> None:
    found = load_text(template())

    def claim_less(document) -> None:
        document["counted"]["offers"] = "low"

    assert "broken" in sorts(checked(planner.solve(found, offers="ceiling"), found, claim_less))


def more_units(document) -> None:
    document["contributions"][0]["units"] += 0.5


def fewer_units(document) -> None:
    document["contributions"][0]["units"] *= 0.9


def one_less(document) -> None:
    del document["contributions"][0]


def other_goal(document) -> None:
    document["goals"][0]["value"] += 0.01


def other_order_of_goals(document) -> None:
    document["goals"].reverse()


def no_goal(document) -> None:
    del document["goals"][0]


def other_fill(document) -> None:
    document["fill"][0]["filled"] += 1


def no_fill(document) -> None:
    del document["fill"][0]


def other_total(document) -> None:
    document["totals"]["cost"] += 5


def other_nation(document) -> None:
    document["nations"][0]["unit_months"]["frigate"] = 4


def stranger(document) -> None:
    document["contributions"].append({**document["contributions"][0], "nation": "XKX"})


def twice(document) -> None:
    document["contributions"].append(document["contributions"][0])


def negative(document) -> None:
    document["contributions"][0]["units"] = -1


def better_bound(document) -> None:
    document["audit"]["goals"][-1]["bound"] += 100


def worse_bound(document) -> None:
    document["audit"]["goals"][-1]["bound"] -= 100


def failed_audit(document) -> None:
    document["audit"]["passed"] = False


TAMPERED = {
    more_units: "broken",
    fewer_units: "figure",
    one_less: "figure",
    other_goal: "goal",
    other_order_of_goals: "goal",
    no_goal: "goal",
    other_fill: "figure",
    no_fill: "figure",
    other_total: "figure",
    other_nation: "figure",
    stranger: "contribution",
    twice: "contribution",
    negative: "contribution",
    better_bound: "proof",
    worse_bound: "proof",
    failed_audit: "proof",
}


@pytest.mark.parametrize("change", TAMPERED, ids=lambda change: change.__name__)
def test_a_plan_that_was_tampered_with_is_caught(change, checked) -> None:
    found = load_text(template())
    verification = checked(planner.solve(found), found, change)
    assert not verification.verified
    assert TAMPERED[change] in sorts(verification)


def amounts(plan: Plan) -> dict[tuple[str, ...], float]:
    lines = plan.contributions[["nation", "capability", "requirement", "phase", "units"]]
    return {line[:-1]: line[-1] for line in lines.itertuples(index=False, name=None)}


@pytest.mark.parametrize("name", WITH_CHOICES)
def test_a_constraint_that_the_plan_breaks_is_named(name, checked) -> None:
    plan = planner.solve(scenario())
    verification = checked(plan, scenario(**constrained(**WITH_CHOICES[name])))
    assert verification.scenario_changed
    bound = planner.solve(scenario(**constrained(**WITH_CHOICES[name])))
    holds = amounts(bound) == pytest.approx(amounts(plan))
    broken = [finding for finding in verification.findings if finding.sort == "broken"]
    assert bool(broken) == (not holds)
    assert all(finding.path.startswith(("constraints.rule", "nations.")) for finding in broken)
    assert verification.feasible == holds


def test_a_contribution_that_is_forbidden_says_by_what(checked) -> None:
    rule = constrained(kind="caveat", nations="FRA", component="land")
    verification = checked(planner.solve(scenario()), scenario(**rule))
    assert any("not allowed: rule" in finding.sentence for finding in verification.findings)


def test_units_that_should_be_whole_are_checked(checked) -> None:
    found = scenario(whole_units=True)

    def split(document) -> None:
        document["contributions"][0]["units"] -= 0.5

    assert "broken" in sorts(checked(planner.solve(found), found, split))


def test_a_scenario_that_changed_in_words_only_is_named_and_the_plan_holds_up(checked) -> None:
    verification = checked(planner.solve(scenario()), scenario(title="Another title"))
    assert verification.verified
    assert verification.scenario_changed
    assert [finding.sort for finding in verification.findings] == ["changed"]


@pytest.mark.parametrize(("apart", "holds"), [(5e-5, True), (1e-3, False)])
def test_what_rounding_is_said_to_buy_counts_up_to_a_ten_thousandth_of_a_goal(apart, holds, checked) -> None:
    def bought(document) -> None:
        goal = document["audit"]["goals"][-1]
        goal["bound"] = goal["value"] * (1 - apart)
        goal["gap"] = document["audit"]["gap"] = apart
        goal["rounding"] = goal["value"]

    found = load_text(template())
    verification = checked(planner.solve(found), found, bought)
    assert verification.verified == holds
    assert any("rounding of earlier goals" in said for said in verification.not_checked)


def other_status(document) -> None:
    document["status"] = "infeasible"


def other_gap(document) -> None:
    document["audit"]["gap"] = 0.5


def other_violation(document) -> None:
    document["audit"]["max_violation"] = 7.0


def other_title(document) -> None:
    document["scenario"]["title"] = "Another title"


def a_line_twice(document) -> None:
    document["fill"].append(document["fill"][0])


@pytest.mark.parametrize("change", [other_status, other_gap, other_violation, other_title, a_line_twice])
def test_what_the_file_says_beside_its_tables_is_checked_too(change, checked) -> None:
    found = load_text(template())
    assert not checked(planner.solve(found), found, change).verified


def other_costs(document) -> None:
    document["goals"][0]["costs"][0]["change"] += 1


def test_what_goals_cost_is_named_as_not_checked_until_a_second_solver_is_asked(checked) -> None:
    found = load_text(template())
    plan = planner.solve(found)
    by_itself = checked(plan, found, other_costs)
    assert by_itself.verified
    assert "what each goal cost those after it" in by_itself.not_checked
    solved = checked(plan, found, other_costs, solver="highs")
    assert sorts(solved) == {"solver"}
    assert "what each goal cost those after it" not in solved.not_checked


def stopped_at_a_limit(document) -> None:
    document["status"] = "limit"


def test_how_the_solver_ended_is_named_as_not_checked_until_a_second_one_is_asked(checked) -> None:
    """A file without prices is the same for a plan that was proven best and one that was not."""
    found, how = load_text(template()), "whether the solver was done or stopped at a limit"
    plan = planner.solve(found)
    assert how in checked(plan, found).not_checked
    assert how in checked(plan, found, stopped_at_a_limit).not_checked
    solved = checked(plan, found, stopped_at_a_limit, solver="highs")
    assert solved.verified
    assert how not in solved.not_checked
    (note,) = solved.findings
    assert (note.path, note.fails) == ("status", False)
    assert note.sentence.startswith("The file says limit, and ")
    assert checked(plan, found, solver="highs").findings == ()


def test_a_figure_that_no_plan_has_is_named_as_not_checked(checked) -> None:
    found = load_text(template())

    def one_more(document) -> None:
        document["totals"]["morale"] = 12

    assert "totals.morale" in checked(planner.solve(found), found, one_more).not_checked


@pytest.mark.parametrize("number", ["1" + 400 * "0", "1e999", "-1e999", "9" * 5000])
def test_a_number_that_is_too_large_is_a_problem(number, tmp_path) -> None:
    text = plan_json(planner.solve(scenario()))
    document = json.loads(text)
    file = tmp_path / "plan.json"
    cost = json.dumps(document["totals"]["cost"])
    file.write_text(text.replace(f'"cost": {cost}', f'"cost": {number}'), encoding="utf-8")
    with pytest.raises(InvalidInput, match="larger than any number here"):
        read_plan(file)


@pytest.mark.parametrize("solver", planner.solvers())
def test_a_second_solver_agrees(solver, checked) -> None:
    found = load_text(template())
    verification = checked(planner.solve(found), found, solver=solver)
    assert verification.verified
    assert verification.solver is not None
    assert all(goal.solved == pytest.approx(goal.claimed, rel=1e-6, abs=1e-6) for goal in verification.goals)
    assert "anew" in verification.proof


def test_a_plan_that_is_consistent_and_not_the_best_is_caught_by_a_second_solver(checked) -> None:
    found = load_text(template())
    other = found.model_copy(update={"goals": found.goals[::-1]})
    plan = planner.solve(other)

    def claim_the_order(document) -> None:
        order = ["fill 1", "fill 2", "cost"]
        document["goals"].sort(key=lambda goal: order.index(goal["goal"]))
        document["audit"]["goals"].sort(key=lambda goal: order.index(goal["goal"]))

    assert checked(plan, found, claim_the_order).verified
    verification = checked(plan, found, claim_the_order, solver="highs")
    assert not verification.verified
    assert sorts(verification) == {"solver"}


def test_a_file_without_a_plan_needs_a_solver(checked) -> None:
    found = scenario(**constrained(kind="limit", nations="FRA", measure="personnel", at_least=90000))
    with pytest.raises(InvalidInput, match="holds no plan"):
        checked(planner.solve(found), found)
    assert checked(planner.solve(found), found, solver="highs").verified
    assert not checked(planner.solve(found), scenario(), solver="highs").verified


def test_a_second_solver_that_stops_is_no_verdict_on_the_plan(checked) -> None:
    found = load(SHIPPED[-1])
    verification = checked(planner.solve(found), found, solver="highs", time_limit=1e-9)
    assert verification.solver_stopped
    assert not verification.verified


def test_the_document_is_json_and_names_its_format(checked) -> None:
    found = load_text(template())
    document = checked(planner.solve(found), found, other_goal).as_document()
    assert json.loads(json.dumps(document, allow_nan=False))["format"] == "planner-verify/1"
    assert document["verified"] is False

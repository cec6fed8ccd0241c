"""The goal that a plan stays close to an earlier one: by hand, against every plan there is, and as a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.plan.plan import Plan
from planner.problems import InvalidInput
from planner.reports.plan_sentences import headline
from planner.scenario.canonical import canonical, digest
from planner.scenario.reading import load, read
from planner.scenario.scenario import Scenario
from planner.studies.comparison.compare import compare
from planner.studies.own_plan.evaluate import evaluate
from planner.studies.verification.verify import verify

BASE: dict[str, Any] = {
    "title": "Base",
    "phases": [{"id": "p0", "months": 2}, {"id": "p1", "months": 5}],
    "places": {"west": {"area": "inland"}},
    "capabilities": {"battalion": {"component": "land", "unit": "battalion", "personnel": 600, "cost": 1}},
    "requirements": {"L": {"capability": "battalion", "place": "west", "quantity": 3}},
    "nations": {"A": {"offers": {"battalion": 3}}, "B": {"offers": {"battalion": 3}, "cost_factor": 2}},
}


def sent(nation: str, phase: str, units: float) -> dict[str, Any]:
    return {"nation": nation, "capability": "battalion", "requirement": "L", "phase": phase, "units": units}


def near(earlier: list[dict[str, Any]], *, goals: tuple[str, ...] = ("fill",), **sections: Any) -> Scenario:
    close = {"close": {"plan": "plan.json", "sent": earlier}}
    return read({**BASE, "goals": [*goals, close, "cost"], **sections})


def units(plan: Plan) -> dict[tuple[str, str], float]:
    return {(one["nation"], one["phase"]): one["units"] for one in plan.contributions.to_dict("records")}


def apart(plan: Plan, earlier: list[dict[str, Any]]) -> float:
    """Return the person-months by which a plan differs from an earlier one."""
    there, months = units(plan), {"p0": 2, "p1": 5}
    before = {(one["nation"], one["phase"]): one["units"] for one in earlier}
    return sum(
        600 * months[spot[1]] * abs(there.get(spot, 0) - before.get(spot, 0))
        for spot in there.keys() | before
    )


def test_who_was_there_stays_though_another_is_cheaper() -> None:
    earlier = [sent("B", "p0", 2), sent("B", "p1", 2)]
    plan = planner.solve(near(earlier))
    assert units(plan) == {("A", "p0"): 1, ("A", "p1"): 1, ("B", "p0"): 2, ("B", "p1"): 2}
    assert plan.goals == pytest.approx({"fill 1": 0, "close": 600 * 7, "cost": 7 * (1 + 4)})


def test_what_nobody_can_send_any_more_has_moved() -> None:
    """B gives three battalions to no phase now: all that it sent, and all that A sends for it, moves."""
    earlier = [sent("B", "p0", 3), sent("B", "p1", 3)]
    plan = planner.solve(near(earlier, nations={"A": {"offers": {"battalion": 3}}, "B": {}}))
    assert plan.goals["close"] == pytest.approx(2 * 3 * 600 * 7)


def test_what_is_not_known_by_name_is_told_and_does_not_count() -> None:
    of = near([sent("B", "p0", 3), sent("Z", "p0", 1), sent("B", "gone", 1)])
    plan = planner.solve(of)
    assert plan.goals["close"] == pytest.approx(600 * (5 * 3))
    said = " ".join(headline(plan, of))
    assert "Of the 3 contributions of the earlier plan plan.json, 2 name what is not in this scenario" in said
    assert "Z, battalion to L" in said


amounts = st.lists(st.sampled_from([0, 1, 2, 3]), min_size=4, max_size=4)


@given(amounts, st.sampled_from([1, 2, 4]), st.sampled_from([0, 1]))
@settings(max_examples=25)
def test_no_plan_that_fills_as_much_is_closer(before: list[int], need: int, step: float) -> None:
    spots = [("A", "p0"), ("A", "p1"), ("B", "p0"), ("B", "p1")]
    earlier = [sent(*spot, amount) for spot, amount in zip(spots, before, strict=True)]
    kinds = {"battalion": {**BASE["capabilities"]["battalion"], "step": step}}
    lines = {"L": {**BASE["requirements"]["L"], "quantity": need}}
    plan = planner.solve(near(earlier, capabilities=kinds, requirements=lines))
    best = sum(
        min(
            abs(one - before[phase]) + abs(need - one - before[phase + 2])
            for one in range(4)
            if 0 <= need - one <= 3
        )
        * 600
        * (2, 5)[phase]
        for phase in (0, 1)
    )
    assert plan.goals["close"] == pytest.approx(best)
    assert apart(plan, earlier) == pytest.approx(best)


def saved(folder: Path, **changes: Any) -> Path:
    """Write a base, its plan, and a variant that is to stay close to it; return the variant."""
    (folder / "base.yaml").write_text(json.dumps({**BASE, "goals": ["fill", "cost"]}), encoding="utf-8")
    plan = planner.solve(load(folder / "base.yaml")).as_document()
    (folder / "plan.json").write_text(json.dumps({**plan, **changes}), encoding="utf-8")
    variant = folder / "variant.yaml"
    variant.write_text("extends: base.yaml\ngoals: [fill, {close: plan.json}, cost]\n", encoding="utf-8")
    return variant


def test_the_file_of_the_plan_is_found_beside_the_scenario(tmp_path: Path, monkeypatch) -> None:
    variant = saved(tmp_path)
    monkeypatch.chdir("/")
    assert planner.solve(load(variant)).goals["close"] == 0


def test_the_hash_covers_what_stands_in_the_plan(tmp_path: Path) -> None:
    variant = saved(tmp_path)
    before = load(variant)
    plan = json.loads((tmp_path / "plan.json").read_text())
    plan["contributions"].reverse()
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    assert digest(load(variant)) == digest(before)
    plan["contributions"][0]["units"] = 2
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    assert digest(load(variant)) != digest(before)
    assert digest(read(canonical(before))) == digest(before)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": "planner-explain/1"}, "is no plan of this planner"),
        ({"audit": None, "status": "infeasible"}, "holds no plan: its status is 'infeasible'"),
        ({"contributions": [{"nation": "A"}]}, "is damaged"),
        ({"contributions": [sent("A", "p0", -1)]}, "is damaged"),
        ({"contributions": [sent("Z", "p0", 1)]}, "is a plan of another scenario"),
    ],
)
def test_a_file_that_is_no_plan_of_the_scenario_is_a_problem(
    tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        load(saved(tmp_path, **changes))
    assert [problem.line for problem in refused.value.problems] == [2]
    assert said in refused.value.problems[0].text


@pytest.mark.parametrize("goal", ["close", {"close": 3}, {"close": {"plan": "x"}}, {"close": "no.json"}])
def test_a_goal_without_a_plan_is_a_problem(goal: Any) -> None:
    with pytest.raises(InvalidInput):
        read({**BASE, "goals": ["fill", goal]})


def test_studies_go_with_it(tmp_path: Path) -> None:
    variant = saved(tmp_path)
    (tmp_path / "theirs.csv").write_text(
        "nation,capability,requirement,phase,units\nB,battalion,L,p0,3\nB,battalion,L,p1,4\n"
    )
    of = load(variant)
    plan = planner.solve(of)
    found = evaluate(of, str(tmp_path / "theirs.csv"))
    assert found.goals["close"] == pytest.approx(600 * (2 * 6 + 5 * 7))
    assert found.best["close"] == 0
    assert planner.explain(of).as_document()["status"] == "optimal"
    compared = compare(tmp_path / "base.yaml", variant)
    assert compared.as_document()["goals"]
    (tmp_path / "mine.json").write_text(json.dumps(plan.as_document()))
    from planner.plan.plan_file import read_plan

    assert verify(read_plan(tmp_path / "mine.json"), of).verified

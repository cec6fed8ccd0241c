"""Somebody's own plan held against a scenario: what it breaks, what it costs, what is nearest."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.cli import BAD_INPUT, DONE, NO_PLAN, NOT_SOLVED, run
from planner.engines.engine import Face
from planner.engines.hot.again import Again
from planner.formulation.formulate import formulate
from planner.ground.ground import COLUMN_KEYS
from planner.plan.given import COLUMNS, load_plan
from planner.program.blocks import CONTRIBUTION
from planner.scenario.scenario import Scenario
from planner.studies.own_plan import deviations
from planner.studies.own_plan.broken import in_short
from planner.studies.own_plan.evaluate import Evaluation, evaluate
from planner.studies.own_plan.theirs import Theirs
from planner.studies.saying import Saying
from planner.words.figures import figure
from tests.constraints.examples import EXAMPLES
from tests.folders import ROOT, SHIPPED
from tests.small import document, scenario
from tests.studies.asking import small

REASSURANCE = ROOT / "scenarios" / "reassurance.yaml"


def table(**units: float) -> pd.DataFrame:
    """Return a plan: `FRA_battalion_L1_hold=2` ..."""
    rows = [(*name.split("_"), amount) for name, amount in units.items()]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def broken(found: Evaluation) -> set[tuple[str, str | None]]:
    return {(one.row, one.phase) for one in found.broken}


@pytest.mark.parametrize(
    "file", [file for file in SHIPPED if file.stem != "reassurance-broad"], ids=lambda file: file.stem
)
def test_the_planners_own_plan_breaks_nothing_and_differs_in_nothing(file) -> None:
    scenario = planner.load(file)
    plan = planner.solve(scenario)
    found = evaluate(scenario, plan.contributions)
    assert found.feasible
    assert found.deviations == ()
    assert found.moves == ()
    assert found.distance == pytest.approx(0, abs=1e-3)
    assert found.goals == pytest.approx(found.best, abs=1e-6)
    assert found.goals == pytest.approx(dict(plan.goals), abs=1e-6)


def test_what_leaves_before_its_stay_is_over_is_named_and_comes_less_in_the_nearest_plan() -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"]["battalion"] |= {"stay": 6, "before": {"west": 1}}
    scenario = small({}, nations=nations)
    theirs = table(FRA_battalion_L1_deploy=4, FRA_battalion_L1_hold=2)
    found = evaluate(scenario, theirs)
    (one,) = found.broken
    assert (one.row, one.phase, one.amount) == ("nations.FRA.offers.battalion.stay", "hold", pytest.approx(1))
    assert one.sentence == (
        'FRA has 1 battalion fewer at West than have to be there still in "Hold": '
        "FRA's Battalion stays at least 6 months where it comes"
    )
    assert found.distance == pytest.approx(600)
    assert evaluate(scenario, table(FRA_battalion_L1_deploy=4, FRA_battalion_L1_hold=3)).feasible


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_the_planners_own_plan_breaks_no_kind(kind) -> None:
    scenario = small({"rule": EXAMPLES[kind].binding})
    found = evaluate(scenario, planner.solve(scenario).contributions)
    assert found.feasible
    assert found.deviations == ()


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_a_plan_made_without_a_constraint_that_binds_breaks_it(kind) -> None:
    free = planner.solve(scenario())
    rules = {"rule": EXAMPLES[kind].binding}
    found = evaluate(small(rules), free.contributions)
    assert {one.row for one in found.broken} == {"rule"}
    assert all(one.amount > 0 for one in found.broken)
    assert all("rule" in one.sentence for one in found.broken)
    assert found.goals["fill 1"] == pytest.approx(free.goals["fill 1"])


TWO_SIDED = {
    "limit": {"kind": "limit", "component": "land", "measure": "personnel", "exactly": 1200},
    "share": {"kind": "share", "nations": "TUR", "component": "land", "at_least": 0.25, "at_most": 0.4},
    "burden": {"kind": "burden", "nations": ["FRA", "TUR"], "capabilities": "battalion", "key": "gdp"},
    "ramp": {"kind": "ramp", "nations": "FRA", "component": "land", "measure": "personnel", "by": 600},
    "breadth": {"kind": "breadth", "count": "nation", "component": "land", "at_least": 2, "at_most": 2},
}


@pytest.mark.parametrize("kind", sorted(TWO_SIDED))
def test_a_bound_with_two_sides_may_be_broken_on_either_in_one_plan(kind) -> None:
    phases = [{"id": name, "months": 2} for name in ("deploy", "hold", "leave")]
    requirements = {"L1": {"capability": "battalion", "place": "west", "quantity": 9}}
    nations = document()["nations"]
    nations["ROU"]["offers"]["battalion"] = 2
    sections = {"phases": phases, "requirements": requirements, "nations": nations}
    found = evaluate(
        small({"rule": TWO_SIDED[kind]}, **sections),
        table(
            FRA_battalion_L1_deploy=1, FRA_battalion_L1_hold=4, TUR_battalion_L1_hold=1,
            ROU_battalion_L1_hold=1, FRA_battalion_L1_leave=0.5, TUR_battalion_L1_leave=2,
        ),
    )  # fmt: skip
    rule = [one for one in found.broken if one.row == "rule"]
    assert {one.side for one in rule} == {"above", "below"}
    assert all(("beyond" if one.side == "above" else "less than") in one.sentence for one in rule)
    assert found.distance is not None
    assert found.distance > 0


def test_an_exact_number_is_missed_by_what_is_missing_or_too_much() -> None:
    rule = {"kind": "limit", "component": "land", "measure": "personnel", "exactly": 600}
    found = evaluate(small({"rule": rule}), table(FRA_battalion_L1_deploy=2))
    assert [(one.phase, one.side, one.amount) for one in found.broken] == [
        ("deploy", "above", 600),
        ("hold", "below", 600),
    ]
    assert found.distance == pytest.approx(1200)
    assert found.broken[1].sentence.startswith('600 people less than what is allowed in "Hold". rule: ')


@given(
    st.sampled_from(sorted(EXAMPLES)),
    st.sampled_from(["binding", "slack", "infeasible"]),
    st.booleans(),
    st.lists(st.sampled_from([0, 0, 1, 2, 3]), min_size=14, max_size=14),
)
@settings(max_examples=120)
def test_a_plan_breaks_a_rule_where_no_solution_has_its_contributions(kind, which, whole, amounts) -> None:
    example = EXAMPLES[kind]
    rules = example.infeasible if which == "infeasible" else (getattr(example, which),)
    of = small({f"rule_{number}": rule for number, rule in enumerate(rules)}, whole_units=whole)
    formulation = formulate(of)
    ground = formulation.candidates
    keys = list(
        zip(*(np.array(ground.index.names[key])[ground.keys[key]] for key in COLUMN_KEYS), strict=True)
    )
    units = dict(zip(keys, amounts, strict=False))
    given_units = pd.DataFrame([(*key, amount) for key, amount in units.items()], columns=list(COLUMNS))
    found = evaluate(of, given_units)
    theirs = Theirs.on(formulation, load_plan(given_units, of))
    face = Face.of(formulation.program)
    spots = formulation.program.family(CONTRIBUTION)
    lower, upper = face.lower.copy(), face.upper.copy()
    lower[spots] = upper[spots] = theirs.open
    kept = Again(formulation.program).solve(replace(face, lower=lower, upper=upper)).found
    assert found.feasible == (kept and theirs.forbidden == 0)
    if found.distance is not None:
        assert found.distance >= theirs.forbidden - 1e-6
        assert (found.distance < 1e-3) == found.feasible


def test_what_is_forbidden_has_to_go_and_counts_as_far_as_that() -> None:
    caveat = {"kind": "caveat", "nations": "TUR", "component": "land"}
    found = evaluate(small({"rule": caveat}), table(TUR_battalion_L1_hold=2))
    assert found.distance == pytest.approx(1200)


def test_what_fits_nowhere_has_to_go_and_counts_as_far_as_that() -> None:
    found = evaluate(scenario(), table(ROU_battalion_L1_hold=2))
    assert found.distance == pytest.approx(1200)
    assert [(move.nation, move.theirs, move.nearest) for move in found.moves] == [("ROU", 2, 0)]


def test_too_few_nations_are_counted_as_nations() -> None:
    rule = {"kind": "breadth", "count": "nation", "component": "land", "at_least": 3}
    found = evaluate(small({"rule": rule}), table(FRA_battalion_L1_hold=2))
    assert 'in "Hold"' in found.broken[-1].sentence
    assert found.broken[-1].sentence.startswith("2 nations less than what is allowed")


def test_two_who_stand_together_and_must_not_are_counted_as_sides() -> None:
    rule = {"kind": "apart", "nations": ["FRA", "TUR"], "component": "land"}
    found = evaluate(small({"rule": rule}), table(FRA_battalion_L1_hold=2, TUR_battalion_L1_hold=1))
    assert found.broken[-1].sentence.startswith("1 side beyond what is allowed")


def printed(plan: planner.Plan) -> pd.DataFrame:
    """Return a plan in the figures that `solve` prints."""
    units = [float(figure(units).replace(",", "")) for units in plan.contributions["units"]]
    return plan.contributions.assign(units=units)


@pytest.mark.parametrize(
    "file", [file for file in SHIPPED if file.stem != "reassurance-broad"], ids=lambda file: file.stem
)
def test_a_plan_as_it_is_printed_breaks_nothing_by_more_than_rounding(file) -> None:
    of = planner.load(file)
    found = evaluate(of, printed(planner.solve(of)))
    assert found.feasible
    assert found.deviations == ()
    assert found.moves == ()


def test_what_is_beyond_a_rule_by_rounding_only_is_told_beside_what_is_broken() -> None:
    cap = {"kind": "limit", "component": "maritime", "measure": "tonnage", "at_most": 1000}
    of = small({"cap": cap})
    rounded = evaluate(of, table(FRA_minehunter_M1_hold=1.67))
    assert (rounded.feasible, [one.row for one in rounded.rounded]) == (True, ["cap"])
    assert rounded.as_document()["rounding"][0]["amount"] == pytest.approx(2)
    exactly = evaluate(of, table(FRA_minehunter_M1_hold=1.66700001))
    assert (exactly.feasible, exactly.rounded) == (False, ())
    further = evaluate(of, table(FRA_minehunter_M1_hold=1.68))
    assert (further.feasible, further.rounded) == (False, ())


def test_whole_units_are_not_rounded() -> None:
    cap = {"kind": "limit", "component": "maritime", "measure": "tonnage", "at_most": 1199}
    assert not evaluate(small({"cap": cap}, whole_units=True), table(FRA_minehunter_M1_hold=2)).feasible


def test_whole_units_and_support_elements_are_evaluated_too() -> None:
    sections = document(whole_units=True, constraints={"rule": EXAMPLES["breadth"].binding})
    sections["nations"]["FRA"]["support"] = {"west": 5}
    scenario = Scenario.model_validate(sections)
    plan = planner.solve(scenario)
    found = evaluate(scenario, plan.contributions)
    assert found.feasible
    assert found.goals["cost"] == pytest.approx(plan.goals["cost"])
    more = plan.contributions.copy()
    more["units"] += 1
    assert not evaluate(scenario, more).feasible


def test_a_rule_broken_alike_in_several_phases_is_told_once() -> None:
    one = scenario()
    phases = [phase.id for phase in one.phases]
    units = {f"FRA_battalion_L1_{phase}": 7.5 for phase in phases}
    found = evaluate(one, table(**units))
    beyond = [entry for entry in found.broken if entry.breach and "than it offers" in entry.sentence]
    assert {entry.phase for entry in beyond} == set(phases)
    told = [said for said in in_short(found.broken, Saying(one)) if "than it offers" in said]
    assert len(told) == 1
    assert " more than it offers in every phase: " in told[0]


def test_sending_more_than_is_offered_is_said_with_how_much() -> None:
    found = evaluate(scenario(), table(FRA_battalion_L1_hold=6.5))
    assert broken(found) == {("nations.FRA.offers.battalion", "hold")}
    assert found.broken[0].amount == pytest.approx(1.5)
    assert "1.5 battalions more than it offers" in found.broken[0].sentence


def test_sending_more_than_is_required_is_said() -> None:
    found = evaluate(scenario(), table(FRA_battalion_L1_deploy=5, TUR_battalion_L1_deploy=2))
    assert broken(found) == {("requirements.L1.quantity", "deploy")}


def test_sending_where_a_caveat_forbids_it_names_the_caveat() -> None:
    caveat = {"kind": "caveat", "nations": "TUR", "component": "land", "because": "not on land"}
    found = evaluate(small({"rule": caveat}), table(TUR_battalion_L1_hold=1))
    assert broken(found) == {("rule", "hold")}
    assert found.broken[0].amount == pytest.approx(600)
    assert "not on land" in found.broken[0].sentence


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("ROU_battalion_L1_hold", "nations.ROU.offers"),
        ("FRA_engineers_L1_hold", "requirements.L1.accepts"),
    ],
)
def test_what_fits_nowhere_is_broken_and_counts_for_nothing(name, row) -> None:
    found = evaluate(scenario(), table(**{name: 1}))
    assert broken(found) == {(row, "hold")}
    assert found.goals["cost"] == 0


def test_a_plan_that_breaks_rules_is_worth_what_its_units_fill() -> None:
    found = evaluate(scenario(), table(FRA_battalion_L1_hold=8))
    assert not found.feasible
    assert found.goals["fill 1"] < 1
    assert found.goals["cost"] == pytest.approx(8 * 2 * 6)


def test_an_empty_plan_breaks_nothing_and_fills_nothing() -> None:
    found = evaluate(scenario(), table())
    assert found.feasible
    assert found.goals["fill 1"] == 1
    assert len(found.nearest) == 0
    assert found.deviations


def test_the_nearest_plan_breaks_nothing_and_is_no_further_than_another() -> None:
    theirs = table(FRA_battalion_L1_hold=6, TUR_battalion_L1_hold=4, FRA_minehunter_M1_hold=2)
    found = evaluate(scenario(), theirs)
    assert evaluate(scenario(), found.nearest).feasible
    assert found.distance == pytest.approx(600 + 2 * 600)
    assert {(move.nation, move.nearest) for move in found.moves} == {("FRA", 5.0), ("TUR", 2.0)}


def test_a_plan_that_breaks_nothing_is_its_own_nearest() -> None:
    theirs = table(FRA_battalion_L1_hold=3, ROU_minehunter_M1_deploy=1)
    found = evaluate(scenario(), theirs)
    assert found.feasible
    assert found.distance == pytest.approx(0, abs=1e-6)
    assert sorted(found.nearest["units"]) == pytest.approx([1, 3])


@given(st.lists(st.integers(0, 6), min_size=4, max_size=4))
@settings(max_examples=15)
def test_no_plan_on_a_grid_is_nearer_than_the_nearest(units) -> None:
    """Two nations, two phases, a ceiling on one nation: all plans of a grid of half units are tried."""
    nations = {"FRA": {"offers": {"battalion": 4}}, "TUR": {"offers": {"battalion": 3}}, "ROU": {}, "UKR": {}}
    line = {"L1": {"capability": "battalion", "place": "west", "quantity": {"deploy": 4, "hold": 5}}}
    ceiling = {"kind": "limit", "nations": "TUR", "measure": "personnel", "at_most": 1500}
    question = small({"ceiling": ceiling}, nations=nations, requirements=line)
    names = [(nation, phase) for nation in ("FRA", "TUR") for phase in ("deploy", "hold")]
    theirs = dict(zip(names, units, strict=True))
    plan = table(**{f"{nation}_battalion_L1_{phase}": amount for (nation, phase), amount in theirs.items()})
    grid = np.arange(0, 5.5, 0.5)
    best = float("inf")
    for phase, need in (("deploy", 4), ("hold", 5)):
        near = min(
            abs(fra - theirs["FRA", phase]) + abs(tur - theirs["TUR", phase])
            for fra, tur in itertools.product(grid, grid)
            if fra <= 4 and tur <= 2.5 and fra + tur <= need
        )
        best = near if best == float("inf") else best + near
    assert evaluate(question, plan).distance == pytest.approx(600 * best, abs=1e-6)


def test_a_deviation_costs_what_the_goals_lose_when_it_alone_is_kept() -> None:
    plan = planner.solve(scenario())
    theirs = plan.contributions.copy()
    mine = (theirs["nation"] == "FRA") & (theirs["capability"] == "battalion") & (theirs["phase"] == "hold")
    theirs.loc[mine, "units"] = 3
    found = evaluate(scenario(), theirs)
    (deviation,) = found.deviations
    assert (deviation.theirs, deviation.best) == (3, 5)
    assert deviation.possible
    fewer = {
        "only": {
            "kind": "limit",
            "nations": "FRA",
            "capabilities": "battalion",
            "phases": "hold",
            "measure": "units",
            "exactly": 3,
        }
    }
    worse = planner.solve(small(fewer))
    assert deviation.costs == pytest.approx(
        {goal: worse.goals[goal] - plan.goals[goal] for goal in plan.goals}
    )


def test_a_deviation_that_is_one_too_many_to_be_priced_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deviations, "MOST_PRICED", 1)
    first, second, *_ = evaluate(scenario(), table()).deviations
    assert first.costs is not None
    assert second.costs is None
    assert second.sentence.endswith(" in the best plan; what this costs by itself was not looked at.")


def test_a_deviation_that_no_plan_can_have_says_so() -> None:
    found = evaluate(scenario(), table(FRA_battalion_L1_hold=9))
    deviation = next(one for one in found.deviations if one.theirs == 9)
    assert not deviation.possible
    assert "no plan can have that" in deviation.sentence


def test_a_scenario_without_a_plan_has_no_best_and_no_nearest() -> None:
    demand = {"kind": "limit", "nations": "FRA", "measure": "personnel", "at_least": 90000}
    found = evaluate(small({"rule": demand}), table(FRA_battalion_L1_hold=1))
    assert ("rule", "hold") in broken(found)
    assert found.best == {}
    assert len(found.nearest) == 0


def written(tmp_path, sections: dict[str, Any], rows: str) -> tuple[str, str]:
    file, plan = tmp_path / "small.yaml", tmp_path / "plan.csv"
    file.write_text(json.dumps(sections), encoding="utf-8")
    plan.write_text(f"{','.join(COLUMNS)}\n{rows}", encoding="utf-8")
    return str(file), str(plan)


def test_the_document_is_as_the_contract_says(tmp_path, capsys) -> None:
    assert run(["evaluate", *written(tmp_path, document(), "FRA,battalion,L1,hold,9\n"), "--json"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "planner-evaluate/1"
    assert found["feasible"] is False
    assert {"row", "phase", "amount", "sentence"} <= found["broken"][0].keys()
    assert {"goal", "value", "best"} <= found["goals"][0].keys()
    assert {"nation", "capability", "requirement", "phase", "units"} <= found["nearest"][0].keys()
    deviation = found["deviations"][0]
    assert {"nation", "capability", "requirement", "phase", "theirs", "best", "costs"} <= deviation.keys()


def test_evaluate_prints_for_a_person(tmp_path, capsys) -> None:
    assert run(["evaluate", *written(tmp_path, document(), "FRA,battalion,L1,hold,9\n")]) == DONE
    said = capsys.readouterr().out
    for words in ("breaks rules in", "more than it offers", "The best", "nearest plan"):
        assert words in said
    assert max(map(len, said.splitlines())) <= 80


def test_a_quiet_evaluation_prints_the_headline_only(tmp_path, capsys) -> None:
    files = written(tmp_path, document(), "FRA,battalion,L1,hold,9\n")
    run(["evaluate", *files])
    full = capsys.readouterr().out
    run(["evaluate", *files, "--quiet"])
    assert 0 < len(capsys.readouterr().out) < len(full) / 2


def test_options_change_what_is_evaluated(tmp_path, capsys) -> None:
    files = written(tmp_path, document(), "FRA,battalion,L1,hold,5\n")
    assert run(["evaluate", *files, "--json", "--set", "nations.FRA.offers.battalion.units=4"]) == DONE
    assert not json.loads(capsys.readouterr().out)["feasible"]
    assert run(["evaluate", *files, "--json", "--firmness", "committed"]) == DONE
    assert {one["row"] for one in json.loads(capsys.readouterr().out)["broken"]} == {"firmness"}


def test_bad_plans_and_bad_options_are_refused(tmp_path, capsys) -> None:
    file, plan = written(tmp_path, document(), "FRA,battalion,L1,hold,-5\nFR,battalion,L1,hold,1\n")
    assert run(["evaluate", file, plan]) == BAD_INPUT
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 2
    assert run(["evaluate", file, plan, "--json"]) == BAD_INPUT
    assert len(json.loads(capsys.readouterr().out)["problems"]) == 2
    assert run(["evaluate", file, str(tmp_path / "missing.csv")]) == BAD_INPUT
    assert run(["evaluate", file, plan, "--solver", "GUROBY"]) == BAD_INPUT
    assert "Traceback" not in capsys.readouterr().err


def test_a_scenario_without_a_plan_has_its_exit_code(tmp_path, capsys) -> None:
    demand = {"kind": "limit", "nations": "FRA", "measure": "personnel", "at_least": 90000}
    files = written(tmp_path, document(constraints={"rule": demand}), "FRA,battalion,L1,hold,1\n")
    assert run(["evaluate", *files]) == NO_PLAN
    assert "No plan meets all hard constraints" in capsys.readouterr().out


def test_an_interrupt_keeps_what_was_found(tmp_path, capsys, monkeypatch) -> None:
    def stop(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("planner.studies.own_plan.evaluate.deviations", stop)
    files = written(tmp_path, document(), "FRA,battalion,L1,hold,9\n")
    assert run(["evaluate", *files, "--json"]) == NOT_SOLVED
    found = json.loads(capsys.readouterr().out)
    assert found["unfinished"] == ["deviations"]
    assert found["nearest"]


def test_evaluate_is_a_public_name() -> None:
    assert planner.evaluate is evaluate

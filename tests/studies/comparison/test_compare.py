"""Scenarios held against one another: outcomes, and which change caused how much."""

from __future__ import annotations

import copy
import json
from itertools import permutations
from typing import Any

import pytest
import yaml

import planner
from planner.formulation.formulate import formulate
from planner.planning import solve
from planner.problems import InvalidInput, dotted
from planner.reports.comparison import comparison_sentences
from planner.reports.folder import plan_json
from planner.scenario.reading import load
from planner.scenario.scenario import Scenario
from planner.studies.comparison.compare import compare
from planner.studies.comparison.comparison import Comparison
from planner.studies.comparison.input_changes import InputChange, input_changes
from tests import small


def changed(*sections, **more):
    """Return the small scenario with nations (as `FRA={...}`) and whole sections replaced."""
    document = small.document()
    for section in sections:
        document.update(section)
    for nation, offers in more.items():
        document["nations"][nation] = {**document["nations"][nation], "offers": offers}
    return Scenario.model_validate(document)


FEWER = {
    "FRA": {"battalion": {"units": 3}, "engineers": {"units": 2}, "minehunter": {"units": 2}},
    "TUR": {"battalion": {"units": 2}},
    "ROU": {"minehunter": {"units": 2}, "engineers": {"units": 1}},
}
LIMITED = small.constrained(kind="limit", nations="FRA", measure="personnel", at_most=2000)


@pytest.fixture(scope="module")
def comparison():
    return compare(small.scenario(), changed(LIMITED, **FEWER))


def inputs(comparison: Comparison, name: str) -> tuple[InputChange, ...]:
    """Return what differs going in, which is known."""
    found = comparison.inputs[name]
    assert found is not None
    return found


def parts(comparison, other=0):
    side = comparison.others[other]
    return {part.change.id: dict(part.amounts) for part in comparison.attributions[side.name].parts}


def values_of(scenario):
    return dict(solve(scenario).goals)


def test_the_parts_add_up_to_the_difference_of_the_plans(comparison) -> None:
    one, two = values_of(small.scenario()), values_of(changed(LIMITED, **FEWER))
    for goal, difference in ((goal, two[goal] - one[goal]) for goal in one):
        assert sum(part[goal] for part in parts(comparison).values()) == pytest.approx(difference, abs=1e-9)


def test_every_entry_that_differs_is_a_change(comparison) -> None:
    assert list(parts(comparison)) == ["constraints.rule", "nations.FRA", "nations.ROU", "nations.TUR"]


def test_exact_parts_are_those_of_all_orders_solved_one_by_one(comparison) -> None:
    steps = ["rule", "FRA", "ROU", "TUR"]

    def value(made):
        offers = {key: FEWER[key] for key in made if key in FEWER}
        return values_of(changed(*([LIMITED] if "rule" in made else []), **offers))

    known: dict[Any, Any] = {}
    added = {step: dict.fromkeys(value(()), 0.0) for step in steps}
    for order in permutations(steps):
        for place, step in enumerate(order):
            before, after = frozenset(order[:place]), frozenset(order[: place + 1])
            for some in (before, after):
                known.setdefault(some, value(some))
            for goal in known[after]:
                added[step][goal] += (known[after][goal] - known[before][goal]) / 24
    found = parts(comparison)
    for change, step in zip(found, steps, strict=True):
        assert found[change] == pytest.approx(added[step], abs=1e-6)


def test_a_change_that_matters_to_nothing_gets_exactly_nothing() -> None:
    idle = {"UKR": {"keys": {"gdp": 1.0}}}
    nations = {**small.document()["nations"], **idle}
    nations["TUR"] = {**nations["TUR"], "offers": {"battalion": {"units": 2}}}
    found = parts(compare(small.scenario(), small.scenario(nations=nations)))
    assert set(found["nations.UKR"].values()) == {0.0}
    assert found["nations.TUR"]["fill 1"] > 0


def test_changes_that_are_alike_get_equal_parts() -> None:
    twins = {"A": {"offers": {"battalion": 2}}, "B": {"offers": {"battalion": 2}}}
    more = {key: {"offers": {"battalion": 5}} for key in twins}
    found = parts(compare(small.scenario(nations=twins), small.scenario(nations=more)))
    assert found["nations.A"] == found["nations.B"]
    assert found["nations.A"]["fill 1"] < 0


def test_the_order_of_entries_changes_nothing(comparison) -> None:
    other = changed(LIMITED, **FEWER)
    turned = other.model_copy(update={"nations": dict(reversed(other.nations.items()))})
    again = compare(small.scenario(), turned)
    assert again.as_document() == comparison.as_document()


def test_a_constraint_and_the_condition_it_needs_are_taken_as_one() -> None:
    rule = {"kind": "caveat", "nations": ["FRA"], "component": "land", "unless": "peace"}
    document = small.document(constraints={"rule": rule})
    document["conditions"]["peace"] = {"holds": "never"}
    found = compare(small.scenario(), Scenario.model_validate(document))
    assert list(parts(found)) == ["conditions.peace + constraints.rule"]
    (together,) = found.attributions["scenario 2"].together
    assert together.id == "conditions.peace + constraints.rule"


def test_changes_of_which_one_alone_leaves_no_plan_are_taken_as_one() -> None:
    demand = small.constrained(kind="limit", nations="ROU", measure="personnel", at_least=200)
    more = {"ROU": {"minehunter": {"units": 5}}, "TUR": {"battalion": {"units": 1}}}
    found = parts(compare(small.scenario(), changed(demand, **more)))
    assert set(found) == {"constraints.rule + nations.ROU", "nations.TUR"}


def test_words_alone_are_compared_and_attributed_to_nothing() -> None:
    found = compare(small.scenario(), small.scenario(title="Another name"))
    assert [change.shown for change in inputs(found, "scenario 2")] == ["title"]
    attribution = found.attributions["scenario 2"]
    assert attribution.method == "none"
    assert "nothing" in attribution.reason
    assert set(attribution.differences.values()) == {0.0}


def test_remarks_are_what_no_program_depends_on() -> None:
    nations = copy.deepcopy(small.DOCUMENT["nations"])
    nations["FRA"] |= {"name": "France", "position": "Yes.", "note": "!"}
    nations["FRA"]["offers"]["battalion"] |= {"assumption": "five", "date": "2026"}
    other = small.scenario(nations=nations, title="T", description="D", cost_unit="EUR")
    assert all(change.is_remark for change in input_changes(small.scenario(), other))
    assert (formulate(other).program.matrix != formulate(small.scenario()).program.matrix).nnz == 0


@pytest.fixture
def folder(tmp_path):
    """A folder with two scenarios, and a plan of each saved beside it."""
    for name, scenario in (("one", small.document()), ("two", small.document(**LIMITED))):
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(scenario), encoding="utf-8")
        plan = solve(load(str(tmp_path / f"{name}.yaml")))
        (tmp_path / f"{name}.json").write_text(plan_json(plan), encoding="utf-8")
    return tmp_path


def test_saved_plans_find_their_scenarios_beside_them_by_hash(folder) -> None:
    saved = compare(folder / "one.json", folder / "two.json")
    fresh = compare(folder / "one.yaml", folder / "two.yaml")
    assert parts(saved) == {
        change: pytest.approx(amounts, abs=1e-8) for change, amounts in parts(fresh).items()
    }


def test_what_was_set_for_a_saved_plan_is_told_as_what_went_in(folder) -> None:
    setting = "nations.FRA.offers.battalion.units=1"
    inner = folder / "plans" / "less"
    inner.mkdir(parents=True)
    plan = solve(load(str(folder / "one.yaml"), [setting]))
    (inner / "plan.json").write_text(plan_json(plan), encoding="utf-8")
    found = compare(folder / "one.json", inner / "plan.json")
    assert [dotted(change.path) for change in found.inputs["plan"] or ()] == [
        "nations.FRA.offers.battalion.units.expected"
    ]
    (folder / "one.yaml").unlink()
    gone = compare(folder / "one.json", inner / "plan.json")
    assert gone.inputs["plan"] is None
    assert comparison_sentences.going_in(gone, gone.others[0]).endswith(f"plan was made with {setting}.")


def test_a_plan_saved_elsewhere_finds_its_scenario_among_what_it_is_compared_with(
    folder, tmp_path_factory
) -> None:
    elsewhere = tmp_path_factory.mktemp("plans")
    setting = "nations.FRA.offers.battalion.units=1"
    for name, settings in (("same", []), ("less", [setting])):
        plan = solve(load(str(folder / "one.yaml"), settings))
        (elsewhere / f"{name}.json").write_text(plan_json(plan), encoding="utf-8")
    found = compare(folder / "one.yaml", elsewhere / "same.json", elsewhere / "less.json")
    assert found.inputs["same"] == ()
    assert [dotted(change.path) for change in found.inputs["less"] or ()] == [
        "nations.FRA.offers.battalion.units.expected"
    ]
    assert compare(elsewhere / "same.json", folder / "two.yaml").inputs["two"] is None


def test_saved_plans_without_their_scenarios_are_compared_in_outcomes_only(folder) -> None:
    (folder / "two.yaml").write_text(yaml.safe_dump(small.document(title="Changed since")), encoding="utf-8")
    found = compare(folder / "one.json", folder / "two.json")
    assert found.inputs["two"] is None
    assert found.attributions["two"].method == "none"
    assert found.attributions["two"].differences["fill 1"] > 0
    assert found.as_document()["inputs"] == []
    assert any(line["differs"] == ["two"] for line in found.as_document()["contributions"])


def test_a_scenario_without_a_plan_is_compared_going_in_only() -> None:
    demand = small.constrained(kind="limit", nations="ROU", measure="personnel", at_least=1e6)
    found = compare(small.scenario(), changed(demand))
    assert len(inputs(found, "scenario 2")) == 1
    assert "no plan" in found.attributions["scenario 2"].reason
    assert found.as_document()["goals"][0]["values"].keys() == {"scenario 1"}


def test_a_plan_that_comes_with_its_scenario_is_not_solved_again() -> None:
    told = []
    one, two = small.scenario(), changed(LIMITED)
    found = compare((one, solve(one)), (two, solve(two)), progress=lambda said, *_: told.append(said))
    assert parts(found) == parts(compare(one, two))
    assert not [said for said in told if said.startswith("which change")]


def test_goals_are_compared_where_both_have_them() -> None:
    found = compare(small.scenario(), small.scenario(goals=["fill", {"burden": "gdp"}]))
    assert "cost" not in found.attributions["scenario 2"].differences
    assert {"fill 1", "fill 2"} == set(found.attributions["scenario 2"].differences)


def test_more_changes_than_can_be_tried_in_all_sets_are_sampled_with_their_error() -> None:
    names = [f"N{number:02d}" for number in range(12)]
    nations = {name: {"offers": {"battalion": 0.2}} for name in names}
    more = {name: {"offers": {"battalion": 0.5 + 0.05 * place}} for place, name in enumerate(names)}
    found = compare(small.scenario(nations=nations), small.scenario(nations=more))
    attribution = found.attributions["scenario 2"]
    assert attribution.method == "sampled"
    assert attribution.orders >= 8
    for goal, difference in attribution.differences.items():
        assert sum(part.amounts[goal] for part in attribution.parts) == pytest.approx(difference, abs=1e-9)
    assert max(part.errors["fill 1"] for part in attribution.parts) > 0


def test_of_many_changes_those_that_do_nothing_are_set_aside_and_the_rest_is_exact() -> None:
    names = [f"N{number:02d}" for number in range(9)]
    nations = {name: {"keys": {"gdp": 1.0}} for name in names}
    more = {name: {"keys": {"gdp": 2.0}} for name in names}
    more["N03"]["offers"] = {"battalion": 3}
    found = compare(small.scenario(nations=nations), small.scenario(nations=more))
    attribution = found.attributions["scenario 2"]
    assert attribution.method == "exact"
    assert len(attribution.aside) == 8
    assert parts(found)["nations.N03"]["fill 1"] == pytest.approx(attribution.differences["fill 1"])


def test_more_than_twenty_changes_of_a_section_are_taken_as_one() -> None:
    names = [f"N{number:02d}" for number in range(25)]
    nations = {name: {"offers": {"battalion": 0.1}} for name in names}
    more = {name: {"offers": {"battalion": 0.2}} for name in names}
    found = compare(small.scenario(nations=nations), small.scenario(nations=more, **LIMITED_OUT))
    assert set(parts(found)) == {"constraints.rule", "nations (25)"}


LIMITED_OUT = small.constrained(kind="limit", measure="personnel", at_most=2000)


def test_a_time_limit_that_is_over_leaves_the_attribution_out_and_says_so() -> None:
    one, two = small.scenario(), changed(LIMITED, **FEWER)
    found = compare((one, solve(one)), (two, solve(two)), time_limit=1e-9)
    assert found.attributions["scenario 2"].method == "none"
    assert "time limit" in found.attributions["scenario 2"].reason


def test_the_document_has_what_the_contract_names(comparison) -> None:
    document = json.loads(json.dumps(comparison.as_document(), allow_nan=False))
    assert document["format"] == "planner-compare/1"
    assert (document["baseline"], document["others"]) == ("scenario 1", ["scenario 2"])
    assert {"scenario", "path", "from", "to", "file", "line"} <= document["inputs"][0].keys()
    assert {"goal", "values"} == document["goals"][0].keys()
    assert {"scenario", "goal", "change", "amount", "error"} == document["attribution"][0].keys()
    for goal in document["goals"]:
        values = goal["values"]
        amounts = [one["amount"] for one in document["attribution"] if one["goal"] == goal["goal"]]
        assert sum(amounts) == pytest.approx(values["scenario 2"] - values["scenario 1"], abs=1e-7)


def test_it_is_a_public_name() -> None:
    assert planner.compare is compare


def problems(*given, **options):
    with pytest.raises(InvalidInput) as refused:
        compare(*given, **options)
    return [str(problem) for problem in refused.value.problems]


def test_one_file_is_nothing_to_compare(folder) -> None:
    assert "nothing to compare" in problems(folder / "one.yaml")[0]


def test_a_file_named_twice_is_a_problem(folder) -> None:
    other = folder / ".." / folder.name / "one.yaml"
    assert "is named twice" in problems(folder / "one.yaml", other)[0]


def test_all_problems_of_all_files_are_reported_at_once(folder) -> None:
    (folder / "broken.json").write_text('{"format": \n"planner-plan/1",,}', encoding="utf-8")
    (folder / "list.json").write_text('{\n"format": "planner-compare/1"}', encoding="utf-8")
    (folder / "bad.json").write_text('{"format": "planner-plan/1",\n"goals": 3}', encoding="utf-8")
    files = ["broken.json", "list.json", "bad.json", "gone.yaml"]
    said = problems(*(folder / name for name in files))
    assert any("broken.json:2: is damaged" in line for line in said)
    assert any(
        "list.json:2: is no plan of this planner: its format is 'planner-compare/1'" in line for line in said
    )
    assert any("bad.json:2: goals" in line for line in said)
    assert any("gone.yaml: does not exist" in line for line in said)


def test_settings_cannot_change_a_saved_plan(folder) -> None:
    said = problems(folder / "one.json", folder / "two.yaml", settings=["whole_units=true"])
    assert "which --set cannot change" in said[0]


def test_every_option_that_cannot_change_a_saved_plan_is_named_at_once(folder) -> None:
    given = [folder / "one.json", folder / "two.yaml"]
    said = problems(*given, settings=["whole_units=true"], firmness="signalled", offers="low")
    assert [line.split("one.json: ")[1].split(" (")[0] for line in said] == [
        f"is a saved plan, which {option} cannot change" for option in ("--firmness", "--offers", "--set")
    ]


def test_settings_cannot_change_a_scenario_that_was_read_already() -> None:
    for asked in (["nations.FRA.offers.battalion.units=3"], ["no.such.path=1"]):
        (said,) = problems(small.scenario(), settings=asked)
        assert said == (
            "compare: is a scenario that was read already, which --set cannot change (name its file instead)"
        )


def test_no_option_changes_a_scenario_with_its_plan() -> None:
    scenario = small.scenario()
    given = [(scenario, solve(scenario)), changed(LIMITED)]
    said = problems(*given, settings=["whole_units=true"], firmness="signalled", offers="low")
    assert [line.split(", which ")[1].split()[0] for line in said] == [
        "--set",
        "--firmness",
        "--offers",
        "--set",
    ]


def test_options_that_a_plan_was_made_with_change_nothing_of_it() -> None:
    scenario = small.scenario()
    made = solve(scenario, firmness="signalled", offers="low")
    found = compare((scenario, made), changed(LIMITED), firmness="signalled", offers="low")
    assert {side.plan.counting.offers for side in found.sides} == {"low"}


def test_settings_are_made_in_every_scenario(folder) -> None:
    found = compare(
        folder / "one.yaml", folder / "two.yaml", settings=["nations.TUR.offers.battalion.units=0"]
    )
    assert [change.shown for change in inputs(found, "two")] == ["constraints.rule"]


def test_files_of_one_name_are_told_apart_by_their_folders(folder, tmp_path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.json").write_text(
            (folder / f"{name}.json").read_text(encoding="utf-8"), encoding="utf-8"
        )
    found = compare(tmp_path / "one" / "plan.json", tmp_path / "two" / "plan.json")
    assert [side.name for side in found.sides] == ["one/plan", "two/plan"]


def test_a_file_called_as_a_column_of_tables_is_called_with_its_ending(tmp_path) -> None:
    """Else the figures of its scenario would stand where those of the column are."""
    for name in ("Line", "Other", "Other: required"):
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(small.document()), encoding="utf-8")
    found = compare(*(tmp_path / f"{name}.yaml" for name in ("Other", "Line", "Other: required")))
    assert [side.name for side in found.sides] == ["Other", "Line.yaml", "Other: required.yaml"]


def test_one_scenario_is_held_against_its_changed_self(tmp_path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(yaml.safe_dump(small.document()), encoding="utf-8")
    found = compare(file, settings=["nations.FRA.offers.battalion.units=3"])
    assert [side.name for side in found.sides] == ["small (before)", "small (after)"]
    assert found.sides[0].goals["fill 1"] < found.sides[1].goals["fill 1"]
    (change,) = inputs(found, "small (after)")
    assert (change.was, change.to) == (5, 3)


def test_one_scenario_alone_without_a_change_is_refused(tmp_path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(yaml.safe_dump(small.document()), encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"nothing to compare it with .*--set"):
        compare(file)


def test_what_is_wrong_with_a_scenario_held_against_itself_is_said_once(tmp_path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(yaml.safe_dump(small.document(odd=1)), encoding="utf-8")
    with pytest.raises(InvalidInput) as refused:
        compare(file, settings=["nations.FRA.offers.battalion.units=3"])
    assert len(refused.value.problems) == 1

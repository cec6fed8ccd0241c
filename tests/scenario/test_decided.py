"""Contributions that are decided: written short, kept by every plan, named where they collide."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import planner
from planner.cli.command_line import run
from planner.problems import InvalidInput
from planner.scenario.decided import pin_name
from planner.scenario.reading import read
from planner.scenario.schema import schema
from tests.small import document

DECIDED = {"nation": "FRA", "capability": "battalion", "requirement": "L1"}


def problems(**sections: Any) -> list[str]:
    with pytest.raises(InvalidInput) as refused:
        read(document(**sections))
    return [f"{one.path}: {one.text}" for one in refused.value.problems]


def sent(pins: Any, **sections: Any) -> dict[str, float]:
    """Return what FRA sends to L1 in each phase."""
    found = planner.solve(read(document(pins=pins, **sections))).contributions
    mine = found[(found.nation == "FRA") & (found.requirement == "L1")]
    return dict(zip(mine.phase, mine.units, strict=True))


def test_a_pin_is_kept_in_its_phases_and_nowhere_else() -> None:
    assert sent([{**DECIDED, "phases": "hold", "units": 2}]) == {"deploy": 4, "hold": 2}


def test_a_pin_of_a_least_is_kept_where_cost_would_send_less() -> None:
    assert sent([{**DECIDED, "at_least": 3}], goals=["cost"]) == {"deploy": 3, "hold": 3}


def test_a_figure_as_a_plan_rounds_it_is_what_was_rounded() -> None:
    most = {"kind": "limit", "nations": "FRA", "capabilities": "battalion", "measure": "units"}
    found = sent([{**DECIDED, "units": 1.666666667}], constraints={"most": {**most, "at_most": 5 / 3}})
    assert found == pytest.approx({"deploy": 5 / 3, "hold": 5 / 3})


def test_nothing_may_be_decided_too() -> None:
    assert sent([{**DECIDED, "units": 0}]) == {}


def test_a_pin_holds_only_in_phases_in_which_its_line_needs_something() -> None:
    needs = {"L1": {"capability": "battalion", "place": "west", "quantity": {"hold": 6}}}
    assert sent([{**DECIDED, "units": 2}], requirements=needs) == {"hold": 2}
    named = {**DECIDED, "units": 2, "phases": ["deploy", "hold"]}
    assert problems(pins=[named], requirements=needs) == ["pins[0].phases: L1 requires nothing in deploy"]


@pytest.mark.parametrize(
    ("pin", "said"),
    [
        ({"units": 6}, ".units: pins 6, but FRA offers at most 5 of battalion"),
        ({"units": 1, "at_least": 1}, ": gives either `units` or `at_least`, and just one of them"),
        ({}, ": gives either `units` or `at_least`, and just one of them"),
    ],
)
def test_a_pin_that_nobody_could_keep_is_a_problem(pin: dict[str, float], said: str) -> None:
    assert problems(pins=[{**DECIDED, **pin}]) == [f"pins[0]{said}"]


def test_a_pin_of_a_part_of_a_step_names_both_neighbours() -> None:
    assert problems(pins=[{**DECIDED, "units": 2.5}], whole_units=True) == [
        "pins[0].units: 2.5 is no multiple of 1, battalion's step: pin 2 or 3"
    ]


def test_a_pin_of_a_group_or_of_several_is_a_problem() -> None:
    entry = {"nation": "littoral", "capability": "minehunter", "requirement": "M1", "units": 1}
    assert problems(pins=[entry]) == ["pins[0].nation: a pin names one of the nations, and no group"]
    assert problems(pins=[{**entry, "nation": ["TUR", "ROU"]}]) == [
        "pins[0].nation: a pin names one of the nations"
    ]


def test_what_is_no_pin_is_a_problem() -> None:
    assert problems(pins=3) == ["pins: is 3, not a list of pins"]
    assert problems(pins=[4]) == ["pins[0]: is 4, not a table"]
    twice = [{**DECIDED, "units": 1}, {**DECIDED, "units": 2}]
    assert problems(pins=twice) == ["pins[1]: pins the same as the pin in line 0"]


def test_what_names_nothing_is_not_called_the_same_as_another_pin() -> None:
    nothing = [{}, {"units": 1}, {"nation": {}}]
    said = problems(pins=[1, 2, None, None, *nothing, *nothing])
    assert not [line for line in said if "the same as" in line]
    assert {line.split(":")[0].split(".")[0] for line in said} == {f"pins[{number}]" for number in range(10)}


def test_the_second_of_two_pins_with_one_id_is_told_that_and_no_more() -> None:
    twice = [{**DECIDED, "id": "a", "units": 1}, {**DECIDED, "id": "a", "units": 2}]
    assert problems(pins=twice) == ["pins[1]: pins the same as the pin in line 0"]


def test_a_pin_that_is_there_twice_is_judged_all_the_same() -> None:
    twice = [{**DECIDED, "units": 1}, {**DECIDED, "unit": 2}, {**DECIDED}]
    assert problems(pins=twice) == [
        "pins[1]: pins the same as the pin in line 0",
        "pins[1].unit: is not known here",
        "pins[2]: gives either `units` or `at_least`, and just one of them",
        "pins[2]: pins the same as the pin in line 0",
    ]


def test_what_is_wrong_with_a_pin_is_said_in_the_words_it_was_written_in() -> None:
    strange = {"nation": "FR", "capability": "battalion", "requirement": "L9", "unit": 2}
    assert problems(pins=[strange, {**DECIDED, "capability": "frigate", "units": 1}]) == [
        "pins[0].nation: 'FR' is not a known nation",
        "pins[0].requirement: 'L9' is not a known requirement",
        "pins[0].unit: is not known here",
        "pins[1].capability: 'frigate' is not a known capability",
    ]
    assert problems(pins={"ours": {**DECIDED, "units": 6}}) == [
        "pins.ours.units: pins 6, but FRA offers at most 5 of battalion"
    ]


def test_a_pin_that_a_variant_changes_is_told_where_the_variant_does(tmp_path: Path) -> None:
    base = json.dumps(document(pins=[{**DECIDED, "units": 2}]))
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    changed = {"extends": "base.yaml", "constraints": {"pin_FRA_battalion_L1": {"units": 6}}}
    (tmp_path / "heir.yaml").write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"heir.yaml:1: constraints.pin_FRA_battalion_L1.units: pins 6"):
        planner.load(tmp_path / "heir.yaml")


def test_a_pin_that_collides_is_named_with_the_rule_that_it_breaks() -> None:
    stays = {"stays": {"kind": "caveat", "nations": "FRA", "component": "land"}}
    found = planner.explain(read(document(pins=[{**DECIDED, "units": 2}], constraints=stays)))
    assert [conflict["constraints"] for conflict in found.as_document()["conflicts"]] == [
        ["pin_FRA_battalion_L1", "stays"]
    ]


def test_a_pin_of_a_variant_takes_the_place_of_its_base_s(tmp_path: Path) -> None:
    base = json.dumps(document(pins=[{**DECIDED, "units": 2}]))
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    heir = {"extends": "base.yaml", "pins": [{**DECIDED, "units": 3}]}
    (tmp_path / "heir.yaml").write_text(json.dumps(heir), encoding="utf-8")
    plan = planner.solve(planner.load(tmp_path / "heir.yaml"))
    mine = plan.contributions[(plan.contributions.nation == "FRA") & (plan.contributions.requirement == "L1")]
    assert list(mine.units) == [3, 3]


@pytest.mark.parametrize("form", ["list", "table"])
def test_pins_stand_beside_constraints_of_either_form(form: str) -> None:
    rule = {"kind": "caveat", "nations": "TUR", "component": "land"}
    constraints: Any = {"rule": rule} if form == "table" else [{**rule, "id": "rule"}]
    found = read(document(pins=[{**DECIDED, "units": 2}], constraints=constraints))
    assert sorted(found.constraints) == ["pin_FRA_battalion_L1", "rule"]


def test_a_setting_reaches_a_pin() -> None:
    settings = ["constraints.pin_FRA_battalion_L1.units=4"]
    plan = planner.solve(read(document(pins=[{**DECIDED, "units": 2}]), settings))
    assert plan.contributions.set_index(["nation", "requirement", "phase"]).units["FRA", "L1", "hold"] == 4


def test_all_but_one_nation_may_be_kept_as_planned(tmp_path: Path) -> None:
    base, kept, plan = tmp_path / "base.yaml", tmp_path / "kept.yaml", tmp_path / "plan.json"
    base.write_text(json.dumps(document()), encoding="utf-8")
    plan.write_text(json.dumps(planner.solve(planner.load(base)).as_document()), encoding="utf-8")
    assert run(["pin", str(base), str(plan), "--free", "FRA", "-o", str(kept)]) == 0
    pins = planner.load(kept).constraints
    assert sorted(pins) == [
        "pin_ROU_engineers_L2_deploy_hold",
        "pin_ROU_minehunter_M1_deploy_hold",
        "pin_TUR_battalion_L1_deploy_hold",
        "pin_TUR_minehunter_M1_deploy_hold",
    ]
    assert run(["solve", str(kept), "--quiet"]) == 0


def test_a_nation_that_is_unknown_cannot_be_planned_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, plan = tmp_path / "base.yaml", tmp_path / "plan.json"
    base.write_text(json.dumps(document()), encoding="utf-8")
    plan.write_text(json.dumps(planner.solve(planner.load(base)).as_document()), encoding="utf-8")
    assert run(["pin", str(base), str(plan), "--free", "FRX", "-o", str(tmp_path / "kept.yaml")]) == 2
    assert "did you mean 'FRA'?" in capsys.readouterr().err
    assert not (tmp_path / "kept.yaml").exists()


def test_the_schema_knows_pins() -> None:
    validator = Draft202012Validator(schema())
    assert list(validator.iter_errors(document(pins=[{**DECIDED, "units": 2}]))) == []
    assert list(validator.iter_errors(document(pins=[{"nation": "FRA"}])))


def test_pins_with_long_names_are_told_apart() -> None:
    long = "a_unit_with_a_name_that_is_as_long_as_the_language_lets_any_be_so_that_it_is"
    one, other = (pin_name("FRA", long, "L1", phase) for phase in ("hold", "leave"))
    assert one != other
    assert max(len(one), len(other)) <= 80
    assert pin_name("FRA", "battalion", "L1", "hold") == "pin_FRA_battalion_L1_hold"

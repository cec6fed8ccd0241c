"""The files of `--out`."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from planner.engines.proof.audit import GoalAudit
from planner.plan.plan import Plan
from planner.problems import InvalidInput
from planner.reports.folder import plan_json, write
from planner.scenario.scenario import Scenario


def test_the_four_files_are_written_into_a_folder_that_is_made(plan, scenario, tmp_path) -> None:
    folder = tmp_path / "a" / "b"
    write(plan, scenario, folder)
    assert sorted(file.name for file in folder.iterdir()) == [
        "plan.html",
        "plan.json",
        "plan.md",
        "plan.xlsx",
    ]
    assert (folder / "plan.json").read_text(encoding="utf-8") == plan_json(plan)


def test_the_document_is_the_plans_own(plan) -> None:
    text = plan_json(plan)
    assert text.endswith("}\n")
    assert json.loads(text) == json.loads(json.dumps(plan.as_document()))
    assert next(iter(json.loads(text))) == "format"


def test_a_bound_that_is_not_known_is_null_and_the_document_still_json(plan) -> None:
    audit = replace(plan.audit, goals=(GoalAudit("cost", 1.0, -math.inf),))
    assert json.loads(plan_json(replace(plan, audit=audit)))["audit"]["bound"] is None


def test_a_folder_that_cannot_be_made_is_a_problem_for_the_user(plan, scenario, tmp_path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InvalidInput, match="is no folder"):
        write(plan, scenario, tmp_path / "file" / "folder")


def test_a_plan_that_does_not_exist_is_reported_in_all_four(
    impossible: tuple[Plan, Scenario], tmp_path: Path
) -> None:
    write(*impossible, tmp_path)
    assert len(list(tmp_path.iterdir())) == 4


def test_a_plan_of_the_same_scenario_is_replaced(plan, scenario, tmp_path) -> None:
    write(plan, scenario, tmp_path)
    (tmp_path / "plan.md").write_text("older")
    write(replace(plan, sha256="0" * 64), scenario, tmp_path)
    assert (tmp_path / "plan.md").read_text() != "older"


@pytest.mark.parametrize("other", [{"title": "Another"}, {"file": "another.yaml"}])
def test_a_plan_of_another_scenario_is_not_replaced_but_by_force(plan, scenario, tmp_path, other) -> None:
    write(replace(plan, **other), scenario, tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(InvalidInput, match=r"of another: .*--force"):
        write(plan, scenario, tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
    write(plan, scenario, tmp_path, force=True)
    assert (tmp_path / "plan.json").read_text() == plan_json(plan)


@pytest.mark.parametrize("name", ["plan.json", "plan.xlsx"])
def test_a_file_that_is_no_plan_of_ours_is_not_replaced(plan, scenario, tmp_path, name) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(InvalidInput, match=rf"holds {name}, and no plan\.json that says what of"):
        write(plan, scenario, tmp_path)
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {name: "mine"}

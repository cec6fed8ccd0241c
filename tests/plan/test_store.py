"""A folder of plans: what is there is listed, what is damaged or foreign is named and skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import planner
from planner.plan.store import stored
from planner.problems import InvalidInput
from planner.reports.folder import plan_json, write
from planner.scenario.canonical import digest
from tests.small import constrained, scenario


@pytest.fixture
def folder(tmp_path):
    plan = planner.solve(scenario())
    write(plan, scenario(), tmp_path / "b")
    (tmp_path / "c.json").write_text(plan_json(plan), encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "first.json").write_text(plan_json(plan), encoding="utf-8")
    return tmp_path


def test_plans_are_listed_by_name_also_one_folder_down(folder) -> None:
    found = stored(folder)
    assert [plan.name for plan in found.plans] == ["a/first.json", "b/plan.json", "c.json"]
    assert found.skipped == ()


def test_each_plan_says_its_title_fill_status_time_and_scenario(folder) -> None:
    os.utime(folder / "c.json", (1_700_000_000, 1_700_000_000))
    plan = stored(folder).plans[-1]
    expected = planner.solve(scenario())
    assert plan.title == "Small"
    assert plan.fill == pytest.approx(expected.totals["fill"])
    assert plan.status == "optimal"
    assert plan.when == "2023-11-14T22:13:20Z"
    assert plan.sha256 == digest(scenario())


def test_a_file_that_says_there_is_no_plan_is_listed_too(folder) -> None:
    impossible = scenario(**constrained(kind="limit", nations="FRA", measure="personnel", at_least=90000))
    (folder / "d.json").write_text(plan_json(planner.solve(impossible)), encoding="utf-8")
    plan = stored(folder).plans[-1]
    assert (plan.status, plan.fill) == ("infeasible", None)


def test_damaged_and_foreign_files_are_named_and_skipped(folder) -> None:
    (folder / "damaged.json").write_text('{"format": ', encoding="utf-8")
    (folder / "a" / "other.json").write_text("[1]", encoding="utf-8")
    (folder / "notes.txt").write_text("hello", encoding="utf-8")
    (folder / "lacking.json").write_text('{"format": "planner-plan/1"}', encoding="utf-8")
    found = stored(folder)
    assert len(found.plans) == 3
    named = {Path(problem.file).name for problem in found.skipped}
    assert named == {"damaged.json", "other.json", "notes.txt", "lacking.json"}


def test_reports_beside_a_plan_and_hidden_files_are_not_named(folder) -> None:
    for name in ("c.md", "c.html", "c.xlsx", ".hidden"):
        (folder / name).write_text("x", encoding="utf-8")
    assert stored(folder).skipped == ()


def test_a_folder_that_is_none_is_refused(folder) -> None:
    for path in (folder / "missing", folder / "c.json"):
        with pytest.raises(InvalidInput):
            stored(path)

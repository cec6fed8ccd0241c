"""The commands that carry tables and plans: export, import, verify and list."""

from __future__ import annotations

import json

import pytest
import yaml

from planner.cli import BAD_INPUT, DONE, NOT_SOLVED, run
from planner.scenario.canonical import digest
from planner.scenario.reading import load
from tests.small import document


@pytest.fixture
def small(tmp_path):
    file = tmp_path / "small.yaml"
    file.write_text(yaml.safe_dump(document(), sort_keys=False), encoding="utf-8")
    return file


@pytest.fixture
def plan(small, tmp_path, capsys):
    run(["solve", str(small), "--out", str(tmp_path / "plans"), "--quiet"])
    capsys.readouterr()
    return tmp_path / "plans" / "plan.json"


@pytest.mark.parametrize("output", ["tables.xlsx", "tables", "tables.zip"])
def test_tables_go_out_and_come_back(output, small, tmp_path, capsys):
    out, back = tmp_path / output, tmp_path / "back.yaml"
    form = "xlsx" if output.endswith("xlsx") else "csv"
    assert run(["export", str(small), "--format", form, "-o", str(out)]) == DONE
    assert run(["import", str(out), "-o", str(back)]) == DONE
    assert run(["validate", str(back)]) == DONE
    assert digest(load(back)) == digest(load(small))


def test_what_was_set_for_one_run_is_in_the_tables(small, tmp_path):
    out, back = str(tmp_path / "t.xlsx"), tmp_path / "back.yaml"
    run(
        ["export", str(small), "--format", "xlsx", "-o", out, "--set", "nations.FRA.offers.battalion.units=9"]
    )
    run(["import", out, "-o", str(back)])
    assert load(back).nations["FRA"].offers["battalion"].units.expected == 9


@pytest.mark.parametrize("option", [["--firmness", "approved"], ["--offers", "low"]])
def test_tables_hold_every_offer(option, small, tmp_path, capsys):
    out = tmp_path / "t.xlsx"
    assert run(["export", str(small), "--format", "xlsx", "-o", str(out), *option]) == BAD_INPUT
    assert "every offer" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("name", ["missing.xlsx", "small.yaml", "."])
def test_tables_that_are_none_are_refused(name, small, tmp_path, capsys):
    assert run(["import", str(tmp_path / name), "-o", str(tmp_path / "x.yaml")]) == BAD_INPUT
    said = capsys.readouterr()
    assert said.err.strip()
    assert "Traceback" not in said.err
    assert not (tmp_path / "x.yaml").exists()


def test_a_plan_that_holds_up_leaves_with_zero(plan, small, capsys):
    assert run(["verify", str(plan), str(small)]) == DONE
    said = capsys.readouterr()
    assert "holds up" in said.out
    assert said.err == ""
    assert run(["verify", str(plan), str(small), "--solver", "highs", "--json"]) == DONE
    assert json.loads(capsys.readouterr().out)["verified"] is True


def test_a_plan_that_does_not_hold_up_leaves_with_four(plan, small, capsys):
    found = json.loads(plan.read_text(encoding="utf-8"))
    found["contributions"][0]["units"] += 1
    plan.write_text(json.dumps(found), encoding="utf-8")
    assert run(["verify", str(plan), str(small)]) == NOT_SOLVED
    said = capsys.readouterr().out
    assert "does NOT hold up" in said
    assert "instead of at most" in said


def test_what_was_set_when_solving_can_be_set_when_verifying(small, tmp_path, capsys):
    change = ["--set", "nations.FRA.offers.battalion.units=9"]
    run(["solve", str(small), *change, "--out", str(tmp_path / "p"), "--quiet"])
    plan = str(tmp_path / "p" / "plan.json")
    capsys.readouterr()
    assert run(["verify", plan, str(small), *change]) == DONE
    assert "changed" not in capsys.readouterr().out
    assert run(["verify", plan, str(small)]) == NOT_SOLVED
    assert "nations.FRA.offers.battalion.units" in capsys.readouterr().out


def test_a_file_that_is_no_plan_and_a_solver_that_is_none_are_refused(plan, small, capsys):
    assert run(["verify", str(small), str(small)]) == BAD_INPUT
    assert run(["verify", str(plan), str(plan)]) == BAD_INPUT
    assert run(["verify", str(plan), str(small), "--solver", "GUROBY"]) == BAD_INPUT
    assert "highs" in capsys.readouterr().err


def test_list_shows_plans_and_names_what_it_skips(plan, tmp_path, capsys):
    (plan.parent / "damaged.json").write_text("{", encoding="utf-8")
    assert run(["list", str(plan.parent)]) == DONE
    said = capsys.readouterr()
    assert "plan.json" in said.out
    assert "Small" in said.out
    assert "damaged.json" in said.err
    assert "damaged.json" not in said.out


def test_list_is_a_document_too(plan, tmp_path, capsys):
    assert run(["list", str(tmp_path), "--json"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert [entry["name"] for entry in found["plans"]] == ["plans/plan.json"]
    assert set(found["plans"][0]) == {"name", "title", "fill", "status", "when", "sha256"}


def test_an_empty_folder_has_no_plans_and_a_missing_one_is_refused(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert run(["list", str(tmp_path / "empty")]) == DONE
    assert "no plans" in capsys.readouterr().out
    assert run(["list", str(tmp_path / "missing")]) == BAD_INPUT

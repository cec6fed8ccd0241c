"""Plans that were saved: `planner verify` and `planner list`."""

from __future__ import annotations

import json

from planner.cli import BAD_INPUT, DONE, NOT_SOLVED, run


def test_a_plan_that_holds_up_leaves_with_zero(plan, small, capsys) -> None:
    assert run(["verify", str(plan), str(small)]) == DONE
    said = capsys.readouterr()
    assert "holds up" in said.out
    assert said.err == ""
    assert run(["verify", str(plan), str(small), "--solver", "highs", "--json"]) == DONE
    assert json.loads(capsys.readouterr().out)["verified"] is True


def test_a_plan_that_does_not_hold_up_leaves_with_four(plan, small, capsys) -> None:
    found = json.loads(plan.read_text(encoding="utf-8"))
    found["contributions"][0]["units"] += 1
    plan.write_text(json.dumps(found), encoding="utf-8")
    assert run(["verify", str(plan), str(small)]) == NOT_SOLVED
    said = capsys.readouterr().out
    assert "does NOT hold up" in said
    assert "instead of at most" in said


def test_a_scenario_that_has_changed_is_no_success(small, tmp_path, capsys) -> None:
    assert run(["solve", str(small), "--out", str(tmp_path / "plans"), "--quiet"]) == DONE
    small.write_text(
        small.read_text(encoding="utf-8").replace("title: ", "title: Another "), encoding="utf-8"
    )
    capsys.readouterr()
    assert run(["verify", str(tmp_path / "plans" / "plan.json"), str(small)]) == NOT_SOLVED
    assert "holds up, but the scenario has changed since" in capsys.readouterr().out


def test_an_explanation_beside_a_plan_is_no_complaint(small, tmp_path, capsys) -> None:
    folder = str(tmp_path / "plans")
    assert run(["solve", str(small), "--out", folder, "--quiet"]) == DONE
    assert run(["explain", str(small), "--out", folder, "--quiet"]) == DONE
    capsys.readouterr()
    assert run(["list", folder]) == DONE
    said = capsys.readouterr()
    assert "plan.json" in said.out
    assert said.err == ""


def test_what_was_set_when_solving_can_be_set_when_verifying(small, tmp_path, capsys) -> None:
    change = ["--set", "nations.FRA.offers.battalion.units=9"]
    run(["solve", str(small), *change, "--out", str(tmp_path / "p"), "--quiet"])
    plan = str(tmp_path / "p" / "plan.json")
    capsys.readouterr()
    assert run(["verify", plan, str(small), *change]) == DONE
    assert "changed" not in capsys.readouterr().out
    assert run(["verify", plan, str(small)]) == NOT_SOLVED
    assert "nations.FRA.offers.battalion.units" in capsys.readouterr().out


def test_a_file_that_is_no_plan_and_a_solver_that_is_none_are_refused(plan, small, capsys) -> None:
    assert run(["verify", str(small), str(small)]) == BAD_INPUT
    assert run(["verify", str(plan), str(plan)]) == BAD_INPUT
    assert run(["verify", str(plan), str(small), "--solver", "GUROBY"]) == BAD_INPUT
    assert "highs" in capsys.readouterr().err


def test_list_shows_plans_and_names_what_it_skips(plan, tmp_path, capsys) -> None:
    (plan.parent / "damaged.json").write_text("{", encoding="utf-8")
    assert run(["list", str(plan.parent)]) == DONE
    said = capsys.readouterr()
    assert "plan.json" in said.out
    assert "Small" in said.out
    assert "damaged.json" in said.err
    assert "damaged.json" not in said.out


def test_list_is_a_document_too(plan, tmp_path, capsys) -> None:
    assert run(["list", str(tmp_path), "--json"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert [entry["name"] for entry in found["plans"]] == ["plans/plan.json"]
    assert set(found["plans"][0]) == {"name", "title", "fill", "status", "when", "sha256"}


def test_an_empty_folder_has_no_plans_and_a_missing_one_is_refused(tmp_path, capsys) -> None:
    (tmp_path / "empty").mkdir()
    assert run(["list", str(tmp_path / "empty")]) == DONE
    assert "no plans" in capsys.readouterr().out
    assert run(["list", str(tmp_path / "missing")]) == BAD_INPUT

"""`planner solve`: what it prints and writes, and how it leaves."""

from __future__ import annotations

import json

import pytest
import yaml

from planner.cli import DONE, NO_PLAN, NOT_SOLVED, run
from planner.planning import solvers
from tests.cli.refusing import refused
from tests.folders import ROOT
from tests.small import document


def test_solve_prints_a_plan_for_a_person(small, capsys) -> None:
    assert run(["solve", str(small)]) == DONE
    printed = capsys.readouterr().out
    for said in ("Small", "hypothetical", "7 of 8 (-1)", "FRA", "HiGHS"):
        assert said in printed


def test_solve_as_json_prints_the_document_alone(small, capsys) -> None:
    assert run(["solve", str(small), "--json"]) == DONE
    assert json.loads(capsys.readouterr().out)["status"] == "optimal"


def test_a_quiet_solve_prints_the_headline_only(small, capsys) -> None:
    run(["solve", str(small)])
    full = capsys.readouterr().out
    run(["solve", str(small), "--quiet"])
    brief = capsys.readouterr().out
    assert 0 < len(brief.splitlines()) < len(full.splitlines()) / 2


def test_set_changes_values_for_one_run(small, capsys) -> None:
    assert run(["solve", str(small), "--json", "--set", "nations.FRA.offers.battalion.units=0"]) == DONE
    fewer = json.loads(capsys.readouterr().out)
    run(["solve", str(small), "--json"])
    assert fewer["totals"]["fill"] < json.loads(capsys.readouterr().out)["totals"]["fill"]


def test_a_scenario_without_a_plan_has_its_own_exit_code(tmp_path, capsys) -> None:
    demand = {"kind": "limit", "nations": "FRA", "measure": "personnel", "at_least": 90000}
    file = tmp_path / "impossible.yaml"
    file.write_text(yaml.safe_dump(document(constraints={"rule": demand})), encoding="utf-8")
    assert run(["solve", str(file), "--json"]) == NO_PLAN
    plan = json.loads(capsys.readouterr().out)
    assert plan["status"] == "infeasible"
    assert plan["contributions"] == []
    assert plan["audit"] is None
    assert run(["solve", str(file)]) == NO_PLAN
    assert "No plan meets all hard constraints" in capsys.readouterr().out


@pytest.mark.parametrize("units", ["divisible", "whole"])
@pytest.mark.parametrize("solver", solvers())
def test_a_scenario_without_a_plan_has_its_own_exit_code_whoever_solves(
    solver, units, tmp_path, capsys
) -> None:
    demand = {"kind": "limit", "nations": "FRA", "measure": "personnel", "at_least": 90000}
    asked = document(constraints={"rule": demand}, whole_units=units == "whole")
    file = tmp_path / "impossible.yaml"
    file.write_text(yaml.safe_dump(asked), encoding="utf-8")
    for limit in ([], ["--time-limit", "60.5"]):
        assert run(["solve", str(file), "--solver", solver, *limit]) == NO_PLAN
        assert "No plan meets all hard constraints" in capsys.readouterr().out


def test_a_time_limit_too_short_has_its_own_exit_code(tmp_path, capsys) -> None:
    from benchmarks.family import M, as_document, generate

    file = tmp_path / "large.yaml"
    file.write_text(yaml.safe_dump(as_document(generate(M, 1))), encoding="utf-8")
    assert run(["solve", str(file), "--json", "--time-limit", "0.01"]) == NOT_SOLVED
    plan = json.loads(capsys.readouterr().out)
    assert plan["status"] == "limit"
    assert plan["contributions"] == []


def test_whole_units_stopped_at_a_limit_give_the_best_plan_found_with_its_gap(capsys) -> None:
    """The limit falls somewhere in the work; with a plan the exit code is 0, without one it is 4."""
    broad = str(ROOT / "scenarios" / "reassurance-broad.yaml")
    for limit in ("0.02", "0.2", "0.6"):
        code = run(["solve", broad, "--json", "--time-limit", limit])
        plan = json.loads(capsys.readouterr().out)
        if plan["contributions"]:
            assert code == DONE
            assert plan["status"] in ("limit", "optimal")
            assert plan["audit"]["passed"]
            assert plan["audit"]["proven_by"] == "solver"
        else:
            assert code == NOT_SOLVED
            assert plan["status"] == "limit"


@pytest.mark.parametrize("limit", ["0", "-1", "nan", "inf", "soon"])
def test_a_time_limit_that_is_none_is_refused(small, limit, capsys) -> None:
    assert "--time-limit" in refused("solve", str(small), f"--time-limit={limit}", capsys=capsys)


def test_a_solver_that_does_not_exist_is_refused_with_those_that_do(small, capsys) -> None:
    said = refused("solve", str(small), "--solver", "GUROBY", capsys=capsys)
    assert "GUROBY" in said
    assert "highs" in said


def test_out_writes_the_four_files(small, tmp_path, capsys) -> None:
    folder = tmp_path / "plans" / "first"
    assert run(["solve", str(small), "--out", str(folder), "--quiet"]) == DONE
    written = sorted(file.name for file in folder.iterdir())
    assert written == ["plan.html", "plan.json", "plan.md", "plan.xlsx"]
    capsys.readouterr()
    run(["solve", str(small), "--json"])
    assert (folder / "plan.json").read_text(encoding="utf-8") == capsys.readouterr().out

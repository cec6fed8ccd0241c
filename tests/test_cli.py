"""The command line: exit codes, what goes where, and what bad input does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pulp
import pytest
import yaml

from planner.cli import BAD_INPUT, DONE, NO_PLAN, NOT_SOLVED, run
from tests.folders import ROOT, SHIPPED
from tests.small import document

REASSURANCE = str(ROOT / "scenarios" / "reassurance.yaml")


@pytest.fixture
def small(tmp_path) -> Path:
    file = tmp_path / "small.yaml"
    file.write_text(yaml.safe_dump(document(), sort_keys=False), encoding="utf-8")
    return file


def refused(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that must be refused; return what it says on standard error."""
    try:
        code = run(list(arguments))
    except SystemExit as stop:
        code = stop.code
    printed = capsys.readouterr()
    assert code == BAD_INPUT
    assert "Traceback" not in printed.err
    assert printed.err.strip()
    return printed.err


def test_validate_says_nothing_is_wrong_with_the_shipped_scenarios(capsys):
    assert run(["validate", *map(str, SHIPPED)]) == DONE
    assert capsys.readouterr().err == ""


def test_solve_prints_a_plan_for_a_person(small, capsys):
    assert run(["solve", str(small)]) == DONE
    printed = capsys.readouterr().out
    for said in ("Small", "hypothetical", "7 of 8 (-1)", "FRA", "HiGHS"):
        assert said in printed


def test_solve_as_json_prints_the_document_alone(small, capsys):
    assert run(["solve", str(small), "--json"]) == DONE
    assert json.loads(capsys.readouterr().out)["status"] == "optimal"


def test_a_quiet_solve_prints_the_headline_only(small, capsys):
    run(["solve", str(small)])
    full = capsys.readouterr().out
    run(["solve", str(small), "--quiet"])
    brief = capsys.readouterr().out
    assert 0 < len(brief.splitlines()) < len(full.splitlines()) / 2


def test_set_changes_values_for_one_run(small, capsys):
    assert run(["solve", str(small), "--json", "--set", "nations.FRA.offers.battalion.units=0"]) == DONE
    fewer = json.loads(capsys.readouterr().out)
    run(["solve", str(small), "--json"])
    assert fewer["totals"]["fill"] < json.loads(capsys.readouterr().out)["totals"]["fill"]


def test_a_scenario_without_a_plan_has_its_own_exit_code(tmp_path, capsys):
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


def test_a_time_limit_too_short_has_its_own_exit_code(tmp_path, capsys):
    from benchmarks.family import M, as_document, generate

    file = tmp_path / "large.yaml"
    file.write_text(yaml.safe_dump(as_document(generate(M, 1))), encoding="utf-8")
    assert run(["solve", str(file), "--json", "--time-limit", "0.01"]) == NOT_SOLVED
    plan = json.loads(capsys.readouterr().out)
    assert plan["status"] == "limit"
    assert plan["contributions"] == []


def test_whole_units_stopped_at_a_limit_give_the_best_plan_found_with_its_gap(capsys):
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
def test_a_time_limit_that_is_none_is_refused(small, limit, capsys):
    assert "--time-limit" in refused("solve", str(small), f"--time-limit={limit}", capsys=capsys)


def test_a_solver_that_does_not_exist_is_refused_with_those_that_do(small, capsys):
    said = refused("solve", str(small), "--solver", "GUROBY", capsys=capsys)
    assert "GUROBY" in said
    assert "highs" in said


@pytest.mark.parametrize("command", ["validate", "solve", "export"])
def test_a_file_that_is_none_is_refused_by_every_command(command, tmp_path, capsys):
    more = ["--format", "lp", "-o", str(tmp_path / "out.lp")] if command == "export" else []
    empty, binary = tmp_path / "empty.yaml", tmp_path / "binary.yaml"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 16)
    for file in (tmp_path / "missing.yaml", tmp_path, empty, binary):
        assert str(file) in refused(command, str(file), *more, capsys=capsys)
    assert not (tmp_path / "out.lp").exists()


def test_a_file_of_fifty_megabytes_is_refused_at_once(tmp_path, capsys):
    large = tmp_path / "large.yaml"
    large.write_bytes(b"# padding\n" * 5_000_000)
    assert "large.yaml" in refused("solve", str(large), capsys=capsys)


WRONG = """\
title: Wrong in many ways
phases: [{id: hold, months: -6}]
places: {west: {area: inland, colour: green}}
capabilities:
  battalion: {component: land, unit: battalion, personnel: 600}
  battalion: {component: land, unit: battalion, personnel: 700}
requirements:
  L1: {capability: batallion, place: west, quantity: 4}
  L2: {capability: battalion, place: west, quantity: .nan}
nations:
  FRA: {offers: {battalion: {units: 3, needs: [ceasefire]}}}
constraints:
  - {kind: limitt, nations: FRA}
"""


def test_everything_wrong_is_said_at_once_with_file_and_line(tmp_path, capsys):
    file = tmp_path / "wrong.yaml"
    file.write_text(WRONG, encoding="utf-8")
    said = refused("solve", str(file), capsys=capsys)
    for line, words in {
        2: "months",
        3: "colour",
        6: "battalion",
        8: "batallion",
        9: "quantity",
        11: "ceasefire",
        13: "limitt",
    }.items():
        assert any(text.startswith(f"{file}:{line}: ") and words in text for text in said.splitlines()), line


def test_problems_are_a_document_too(tmp_path, capsys):
    file = tmp_path / "wrong.yaml"
    file.write_text(WRONG, encoding="utf-8")
    assert run(["validate", str(file), "--json"]) == BAD_INPUT
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert len(problems) >= 7
    assert all(set(problem) == {"file", "line", "path", "text", "hint"} for problem in problems)


def test_nothing_is_written_for_bad_input(tmp_path, capsys):
    file = tmp_path / "wrong.yaml"
    file.write_text(WRONG, encoding="utf-8")
    refused("solve", str(file), "--out", str(tmp_path / "plans"), capsys=capsys)
    assert [entry.name for entry in tmp_path.iterdir()] == ["wrong.yaml"]


@pytest.mark.parametrize("kind", ["lp", "mps"])
def test_an_exported_program_is_one_that_solvers_read(kind, small, tmp_path):
    output = tmp_path / f"plan.{kind}"
    assert run(["export", str(small), "--format", kind, "-o", str(output)]) == DONE
    import highspy

    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    assert highs.readModel(str(output)) == highspy.HighsStatus.kOk
    highs.run()
    import planner

    problem = planner.problem(planner.load(small))
    problem.solve(pulp.HiGHS(msg=False))
    assert highs.getInfo().objective_function_value == pytest.approx(pulp.value(problem.objective))


def test_out_writes_the_four_files(small, tmp_path, capsys):
    folder = tmp_path / "plans" / "first"
    assert run(["solve", str(small), "--out", str(folder), "--quiet"]) == DONE
    written = sorted(file.name for file in folder.iterdir())
    assert written == ["plan.html", "plan.json", "plan.md", "plan.xlsx"]
    capsys.readouterr()
    run(["solve", str(small), "--json"])
    assert (folder / "plan.json").read_text(encoding="utf-8") == capsys.readouterr().out


def test_a_new_scenario_validates_and_solves(tmp_path, capsys):
    file = tmp_path / "mine.yaml"
    assert run(["new", str(file)]) == DONE
    assert run(["validate", str(file)]) == DONE
    assert run(["solve", str(file)]) == DONE
    capsys.readouterr()
    before = file.read_bytes()
    refused("new", str(file), capsys=capsys)
    assert file.read_bytes() == before


def test_the_schema_is_json(capsys):
    assert run(["schema"]) == DONE
    assert "Scenario" in json.loads(capsys.readouterr().out)["$defs"]


def _fresh(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_commands_work_from_any_folder(tmp_path):
    answer = _fresh("-m", "planner", "solve", REASSURANCE, "--quiet", cwd=tmp_path)
    assert answer.returncode == DONE
    assert answer.stderr == ""


@pytest.mark.parametrize("arguments", [["--help"], ["solve", REASSURANCE, "--json"]], ids=["help", "solve"])
def test_the_terminal_never_imports_streamlit(arguments, tmp_path):
    code = (
        "import sys\nfrom planner.cli import run\n"
        f"try:\n    run({arguments!r})\nexcept SystemExit:\n    pass\n"
        "sys.exit(any(name.startswith(('streamlit', 'altair')) for name in sys.modules))"
    )
    assert _fresh("-c", code, cwd=tmp_path).returncode == 0


def test_help_loads_no_solver_and_no_table_library(tmp_path):
    code = (
        "import sys\nfrom planner.cli import run\n"
        "try:\n    run(['--help'])\nexcept SystemExit:\n    pass\n"
        "sys.exit(any(name in sys.modules for name in ('numpy', 'pandas', 'highspy', 'pulp', 'pydantic')))"
    )
    assert _fresh("-c", code, cwd=tmp_path).returncode == 0

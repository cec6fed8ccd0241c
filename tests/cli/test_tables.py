"""Tables and programs that go out, and tables that come back."""

from __future__ import annotations

import highspy
import pulp
import pytest

import planner
from planner.cli import BAD_INPUT, DONE, run
from planner.scenario.canonical import digest
from planner.scenario.reading import load


@pytest.mark.parametrize("kind", ["lp", "mps"])
def test_an_exported_program_is_one_that_solvers_read(kind, small, tmp_path):
    output = tmp_path / f"plan.{kind}"
    assert run(["export", str(small), "--format", kind, "-o", str(output)]) == DONE

    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    assert highs.readModel(str(output)) == highspy.HighsStatus.kOk
    highs.run()

    problem = planner.problem(planner.load(small))
    problem.solve(pulp.HiGHS(msg=False))
    assert highs.getInfo().objective_function_value == pytest.approx(pulp.value(problem.objective))


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


@pytest.mark.parametrize("form", ["lp", "mps", "xlsx", "csv"])
def test_what_is_there_is_replaced_by_force_only(form, small, tmp_path, capsys):
    out = tmp_path / ("tables" if form == "csv" else f"out.{form}")
    export = ["export", str(small), "--format", form, "-o", str(out)]
    assert run(export) == DONE
    changed = out / "nations.csv" if form == "csv" else out
    changed.write_text("what somebody changed")
    assert run(export) == BAD_INPUT
    assert changed.read_text() == "what somebody changed"
    assert run([*export, "--force"]) == DONE
    assert changed.read_bytes() != b"what somebody changed"

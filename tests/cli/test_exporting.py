"""Tables and programs that go out, and tables that come back."""

from __future__ import annotations

import json
import math
import re
import shutil
import subprocess
import warnings
from pathlib import Path

import highspy
import pulp
import pytest

import planner
from planner.cli import BAD_INPUT, DONE, run
from planner.planning import solvers
from planner.scenario.canonical import digest
from planner.scenario.reading import load
from tests.cli.refusing import refused
from tests.solvers import CBC


@pytest.mark.parametrize("kind", ["lp", "mps"])
def test_an_exported_program_is_one_that_solvers_read(kind, small, tmp_path) -> None:
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
def test_tables_go_out_and_come_back(output, small, tmp_path, capsys) -> None:
    out, back = tmp_path / output, tmp_path / "back.yaml"
    form = "xlsx" if output.endswith("xlsx") else "csv"
    assert run(["export", str(small), "--format", form, "-o", str(out)]) == DONE
    assert run(["import", str(out), "-o", str(back)]) == DONE
    assert run(["validate", str(back)]) == DONE
    assert digest(load(back)) == digest(load(small))


def test_what_was_set_for_one_run_is_in_the_tables(small, tmp_path) -> None:
    out, back = str(tmp_path / "t.xlsx"), tmp_path / "back.yaml"
    run(
        ["export", str(small), "--format", "xlsx", "-o", out, "--set", "nations.FRA.offers.battalion.units=9"]
    )
    run(["import", out, "-o", str(back)])
    assert load(back).nations["FRA"].offers["battalion"].units.expected == 9


@pytest.mark.parametrize("option", [["--firmness", "approved"], ["--offers", "low"]])
def test_tables_hold_every_offer(option, small, tmp_path, capsys) -> None:
    out = tmp_path / "t.xlsx"
    assert run(["export", str(small), "--format", "xlsx", "-o", str(out), *option]) == BAD_INPUT
    assert "every offer" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("name", ["missing.xlsx", "small.yaml", "."])
def test_tables_that_are_none_are_refused(name, small, tmp_path, capsys) -> None:
    assert run(["import", str(tmp_path / name), "-o", str(tmp_path / "x.yaml")]) == BAD_INPUT
    said = capsys.readouterr()
    assert said.err.strip()
    assert "Traceback" not in said.err
    assert not (tmp_path / "x.yaml").exists()


@pytest.mark.parametrize("form", ["lp", "mps", "xlsx", "csv"])
def test_what_is_there_is_replaced_by_force_only(form, small, tmp_path, capsys) -> None:
    out = tmp_path / ("tables" if form == "csv" else f"out.{form}")
    export = ["export", str(small), "--format", form, "-o", str(out)]
    assert run(export) == DONE
    changed = out / "nations.csv" if form == "csv" else out
    changed.write_text("what somebody changed")
    assert run(export) == BAD_INPUT
    assert changed.read_text() == "what somebody changed"
    assert run([*export, "--force"]) == DONE
    assert changed.read_bytes() != b"what somebody changed"


AWKWARD = ["infantry_first", "inf", "st", "bounds", "free", "end", "general", "binary", "e5", "5_of_them"]
LONG = "a_very_long_word_" * 4


@pytest.fixture
def awkward(tmp_path):
    """A scenario whose ids are words of the LP format, numbers, long, or of no Latin letter."""
    ids = [*AWKWARD, "条約", "条約_2", f"{LONG}one", f"{LONG}two", "pair", "pair_least", "least_pair"]
    rule = {"kind": "limit", "measure": "personnel", "at_most": 900}
    rules = dict.fromkeys(ids, rule) | {"pair": {**rule, "at_least": 1, "per": "phase"}}
    rules["free"] = {"kind": "breadth", "count": "nation", "at_least": 2, "each": 10}
    nations = {name: {"offers": {LONG: 2.0}} for name in ("inf", "e5", "free", "条", LONG)}
    found = {
        "title": "Îles: free",
        "phases": [{"id": name, "months": 2} for name in ("end", "5")],
        "places": {LONG: {"area": "x"}},
        "capabilities": {LONG: {"component": "land", "unit": "unit", "personnel": 100, "cost": 1}},
        "requirements": {name: {"capability": LONG, "place": LONG, "quantity": 4} for name in ("st", LONG)},
        "nations": nations,
        "constraints": rules,
    }
    file = tmp_path / "awkward.yaml"
    file.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return file


def by_highs(file):
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    assert highs.readModel(str(file)) == highspy.HighsStatus.kOk
    highs.run()
    return highs.getInfo().objective_function_value


def by_cbc(file):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # PuLP 4 will have it elsewhere
        cbc = pulp.getSolver(CBC, msg=False) if CBC in solvers() else None
    if cbc is None:
        pytest.skip("CBC is not installed")
    said = subprocess.run([cbc.path, str(file), "solve", "quit"], capture_output=True, text=True, check=True)
    found = re.search(r"(?:Objective value:|Optimal objective) +(\S+)", said.stdout)
    assert found is not None
    return float(found[1])


def by_glpk(file):
    glpsol = shutil.which("glpsol")
    if glpsol is None:
        pytest.skip("GLPK is not installed")
    output = file.with_suffix(".txt")
    form = "--lp" if file.suffix == ".lp" else "--freemps"
    subprocess.run([glpsol, form, str(file), "-o", str(output)], capture_output=True, check=True)
    found = re.search(r"Objective: .*= (\S+)", output.read_text())
    assert found is not None
    return float(found[1])


@pytest.mark.parametrize("kind", ["lp", "mps"])
@pytest.mark.parametrize("reader", [by_highs, by_cbc, by_glpk])
def test_every_reader_takes_the_names_of_an_exported_program(reader, kind, awkward, tmp_path) -> None:
    output = tmp_path / f"plan.{kind}"
    assert run(["export", str(awkward), "--format", kind, "-o", str(output)]) == DONE
    problem = planner.problem(planner.load(awkward))
    problem.solve(pulp.HiGHS(msg=False))
    assert reader(output) == pytest.approx(pulp.value(problem.objective), rel=1e-4)


@pytest.mark.parametrize("kind", ["lp", "mps"])
@pytest.mark.parametrize("reader", [by_highs, by_cbc, by_glpk])
def test_every_reader_finds_as_many_whole_units_as_it_takes(reader, kind, small, tmp_path) -> None:
    output = tmp_path / f"plan.{kind}"
    whole = "capabilities.battalion.step=1"
    assert run(["export", str(small), "--set", whole, "--format", kind, "-o", str(output)]) == DONE
    problem = planner.problem(planner.load(small, [whole]))
    open_above = (None, math.inf)  # PuLP 3.3 says the one, PuLP 4 the other
    assert any(one.cat == pulp.LpInteger and one.upBound in open_above for one in problem.variables()), (
        "a column that a reader could bound by itself"
    )
    problem.solve(pulp.HiGHS(msg=False))
    assert reader(output) == pytest.approx(pulp.value(problem.objective), rel=1e-4)


@pytest.fixture
def thirds(small, tmp_path):
    """A scenario in which each of three bears a third of a large bill, and two contributions are decided."""
    share = {"kind": "share", "measure": "cost"}
    pin = {"capability": "battalion", "requirement": "L1", "phases": ["deploy"], "units": 1}
    found = {
        "title": "Thirds",
        "phases": [{"id": "deploy", "months": 1}],
        "places": {"west": {"area": "x"}},
        "capabilities": {"battalion": {"component": "land", "unit": "unit", "personnel": 600, "cost": 1e8}},
        "requirements": {"L1": {"capability": "battalion", "place": "west", "quantity": 3}},
        "nations": {name: {"offers": {"battalion": 1}} for name in ("FRA", "GBR", "DEU")},
        "constraints": {
            "at_most": {**share, "nations": ["FRA"], "at_most": 1 / 3},
            "at_least": {**share, "nations": ["GBR"], "at_least": 1 / 3},
            "also": {**share, "nations": ["DEU"], "at_least": 1 / 3},
        },
        "pins": [{"nation": name, **pin, "because": "decided"} for name in ("FRA", "GBR")],
    }
    file = tmp_path / "thirds.yaml"
    file.write_text(json.dumps(found))
    return file


@pytest.mark.parametrize("kind", ["lp", "mps"])
@pytest.mark.parametrize("reader", [by_highs, by_cbc, by_glpk])
def test_a_third_of_a_large_bill_is_one_for_every_reader(reader, kind, thirds, tmp_path) -> None:
    output = tmp_path / f"plan.{kind}"
    assert run(["export", str(thirds), "--format", kind, "-o", str(output)]) == DONE
    problem = planner.problem(planner.load(thirds))
    problem.solve(pulp.HiGHS(msg=False))
    assert reader(output) == pytest.approx(pulp.value(problem.objective)) != 0


@pytest.mark.parametrize("format_", ["lp", "mps", "xlsx", "csv"])
def test_a_scenario_is_not_written_over_by_its_own_tables_or_program(
    format_: str, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = small.read_text()
    said = refused("export", str(small), "--format", format_, "-o", str(small), "--force", capsys=capsys)
    assert "is the scenario that is exported (write to another file)" in said
    assert small.read_text() == before


def test_a_table_is_not_written_over_by_what_is_read_from_it(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "tables.xlsx"
    assert run(["export", str(small), "--format", "xlsx", "-o", str(table)]) == DONE
    before = table.read_bytes()
    said = refused("import", str(table), "-o", str(table), "--yes", capsys=capsys)
    assert "is the table that is read" in said
    assert table.read_bytes() == before

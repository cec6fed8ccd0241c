"""A scenario that requires nothing: an empty plan, the best, that says so in every command."""

from __future__ import annotations

import itertools
import warnings

import highspy
import pulp
import pytest
import yaml

import planner
from planner.cli.command_line import main
from planner.engines.engine import Status
from planner.engines.solvers.highs_model import instance
from planner.planning import solve
from planner.scenario.scenario import Scenario
from tests.solvers import HIGHS_AND_CBC

GOALS = [
    list(some) for count in (1, 2, 3) for some in itertools.permutations(["fill", "even", "cost"], count)
]


def document(**sections):
    return {
        "title": "Nothing yet",
        "phases": [{"id": "a", "months": 6}],
        "places": {"p": {"area": "x"}},
        "capabilities": {"inf": {"component": "land", "unit": "battalion", "personnel": 600, "cost": 1}},
        "requirements": {"R1": {"capability": "inf", "place": "p", "quantity": 0}},
        "nations": {"A": {"offers": {"inf": 3}, "keys": {"gdp": 1}}},
        **sections,
    }


def ran(*arguments):
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return ended.value.code or 0


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "nothing.yaml"
    path.write_text(yaml.safe_dump(document()))
    return path


@pytest.mark.parametrize("goals", [*GOALS, ["fill", "burden"], ["burden", "even", "cost", "fill"]])
@pytest.mark.parametrize("solver", HIGHS_AND_CBC)
def test_whatever_the_goals_the_plan_is_empty_and_proven(goals, solver) -> None:
    plan = solve(Scenario.model_validate(document(goals=goals)), solver=solver)
    assert plan.status is Status.OPTIMAL
    assert plan.audit is not None
    assert plan.audit.passed
    assert len(plan.contributions) == 0
    assert plan.totals == {"fill": 1.0, "personnel_peak": 0.0, "cost": 0.0}


@pytest.mark.parametrize("command", ["solve", "explain"])
def test_the_terminal_says_so(file, command, capsys) -> None:
    assert ran(command, file) == 0
    said = capsys.readouterr().out
    assert "Nothing is required" in said
    assert "100 %" not in said


def test_every_report_is_written_without_a_warning(file, tmp_path, capsys) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert ran("solve", file, "--out", tmp_path / "out") == 0
    assert "Nothing is required" in (tmp_path / "out" / "plan.md").read_text()


def test_it_is_compared_with_a_scenario_that_requires_something(file, tmp_path, capsys) -> None:
    other = tmp_path / "some.yaml"
    needs = {"R1": {"capability": "inf", "place": "p", "quantity": 2}}
    other.write_text(yaml.safe_dump(document(requirements=needs, nations={"B": {"offers": {"inf": 1}}})))
    assert ran("compare", file, other) == 0
    assert ran("compare", other, file) == 0


@pytest.mark.parametrize("goals", [["fill", "cost"], ["fill"], ["even", "cost"], ["fill", "burden"]])
@pytest.mark.parametrize(("bound", "said"), [({}, "Optimal"), ({"at_least": 300}, "Infeasible")])
@pytest.mark.parametrize("ending", ["lp", "mps"])
def test_its_program_is_written_and_read_again(goals, bound, said, ending, tmp_path) -> None:
    rules = {"q": {"kind": "limit", "measure": "personnel", **bound}} if bound else {}
    file, written = tmp_path / "nothing.yaml", tmp_path / f"nothing.{ending}"
    file.write_text(yaml.safe_dump(document(goals=goals, constraints=rules)))
    assert ran("export", file, "--format", ending, "-o", written) == 0
    highs = instance()
    highs.setOptionValue("output_flag", False)
    assert highs.readModel(str(written)) == highspy.HighsStatus.kOk
    highs.run()
    assert highs.modelStatusToString(highs.getModelStatus()) == said


def test_its_program_is_one_that_pulp_solves() -> None:
    problem = planner.problem(Scenario.model_validate(document()))
    problem.solve(pulp.HiGHS(msg=False))
    assert problem.objective is not None
    assert problem.objective.value() == 0


def test_its_lp_file_has_a_row_and_a_column_without_which_glpk_reads_none(file, tmp_path) -> None:
    assert ran("export", file, "--format", "lp", "-o", tmp_path / "nothing.lp") == 0
    assert "row_nothing: 0 x_nothing <= 0" in (tmp_path / "nothing.lp").read_text()

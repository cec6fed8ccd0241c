"""Explanations as a whole: the document, the command, time, interrupts, and bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import planner
from planner.cli import BAD_INPUT, DONE, NO_PLAN, NOT_SOLVED, run
from planner.engines.engine import Status
from planner.problems import InvalidInput
from planner.reports.explain_words import headline
from planner.scenario.reading import load
from planner.studies.budget import Budget, OnlyInPart
from planner.studies.concessions.concessions import Concession
from planner.studies.explain import explain
from tests.folders import CASES, ROOT
from tests.small import document, scenario

REASSURANCE = ROOT / "scenarios" / "reassurance.yaml"
GALENET = str(CASES / "galenet.yaml")
KEYS = ["shortfalls", "prices", "conditions", "concessions", "conflicts", "relaxations", "ranges"]
CEILING = {"kind": "limit", "nations": "FRA", "component": "land", "measure": "personnel", "at_most": 1200}


@pytest.fixture
def small(tmp_path) -> str:
    file = tmp_path / "small.yaml"
    file.write_text(json.dumps(document(constraints={"ceiling": CEILING})), encoding="utf-8")
    return str(file)


def explained(*arguments: str, capsys: pytest.CaptureFixture[str], code: int = DONE) -> dict[str, Any]:
    """Run `planner explain --json` and return the document."""
    assert run(["explain", *arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_the_document_is_as_the_contract_says(small, capsys) -> None:
    found = explained(small, capsys=capsys)
    assert found["format"] == "planner-explain/1"
    assert found["status"] == "optimal"
    assert set(KEYS) <= found.keys()
    assert found["unfinished"] == []
    assert found["conflicts"] == found["relaxations"] == []
    for answer in found["concessions"]:
        assert answer["kind"] in ("cheapest", "fewest", "even")
        assert answer["price"] == pytest.approx(sum(change["price"] for change in answer["changes"]))
        assert 0 < answer["fill"] <= 1
        for change in answer["changes"]:
            assert {"path", "from", "to", "price", "sentence"} == change.keys()
            assert change["sentence"]


def test_a_scenario_without_a_plan_names_its_conflicts_and_has_its_exit_code(capsys) -> None:
    found = explained(GALENET, capsys=capsys, code=NO_PLAN)
    assert found["status"] == "infeasible"
    assert len(found["conflicts"]) == 5
    assert found["all_conflicts_found"]
    assert found["conflicts"][0]["constraints"] == ["cap_T25", "cap_T35", "need_D8"]
    assert [answer["price"] for answer in found["relaxations"]] == pytest.approx([28, 28, 28])
    assert found["shortfalls"] == found["prices"] == found["concessions"] == []


def test_a_fill_may_be_asked_for_also_where_there_is_no_plan(capsys) -> None:
    found = explained(GALENET, "--fill", "0.5", capsys=capsys, code=NO_PLAN)
    assert found["fill"]["today"] is None
    assert {answer["fill"] for answer in found["concessions"]} == {0.5}


def test_explain_prints_for_a_person(small, capsys) -> None:
    assert run(["explain", small]) == DONE
    said = capsys.readouterr().out
    for words in (
        "hypothetical",
        "of what is required is filled",
        "What it would take to fill more",
        "The cheapest",
    ):
        assert words in said
    assert max(map(len, said.splitlines())) <= 80


def test_explain_prints_conflicts_for_a_person(capsys) -> None:
    assert run(["explain", GALENET]) == NO_PLAN
    said = capsys.readouterr().out
    for words in (
        "No plan meets all hard constraints",
        "Conflict 5",
        "cap_T25",
        "What would make a plan possible",
    ):
        assert words in said
    assert max(map(len, said.splitlines())) <= 80


def test_a_quiet_explanation_prints_the_headline_only(small, capsys) -> None:
    run(["explain", small])
    full = capsys.readouterr().out
    assert run(["explain", small, "--quiet"]) == DONE
    assert 0 < len(capsys.readouterr().out) < len(full) / 2


def test_a_fill_asked_for_is_the_only_one_that_is_looked_at(small, capsys) -> None:
    found = explained(small, "--fill", "0.9", capsys=capsys)
    assert {answer["fill"] for answer in found["concessions"]} == {0.9}
    assert [answer["kind"] for answer in found["concessions"]] == ["cheapest", "fewest", "even"]
    percent = explained(small, "--fill", "90%", capsys=capsys)
    assert percent["concessions"] == found["concessions"]


def test_a_fill_that_is_there_already_or_cannot_be_is_said(small, capsys) -> None:
    assert run(["explain", small, "--fill", "0.1"]) == DONE
    assert "That much is filled already" in capsys.readouterr().out
    many = "requirements.L1.quantity=500"
    assert run(["explain", small, "--fill", "1", "--set", many]) == DONE
    assert "No concessions would" in capsys.readouterr().out


@pytest.mark.parametrize("fill", ["1.01", "90", "-0.1", "nan", "inf"])
def test_a_fill_that_is_no_part_is_refused_with_a_hint(small, fill, capsys) -> None:
    assert run(["explain", small, f"--fill={fill}"]) == BAD_INPUT
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "--fill" in printed.err
    assert "0.9" in printed.err


def test_a_fill_that_is_no_number_is_refused(small, capsys) -> None:
    with pytest.raises(SystemExit) as stop:
        run(["explain", small, "--fill", "most"])
    assert stop.value.code == BAD_INPUT


def test_bad_scenarios_and_solvers_are_refused(tmp_path, small, capsys) -> None:
    assert run(["explain", str(tmp_path / "missing.yaml")]) == BAD_INPUT
    assert run(["explain", small, "--solver", "GUROBY"]) == BAD_INPUT
    assert "GUROBY" in capsys.readouterr().err


def test_options_change_what_is_explained(small, capsys) -> None:
    first = explained(small, capsys=capsys)
    fewer = explained(small, "--set", "nations.FRA.offers.minehunter.units=0", capsys=capsys)
    assert fewer["fill"]["today"] < first["fill"]["today"]
    none = explained(small, "--firmness", "committed", capsys=capsys)
    assert none["fill"]["today"] == 0


@pytest.mark.parametrize("solver", planner.solvers())
def test_any_solver_may_find_the_plan(small, solver, capsys) -> None:
    found = explained(small, "--solver", solver, capsys=capsys)
    first = explained(small, capsys=capsys)
    assert [one["price"] for one in found["concessions"]] == pytest.approx(
        [one["price"] for one in first["concessions"]], rel=1e-6
    )


def test_an_interrupt_keeps_what_was_found(small, capsys, monkeypatch) -> None:
    from planner.studies import explain as module
    from planner.studies.concessions.concessions import concessions

    whole = concessions

    def stopped(*arguments: Any, **options: Any) -> Any:
        for number, step in enumerate(whole(*arguments, **options)):
            if number == 2:
                raise KeyboardInterrupt
            yield step

    monkeypatch.setattr(module, "concessions", stopped)
    found = explained(small, capsys=capsys, code=NOT_SOLVED)
    assert found["unfinished"] == ["concessions", "ranges"]
    assert len(found["concessions"]) == 1
    assert run(["explain", small]) == NOT_SOLVED
    assert "Cut short before it was done: concessions, ranges." in capsys.readouterr().out.replace("\n", " ")


def test_what_would_take_too_long_is_left_out_and_said(monkeypatch) -> None:
    monkeypatch.setattr("planner.studies.prices.prices.Budget", lambda: Budget(0.0))
    of = scenario(whole_units=True)
    found = explain(of)
    assert found.partial == ("prices",)
    assert found.unfinished == ()
    assert found.prices == ()
    assert "not all was looked at of: prices." in " ".join(headline(found))
    assert found.as_document()["partial"] == ["prices"]


def test_what_would_take_too_long_is_said_also_where_there_is_no_plan(monkeypatch) -> None:
    def in_part(*_: object) -> Iterator[Concession]:
        raise OnlyInPart
        yield

    monkeypatch.setattr("planner.studies.explain.relaxations", in_part)
    found = explain(load(GALENET))
    assert found.status is Status.INFEASIBLE
    assert found.partial == ("relaxations",)


def test_fair_burdens_among_the_goals_are_explained_too() -> None:
    found = explain(scenario(goals=["fill", "burden", "cost"]))
    assert found.prices != ()
    assert found.partial == found.unfinished == ()


def test_an_interrupt_between_two_parts_keeps_the_first() -> None:
    def progress(part: str, *_: int) -> None:
        if part == "conditions":
            raise KeyboardInterrupt

    found = explain(scenario(), progress=progress)
    assert found.prices == explain(scenario()).prices != ()
    assert found.unfinished == ("conditions", "concessions", "ranges")


def test_no_time_is_no_answer(tmp_path, capsys) -> None:
    from benchmarks.family import M, as_document, generate

    file = tmp_path / "large.yaml"
    file.write_text(json.dumps(as_document(generate(M, 1))), encoding="utf-8")
    assert run(["explain", str(file), "--time-limit", "0.01"]) == NOT_SOLVED


def test_progress_names_what_is_worked_on() -> None:
    told: list[str] = []
    explain(
        scenario(constraints={"ceiling": CEILING}), progress=lambda name, _done, _count: told.append(name)
    )
    assert {"shortfalls", "prices", "concessions"} <= set(told)


def test_a_plan_that_fills_everything_needs_no_concessions() -> None:
    offers = {"battalion": 50, "engineers": 50, "minehunter": 50}
    found = explain(scenario(nations={"FRA": {"offers": offers}, "TUR": {}, "ROU": {}, "UKR": {}}))
    assert found.shortfalls == ()
    assert found.concessions == ()


def test_whole_numbers_are_explained_too() -> None:
    sections = document(whole_units=True, constraints={"ceiling": CEILING})
    found = explain(planner.Scenario.model_validate(sections))
    assert found.unfinished == ()
    assert found.concessions


def test_explain_and_its_parts_are_public() -> None:
    assert planner.explain is explain
    with pytest.raises(InvalidInput):
        planner.explain(scenario(), fill=2)


def test_two_runs_give_the_same_bytes_whatever_the_hash_seed(small, tmp_path) -> None:
    outputs = []
    for seed in ("1", "2"):
        answer = subprocess.run(
            [sys.executable, "-m", "planner", "explain", small, "--json"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert answer.stderr == b""
        outputs.append(answer.stdout)
    assert outputs[0] == outputs[1]

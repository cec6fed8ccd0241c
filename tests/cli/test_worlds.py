"""The commands about many worlds: what they print and write, and how they leave."""

from __future__ import annotations

import json

import pytest
import yaml

from planner.cli import BAD_INPUT, DONE, NO_PLAN, run
from planner.cli.command_line import parser
from tests.small import document


def test_withdraw_says_who_cannot_be_spared(small, capsys) -> None:
    assert run(["withdraw", str(small), "--depth", "2"]) == DONE
    printed = capsys.readouterr().out
    for said in ("hypothetical", "Without FRA", "Without two nations", "If a condition fails"):
        assert said in printed


def test_withdraw_as_json_is_the_document_of_the_contract(small, capsys) -> None:
    assert run(["withdraw", str(small), "--json"]) == DONE
    said = json.loads(capsys.readouterr().out)
    assert said["format"] == "planner-withdraw/1"
    assert {"format", "scenario", "counted", "losses"} <= set(said)
    assert set(said["losses"][0]) >= {"without", "fill", "stands_in", "lost"}


def test_withdraw_writes_four_files_and_the_same_again(small, tmp_path, capsys) -> None:
    out = tmp_path / "out"
    assert run(["withdraw", str(small), "--out", str(out), "--quiet"]) == DONE
    names = [f"withdraw.{end}" for end in ("html", "json", "md", "xlsx")]
    assert sorted(one.name for one in out.iterdir()) == names
    before = [(out / name).read_bytes() for name in names]
    assert run(["withdraw", str(small), "--out", str(out), "--quiet", "--workers", "2"]) == DONE
    assert [(out / name).read_bytes() for name in names] == before
    assert "Without one nation" in (out / "withdraw.md").read_text(encoding="utf-8")


def test_withdraw_where_there_is_no_plan_has_the_exit_code_of_that(tmp_path, capsys) -> None:
    demand = {"kind": "limit", "nations": "FRA", "measure": "personnel", "at_least": 90000}
    file = tmp_path / "impossible.yaml"
    file.write_text(yaml.safe_dump(document(constraints={"rule": demand})), encoding="utf-8")
    assert run(["withdraw", str(file)]) == NO_PLAN
    assert "no plan" in capsys.readouterr().out


@pytest.mark.parametrize("workers", ["0", "-1", "two"])
def test_workers_that_are_no_number_are_refused(small, capsys, workers) -> None:
    with pytest.raises(SystemExit) as left:
        run(["withdraw", str(small), f"--workers={workers}"])
    assert left.value.code == BAD_INPUT
    assert "--workers" in capsys.readouterr().err


@pytest.fixture
def uncertain(tmp_path):
    """Return the file of the small scenario with a chance."""
    sections = document()
    sections["conditions"]["ceasefire"]["probability"] = 0.6
    sections["nations"]["FRA"]["offers"]["battalion"]["needs"] = ["ceasefire"]
    file = tmp_path / "uncertain.yaml"
    file.write_text(yaml.safe_dump(sections), encoding="utf-8")
    return file


def test_uncertainty_says_how_likely_and_why(uncertain, capsys) -> None:
    assert run(["uncertainty", str(uncertain), "--draws", "32"]) == DONE
    printed = capsys.readouterr().out
    for said in ("hypothetical", "Priority 1:", "What drives it", "What has no chance", "seed 1"):
        assert said in printed


def test_uncertainty_as_json_is_the_same_for_the_same_seed(uncertain, capsys) -> None:
    said = []
    for seed in ("1", "1", "2"):
        run(["uncertainty", str(uncertain), "--draws", "32", "--json", "--seed", seed])
        said.append(capsys.readouterr().out)
    first, again, other = said
    assert first == again != other
    document = json.loads(first)
    assert document["format"] == "planner-uncertainty/1"
    assert {"draws", "fill", "requirements", "drivers", "assumed", "counted"} <= set(document)
    assert "nations.FRA.offers.battalion.units" in document["assumed"]


def test_uncertainty_writes_four_files(uncertain, tmp_path) -> None:
    out = tmp_path / "out"
    assert run(["uncertainty", str(uncertain), "--draws", "16", "--out", str(out), "--quiet"]) == DONE
    names = [f"uncertainty.{end}" for end in ("html", "json", "md", "xlsx")]
    assert sorted(one.name for one in out.iterdir()) == names


def test_uncertainty_without_any_chance_says_so(small, tmp_path, capsys) -> None:
    out = tmp_path / "out"
    assert run(["uncertainty", str(small), "--out", str(out)]) == BAD_INPUT
    assert "states no chance of anything" in capsys.readouterr().err
    assert not out.exists()


@pytest.fixture
def swept(tmp_path):
    """Return a sweep file of four rows."""
    file = tmp_path / "sweep.yaml"
    file.write_text(
        "crossed:\n"
        "  nations.TUR.offers.minehunter.units: {from: 1, to: 3, step: 2}\n"
        "  conditions.ceasefire.holds: [always, never]\n",
        encoding="utf-8",
    )
    return file


def test_sweep_prints_a_row_for_each_setting(small, swept, capsys) -> None:
    assert run(["sweep", str(small), str(swept)]) == DONE
    printed = capsys.readouterr().out
    for said in ("4 rows.", "The most is filled", "Filled"):
        assert said in printed


def test_sweep_as_json_is_the_document_of_the_contract(small, swept, capsys) -> None:
    assert run(["sweep", str(small), str(swept), "--json"]) == DONE
    said = json.loads(capsys.readouterr().out)
    assert said["format"] == "planner-sweep/1"
    assert [set(row) for row in said["rows"]] == [{"set", "status", "goals", "totals"}] * 4


def test_sweep_writes_four_files(small, swept, tmp_path) -> None:
    out = tmp_path / "out"
    assert run(["sweep", str(small), str(swept), "--out", str(out), "--quiet"]) == DONE
    assert sorted(one.suffix for one in out.iterdir()) == [".html", ".json", ".md", ".xlsx"]


def test_a_bad_sweep_file_is_refused_with_its_lines_and_nothing_is_written(small, tmp_path, capsys) -> None:
    file, out = tmp_path / "sweep.yaml", tmp_path / "out"
    file.write_text("crossed:\n  conditions.ceasefire.holds: [nevr]\n  phases.hold.months: [-1]\n")
    assert run(["sweep", str(small), str(file), "--out", str(out)]) == BAD_INPUT
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in said] == [f"{file}:2", f"{file}:3"]
    assert not out.exists()


def test_ask_says_whom_to_ask_for_what(uncertain, capsys) -> None:
    asked = ["ask", str(uncertain), "--fill", "95%", "--chance", "55%", "--draws", "16"]
    assert run(asked) == DONE
    printed = " ".join(capsys.readouterr().out.split())
    for said in (
        "hypothetical",
        "To fill 95 % of priority 1 with a chance of 55 %",
        "Beside asking otherwise",
    ):
        assert said in printed
    assert run([*asked, "--json"]) == DONE
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == "planner-ask/1"
    assert {"asks", "chance", "chance_error", "price", "expected_world", "counted"} <= set(document)
    assert set(document["asks"][0]) >= {"nation", "capability", "units", "beyond", "price"}


def test_ask_writes_four_files(uncertain, tmp_path) -> None:
    out = tmp_path / "out"
    asked = ["ask", str(uncertain), "--fill", "0.6", "--chance", "0.55", "--draws", "16", "--quiet"]
    assert run([*asked, "--out", str(out)]) == DONE
    assert sorted(one.name for one in out.iterdir()) == [
        f"ask.{end}" for end in ("html", "json", "md", "xlsx")
    ]


def test_ask_for_what_nothing_reaches_says_the_greatest_chance_and_leaves_with_3(uncertain, capsys) -> None:
    assert run(["ask", str(uncertain), "--chance", "99%", "--draws", "16"]) == NO_PLAN
    assert "the greatest is" in " ".join(capsys.readouterr().out.split())


def test_worth_says_what_each_nation_adds(small, tmp_path, capsys) -> None:
    out = tmp_path / "out"
    assert run(["worth", str(small), "--out", str(out)]) == DONE
    printed = " ".join(capsys.readouterr().out.split())
    for said in ("hypothetical", "Together they fill", "The most is added by", "every coalition was solved"):
        assert said in printed
    assert sorted(one.suffix for one in out.iterdir()) == [".html", ".json", ".md", ".xlsx"]
    document = json.loads((out / "worth.json").read_text(encoding="utf-8"))
    assert document["format"] == "planner-worth/1"
    assert set(document["nations"][0]) == {
        "nation",
        "shapley",
        "error",
        "nucleolus",
        "core_least",
        "core_most",
        "burden",
    }
    assert sum(one["shapley"] for one in document["nations"]) == pytest.approx(document["fill"], abs=1e-4)


def test_alternatives_are_told_by_who_carries_what(tmp_path, capsys) -> None:
    sections, out = document(), tmp_path / "out"
    sections["nations"]["TUR"]["offers"] = {"battalion": {"units": 8}, "minehunter": {"units": 6}}
    file = tmp_path / "spare.yaml"
    file.write_text(yaml.safe_dump(sections), encoding="utf-8")
    assert run(["alternatives", str(file), "--within", "10%", "--count", "2", "--out", str(out)]) == DONE
    printed = " ".join(capsys.readouterr().out.split())
    for said in ("hypothetical", "fill as much within 10 %", "person-months more", "How far each can go"):
        assert said in printed
    assert sorted(one.suffix for one in out.iterdir()) == [".html", ".json", ".md", ".xlsx"]
    told = json.loads((out / "alternatives.json").read_text(encoding="utf-8"))
    assert told["format"] == "planner-alternatives/1"
    assert set(told["plans"][0]) == {"goals", "contributions", "differs", "sentence"}


@pytest.mark.parametrize("study", ["uncertainty", "ask", "withdraw", "alternatives", "worth", "sweep"])
def test_every_command_about_many_worlds_takes_the_same_options(study) -> None:
    same = ["--workers", "2", "--seed", "3", "--cache", "kept", "--scheduler", "tcp://host:1", "--out", "out"]
    files = ["a.yaml", "sweep.yaml"] if study == "sweep" else ["a.yaml"]
    taken = parser().parse_args([study, *files, *same])
    assert (taken.workers, taken.seed, taken.cache, taken.scheduler) == (2, 3, "kept", "tcp://host:1")


@pytest.mark.parametrize("study", ["uncertainty", "ask", "withdraw", "worth"])
def test_a_command_that_solves_on_a_cluster_asks_the_one_it_was_told_of(
    study, uncertain, capsys, monkeypatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert run([study, str(uncertain), "--scheduler", "tcp://127.0.0.1:9"]) == BAD_INPUT
    assert "planner[cluster]" in capsys.readouterr().err

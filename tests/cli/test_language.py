"""The commands that show what a scenario file may say."""

from __future__ import annotations

import json

from planner.cli import DONE, run
from tests.cli.refusing import refused


def test_a_new_scenario_validates_and_solves(tmp_path, capsys) -> None:
    file = tmp_path / "mine.yaml"
    assert run(["new", str(file)]) == DONE
    assert run(["validate", str(file)]) == DONE
    assert run(["solve", str(file)]) == DONE
    capsys.readouterr()
    before = file.read_bytes()
    refused("new", str(file), capsys=capsys)
    assert file.read_bytes() == before


def test_the_schema_is_json(capsys) -> None:
    assert run(["schema"]) == DONE
    assert "Scenario" in json.loads(capsys.readouterr().out)["$defs"]


def test_nations_are_found_by_what_people_type(capsys) -> None:
    assert run(["nations", "Turkey", "Ivory Coast"]) == 0
    said = capsys.readouterr().out
    assert "TUR" in said
    assert "CIV" in said
    assert "World Bank" in said


def test_a_name_of_no_one_state_is_bad_input_with_suggestions(capsys) -> None:
    assert run(["nations", "Congo", "Turkey"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "COD" in said.err
    assert "COG" in said.err


def test_all_nations_are_listed_as_a_document(capsys) -> None:
    assert run(["nations", "--json"]) == 0
    assert {"TUR", "XKX"} <= {one["id"] for one in json.loads(capsys.readouterr().out)["nations"]}


def test_a_state_that_is_named_twice_is_listed_once(capsys) -> None:
    assert run(["nations", "usa", "Turkey", "USA", "TUR", "--json"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)["nations"]] == ["USA", "TUR"]


def test_a_name_of_no_state_that_is_repeated_is_refused_once(capsys) -> None:
    assert len(refused("nations", "Nowhere", "Nowhere", capsys=capsys).splitlines()) == 1

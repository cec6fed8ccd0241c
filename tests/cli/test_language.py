"""The commands that show what a scenario file may say."""

from __future__ import annotations

import json

from planner.cli import DONE, run
from tests.cli.refusing import refused


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

"""Bad input: everything wrong is said at once, and nothing is written."""

from __future__ import annotations

import json

import pytest

from planner.cli import BAD_INPUT, DONE, run
from tests.cli.refusing import refused
from tests.folders import SHIPPED


def test_validate_says_nothing_is_wrong_with_the_shipped_scenarios(capsys) -> None:
    assert run(["validate", *map(str, SHIPPED)]) == DONE
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["validate", "solve", "export"])
def test_a_file_that_is_none_is_refused_by_every_command(command, tmp_path, capsys) -> None:
    more = ["--format", "lp", "-o", str(tmp_path / "out.lp")] if command == "export" else []
    empty, binary = tmp_path / "empty.yaml", tmp_path / "binary.yaml"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 16)
    for file in (tmp_path / "missing.yaml", tmp_path, empty, binary):
        assert str(file) in refused(command, str(file), *more, capsys=capsys)
    assert not (tmp_path / "out.lp").exists()


def test_a_file_of_fifty_megabytes_is_refused_at_once(tmp_path, capsys) -> None:
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


def test_everything_wrong_is_said_at_once_with_file_and_line(tmp_path, capsys) -> None:
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


def test_problems_are_a_document_too(tmp_path, capsys) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(WRONG, encoding="utf-8")
    assert run(["validate", str(file), "--json"]) == BAD_INPUT
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert len(problems) >= 7
    assert all(set(problem) == {"file", "line", "path", "text", "hint"} for problem in problems)


def test_nothing_is_written_for_bad_input(tmp_path, capsys) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(WRONG, encoding="utf-8")
    refused("solve", str(file), "--out", str(tmp_path / "plans"), capsys=capsys)
    assert [entry.name for entry in tmp_path.iterdir()] == ["wrong.yaml"]


def test_validate_says_what_a_variant_drops_of_its_base(tmp_path, capsys) -> None:
    assert run(["new", str(tmp_path / "base.yaml")]) == DONE
    heir = tmp_path / "heir.yaml"
    commitments = "[{title: More, capability: engineer_company, units: 1}]"
    heir.write_text(f"extends: base.yaml\ntitle: Heir\nnations: {{DEU: {{commitments: {commitments}}}}}\n")
    capsys.readouterr()
    assert run(["validate", str(heir)]) == DONE
    said = capsys.readouterr().out
    assert f"{heir}:3: nations.DEU.commitments: drops Another mission of {tmp_path}/base.yaml:63" in said
    assert said.endswith("1 without problems\n")
    assert run(["validate", str(heir), "--json"]) == DONE
    document = json.loads(capsys.readouterr().out)
    assert document["problems"] == []
    assert [notice["path"] for notice in document["notices"]] == ["nations.DEU.commitments"]

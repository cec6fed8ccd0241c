"""What is wrong with inherited values is said first where the heir's line is that makes it so."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.problems import InvalidInput
from planner.scenario.reading import load
from tests.scenario.small_file import SMALL, said_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(SMALL)
    return tmp_path


def heir(folder: Path, text: str, *, name: str = "heir.yaml", extends: str = "base.yaml") -> Path:
    path = folder / name
    path.write_text(f"extends: {extends}\n{text}")
    return path


def test_a_list_of_phases_that_drops_some_is_named_first_and_once(folder: Path) -> None:
    said = said_of(heir(folder, "title: Heir\nphases:\n  - {id: hold, months: 6}\n"))
    assert said[0] == (
        "heir.yaml:3: phases: takes the place of what was there, and with that a value inherited from below "
        "makes no sense (change it here too, or leave this as it was)"
    )
    assert [line.split(": ")[0] for line in said[1:]] == ["base.yaml:14"]


def test_a_nation_that_is_taken_out_is_named_first_and_once(folder: Path) -> None:
    said = said_of(heir(folder, "title: Heir\nnations:\n  FRA: {offers: {battalion: 4}}\n  TUR: null\n"))
    assert said[0].startswith("heir.yaml:5: nations.TUR: is taken out, and with that 2 values inherited")
    assert [line.split(":")[0] for line in said[1:]] == ["base.yaml"] * 2


def test_two_lines_are_each_named_for_what_they_do(folder: Path) -> None:
    said = said_of(heir(folder, "phases: [{id: hold, months: 6}]\nnations: {TUR: null}\n"))
    assert [line.split(":")[:2] for line in said[:2]] == [["heir.yaml", "2"], ["heir.yaml", "3"]]


def test_a_change_that_leaves_a_rule_nothing_to_speak_of_is_named(folder: Path) -> None:
    said = said_of(heir(folder, "title: Heir\ncapabilities:\n  minehunter: {measures: {tonnage: 0}}\n"))
    assert said[0].startswith("heir.yaml:4: capabilities.minehunter.measures.tonnage: is changed, and")
    assert said[1].startswith("base.yaml:23: constraints.convention")


def test_the_file_in_the_middle_that_does_it_is_named(folder: Path) -> None:
    heir(folder, "nations: {TUR: null}\n", name="middle.yaml")
    said = said_of(heir(folder, "title: Top\n", extends="middle.yaml"))
    assert said[0].startswith("middle.yaml:2: nations.TUR: is taken out")


def test_an_assignment_that_does_it_is_named(folder: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        load(folder / "base.yaml", ["title=New", "nations.TUR=null"])
    first = caught.value.problems[0]
    assert (first.file, first.text.split(",")[0]) == ("--set nations.TUR", "is set")
    assert first.as_document().keys() == {"file", "line", "path", "text", "hint"}
    whose = f"of {folder / 'base.yaml'} make no sense"
    assert first.text == f"is set, and with that 2 values {whose}"
    assert first.hint == "set them too, or not this"


def test_an_assignment_over_an_heir_names_both_files(folder: Path) -> None:
    offers = "nations: {POL: {offers: {minehunter: 2}}}\n"
    with pytest.raises(InvalidInput) as caught:
        load(heir(folder, offers), ["capabilities.minehunter=null"])
    first = caught.value.problems[0]
    assert first.file == "--set capabilities.minehunter"
    assert f" values of {folder / 'base.yaml'} and {folder / 'heir.yaml'} make no sense" in first.text


def test_what_the_base_has_wrong_itself_is_no_heirs_doing(folder: Path) -> None:
    (folder / "base.yaml").write_text(SMALL.replace("quantity: {deploy: 6", "quantity: {depoy: 6"))
    said = said_of(heir(folder, "title: Heir\nnations: {ROU: null}\n"))
    assert [line.split(":")[0] for line in said] == ["heir.yaml", "base.yaml", "base.yaml"]
    assert said[0].startswith("heir.yaml:3: nations.ROU: is taken out, and with that a value")


def test_what_an_heir_says_wrong_of_its_own_is_said_there_alone(folder: Path) -> None:
    said = said_of(heir(folder, "nations: {TUR: {offers: {minehuntr: 3}}}\n"))
    assert len(said) == 1
    assert said[0].startswith("heir.yaml:2")

"""What belongs to a scenario file: bases, variants, and plans saved beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import planner
from planner.cli import run
from planner.editing import library
from planner.editing.relatives import Relatives, plans_beside, relatives
from planner.scenario.canonical import digest
from tests.folders import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "planner" / "scenario" / "template.yaml", tmp_path / "first.yaml")
    (tmp_path / "heir.yaml").write_text("extends: first.yaml\ntitle: An heir\n", encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "far.yaml").write_text("extends: ../first.yaml\ntitle: Far\n", encoding="utf-8")
    (inner / "first.yaml").write_text("extends: [far.yaml]\ntitle: Of the same name\n", encoding="utf-8")
    return tmp_path


def of(folder: Path, name: str, text: str | None = None) -> Relatives:
    known = [*library.listed(folder), *library.listed(folder / "inner")]
    file = folder / name
    return relatives(str(file), file.read_text(encoding="utf-8") if text is None else text, known)


def names(found: Relatives) -> tuple[list[str], list[str]]:
    return [one.title for one in found.extends], [one.title for one in found.variants]


def test_variants_are_found_in_every_folder_of_the_library(folder) -> None:
    assert names(of(folder, "first.yaml")) == ([], ["An heir", "Far"])


def test_a_file_of_the_same_name_in_another_folder_is_another_scenario(folder) -> None:
    assert names(of(folder, "inner/first.yaml")) == (["Far"], [])
    assert names(of(folder, "inner/far.yaml")) == (["A first scenario"], ["Of the same name"])


def test_what_is_extended_is_what_the_text_on_the_desk_says(folder) -> None:
    assert names(of(folder, "heir.yaml", "extends: inner/far.yaml\n")) == (["Far"], [])


def test_a_base_outside_the_library_is_named(folder) -> None:
    found = of(folder, "heir.yaml", "extends: [first.yaml, ../elsewhere.yaml]\n")
    assert names(found)[0] == ["A first scenario"]
    assert found.missing == ("../elsewhere.yaml",)


def test_plans_of_the_scenario_are_found_beside_it_and_told_from_those_of_another_version(folder) -> None:
    first = str(folder / "first.yaml")
    assert run(["solve", first, "--out", str(folder / "now"), "--quiet"]) == 0
    setting = ["--set", "requirements.M1.quantity=1"]
    assert run(["solve", first, "--out", str(folder / "then"), "--quiet", *setting]) == 0
    assert run(["solve", str(folder / "heir.yaml"), "--out", str(folder / "heirs"), "--quiet", *setting]) == 0
    (folder / "broken.json").write_text('{"format": "planner-plan/1"', encoding="utf-8")
    (folder / "other.json").write_text("[1, 2]", encoding="utf-8")
    found = {one.name: one.current for one in plans_beside(first, digest(planner.load(first)))}
    assert found == {"now/plan.json": True, "then/plan.json": False}


def test_a_plan_that_is_written_again_is_read_again(folder) -> None:
    first = str(folder / "first.yaml")
    run(["solve", first, "--out", str(folder / "now"), "--quiet"])
    sha256 = digest(planner.load(first))
    (was,) = plans_beside(first, sha256)
    assert was.filled is not None
    run(
        [
            "solve",
            first,
            "--out",
            str(folder / "now"),
            "--quiet",
            "--force",
            "--set",
            "requirements.M1.quantity=90",
        ]
    )
    (now,) = plans_beside(first, sha256)
    assert now.filled is not None
    assert now.filled < was.filled
    assert not now.current

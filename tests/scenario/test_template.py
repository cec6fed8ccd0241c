"""`planner new`: a first scenario that is complete, explained, and solves."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner
from planner.problems import InvalidInput
from planner.scenario.reading import load_text
from planner.scenario.template import template, write_new


def test_the_template_is_read_without_a_problem_and_shows_the_common_kinds() -> None:
    scenario = load_text(template())
    kinds = {constraint.kind for constraint in scenario.constraints.values()}
    assert kinds == {"limit", "share", "caveat", "consent", "lead"}
    assert {capability.component for capability in scenario.capabilities.values()} == {"land", "maritime"}


def test_every_section_of_it_is_explained() -> None:
    lines = template().splitlines()
    for number, line in enumerate(lines):
        if line.endswith(":") and not line.startswith((" ", "#")):
            assert lines[number - 1].startswith("# "), line


def test_it_solves_and_its_politics_bind() -> None:
    plan = planner.solve(load_text(template()))
    assert plan.status == "optimal"
    free = load_text(template()).model_copy(update={"constraints": {}})
    assert planner.solve(free).goals["fill 1"] < plan.goals["fill 1"]


def test_it_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "first.yaml"
    write_new(path)
    assert planner.load(path).title == "A first scenario"
    with pytest.raises(InvalidInput) as caught:
        write_new(path)
    assert str(caught.value) == f"{path}: exists already (choose another name, or delete it)"


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="there is no folder"):
        write_new(tmp_path / "nowhere" / "first.yaml")

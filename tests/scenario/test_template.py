"""`planner new`: a first scenario that is complete, explained, and solves."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner
from planner.problems import InvalidInput
from planner.scenario.reading import load_text
from planner.scenario.template import EMPTY, template, templates, write_new


def test_the_template_is_read_without_a_problem_and_shows_the_common_kinds() -> None:
    scenario = load_text(template())
    kinds = {constraint.kind for constraint in scenario.constraints.values()}
    assert kinds == {"limit", "share", "caveat", "consent", "lead"}
    assert {capability.component for capability in scenario.capabilities.values()} == {"land", "maritime"}


def test_it_solves_and_its_politics_bind() -> None:
    plan = planner.solve(load_text(template()))
    assert plan.status == "optimal"
    free = load_text(template()).model_copy(update={"constraints": {}})
    assert planner.solve(free).goals["fill 1"] < plan.goals["fill 1"]


SMALL = [name for name in templates() if name != EMPTY]


@pytest.mark.parametrize("name", SMALL)
def test_every_template_says_that_it_is_hypothetical_or_invented_and_solves(name: str) -> None:
    scenario = load_text(template(name))
    assert {"hypothetical", "invented"} & set(template(name).replace(".", "").lower().split())
    assert scenario.description
    plan = planner.solve(scenario)
    assert plan.status == "optimal"
    assert plan.audit is not None
    assert plan.audit.passed


@pytest.mark.parametrize("name", [name for name in SMALL if name != "example"])
def test_every_small_template_asks_a_question_that_its_politics_answers(name: str) -> None:
    scenario = load_text(template(name))
    free = scenario.model_copy(update={"constraints": {}})
    assert planner.solve(free).totals["fill"] > planner.solve(scenario).totals["fill"]


@pytest.mark.parametrize("name", list(templates()))
def test_every_section_of_every_template_is_explained(name: str) -> None:
    lines = template(name).splitlines()
    for number, line in enumerate(lines):
        if line.endswith(":") and not line.startswith((" ", "#")):
            assert lines[number - 1].startswith("# "), line


def test_the_empty_template_lists_what_is_missing_and_no_more() -> None:
    with pytest.raises(InvalidInput) as caught:
        load_text(template(EMPTY))
    assert [problem.text for problem in caught.value.problems] == ["is empty"] * 4


def test_there_is_the_example_first_and_the_empty_one_last() -> None:
    assert list(templates()) == ["example", "land-force", "maritime", "training", "empty"]


def test_an_unknown_template_is_a_problem_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        write_new(tmp_path / "new.yaml", name="land-farce")
    assert "did you mean 'land-force'?" in str(caught.value)
    assert not (tmp_path / "new.yaml").exists()


def test_it_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "first.yaml"
    write_new(path)
    assert planner.load(path).title == "A first scenario"
    with pytest.raises(InvalidInput) as caught:
        write_new(path)
    assert str(caught.value) == f"{path}: exists already (choose another name, or use --force)"


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="there is no folder"):
        write_new(tmp_path / "nowhere" / "first.yaml")

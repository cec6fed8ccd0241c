"""The reference of the language lists everything that the models know, each with an example that is read."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

import planner
from planner.cli import run
from planner.constraints import kinds
from planner.facts.fields import Entry
from planner.reports.language.examples import examples, text
from planner.reports.language.reference import ENTRIES, listed
from planner.reports.language.reference_page import reference
from planner.scenario.reading import read
from planner.scenario.scenario import Scenario
from planner.scenario.shapes import Shape, scenario_shape, shapes
from tests.small import document


def _models(shape: Shape, known: set[type[Entry]]) -> set[type[Entry]]:
    for entry in shape.entries:
        if entry not in known:
            known.add(entry)
            for inner in shapes(entry).values():
                _models(inner, known)
    return known if shape.inner is None else _models(shape.inner, known)


def test_every_model_of_the_language_has_its_part() -> None:
    found = {one for one in _models(scenario_shape(), set()) if one.__name__ not in ("Choice", "Goal")}
    assert found == {*ENTRIES, *kinds().values()}


def test_the_scenario_that_has_every_field_is_in_order(tmp_path: Path) -> None:
    file = tmp_path / "every.yaml"
    file.write_text(text(), encoding="utf-8")
    assert planner.solve(planner.load(file)).status == "optimal"


def test_every_field_of_every_entry_has_a_meaning_and_an_example() -> None:
    without = [
        f"{entry.__name__}.{one.name}"
        for entry in ENTRIES
        if entry.__name__ != "Selection"
        for one in listed(entry)
        if not (one.means and one.takes) or not one.example
    ]
    assert without == []


def test_every_field_of_a_kind_has_a_meaning() -> None:
    assert [one.name for kind in kinds().values() for one in listed(kind) if not one.means] == []


def test_examples_are_what_is_written_in_a_scenario() -> None:
    assert examples()[Scenario, "cost_unit"] == "EUR million"


def test_a_long_list_of_goals_is_shown_by_those_that_fit() -> None:
    shown = examples()[Scenario, "goals"]
    assert shown == "[fill, {burden: {key: gdp, measure: personnel}}, cost]"
    assert read(document(goals=yaml.safe_load(shown))).goals


def test_bounds_and_defaults_are_those_of_the_models() -> None:
    page = reference()
    assert "| `rotation` | a number, at least 1 and at most 100 or a fraction such as `1/3` |" in page
    assert "`signalled`" in page


def test_every_kind_has_its_rows_and_a_case_by_hand() -> None:
    page = reference()
    for name, kind in kinds().items():
        assert f"\n### {name}\n" in page
        assert kind.mathematics
        assert kind.worked in page


def test_a_kind_is_told_on_the_command_line(capsys) -> None:
    assert run(["constraints", "lead", "presence"]) == 0
    said = capsys.readouterr().out
    assert "In mathematics: `measure(N) - measure(L) <= 0" in said
    assert "BBB's 6 a third is there" in " ".join(said.split())
    assert "least: The share of the selection" in said


def test_a_kind_is_told_as_a_document(capsys) -> None:
    assert run(["constraints", "lead", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["constraints"]
    assert {"mode", "least", "measure"} == {one["name"] for one in found["fields"]}


def test_a_kind_that_is_none_is_refused_with_the_nearest(capsys) -> None:
    assert run(["constraints", "leed", "caveats"]) == 2
    said = capsys.readouterr().err
    assert "did you mean 'lead'?" in said
    assert "did you mean 'caveat'?" in said

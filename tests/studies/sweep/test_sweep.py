"""Sweeps: each row is what solving with `--set` gives, and a bad sweep file is told line by line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import planner
from planner.problems import InvalidInput
from planner.studies.sweep.settings import examined_sweep
from planner.studies.sweep.sweep import sweep
from tests.small import document

CEASEFIRE, TURKISH, FRENCH = (
    "conditions.ceasefire.holds",
    "nations.TUR.offers.minehunter.units",
    "nations.FRA.offers.battalion.units",
)


@pytest.fixture
def small(tmp_path) -> Path:
    rule = {"kind": "limit", "nations": "FRA", "measure": "personnel", "at_least": 1}
    sections = document(constraints={"rule": rule})
    sections["nations"]["TUR"]["offers"]["battalion"]["needs"] = ["ceasefire"]
    file = tmp_path / "small.yaml"
    file.write_text(yaml.safe_dump(sections), encoding="utf-8")
    return file


@pytest.fixture
def written(tmp_path):
    def write(text: str) -> Path:
        file = tmp_path / "sweep.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_every_combination_is_a_row_that_setting_it_gives(small, written) -> None:
    asked = f"crossed:\n  {TURKISH}: {{from: 0, to: 3, step: 1.5}}\n  {CEASEFIRE}: [always, never]\n"
    rows = sweep(small, written(asked)).rows
    assert [row.settings for row in rows] == [
        ((CEASEFIRE, holds), (TURKISH, units)) for holds in ("always", "never") for units in (0, 1.5, 3)
    ]
    for row in rows:
        plan = planner.solve(planner.load(small, [f"{path}={value}" for path, value in row.settings]))
        assert dict(row.totals)["fill"] == plan.totals["fill"]
        assert dict(row.goals) == dict(plan.goals)


def test_side_by_side_goes_place_by_place_and_is_crossed_with_the_rest(small, written) -> None:
    asked = (
        f"side_by_side:\n  {TURKISH}: [1, 2]\n  {FRENCH}: [4, 3]\ncrossed:\n  {CEASEFIRE}: [always, never]\n"
    )
    rows = [dict(row.settings) for row in sweep(small, written(asked)).rows]
    assert [(row[TURKISH], row[FRENCH]) for row in rows if row[CEASEFIRE] == "never"] == [(2, 3), (1, 4)]
    assert len(rows) == 4


def test_rows_may_be_written_out_as_they_are_set(small, written) -> None:
    asked = f"sets:\n- {CEASEFIRE}=never\n- [{TURKISH}=0, {FRENCH}=9]\n"
    found = sweep(small, written(asked))
    assert [dict(row.settings) for row in found.rows] == [{CEASEFIRE: "never"}, {FRENCH: 9, TURKISH: 0}]


def test_workers_change_nothing(small, written) -> None:
    file = written(f"crossed:\n  {TURKISH}: [0, 1, 2]\n")
    assert sweep(small, file, workers=2).as_document() == sweep(small, file).as_document()


def test_the_order_of_the_file_changes_nothing(small, written) -> None:
    one = sweep(small, written(f"crossed:\n  {TURKISH}: [0, 1]\n  {FRENCH}: [1, 2]\n")).as_document()
    other = sweep(small, written(f"crossed:\n  {FRENCH}: [2, 1]\n  {TURKISH}: [1, 0]\n")).as_document()
    assert one == other


def test_a_row_without_a_plan_says_so(small, written) -> None:
    found = sweep(small, written("crossed:\n  constraints.rule.at_least: [1, 90000]\n"))
    assert [row.status for row in found.rows] == ["optimal", "infeasible"]
    assert found.rows[1].totals == ()


def test_a_range_has_both_its_ends_and_no_rounding(written) -> None:
    found, problems = examined_sweep(
        str(written(f"crossed:\n  {TURKISH}: {{from: 0, to: 0.3, step: 0.1}}\n"))
    )
    assert problems == []
    assert [one.value for one in found.settings] == [0.0, 0.1, 0.2, 0.3]


def refused(small: Path, sweep_file: Path) -> list[str]:
    with pytest.raises(InvalidInput) as found:
        sweep(small, sweep_file)
    return [re.sub(r"^.*sweep\.yaml", "sweep.yaml", str(one)) for one in found.value.problems]


def test_what_the_scenario_does_not_take_is_told_in_the_line_of_the_sweep_file(small, written) -> None:
    asked = f"crossed:\n  {TURKISH}: [1,\n    -2]\n  {CEASEFIRE}: [nevr]\n  nations.XXX.offers: [1]\n"
    said = refused(small, written(asked))
    assert [one.split(": ")[0] for one in said] == ["sweep.yaml:3", "sweep.yaml:4", "sweep.yaml:5"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("crosed:\n  a.b: [1]\n", "is no part of a sweep (did you mean 'crossed'?)"),
        ("crossed: [1]\n", "is a list"),
        ("crossed:\n  'a b': [1]\n", "is not a path"),
        ("crossed:\n  a.b: []\n", "has no values"),
        ("crossed:\n  a.b: {from: 3, to: 1, step: 1}\n", "goes from 3 to 1 by 1"),
        ("crossed:\n  a.b: {from: 1, to: 3, step: 0}\n", "goes from 1 to 3 by 0"),
        ("crossed:\n  a.b: {from: 1, to: 3}\n", "is no range"),
        ("side_by_side:\n  a.b: [1, 2]\n  a.c: [1]\n", "has lists of 1 and 2 values"),
        ("crossed:\n  a.b: [1]\nside_by_side:\n  a.b: [1]\n", "a.b is set in line 2 too"),
        ("sets: [nothing]\n", "is not PATH=VALUE"),
        ("sets: [[a.b=1, a.b=2]]\n", "sets a path twice"),
        ("sets: []\n", "is a list"),
        ("{}\n", "sets nothing"),
        ("crossed:\n  a.b: {from: 1, to: 200, step: 1}\n  a.c: {from: 1, to: 200, step: 1}\n", "40,000 rows"),
    ],
)
def test_a_bad_sweep_file_is_told_in_words(written, text, said) -> None:
    _, problems = examined_sweep(str(written(text)))
    assert said in "\n".join(map(str, problems))


def test_all_that_is_wrong_with_both_files_is_told_at_once(small, written) -> None:
    small.write_text(small.read_text(encoding="utf-8").replace("months: 2", "months: -2"), encoding="utf-8")
    said = "\n".join(refused(small, written("crosed: 1\n")))
    assert "months" in said
    assert "is no part of a sweep" in said


def test_what_is_wrong_with_the_form_does_not_hide_what_the_scenario_does_not_take(small, written) -> None:
    said = refused(small, written(f"crosed: 1\ncrossed:\n  {CEASEFIRE}: [nevr]\n  {TURKISH}: []\n"))
    assert [one.split(": ")[0] for one in said] == ["sweep.yaml:1", "sweep.yaml:3", "sweep.yaml:4"]

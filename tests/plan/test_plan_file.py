"""A plan's file read again: what is damaged or foreign is refused in plain words."""

from __future__ import annotations

import json

import pytest

import planner
from planner.plan.plan_file import plan_if_any, read_plan
from planner.problems import InvalidInput
from planner.reports.folder import plan_json
from tests.small import scenario


@pytest.fixture(scope="module")
def text() -> str:
    return plan_json(planner.solve(scenario()))


def refused(file) -> str:
    with pytest.raises(InvalidInput) as caught:
        read_plan(file)
    return str(caught.value)


def test_a_plan_is_read_as_it_was_written(text, tmp_path) -> None:
    file = tmp_path / "plan.json"
    file.write_text(text, encoding="utf-8")
    saved = read_plan(file)
    assert saved.scenario.title == "Small"
    assert saved.found
    assert saved.document == json.loads(text)
    assert len(saved.contributions) == len(saved.document["contributions"])


def test_what_a_later_planner_adds_is_no_problem(text, tmp_path) -> None:
    file = tmp_path / "plan.json"
    file.write_text(json.dumps({**json.loads(text), "more": [1]}), encoding="utf-8")
    assert read_plan(file).found


def test_a_figure_is_a_number_and_is_refused_where_it_stands(text, tmp_path) -> None:
    document = json.loads(text)
    document["fill"][0]["short"] = "0"
    document["totals"]["cost"] = True
    del document["nations"][0]["cost"]
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(document, indent=1), encoding="utf-8")
    line = next(n for n, one in enumerate(file.read_text().splitlines(), 1) if '"short": "0"' in one)
    said = refused(file)
    assert f"plan.json:{line}: fill[0].short: " in said
    assert "nations[0].cost: is missing" in said
    assert "totals.cost: " in said


def test_a_comparison_refuses_what_checking_refuses(text, tmp_path) -> None:
    file = tmp_path / "plan.json"
    twice = text.replace('"format"', '"status": "optimal", "format"', 1)
    for spoiled in (twice, text.replace('"optimal"', '"best"', 1), text[:-9]):
        file.write_text(spoiled, encoding="utf-8")
        with pytest.raises(InvalidInput) as caught:
            plan_if_any(file)
        assert str(caught.value) == refused(file)


@pytest.mark.parametrize("content", ["title: {a: b}", '{"title": "x"}', "{title: x", "[1]", ""])
def test_what_is_no_plan_may_be_a_scenario(content, tmp_path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text(content, encoding="utf-8")
    assert plan_if_any(file) is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is damaged"),
        (b"title: A scenario\n", "is no plan (a plan is the plan.json that `planner solve --out` writes)"),
        (b'{\n"format": "planner-plan/1",\n', ":3: is damaged"),
        (b"[1, 2]", "is no plan"),
        (b'{"title": "x"}', "is no plan"),
        (b'{"format": "planner-explain/1"}', "its format is 'planner-explain/1'"),
        (b'{"format": "planner-plan/1", "a": NaN}', "NaN is no number"),
        (b'{"format": "planner-plan/1", "a": 1, "a": 2}', "'a' is written twice"),
        (b'{"format": "planner-plan/1"}', "contributions: is missing"),
        (b'{"\xff": 1}', "is no JSON text"),
        (b'{"format": "planner-plan/1",\n"solver": {"name": "\\ud800"}}', ": solver.name: is no text"),
        (b'{"format": "planner-plan/1", "a": [{"\\udfff": 1}]}', "a[0]: is no text"),
        (b"[" * 100_000, "is no JSON text"),
    ],
)
def test_what_is_damaged_or_foreign_is_refused(content, words, tmp_path) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(content)
    assert words in refused(file)


def test_everything_that_is_missing_or_wrong_is_said_with_its_path(text, tmp_path) -> None:
    document = json.loads(text)
    del document["status"], document["contributions"][0]["units"]
    document["goals"][0]["value"] = "low"
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    said = refused(file)
    for words in ("status: is missing", "contributions[0].units: is missing", "goals[0].value: "):
        assert words in said

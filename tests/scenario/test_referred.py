"""Keys of a nation that are those of the reference."""

from __future__ import annotations

import pytest

import planner
from planner.editing.document import opened
from planner.editing.edits import REMOVED, ValueChange
from planner.problems import InvalidInput
from planner.reference.states import states
from planner.scenario.reading import examine, load_text

BASE = """\
title: t
phases: [{id: a, months: 1}]
places: {p: {area: x}}
capabilities: {c: {component: land, unit: u, personnel: 10, cost: 1}}
requirements: {R: {capability: c, place: p, quantity: 4}}
nations:
  FRA: {keys: from reference, offers: {c: 3}}
  TUR: {keys: {from: reference, gdp: 5}, offers: {c: 3}}
"""


def test_a_nation_takes_the_figures_of_its_state() -> None:
    assert load_text(BASE).nations["FRA"].keys == states()["FRA"].keys


def test_figures_that_are_stated_stand() -> None:
    assert load_text(BASE).nations["TUR"].keys == {**states()["TUR"].keys, "gdp": 5}


def test_each_figure_knows_the_line_that_asked_for_it() -> None:
    assert load_text(BASE).origins["nations", "FRA", "keys", "gdp"].line == 7


def test_a_variant_may_state_one_figure_and_keep_the_rest(tmp_path) -> None:
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "heir.yaml").write_text(
        "extends: base.yaml\nnations: {FRA: {keys: {personnel: 7}}}\n", encoding="utf-8"
    )
    assert planner.load(tmp_path / "heir.yaml").nations["FRA"].keys == {
        **states()["FRA"].keys,
        "personnel": 7,
    }


def test_a_figure_can_be_set_for_one_run() -> None:
    assert load_text(BASE, assignments=["nations.FRA.keys.gdp=9"]).nations["FRA"].keys["gdp"] == 9


@pytest.mark.parametrize(
    ("keys", "said"),
    [("{from: elsewhere}", "'elsewhere'"), ("from nowhere", "keys"), ("{from: 3, gdp: -1}", "gdp")],
)
def test_what_is_no_reference_is_a_problem_in_its_line(keys, said) -> None:
    with pytest.raises(InvalidInput) as refused:
        load_text(BASE.replace("from reference", keys))
    assert any(
        problem.line == 7 and said in f"{problem.path} {problem.text}" for problem in refused.value.problems
    )


def test_what_is_no_state_has_no_figures_and_a_hint() -> None:
    with pytest.raises(InvalidInput) as refused:
        load_text(BASE.replace("FRA:", "ABC:"))
    (problem,) = refused.value.problems
    assert (problem.line, problem.path) == (7, "nations.ABC.keys")
    assert "planner nations" in problem.hint


@pytest.mark.parametrize("change", [9.5, REMOVED])
def test_one_figure_changed_in_an_editor_leaves_the_others_as_they_are(change) -> None:
    document = opened("s.yaml", BASE, examine(BASE, "s.yaml"))
    edited = document.edited([ValueChange(("nations", "FRA", "keys", "gdp"), change)])
    others = {key: value for key, value in states()["FRA"].keys.items() if key != "gdp"}
    assert load_text(edited.text).nations["FRA"].keys == {
        **others,
        **({} if change is REMOVED else {"gdp": change}),
    }

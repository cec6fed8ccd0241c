"""What differs going in, with the file and line of each."""

from __future__ import annotations

import copy

import pytest
import yaml

from planner.scenario.canonical import digest
from planner.scenario.reading import load
from planner.scenario.scenario import Scenario
from planner.studies.comparison.input_changes import input_changes, is_remark
from tests import small

HEIR = """\
extends: base.yaml
title: Other
nations:
  FRA:
    offers:
      minehunter: null
      battalion: {units: 7, note: more}
  POL:
    offers: {battalion: 1}
constraints:
  - {id: calm, kind: limit, nations: FRA, measure: personnel, at_most: 2000}
whole_units: true
"""


@pytest.fixture
def pair(tmp_path):
    (tmp_path / "base.yaml").write_text(yaml.safe_dump(small.document()), encoding="utf-8")
    (tmp_path / "other.yaml").write_text(HEIR, encoding="utf-8")
    return load(str(tmp_path / "base.yaml")), load(str(tmp_path / "other.yaml"))


def found(one, two):
    return {change.shown: change for change in input_changes(one, two)}


def test_every_value_that_differs_is_listed_once(pair) -> None:
    assert set(found(*pair)) == {
        "constraints.calm",
        "nations.FRA.offers.battalion.note",
        "nations.FRA.offers.battalion.units.expected",
        "nations.FRA.offers.minehunter",
        "nations.POL",
        "title",
        "whole_units",
    }


def test_each_says_what_it_was_and_what_it_is(pair) -> None:
    changes = found(*pair)
    units = changes["nations.FRA.offers.battalion.units.expected"]
    assert (units.kind, units.was, units.to) == ("changed", 5.0, 7.0)
    assert changes["nations.FRA.offers.minehunter"].kind == "removed"
    assert changes["nations.POL"].kind == "added"
    assert (changes["whole_units"].was, changes["whole_units"].to) == (None, True)


def test_each_says_its_file_and_line_also_where_it_is_removed(pair) -> None:
    lines = {path: change.origin.line for path, change in found(*pair).items()}
    assert lines == {
        "constraints.calm": 11,
        "nations.FRA.offers.battalion.note": 7,
        "nations.FRA.offers.battalion.units.expected": 7,
        "nations.FRA.offers.minehunter": 6,
        "nations.POL": 8,
        "title": 2,
        "whole_units": 12,
    }
    assert all(change.origin.file.endswith("other.yaml") for change in found(*pair).values())
    assert found(*pair)["nations.FRA.offers.minehunter"].before.file.endswith("base.yaml")


def test_titles_and_notes_are_remarks_and_values_are_none(pair) -> None:
    remarks = {path for path, change in found(*pair).items() if change.is_remark}
    assert remarks == {"title", "nations.FRA.offers.battalion.note"}


def test_an_id_that_is_called_like_a_remark_is_none() -> None:
    assert not is_remark(("nations", "note"))
    assert not is_remark(("nations", "TUR", "keys", "date"))
    assert not is_remark(("nations", "TUR", "offers", "unit"))
    assert is_remark(("nations", "TUR", "offers", "unit", "note"))
    assert is_remark(("nations", "TUR", "position"))


def test_the_same_scenario_has_no_differences(pair) -> None:
    assert input_changes(pair[0], pair[0]) == ()


def test_the_order_of_entries_is_no_difference() -> None:
    document = small.document()
    shuffled = {
        key: dict(reversed(list(section.items()))) if isinstance(section, dict) else section
        for key, section in reversed(list(document.items()))
    }
    assert input_changes(Scenario.model_validate(document), Scenario.model_validate(shuffled)) == ()


def test_two_that_differ_have_another_digest_and_two_that_do_not_have_the_same(pair) -> None:
    assert digest(pair[0]) != digest(pair[1])
    back = Scenario.model_validate(copy.deepcopy(small.document()))
    assert input_changes(pair[0], back) == ()
    assert digest(pair[0]) == digest(back)


def test_phases_are_compared_by_id_and_shown_by_number() -> None:
    longer = small.scenario(phases=[{"id": "deploy", "months": 2}, {"id": "hold", "months": 9}])
    assert set(found(small.scenario(), longer)) == {"phases[1].months"}


def test_phases_in_another_order_are_a_difference() -> None:
    turned = small.scenario(phases=[{"id": "hold", "months": 6}, {"id": "deploy", "months": 2}])
    assert [change.path for change in input_changes(small.scenario(), turned)] == [("phases",)]


def test_a_default_that_is_written_down_is_no_difference() -> None:
    nations = copy.deepcopy(small.DOCUMENT["nations"])
    nations["FRA"]["cost_factor"] = 1
    assert input_changes(small.scenario(), small.scenario(nations=nations)) == ()


def test_what_was_left_to_its_default_says_the_default() -> None:
    nations = copy.deepcopy(small.DOCUMENT["nations"])
    nations["FRA"]["cost_factor"] = 2
    (change,) = input_changes(small.scenario(), small.scenario(nations=nations))
    assert (change.kind, change.was, change.to) == ("changed", 1.0, 2.0)

"""A new nation: what typing its name comes to."""

from __future__ import annotations

import pytest

from planner.editing.document import opened
from planner.editing.grids.offer_grids import Keys
from planner.editing.nations import proposed
from planner.scenario.reading import examine
from planner.scenario.template import template
from tests.there import there

TEXT = template()
DATA = examine(TEXT, "first.yaml").data


def document():
    return opened("first.yaml", TEXT, examine(TEXT, "first.yaml"))


@pytest.mark.parametrize("typed", ["Poland", "POL", " poland "])
def test_a_state_brings_its_name_and_the_figures_of_the_reference(typed) -> None:
    meant = proposed(DATA, typed)
    assert (meant.id, meant.trouble) == ("POL", "")
    after = document().edited([meant.change])
    assert "POL: {name: Poland, keys: from reference}" in after.text.replace("\n    ", " ") or (
        "POL:\n    name: Poland\n    keys: from reference\n" in after.text
    )
    read = examine(after.text, "first.yaml")
    assert not read.problems
    assert there(read.scenario).nations["POL"].keys["gdp"] > 500


def test_its_figures_are_in_the_grid_at_once() -> None:
    after = document().edited([proposed(DATA, "Poland").change])
    assert "gdp" in [column.id for column in Keys().columns(after.data)]
    assert float(str(Keys().shown(after.data, "POL", "gdp"))) > 500
    assert Keys().shown(after.data, "FRA", "gdp") == ""


def test_a_name_that_is_no_states_is_not_guessed_at() -> None:
    meant = proposed(DATA, "Swedn")
    assert meant.change is None
    assert meant.trouble == "Swedn is the name of no one state."
    assert "SWE" in [state.id for state in meant.suggestions]


def test_a_name_of_several_states_is_not_guessed_at() -> None:
    meant = proposed(DATA, "Congo")
    assert meant.change is None
    assert {"COD", "COG"} <= {state.id for state in meant.suggestions}


def test_a_nation_that_is_no_state_is_added_as_it_is_typed_where_that_is_said() -> None:
    meant = proposed(DATA, "The Alliance!", own=True)
    assert (meant.id, there(meant.change).value) == ("The_Alliance", {})


def test_a_nation_that_is_there_is_not_added_again() -> None:
    assert proposed(DATA, "Turkey").trouble == "There is a nation TUR already."


@pytest.mark.parametrize("typed", ["", "  ", "!"])
def test_nothing_typed_is_no_nation(typed) -> None:
    assert proposed(DATA, typed).trouble == "Choose a state, or type a name."

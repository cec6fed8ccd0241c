"""Grids: what cells show, what typing into them changes, and that no typed text is lost."""

from __future__ import annotations

import pytest

from planner.editing.edits import REMOVED, ValueChange, at
from planner.editing.grids import grid as grids
from planner.editing.grids.condition_grid import Conditions, holding, holds
from planner.editing.grids.grid import GridColumn
from planner.editing.grids.offer_grids import Keys, Offers
from planner.editing.grids.requirement_grid import Requirements
from planner.editing.grids.simple_grids import SimpleGrid
from planner.editing.id_choices import IdChoices
from tests.editing.texts import FIRST, document

DATA = document(FIRST).data
PHASES = ["prepare", "deploy", "hold"]


def typed(grid, row: str | int, column: str, text) -> ValueChange:
    """Return what typing into a cell changes."""
    return grid.change(DATA, row, column, text)


def test_offers_show_the_units_that_are_counted_on() -> None:
    shown = grids.cells(Offers(), DATA)
    assert shown["infantry_battalion"] == ["3", "3", "1", ""]
    assert [row.label for row in Offers().rows(DATA)] == ["France", "Germany", "Türkiye", "Ukraine"]


def test_offers_may_be_of_some_components() -> None:
    assert [column.id for column in Offers(("maritime",)).columns(DATA)] == ["minehunter"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", 4),
        (" 2.5 ", 2.5),
        ("-3", -3),
        ("23,4", "23,4"),
        ("abc", "abc"),
        ("1 000", "1 000"),
        ("1e2", 100.0),
    ],
)
def test_what_is_typed_is_a_number_or_stays_as_it_is(text, value) -> None:
    change = typed(Offers(), "DEU", "infantry_battalion", text)
    assert change == ValueChange(("nations", "DEU", "offers", "infantry_battalion", "units"), value)


def test_of_an_offer_with_levels_the_expected_one_is_typed() -> None:
    change = typed(Offers(), "FRA", "infantry_battalion", "5")
    assert change.path[-2:] == ("units", "expected")


def test_an_emptied_cell_takes_the_offer_out_and_a_filled_one_makes_one() -> None:
    assert typed(Offers(), "TUR", "minehunter", None).value is REMOVED
    assert typed(Offers(), "UKR", "minehunter", "2").value == {"units": 2}


def test_requirements_are_typed_by_phase() -> None:
    assert typed(Requirements(), "L1", "phase deploy", "9") == ValueChange(
        ("requirements", "L1", "quantity", "deploy"), 9
    )
    assert typed(Requirements(), "L1", "phase hold", "").value is REMOVED


def test_one_quantity_for_all_phases_becomes_a_table() -> None:
    data = document(FIRST.replace("quantity: {deploy: 4, hold: 4}", "quantity: 4")).data
    change = Requirements().change(data, "M1", "phase hold", "6")
    assert change == ValueChange(("requirements", "M1", "quantity"), {"prepare": 4, "deploy": 4, "hold": 6})


def test_keys_are_figures_of_nations() -> None:
    data = document(FIRST.replace("UKR: {name: Ukraine}", "UKR: {name: Ukraine, keys: {gdp: 200}}")).data
    assert grids.cells(Keys(), data) == {"gdp": ["", "", "", "200"]}
    assert Keys().change(data, "FRA", "gdp", "3000") == ValueChange(("nations", "FRA", "keys", "gdp"), 3000)


def test_facts_of_phases_change_the_list() -> None:
    facts = SimpleGrid(
        "phases", (GridColumn("title", "Title", "text"), GridColumn("months", "Months")), "Phases"
    )
    change = facts.change(DATA, 1, "months", "9")
    assert change.path == ("phases",)
    assert at(change.value, (1, "months")) == 9
    assert at(DATA, ("phases", 1, "months")) == 6


@pytest.mark.parametrize("held", [[], ["hold"], ["deploy"], ["deploy", "hold"], ["prepare", "hold"], PHASES])
def test_conditions_hold_in_the_phases_that_are_ticked(held) -> None:
    written = holds(held, PHASES)
    assert holding(written, PHASES) == frozenset(held)


def test_ticking_a_box_changes_when_a_condition_holds() -> None:
    assert Conditions().shown(DATA, "ceasefire", "phase prepare") is False
    change = typed(Conditions(), "ceasefire", "phase prepare", True)
    assert change == ValueChange(("conditions", "ceasefire", "holds"), "always")


def test_only_cells_that_were_not_seen_before_are_fresh() -> None:
    base = grids.cells(Offers(), DATA)
    first = {0: {"minehunter": "5"}}
    assert grids.fresh_cells(first, {}, base) == first
    both = {0: {"minehunter": "5"}, 1: {"minehunter": "1"}}
    assert grids.fresh_cells(both, first, base) == {1: {"minehunter": "1"}}


def test_a_cell_that_is_no_longer_edited_is_as_it_began() -> None:
    base = grids.cells(Offers(), DATA)
    seen = {0: {"minehunter": "5"}}
    assert grids.fresh_cells({}, seen, base) == {0: {"minehunter": "2"}}


def test_an_edit_is_described_in_words() -> None:
    assert grids.described(Offers(), DATA, {2: {"minehunter": "5"}}) == "Türkiye, Minehunter: 3 to 5"
    assert (
        grids.described(Offers(), DATA, {3: {"minehunter": "5"}, 2: {"minehunter": ""}}) == "Offers: 2 cells"
    )


@pytest.mark.parametrize(
    "data", [None, {}, {"nations": 3, "phases": "x", "conditions": [1], "requirements": {"R": 5}}]
)
def test_nonsense_gives_empty_grids_and_no_error(data) -> None:
    for grid in (
        Offers(),
        Requirements(),
        Conditions(),
        Keys(),
        SimpleGrid("places", (GridColumn("area", "Area", "text"),), "x"),
    ):
        grids.cells(grid, data)


def test_a_requirement_without_a_title_goes_by_what_serves_it_where() -> None:
    data = {
        "capabilities": {"ship": {"title": "Frigate"}, "boat": {}},
        "places": {"sea": {"title": "Black Sea"}},
        "requirements": {
            "M1": {"capability": "ship", "place": "sea"},
            "M2": {"accepts": {"ship": 1, "boat": 0.5}, "place": "sea", "title": "Watch"},
            "M3": {"accepts": {"ship": 1, "boat": 0.5}, "place": "sea"},
            "M4": {"capability": 7, "place": [1]},
            "M5": None,
        },
    }
    assert [row.label for row in Requirements().rows(data)] == [
        "M1  Frigate, Black Sea",
        "M2  Watch",
        "M3  Frigate or Boat, Black Sea",
        "M4  7, [1]",
        "M5  M5",
    ]
    assert IdChoices(data).called("requirements", "M1") == "Frigate, Black Sea (M1)"

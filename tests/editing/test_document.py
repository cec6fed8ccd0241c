"""A document: text and data change together, and what is inherited stays in its file."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.editing.document import Document
from planner.editing.edits import REMOVED, ValueChange, at, same
from planner.editing.remembering import remembered
from planner.editing.yaml_spots import NotUnderstoodError
from planner.scenario.reading import examine
from tests.editing.test_patch import paths
from tests.editing.texts import FIRST, LISTED, document, layered

PATHS = [path for path in sorted(paths(document(FIRST).data), key=str) if path != ("constraints",)]


def agrees(one: Document) -> bool:
    """Say whether the text of a document says what its data are."""
    return same(examine(one.text, one.file, parse=remembered).data, one.data)


@example(path=("nations", "DEU", "offers"), value={"units": 3})
@given(
    st.sampled_from(PATHS), st.sampled_from([7, 0.5, "never", "words", ["FRA"], {"units": 3}, {}, REMOVED])
)
@settings(max_examples=200)
def test_text_and_data_say_the_same_after_an_edit(path, value) -> None:
    before = document(FIRST)
    try:
        after = before.edited([ValueChange(path, value)])
    except NotUnderstoodError:
        return
    assert agrees(after)
    assert agrees(before)


EDITS = {
    "an inherited figure": ValueChange(("nations", "TUR", "offers", "minehunter", "units"), 5),
    "an inherited expectation": ValueChange(
        ("nations", "FRA", "offers", "infantry_battalion", "units", "expected"), 4
    ),
    "a new offer": ValueChange(("nations", "DEU", "offers", "minehunter"), {"units": 2}),
    "an inherited offer taken out": ValueChange(("nations", "TUR", "offers", "minehunter"), REMOVED),
    "a table for a number": ValueChange(
        ("nations", "FRA", "offers", "minehunter", "units"), {"low": 1, "expected": 2}
    ),
    "a number for a table": ValueChange(("requirements", "L1", "quantity"), 4),
    "a table by phase for a number": ValueChange(("requirements", "M1", "quantity"), {"hold": 3}),
    "one phase of several": ValueChange(("phases", 1, "months"), 9),
    "a new phase": ValueChange(("phases", 3), {"id": "after", "months": 3}),
    "an inherited constraint taken out": ValueChange(("constraints", "ukraine_chooses"), REMOVED),
    "a field of an inherited constraint": ValueChange(("constraints", "ships_of_outsiders", "at_most"), 2000),
    "a new constraint": ValueChange(
        ("constraints", "new"), {"kind": "caveat", "nations": "FRA", "area": "at_sea"}
    ),
    "the title": ValueChange(("title",), "My own"),
}


@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS)
def test_an_edit_of_what_is_inherited_is_written_in_the_own_file(tmp_path, change) -> None:
    before = layered(tmp_path, "title: Own\n")
    after = before.edited([change])
    assert agrees(after)
    assert same(at(after.data, change.path), change.value)
    assert len(after.text) < 800
    assert (tmp_path / "first.yaml").read_text(encoding="utf-8") == FIRST


def test_going_back_to_what_is_inherited_takes_it_out_of_the_own_file(tmp_path) -> None:
    before = layered(tmp_path, "nations: {TUR: {offers: {minehunter: {units: 9, ready: 1}}}}\n")
    after = before.edited([ValueChange(("nations", "TUR", "offers", "minehunter", "units"), 3)])
    assert "units" not in after.text
    assert agrees(after)


def test_what_was_removed_can_come_back(tmp_path) -> None:
    before = layered(tmp_path, "nations: {TUR: {offers: {minehunter: null}}}\n")
    after = before.edited([ValueChange(("nations", "TUR", "offers", "minehunter"), {"units": 1})])
    assert at(after.data, ("nations", "TUR", "offers", "minehunter")) == {"units": 1}
    assert agrees(after)


LISTED_EDITS = {
    "a nameless one": [ValueChange(("constraints", "caveat_2", "nations"), ["AAA"])],
    "a named one": [ValueChange(("constraints", "most", "at_most"), 9)],
    "one taken out": [ValueChange(("constraints", "caveat"), REMOVED)],
    "a new one": [ValueChange(("constraints", "new"), {"kind": "caveat", "nations": "AAA"})],
    "several": [
        ValueChange(("constraints", "caveat", "area"), "x"),
        ValueChange(("constraints", "most"), REMOVED),
        ValueChange(("constraints", "lead"), {"kind": "lead", "nations": "AAA"}),
    ],
}


@pytest.mark.parametrize("changes", LISTED_EDITS.values(), ids=LISTED_EDITS)
def test_constraints_in_a_list_keep_their_names(changes) -> None:
    after = document(LISTED).edited(changes)
    assert agrees(after)
    assert "  # the first\n" in after.text


def test_no_change_is_no_edit() -> None:
    before = document(FIRST)
    same_units = at(before.data, ("nations", "FRA", "offers", "minehunter", "units"))
    assert (
        before.edited([ValueChange(("nations", "FRA", "offers", "minehunter", "units"), same_units)])
        is before
    )


@pytest.mark.parametrize(
    ("changes", "offer"),
    [
        ([(("units",), 5)], {"units": 5}),
        ([(("units", "low"), 1)], {"units": {"expected": 3, "low": 1}}),
        ([(("firmness",), "approved"), (("units",), 2)], {"units": 2, "firmness": "approved"}),
    ],
)
def test_an_offer_written_as_one_number_is_spelt_out_when_it_says_more(changes, offer) -> None:
    path = ("nations", "DEU", "offers", "minehunter")
    before = document(FIRST).edited([ValueChange(path, 3)])
    after = before.edited([ValueChange((*path, *below), value) for below, value in changes])
    assert at(after.data, path) == offer
    assert agrees(after)


MORE = "{title: More, capability: engineer_company, units: 1}"
ADDED = f"""\
nations:
  DEU:
    commitments: !add
      # one more
      - {MORE}
"""
COMMITMENTS = ("nations", "DEU", "commitments")
THIRD = {"title": "Third", "capability": "engineer_company", "units": 1}


def test_a_list_that_adds_goes_on_adding(tmp_path) -> None:
    before = layered(tmp_path, ADDED)
    after = before.edited([ValueChange((*COMMITMENTS, 1, "units"), 2)]).edited(
        [ValueChange((*COMMITMENTS, 2), THIRD)]
    )
    assert agrees(after)
    assert "!add" in after.text
    assert "# one more" in after.text
    assert "Another mission" not in after.text


def test_a_list_that_adds_is_written_whole_when_what_is_below_changes(tmp_path) -> None:
    after = layered(tmp_path, ADDED).edited([ValueChange((*COMMITMENTS, 0, "units"), 2)])
    assert agrees(after)
    assert "!add" not in after.text
    assert "Another mission" in after.text


@pytest.mark.parametrize("added", ["[]", f"[{MORE}]", f"\n      - {MORE}"])
def test_entries_come_and_go_behind_what_is_below(tmp_path, added) -> None:
    now = layered(tmp_path, f"nations:\n  DEU:\n    commitments: !add {added}\n")
    below = at(now.inherited, COMMITMENTS)
    one, two = [*below, THIRD], [*below, THIRD, {**THIRD, "units": 3}]
    for wanted in (one, two, one, below, one, []):
        now = now.edited([ValueChange(COMMITMENTS, wanted)])
        assert same(at(now.data, COMMITMENTS), wanted)
        assert agrees(now)


def test_what_takes_the_place_of_a_base_goes_on_doing_so(tmp_path) -> None:
    now = layered(tmp_path, "nations: {TUR: {offers: !replace {minehunter: 3}}}\n")
    offers = ("nations", "TUR", "offers")
    for step in (
        ValueChange((*offers, "infantry_battalion"), {"units": 1, "needs": ["ceasefire"]}),
        ValueChange((*offers, "infantry_battalion"), REMOVED),
        ValueChange((*offers, "minehunter", "units"), 5),
        ValueChange((*offers, "minehunter"), REMOVED),
        ValueChange((*offers, "minehunter"), {"units": 2}),
    ):
        now = now.edited([step])
        assert agrees(now), now.text


def test_constraints_in_the_place_of_those_below_stay_there(tmp_path) -> None:
    own = "{id: mine, kind: caveat, nations: FRA, area: at_sea}"
    now = layered(tmp_path, f"constraints: !replace\n  - {own}\n")
    for step in (
        ValueChange(("constraints", "mine", "nations"), "DEU"),
        ValueChange(("constraints", "ukraine_chooses"), {"kind": "consent", "by": "UKR", "refuses": "TUR"}),
        ValueChange(("constraints", "ukraine_chooses"), REMOVED),
    ):
        now = now.edited([step])
        assert agrees(now), now.text
        assert "!replace" in now.text


SPREADS = FIRST.replace("{low: 2, expected: 3, ceiling: 4}", "{low: 2, expected: 3, ceiling: 4}, shape: pert")
UNITS = ("nations", "FRA", "offers", "infantry_battalion", "units")


def test_units_that_become_one_number_lose_the_shape_that_they_spread_in() -> None:
    after = document(SPREADS).edited([ValueChange(UNITS, 5)])
    assert agrees(after)
    found = examine(after.text, after.file)
    assert found.problems == ()
    assert found.scenario is not None
    assert found.scenario.nations["FRA"].offers["infantry_battalion"].units.at("ceiling") == 5


def test_units_that_still_spread_keep_their_shape() -> None:
    after = document(SPREADS).edited([ValueChange((*UNITS, "expected"), 4)])
    assert at(after.data, (*UNITS[:-1], "shape")) == "pert"
    assert examine(after.text, after.file).problems == ()

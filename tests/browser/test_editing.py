"""Editing in a real browser: what came of edits, and an id renamed everywhere."""

from __future__ import annotations

import re

import pytest

from planner.scenario.reading import load
from tests.browser.visitor import Visitor


@pytest.fixture
def editing(visitor: Visitor) -> Visitor:
    visitor.go("edit?scenario=first.yaml")
    visitor.sees("Offered against needed")
    visitor.settle()
    return visitor


def test_after_solve_a_line_says_what_changed_and_leads_to_the_comparison(editing) -> None:
    editing.click("Solve", exact=False)
    editing.sees("99 % of what is required is filled")
    editing.page.get_by_role("spinbutton", name="Units, expected").fill("2")
    editing.page.keyboard.press("Enter")
    editing.sees("1 unsaved edit")
    editing.click("Solve", exact=False)
    editing.sees("99 % → 78 % filled, Germany -650 people, France -650")
    editing.sees("against the plan before and the saved version")
    editing.click("Compare", exact=False)
    editing.sees("What differs going in")
    editing.sees("One scenario held against first")


def test_an_id_is_renamed_everywhere(editing, library) -> None:
    editing.tab("Nations")
    editing.click("Rename its id", exact=False)
    field = editing.page.get_by_role("textbox", name="New id")
    field.fill("DEU")
    editing.page.keyboard.press("Enter")
    editing.sees("There is DEU already.")
    field.fill("FRANCE")
    editing.page.keyboard.press("Enter")
    editing.settle()
    editing.page.get_by_role("button", name="Rename", exact=True).click()
    editing.sees("1 unsaved edit")
    editing.sees("No problems")
    editing.page.keyboard.press("Control+s")
    editing.does_not_see("unsaved edit")
    saved = load(library / "first.yaml")
    assert "FRANCE" in saved.nations
    assert saved.groups["outsiders"] == ("FRANCE", "DEU")


def test_a_name_that_is_typed_and_no_states_gets_suggestions(editing) -> None:
    editing.tab("Nations")
    editing.click("New nation", exact=False)
    field = editing.page.get_by_role("combobox", name="State")
    field.fill("Swedn")
    editing.page.keyboard.press("Enter")
    editing.settle()
    editing.page.get_by_test_id("stPopoverBody").get_by_role("button", name="Add", exact=True).click()
    editing.sees("Swedn is the name of no one state.")
    editing.click("Sweden (SWE)", exact=False)
    editing.sees("1 unsaved edit")


@pytest.mark.parametrize("tab", ["General", "Places and units", "YAML"])
def test_who_is_quicker_than_the_browser_loads_its_inputs_has_edited_nothing(editing, tab) -> None:
    page, held = editing.page, []
    inputs = re.compile(r"/(TextInput|TextArea|NumberInput|Checkbox|Selectbox)\.[^/]*\.js")
    page.route(inputs, lambda late: held.append(late))
    page.reload()
    editing.tab(tab)
    for width in (420, 1360):  # a screen that turns narrow or wide asks for the page again
        page.set_viewport_size({"width": width, "height": 1000})
        editing.settle()
    assert held
    for late in held:
        late.continue_()
    page.unroute(inputs)
    editing.settle()
    editing.tab("Politics")
    editing.tab(tab)
    editing.does_not_see("unsaved edit")
    editing.sees("In order")

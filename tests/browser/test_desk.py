"""The desk in a real browser: what nobody chose never changes it, and an edit means what one sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.scenario.reading import load
from tests.browser.visitor import Visitor

FRANCE, GERMANY = 0, 1
BATTALIONS, ENGINEERS = 1, 2


@pytest.fixture
def editing(visitor: Visitor) -> Visitor:
    return open_on(visitor, "first.yaml")


def open_on(visitor: Visitor, name: str) -> Visitor:
    visitor.go(f"edit?scenario={name}")
    visitor.sees("Offered against needed")
    visitor.settle()
    return visitor


def retitled(library: Path, name: str, title: str) -> None:
    file = library / name
    text = file.read_text(encoding="utf-8")
    old = next(line for line in text.splitlines() if line.startswith("title:"))
    file.write_text(text.replace(old, f"title: {title}"), encoding="utf-8")


def is_at_work(visitor: Visitor, library: Path, units: str, name: str = "first.yaml") -> None:
    """Expect that the scenario is open, and that an edit to it comes into its file."""
    visitor.tab("Offers")
    visitor.page.get_by_role("spinbutton", name="Units, expected").fill(units)
    visitor.page.keyboard.press("Enter")
    visitor.sees("unsaved edit")
    visitor.page.keyboard.press("Control+s")
    visitor.does_not_see("unsaved edit")
    visitor.settle()
    assert load(library / name).nations["FRA"].offers["infantry_battalion"].units.expected == float(units)


def test_a_scenario_stays_open_when_its_title_is_changed_and_saved(editing, library) -> None:
    editing.tab("General")
    editing.page.get_by_role("textbox", name="Title").fill("Another title")
    editing.page.keyboard.press("Enter")
    editing.sees("1 unsaved edit")
    editing.page.keyboard.press("Control+s")
    editing.does_not_see("unsaved edit")
    editing.settle()
    is_at_work(editing, library, "2")
    assert load(library / "first.yaml").title == "Another title"
    editing.click("Solve", exact=False)
    editing.sees("Plan is up to date")
    is_at_work(editing, library, "4")


def test_a_title_that_is_being_typed_is_saved_too(editing, library) -> None:
    editing.tab("General")
    field = editing.page.get_by_role("textbox", name="Title")
    field.fill("Half typed")
    editing.page.keyboard.press("Control+s")
    for _ in range(50):
        editing.page.wait_for_timeout(200)
        if load(library / "first.yaml").title == "Half typed":
            break
    assert load(library / "first.yaml").title == "Half typed"


def test_f9_in_a_field_solves_what_is_typed_there(editing) -> None:
    editing.page.get_by_role("spinbutton", name="Units, expected").fill("2.5")
    editing.page.keyboard.press("F9")
    editing.sees("Plan is up to date")
    editing.sees("1 unsaved edit")


def test_a_key_in_a_cell_takes_up_what_is_typed_there(editing, library) -> None:
    cell = editing.page.locator(".gdg-input")
    for _ in range(5):
        for place in (0, ENGINEERS):
            editing.cell(FRANCE, place).focus()
            editing.page.wait_for_timeout(80)
        editing.page.keyboard.type("7", delay=70)
        if cell.count() and cell.first.input_value() == "7":
            break
    editing.page.keyboard.press("Control+s")
    for _ in range(50):
        editing.page.wait_for_timeout(200)
        if load(library / "first.yaml").nations["FRA"].offers["engineer_company"].units.expected == 7:
            return
    raise AssertionError("what was typed is not saved")


def test_a_scenario_stays_open_when_another_of_its_title_appears(editing, library) -> None:
    editing.type_into(FRANCE, ENGINEERS, "5")
    text = (library / "first.yaml").read_text(encoding="utf-8")
    (library / "second.yaml").write_text(text, encoding="utf-8")
    editing.page.keyboard.press("Control+s")
    editing.does_not_see("unsaved edit")
    assert load(library / "first.yaml").nations["FRA"].offers["engineer_company"].units.expected == 5
    editing.settle()
    is_at_work(editing, library, "4")
    assert (library / "second.yaml").read_text(encoding="utf-8") == text


def test_a_file_that_is_renamed_outside_is_said_to_be_gone(editing, library) -> None:
    editing.type_into(FRANCE, ENGINEERS, "5")
    (library / "first.yaml").rename(library / "moved.yaml")
    before = (library / "moved.yaml").read_text(encoding="utf-8")
    editing.page.keyboard.press("Control+s")
    editing.sees("The file is gone from disk. Your text is still here.")
    assert (library / "moved.yaml").read_text(encoding="utf-8") == before
    editing.page.get_by_role("dialog").get_by_role("button", name="Keep mine").click()
    editing.settle()
    assert load(library / "first.yaml").nations["FRA"].offers["engineer_company"].units.expected == 5


def test_what_is_compared_stays_chosen_when_a_title_changes(visitor, library) -> None:
    (library / "heir.yaml").write_text("extends: first.yaml\ntitle: An heir\n", encoding="utf-8")
    visitor.go("compare?baseline=first.yaml&with=heir.yaml")
    visitor.sees("What differs going in")
    retitled(library, "first.yaml", "Another title")
    retitled(library, "heir.yaml", "A force")
    for _ in range(3):
        visitor.page.get_by_text("Differences only").first.click()
        visitor.settle()
    visitor.sees("A force")
    assert "baseline=first.yaml&with=heir.yaml" in visitor.page.url


def test_what_is_reported_stays_chosen_when_a_title_changes(visitor, library) -> None:
    visitor.go("report?of=first.yaml")
    retitled(library, "first.yaml", "Another title")
    visitor.page.locator(".st-key-solve-here button").first.click()
    visitor.settle()
    visitor.page.keyboard.press("F9")
    visitor.settle()
    assert "of=first.yaml" in visitor.page.url
    visitor.sees("Another title")


def test_one_offer_in_detail_stays_chosen_when_a_nation_is_called_otherwise(editing, library) -> None:
    """An undo on the tab Offers calls the nation as before; nobody chose or changed anything."""
    editing.page.get_by_role("combobox", name="Nation").click()
    editing.page.get_by_role("option", name="Germany").click()
    editing.settle()
    text = (library / "first.yaml").read_text(encoding="utf-8")
    (library / "first.yaml").write_text(text.replace("name: Germany", "name: Allemagne"), encoding="utf-8")
    editing.tab("General")
    editing.click("Read it again")
    editing.tab("Offers")
    for key in ("Control+z", "Control+y", "Control+z"):
        editing.page.keyboard.press(key)
        editing.settle()
    nation = editing.page.get_by_role("combobox", name="Nation").first
    assert nation.input_value().endswith("(DEU)")


def test_a_variant_shows_its_base_as_it_is_and_an_edit_means_what_one_typed(visitor, library) -> None:
    """The base says 2; it changes to 6 beside; then somebody types 2 into the variant."""
    (library / "heir.yaml").write_text("extends: first.yaml\ntitle: An heir\n", encoding="utf-8")
    open_on(visitor, "heir.yaml")
    visitor.reads(FRANCE, ENGINEERS, "2")
    base = (library / "first.yaml").read_text(encoding="utf-8")
    (library / "first.yaml").write_text(
        base.replace("engineer_company: {units: 2", "engineer_company: {units: 6"), encoding="utf-8"
    )
    visitor.type_into(GERMANY, BATTALIONS, "4")
    visitor.sees("You see it as it is now")
    visitor.reads(FRANCE, ENGINEERS, "6")
    visitor.type_into(FRANCE, ENGINEERS, "2")
    visitor.page.keyboard.press("Control+s")
    visitor.does_not_see("unsaved edit")
    assert load(library / "heir.yaml").nations["FRA"].offers["engineer_company"].units.expected == 2


def test_a_problem_that_appears_does_not_move_the_grid(editing) -> None:
    before = editing.page.locator('[data-testid="stDataFrame"]').first.bounding_box()
    editing.type_into(GERMANY, ENGINEERS, "-3")
    editing.sees("it must be at least 0")
    assert editing.page.locator('[data-testid="stDataFrame"]').first.bounding_box() == before


def test_a_file_that_changes_on_disk_does_not_move_the_grid(editing, library) -> None:
    before = editing.page.locator('[data-testid="stDataFrame"]').first.bounding_box()
    retitled(library, "first.yaml", "Another title")
    editing.type_into(GERMANY, ENGINEERS, "3")
    editing.sees("Somebody else changed the file on disk")
    assert editing.page.locator('[data-testid="stDataFrame"]').first.bounding_box() == before

"""The import in a real browser: what was read, and what differs, is seen before anything is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.scenario.reading import load, load_text
from planner.scenario.tables.excel_writing import workbook
from tests.browser.visitor import Visitor

OFFERED = "minehunter: 2"
"""What France offers at sea in the first scenario."""


@pytest.fixture
def importing(visitor: Visitor) -> Visitor:
    visitor.go()
    visitor.click("Import", exact=False)
    visitor.sees("What was read is shown before anything is written")
    return visitor


def tables(library: Path, file: Path) -> Path:
    """Write the tables of the first scenario, with five minehunters of France in place of two."""
    text = (library / "first.yaml").read_text(encoding="utf-8")
    assert OFFERED in text
    file.write_bytes(workbook(load_text(text.replace(OFFERED, "minehunter: 5"))))
    return file


def upload(visitor: Visitor, file: Path) -> None:
    visitor.page.get_by_role("dialog").locator('input[type="file"]').set_input_files(str(file))
    visitor.settle()


def in_front(visitor: Visitor, text: str) -> None:
    """Expect a text in the dialog, where nothing covers it."""
    found = visitor.page.get_by_role("dialog").get_by_text(text).first
    found.wait_for()
    found.scroll_into_view_if_needed()
    assert found.evaluate(
        "one => { const at = one.getBoundingClientRect();"
        " const top = document.elementFromPoint(at.left + 4, at.top + 4);"
        " return one === top || one.contains(top) || top.contains(one); }"
    )


def test_tables_that_replace_a_scenario_are_an_edit_whose_difference_was_seen(
    importing: Visitor, library: Path, tmp_path: Path
) -> None:
    before = (library / "first.yaml").read_bytes()
    upload(importing, tables(library, tmp_path / "first.xlsx"))
    in_front(importing, "Read: 4 nations")
    in_front(importing, "changed: France, Minehunter: units, expected: 2 -> 5")
    assert sorted(one.name for one in library.glob("*.yaml")) == [
        "first.yaml",
        "reassurance-us-stays-out.yaml",
        "reassurance.yaml",
    ]
    importing.click("Put in its place")
    importing.sees("Undo takes it back")
    importing.sees("What it asks")
    importing.settle()
    assert (library / "first.yaml").read_bytes() == before
    importing.page.keyboard.press("Control+s")
    importing.does_not_see("unsaved edit")
    importing.settle()
    assert load(library / "first.yaml").nations["FRA"].offers["minehunter"].units.expected == 5


def test_of_two_of_one_title_what_is_replaced_goes_by_its_file_without_the_servers_folder(
    importing: Visitor, library: Path, tmp_path: Path
) -> None:
    shutil.copy(library / "first.yaml", library / "second.yaml")
    upload(importing, tables(library, tmp_path / "first.xlsx"))
    importing.page.get_by_role("dialog").get_by_role("combobox").first.click()
    importing.page.get_by_role("option").first.wait_for()
    offered = importing.page.get_by_role("option").all_inner_texts()
    assert {"A first scenario (first.yaml)", "A first scenario (second.yaml)"} <= set(offered)
    assert not any(str(library) in label for label in offered)


def test_tables_of_another_name_become_a_scenario_of_their_own(
    importing: Visitor, library: Path, tmp_path: Path
) -> None:
    before = (library / "first.yaml").read_bytes()
    upload(importing, tables(library, tmp_path / "five ships.xlsx"))
    in_front(importing, "nothing is replaced")
    importing.page.get_by_role("dialog").get_by_role("button", name="Import").click()
    importing.does_not_see("nothing is replaced")
    importing.sees("What it asks")
    importing.settle()
    assert load(library / "five-ships.yaml").nations["FRA"].offers["minehunter"].units.expected == 5
    assert (library / "first.yaml").read_bytes() == before


def test_what_is_wrong_with_tables_is_said_in_the_dialog_and_nothing_is_written(
    importing: Visitor, library: Path, tmp_path: Path
) -> None:
    file = tables(library, tmp_path / "wrong.xlsx")
    book = load_workbook(file)
    del book["constraints"]
    book["phases"]["B2"] = "long"
    book.save(file)
    upload(importing, file)
    in_front(importing, "wrong.xlsx was not imported: ")
    in_front(importing, "constraints")
    assert importing.page.get_by_role("dialog").get_by_role("button", name="Import").count() == 0
    assert not (library / "wrong.yaml").exists()


def test_what_a_workbook_hides_and_is_read_all_the_same_is_seen_before(
    importing: Visitor, library: Path, tmp_path: Path
) -> None:
    book = load_workbook(tables(library, tmp_path / "mine.xlsx"))
    book["constraints"].sheet_state = "hidden"
    book["offers"].row_dimensions[3].hidden = True
    book.save(tmp_path / "mine.xlsx")
    upload(importing, tmp_path / "mine.xlsx")
    in_front(importing, "Read: 4 nations")
    in_front(importing, "mine.xlsx:constraints: the sheet is hidden, and read all the same")
    in_front(importing, "mine.xlsx:offers: the line 3 is hidden, and read all the same")

"""What a spreadsheet hides is read, and told: nobody sees it who looks at the spreadsheet."""

from __future__ import annotations

import io
import shutil
import subprocess

import openpyxl
import pytest

from planner.cli import DONE, run
from planner.editing.library import read_upload
from planner.scenario.canonical import digest
from planner.scenario.reading import load_text
from planner.scenario.tables.excel_writing import workbook
from planner.scenario.tables.filling import grids
from planner.scenario.tables.table_files import told_by_tables
from planner.scenario.template import template
from tests.scenario.tables.open_document import spreadsheet

HINT = "(show what is to stay, and delete what is not)"
SHEET = f"the sheet is hidden, and read all the same {HINT}"
LINES = f"the lines 3 and 5 to 7 are hidden, and read all the same {HINT}"
LINE = f"the line 3 is hidden, and read all the same {HINT}"


def first():
    return load_text(template())


@pytest.fixture
def book():
    return openpyxl.load_workbook(io.BytesIO(workbook(first())))


@pytest.fixture
def told(tmp_path):
    """Return a way to say what is told of a workbook beside what it says, which is all that stands in it."""

    def notices(book):
        book.save(tmp_path / "t.xlsx")
        found = told_by_tables(tmp_path / "t.xlsx")
        assert digest(load_text(found.text)) == digest(first())
        return [str(notice).removeprefix(f"{tmp_path}/") for notice in found.notices]

    return notices


def column_of(sheet, header: str) -> str:
    return next(cell.column_letter for cell in sheet[1] if cell.value == header)


def test_of_a_workbook_that_is_exported_nothing_is_hidden_but_what_is_the_planners_own(book, told) -> None:
    assert {sheet.title for sheet in book if sheet.sheet_state != "visible"} == {"_lists", "_exported"}
    assert told(book) == []


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_of_a_workbook_is_told(book, told, state) -> None:
    book["constraints"].sheet_state = state
    assert told(book) == [f"t.xlsx:constraints: {SHEET}"]


def test_a_hidden_sheet_that_says_nothing_is_not_told(book, told) -> None:
    book["missions"].sheet_state = "hidden"
    assert book["missions"].max_row == 1
    assert told(book) == []


def test_hidden_lines_of_a_workbook_are_told_also_where_a_filter_hides_them(book, told) -> None:
    offers = book["offers"]
    offers.auto_filter.ref = offers.dimensions
    for line in (3, 5, 6, 7, 400):
        offers.row_dimensions[line].hidden = True
    book["nations"].row_dimensions[3].hidden = True
    assert told(book) == [f"t.xlsx:nations: {LINE}", f"t.xlsx:offers: {LINES}"]


def test_a_hidden_column_is_told_where_it_says_something(book, told) -> None:
    offers = book["offers"]
    units, empty = column_of(offers, "units.expected"), column_of(offers, "note")
    assert all(cell.value is None for cell in offers[empty][1:])
    for column in (units, empty):
        offers.column_dimensions[column].hidden = True
    assert told(book) == [f"t.xlsx:offers: the column {units} is hidden, and read all the same {HINT}"]


def open_document(hidden_sheet: str = "", lines: tuple[int, ...] = (), column: bool = False) -> bytes:
    """Return the first scenario as LibreOffice writes it, with what is to be hidden."""
    tables = {grid.sheet.name: [grid.headers, *grid.lines] for grid in grids(first())}
    return spreadsheet(tables, hidden_sheet, {"offers": lines}, ["offers"] if column else [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (open_document(), []),
        (open_document(hidden_sheet="offers"), [f"t.ods:offers: {SHEET}"]),
        (open_document(lines=(3, 5, 6, 7)), [f"t.ods:offers: {LINES}"]),
        (
            open_document(column=True),
            [f"t.ods:offers: the columns A and B are hidden, and read all the same {HINT}"],
        ),
    ],
)
def test_what_is_hidden_of_a_spreadsheet_of_libreoffice_is_told(tmp_path, content, said) -> None:
    (tmp_path / "t.ods").write_bytes(content)
    found = told_by_tables(tmp_path / "t.ods")
    assert digest(load_text(found.text)) == digest(first())
    assert [str(notice).removeprefix(f"{tmp_path}/") for notice in found.notices] == said


def hiding(book) -> bytes:
    book["constraints"].sheet_state = "hidden"
    for line in (3, 5, 6, 7):
        book["offers"].row_dimensions[line].hidden = True
    book["nations"].column_dimensions["A"].hidden = True
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_hides_what_was_hidden_and_it_is_told(book, tmp_path) -> None:
    (tmp_path / "t.xlsx").write_bytes(hiding(book))
    convert = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "ods",
    ]
    subprocess.run(
        [*convert, "--outdir", str(tmp_path), str(tmp_path / "t.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    said = [str(notice).rpartition(": ")[2] for notice in told_by_tables(tmp_path / "t.ods").notices]
    assert said == [str(notice).rpartition(": ")[2] for notice in told_by_tables(tmp_path / "t.xlsx").notices]
    assert len(said) == 3


def test_the_terminal_tells_it_before_it_writes(book, tmp_path, capsys) -> None:
    (tmp_path / "t.xlsx").write_bytes(hiding(book))
    assert run(["import", str(tmp_path / "t.xlsx"), "-o", str(tmp_path / "t.yaml")]) == DONE
    said = capsys.readouterr().err
    assert f"t.xlsx:constraints: {SHEET}" in said
    assert f"t.xlsx:offers: {LINES}" in said


def test_an_upload_tells_it_under_the_name_that_the_user_knows(book, tmp_path) -> None:
    found = read_upload(tmp_path, "mine.xlsx", hiding(book))
    assert f"mine.xlsx:constraints: {SHEET}" in [str(notice) for notice in found.notices]

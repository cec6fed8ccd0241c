"""A spreadsheet of LibreOffice: what its cells say, and that nothing in them is lost without a word."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess

import pytest

from planner.problems import InvalidInput, Problem
from planner.scenario.canonical import digest
from planner.scenario.reading import load_text
from planner.scenario.tables.filling import grids
from planner.scenario.tables.ods_reading import ods_lines
from planner.scenario.tables.table_files import export_tables, load_tables
from planner.scenario.template import template
from tests.scenario.tables.open_document import ERROR, MONTH, NOTED, YES, spreadsheet
from tests.small import scenario


def first():
    return load_text(template())


def tables(found):
    return {grid.sheet.name: [grid.headers, *grid.lines] for grid in grids(found)}


def read(line) -> tuple[list[object], list[str]]:
    problems: list[Problem] = []
    (sheet,) = ods_lines(spreadsheet({"offers": [["head"], line]}), "t.ods", problems)
    return list(sheet.lines[1][1]), [str(problem) for problem in problems]


@pytest.mark.parametrize("made", [scenario, first])
def test_a_scenario_comes_back_whole(made, tmp_path) -> None:
    file = tmp_path / "t.ods"
    file.write_bytes(spreadsheet(tables(made())))
    assert digest(load_tables(file)) == digest(made())


def test_a_yes_that_came_from_excel_is_a_yes_and_not_the_number_one() -> None:
    assert read([YES, True, False, 1]) == ([True, True, False, 1], [])


def test_a_date_is_read_as_it_is_shown() -> None:
    day = MONTH.replace('table:style-name="month"', "")
    assert read([MONTH, day]) == (["2026-01", dt.date(2026, 1, 1)], [])


def test_spaces_and_lines_are_text_and_a_note_is_not() -> None:
    assert read([NOTED]) == (["two  spaces\ntwo lines"], [])


def test_an_error_is_a_problem_and_not_an_empty_cell() -> None:
    assert read([1, ERROR])[1] == ["t.ods:offers!B2: is an error: #DIV/0!"]


def test_columns_that_are_repeated_are_there_as_often() -> None:
    three = '<table:table-cell table:number-columns-repeated="3" office:value-type="float" office:value="2"/>'
    assert read([three, "x"])[0] == [2, 2, 2, "x"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", spreadsheet({})[:-40]])
def test_what_is_no_spreadsheet_is_refused(content, tmp_path) -> None:
    (tmp_path / "t.ods").write_bytes(content)
    with pytest.raises(InvalidInput, match="OpenDocument"):
        load_tables(tmp_path / "t.ods")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_makes_of_the_workbook_says_the_same(tmp_path) -> None:
    export_tables(first(), tmp_path / "t.xlsx", format="xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), "t.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert digest(load_tables(tmp_path / "t.ods")) == digest(first())

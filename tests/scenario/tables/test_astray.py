"""What an exported table had and the import lacks is a problem, and order is no matter of lines."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planner.problems import InvalidInput, Problem
from planner.scenario.canonical import digest
from planner.scenario.reading import load_text, of_tree
from planner.scenario.scenario import Scenario
from planner.scenario.tables.csv_files import CsvLines, csv_texts
from planner.scenario.tables.excel_writing import workbook
from planner.scenario.tables.gathering import gathered
from planner.scenario.tables.table_files import export_tables, load_tables
from planner.scenario.template import template
from tests.scenario.tables.everything import everything


@pytest.fixture
def exported():
    return load_text(template())


@pytest.fixture
def book(exported):
    return openpyxl.load_workbook(io.BytesIO(workbook(exported)))


@pytest.fixture
def read(book, tmp_path):
    def saved():
        book.save(tmp_path / "t.xlsx")
        return load_tables(tmp_path / "t.xlsx")

    return saved


def refused(read) -> str:
    with pytest.raises(InvalidInput) as caught:
        read()
    return str(caught.value)


def spot(page, header):
    return next(cell.column for cell in page[1] if cell.value == header)


@pytest.mark.parametrize(
    ("sheet", "column"), [("offers", "needs"), ("requirements", "quantity.deploy"), ("conditions", "holds")]
)
def test_a_column_that_is_gone_is_a_problem(book, read, sheet, column) -> None:
    book[sheet].delete_cols(spot(book[sheet], column))
    assert f"t.xlsx:{sheet}!A1: lacks the column {column}, which held something" in refused(read)


def test_a_column_that_said_nothing_may_go(book, read, exported) -> None:
    page = book["offers"]
    said = {
        cell.value
        for cell in page[1]
        if any(
            row[0].value is not None
            for row in page.iter_rows(min_row=2, min_col=cell.column, max_col=cell.column)
        )
    }
    silent = [cell.value for cell in page[1] if cell.value not in said]
    assert silent
    for header in silent:
        page.delete_cols(spot(page, header))
    assert digest(read()) == digest(exported)


def test_a_sheet_that_is_gone_is_a_problem_and_one_without_lines_is_none(book, read) -> None:
    del book["constraints"]
    assert "lacks the sheet constraints" in refused(read)
    book.create_sheet("constraints").append(["id", "kind"])
    assert "lacks the column" in refused(read)


def test_a_field_that_is_gone_is_a_problem(book, read) -> None:
    page = book["scenario"]
    row = next(cell.row for cell in page["A"] if cell.value == "title")
    page.delete_rows(row)
    assert "lacks the field title" in refused(read)


def test_a_column_of_a_phase_that_was_taken_out_is_not_missed(book, read) -> None:
    for row in book["phases"].iter_rows():
        for cell in row:
            cell.value = "later" if cell.value == "deploy" else cell.value
    page = book["requirements"]
    page.delete_cols(spot(page, "quantity.deploy"))
    assert "lacks" not in refused(read)


def test_phases_that_were_sorted_by_their_name_keep_their_order(book, read, exported) -> None:
    page = book["phases"]
    head, *lines = [[cell.value for cell in row] for row in page.iter_rows()]
    lines.sort(key=lambda line: line[head.index("id")], reverse=True)
    for number, line in enumerate(lines, start=2):
        for column, value in enumerate(line, start=1):
            page.cell(number, column).value = value
    assert digest(read()) == digest(exported)


def test_a_number_that_is_there_twice_or_missing_is_a_problem(book, read) -> None:
    page = book["phases"]
    page.cell(3, spot(page, "number")).value = 1
    assert "has the number 1, as another line has" in refused(read)
    page.cell(3, spot(page, "number")).value = None
    assert "has no number" in refused(read)


def test_a_phase_is_put_in_between_by_a_number_in_between(book, read) -> None:
    page = book["phases"]
    line = {"id": "between", "months": 1, "number": 1.5}
    page.append([line.get(cell.value) for cell in page[1]])
    assert [phase.id for phase in read().phases][1] == "between"


def test_merged_cells_are_a_problem_that_names_them(book, read) -> None:
    book["offers"].merge_cells("A2:A3")
    assert "t.xlsx:offers!A2: the cells A2:A3 are merged" in refused(read)


@pytest.mark.parametrize(("sheet", "cells"), [("offers", "A2:A3"), ("nations", "A2:B2"), ("places", "A2:A4")])
def test_of_what_merged_cells_cover_nothing_else_is_said(
    sheet: str, cells: str, book: Any, read: Any
) -> None:
    book[sheet].merge_cells(cells)
    said = refused(read)
    assert f"the cells {cells} are merged (only the first of them says something" in said
    assert len(said.splitlines()) == 1, said


def test_cells_merged_beside_the_table_and_in_sheets_of_ones_own_are_left_alone(book, read, exported) -> None:
    book["offers"].merge_cells("AZ2:BB9")
    book.create_sheet("_mine").merge_cells("A1:C3")
    assert digest(read()) == digest(exported)


def test_a_merge_of_the_whole_sheet_takes_neither_time_nor_room(book, read) -> None:
    book["_lists"].merged_cells.add("A1:XFD1048576")
    read()


def test_csv_files_miss_what_is_gone_too(exported, tmp_path) -> None:
    export_tables(exported, tmp_path / "t", format="csv")
    (tmp_path / "t" / "constraints.csv").unlink()
    file = tmp_path / "t" / "offers.csv"
    rows = [*csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")))]
    gone = rows[0].index("needs")
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([*row[:gone], *row[gone + 1 :]] for row in rows)
    said = refused(lambda: load_tables(tmp_path / "t"))
    assert "lacks the sheet constraints" in said
    assert f"{file}:1: lacks the column needs" in said


def _tables(scenario: Scenario) -> dict[str, list[list[str]]]:
    return {
        name.removesuffix(".csv"): [*csv.reader(io.StringIO(text.removeprefix("\ufeff")))]
        for name, text in csv_texts(scenario).items()
    }


def _told(tables: dict[str, list[list[str]]]) -> list[str]:
    """Return every problem of tables."""
    problems: list[Problem] = []
    sheets = [
        CsvLines(f"{name}.csv", name, [*enumerate([[cell or None for cell in row] for row in rows], start=1)])
        for name, rows in tables.items()
    ]
    root = gathered(sheets, "t", problems)
    try:
        of_tree(root, "t", problems)
    except InvalidInput as refused:
        return [str(problem) for problem in refused.problems]
    return []


def _more(before: list[str], tables: dict[str, list[list[str]]]) -> list[str]:
    """Return what is told beside what was told before."""
    return [line for line in _told(tables) if line not in before]


@pytest.mark.parametrize("scenario", [everything(), load_text(template())], ids=["everything", "template"])
def test_of_any_column_or_sheet_that_is_gone_nothing_is_said_but_that(scenario: Scenario) -> None:
    tables = _tables(scenario)
    before = _told(tables)
    held = {(line[0], line[1]) for line in tables["_exported"]}
    for sheet, rows in tables.items():
        if sheet == "_exported":
            continue
        told = _more(before, {name: lines for name, lines in tables.items() if name != sheet})
        assert told == [line for line in told if f"lacks the sheet {sheet}," in line][:1], (sheet, told)
        for spot, header in enumerate(rows[0]):
            told = _more(before, {**tables, sheet: [[*row[:spot], *row[spot + 1 :]] for row in rows]})
            said = "has only one of" if sheet == "scenario" else f"lacks the column {header},"
            gone = sheet == "scenario" or (sheet, header) in held
            assert told == [line for line in told if said in line or not gone][:1], (sheet, header, told)


def test_of_a_field_that_is_gone_nothing_is_said_but_that() -> None:
    tables = _tables(load_text(template()))
    for row in tables["scenario"][1:]:
        told = _told({**tables, "scenario": [one for one in tables["scenario"] if one != row]})
        assert told == [line for line in told if f"lacks the field {row[0]}," in line][:1], told


def test_single_fields_are_read_by_the_names_of_their_columns() -> None:
    tables = _tables(load_text(template()))
    assert _told({**tables, "scenario": [["_mine", *reversed(row)] for row in tables["scenario"]]}) == []


def test_a_group_that_could_not_be_read_is_not_an_unknown_id() -> None:
    tables = _tables(everything())
    assert tables["groups"][0] == ["id", "groups"]
    told = _told({**tables, "groups": [tables["groups"][0], *([row[0], ""] for row in tables["groups"][1:])]})
    assert told
    assert all(line.startswith("groups.csv:") for line in told), told


def test_two_files_of_one_table_are_a_problem_and_neither_is_dropped(
    exported: Scenario, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as packed:
        for name, text in csv_texts(exported).items():
            packed.writestr(f"one/{name}", text)
        packed.writestr("two/Offers.csv", "nation,capability\n")
        packed.writestr("__MACOSX/one/._places.csv", "what a Mac packs beside each file")
    said = refused(lambda: load_tables(tmp_path / "t.zip"))
    assert "two/Offers.csv: is the sheet offers a second time: it is in" in said
    assert "._places" not in said


def test_every_file_of_a_folder_that_cannot_be_read_is_told(exported: Scenario, tmp_path: Path) -> None:
    for name in ("offers.csv", "places.csv"):
        (tmp_path / name).mkdir()
    said = refused(lambda: load_tables(tmp_path))
    assert said.count("is a folder, not a file") == 2


def test_a_column_that_was_called_otherwise_is_told_once() -> None:
    tables = _tables(load_text(template()))
    head, *rows = tables["offers"]
    (said,) = _told({**tables, "offers": [[name.replace("firmness", "firmnes") for name in head], *rows]})
    assert "did you mean 'firmness'?" in said

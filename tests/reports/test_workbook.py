"""The plan as an Excel workbook."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pandas as pd
import pytest

import planner
from planner.reports.workbook import FORMATS, WorkbookSheet, workbook, written
from planner.scenario.reading import read
from planner.words.excel_cells import HIGHEST, LONGEST, length
from planner.words.names import HEADS
from tests import small


@pytest.fixture(scope="module")
def content(plan, scenario):
    return workbook(plan, scenario)


@pytest.fixture(scope="module")
def book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_there_is_a_sheet_for_each_table(book) -> None:
    assert book.sheetnames == [
        "Summary",
        "Fill",
        "Filled share by phase",
        "Short",
        "Contributions",
        "Units by phase",
        "Places",
        "Nations",
        "Unit-months",
        "Firmness",
        "Goals",
        "Sources",
        "Provenance",
    ]


def test_figures_are_figures(book) -> None:
    sheet = book["Fill"]
    heads = [cell.value for cell in sheet[1]]
    required = [row[heads.index("Required")].value for row in sheet.iter_rows(min_row=2)]
    assert sorted(required) == [1, 1.5, 3, 3, 2500]


def test_headers_stay_in_sight(book) -> None:
    assert all(sheet.freeze_panes.endswith("2") for sheet in book)


def test_text_that_looks_like_a_formula_is_text(book) -> None:
    cells = [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)
    ]
    suspicious = [cell for cell in cells if cell.value.startswith(("=", "+", "-", "@"))]
    assert {cell.value for cell in suspicious} == {"=SUM(A1) in the Gazette", "=cmd|' /C calc'!A0"}
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in suspicious)


def test_there_are_no_formulas_and_no_links_out(content) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/")
        ]
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)


def test_the_same_plan_gives_the_same_bytes_and_no_clock_is_in_them(plan, scenario, content, book) -> None:
    assert workbook(plan, scenario) == content
    assert book.properties.created.year == book.properties.modified.year == 2000


def test_the_hash_of_the_scenario_is_in_it(plan, book) -> None:
    values = [cell.value for row in book["Provenance"].iter_rows() for cell in row]
    assert plan.sha256 in values


def test_without_a_plan_it_says_why(impossible) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(*impossible)))
    assert book.sheetnames == ["Summary", "Sources", "Provenance"]
    assert "No plan meets all hard constraints." in [row[0].value for row in book["Summary"].iter_rows()]


def test_a_plan_that_nobody_fills_has_a_workbook(nothing) -> None:
    assert "Units by phase" not in openpyxl.load_workbook(io.BytesIO(workbook(*nothing))).sheetnames


def test_a_phase_may_be_called_as_a_column_is_and_its_figures_stay_its_own() -> None:
    said = small.document()
    (first, second) = said["phases"]
    said["phases"] = [{**first, "title": "Order"}, {**second, "title": "Line"}]
    scenario = read(said)
    plan = planner.solve(scenario)
    book = openpyxl.load_workbook(io.BytesIO(workbook(plan, scenario)))
    heads = [cell.value for cell in book["Filled share by phase"][1]]
    assert heads[-2:] == [f"Order ({first['id']})", f"Line ({second['id']})"]
    forms = {cell.number_format for cell in book["Filled share by phase"][2][3:]}
    assert forms == {"0.0%"}


def test_every_column_with_a_form_of_its_own_is_known_as_one_of_tables() -> None:
    assert set(FORMATS) <= HEADS


@pytest.mark.parametrize("sign", ["x", "\U0001f6a2"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_by_how_much(sign: str) -> None:
    scenario = read({**small.document(), "description": sign * 40_000})
    book = openpyxl.load_workbook(io.BytesIO(workbook(planner.solve(scenario), scenario)))
    (cut,) = [row[0] for row in book["Summary"].iter_rows() if str(row[0].value).startswith(sign)]
    kept, _, said = cut.value.partition(" \u2026 ")
    assert set(kept) == {sign}
    assert length(cut.value) <= LONGEST
    assert (
        said == f"[cut: {40_000 * length(sign) - length(kept):,} more characters than a cell of Excel holds]"
    )


def test_no_row_is_higher_than_excel_opens() -> None:
    scenario = read({**small.document(), "description": "word " * 6_000})
    book = openpyxl.load_workbook(io.BytesIO(workbook(planner.solve(scenario), scenario)))
    heights = [row.height for sheet in book for row in sheet.row_dimensions.values() if row.height]
    assert max(heights) == HIGHEST


@pytest.mark.parametrize(
    ("number", "value", "shown"),
    [
        ("#,##0.00;-#,##0.00;", 0.004, "0.000"),
        ("#,##0.00;-#,##0.00;", 0.006, "#,##0.00;-#,##0.00;"),
        ("#,##0.00;-#,##0.00;", 0.0, "#,##0.00;-#,##0.00;"),
        ("#,##0;-#,##0;", -0.3, "0.0"),
        ("0.0%", 0.0001, "0.00%"),
        ("General", 1e-8, "General"),
    ],
)
def test_a_figure_that_is_something_is_shown_with_the_decimals_that_say_so(number, value, shown) -> None:
    sheet = WorkbookSheet("Sheet", pd.DataFrame({"Amount": [value]}), figures=number, zeros=False)
    book = openpyxl.load_workbook(io.BytesIO(written("Title", [sheet])))
    assert book["Sheet"]["A2"].number_format == shown

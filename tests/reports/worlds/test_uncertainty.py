"""The report of how likely: fill in each phase, and the chance of each requirement in each phase."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest

from planner.reports.sections import Section
from planner.reports.worlds.uncertainty import report
from planner.studies.uncertainty.uncertainty import Uncertainty
from planner.words.text_tables import Grid
from tests.reports.worlds.unsure import with_lines, with_phases


def section(found: Uncertainty, name: str) -> Section:
    return next(part for part in report(found).sections if part.id == name)


def texts(grid: Grid) -> list[tuple[str, ...]]:
    """Return what the cells of a table say, row by row."""
    return [tuple(cell.text for cell in row) for row in grid.rows]


def test_each_priority_has_a_row_for_each_phase(found: Uncertainty) -> None:
    (table,) = section(with_phases(found, ("deploy", 0.5, 0.7), ("hold", 0.1, 0.9)), "phases").grids
    assert texts(table) == [
        ("1", "The first deployment", "50 %", "60 %", "70 %"),
        ("1", "Hold", "10 %", "50 %", "90 %"),
    ]


def test_each_requirement_has_its_chance_in_each_phase_and_a_blank_where_nothing_is_required(
    found: Uncertainty,
) -> None:
    lines = (("L1", "deploy", 0.2), ("L1", "hold", 0.9), ("L2", "hold", 0.4))
    worst, each = section(with_lines(found, *lines), "requirements").grids
    assert [row[1:3] for row in texts(worst)] == [("The first deployment", "20 %"), ("Hold", "40 %")]
    assert each.columns == ("Requirement", "The first deployment", "Hold")
    assert [row[1:] for row in texts(each)] == [("20 %", "90 %"), ("", "40 %")]


def test_phases_in_which_nothing_is_required_have_no_column(found: Uncertainty) -> None:
    _, each = section(with_lines(found, ("L1", "hold", 0.9)), "requirements").grids
    assert each.columns == ("Requirement", "Hold")


def test_a_share_of_the_variance_is_no_more_than_all_of_it_and_stands_beside_its_error(
    found: Uncertainty,
) -> None:
    drivers = tuple(
        replace(one, first=-0.2, error=0.23, total=1.229, total_error=0.18) for one in found.drivers
    )
    estimated = replace(found, drivers=drivers)
    (table,) = section(estimated, "drivers").grids
    assert {row[-2:] for row in texts(table)} == {("0 % ±23", "100 % ±18")}
    assert not any("matters most" in said for said in report(estimated).headline)


def test_the_workbook_has_a_sheet_of_the_phases_with_figures_as_numbers(found: Uncertainty) -> None:
    written = report(found).files()["uncertainty.xlsx"]
    assert isinstance(written, bytes)
    sheet = pd.read_excel(BytesIO(written), sheet_name="Phases", engine="openpyxl")
    assert list(sheet["phase"]) == [one.phase for one in found.phases]
    assert list(sheet["p90"]) == pytest.approx([one.p90 for one in found.phases])

"""The report of a sweep: figures stay figures, and one row is spoken of as one."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

from planner.formulation.offers import Counting
from planner.plan.from_solution import counted
from planner.reports.worlds.sweep import report
from planner.studies.sweep.sweep import Swept, SweptRow
from tests.small import scenario

TOTALS = (("cost", 3.0), ("fill", 0.5), ("personnel_peak", 20.0))


def swept(*rows: SweptRow) -> Swept:
    small = scenario()
    return Swept(small, counted(small, Counting()), rows)


def filled(path: str, value: Any) -> SweptRow:
    return SweptRow(((path, value),), "optimal", (("fill 1", 0.0),), TOTALS)


def without_plan(path: str, value: Any) -> SweptRow:
    return SweptRow(((path, value),), "infeasible", (), ())


def test_what_was_set_is_a_figure_in_the_workbook_where_it_is_one() -> None:
    rows = [filled("x.units", value) for value in (0, 0.005, 3)]
    rows += [filled("y.holds", value) for value in ("never", True, {"deploy": 2})]
    content = report(swept(*rows)).files()["sweep.xlsx"]
    assert isinstance(content, bytes)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Rows"]
    heads = [cell.value for cell in sheet[1]]
    units, holds = (list(sheet.columns)[heads.index(name)][1:] for name in ("x.units", "y.holds"))
    assert [cell.value for cell in units] == [0, 0.005, 3, None, None, None]
    assert {cell.number_format for cell in units} == {"General"}
    assert [cell.value for cell in holds] == [None, None, None, "never", "true", '{"deploy": 2}']


def test_rows_are_counted_as_one_or_many() -> None:
    one, none = filled("x", 1), without_plan("x", 2)
    assert report(swept(one)).headline[0] == "1 row."
    assert report(swept(one, none)).headline[0] == "2 rows. 1 of them has no plan."
    assert report(swept(none, none)).headline[0] == "2 rows. 2 of them have no plan."

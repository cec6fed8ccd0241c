"""Tables of text as HTML: one function, in which whatever a user wrote is text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

import planner
from planner.reports.html_page import DRESS
from planner.ui.styling import PAGE
from planner.words.html_table import TableDress, html_table
from planner.words.notebook import NOTEBOOK
from planner.words.text_tables import Cell, ColumnGroup, Grid

DRESSES = {"report": DRESS, "page": PAGE, "notebook": NOTEBOOK}
HOSTILE = '<script>"it\'s" & more</script>'


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
@given(written=st.text(alphabet="<>&\"'a/= ", min_size=1))
def test_what_a_user_wrote_is_text_wherever_it_stands(dress: TableDress, written: str) -> None:
    cell = Cell(written, address=written, beside=written)
    grid = Grid((written,), frozenset({written}), ((cell,),), (ColumnGroup(written, (written,)),))
    plain = Grid(
        ("a",), frozenset({"a"}), ((Cell("a", address="a", beside="a"),),), (ColumnGroup("a", ("a",)),)
    )
    said, tags = (html_table(one, dress, caption="a") for one in (grid, plain))
    assert (said.count("<"), said.count(">")) == (tags.count("<"), tags.count(">"))
    assert said.count('"') == tags.count('"')


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_only_what_is_html_by_its_type_is_html(dress: TableDress) -> None:
    drawn = Cell("a bar", drawn=Markup("{}<i></i>").format(HOSTILE))
    said = html_table(Grid(("x",), frozenset(), ((drawn,),)), dress)
    assert "<i></i>" in said
    assert "<script>" not in said
    assert Markup(said).striptags().endswith(HOSTILE)


def test_what_differs_has_a_column_of_its_own_on_the_page_and_brackets_in_a_report() -> None:
    grid = Grid(("Nation", "Here"), frozenset({"Here"}), ((Cell("France"), Cell("7 of 12", beside="-5")),))
    assert '<td class=" figure">7 of 12</td><td class="moved">-5</td>' in html_table(grid, PAGE)
    assert "7\u00a0of\u00a012 (-5)" in html_table(grid, DRESS)


def test_where_there_is_no_style_sheet_figures_are_on_the_right_all_the_same() -> None:
    said = html_table(Grid.of(("Nation", "Units"), [("France", "7")], ["Units"]), NOTEBOOK)
    assert '<td>France</td><td style="text-align:right">7</td>' in said


def test_some_rows_of_a_long_table_keep_the_columns_of_the_whole() -> None:
    rows = (Cell("1", beside="+1"),), (Cell("2"),)
    said = html_table(Grid(("x",), frozenset(), rows), PAGE, rows=rows[1:])
    assert 'colspan="2"' in said
    assert ">1<" not in said


def test_no_other_place_makes_a_table_of_html() -> None:
    here = Path(planner.__file__).parent
    files = [path for kind in ("*.py", "*.j2") for path in here.rglob(kind)]
    made = [
        path.name for path in files if any(tag in path.read_text("utf-8") for tag in ("<td", "<th", "<tr>"))
    ]
    assert made == ["html_table.py"]

"""A plan as an Excel workbook: one sheet a table, with figures as figures and text as text."""

from __future__ import annotations

import datetime as dt
import io
import math
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planner.plan.plan import HYPOTHETICAL, Plan
from planner.reports import cited, plan_sentences, plan_tables, unit_symbols
from planner.reports.burden_sharing import sharing
from planner.reports.looks import LIGHT
from planner.reports.maps.place_dots import place_table
from planner.reports.sections import paragraphs, provenance
from planner.scenario.scenario import Scenario
from planner.words.excel_cells import HIGHEST, MOST_OF_PROPERTY, fitted
from planner.words.figures import NEGLIGIBLE
from planner.words.names import Names, one_line

CREATED = dt.datetime(2000, 1, 1)
"""No clock: the same plan gives the same bytes."""
AMOUNT, COUNT, PART, FILLED = "#,##0.00;-#,##0.00;", "#,##0;-#,##0;", "0.0%;-0.0%;", "0.0%"
"""How figures are shown: units, people, parts; zeros blank in a plan but in what is filled, where they are
findings, as they are in what studies find out."""
AS_THEY_ARE = "General"
"""How figures are shown of which a zero is a finding and small ones matter: in full."""
FORMATS = {
    "Priority": "0",
    "Order": "0",
    "People": COUNT,
    "People at most": COUNT,
    "Nations": COUNT,
    "Share of ability": PART,
    "Share of burden": FILLED,
    "Person-months": COUNT,
    "Filled share": FILLED,
    "Share": PART,
    "Share of person-months": PART,
    "Of it assumed": PART,
    "Value": "#,##0.0000",
    "No plan below": "#,##0.0000",
    "Left open": FILLED,
    "Months short": "0.##",
}
A4 = 9
LINE = 15
"""The height of one line of text, in points."""
PICTURE = 36
"""The height of a row with a picture, in points."""
FITTED: dict[str, Any] = {"x_scale": 0.3, "y_scale": 0.3, "x_offset": 4, "y_offset": 2, "object_position": 1}
"""How a picture lies in its cell: it moves and grows with it, also where rows are sorted."""
WIDEST = 60
"""The widest column, in characters; longer text wraps."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""Text that begins so is marked as text, since a spreadsheet may take it for a formula."""


@dataclass(frozen=True)
class WorkbookSheet:
    """One sheet: its name, its table, how many columns stay in sight, what figures of no other format are.

    `pictures` are PNG by row and column; `zeros` are shown, or blank where there are many as in a plan.
    """

    name: str
    table: pd.DataFrame
    frozen: int = 0
    figures: str = AMOUNT
    pictures: Mapping[tuple[int, int], bytes] = field(default_factory=dict)
    zeros: bool = True


def workbook(plan: Plan, scenario: Scenario) -> bytes:
    """Return the workbook; the same plan gives the same bytes."""
    sheets = (replace(sheet, zeros=False) for sheet in _sheets(plan, scenario))
    return written(one_line(plan.title), sheets)


def written(title: str, sheets: Iterable[WorkbookSheet]) -> bytes:
    """Return a workbook of sheets; the same sheets give the same bytes."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title[:MOST_OF_PROPERTY], "comments": HYPOTHETICAL, "created": CREATED})
        formats = Formats(book)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, formats)
    return file.getvalue()


def _sheets(plan: Plan, scenario: Scenario) -> Iterator[WorkbookSheet]:
    yield WorkbookSheet("Summary", _summary(plan, scenario))
    if plan_sentences.found(plan):
        yield from _of_plan(plan, scenario)
    yield from _symbols(scenario)
    yield WorkbookSheet("Sources", cited.sources(scenario), 1)
    rows = list(provenance(plan, scenario).items())
    yield WorkbookSheet("Provenance", pd.DataFrame(rows, columns=["What", "Which"]))


def _summary(plan: Plan, scenario: Scenario) -> pd.DataFrame:
    said = (
        HYPOTHETICAL,
        *plan_sentences.headline(plan, scenario),
        *plan_sentences.assurance(plan),
        *plan_sentences.data_assurance(plan, scenario),
        *paragraphs(scenario),
    )
    return pd.DataFrame({one_line(plan.title): said})


def _of_plan(plan: Plan, scenario: Scenario) -> Iterator[WorkbookSheet]:
    """Yield the tables of a plan; units by phase only with contributions, burden only where it is shared."""
    fill, sent = plan_tables.fill(plan, scenario), plan_tables.contributions(plan, scenario)
    lines = ["Priority", "Line", "Requirement"]
    heads = ["Nation", "Capability", "Place", "Requirement", "Line", "Unit"]
    yield WorkbookSheet("Fill", fill, 3)
    shares = plan_tables.by_phase(fill, scenario, lines, "Filled share", missing=math.nan)
    yield WorkbookSheet("Filled share by phase", shares, 3, FILLED)
    yield WorkbookSheet("Short", plan_tables.shortfalls(plan, scenario), 3)
    yield WorkbookSheet("Contributions", sent, 2)
    if len(sent):
        yield WorkbookSheet("Units by phase", plan_tables.by_phase(sent, scenario, heads, "Units"), 2)
    yield WorkbookSheet("Places", place_table(plan, scenario), 1)
    yield WorkbookSheet("Nations", plan_tables.nations(plan, scenario), 1)
    yield WorkbookSheet("Unit-months", plan_tables.unit_months(plan, scenario), 1)
    yield WorkbookSheet("Firmness", plan_tables.firmness(plan, scenario), 1)
    yield WorkbookSheet("Goals", plan_tables.goals(plan), 2)
    found = sharing(plan, scenario)
    if found is not None:
        yield WorkbookSheet("Burden", found.table, 1)


def _symbols(scenario: Scenario) -> Iterator[WorkbookSheet]:
    """Yield the units that state a symbol, each with its picture and its code; no sheet where none does."""
    named, drawn = Names(scenario).capabilities, unit_symbols.of_capabilities(scenario)
    rows = [(named[key], "", one.symbol) for key, one in scenario.capabilities.items() if one.symbol]
    if rows:
        table = pd.DataFrame(rows, columns=["Capability", "Symbol", "Code (APP-6, MIL-STD-2525)"])
        pictures = {(row, 1): unit_symbols.png(drawn[one[0]]) for row, one in enumerate(rows, start=1)}
        yield WorkbookSheet("Symbols", table, 1, pictures=pictures)


class Formats:
    """The cell formats of a workbook, made when they are first used."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._known: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: Any) -> Format:
        """Return the format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._known:
            self._known[key] = self._book.add_format({"valign": "top", **properties})
        return self._known[key]


def _write(page: Worksheet, sheet: WorkbookSheet, formats: Formats) -> None:
    """Write a table and its pictures; a figure has the format of its column, else that of the sheet."""
    table = sheet.table
    for place, column in enumerate(table.columns):
        page.set_column(place, place, _width(table[column], column))
        _write_text(page, (0, place), column, formats, bold=True, bottom=1)
        number = FORMATS.get(column, sheet.figures)
        number = number.removesuffix(";") if sheet.zeros else number
        for row, value in enumerate(table[column].tolist(), start=1):
            _write_value(page, (row, place), value, number=number, formats=formats)
    _open_up(page, sheet)
    for (row, place), picture in sheet.pictures.items():
        page.set_row(row, PICTURE)
        page.insert_image(row, place, "symbol.png", {"image_data": io.BytesIO(picture), **FITTED})
    _arrange(page, sheet)


def _open_up(page: Worksheet, sheet: WorkbookSheet) -> None:
    """Give rows whose text wraps the height for it: not every program works that out when it opens a file."""
    for row, values in enumerate(
        [list(sheet.table.columns), *sheet.table.itertuples(index=False, name=None)]
    ):
        lines = max((_lines(value) for value in values if isinstance(value, str)), default=1)
        if lines > 1:
            page.set_row(row, min(LINE * lines, HIGHEST))


def _lines(text: str) -> int:
    """Return how many lines a text takes in the widest column."""
    return sum(max(len(textwrap.wrap(line, WIDEST)), 1) for line in text.splitlines() or [""])


def _arrange(page: Worksheet, sheet: WorkbookSheet) -> None:
    """Keep the headers in sight, filter by them, and print the sheet one page wide."""
    rows, columns = sheet.table.shape
    page.freeze_panes(1, sheet.frozen)
    if rows and columns > 1:
        page.autofilter(0, 0, rows, columns - 1)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)


def _width(values: pd.Series[Any], column: str) -> float:
    longest = max([len(column) + 3, *(len(str(value)) for value in values if isinstance(value, str))])
    return min(longest, WIDEST) + 1


def _write_value(page: Worksheet, at: tuple[int, int], value: Any, *, number: str, formats: Formats) -> None:
    """Write a figure as a figure, a text as a text, and nothing where there is nothing."""
    if isinstance(value, str):
        _write_text(page, at, value, formats)
    elif value is not None and math.isfinite(value):
        marked = (
            {"bold": True, "font_color": LIGHT.short} if number == FILLED and value < 1 - NEGLIGIBLE else {}
        )
        shown = _telling(number, round(value, 9))
        page.write_number(*at, round(value, 9), formats.of(num_format=shown, **marked))


def _telling(number: str, value: float) -> str:
    """Return how a figure is shown: as others of its column, or so that it is told from nothing."""
    first, _, _ = number.partition(";")
    places = len(first.partition(".")[2].rstrip("%"))
    size = abs(value) * (100 if first.endswith("%") else 1)
    if number == AS_THEY_ARE or value == 0 or size >= 0.5 * 10.0**-places:
        return number
    return f"0.{'0' * -math.floor(math.log10(size))}{'%' if first.endswith('%') else ''}"


def _write_text(page: Worksheet, at: tuple[int, int], text: str, formats: Formats, **properties: Any) -> None:
    quoted = {"quote_prefix": True} if text.startswith(DANGEROUS) else {}
    page.write_string(*at, fitted(text), formats.of(text_wrap=True, **quoted, **properties))

"""The sheets of a scenario as an Excel workbook: notes on columns, lists to choose from, text as text."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from planner.problems import InvalidInput, Problem
from planner.scenario.scenario import Scenario
from planner.scenario.tables.cells import Cell
from planner.scenario.tables.filling import FilledSheet, grids, manifest
from planner.scenario.tables.guide import guide
from planner.scenario.tables.layout import SCENARIO, Key, SheetColumn
from planner.scenario.tables.sheet_lines import MANIFEST
from planner.words.excel_cells import LONGEST, MOST_OF_PROPERTY, fitted, length

CREATED = dt.datetime(2000, 1, 1)
"""No clock: the same scenario gives the same bytes."""
READ_ME, LISTS = "read me", "_lists"
ROOM = 1000
"""Lines of each sheet that have lists to choose from, beside those that are filled."""
WIDEST, NARROWEST = 60, 9
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook(scenario: Scenario, output: str = "") -> bytes:
    """Return the workbook; the same scenario gives the same bytes.

    Raises `InvalidInput` where a text is too long for a cell.
    """
    filled = grids(scenario)
    if problems := [*_too_long(filled, output)]:
        raise InvalidInput(problems)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties(
            {"title": " ".join(scenario.title.split())[:MOST_OF_PROPERTY], "created": CREATED}
        )
        writing = _Writing.of(book, filled)
        _write_guide(book.add_worksheet(READ_ME), scenario, writing)
        for grid in filled:
            writing.write(book.add_worksheet(grid.sheet.name), grid)
        writing.write_lists(book.add_worksheet(LISTS))
        writing.write_manifest(book.add_worksheet(MANIFEST), filled)
    return file.getvalue()


def too_long(scenario: Scenario) -> tuple[Problem, ...]:
    """Return every text of a scenario that no cell holds: with one of them there is no workbook."""
    return tuple(_too_long(grids(scenario), ""))


def _too_long(filled: Sequence[FilledSheet], output: str) -> Iterator[Problem]:
    """Yield every text too long for a cell. None is cut: what is imported again would have lost it."""
    holds = f"a cell of Excel holds {LONGEST:,}"
    for grid in filled:
        for line in grid.lines:
            for number, cell in enumerate(line):
                if isinstance(cell, str) and length(cell) > LONGEST:
                    place, hint = _place(grid, line, number), f"{holds}: use --format csv"
                    yield Problem(output, 0, place, _length(cell), hint, on_page=holds)


def _place(grid: FilledSheet, line: Sequence[Cell], number: int) -> str:
    """Return where a cell stands: its sheet, the ids of its line, and its column where there are several."""
    keys = len(grid.sheet.keys)
    column = [] if grid.sheet.name == SCENARIO else [grid.headers[number]]
    ids = (str(one) for one in line[: max(keys, 1)] if one is not None)
    return ": ".join([grid.sheet.name, *ids, *column])


def _length(text: str) -> str:
    counted = " as Excel counts them" if length(text) != len(text) else ""
    return f"has {length(text):,} characters{counted}"


def _write_guide(page: Worksheet, scenario: Scenario, writing: _Writing) -> None:
    page.set_column(0, 0, 110)
    page.hide_gridlines(2)
    for row, line in enumerate(guide(scenario)):
        page.write_string(row, 0, fitted(line), writing.title if row == 0 else writing.text)


@dataclass(frozen=True, eq=False)
class _Writing:
    """Writes sheets with the formats and the lists of one workbook."""

    title: Format
    text: Format
    head: Format
    number: Format
    grey: Format
    choices: Mapping[str, str]
    """For each sort of id the range of cells to choose from."""
    lists: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, book: xlsxwriter.Workbook, filled: Sequence[FilledSheet]) -> _Writing:
        """Return what writes the sheets of a workbook."""
        top = {"valign": "top"}
        lists = _lists(filled)
        return cls(
            book.add_format({**top, "bold": True, "font_size": 14, "text_wrap": True}),
            book.add_format({**top, "num_format": "@", "text_wrap": True}),
            book.add_format({**top, "bold": True, "bottom": 1, "bg_color": "#DDE6F0", "num_format": "@"}),
            book.add_format({**top, "num_format": "General"}),
            book.add_format({"bg_color": "#D9D9D9"}),
            {**_ranges(lists), **_sections(filled)},
            lists,
        )

    def write(self, page: Worksheet, grid: FilledSheet) -> None:
        """Write one sheet."""
        for place, header in enumerate(grid.headers):
            page.write_string(0, place, header, self.head)
        for row, line in enumerate(grid.lines, start=1):
            for place, cell in enumerate(line):
                self._write(page, row, place, cell)
        keys = grid.sheet.keys
        for number, key in enumerate(keys):
            self._prepare(page, grid, number, _as_column(key))
        for number, column in enumerate(grid.columns, start=len(keys)):
            self._prepare(page, grid, number, column)
        if grid.sheet.name == SCENARIO:
            self._explain(page, grid)
        page.freeze_panes(1, max(len(keys), 1))
        page.autofilter(0, 0, max(len(grid.lines), 1), len(grid.headers) - 1)

    def _explain(self, page: Worksheet, grid: FilledSheet) -> None:
        """Give each line of the sheet of single fields its note, and a yes or no its list."""
        for row, column in enumerate(grid.sheet.columns, start=1):
            page.write_comment(row, 0, column.says, {"x_scale": 2.2})
            if column.codec == "switch":
                page.data_validation(row, 1, row, 1, {"validate": "list", "source": ["TRUE", "FALSE"]})

    def _write(self, page: Worksheet, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, str):
            page.write_string(row, column, cell, self.text)
        elif isinstance(cell, bool):
            page.write_boolean(row, column, cell, self.number)
        elif cell is not None:
            page.write_number(row, column, cell, self.number)

    def _prepare(self, page: Worksheet, grid: FilledSheet, number: int, column: SheetColumn) -> None:
        """Give a column its width, its note, its list and its form."""
        plain = column.codec in ("number", "switch") or (column.codec == "value" and not grid.sheet.keys)
        page.set_column(number, number, _width(grid, number), self.number if plain else self.text)
        note = " ".join(filter(None, [column.says, _only_for(column)]))
        if note:
            page.write_comment(0, number, note, {"x_scale": 2.2, "y_scale": 1 + len(note) / 140})
        self._offer(page, grid, number, column)
        if column.kinds:
            self._shade(page, grid, number, column)

    def _offer(self, page: Worksheet, grid: FilledSheet, number: int, column: SheetColumn) -> None:
        """Give a column a list to choose from; only fixed words are insisted on."""
        source = self.choices.get(_sort(grid.sheet.name, column))
        if column.codec == "switch":
            options: dict[str, object] = {"validate": "list", "source": ["TRUE", "FALSE"]}
        elif source is not None:
            options = {"validate": "list", "source": source}
        else:
            return
        strict = bool(column.words) and column.codec == "word"
        options |= {"error_type": "stop" if strict else "information", "show_error": strict}
        page.data_validation(1, number, len(grid.lines) + ROOM, number, options)

    def _shade(self, page: Worksheet, grid: FilledSheet, number: int, column: SheetColumn) -> None:
        """Grey the cells that a line's kind has no use for."""
        kind = xl_col_to_name(list(grid.headers).index("kind"), col_abs=True)
        same = ",".join(f'${kind.lstrip("$")}2="{name}"' for name in column.kinds)
        rule = {"type": "formula", "criteria": f'=AND({kind}2<>"",NOT(OR({same})))', "format": self.grey}
        page.conditional_format(1, number, len(grid.lines) + ROOM, number, rule)

    def write_lists(self, page: Worksheet) -> None:
        """Write the lists that are no column of a sheet, out of sight."""
        for column, (name, words) in enumerate(self.lists.items()):
            page.write_string(0, column, name, self.head)
            for row, word in enumerate(words, start=1):
                page.write_string(row, column, word, self.text)
        page.hide()

    def write_manifest(self, page: Worksheet, filled: Sequence[FilledSheet]) -> None:
        """Write what the sheets hold, out of sight."""
        for row, line in enumerate((("sheet", "column"), *manifest(filled))):
            for column, name in enumerate(line):
                page.write_string(row, column, name, self.text)
        page.hide()


def _as_column(key: Key) -> SheetColumn:
    return SheetColumn(key.header, (), "word", key.says, key.refers)


def _only_for(column: SheetColumn) -> str:
    return f"Only for {', '.join(column.kinds)}." if column.kinds else ""


def _sort(sheet: str, column: SheetColumn) -> str:
    """Return the name of the list that a column chooses from."""
    return f"{sheet}.{column.header}" if column.words else column.refers or f"{sheet}.{column.header}"


def _width(grid: FilledSheet, number: int) -> float:
    texts = [grid.headers[number], *(str(line[number]) for line in grid.lines if line[number] is not None)]
    return min(max(max(map(len, texts)) + 2, NARROWEST), WIDEST)


def _lists(filled: Sequence[FilledSheet]) -> dict[str, list[str]]:
    """Return the words to choose from that are ids of no sheet: fixed words, and names used so far."""
    found: dict[str, list[str]] = {}
    for grid in filled:
        for number, column in enumerate(grid.columns, start=len(grid.sheet.keys)):
            name = f"{grid.sheet.name}.{column.header}"
            if column.words:
                found[name] = list(column.words)
            elif column.codec == "word" and not column.refers and column.header in _NAMED:
                used = sorted({str(line[number]) for line in grid.lines if line[number] is not None})
                found |= {name: used, _NAMED[column.header]: used}
    found |= {name: _family(filled, name) for name in ("keys", "measures")}
    found["measures"] = [*BUILT_IN, *found["measures"]]
    return {name: words for name, words in found.items() if words}


_NAMED = {"area": "areas", "component": "components"}
BUILT_IN = ("units", "personnel", "cost", "effect")


def _family(filled: Sequence[FilledSheet], name: str) -> list[str]:
    headers: Iterable[str] = (column.header for grid in filled for column in grid.columns)
    return [header.removeprefix(f"{name}.") for header in headers if header.startswith(f"{name}.")]


def _ranges(lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return where each list stands."""
    names = ((name, xl_col_to_name(column, col_abs=True)) for column, name in enumerate(lists))
    return {name: f"={LISTS}!{column}$2:{column}${len(lists[name]) + 1}" for name, column in names}


def _sections(filled: Sequence[FilledSheet]) -> dict[str, str]:
    """Return where the ids of each section stand, also those that are added later."""
    places = {grid.sheet.name: list(grid.headers).index("id") for grid in filled if "id" in grid.headers}
    ranges = {name: _filled_part(name, xl_col_to_name(place, col_abs=True)) for name, place in places.items()}
    return {"hosts": ranges["nations"], **ranges}


def _filled_part(sheet: str, letter: str) -> str:
    """Return a formula for a column of a sheet from its second line to its last."""
    return f"=OFFSET({sheet}!{letter}$2,0,0,MAX(COUNTA({sheet}!{letter}:{letter})-1,1),1)"

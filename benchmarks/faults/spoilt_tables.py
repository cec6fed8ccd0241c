"""Tables of a scenario, spoilt as people and programs spoil them, as .xlsx, .ods and zipped CSV.

Either what stands in the cells is spoilt (values, errors, formulas, lost and moved columns and lines, merged
cells, sheets lost, renamed, foreign) and the file is in order, or the file itself is damaged: its packed
parts, or its bytes.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from benchmarks.faults.mutations import NASTY as VALUES
from planner.scenario.scenario import Scenario
from planner.scenario.tables.filling import grids, manifest
from planner.scenario.tables.sheet_lines import MANIFEST
from tests.scenario.tables.open_document import ERROR, MONTH, NOTED, YES, cell, spreadsheet

Sheets = dict[str, list[list[Any]]]
ENDINGS = (".xlsx", ".ods", ".zip")
PIECES = (
    *(b"", b"\0", b"\xff\xfe", b"&#x10FFFF;", b"&amp;", b"<", b">", b'"', b"/>", b"9" * 20, b"-1", b"1e999"),
    *(
        b"nan",
        b"9" * 400,
        b"#REF!",
        b'="x"',
        b"=1/0",
        b"TRUE",
        b"2026-13-45",
        b"_x0000_",
        b"XFD1048576",
        b"A0",
    ),
    *(
        b'r="A1048576"',
        b't="e"',
        b't="b"',
        b't="s"',
        b"\n",
        b"json:",
        b'office:value-type="date"',
        b"'",
        b",",
    ),
    *(b'table:number-rows-repeated="1048576"', b'table:number-columns-repeated="16384"', b't="inlineStr"'),
    *(b'table:number-columns-spanned="3"', b'table:number-rows-spanned="x"', b'text:c="999999999"'),
    *(b'<mergeCell ref="A1:XFD1048576"/>', b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>', b"&a;", b"<![CDATA["),
)
"""Pieces that mean something, or nearly, somewhere in a file."""
FORMULAS = ("=1/0", "=NA()", "=A1", "=TRUE()", '=HYPERLINK("x","y")', "=SUM(A1:A9)")
ERRORS = ("#DIV/0!", "#N/A", "#REF!", "#NAME?", "#VALUE!")


def sheets_of(scenario: Scenario) -> Sheets:
    """Return what the tables of a scenario hold, with the sheet that says what they held."""
    filled = grids(scenario)
    found: Sheets = {grid.sheet.name: [list(grid.headers), *map(list, grid.lines)] for grid in filled}
    return {**found, MANIFEST: [["sheet", "column"], *map(list, manifest(filled))]}


def spoilt(sheets: Sheets, ending: str, chance: random.Random) -> bytes:
    """Return tables that were spoilt, as a file of an ending."""
    sheets = {name: [list(line) for line in lines] for name, lines in sheets.items()}
    in_cells = chance.random() < 0.6
    if in_cells:
        for _ in range(chance.choice((1, 1, 2, 4))):
            chance.choice(_WAYS)(sheets, chance)
    if chance.random() < 0.4:
        sheets.pop(MANIFEST, None)
    whole = _MAKERS[ending](sheets, chance)
    return whole if in_cells and chance.random() < 0.9 else damaged(whole, chance)


def made(sheets: Sheets, ending: str) -> bytes:
    """Return tables as they are, as a file of an ending."""
    return _MAKERS[ending](sheets, random.Random(1))


def _any(sheets: Sheets, chance: random.Random) -> list[list[Any]]:
    """Return the lines of one sheet, rather of one that holds something."""
    full = [lines for lines in sheets.values() if len(lines) > 1 and all(lines)]
    return chance.choice(full or [[["x"], ["x"]]])


def _value(sheets: Sheets, chance: random.Random) -> None:
    line = chance.choice(_any(sheets, chance))
    line[chance.randrange(len(line))] = chance.choice(
        (
            chance.choice(VALUES),
            dt.datetime(2026, 1, 31),
            dt.time(3),
            _Error(),
            _Formula(),
            _Formula(None),
            YES,
        )
    )


def _other_cell(sheets: Sheets, chance: random.Random) -> None:
    one, other = (chance.choice(_any(sheets, chance)) for _ in range(2))
    one[chance.randrange(len(one))] = other[chance.randrange(len(other))]


def _lose_column(sheets: Sheets, chance: random.Random) -> None:
    lines = _any(sheets, chance)
    spot = chance.randrange(len(lines[0]))
    for line in lines if chance.random() < 0.7 else lines[:1]:
        del line[spot : spot + 1]


def _lose_lines(sheets: Sheets, chance: random.Random) -> None:
    lines = _any(sheets, chance)
    start = chance.randrange(len(lines))
    del lines[start : start + chance.choice((1, 1, 3, 100))]


def _move(sheets: Sheets, chance: random.Random) -> None:
    """Sort or turn the lines, or have some lines or a column twice, or empty ones among them."""
    lines, way = _any(sheets, chance), chance.randrange(5)
    if way == 0:
        lines[1:] = sorted(lines[1:], key=lambda line: str(line[0]))
    elif way == 1:
        chance.shuffle(lines)
    elif way == 2:
        lines[1:1] = [list(chance.choice(lines)) for _ in range(chance.choice((1, 200)))]
    elif way == 3:
        spot = chance.randrange(len(lines[0]))
        for line in lines:
            line.extend(line[spot : spot + 1])
    else:
        lines[chance.randrange(len(lines)) :] = [[], *lines[chance.randrange(len(lines)) :], [None] * 40]


def _sheet(sheets: Sheets, chance: random.Random) -> None:
    """Lose, empty, rename, or add a sheet, or have two change names."""
    name, way = chance.choice(list(sheets)), chance.randrange(6)
    if way == 0:
        del sheets[name]
    elif way == 1:
        sheets[name] = sheets[name][:1] if chance.random() < 0.5 else []
    elif way == 2:
        sheets[chance.choice((name.upper(), f" {name}", f"{name}1", "_mine", "Sheet1"))] = sheets.pop(name)
    elif way == 3:
        sheets["Budget"] = [["Year", "Cost"], [2026, 1e6], [None, _Error()]]
    elif way == 4:
        other = chance.choice(list(sheets))
        sheets[name], sheets[other] = sheets[other], sheets[name]
    else:
        sheets[name] = [list(line) for line in zip(*sheets[name], strict=False)]


def _merge(sheets: Sheets, chance: random.Random) -> None:
    lines = _any(sheets, chance)
    line = chance.choice(lines)
    spot = chance.randrange(len(line) or 1)
    line[spot : spot + 1] = [_Merged((line[spot : spot + 1] or [None])[0], chance.choice((2, 3, 9)))]


_WAYS: tuple[Callable[[Sheets, random.Random], None], ...] = (
    *(_value, _value, _value, _other_cell, _lose_column, _lose_lines, _move, _sheet, _merge),
)


class _Error:
    """A cell that shows an error."""


class _Formula:
    """A cell with a formula, and what it came to; nothing where it was never worked out."""

    def __init__(self, value: Any = 1) -> None:
        self.value = value


class _Merged:
    """A cell that covers others beside it."""

    def __init__(self, value: Any, wide: int) -> None:
        self.value, self.wide = value, wide


def _workbook(sheets: Mapping[str, list[list[Any]]], chance: random.Random) -> bytes:
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(file, options) as book:
        date = book.add_format({"num_format": chance.choice(("yyyy-mm-dd", "mmm yy", "0.00"))})
        for name, lines in (sheets or {"x": []}).items():
            page = book.add_worksheet(name[:31])
            for row, line in enumerate(lines):
                for column, value in enumerate(line):
                    with suppress(XlsxWriterException):  # cells that are merged already
                        _write(page, (row, column), value, (date, chance))
    return file.getvalue()


def _write(page: Any, spot: tuple[int, int], value: Any, ways: tuple[Any, random.Random]) -> None:
    date, chance = ways
    if isinstance(value, _Error):
        page.write_formula(*spot, "=1/0", None, chance.choice(ERRORS))
    elif isinstance(value, _Formula):
        page.write_formula(*spot, chance.choice(FORMULAS), None, "" if value.value is None else value.value)
    elif isinstance(value, _Merged):
        page.merge_range(*spot, spot[0] + chance.choice((0, 2)), spot[1] + value.wide, _plain(value.value))
    elif isinstance(value, dt.datetime | dt.time):
        page.write_datetime(*spot, value, date)
    else:
        _write_plain(page, spot, _plain(value))


def _write_plain(page: Any, spot: tuple[int, int], value: Any) -> None:
    if isinstance(value, bool):
        page.write_boolean(*spot, value)
    elif isinstance(value, int | float):
        page.write_number(*spot, value)
    elif value is not None:
        page.write_string(*spot, value[:32_000])


def _plain(value: Any) -> Any:
    """Return what a cell can hold: text in place of tables, lists and numbers that have no end."""
    if isinstance(value, _Merged | _Formula):
        return _plain(value.value)
    if isinstance(value, int | float | None) and (value is None or abs(value) < 1e308):
        return value
    return str(value)


def _document(sheets: Mapping[str, list[list[Any]]], chance: random.Random) -> bytes:
    return spreadsheet({name: [[*_cells(line, chance)] for line in lines] for name, lines in sheets.items()})


def _cells(line: list[Any], chance: random.Random) -> Iterator[Any]:
    for value in line:
        if isinstance(value, _Error):
            yield ERROR
        elif isinstance(value, _Formula):
            never = '<table:table-cell table:formula="of:=[.A1]"/>'
            yield never if value.value is None else chance.choice((YES, NOTED))
        elif isinstance(value, _Merged):
            wide = f'<table:table-cell table:number-columns-spanned="{value.wide}" '
            yield cell(_plain(value.value)).replace("<table:table-cell", wide.rstrip(), 1)
            yield from ["<table:covered-table-cell/>"] * (value.wide - 1)
        elif isinstance(value, dt.datetime | dt.time):
            yield MONTH
        else:
            yield value if value == YES else _plain(value)


def _packed(sheets: Mapping[str, list[list[Any]]], chance: random.Random) -> bytes:
    made = io.BytesIO()
    mark = chance.choice((",", ",", ";", "\t"))
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in sheets.items():
            text = io.StringIO(newline="")
            csv.writer(text, delimiter=mark).writerows([[*map(_shown, line)] for line in lines])
            coding = chance.choice(("utf-8-sig", "utf-8", "utf-8", "utf-8", "latin-1"))
            archive.writestr(f"{name}.csv", text.getvalue().encode(coding, errors="replace"))
    return made.getvalue()


def _shown(value: Any) -> Any:
    if isinstance(value, _Error):
        return "#DIV/0!"
    if isinstance(value, _Formula):
        return "=1/0"
    return _plain(value.value) if isinstance(value, _Merged) else value


_MAKERS: dict[str, Callable[[Mapping[str, list[list[Any]]], random.Random], bytes]] = {
    ".xlsx": _workbook,
    ".ods": _document,
    ".zip": _packed,
}


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """Return a packed file with some of its parts changed or lost, or with bytes changed as it is packed."""
    if chance.random() < 0.2:
        return _torn(whole, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        changed = set(chance.choices(names, k=chance.randint(1, 3)))
        for name in names:
            content = old.read(name)
            if name not in changed:
                new.writestr(name, content)
            elif chance.random() > 0.05:
                new.writestr(name, _torn(content, chance))
    return made.getvalue()


def _torn(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(content))
        end = min(len(content), start + int(chance.expovariate(1 / 12)))
        content = content[:start] + b"".join(_pieces(content, chance)) + content[end:]
    return content


def _pieces(content: bytes, chance: random.Random) -> Iterator[bytes]:
    """Yield what stands in place of some bytes: something nasty, a copy of other bytes, or nothing."""
    if chance.random() < 0.6:
        yield chance.choice(PIECES)
    if chance.random() < 0.3:
        start = chance.randint(0, len(content))
        yield content[start : start + chance.randint(1, 200)]

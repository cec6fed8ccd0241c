"""A spreadsheet in the OpenDocument format (`.ods`, of LibreOffice) as the sheets of a scenario.

OASIS OpenDocument 1.3, part 3. LibreOffice writes a yes or no that came from Excel as the formula `TRUE()`
with the number 1, and an error as a text with another type in a name space of its own: both are read as what
they are.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element, ParseError, iterparse

from planner.problems import InvalidInput, Problem
from planner.scenario.tables.cells import Found, Refused
from planner.scenario.tables.out_of_sight import OutOfSight, hidden_notices
from planner.scenario.tables.sheet_lines import (
    Line,
    Range,
    SheetLines,
    cell_origin,
    is_read,
    refuse_large,
    refuse_merged,
    within_limit,
)

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, TEXT, STYLE, DATE = (
    f"{_NAMES}{name}:1.0}}" for name in ("table", "office", "text", "style", "datastyle")
)
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_MOST_REPEATED = 20_000
"""The most columns that are looked at: what is repeated more often is empty."""


def ods_lines(content: bytes, file: str, problems: list[Problem]) -> list[SheetLines]:
    """Return the sheets of a spreadsheet; a formula counts as what it came to.

    What cannot be read goes to `problems`. Raises `InvalidInput` where it is no spreadsheet.
    """
    refuse_large(content, file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open("content.xml") as stream:
            events = iterparse(stream, events=("start", "end"))  # noqa: S314  expat bounds what entities grow to
            return list(_Reading(file, problems).sheets(events))
    except InvalidInput:
        raise
    except (zipfile.BadZipFile, ParseError, OSError, KeyError, ValueError, EOFError, RuntimeError):
        said = "cannot be read as an OpenDocument spreadsheet"
        raise InvalidInput([Problem(file, 0, "", said, "save it as .ods, without a password")]) from None
    except Exception as error:
        if type(error).__module__ != "zlib":
            raise
        raise InvalidInput([Problem(file, 0, "", "is damaged, or no spreadsheet")]) from None


@dataclass
class _Aside:
    """What is found of a sheet beside its lines: complete only after the last of them."""

    merged: list[Range] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    """The lines that are hidden."""
    columns: set[int] = field(default_factory=set)
    """The columns that are."""
    passed: int = 0
    """So many columns were told of."""

    def note_column(self, column: Element) -> None:
        """Take up a column, or several that are alike."""
        times = min(int(column.get(f"{TABLE}number-columns-repeated", "1")), _MOST_REPEATED)
        if _is_hidden(column):
            self.columns.update(range(self.passed, self.passed + times))
        self.passed += times


@dataclass
class _Reading:
    """Reads the sheets of one file, line by line."""

    file: str
    problems: list[Problem]
    with_day: dict[str, bool] = field(default_factory=dict)
    """Whether a style of dates shows the day, by the style of cells that uses it, and by its own name."""
    not_shown: set[str] = field(default_factory=set)
    """The styles of sheets that are hidden."""

    def sheets(self, events: Iterator[tuple[str, Element]]) -> Iterator[SheetLines]:
        """Yield the scenario's sheets from the events of the XML, where styles of dates come before them."""
        for event, element in events:
            if event == "end" and element.tag == f"{DATE}date-style":
                self.with_day[_style(element)] = element.find(f"{DATE}day") is not None
            elif event == "end" and element.tag == f"{STYLE}style":
                used = element.get(f"{STYLE}data-style-name", "")
                self.with_day[_style(element)] = self.with_day.get(used, True)
                shown = element.find(f"{STYLE}table-properties")
                if shown is not None and shown.get(f"{TABLE}display") == "false":
                    self.not_shown.add(_style(element))
            elif event == "start" and element.tag == f"{TABLE}table":
                name, style = element.get(f"{TABLE}name", ""), element.get(f"{TABLE}style-name", "")
                aside = _Aside()
                rows = self._rows(name, events, aside)
                if is_read(name):
                    yield self._sheet((name, style), rows, aside)
                else:
                    for _ in rows:
                        pass

    def _sheet(self, named: tuple[str, str], rows: Iterator[Line], aside: _Aside) -> SheetLines:
        """Return a sheet by its name and style."""
        name, style = named
        found = SheetLines(self.file, name, tuple(within_limit(rows, self.file, name)))
        hidden = OutOfSight(style in self.not_shown, frozenset(aside.lines), frozenset(aside.columns))
        told = tuple(hidden_notices(found, hidden))
        return replace(refuse_merged(found, aside.merged, self.problems), notices=told)

    def _rows(self, sheet: str, events: Iterator[tuple[str, Element]], aside: _Aside) -> Iterator[Line]:
        """Yield the rows that hold something, by number from 1, as often as repeated, to the sheet's end."""
        number = 1
        for event, element in events:
            if event == "end" and element.tag == f"{TABLE}table":
                return
            if event == "end" and element.tag == f"{TABLE}table-column":
                aside.note_column(element)
            if event != "end" or element.tag != f"{TABLE}table-row":
                continue
            times = int(element.get(f"{TABLE}number-rows-repeated", "1"))
            cells = self._cells(element, (sheet, number), aside.merged) if is_read(sheet) else []
            held = range(times if any(cell is not None for cell in cells) else 0)
            if _is_hidden(element):
                aside.lines.update(number + extra for extra in held)
            yield from ((number + extra, cells) for extra in held)
            number += times
            element.clear()

    def _cells(self, row: Element, place: tuple[str, int], merged: list[Range]) -> list[Found]:
        """Return a row's cells, also covered ones, which keep places right; merged ranges go to `merged`."""
        found: list[Found] = []
        for cell in row:
            if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            spot, line = len(found), place[1]
            wide, high = (int(cell.get(f"{TABLE}number-{name}-spanned", "1")) for name in ("columns", "rows"))
            if wide > 1 or high > 1:
                merged.append((line, spot, line + high - 1, spot + wide - 1))
            found.extend([self._found(cell, (*place, spot))] * min(times, _MOST_REPEATED))
        return found

    def _found(self, cell: Element, place: tuple[str, int, int]) -> Found:
        """Return what a cell holds; an error, and a formula without a figure, are problems."""
        kind, formula = cell.get(f"{OFFICE}value-type", ""), cell.get(f"{TABLE}formula", "")
        if cell.get(f"{CALC}value-type") == "error" or (not kind and formula):
            shown = _text(cell)
            said = f"is an error: {shown}" if shown else "is a formula that was never worked out"
            self.problems.append(Problem(cell_origin(self.file, *place).file, 0, "", said))
            return Refused.REFUSED
        if kind == "string":
            return cell.get(f"{OFFICE}string-value") or _text(cell) or None
        if kind == "boolean":
            return cell.get(f"{OFFICE}boolean-value") == "true"
        if kind == "date":
            return self._date(cell)
        if kind in ("float", "percentage", "currency"):
            return _number(cell.get(f"{OFFICE}value", ""), formula)
        return _text(cell) or None

    def _date(self, cell: Element) -> Found:
        """Return a date as it is shown: a month where no day is shown, which spreadsheets make of 2026-01."""
        day = cell.get(f"{OFFICE}date-value", "")[:10]
        if not self.with_day.get(cell.get(f"{TABLE}style-name", ""), True):
            return day[:7]
        return dt.date.fromisoformat(day)


def _is_hidden(element: Element) -> bool:
    """Say whether a line or column is hidden, or a filter leaves it out."""
    return element.get(f"{TABLE}visibility", "visible") != "visible"


def _style(element: Element) -> str:
    return element.get(f"{STYLE}name", "")


def _number(text: str, formula: str) -> Found:
    if formula.partition("=")[2] in ("TRUE()", "FALSE()"):
        return text == "1"
    number = float(text)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _text(cell: Element) -> str:
    """Return the text of a cell, a line for each paragraph; notes beside it are no text of it."""
    return "\n".join(_said(part) for part in cell if part.tag == f"{TEXT}p")


def _said(part: Element) -> str:
    text = part.text or ""
    for inner in part:
        text += {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}.get(inner.tag, "")
        if inner.tag == f"{TEXT}s":
            text += " " * min(int(inner.get(f"{TEXT}c", "1")), 32_767)
        elif inner.tag.startswith(TEXT):
            text += _said(inner)
        text += inner.tail or ""
    return text

"""An Excel workbook as the sheets of a scenario, as they were found."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any

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

CARRIAGE_RETURN = "_x000D_"
"""How Excel writes one in its files."""
MOST_COLUMNS = 16_384
"""The most columns that a sheet of Excel has."""
_FORMULA = re.compile(rb"<(\w+:)?f[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")


_LINE = re.compile(rb"<(?:\w+:)?row(?=[\s/>])([^>]*)>")
_WIDTHS = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")


def excel_lines(content: bytes, file: str, problems: list[Problem]) -> list[SheetLines]:
    """Return the sheets of a workbook; a formula counts as what it came to.

    Sheets are read line by line, so that what stands in no line (formats, lists, merged cells) takes no room.
    What cannot be read goes to `problems`. Raises `InvalidInput` where it is no workbook.
    """
    refuse_large(content, file)
    try:
        with warnings.catch_warnings(action="ignore"):
            return list(_Book.of(content, file, problems).sheets())
    except (InvalidInput, MemoryError):
        raise
    except Exception:  # openpyxl raises whatever a damaged part leads it into
        said = "cannot be read as an Excel workbook"
        raise InvalidInput([Problem(file, 0, "", said, "save it as .xlsx, without a password")]) from None


@dataclass(frozen=True)
class _Book:
    """A workbook that is open: what its cells came to, and where formulas are also what they say."""

    content: bytes
    file: str
    problems: list[Problem]
    figures: Any
    packed: zipfile.ZipFile

    @classmethod
    def of(cls, content: bytes, file: str, problems: list[Problem]) -> _Book:
        return cls(content, file, problems, _opened(content), zipfile.ZipFile(io.BytesIO(content)))

    def sheets(self) -> Iterator[SheetLines]:
        """Yield the scenario's sheets; the book is opened again for formulas only once a sheet has some."""
        formulas = None
        for page in self.figures.worksheets:
            if not is_read(page.title):
                continue
            text = self.packed.read(page._worksheet_path)
            if formulas is None and _FORMULA.search(text):
                formulas = _opened(self.content, figures=False)
            written = formulas[page.title] if formulas is not None else None
            lines = within_limit(self._lines(page, written), self.file, page.title)
            found = SheetLines(self.file, page.title, tuple(lines))
            hidden = tuple(hidden_notices(found, _out_of_sight(text, page.sheet_state)))
            yield replace(refuse_merged(found, _merged(text), self.problems), notices=hidden)

    def _lines(self, page: Any, written: Any) -> Iterator[Line]:
        """Yield lines by number, from 1, whatever size a page states; `written` has the formulas, if any."""
        page.reset_dimensions()
        rows: Iterator[Sequence[Any]] = repeat(())
        if written is not None:
            written.reset_dimensions()
            rows = written.iter_rows()
        for number, (row, said) in enumerate(zip(page.iter_rows(), rows, strict=False), start=1):
            formulas = {spot for spot, cell in enumerate(said) if cell.data_type == "f"}
            yield (
                number,
                [
                    self._found(cell, (page.title, number, spot), formula=spot in formulas)
                    for spot, cell in enumerate(row)
                ],
            )

    def _found(self, cell: Any, place: tuple[str, int, int], *, formula: bool) -> Found:
        """Return what a cell holds; a formula without a figure and an error are problems."""
        if formula and cell.value is None:
            hint = "open and save the file in a spreadsheet, or write the value"
            self._refuse(place, "is a formula that was never worked out", hint)
            return Refused.REFUSED
        if cell.data_type == "e":
            self._refuse(place, f"is an error: {cell.value}")
            return Refused.REFUSED
        if isinstance(cell.value, str):
            return cell.value.replace(CARRIAGE_RETURN, "\r")
        return _of_date(cell) if cell.is_date else cell.value

    def _refuse(self, place: tuple[str, int, int], text: str, hint: str = "") -> None:
        self.problems.append(Problem(cell_origin(self.file, *place).file, 0, "", text, hint))


def _opened(content: bytes, *, figures: bool = True) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content), read_only=True, data_only=figures)


def _merged(text: bytes) -> Iterator[Range]:
    for left, top, right, bottom in _MERGED.findall(text):
        yield int(top), _number(left), int(bottom), _number(right)


def _out_of_sight(text: bytes, state: str) -> OutOfSight:
    """Return what is hidden of a sheet by its XML; a line without a number follows the one before."""
    if not _HIDDEN.search(text):
        return OutOfSight(sheet=state != "visible")
    lines, number = [], 0
    for line in _LINE.findall(text):
        stated = _stated(line, b"r")
        number = number + 1 if stated is None else stated
        if _HIDDEN.search(line):
            lines.append(number)
    columns = [
        spot
        for wide in _WIDTHS.findall(text)
        if _HIDDEN.search(wide)
        for spot in range((_stated(wide, b"min") or 1) - 1, min(_stated(wide, b"max") or 1, MOST_COLUMNS))
    ]
    return OutOfSight(state != "visible", frozenset(lines), frozenset(columns))


def _stated(element: bytes, name: bytes) -> int | None:
    found = re.search(rb"(?:^|\s)" + name + rb"=[\"'](\d{1,7})[\"']", element)
    return None if found is None else int(found[1])


def _number(text: bytes) -> int:
    """Return the number of a column from its letters, from 0."""
    number = 0
    for letter in text:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _of_date(cell: Any) -> Found:
    """Return a date as it is shown: a month where no day is shown, which Excel makes of 2026-01."""
    shown = str(cell.number_format).lower()
    day = str(cell.value)[:10]
    return cell.value if "d" in shown or not hasattr(cell.value, "year") else day[:7]

"""An Excel workbook as the sheets of a scenario, as they were found."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planner.problems import InvalidInput, Origin, Problem
from planner.scenario.tables.cells import Found

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST_INSIDE = 200 * 1024 * 1024
"""The most bytes that a workbook may hold unpacked."""
CARRIAGE_RETURN = "_x000D_"
"""How Excel writes one in its files."""
MOST_CELLS = 2_000_000
"""The most cells of a sheet, from the first to the last that holds something."""


@dataclass(frozen=True)
class ExcelLines:
    """The lines of one sheet of a workbook."""

    file: str
    name: str
    lines: Sequence[tuple[int, Sequence[Found]]]

    def origin(self, line: int, column: int) -> Origin:
        """Return where a cell stands: file, sheet and cell."""
        return cell_origin(self.file, self.name, line, column)


def cell_origin(file: str, sheet: str, line: int, column: int) -> Origin:
    """Return where a cell of a sheet stands; columns count from 0."""
    from openpyxl.utils import get_column_letter

    return Origin(f"{file}:{sheet}!{get_column_letter(column + 1)}{max(line, 1)}")


def excel_lines(content: bytes, file: str, problems: list[Problem]) -> list[ExcelLines]:
    """Return the sheets of a workbook; a formula counts as what it came to.

    What cannot be read goes to `problems`. Raises `InvalidInput` where it is no workbook.
    """
    book, figures = _opened(content, file), None
    found = []
    for page in book.worksheets:
        if page.title.lower() == "read me" or page.title.startswith("_"):
            continue
        if page.max_row * page.max_column > MOST_CELLS:
            raise InvalidInput(
                [Problem(f"{file}:{page.title}", 0, "", "is too large", "delete what is empty")]
            )
        if figures is None and _has_formulas(page):
            figures = _opened(content, file, figures=True)
        lines = list(_lines(page, figures, file, problems))
        found.append(ExcelLines(file, page.title, lines))
    return found


def _opened(content: bytes, file: str, *, figures: bool = False) -> Workbook:
    from openpyxl import load_workbook

    size = _unpacked_size(content)
    if size > LARGEST_INSIDE:
        raise InvalidInput([Problem(file, 0, "", "is too large when it is unpacked")])
    try:
        with warnings.catch_warnings(action="ignore"):
            return load_workbook(io.BytesIO(content), data_only=figures)
    except Exception:  # openpyxl raises whatever a damaged part leads it into
        said = "cannot be read as an Excel workbook"
        raise InvalidInput([Problem(file, 0, "", said, "save it as .xlsx, without a password")]) from None


def _unpacked_size(content: bytes) -> int:
    """Return the bytes that a workbook holds unpacked; none where it is no zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return sum(member.file_size for member in packed.infolist())
    except zipfile.BadZipFile:
        return 0


def _has_formulas(page: Worksheet) -> bool:
    return any(cell.data_type == "f" for row in page.iter_rows() for cell in row)


def _lines(
    page: Worksheet, figures: Workbook | None, file: str, problems: list[Problem]
) -> Iterator[tuple[int, Sequence[Found]]]:
    for number, row in enumerate(page.iter_rows(), start=1):
        yield number, [_found(cell, figures, file, problems) for cell in row]


def _found(cell: Any, figures: Workbook | None, file: str, problems: list[Problem]) -> Found:
    """Return what a cell holds; a formula without a figure and an error are problems."""
    place = (
        cell_origin(file, cell.parent.title, cell.row, cell.column - 1).file if cell.data_type in "fe" else ""
    )
    if cell.data_type == "f" and figures is not None:
        cell = figures[cell.parent.title].cell(cell.row, cell.column)
        if cell.value is None:
            hint = "open and save the file in a spreadsheet, or write the value"
            problems.append(Problem(place, 0, "", "is a formula that was never worked out", hint))
    if cell.data_type == "e":
        problems.append(Problem(place, 0, "", f"is an error: {cell.value}"))
        return None
    if isinstance(cell.value, str):
        return cell.value.replace(CARRIAGE_RETURN, "\r")
    return _of_date(cell) if cell.is_date else cell.value


def _of_date(cell: Any) -> Found:
    """Return a date as it is shown: a month where no day is shown, which Excel makes of 2026-01."""
    shown = str(cell.number_format).lower()
    day = str(cell.value)[:10]
    return cell.value if "d" in shown or not hasattr(cell.value, "year") else day[:7]

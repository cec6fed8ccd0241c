"""The sheets of a scenario as CSV files, in a folder or a zip, and the way back.

One file a sheet, in UTF-8 with a byte order mark, so that spreadsheets read it right. Text that a spreadsheet
would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line end) has an apostrophe in front,
and so has text that begins with an apostrophe; reading takes one apostrophe off.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.files import LARGEST_FILE, entries, read_bytes
from planner.problems import InvalidInput, Notice, Origin, Problem
from planner.scenario.parsing import decoded
from planner.scenario.scenario import Scenario
from planner.scenario.tables.cells import Cell, Found
from planner.scenario.tables.filling import grids, manifest
from planner.scenario.tables.sheet_lines import MANIFEST
from planner.scenario.yaml_text import number

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""Text that begins so gets an apostrophe in front; a number does not."""
ENDING = ".csv"
_CLOCK = (2000, 1, 1, 0, 0, 0)
_MARK = "\ufeff"


@dataclass(frozen=True)
class CsvLines:
    """The lines of one CSV file; `starts` are the lines of the file in which they start."""

    file: str
    name: str
    lines: Sequence[tuple[int, Sequence[Found]]]
    by_hand: bool = False
    """Whether it was written elsewhere: semicolons part the cells, as where a comma begins the decimals."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Nothing: text hides nothing."""
        return ()

    def origin(self, line: int, column: int) -> Origin:  # noqa: ARG002  a line is as near as text files go
        """Return where a cell stands: file and line."""
        return Origin(self.file, line)


def csv_texts(scenario: Scenario) -> dict[str, str]:
    """Return the text of each file by its name; those without a line too, so that nothing old stays."""
    filled = grids(scenario)
    texts = {f"{grid.sheet.name}{ENDING}": _text(grid.headers, grid.lines) for grid in filled}
    return {**texts, f"{MANIFEST}{ENDING}": _text(("sheet", "column"), manifest(filled))}


def _text(headers: Sequence[str], lines: Sequence[Sequence[Cell]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows([_escaped(cell) for cell in line] for line in lines)
    return _MARK + text.getvalue()


def _escaped(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(DANGEROUS) else cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return "" if cell is None else number(cell)


def packed(scenario: Scenario) -> bytes:
    """Return the files as a zip; the same scenario gives the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in csv_texts(scenario).items():
            archive.writestr(zipfile.ZipInfo(name, _CLOCK), text.encode(), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def folder_lines(folder: str, problems: list[Problem]) -> list[CsvLines]:
    """Return the CSV files of a folder."""
    names = [path for path in entries(folder) if _is_table(path)]
    if not names:
        raise InvalidInput([Problem(folder, 0, "", "holds no CSV file")])
    texts: dict[Path, bytes] = {}
    refused: list[Problem] = []
    for path in names:
        try:
            texts[path] = read_bytes(str(path))
        except InvalidInput as one:
            refused.extend(one.problems)
    if refused:
        raise InvalidInput(refused)
    return _all_read([(text, str(path), path.stem) for path, text in texts.items()], problems)


def _is_table(file: Path) -> bool:
    """Say whether a file is a table; hidden ones are none: a Mac packs one (`._x.csv`) beside each file."""
    return file.suffix.lower() == ENDING and not file.name.startswith(".")


def zip_lines(content: bytes, file: str, problems: list[Problem]) -> list[CsvLines]:
    """Return the CSV files of a zip; raises `InvalidInput` where there is none, or it is too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if _is_table(Path(one.filename))]
            if sum(member.file_size for member in members) > LARGEST_FILE:
                raise InvalidInput([Problem(file, 0, "", "is too large when it is unpacked")])
            texts = {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        raise InvalidInput([Problem(file, 0, "", "is damaged, or no zip")]) from None
    if not texts:
        raise InvalidInput([Problem(file, 0, "", "holds no CSV file")])
    return _all_read([(text, f"{file}:{name}", Path(name).stem) for name, text in texts.items()], problems)


def _all_read(files: Iterable[tuple[bytes, str, str]], problems: list[Problem]) -> list[CsvLines]:
    """Return the lines of all files, each with where it stands and its name.

    Raises `InvalidInput` where one is no text: of a table that nobody can read nothing is missed, either.
    """
    found = [_lines(content, file, name, problems) for content, file, name in files]
    if None in found:
        raise InvalidInput(problems)
    return [lines for lines in found if lines is not None]


def _lines(content: bytes, file: str, name: str, problems: list[Problem]) -> CsvLines | None:
    """Return the lines of a file, up to the first that is no CSV, a problem; None where it is no text.

    Cells are parted by commas, or by semicolons where the first line has some and no comma.
    """
    text = decoded(content, file, problems, "save the file as CSV in UTF-8")
    if text is None:
        return None
    first = text.split("\n", 1)[0]
    mark = ";" if ";" in first and "," not in first else ","
    lines: list[tuple[int, Sequence[Found]]] = []
    reader, start = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True), 1
    try:
        for cells in reader:
            lines.append((start, [_found(cell) for cell in cells]))
            start = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(file, start, "", f"is no line of a CSV file: {error}", "is a quote missing?"))
    return CsvLines(file, name, lines, by_hand=mark == ";")


def _found(cell: str) -> Found:
    """Return what a cell holds: text, without the apostrophe that keeps it from being a formula."""
    return cell.removeprefix("'") if cell.startswith("'") else cell or None

"""The text of a table that somebody made with a spreadsheet -> rows by column, with their lines.

Commas, semicolons (as Excel writes where the comma is the decimal sign) and tabs are understood, and so are
the marks with which programs begin a file. Whatever is wrong goes to `problems`.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from planner.files import read_bytes
from planner.problems import Problem

DELIMITERS = (",", ";", "\t")
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_AS_CSV = "save the table as CSV in UTF-8"


@dataclass(frozen=True)
class GivenRow:
    """The cells of one row by column, and the line that it starts on."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class GivenTable:
    """Rows, and whether a comma in a number is the decimal sign."""

    rows: tuple[GivenRow, ...]
    decimal_comma: bool = False


def read_table(file: str, columns: Sequence[str], problems: list[Problem]) -> GivenTable:
    """Return the rows of a CSV file that has these columns at least, in any order.

    Raises `InvalidInput` where there is no such file, or it cannot be opened or is too large.
    """
    text = _text(read_bytes(file), file, problems)
    if text is None:
        return GivenTable(())
    if not text.strip():
        problems.append(Problem(file, 0, "", "is empty", f"its first line is {','.join(columns)}"))
        return GivenTable(())
    return _Reading(file, tuple(columns), problems).table(text)


def _text(content: bytes, file: str, problems: list[Problem]) -> str | None:
    """Return a file as text, by its byte order mark or as UTF-8; None, and a problem, where it is none."""
    mark, encoding = next(
        ((mark, name) for mark, name in _MARKS.items() if content.startswith(mark)), (b"", "utf-8")
    )
    content = content.removeprefix(mark)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].decode(encoding).count("\n") + 1
        problems.append(Problem(file, line, "", "is not text", _AS_CSV))
        return None
    if "\0" in text or text.startswith("PK\x03\x04"):
        problems.append(Problem(file, 0, "", "is not text but some other file, such as a workbook", _AS_CSV))
        return None
    return text


@dataclass(frozen=True)
class _Reading:
    file: str
    columns: tuple[str, ...]
    problems: list[Problem]

    def table(self, text: str) -> GivenTable:
        """Return the rows below the header, also one below Excel's `sep=`; none where it is wrong."""
        delimiter = self._delimiter(text)
        records = self._records(text, delimiter)
        header = next(records, None)
        if header is not None and header[1][0].lower().startswith("sep="):
            header = next(records, None)
        if header is None or not self._right(header):
            return GivenTable(())
        names = [cell.strip().lower() for cell in header[1]]
        rows = (self._row(line, cells, names) for line, cells in records)
        return GivenTable(tuple(row for row in rows if row is not None), delimiter != ",")

    def _delimiter(self, text: str) -> str:
        """Return the sign that divides the header into the most columns that are known."""
        heads = [line.lower() for line in text.splitlines()[:3]]
        return max(
            DELIMITERS,
            key=lambda sign: max(
                sum(part.strip(' "') in self.columns for part in head.split(sign)) for head in heads
            ),
        )

    def _records(self, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
        """Yield the records that are not blank, each with the line that it starts on."""
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        line = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self.problems.append(
                    Problem(self.file, reader.line_num, "", f"cannot be read: {error}", _AS_CSV)
                )
                return
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1

    def _right(self, header: tuple[int, list[str]]) -> bool:
        """Say whether each column is there just once; what is missing or double becomes a problem."""
        line, cells = header
        names = [cell.strip().lower() for cell in cells]
        hint = f"the header is {','.join(self.columns)}"
        missing = [name for name in self.columns if name not in names]
        if len(missing) == len(self.columns):
            self.problems.append(Problem(self.file, line, "", "does not begin with a header", hint))
            return False
        others = [name for name in names if name not in self.columns]
        for name in missing:
            near = get_close_matches(name, others, n=1)
            said = f"one is called {near[0]!r}" if near else hint
            self.problems.append(Problem(self.file, line, name, "there is no such column", said))
        for name in self.columns:
            if names.count(name) > 1:
                self.problems.append(Problem(self.file, line, name, "is the name of two columns"))
        return all(names.count(name) == 1 for name in self.columns)

    def _row(self, line: int, cells: list[str], names: list[str]) -> GivenRow | None:
        cells = [*cells]
        while len(cells) > len(names) and not cells[-1].strip():
            del cells[-1]
        if len(cells) != len(names):
            text = f"has {len(cells)} cells, and the header has {len(names)}"
            self.problems.append(Problem(self.file, line, "", text))
            return None
        by_name = dict(zip(names, cells, strict=True))
        return GivenRow(line, {name: by_name[name].strip() for name in self.columns})

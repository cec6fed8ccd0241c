"""One sheet of a spreadsheet as it was found, whoever read it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from planner.problems import InvalidInput, Notice, Origin, Problem
from planner.scenario.tables.cells import Found, Refused

LARGEST_INSIDE = 100 * 1024 * 1024
"""The most bytes that a spreadsheet may hold unpacked."""
MOST_CELLS = 2_000_000
"""The most cells of a sheet, from the first to the last that holds something."""
MANIFEST = "_exported"
"""The sheet, or CSV file, that says what the tables held when they were written."""
Line = tuple[int, Sequence[Found]]
Range = tuple[int, int, int, int]
"""Cells that were merged: first line, first column, last line, last column; columns count from 0."""


@dataclass(frozen=True)
class SheetLines:
    """The lines of one sheet."""

    file: str
    name: str
    lines: Sequence[Line]
    notices: tuple[Notice, ...] = ()
    """What is not wrong with it, and may not be what its author thinks."""

    @property
    def by_hand(self) -> bool:
        """Whether somebody typed what is text of a few digits: it is, where numbers stand as numbers."""
        return True

    def origin(self, line: int, column: int) -> Origin:
        """Return where a cell stands: file, sheet and cell."""
        return cell_origin(self.file, self.name, line, column)


def cell_origin(file: str, sheet: str, line: int, column: int) -> Origin:
    """Return where a cell of a sheet stands; columns count from 0."""
    return Origin(f"{file}:{sheet}!{letters(column)}{max(line, 1)}")


def letters(column: int) -> str:
    """Return the letters of a column, which counts from 0."""
    text, left = "", column + 1
    while left:
        left, last = divmod(left - 1, 26)
        text = chr(ord("A") + last) + text
    return text


def is_read(name: str) -> bool:
    """Say whether a sheet is one of a scenario, by its name."""
    return name.strip().lower() != "read me" and (not name.startswith("_") or name == MANIFEST)


def refuse_large(content: bytes, file: str) -> None:
    """Raise `InvalidInput` where a packed file holds more than it may; no zip is left to its reader."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(member.file_size for member in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return
    if size > LARGEST_INSIDE:
        raise InvalidInput([Problem(file, 0, "", "is too large when it is unpacked")])


def within_limit(lines: Iterable[Line], file: str, sheet: str) -> Iterator[Line]:
    """Yield the lines that hold something; raises `InvalidInput` where they are too many."""
    for number, cells in lines:
        held = cells[: max((spot + 1 for spot, cell in enumerate(cells) if cell is not None), default=0)]
        if number * len(held) > MOST_CELLS:
            raise InvalidInput([Problem(f"{file}:{sheet}", 0, "", "is too large", "delete what is empty")])
        if held:
            yield number, held


def refuse_merged(found: SheetLines, merged: Iterable[Range], problems: list[Problem]) -> SheetLines:
    """Have merged cells be problems, where it is not plain what the cells that are covered say.

    Returns the lines with those that are covered refused: nothing more is said of them.
    """
    if not found.lines:
        return found
    (_, head), (last, _) = found.lines[0], found.lines[-1]
    lines = dict(found.lines)
    for top, left, bottom, right in merged:
        said = any(cell is not None for cell in head[left : right + 1])
        if said and top <= last and found.name != MANIFEST:
            place = found.origin(top, left).file
            cells = f"{letters(left)}{top}:{letters(right)}{bottom}"
            hint = "only the first of them says something: split them, and write in each cell what it says"
            problems.append(Problem(place, 0, "", f"the cells {cells} are merged", hint))
            for number in (number for number in lines if top <= number <= bottom):
                lines[number] = _covered(lines[number], left, right, first=number == top)
    return replace(found, lines=tuple(lines.items()))


def _covered(cells: Sequence[Found], left: int, right: int, *, first: bool) -> Sequence[Found]:
    """Return the cells of a line with those refused that a merged one covers."""
    spots = range(left + first, min(right + 1, max(len(cells), left + 1)))
    row = [*cells, *[None] * (left + 1 - len(cells))]
    for spot in spots:
        row[spot] = Refused.REFUSED
    return row

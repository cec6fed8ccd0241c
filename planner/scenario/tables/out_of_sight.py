"""What a spreadsheet hides and an import reads all the same: it is told, for nobody sees it on the screen.

Whoever filters a list or folds lines away may think that they are out of the scenario.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planner.problems import Notice
from planner.scenario.tables.sheet_lines import MANIFEST, SheetLines, letters

_HINT = "show what is to stay, and delete what is not"


@dataclass(frozen=True)
class OutOfSight:
    """What of a sheet is hidden: all of it, some lines (from 1), some columns (from 0)."""

    sheet: bool = False
    lines: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


def hidden_notices(found: SheetLines, hidden: OutOfSight) -> Iterator[Notice]:
    """Yield what is hidden of a sheet and holds something that is read."""
    if found.name == MANIFEST or len(found.lines) < 2:  # names of columns alone say nothing
        return
    if hidden.sheet:
        yield _notice(found, "the sheet is")
        return
    held = [number for number, _ in found.lines if number in hidden.lines]
    if held:
        yield _notice(found, _several("line", [(number, str(number)) for number in held]))
    filled = {spot for _, cells in found.lines[1:] for spot, cell in enumerate(cells) if cell is not None}
    if columns := sorted(filled & hidden.columns):
        yield _notice(found, _several("column", [(spot, letters(spot)) for spot in columns]))


def _notice(found: SheetLines, what: str) -> Notice:
    said = f"{what} hidden, and read all the same"
    return Notice(f"{found.file}:{found.name}", 0, "", said, _HINT)


def _several(what: str, numbered: Sequence[tuple[int, str]]) -> str:
    """Name lines or columns, three neighbours and more as a range: `the lines 4 and 7 to 9 are`."""
    if len(numbered) == 1:
        return f"the {what} {numbered[0][1]} is"
    *some, last = _ranges(numbered)
    before = f"{', '.join(some)} and " if some else ""
    return f"the {what}s {before}{last} are"


def _ranges(numbered: Iterable[tuple[int, str]]) -> list[str]:
    """Return the names of lines or columns; of more than two neighbours the first and the last."""
    runs: list[list[tuple[int, str]]] = []
    for one in numbered:
        if runs and runs[-1][-1][0] == one[0] - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return [
        name
        for run in runs
        for name in ([f"{run[0][1]} to {run[-1][1]}"] if len(run) > 2 else [one for _, one in run])
    ]

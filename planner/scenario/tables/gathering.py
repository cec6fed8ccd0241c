"""From the lines of sheets to the tree of a scenario, with everything that is wrong with the sheets."""

from __future__ import annotations

from collections.abc import Sequence

from planner.problems import Origin, Problem, nearest
from planner.scenario.nodes import Table
from planner.scenario.tables.astray import FoundSheet, astray, lacking, lost
from planner.scenario.tables.gathered_sheet import IGNORED, GatheredSheet
from planner.scenario.tables.growing_table import GrowingTable
from planner.scenario.tables.keyed_lines import keyed_lines
from planner.scenario.tables.laying import lay_fields, lay_line
from planner.scenario.tables.layout import SCENARIO, sheets
from planner.scenario.tables.sheet_lines import MANIFEST
from planner.scenario.tables.titles_above import without_titles
from planner.scenario.tables.unread import all_unread


def gathered(found: Sequence[FoundSheet], file: str, problems: list[Problem]) -> Table:
    """Return the tree of the sheets of a file; what is wrong goes to `problems`."""
    named = _named(found, problems)
    for sheet in sheets():
        if sheet.name in named:
            named[sheet.name] = without_titles(named[sheet.name], sheet, problems)
    problems.extend(astray(named, file))
    root = GrowingTable(Origin(file))
    gone = lacking(named)
    for sheet in sheets():
        if sheet.name in named:
            _gather(GatheredSheet(sheet, named[sheet.name], root, problems, lost(named, sheet.name)))
        elif sheet.name in gone:
            all_unread(root, sheet, Origin(file))
    return root.table()


def _named(found: Sequence[FoundSheet], problems: list[Problem]) -> dict[str, FoundSheet]:
    """Return the sheets by name; one that is there twice, or is none of a scenario, is a problem."""
    known = {sheet.name for sheet in sheets()}
    named: dict[str, FoundSheet] = {}
    for lines in found:
        name = lines.name.strip().lower()
        first = named.setdefault(name, lines)
        if first is not lines and (name in known or name == MANIFEST):
            hint = "which of them holds? take one out, or put their lines together"
            said = f"is the sheet {name} a second time: it is in {first.origin(0, 0).file} too"
            problems.append(_problem(lines, said, hint))
    for name, lines in named.items():
        if name not in known and not name.startswith((IGNORED, "read me")):
            hint = f"{nearest(name, known)}; the name of a sheet of your own begins with {IGNORED}"
            problems.append(_problem(lines, f"{lines.name!r} is no sheet of a scenario", hint))
    return named


def _problem(sheet: FoundSheet, said: str, hint: str) -> Problem:
    place = sheet.origin(0, 0)
    return Problem(place.file, place.line, "", said, hint)


def _gather(of: GatheredSheet) -> None:
    """Put what a sheet says into the tree."""
    if of.sheet.name == SCENARIO:
        lay_fields(of)
    else:
        for line in keyed_lines(of):
            lay_line(of, line)

"""A study of many worlds as a report: the terminal, and files as Markdown, HTML, Excel and JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console

from planner.plan.plan import HYPOTHETICAL, Counted
from planner.reports import folder, html_page, markdown, workbook
from planner.reports.sections import Section
from planner.reports.spoken import and_more, heading, say, title
from planner.reports.terminal_table import terminal_table
from planner.reports.workbook import AMOUNT, WorkbookSheet
from planner.scenario.canonical import digest
from planner.scenario.scenario import Scenario
from planner.version import __version__
from planner.words.names import one_line
from planner.words.text_tables import Grid

MOST_SHOWN = 20
"""Rows of a table beyond so many are not printed: the document has them all."""


@dataclass(frozen=True)
class Report:
    """What is reported: a document, its findings in sentences, its sections, and its tables for a workbook.

    `name` is what its files are called, before the point; `figures` how a workbook shows them in the tables.
    """

    name: str
    title: str
    document: Mapping[str, Any]
    headline: tuple[str, ...]
    sections: tuple[Section, ...]
    tables: tuple[tuple[str, pd.DataFrame], ...]
    figures: str = AMOUNT

    def files(self) -> dict[str, str | bytes]:
        """Return everything that it is written as, by the names of the files."""
        return {
            f"{self.name}.html": html_page.rendered(
                self.title, self.headline, self.sections, figures=(), charts={}
            ),
            f"{self.name}.xlsx": workbook.written(self.title, self._sheets()),
            f"{self.name}.md": markdown.written(self.title, self.headline, self.sections),
            f"{self.name}.json": json.dumps(self.document, indent=2, ensure_ascii=False, allow_nan=False)
            + "\n",
        }

    def write(self, target: str | os.PathLike[str], *, force: bool = False) -> None:
        """Write the files into a folder, all or none. See `planner.reports.folder.write_all`."""
        folder.write_all(target, self.files(), force=force)

    def show(self, console: Console, *, brief: bool = False) -> None:
        """Print it, or only its findings."""
        title(console, self.title)
        for said in self.headline:
            say(console, said)
        for part in () if brief else self.sections:
            _show(part, console)

    def _sheets(self) -> list[WorkbookSheet]:
        summary = pd.DataFrame({self.title: [HYPOTHETICAL, *self.headline]})
        filled = [WorkbookSheet(name, table, 1, self.figures) for name, table in self.tables if len(table)]
        return [WorkbookSheet("Summary", summary), *filled]


def _show(part: Section, console: Console) -> None:
    heading(console, part.title)
    for said in part.sentences:
        say(console, said)
    for grid in part.grids:
        console.print(terminal_table(grid, rows=grid.rows[:MOST_SHOWN]))
        for said in and_more(len(grid.rows), MOST_SHOWN, "row"):
            say(console, said)


def grids(
    columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], figures: Collection[str]
) -> tuple[Grid, ...]:
    """Return a table of text; none where it has no rows."""
    return (Grid.of(columns, rows, figures),) if rows else ()


def provenance(scenario: Scenario, counted: Counted, form: str, more: Mapping[str, str]) -> Section:
    """Return where the report comes from: scenario, file, hash, what counts, versions."""
    rows = {
        "Scenario": one_line(scenario.title),
        "File": one_line(Path(scenario.file).name),
        "SHA-256 of the scenario": digest(scenario),
        "Counted on": counted.sentence() or "offers at their expected units, of any firmness",
        **more,
        "Goals in order": ", ".join(goal.goal for goal in scenario.goals),
        "Planner": f"{__version__}, document {form}",
    }
    return Section("provenance", "Provenance", (), grids(("What", "Which"), list(rows.items()), ()))


def points(change: float) -> str:
    """Write a change of a part in percentage points, with its sign."""
    if change == 0:
        return "0"
    size = abs(100 * change)
    written = "<0.1" if size < 0.05 else f"{size:,.1f}".removesuffix(".0")
    return f"{'-' if change < 0 else '+'}{written}"

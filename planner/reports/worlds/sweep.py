"""A sweep as a report: one table, a row for each setting."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from planner.reports.sections import Section
from planner.reports.workbook import AS_THEY_ARE
from planner.reports.worlds.report import Report, grids, provenance
from planner.studies.sweep.sweep import FORMAT, Swept, SweptRow
from planner.words.figures import figure, people_shown, share
from planner.words.names import one_line
from planner.words.wording import counted

RESULTS = {"optimal": "", "infeasible": "no plan", "limit": "stopped at the limit"}
KEY = "What was set, how much of everything required is filled then, people at most, and the cost."


def report(found: Swept) -> Report:
    """Return the report."""
    paths = sorted({path for row in found.rows for path, _ in row.settings})
    parts = (
        Section("rows", "Every row", (KEY,), grids((*paths, *_HEADS), _rows(found, paths), _HEADS[:3])),
        provenance(found.scenario, found.counted, FORMAT, {}),
    )
    title = f"Sweep: {one_line(found.scenario.title)}"
    tables = (("Rows", _table(found)),)
    return Report("sweep", title, found.as_document(), _headline(found), parts, tables, AS_THEY_ARE)


_HEADS = ("Filled", "People at most", "Cost", "Result")


def _rows(found: Swept, paths: list[str]) -> list[tuple[str, ...]]:
    return [(*_set(row, paths), *_figures(row)) for row in found.rows]


def _set(row: SweptRow, paths: list[str]) -> list[str]:
    values = dict(row.settings)
    return [written(values[path]) if path in values else "" for path in paths]


def _figures(row: SweptRow) -> tuple[str, str, str, str]:
    totals, result = dict(row.totals), RESULTS.get(row.status, row.status)
    if not totals:
        return "", "", "", result
    return share(totals["fill"]), people_shown(totals["personnel_peak"]), figure(totals["cost"]), result


def written(value: Any) -> str:
    """Write a value that was set, as a file would."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _figure_or_text(value: Any) -> float | str:
    """Return a number that was set as it is, and all else as a file would write it."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else written(value)


def _headline(found: Swept) -> tuple[str, ...]:
    """Return how many rows and how many without a plan, and the settings that fill most and least."""
    filled = [(dict(row.totals)["fill"], row) for row in found.rows if row.totals]
    none = len(found.rows) - len(filled)
    without = f" {none} of them {'has' if none == 1 else 'have'} no plan."
    said = f"{counted(len(found.rows), 'row')}.{without if none else ''}"
    if not filled:
        return (said,)
    least = min(filled, key=lambda one: one[0])
    most = max(filled, key=lambda one: one[0])
    if share(least[0]) == share(most[0]):
        return (said, f"All with a plan fill {share(most[0])} of what is required.")
    return (
        said,
        f"The most is filled, {share(most[0])}, with {_named(most[1])}.",
        f"The least is filled, {share(least[0])}, with {_named(least[1])}.",
    )


def _named(row: SweptRow) -> str:
    return ", ".join(f"{path}={written(value)}" for path, value in row.settings)


def _table(found: Swept) -> pd.DataFrame:
    """Return each row with its settings, goals and totals, figures as numbers; blank where it has none."""
    return pd.DataFrame(
        [
            {
                **{path: _figure_or_text(value) for path, value in row.settings},
                "Result": row.status,
                **dict(row.goals),
                **{f"total {name}": value for name, value in row.totals},
            }
            for row in found.rows
        ]
    )

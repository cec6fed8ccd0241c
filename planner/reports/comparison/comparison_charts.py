"""The charts of a comparison, and the sections that they belong to."""

from __future__ import annotations

import pandas as pd

from planner.reports.comparison import comparison_tables
from planner.reports.comparison.comparison_sections import why
from planner.reports.comparison.comparison_words import points
from planner.reports.comparison.diverging import Bars, diverging_bars
from planner.reports.comparison.waterfall import waterfalls
from planner.reports.drawing import WIDE, Room
from planner.reports.looks import LIGHT, Look
from planner.reports.picture_ink import InkPicture
from planner.studies.comparison.comparison import Comparison

FILL_KEY = (
    "Percentage points filled more (right, blue) or less (left, red), over all phases. Blank: the same."
)
PEOPLE_KEY = "Most people at a time, more (right, blue) or less (left, red). Blank: the same."


def pictures(comparison: Comparison) -> dict[str, str]:
    """Return the charts as SVG by the section that they belong to."""
    drawn = {
        "fill": fill_chart(comparison),
        "nations": people_chart(comparison),
        **{why(comparison, side): waterfalls(comparison, side) for side in comparison.others},
    }
    return {section: chart.svg() for section, chart in drawn.items() if chart is not None}


def fill_chart(comparison: Comparison, look: Look = LIGHT, room: Room = WIDE) -> InkPicture | None:
    """Draw how much more or less of each requirement is filled; nothing where all are filled alike."""
    table = comparison_tables.lines(comparison)
    names = _others(comparison)
    rows = _rows(table, "Requirement", names, 100)
    return diverging_bars(Bars(rows, names, _points, _fill_finding(rows, names), FILL_KEY, room), look)


def people_chart(comparison: Comparison, look: Look = LIGHT, room: Room = WIDE) -> InkPicture | None:
    """Draw how many people more or less each nation sends; nothing where all send alike."""
    table = comparison_tables.nations(comparison, "personnel_peak")
    names = _others(comparison)
    rows = _rows(table, "Nation", names, 1)
    bars = Bars(rows, names, _people, _people_finding(rows, names), PEOPLE_KEY, room)
    return diverging_bars(bars, look)


def _others(comparison: Comparison) -> list[str]:
    return [side.name for side in comparison.others if side.found and comparison.baseline.found]


def _rows(table: pd.DataFrame, label: str, names: list[str], factor: float) -> pd.DataFrame:
    columns = {name: table[comparison_tables.difference(name)] * factor for name in names}
    rows = pd.DataFrame({"Row": table[label], **columns})
    return rows[rows[names].fillna(0.0).abs().max(axis=1) > 5e-5] if names else rows.iloc[:0]


def _points(value: float) -> str:
    return points(value / 100)


def _people(value: float) -> str:
    return f"{'+' if value > 0 else '-'}{abs(value):,.0f}" if round(abs(value)) else ""


def _of_people(value: float) -> str:
    said = _people(value) or "less than one"
    return f"{said} {'person' if said in ('+1', '-1', 'less than one') else 'people'}"


def _fill_finding(rows: pd.DataFrame, names: list[str]) -> str:
    row, name, value = _largest(rows, names)
    return f'Fill differs most for "{row}": {_points(value)} percentage points in {name}' if row else ""


def _people_finding(rows: pd.DataFrame, names: list[str]) -> str:
    row, name, value = _largest(rows, names)
    return f"{row} differs most: {_of_people(value)} in {name}" if row else ""


def _largest(rows: pd.DataFrame, names: list[str]) -> tuple[str, str, float]:
    """Return the row and the scenario with the largest difference, and that; empty where there is none."""
    if not len(rows):
        return "", "", 0.0
    values = rows.melt("Row", names, "Scenario", "Difference")
    found = values.iloc[int(values["Difference"].abs().argmax())]
    return str(found["Row"]), str(found["Scenario"]), float(found["Difference"])

"""The tables that all reports of a comparison share: figures as numbers, a column for each side."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from planner.facts.goal_ids import goal_id
from planner.reports.comparison.comparison_words import (
    ComparisonWords,
    goal_amount,
    goal_title,
    origin_words,
    words_of,
)
from planner.studies.comparison.attribution import Attributed, Attribution
from planner.studies.comparison.comparison import Comparison
from planner.studies.comparison.outcomes import FigureRow, is_different
from planner.studies.comparison.sides import Side

INPUTS = ("What", "In words", "Change", "Baseline", "Here", "Where", "Where in the baseline")
TOTALS = {"fill": "Filled of all that is required", "personnel_peak": "People at most", "cost": "Cost"}
"""The totals of a plan by what they are called in documents."""


def inputs(comparison: Comparison, side: Side, *, remarks: bool) -> pd.DataFrame:
    """Return what differs going in, of what a plan can depend on or of the remarks; with file and line."""
    words, sides = words_of(comparison).inputs, (comparison.baseline.scenario, side.scenario)
    rows = [
        (
            change.shown,
            words.place(change),
            change.kind,
            *words.values(change, sides),
            origin_words(change.origin),
            origin_words(change.before),
        )
        for change in comparison.inputs[side.name] or ()
        if change.is_remark == remarks
    ]
    return pd.DataFrame(rows, columns=list(INPUTS))


def goals(comparison: Comparison) -> pd.DataFrame:
    """Return each goal in all plans: the part that is filled, or the figure; and the totals of the plans."""
    rows = [
        {"What": goal_title(goal), "Goal": goal}
        | {side: _reached(goal, value) for side, value in values.items()}
        for goal, values in comparison.outcomes.goals.items()
    ]
    rows += [
        {"What": title, "Goal": name} | {side: figures[name] for side, figures in row.values.items()}
        for row in comparison.outcomes.totals
        for name, title in TOTALS.items()
        if name not in comparison.outcomes.goals
    ]
    return _with_sides(pd.DataFrame(rows, columns=["What", "Goal", *_found(comparison)]), comparison)


def _reached(goal: str, value: float) -> float:
    return 1 - value if goal_id(goal).is_share else value


def _found(comparison: Comparison) -> list[str]:
    return [side.name for side in comparison.sides if side.found]


def _with_sides(table: pd.DataFrame, comparison: Comparison) -> pd.DataFrame:
    """Add the difference of each other side from the baseline."""
    base, *others = [side.name for side in comparison.sides]
    if base in table.columns:
        for name in others:
            if name in table.columns:
                table[difference(name)] = table[name].astype(float) - table[base].astype(float)
    return table


def difference(side: str) -> str:
    """Return the name of the column that holds a side's difference from the baseline."""
    return f"{side}: difference"


def moved(rows: Sequence[FigureRow], comparison: Comparison, *, whole: bool = False) -> list[FigureRow]:
    """Return the lines in which some side differs from the baseline; all of them as a whole."""
    if whole:
        return list(rows)
    base = comparison.baseline.name
    names = [name for name in _found(comparison) if name != base]
    return [row for row in rows if any(row.differs(base, name) for name in names)]


def lines(comparison: Comparison, *, whole: bool = False) -> pd.DataFrame:
    """Return the filled share of each line over all phases, by months, where it differs somewhere.

    This and the tables below have also the lines that are the same on all sides where they are asked `whole`.
    """
    words = words_of(comparison)
    differing = moved(comparison.outcomes.fill, comparison, whole=whole)
    keys = {row.keys["requirement"]: None for row in differing}
    rows = [
        {"Line": key, "Requirement": words.of("requirements", key)}
        | {side: _filled_share(comparison, words, (key, side)) for side in _found(comparison)}
        for key in sorted(keys)
    ]
    table = pd.DataFrame(rows, columns=["Line", "Requirement", *_found(comparison)])
    return _with_sides(table, comparison)


def _filled_share(comparison: Comparison, words: ComparisonWords, at: tuple[str, str]) -> float:
    key, side = at
    mine = [
        (words.months(row.keys["phase"]), row.of(side, "filled") / row.of(side, "required"))
        for row in comparison.outcomes.fill
        if row.keys["requirement"] == key and row.of(side, "required") > 0
    ]
    months = sum(length for length, _ in mine)
    return sum(length * part for length, part in mine) / months if months else math.nan


def fill(comparison: Comparison, *, whole: bool = False) -> pd.DataFrame:
    """Return units filled by requirement and phase, of lines that differ somewhere; with what is required."""
    words = words_of(comparison)
    rows = []
    for row in moved(comparison.outcomes.fill, comparison, whole=whole):
        keys = {
            "Requirement": words.of("requirements", row.keys["requirement"]),
            "Phase": words.of("phases", row.keys["phase"]),
        }
        filled = {side: figures["filled"] for side, figures in row.values.items()}
        required = {f"{side}: required": figures["required"] for side, figures in row.values.items()}
        rows.append({**keys, **filled, **required})
    sides = _found(comparison)
    heads = ["Requirement", "Phase", *sides, *(f"{side}: required" for side in sides)]
    return _with_sides(pd.DataFrame(rows, columns=heads), comparison)


def contributions(comparison: Comparison, *, whole: bool = False) -> pd.DataFrame:
    """Return units on station of each contribution that differs somewhere."""
    words = words_of(comparison)
    rows = [
        {
            "Nation": words.of("nations", row.keys["nation"]),
            "Capability": words.of("capabilities", row.keys["capability"]),
            "Unit": words.unit(row.keys["capability"]),
            "Requirement": words.of("requirements", row.keys["requirement"]),
            "Phase": words.of("phases", row.keys["phase"]),
        }
        | {side: row.of(side, "units") for side in _found(comparison)}
        for row in moved(comparison.outcomes.contributions, comparison, whole=whole)
    ]
    heads = ["Nation", "Capability", "Unit", "Requirement", "Phase", *_found(comparison)]
    return _with_sides(pd.DataFrame(rows, columns=heads), comparison)


def nations(comparison: Comparison, figure: str, *, whole: bool = False) -> pd.DataFrame:
    """Return a figure of each nation (`personnel_peak`, `cost`) on all sides, where it differs somewhere."""
    return _by(comparison, comparison.outcomes.nations, ("nation", "nations", figure), whole=whole)


def components(comparison: Comparison, figure: str, *, whole: bool = False) -> pd.DataFrame:
    """Return a figure of each component on all sides."""
    return _by(comparison, comparison.outcomes.components, ("component", "components", figure), whole=whole)


def places(comparison: Comparison, figure: str, *, whole: bool = False) -> pd.DataFrame:
    """Return a figure of each place on all sides."""
    return _by(comparison, comparison.outcomes.places, ("place", "places", figure), whole=whole)


def _by(
    comparison: Comparison, rows: Sequence[FigureRow], named: tuple[str, str, str], *, whole: bool
) -> pd.DataFrame:
    """Return a figure by side, what differs most first; `named` are its key, the sort of id, the figure."""
    words, (key, sort, figure) = words_of(comparison), named
    head = key.capitalize()
    found = [
        {head: words.of(sort, row.keys[key])} | {side: row.of(side, figure) for side in _found(comparison)}
        for row in moved(rows, comparison, whole=whole)
    ]
    table = pd.DataFrame(
        [row for row in found if whole or _spread(row, _found(comparison))],
        columns=[head, *_found(comparison)],
    )
    table = _with_sides(table, comparison)
    apart = (difference(side) for side in _found(comparison))
    changes = [column for column in apart if column in table.columns]
    order = table[changes].abs().max(axis=1).sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _spread(row: dict[str, Any], sides: Sequence[str]) -> bool:
    """Say whether the figures of a row are not all the same."""
    return any(is_different(row[side], row[sides[0]]) for side in sides)


def attribution(comparison: Comparison, side: Side) -> pd.DataFrame:
    """Return what each change brought about of each goal, and the standard errors; the largest part first.

    Fill is in percentage points filled. The last row is the whole difference, to which the parts add up.
    """
    found, words = comparison.attributions[side.name], words_of(comparison)
    rows = [
        {"Change": words.change(part.change, side), "Entries": part.change.id}
        | {goal_title(goal): goal_amount(goal, part.amounts[goal]) for goal in found.differences}
        | dict(_errors(found, part))
        for part in ranked(found)
    ]
    whole = {goal_title(goal): goal_amount(goal, value) for goal, value in found.differences.items()}
    return pd.DataFrame([*rows, {"Change": "In all", "Entries": ""} | whole]) if rows else pd.DataFrame()


def _errors(found: Attribution, part: Attributed) -> Iterator[tuple[str, float]]:
    if found.method == "sampled":
        for goal in found.differences:
            yield _error(goal), abs(goal_amount(goal, part.errors[goal]))


def _error(goal: str) -> str:
    return f"{goal_title(goal)}: standard error"


def errors(comparison: Comparison, side: Side) -> frozenset[str]:
    """Return the columns of the attribution that are standard errors."""
    return frozenset(_error(goal) for goal in comparison.attributions[side.name].differences)


def in_points(comparison: Comparison, side: Side) -> frozenset[str]:
    """Return the columns of the attribution that are in percentage points filled."""
    shares = [goal for goal in comparison.attributions[side.name].differences if goal_id(goal).is_share]
    return frozenset(name(goal) for goal in shares for name in (goal_title, _error))


def ranked(found: Attribution) -> list[Attributed]:
    """Return the parts, those with the largest share of any goal's difference first."""
    sizes = {
        goal: max((abs(part.amounts[goal]) for part in found.parts), default=0.0) or 1.0
        for goal in found.differences
    }
    return sorted(
        found.parts,
        key=lambda part: (-max(abs(part.amounts[goal]) / sizes[goal] for goal in sizes), part.change),
    )

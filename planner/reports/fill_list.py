"""What is filled as a list, for a screen that is too narrow for the heat map: the same cells and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from planner.plan.plan import Plan
from planner.reports import heat_map, plan_tables, unit_symbols
from planner.scenario.scenario import Scenario
from planner.words.figures import figure
from planner.words.names import Names, listing

MOST_ABREAST = 6
"""With more phases than this there is no room for what is missing: a cell says only what part is filled."""


@dataclass(frozen=True)
class FillCell:
    """A requirement in a phase: what it says in short, how much is missing (0 to 4), who fills it."""

    phase: str
    label: str
    missing: int
    said: str


@dataclass(frozen=True)
class Line:
    """A requirement, the symbols of its units, its cells by phase; None where nothing is required."""

    id: str
    name: str
    symbol: str
    cells: tuple[FillCell | None, ...]


@dataclass(frozen=True)
class FillList:
    """The list: what it finds, how it is read, the phases in order, lines under a title a priority."""

    finding: str
    key: str
    phases: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]


def fill_list(plan: Plan, scenario: Scenario) -> FillList:
    """Return what is filled, priority by priority; of too many requirements the least filled."""
    lines = plan_tables.fill(plan, scenario)
    shown = heat_map.worth_showing(lines, heat_map.MOST_ROWS)
    phases = tuple(Names(scenario).phases.values())
    brief = len(phases) > MOST_ABREAST
    cells = heat_map.cells_of(shown, brief=brief).assign(Unit=shown["Unit"])
    senders = _senders(plan, scenario)
    titles = heat_map.priorities(plan)
    groups = tuple(
        (titles.get(key, f"Priority {key}"), _lines(mine, phases, senders, scenario))
        for key, mine in cells.groupby("Priority", sort=True)
    )
    key = (heat_map.BRIEF_KEY if brief else heat_map.KEY) + heat_map.left_out(lines, shown)
    return FillList(heat_map.finding(plan, scenario), key, phases, groups)


def _lines(
    cells: pd.DataFrame,
    phases: tuple[str, ...],
    senders: Mapping[tuple[str, str], str],
    scenario: Scenario,
) -> tuple[Line, ...]:
    """Return the lines of a priority in the order of `cells`; `senders` are words by line and phase."""
    lines = []
    for (line, name), mine in cells.groupby(["Line", "Requirement"], sort=False):
        by_phase = {row["Phase"]: _cell(row, senders) for row in mine.to_dict("records")}
        symbol = unit_symbols.of_requirement(scenario, str(line))
        lines.append(Line(str(line), str(name), symbol, tuple(by_phase.get(phase) for phase in phases)))
    return tuple(lines)


def _cell(row: Mapping[Any, Any], senders: Mapping[tuple[str, str], str]) -> FillCell:
    sent = senders.get((row["Line"], row["Phase"]), "nobody sends anything")
    said = f"{figure(row['Filled'])} of {figure(row['Required'])} {row['Unit']}: {sent}."
    return FillCell(row["Phase"], row["Label"], heat_map.MISSING.index(row["Missing"]), said)


def _senders(plan: Plan, scenario: Scenario) -> dict[tuple[str, str], str]:
    """Return who sends how much of each line in each phase, in words."""
    sent = plan_tables.contributions(plan, scenario)
    if not len(sent):
        return {}
    units = sent.groupby(["Line", "Phase", "Nation"], sort=False)["Units"].sum().reset_index()
    ranked = units.sort_values("Units", ascending=False, kind="stable")
    said = ranked.assign(Said=ranked["Nation"] + " " + ranked["Units"].map(figure))
    return {
        (str(line), str(phase)): listing(mine)
        for (line, phase), mine in said.groupby(["Line", "Phase"])["Said"]
    }

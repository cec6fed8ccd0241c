"""The report as sections of sentences and grids of text, which Markdown and HTML then dress."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from planner.plan.plan import Plan
from planner.reports import cited, plan_sentences, plan_tables, unit_symbols
from planner.reports.burden_sharing import sharing, times
from planner.reports.maps.place_dots import place_table
from planner.scenario.plan_document import FORMAT
from planner.scenario.scenario import Scenario
from planner.version import __version__
from planner.words.figures import figure, filled_of_required, is_short, people_shown, share, shown
from planner.words.names import Names, one_line
from planner.words.text_tables import Cell, Grid

PHASES_SIDE_BY_SIDE = 8
"""A grid with more phases than this is split, so that it fits on a page."""


@dataclass(frozen=True)
class Section:
    """A part of the report: an id for links, a title, sentences and grids.

    Where there is one for each of several scenarios, `family` is the name and the title of all of them. With
    `only_tables` its sentences are keys to its grids, and say nothing where there are none.
    """

    id: str
    title: str
    sentences: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    family: tuple[str, str] | None = None
    only_tables: bool = False


def sections(plan: Plan, scenario: Scenario) -> tuple[Section, ...]:
    """Return the report in its order; without a plan, only what was asked and by what it was tried."""
    asked = (
        Section("assumptions", "What is assumed", paragraphs(scenario)),
        Section("sources", "Sources", grids=(source_grid(scenario),)),
        Section("provenance", "Provenance", grids=(_provenance(plan, scenario),)),
    )
    if not plan_sentences.found(plan):
        return worth_showing((Section("assurance", "What was tried", plan_sentences.assurance(plan)), *asked))
    return worth_showing(
        (
            Section("fill", "What is filled", _fill_key(plan), _fill(plan, scenario)),
            Section("short", "What stays short", grids=(_short(plan, scenario),)),
            Section("contributions", "Who sends what", _units_key(plan), _contributions(plan, scenario)),
            Section("places", "Where they stand", grids=(_places(plan, scenario),)),
            Section(
                "nations", "Nations", (plan_sentences.absent(plan, scenario),), (_nations(plan, scenario),)
            ),
            _burden(plan, scenario),
            Section("assurance", "How sure this is", _sure(plan, scenario), (_firmness(plan, scenario),)),
            Section("goals", "Goals, in order", (GOALS_KEY,), (_goals(plan),), only_tables=True),
            *asked,
        )
    )


FILL_KEY = (
    "One figure: that many are required, and all are there. 7 of 12 (-5): five are missing. "
    "Blank: none required."
)
UNITS_KEY = "Units on station in each phase. Blank: none."
GOALS_KEY = "Each goal is met as well as can be without giving up anything on those before it."


def _fill_key(plan: Plan) -> tuple[str, ...]:
    return (FILL_KEY,) if len(plan.fill) else (plan_sentences.NOTHING_REQUIRED,)


def _units_key(plan: Plan) -> tuple[str, ...]:
    return (UNITS_KEY,) if len(plan.contributions) else ("Nobody sends anything.",)


def worth_showing(parts: Iterable[Section]) -> tuple[Section, ...]:
    """Return the sections without empty sentences and grids, and those alone that still say something."""
    filled = (
        replace(
            part,
            sentences=tuple(filter(None, part.sentences)),
            grids=tuple(grid for grid in part.grids if grid.rows),
        )
        for part in parts
    )
    return tuple(part for part in filled if part.grids or (part.sentences and not part.only_tables))


def paragraphs(scenario: Scenario) -> tuple[str, ...]:
    """Return the scenario's own description, a text for each paragraph."""
    parts = (scenario.description or "").replace("\r\n", "\n").split("\n\n")
    lines = [line for part in parts for line in part.split("\n")]
    return tuple(filter(None, map(one_line, lines)))


def _sure(plan: Plan, scenario: Scenario) -> tuple[str, ...]:
    return (*plan_sentences.assurance(plan), *plan_sentences.data_assurance(plan, scenario))


def _blocks(scenario: Scenario) -> list[list[str]]:
    """Return the phase titles in runs that fit side by side."""
    phases = list(Names(scenario).phases.values())
    return [phases[at : at + PHASES_SIDE_BY_SIDE] for at in range(0, len(phases), PHASES_SIDE_BY_SIDE)]


def _fill(plan: Plan, scenario: Scenario) -> tuple[Grid, ...]:
    """Return filled of required, a row a requirement, with at most `PHASES_SIDE_BY_SIDE` phases in a grid."""
    lines = plan_tables.fill(plan, scenario)
    cells = {
        (row["Line"], row["Phase"]): _filled(row["Filled"], row["Required"])
        for row in lines.to_dict("records")
    }
    heads = ("Priority", "Requirement", "Served by", "Place", "Counted in")
    each = lines.drop_duplicates("Line")[["Line", "Priority", "Requirement", "Served by", "Place", "Unit"]]
    return tuple(
        Grid(
            (*heads, *phases),
            frozenset({"Priority", *phases}),
            tuple(
                (
                    *_asked(head, unit_symbols.of_requirement(scenario, line)),
                    *(cells.get((line, phase), Cell("")) for phase in phases),
                )
                for line, *head in each.itertuples(index=False)
            ),
        )
        for phases in _blocks(scenario)
    )


def _asked(head: Sequence[Any], symbol: str) -> tuple[Cell, ...]:
    """Return the cells in front of a requirement's row; what serves it has its symbols."""
    priority, requirement, served_by, *rest = map(str, head)
    return (Cell(priority), Cell(requirement), Cell(served_by, symbol=symbol), *map(Cell, rest))


def _filled(filled: float, required: float) -> Cell:
    short = is_short(required - filled, required)
    return Cell(filled_of_required(filled, required), "short" if short else "")


def _contributions(plan: Plan, scenario: Scenario) -> tuple[Grid, ...]:
    """Return units by phase, a run of phases a grid, in each only rows that send something; none for none."""
    lines = plan_tables.contributions(plan, scenario)
    if not len(lines):
        return ()
    heads = ["Nation", "Capability", "Place", "Requirement"]
    wide = plan_tables.by_phase(lines, scenario, heads, "Units")
    symbols = unit_symbols.of_capabilities(scenario)
    return tuple(
        Grid(
            (*heads, *phases),
            frozenset(phases),
            without_repeats(
                [
                    (*_headed(head, symbols), *(Cell(shown(value)) for value in values))
                    for head, values in zip(
                        wide[heads].itertuples(index=False), wide[phases].itertuples(index=False), strict=True
                    )
                    if any(values)
                ]
            ),
        )
        for phases in _blocks(scenario)
    )


def _headed(head: Sequence[str], symbols: Mapping[str, str]) -> tuple[Cell, ...]:
    """Return the cells in front of a row: nation, capability with its symbol, place, requirement."""
    nation, capability, *rest = head
    return (Cell(nation), Cell(capability, symbol=symbols.get(capability, "")), *map(Cell, rest))


def without_repeats(rows: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Mark the first cell of each row that says the same as the one above it."""
    above = ["", *(row[0].text for row in rows)]
    return tuple(
        (Cell(row[0].text, "again" if row[0].text == before else ""), *row[1:])
        for row, before in zip(rows, above, strict=False)
    )


Writers = dict[str, Callable[[Any], str]]


def _grid(table: pd.DataFrame, writers: Writers) -> Grid:
    """Return a table as text: the columns that `writers` name as figures, the others as they are."""
    rows = (
        [writers.get(column, str)(row[column]) for column in table.columns]
        for row in table.to_dict("records")
    )
    return Grid.of(table.columns, rows, writers)


def _short(plan: Plan, scenario: Scenario) -> Grid:
    table = plan_tables.shortfalls(plan, scenario).drop(columns="Line")
    worst = [plan_sentences.missing(row) for row in table.to_dict("records")]
    table = table.assign(**{"Most missing": worst}).drop(columns=["Of", "Unit"])
    return _grid(table, {"Priority": str, "Months short": figure, "Filled share": share})


def _nations(plan: Plan, scenario: Scenario) -> Grid:
    table = plan_tables.nations(plan, scenario).drop(columns="Sends")
    figures: Writers = {
        "People at most": people_shown,
        "Share of person-months": _share_shown,
        "Cost": shown,
        "Burden": shown,
    }
    return _grid(table, {column: writer for column, writer in figures.items() if column in table.columns})


def _places(plan: Plan, scenario: Scenario) -> Grid:
    return _grid(place_table(plan, scenario), {"People at most": people_shown, "Nations": shown})


def _burden(plan: Plan, scenario: Scenario) -> Section:
    """Return each nation's share of the burden beside its share of ability; empty where there is no key."""
    found, title = sharing(plan, scenario), "Burden against ability"
    if found is None:
        return Section("burden", title)
    writers: Writers = {"Share of ability": share, "Share of burden": share, "Times its share": times}
    return Section("burden", title, (found.note,), (_grid(found.table, writers),))


def _share_shown(value: float) -> str:
    return share(value) if value > 0 else ""


def _firmness(plan: Plan, scenario: Scenario) -> Grid:
    writers: Writers = {"Person-months": people_shown, "Share": _share_shown, "Of it assumed": _share_shown}
    return _grid(plan_tables.firmness(plan, scenario), writers)


GOAL_HEADINGS = ("Order", "Goal", "Result", "May be better by", "What it cost those after it")


def _goals(plan: Plan) -> Grid:
    """Return the goals with their results; how much better each may be only where one is not proven best."""
    table = plan_tables.goals(plan)
    unproven = any(table["May be better by"])
    headings = (*GOAL_HEADINGS[:3], *(GOAL_HEADINGS[3:] if unproven else GOAL_HEADINGS[4:]))
    rows = tuple(
        (
            Cell(str(row["Order"])),
            Cell(row["Goal"]),
            Cell(goal_result(row)),
            *((Cell(row["May be better by"] or "nothing: proven best"),) if unproven else ()),
            Cell(row["Cost to later goals"]),
        )
        for row in table.to_dict("records")
    )
    return Grid(headings, frozenset({"Order"}), rows)


def goal_result(goal: Any) -> str:
    """Say what a goal came to: the part that is filled, or the figure."""
    return (
        figure(goal["Value"]) if math.isnan(goal["Left open"]) else f"{share(1 - goal['Left open'])} filled"
    )


def source_grid(scenario: Scenario) -> Grid:
    """Return the sources that something rests on, each with its address."""
    heads = ("Source", "Publisher", "Date", "How firm", "What rests on it", "Note")
    rows = tuple(
        (Cell(row["Source"], address=row["Address"]), *(Cell(row[head]) for head in heads[1:]))
        for row in cited.sources(scenario).to_dict("records")
    )
    return Grid(heads, frozenset(), rows)


def provenance(plan: Plan, scenario: Scenario) -> dict[str, str]:
    """Return where the report comes from: scenario, file, hash, versions, the order of goals."""
    return {
        "Scenario": one_line(plan.title),
        "File": one_line(plan.file),
        "SHA-256 of the scenario": plan.sha256,
        "Result": plan_sentences.result(plan),
        "Goals in order": ", ".join(goal.goal for goal in scenario.goals),
        "Solver": plan_sentences.solver_name(plan),
        "Planner": f"{__version__}, document {FORMAT}",
    }


def _provenance(plan: Plan, scenario: Scenario) -> Grid:
    return Grid.of(("What", "Which"), provenance(plan, scenario).items())

"""A comparison as sections of sentences and grids: what differs going in, coming out, and why."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any

import pandas as pd

from planner.facts.goal_ids import goal_id
from planner.plan.plan_file import SavedAudit, SavedCounted
from planner.reports import cited
from planner.reports.comparison import comparison_sentences, comparison_tables
from planner.reports.comparison.comparison_words import points, signed, words_of
from planner.reports.sections import Section, without_repeats, worth_showing
from planner.scenario.plan_document import FORMAT as PLAN_FORMAT
from planner.studies.comparison.comparison import FORMAT, Comparison
from planner.studies.comparison.sides import Side
from planner.version import __version__
from planner.words.figures import figure, people, share, to_places
from planner.words.names import one_line
from planner.words.text_tables import Cell, Grid

Writer = Callable[[float], str]
FILL_KEY = "Units there, of those required; beside it the difference from the baseline. Blank: none required."
PART_KEY = "Over all phases, by months; beside it the difference from the baseline in percentage points."
SENT_KEY = "Beside it the difference from the baseline. Blank: none."
PEOPLE: tuple[str, Writer] = ("personnel_peak", people)
COST: tuple[str, Writer] = ("cost", figure)
"""What is sent, as it is called in documents, and how it is written."""
INPUTS = ("inputs", "What differs going in")
WHY = ("why", "Which change caused how much")
REMARKS = ("remarks", "Different in words only")
"""The sections that there are of each of the others: what they are chosen by, and their titles."""


def sections(comparison: Comparison, *, whole: bool = False) -> tuple[Section, ...]:
    """Return the report in its order: going in, coming out, why, and where it all comes from.

    `whole` also has the lines that come out the same on all sides.
    """
    parts = [
        *_going_in(comparison),
        *_coming_out(comparison, whole=whole),
        *(_why(comparison, side) for side in comparison.others),
        *_remarks(comparison),
        Section("sources", "Sources", grids=_sources(comparison)),
        Section("provenance", "Provenance", grids=_provenance(comparison)),
    ]
    return worth_showing(parts)


def number(comparison: Comparison, side: Side) -> int:
    """Return the place of a side among the others, from 1: names are no ids."""
    return comparison.others.index(side) + 1


def _going_in(comparison: Comparison) -> Iterator[Section]:
    for side in comparison.others:
        yield Section(
            f"inputs-{number(comparison, side)}",
            f"{INPUTS[1]}: {side.name}",
            (f"{one_line(side.title)}.", comparison_sentences.going_in(comparison, side)),
            (_inputs(comparison, side, remarks=False),),
            INPUTS,
        )


def _remarks(comparison: Comparison) -> Iterator[Section]:
    for side in comparison.others:
        yield Section(
            f"remarks-{number(comparison, side)}",
            f"{REMARKS[1]}: {side.name}",
            grids=(_inputs(comparison, side, remarks=True),),
            family=REMARKS,
        )


def _coming_out(comparison: Comparison, *, whole: bool) -> Iterator[Section]:
    """Yield goals, fill in all and by phase, figures by nation, component and place, and contributions."""
    goals_key = f"Cost is in {words_of(comparison).cost_unit}; differences of what is filled are in points."
    goals = (goals_key, comparison_sentences.CHANCE)
    yield _tables("goals", "What differs coming out", goals, _goals(comparison))
    yield _tables("fill", "Fill by requirement", (PART_KEY,), _lines(comparison, whole=whole))
    yield _tables("phases", "Fill by requirement and phase", (FILL_KEY,), _fill(comparison, whole=whole))
    for sort, title, table, figures in (
        ("nations", "Nations", comparison_tables.nations, (PEOPLE,)),
        ("costs", "Cost by nation", comparison_tables.nations, (COST,)),
        ("components", "People and cost by component", comparison_tables.components, (PEOPLE, COST)),
        ("places", "People and cost by place", comparison_tables.places, (PEOPLE, COST)),
    ):
        grids = [(figure, _sent(comparison, table, figure, whole=whole)) for figure in figures]
        keys = tuple(_sent_key(comparison, figure) for figure, grid in grids if grid.rows)
        yield _tables(sort, title, keys, *(grid for _, grid in grids))
    sent = _contributions(comparison, whole=whole)
    yield _tables("contributions", "Who sends what", (f"Units on station. {SENT_KEY}",), sent)


def _tables(name: str, title: str, keys: tuple[str, ...], *grids: Grid) -> Section:
    """Return a section of tables with the keys to them."""
    return Section(name, title, keys, grids, only_tables=True)


def _sent_key(comparison: Comparison, sent: tuple[str, Writer]) -> str:
    """Return the key to a table of what is sent."""
    if sent is PEOPLE:
        return f"Most people at a time. {SENT_KEY}"
    return f"Cost over all phases, in {words_of(comparison).cost_unit}. {SENT_KEY}"


def _why(comparison: Comparison, side: Side) -> Section:
    """Return what each change did to each goal, which changes matter to nothing, and how it was divided."""
    return Section(
        why(comparison, side),
        f"{WHY[1]}: {side.name}",
        (
            *comparison_sentences.causes(comparison, side),
            comparison_sentences.idle(comparison, side),
            *comparison_sentences.method(comparison, side),
        ),
        (_attribution(comparison, side),),
        WHY,
    )


def why(comparison: Comparison, side: Side) -> str:
    """Return the id of the section that says which change caused how much."""
    return f"why-{number(comparison, side)}"


def _inputs(comparison: Comparison, side: Side, *, remarks: bool) -> Grid:
    """Return the differences going in; files by their names alone, so that they fit on a page."""
    rows = [
        (*(Cell(row[head]) for head in ("What", "Change", "Baseline", "Here")), Cell(_where(row)))
        for row in comparison_tables.inputs(comparison, side, remarks=remarks).to_dict("records")
    ]
    return Grid(("What", "Change", "Baseline", "Here", "Where"), frozenset(), tuple(rows))


def _where(row: Any) -> str:
    here, before = (PurePath(row[head]).name for head in ("Where", "Where in the baseline"))
    return f"{here} (was {before})" if before and before != here else here


def _sides(comparison: Comparison) -> list[str]:
    return [side.name for side in comparison.sides if side.found]


def _beside(row: Any, side: str, write: Writer) -> Cell:
    """Return a figure with its difference from the baseline in brackets; nothing for zero that stays zero."""
    value, moved = row[side], _moved(row, side)
    if math.isnan(value) or (abs(value) < 1e-9 and abs(moved) < 1e-9):
        return Cell("")
    said = signed(to_places(moved, 0)) if write is people else signed(moved)
    return Cell(write(value), beside=said)


def _moved(row: Any, side: str) -> float:
    """Return the difference of a side from the baseline; zero for the baseline and where it is not known."""
    value = float(row.get(comparison_tables.difference(side), 0.0))
    return 0.0 if math.isnan(value) else value


def _goals(comparison: Comparison) -> Grid:
    sides = _sides(comparison)
    rows = [
        (Cell(row["What"]), *(_goal_cell(row, side) for side in sides))
        for row in comparison_tables.goals(comparison).to_dict("records")
    ]
    return Grid(("What", *sides), frozenset(sides), tuple(rows))


def _goal_cell(row: Any, side: str) -> Cell:
    if goal_id(row["Goal"]).is_share:
        return _share_cell(row, side)
    return _beside(row, side, people if row["Goal"] == "personnel_peak" else figure)


def _share_cell(row: Any, side: str) -> Cell:
    """Return a filled share with its difference in percentage points; zero is a finding, not blank."""
    value = row[side]
    if math.isnan(value):
        return Cell("")
    return Cell(share(value), beside=points(_moved(row, side)))


def _lines(comparison: Comparison, *, whole: bool) -> Grid:
    sides = _sides(comparison)
    rows = [
        (Cell(row["Requirement"]), *(_share_cell(row, side) for side in sides))
        for row in comparison_tables.lines(comparison, whole=whole).to_dict("records")
    ]
    return Grid(("Requirement", *sides), frozenset(sides), tuple(rows))


def _fill(comparison: Comparison, *, whole: bool) -> Grid:
    sides = _sides(comparison)
    rows = [
        (Cell(row["Requirement"]), Cell(row["Phase"]), *(_units_there(row, side) for side in sides))
        for row in comparison_tables.fill(comparison, whole=whole).to_dict("records")
    ]
    return Grid(("Requirement", "Phase", *sides), frozenset(sides), tuple(rows))


def _units_there(row: Any, side: str) -> Cell:
    required = row[f"{side}: required"]
    if math.isnan(required) or required <= 0:
        return Cell("")
    return Cell(f"{figure(row[side])} of {figure(required)}", beside=signed(_moved(row, side)))


def _sent(
    comparison: Comparison,
    table: Callable[..., pd.DataFrame],
    sent: tuple[str, Writer],
    *,
    whole: bool,
) -> Grid:
    """Return a figure (its name and its writer) of `table` on all sides, without rows that are all blank."""
    name, write = sent
    found, sides = table(comparison, name, whole=whole), _sides(comparison)
    rows = [
        (Cell(str(row[found.columns[0]])), *(_beside(row, side, write) for side in sides))
        for row in found.to_dict("records")
    ]
    said = [row for row in rows if any(cell.text for cell in row[1:])]
    return Grid((str(found.columns[0]), *sides), frozenset(sides), tuple(said))


def _contributions(comparison: Comparison, *, whole: bool) -> Grid:
    """Return units on station, a row a contribution that differs (`whole`: any), a column a side."""
    found, sides = comparison_tables.contributions(comparison, whole=whole), _sides(comparison)
    rows = [
        (
            Cell(row["Nation"]),
            Cell(row["Capability"]),
            Cell(f"{row['Requirement']}: {row['Phase']}"),
            *(_beside(row, side, figure) for side in sides),
        )
        for row in found.to_dict("records")
    ]
    return Grid(("Nation", "Capability", "For", *sides), frozenset(sides), without_repeats(rows))


def _attribution(comparison: Comparison, side: Side) -> Grid:
    """Return a row a change and one for the whole, a column a goal; empty where nothing was divided."""
    table = comparison_tables.attribution(comparison, side)
    if not len(table):
        return Grid((), frozenset(), ())
    figures = [column for column in table.columns if column not in ("Change", "Entries")]
    errors = comparison_tables.errors(comparison, side)
    rows = [
        (
            Cell(row["Change"]),
            Cell(row["Entries"]),
            *(_part(row[column], is_error=column in errors) for column in figures),
        )
        for row in table.to_dict("records")
    ]
    in_points = comparison_tables.in_points(comparison, side)
    heads = [column + (" (points)" if column in in_points else "") for column in figures]
    return Grid(("Change", "Entries", *heads), frozenset(heads), tuple(rows))


def _part(value: float, *, is_error: bool) -> Cell:
    if math.isnan(value):
        return Cell("")
    return Cell(figure(value) if is_error else signed(value) or "0")


def _sources(comparison: Comparison) -> tuple[Grid, ...]:
    """Return the sources that the scenarios rest on, each once."""
    frames = [cited.sources(side.scenario) for side in comparison.sides if side.scenario is not None]
    if not frames:
        return ()
    table = pd.concat(frames).drop_duplicates("Id").sort_values("Id", kind="stable")
    heads = ("Source", "Publisher", "Date", "How firm", "Note")
    rows = tuple(
        (Cell(row["Source"], address=row["Address"]), *(Cell(row[head]) for head in heads[1:]))
        for row in table.to_dict("records")
    )
    return (Grid(heads, frozenset(), rows),)


def provenance(comparison: Comparison) -> pd.DataFrame:
    """Return where each side comes from: file, hash, result, goals in order, audit, solver, planner."""
    rows = {side.name: _of_side(comparison, side) for side in comparison.sides}
    table = pd.DataFrame(rows)
    return table.reset_index(names="What")


def _of_side(comparison: Comparison, side: Side) -> dict[str, str]:
    """Return where a side comes from, in text by what it is; the keys are the same for every side."""
    plan = side.plan
    return {
        "Scenario": one_line(side.title),
        "File": one_line(side.file),
        "SHA-256 of the scenario": plan.scenario.sha256,
        "Result": comparison_sentences.result(side.name, comparison),
        "Goals in order": ", ".join(side.goals) or "none",
        "Audit": audit_words(plan.audit),
        "Counted on": _counted(plan.counted),
        "Solver": f"{plan.solver.name} {plan.solver.version}".strip(),
        "Planner": f"{plan.made_by or __version__}, documents {PLAN_FORMAT} and {FORMAT}",
    }


def audit_words(audit: SavedAudit | None) -> str:
    """Return the audit's verdict in a few words."""
    if audit is None:
        return "no plan to check"
    return f"{'passed' if audit.passed else 'failed'}, checked again from the tables"


def _counted(counted: SavedCounted) -> str:
    if not counted.model_fields_set:
        return "not known"
    said = (
        f"offers at their {counted.offers} units",
        f"{counted.firmness} or firmer" if counted.firmness else "offers of any firmness",
        f"changed for this run: {', '.join(counted.made)}" if counted.made else "",
    )
    return ", ".join(filter(None, said))


def _provenance(comparison: Comparison) -> tuple[Grid, ...]:
    """Return a grid for each side: a hash leaves no room beside it."""
    table = provenance(comparison)
    return tuple(
        Grid(
            ("What", side.name),
            frozenset(),
            tuple(
                (Cell(what), Cell(which)) for what, which in zip(table["What"], table[side.name], strict=True)
            ),
        )
        for side in comparison.sides
    )

"""Conditions as a table: for each, what every goal changes by if it holds, and if it fails."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from planner.engines.engine import Status
from planner.facts.goal_ids import COST, EVEN, FILL, goal_id
from planner.ground.index import Index
from planner.reports.explain_words import NEGLIGIBLE_CHANGE, change_shown, plain_change, telling_first
from planner.scenario.scenario import Scenario
from planner.studies.conditions.conditions import ConditionEffect
from planner.studies.explain import Explanation
from planner.words.names import one_line
from planner.words.text_tables import Cell, ColumnGroup, Grid
from planner.words.wording import Words

HOLDS, FAILS = "If it holds", "If it fails"
"""The two ways in which a condition stands."""
AS_PLANNED, UNCHANGED, NO_PLAN, NOT_SOLVED = "as planned", "nothing changes", "no plan", "not solved"
CHANGES = "changes"
FIRST = ("Condition", "Now")
CUT = "Not solved: the limit of time was reached, or it was stopped, before that was known."


@dataclass(frozen=True)
class ConditionWay:
    """A condition that stands one way: the change of each goal, or in words why there is none to tell."""

    changes: Mapping[str, float]
    said: str

    def change(self, goal: str) -> float:
        """Return the change of a goal as people count it; not a number without one."""
        return plain_change(goal, self.changes[goal]) if goal in self.changes else math.nan


@dataclass(frozen=True)
class ConditionRow:
    """A condition: how it stands now, what it does either way, and the same in words."""

    name: str
    now: str
    ways: Mapping[str, ConditionWay]
    sentence: str


@dataclass(frozen=True)
class ConditionTable:
    """All conditions, those that change most first; `goals` are those that any of them changes.

    `key` says what the figures are, which goals no condition changes, and what was not solved.
    """

    goals: Mapping[str, str]
    rows: tuple[ConditionRow, ...]
    key: tuple[str, ...]


def condition_table(found: Explanation, scenario: Scenario) -> ConditionTable:
    """Return the table of what was found; a condition that was not reached has a row that says so.

    There are no rows where there is no plan that could change.
    """
    effects = found.conditions
    goals = dict.fromkeys(goal for one in effects for goal in one.alone)
    moved = [goal for goal in goals if any(_moves(one, goal) for one in effects)]
    shown = {goal: _short(goal) for goal in moved or goals} or {"": "Any goal"}
    same = [goal for goal in goals if goal not in shown]
    rows = tuple(_rows(effects, scenario)) if found.status is Status.OPTIMAL else ()
    return ConditionTable(shown, rows, tuple(_key(shown, same, rows, Words(scenario))))


def _rows(effects: Sequence[ConditionEffect], scenario: Scenario) -> Iterator[ConditionRow]:
    standing, names = _standing(scenario), _names(scenario)
    known = {one.condition: one for one in telling_first(effects)}
    for key in (*known, *(key for key in sorted(names) if key not in known)):
        yield _row(names[key], standing[key], known.get(key))


def _standing(scenario: Scenario) -> dict[str, tuple[bool, str]]:
    """Return for each condition whether it holds in some phase, and how it stands now in words."""
    index = Index.of(scenario)
    counts = {key: int(index.holds(one).sum()) for key, one in scenario.conditions.items()}
    phases = len(scenario.phases)
    said = {0: "does not hold", phases: "holds"}
    return {key: (n > 0, said.get(n, f"holds in {n} of {phases} phases")) for key, n in counts.items()}


def _names(scenario: Scenario) -> dict[str, str]:
    """Return what conditions are called; two of one title by their ids as well."""
    titles = {key: one_line(entry.title or "") or key for key, entry in scenario.conditions.items()}
    count = Counter(titles.values())
    return {key: title if count[title] == 1 else f"{title} ({key})" for key, title in titles.items()}


def _row(name: str, standing: tuple[bool, str], effect: ConditionEffect | None) -> ConditionRow:
    holds, now = standing
    planned, flipped = ConditionWay({}, AS_PLANNED), _flipped(effect)
    ways = {HOLDS: planned, FAILS: flipped} if holds else {HOLDS: flipped, FAILS: planned}
    return ConditionRow(name, now, ways, effect.sentence if effect is not None else "")


def _flipped(effect: ConditionEffect | None) -> ConditionWay:
    if effect is None or effect.status not in (Status.OPTIMAL, Status.INFEASIBLE):
        return ConditionWay({}, NOT_SOLVED)
    if effect.status is Status.INFEASIBLE:
        return ConditionWay({}, NO_PLAN)
    moves = any(_moves(effect, goal) for goal in effect.alone)
    return ConditionWay(effect.alone, CHANGES if moves else UNCHANGED)


def _moves(effect: ConditionEffect, goal: str) -> bool:
    return abs(effect.alone.get(goal, 0.0)) >= NEGLIGIBLE_CHANGE


def _short(goal: str) -> str:
    """Return a goal as the head of a column."""
    meant = goal_id(goal)
    if meant.kind == FILL:
        return f"Priority {meant.rank}"
    return "Worst-filled line" if meant.kind == EVEN else meant.kind.capitalize()


def _key(
    shown: Mapping[str, str], same: Sequence[str], rows: Sequence[ConditionRow], words: Words
) -> Iterator[str]:
    """Yield how figures are read, units of goals, goals of `same` that nothing moves, what was cut short."""
    yield (
        "What each goal changes by if one condition alone holds in every phase, or fails in every phase; "
        "as planned where it stands so now."
    )
    if any(goal_id(goal).is_share for goal in shown):
        yield "Priorities: percentage points of fill, more being a plus."
    if COST in shown and words.cost_unit:
        yield f"Cost: {words.cost_unit}."
    if same:
        yield f"No condition changes {' or '.join(words.goal(goal) for goal in same)}."
    if any(way.said == NOT_SOLVED for row in rows for way in row.ways.values()):
        yield CUT


def condition_grid(table: ConditionTable) -> Grid:
    """Return the table as text, with the goals below each way; what is said in words goes across them."""
    goals = tuple(table.goals.values())
    flat = {way: tuple(f"{way}: {_within(goal)}" for goal in goals) for way in (HOLDS, FAILS)}
    figures = (*flat[HOLDS], *flat[FAILS])
    rows = tuple(
        (Cell(row.name), Cell(row.now), *_across(row.ways[HOLDS], table), *_across(row.ways[FAILS], table))
        for row in table.rows
    )
    groups = (ColumnGroup("", FIRST), ColumnGroup(HOLDS, goals), ColumnGroup(FAILS, goals))
    return Grid((*FIRST, *figures), frozenset(figures), rows, groups)


def condition_list(table: ConditionTable) -> Grid:
    """Return the table for a narrow screen: below each condition a line for each goal, the ways beside it."""
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        ways = (row.ways[HOLDS], row.ways[FAILS])
        named = Markup('<b>{}</b><br><span class="soft">{}</span>').format(row.name, row.now)
        said = (Cell("" if way.said == CHANGES else way.said, "soft") for way in ways)
        rows.append((Cell(f"{row.name}, {row.now}", drawn=named), *said))
        if any(way.said == CHANGES for way in ways):
            told = zip(table.goals.values(), *(figures(way, table) for way in ways), strict=True)
            rows += [(Cell(goal, "soft"), Cell(holds), Cell(fails)) for goal, holds, fails in told]
    return Grid(("Condition", HOLDS, FAILS), frozenset({HOLDS, FAILS}), tuple(rows))


def _within(goal: str) -> str:
    return goal[:1].lower() + goal[1:]


def _across(way: ConditionWay, table: ConditionTable) -> tuple[Cell, ...]:
    if way.said != CHANGES:
        return (Cell(way.said, spans=len(table.goals)), *(Cell("", "covered") for _ in list(table.goals)[1:]))
    return tuple(Cell(figure) for figure in figures(way, table))


def figures(way: ConditionWay, table: ConditionTable) -> tuple[str, ...]:
    """Return the change of each goal as text; nothing where there is none to tell."""
    return tuple(change_shown(goal, way.changes[goal]) if goal in way.changes else "" for goal in table.goals)


def condition_sheet(table: ConditionTable) -> pd.DataFrame:
    """Return the table with figures as figures, for a workbook, and every condition in words."""
    columns = [*FIRST]
    for way in (HOLDS, FAILS):
        columns += [way, *(f"{way}: {_within(goal)}" for goal in table.goals.values())]
    rows = [
        (row.name, row.now, *_sheet_cells(row.ways[HOLDS], table), *_sheet_cells(row.ways[FAILS], table))
        for row in table.rows
    ]
    said = [row.sentence for row in table.rows]
    return pd.DataFrame(rows, columns=columns).assign(**{"In words": said})


def _sheet_cells(way: ConditionWay, table: ConditionTable) -> tuple[str | float, ...]:
    return (way.said, *(way.change(goal) for goal in table.goals))

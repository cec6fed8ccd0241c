"""Conditions as a table: what each goal changes by if a condition holds, and if it fails."""

from __future__ import annotations

import io
import math
from functools import cache

import openpyxl
import pytest
from rich.console import Console

from planner.engines.engine import Status
from planner.formulation.offers import Counting
from planner.plan.from_solution import counted
from planner.reports import explain_terminal
from planner.reports.explain.condition_table import (
    CUT,
    FAILS,
    HOLDS,
    ConditionRow,
    condition_grid,
    condition_list,
    condition_sheet,
    condition_table,
    figures,
)
from planner.reports.explain.explain_files import Explained, made
from planner.scenario.scenario import Scenario
from planner.studies.conditions.conditions import ConditionEffect
from planner.studies.explain import Explanation, explain
from tests.small import constrained, document, scenario

STATED = {
    "ceasefire": {"holds": {"from": "hold"}, "title": "A ceasefire"},
    "vote": {"holds": "never", "title": "The vote"},
    "mandate": {"holds": "always"},
}


@cache
def of() -> Scenario:
    """Return a scenario with a condition that brings, one that costs, and one that changes nothing."""
    nations = document()["nations"]
    nations["TUR"]["offers"]["battalion"] = {"units": 2, "needs": ["vote"]}
    nations["FRA"]["offers"]["battalion"] = {"units": 5, "needs": ["ceasefire"]}
    return scenario(nations=nations, conditions=STATED)


@cache
def found() -> Explanation:
    return explain(of())


def rows(explanation: Explanation) -> dict[str, ConditionRow]:
    return {row.name: row for row in condition_table(explanation, of()).rows}


def effect(name: str) -> ConditionEffect:
    return next(one for one in found().conditions if one.condition == name)


def only(*effects: ConditionEffect, unfinished: tuple[str, ...] = ()) -> Explanation:
    return Explanation("Small", Status.OPTIMAL, conditions=effects, unfinished=unfinished)


def test_each_condition_has_a_row_with_how_it_stands_now() -> None:
    assert {name: row.now for name, row in rows(found()).items()} == {
        "A ceasefire": "holds in 1 of 2 phases",
        "The vote": "does not hold",
        "mandate": "holds",
    }


def test_a_change_stands_on_the_side_where_the_condition_does_not_stand_now() -> None:
    table = rows(found())
    assert table["The vote"].ways[HOLDS].change("fill 1") == pytest.approx(
        -100 * effect("vote").alone["fill 1"]
    )
    assert table["The vote"].ways[FAILS].said == "as planned"
    assert table["A ceasefire"].ways[FAILS].change("fill 1") < 0
    assert table["A ceasefire"].ways[FAILS].change("cost") == pytest.approx(effect("ceasefire").alone["cost"])


def test_a_condition_that_changes_nothing_says_so() -> None:
    assert rows(found())["mandate"].ways[FAILS].said == "nothing changes"


def test_goals_that_no_condition_changes_are_named_below_and_have_no_column() -> None:
    table = condition_table(found(), of())
    assert list(table.goals) == ["fill 1", "cost"]
    assert "No condition changes the fill of priority 2." in table.key


def test_for_a_narrow_screen_the_goals_stand_below_each_condition_and_the_ways_beside_it() -> None:
    table = condition_table(found(), of())
    listed = [tuple(cell.text for cell in row) for row in condition_list(table).rows]
    ceasefire = rows(found())["A ceasefire"].ways[FAILS]
    place = listed.index(("A ceasefire, holds in 1 of 2 phases", "as planned", ""))
    assert listed[place + 1 : place + 3] == [
        (goal, "", said) for goal, said in zip(("Priority 1", "Cost"), figures(ceasefire, table), strict=True)
    ]
    assert ("mandate, holds", "as planned", "nothing changes") in listed
    assert {len(row) for row in listed} == {3}


def test_a_condition_that_was_not_reached_has_a_row_that_says_so() -> None:
    cut = only(effect("vote"), unfinished=("conditions",))
    assert rows(cut)["A ceasefire"].ways[FAILS].said == "not solved"
    assert CUT in condition_table(cut, of()).key
    assert CUT not in condition_table(found(), of()).key


def test_where_time_was_up_before_the_first_every_row_says_so() -> None:
    table = condition_table(only(unfinished=("conditions",)), of())
    assert len(table.rows) == 3
    assert all("not solved" in [way.said for way in row.ways.values()] for row in table.rows)
    assert len(condition_grid(table).rows) == 3


def test_a_solve_that_hit_its_limit_is_not_solved_and_no_change() -> None:
    one = effect("vote")
    limited = ConditionEffect("vote", one.holds, Status.LIMIT, {}, {}, {}, {}, "Not proven.")
    assert rows(only(limited))["The vote"].ways[HOLDS].said == "not solved"


def test_a_condition_without_which_there_is_no_plan_comes_first_and_says_so() -> None:
    nations = document()["nations"]
    nations["FRA"]["offers"]["battalion"] = {"units": 5, "needs": ["ceasefire"]}
    nations["TUR"]["offers"]["battalion"] = {"units": 2, "needs": ["vote"]}
    rule = {"kind": "limit", "component": "land", "phases": "hold", "measure": "personnel", "at_least": 3000}
    asked = scenario(nations=nations, conditions=STATED, **constrained(**rule))
    first = condition_table(explain(asked), asked).rows[0]
    assert (first.name, first.ways[FAILS].said) == ("A ceasefire", "no plan")


def test_two_conditions_of_one_title_are_told_apart() -> None:
    same = scenario(
        conditions={name: {"holds": "always", "title": "A vote"} for name in ("ceasefire", "vote")}
    )
    names = [row.name for row in condition_table(explain(same), same).rows]
    assert sorted(names) == ["A vote (ceasefire)", "A vote (vote)"]


def test_where_there_is_no_plan_there_is_no_table() -> None:
    assert condition_table(Explanation("Small", Status.INFEASIBLE), of()).rows == ()


def test_the_grid_has_the_goals_below_each_way_and_words_across_them() -> None:
    grid = condition_grid(condition_table(found(), of()))
    assert grid.columns[2:] == (
        "If it holds: priority 1",
        "If it holds: cost",
        "If it fails: priority 1",
        "If it fails: cost",
    )
    assert [(group.title, group.columns) for group in grid.groups[1:]] == [
        (HOLDS, ("Priority 1", "Cost")),
        (FAILS, ("Priority 1", "Cost")),
    ]
    cells = next(row for row in grid.rows if row[0].text == "mandate")
    assert [(cell.text, cell.spans) for cell in cells[4:]] == [("nothing changes", 2), ("", 1)]
    assert all(len(row) == len(grid.columns) for row in grid.rows)


def test_the_sheet_has_figures_as_figures() -> None:
    sheet = condition_sheet(condition_table(found(), of())).set_index("Condition")
    assert sheet.loc["The vote", "If it holds"] == "changes"
    assert sheet.loc["The vote", "If it holds: priority 1"] == pytest.approx(
        -100 * effect("vote").alone["fill 1"]
    )
    assert math.isnan(float(str(sheet.loc["The vote", "If it fails: priority 1"])))
    assert sheet.loc["mandate", "If it fails: priority 1"] == 0


def test_every_surface_has_the_same_figures() -> None:
    explained = Explained(found(), of(), counted(of(), Counting()))
    drawn = io.StringIO()
    explain_terminal.show(found(), of(), Console(file=drawn, width=80))
    said = next(
        row for row in condition_grid(condition_table(found(), of())).rows if row[0].text == "The vote"
    )
    figures = [cell.text for cell in said if cell.text[:1] in "+-" and cell.text]
    assert len(figures) == 2
    for text in (drawn.getvalue(), made(explained, "explain.html")):
        assert all(figure in text for figure in figures)
        assert "nothing changes" in text
    book = openpyxl.load_workbook(io.BytesIO(made(explained, "explain.xlsx")))  # type: ignore[arg-type]
    assert [cell.value for cell in book["Conditions"][1]][:4] == [
        "Condition",
        "Now",
        "If it holds",
        "If it holds: priority 1",
    ]


def test_a_head_over_columns_and_words_across_them_are_drawn_so_on_the_html_page() -> None:
    html = str(made(Explained(found(), of(), counted(of(), Counting())), "explain.html"))
    assert '<th scope="colgroup" colspan="2" class="group">If it fails</th>' in html
    assert '<td colspan="2" class=" figure">nothing changes</td>' in html

"""The tables that reports share."""

from __future__ import annotations

import copy
from dataclasses import replace

import pandas as pd
import pytest

from planner.planning import solve
from planner.reports import plan_tables
from tests.reports import example


def test_fill_names_everything_and_starts_with_priority_one(plan, scenario) -> None:
    fill = plan_tables.fill(plan, scenario)
    assert list(fill["Priority"]) == sorted(fill["Priority"])
    line = fill[(fill["Line"] == "L1") & (fill["Phase"] == "The long hold")].iloc[0]
    assert line["Requirement"] == "Battalion or Company, The west"
    assert (line["Required"], line["Unit"]) == (2500, "battalions")
    assert line["Filled"] == pytest.approx(1876)
    assert line["Short"] == pytest.approx(624)


def test_shortfalls_are_at_their_worst_and_the_least_filled_of_a_priority_first(plan, scenario) -> None:
    short = plan_tables.shortfalls(plan, scenario)
    assert list(short["Line"]) == ["L1", "L2"]
    worst = short.iloc[0]
    assert (worst["Most missing"], worst["Of"], worst["When"]) == (pytest.approx(624), 2500, "The long hold")
    assert worst["Months short"] == 6
    assert worst["Filled share"] == pytest.approx((2 * 1 + 6 * 1876 / 2500) / 8)


def test_rounding_by_the_solver_is_no_shortfall(plan, scenario) -> None:
    noisy = plan.fill.assign(short=plan.fill["required"] * 1e-9)
    assert not len(plan_tables.shortfalls(replace(plan, fill=noisy), scenario))


def test_of_phases_that_differ_by_the_last_digit_the_first_is_the_worst(plan, scenario) -> None:
    first = plan.fill[plan.fill["requirement"] == "L1"].iloc[0]
    alike = plan.fill.assign(required=float(first["required"]), short=0.5 * float(first["required"]))
    noisy = replace(plan, fill=alike.assign(short=alike["short"] + 1e-9 * alike.index))
    expected = plan_tables.shortfalls(replace(plan, fill=alike), scenario)
    assert list(plan_tables.shortfalls(noisy, scenario)["When"]) == list(expected["When"])


def test_contributions_carry_names_units_and_firmness(plan, scenario) -> None:
    sent = plan_tables.contributions(plan, scenario)
    assert sent["Nation"].iloc[0] == "Türkiye"
    aircraft = sent[sent["Capability"] == "Patrol aircraft"].iloc[0]
    assert (aircraft["Unit"], aircraft["Firmness"], aircraft["Place"]) == ("aircraft", "committed", "The sea")
    assert sent["Cost"].sum() == pytest.approx(plan.totals["cost"])


def test_a_wide_table_keeps_every_phase_and_the_order_of_its_rows(plan, scenario) -> None:
    sent = plan_tables.contributions(plan, scenario)
    wide = plan_tables.by_phase(sent, scenario, ["Nation", "Capability"], "Units")
    assert list(wide.columns) == ["Nation", "Capability", "First deployment", "The long hold"]
    assert list(wide["Nation"]) == ["Türkiye", "Türkiye", "Romania"]
    assert wide["The long hold"].sum() == pytest.approx(1875 + 1.5 + 4)


def test_nations_that_send_nothing_come_last_with_their_position(plan, scenario) -> None:
    nations = plan_tables.nations(plan, scenario)
    assert list(nations["Nation"]) == ["Türkiye", "Romania", "Hungary [31m"]
    assert nations["Share of person-months"].sum() == pytest.approx(1)
    assert nations["Position"].iloc[-1] == "Stays out."
    assert "Burden" not in nations


def test_burdens_are_shown_where_the_plan_has_them(plan, scenario) -> None:
    burdened = replace(plan, nations=plan.nations.assign(burden=[0.1, 0.2, 0.3]))
    assert "Burden" in plan_tables.nations(burdened, scenario)


def test_firmness_adds_up_to_the_whole_and_names_what_is_assumed(plan, scenario) -> None:
    rungs = plan_tables.firmness(plan, scenario).set_index("Firmness")
    assert list(rungs.index) == ["committed", "approved", "signalled"]
    assert rungs["Share"].sum() == pytest.approx(1)
    assert rungs["Of it assumed"].to_dict() == {"committed": 1, "approved": 0, "signalled": 0}


def test_goals_are_in_order_with_what_no_plan_gets_below(plan) -> None:
    goals = plan_tables.goals(plan)
    assert goals["Goal"].iloc[0] == "Fill what is required, priority 1"
    assert (goals["No plan below"] <= goals["Value"]).all()
    assert goals["Left open"].isna().tolist() == [False, False, True]


def test_unit_months_count_the_length_of_phases(plan, scenario) -> None:
    months = plan_tables.unit_months(plan, scenario).set_index("Capability")["Unit-months"]
    assert months["Patrol aircraft"] == pytest.approx(9)


def test_the_order_of_entries_in_a_file_changes_nothing(plan, scenario) -> None:
    shuffled = {
        key: dict(reversed(list(copy.deepcopy(example.DOCUMENT[key]).items())))
        for key in ("nations", "capabilities", "requirements", "places", "sources")
    }
    other = example.scenario(**shuffled)
    again = solve(other)
    for table in (
        plan_tables.fill,
        plan_tables.shortfalls,
        plan_tables.contributions,
        plan_tables.nations,
        plan_tables.firmness,
    ):
        pd.testing.assert_frame_equal(table(plan, scenario), table(again, other))


def test_a_plan_in_which_nobody_sends_anything_has_its_tables(nothing) -> None:
    assert not len(plan_tables.contributions(*nothing))
    assert not len(plan_tables.firmness(*nothing))
    assert len(plan_tables.shortfalls(*nothing)) == 3
    assert set(plan_tables.nations(*nothing)["People at most"]) == {0}

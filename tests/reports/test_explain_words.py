"""What an explanation says, in the terminal and on the page: cells, headlines, the order of findings."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import pytest

from planner.reports import explain_tables, explain_words
from planner.reports.explain.explain_sections import key_figures
from planner.studies.concessions.concessions import Concession, Ladder
from planner.studies.explain import Explanation, explain
from planner.studies.prices.price import Effect, GoalChange, RowPrice
from planner.words.wording import Words
from tests.small import scenario

SMALL = scenario()


@cache
def found() -> Explanation:
    return explain(SMALL)


@pytest.mark.parametrize(
    ("goal", "effect", "said"),
    [
        ("fill 1", Effect(-0.0125, 2.0), "+1.25 points of priority 1"),
        ("fill 2", Effect(0.005, 2.0), "-0.5 points of priority 2"),
        ("even", Effect(-0.1, 2.0), "+10 points of the worst-filled line"),
        ("steady", Effect(1200.0, 2.0), "+1,200 person-months moved"),
        ("cost", Effect(-6.0, 1.0), "-6 cost"),
        ("fill 1", Effect(0.0, 1.0), "nothing"),
        ("fill 1", Effect(0.0, 1.0, then=GoalChange("cost", 4.0, 3.0)), "+4 cost"),
        ("cost", None, "not possible"),
    ],
)
def test_an_effect_is_a_plus_where_more_is_filled_and_where_more_is_paid(goal, effect, said) -> None:
    price = RowPrice("L1", None, goal, effect, None, {}, "company")
    assert explain_words.effect_in_short(price, effect) == said


def test_an_effect_of_less_than_one_is_what_that_little_does_and_says_how_little() -> None:
    effect = Effect(-0.0144, 0.3)
    price = RowPrice("L1", None, "fill 1", effect, None, {}, "battery")
    assert explain_words.effect_in_short(price, effect) == "+0.43 points of priority 1 for 0.3"


def test_an_effect_in_steps_is_that_of_a_step() -> None:
    effect = Effect(-0.02, 3.0)
    price = RowPrice("L1", None, "fill 1", effect, None, {}, "battalion", step=0.25)
    assert explain_words.effect_in_short(price, effect) == "+0.5 points of priority 1 for 0.25"


def test_how_far_a_price_holds_is_that_of_the_goal_that_is_told() -> None:
    assert explain_words.until(Effect(1.0, 2.5)) == "2.5"
    assert explain_words.until(Effect(1.0, math.inf)) == ""
    assert explain_words.until(Effect(0.0, 2.5, then=GoalChange("cost", 4.0, 3.0))) == "3"
    assert explain_words.until(None) == ""


def test_the_headline_says_what_was_cut_short() -> None:
    said = explain_words.headline(replace(found(), unfinished=("ranges",)))
    assert said[-1] == "Cut short before it was done: ranges."
    assert explain_words.headline(found()) == said[:-1]


def test_where_shortfalls_were_cut_short_the_headline_says_no_number_that_is_not_known() -> None:
    assert "1 requirement is short in some phase." in explain_words.headline(found())
    cut = replace(found(), unfinished=("shortfalls",))
    assert "1 requirement is short in some phase; there may be more." in explain_words.headline(cut)
    none = explain_words.headline(replace(cut, shortfalls=()))
    assert "How many requirements are short is not known." in none


def test_figures_leave_out_counts_that_were_cut_short_and_speak_of_one_as_one() -> None:
    one = replace(found(), shortfalls=found().shortfalls[:1], prices=found().prices[:1])
    assert key_figures(one)[-2:] == (("1", "requirement is short in some phase"), ("1", "bound with a price"))
    cut = key_figures(replace(one, shortfalls=(), prices=(), unfinished=("shortfalls", "prices")))
    assert cut == key_figures(one)[:-2]


def test_each_line_is_told_in_its_worst_phase_and_the_first_priority_first() -> None:
    worst = explain_words.worst_of_each_line(found().shortfalls, SMALL)
    lines = [one.requirement for one in worst]
    assert len(lines) == len(set(lines))
    priorities = [SMALL.requirements[line].priority for line in lines]
    assert priorities == sorted(priorities)
    for one in worst:
        same = [gap for gap in found().shortfalls if gap.requirement == one.requirement]
        assert one.short / one.required == max(gap.short / gap.required for gap in same)


def test_each_bound_is_told_once_and_in_the_order_of_prices() -> None:
    once = explain_words.one_of_each_bound(found().prices)
    assert [price.row for price in once] == list(dict.fromkeys(price.row for price in found().prices))
    assert all(price in found().prices for price in once)


def test_a_bound_has_a_name_that_people_know() -> None:
    names = {explain_words.bound_name(price, Words(SMALL)) for price in found().prices}
    assert any("offer of" in name for name in names)
    assert not any("nations." in name or "requirements." in name for name in names)


@pytest.mark.parametrize(
    ("ladder", "said"),
    [
        (Ladder(0.9, 1.0, None), ""),
        (Ladder(0.9, 1.0, 0.5), "That much is filled already."),
        (Ladder(None, None, 0.5), "Nothing that is negotiable would: only red lines stand in the way."),
        (Ladder(0.5, 0.8, 0.9), "No concessions would: with all of them it is 80 %."),
    ],
)
def test_why_a_fill_cannot_be_reached_is_said(ladder, said) -> None:
    assert explain_words.no_answers(ladder) == said


def test_the_units_of_every_offer_are_accounted_for() -> None:
    for gap in found().shortfalls:
        table = explain_tables.offers(gap, SMALL)
        assert len(table) == len(gap.offers)
        for _, row in table.iterrows():
            parts = [float(row[name] or 0) for name in ("Here", "Elsewhere", "Held back", "Unused")]
            assert sum(parts) == pytest.approx(float(row["Offered"] or 0), abs=0.02)


def test_a_price_is_a_row_and_a_free_nation_is_one() -> None:
    assert len(explain_tables.prices(found().prices, SMALL)) == len(found().prices)
    free = explain_tables.ranges(found().ranges, SMALL)
    every = explain_tables.ranges(found().ranges, SMALL, all_nations=True)
    assert set(free["Nation"]) <= set(every["Nation"])
    assert list(every)[:3] == ["Nation", "Plan", "As good"]


def test_ranges_stand_in_the_order_of_the_names_that_are_read() -> None:
    named = {code: {**SMALL.nations[code].model_dump(exclude_unset=True)} for code in SMALL.nations}
    for code, name in (("FRA", "Zealand"), ("ROU", "Auria"), ("TUR", "Borea")):
        named[code]["name"] = name
    every = explain_tables.ranges(found().ranges, scenario(nations=named), all_nations=True)
    assert list(every["Nation"]) == ["Auria", "Borea", "Zealand"]


def test_without_anything_found_the_tables_are_empty() -> None:
    assert len(explain_tables.prices((), SMALL)) == 0
    assert list(explain_tables.ranges((), SMALL)) == ["Nation", "Plan"]


def test_an_answer_that_is_not_there_is_said_to_be_so_in_a_table() -> None:
    assert explain_words.in_short(None) == "not looked for"


@pytest.mark.parametrize(
    ("fill", "plan_fill", "said"),
    [
        (0.3, 1.0, "120, 1 asked; once it is made, the plan fills 100 %"),
        (0.3, 0.3 + 1e-9, "120, 1 asked"),
        (None, None, "120, 1 asked"),
    ],
)
def test_an_answer_says_what_is_filled_where_that_is_more_than_was_asked_for(fill, plan_fill, said) -> None:
    answer = Concession(fill, "cheapest", 120.0, (), 1, plan_fill)
    assert explain_words.weighed(answer) == said

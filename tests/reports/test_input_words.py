"""What differs between two scenarios is said with names and titles, and never alike where it is not."""

from __future__ import annotations

import pytest

from planner.reports.comparison.input_words import LONGEST, MOST_SHOWN, what_differs
from planner.scenario.reading import load_text
from planner.scenario.scenario import Scenario
from planner.scenario.template import template
from tests.small import scenario

BEFORE = load_text(template())


def changed(*pairs: tuple[str, str]) -> Scenario:
    text = template()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return load_text(text)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minehunter: 2", "minehunter: 5", "changed: France, Minehunter: units, expected: 2 -> 5"),
        ("months: 6", "months: 7", 'changed: Phase "Deploy": months: 6 -> 7'),
        ("A first scenario", "A second one", "changed: Title: A first scenario -> A second one"),
        (
            "place: western_ukraine, quantity: {deploy: 3",
            "place: black_sea, quantity: {deploy: 3",
            'changed: Requirement "Infantry battalion, Black Sea": place: Western Ukraine -> Black Sea',
        ),
        (
            "outsiders: [FRA, DEU]",
            "outsiders: [FRA]",
            'changed: Group "outsiders": Germany, France -> France',
        ),
    ],
)
def test_names_and_titles_stand_in_place_of_paths_and_ids(old: str, new: str, said: str) -> None:
    assert said in what_differs(BEFORE, changed((old, new)))


def test_where_nothing_differs_that_is_said() -> None:
    assert what_differs(BEFORE, BEFORE) == ("nothing differs",)


def test_an_entry_that_is_there_in_one_only_is_named_as_a_whole() -> None:
    nations = {key: nation for key, nation in BEFORE.nations.items() if key != "FRA"}
    fewer = BEFORE.model_copy(update={"nations": nations})
    assert what_differs(BEFORE, fewer) == ("removed: France",)
    assert what_differs(fewer, BEFORE) == ("added: France",)


def test_a_rule_that_is_gone_is_told_as_what_it_said() -> None:
    rules = {key: one for key, one in BEFORE.constraints.items() if key != "ukraine_chooses"}
    (said,) = what_differs(BEFORE, BEFORE.model_copy(update={"constraints": rules}))
    assert said.startswith('removed: Constraint "ukraine chooses": Ukraine refuses')


def test_numbers_that_differ_in_a_late_digit_read_so() -> None:
    after = changed(("minehunter: 2", "minehunter: 2.00001"))
    assert what_differs(BEFORE, after) == ("changed: France, Minehunter: units, expected: 2 -> 2.00001",)


def test_long_texts_that_part_late_are_shown_where_they_part() -> None:
    one, other = (BEFORE.model_copy(update={"title": "word " * 100 + end}) for end in ("north", "south"))
    (said,) = what_differs(one, other)
    was, _, to = said.partition(" -> ")
    assert was.endswith("north")
    assert to.endswith("south")
    assert len(to) <= LONGEST


def test_what_is_lost_comes_first_remarks_last_and_the_rest_is_counted() -> None:
    lines = what_differs(BEFORE, scenario())
    kinds = [line.partition(":")[0] for line in lines]
    assert kinds == sorted(kinds, key=["removed", "changed", "added"].index)
    assert max(map(kinds.count, kinds)) <= MOST_SHOWN + 1
    renamed = changed(("A first scenario", "A second one"), ("minehunter: 2", "minehunter: 5"))
    assert [line.split(":")[1] for line in what_differs(BEFORE, renamed)] == [" France, Minehunter", " Title"]

"""What things are called."""

from __future__ import annotations

import pytest

from planner.words.names import Names, listing, one_line, plural, readable
from tests.reports import example


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("battalion", "battalions"),
        ("battery", "batteries"),
        ("aircraft", "aircraft"),
        ("company", "companies"),
        ("day", "days"),
        ("ships", "ships"),
        ("corps", "corps"),
        ("launch", "launches"),
    ],
)
def test_units_are_named_in_the_plural(one, many) -> None:
    assert plural(one) == many


def test_ids_become_words() -> None:
    assert readable("infantry_battalion") == "Infantry battalion"


def test_lists_read_as_in_a_sentence() -> None:
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert listing(["a"]) == "a"
    assert listing([]) == ""


def test_text_that_steers_a_terminal_is_taken_out() -> None:
    assert one_line("Hungary\x1b[31m\nnow\t") == "Hungary [31m now"


def test_a_requirement_without_a_title_is_named_by_what_and_where() -> None:
    scenario = example.scenario()
    names = Names(scenario).requirements
    assert names["L1"] == "Battalion or Company, The west"
    assert names["L2"] == "Guards"


def test_what_counts_less_than_one_says_so() -> None:
    scenario = example.scenario()
    assert Names(scenario).served_by("L1") == "Battalion, Company (counts 0.25)"
    assert Names(scenario).unit_of("L1") == "battalions"


def test_two_things_of_one_name_are_told_apart() -> None:
    twins = example.scenario(
        requirements={key: {"capability": "company", "place": "west", "quantity": 1} for key in ("X", "Y")}
    )
    assert list(Names(twins).requirements.values()) == ["Company, The west (X)", "Company, The west (Y)"]


def test_one_of_what_a_requirement_counts_is_not_called_many() -> None:
    names = Names(example.scenario())
    line = next(iter(names.requirements))
    assert plural(names.unit_of(line, 1)) == names.unit_of(line, 2) == names.unit_of(line)
    assert names.unit_of(line, 1) != names.unit_of(line)

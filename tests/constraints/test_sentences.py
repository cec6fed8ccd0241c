"""What constraints say, where it is put together from what they hold for."""

from __future__ import annotations

import pytest

from planner.constraints.base import for_each
from planner.facts.exact import ratio_in_words
from tests.small import constrained, scenario


@pytest.mark.parametrize(
    ("per", "said"),
    [
        ((), ""),
        (("nation",), " for each nation"),
        (("nation", "place"), " for each nation and place"),
        (("horizon",), " over the whole horizon"),
        (("nation", "horizon"), " for each nation over the whole horizon"),
    ],
)
def test_what_a_bound_holds_for_is_said_in_words(per, said) -> None:
    assert for_each(per) == said


def test_a_caveat_on_everything_of_a_nation_reads_as_one_says_it() -> None:
    rule = {"kind": "caveat", "nations": "FRA", "area": "coast"}
    (caveat,) = scenario(**constrained(**rule)).constraints.values()
    assert caveat.sentence() == "no forces by FRA in coast"


def share(**fields):
    rule = {"kind": "share", "component": "maritime", "at_most": 0.6, **fields}
    (found,) = scenario(**constrained(**rule)).constraints.values()
    return found.sentence()


def test_a_share_says_of_what() -> None:
    maritime = {"component": "maritime"}
    assert share(per="nation").endswith("at most 60% of all nations' total for each nation")
    assert share(nations="FRA").endswith("by FRA is at most 60% of all nations' total")
    each = share(per="nation", capabilities="minehunter", of=maritime)
    assert each.endswith("at most 60% of its own total of maritime for each nation")
    assert share(nations="FRA", of=maritime).endswith("by FRA is at most 60% of that of maritime")


@pytest.mark.parametrize(
    ("bound", "said"), [(0.125, "12.5%"), ("1/3", "1/3"), (0.3333333, "33.33333%"), (0.6, "60%"), (0, "0%")]
)
def test_a_share_is_said_with_all_its_digits(bound, said) -> None:
    assert f"at most {said} of all nations' total" in share(at_most=bound, nations="FRA")


def test_two_numbers_that_differ_read_differently() -> None:
    said = {ratio_in_words(value) for value in (1 / 3, 0.3333333, 1234567, 1234568, 0.1, 1e-6, 1_000_000)}
    assert said == {"1/3", "0.3333333", "1,234,567", "1,234,568", "0.1", "0.000001", "1,000,000"}

"""What constraints say, where it is put together from what they hold for."""

from __future__ import annotations

import pytest

from planner.constraints.base import for_each
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
def test_what_a_bound_holds_for_is_said_in_words(per, said):
    assert for_each(per) == said


def test_a_caveat_on_everything_of_a_nation_reads_as_one_says_it():
    rule = {"kind": "caveat", "nations": "FRA", "area": "coast"}
    (caveat,) = scenario(**constrained(**rule)).constraints.values()
    assert caveat.sentence() == "no forces by FRA in coast"

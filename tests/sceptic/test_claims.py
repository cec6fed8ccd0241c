"""Every claim of `explain` on random scenarios of the whole language, applied and solved again.

`PLANNER_SEEDS` says how many seeds, `PLANNER_PARTS` which parts; `python -m benchmarks.claims` runs five
hundred of all.
"""

from __future__ import annotations

import os

import pytest

from tests.sceptic import attributions
from tests.sceptic.claims import CannotSayError, doubts
from tests.sceptic.scenarios import document

SEEDS = int(os.environ.get("PLANNER_SEEDS", "16"))
PARTS = os.environ.get("PLANNER_PARTS", "concessions").split(",")
"""What is held to here; prices, conditions and ranges are counted by the benchmark."""


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_is_claimed_is_what_solving_again_gives(seed) -> None:
    try:
        found = [str(doubt) for doubt in doubts(document(seed), PARTS)]
    except CannotSayError as error:
        pytest.skip(f"the solver does not answer: {error}")
    assert found == []


@pytest.mark.parametrize("seed", range(min(SEEDS, 8)))
def test_what_a_comparison_says_of_each_change_is_what_making_it_gives(seed: int) -> None:
    try:
        found = [str(doubt) for doubt in attributions.doubts(document(seed), seed)]
    except CannotSayError as error:
        pytest.skip(f"the solver does not answer: {error}")
    assert found == []


@pytest.mark.parametrize("seed", [24, 82, 94, 144, 229, 253, 264, 278, 299, 325])
def test_concessions_go_no_further_than_they_must_where_they_once_did(seed: int) -> None:
    assert [str(doubt) for doubt in doubts(document(seed), ["concessions", "conditions"])] == []

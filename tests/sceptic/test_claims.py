"""Every claim of `explain` on random scenarios of the whole language, applied and solved again.

`PLANNER_SEEDS` says how many seeds, `PLANNER_PARTS` which parts; `python -m benchmarks.claims` runs five
hundred of all.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from tests.sceptic import attributions
from tests.sceptic.claims import CannotSayError, doubts
from tests.sceptic.scenarios import document

SEEDS = int(os.environ.get("PLANNER_SEEDS", "16"))
PARTS = os.environ.get("PLANNER_PARTS", "concessions").split(",")
"""What is held to here; prices, conditions and ranges are counted by the benchmark."""
ONCE_WRONG = sorted((Path(__file__).parent / "once_wrong").glob("*.yaml"))
"""Random scenarios of which something wrong was once said, with the numbers of the generator of that day."""


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


@pytest.mark.parametrize("file", ONCE_WRONG, ids=lambda file: file.stem)
def test_what_was_once_claimed_wrongly_is_what_solving_again_gives(file: Path) -> None:
    sections = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert [str(doubt) for doubt in doubts(sections, ["concessions", "conditions", "prices"])] == []

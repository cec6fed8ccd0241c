"""Sentences in the terminal: what is left out is counted as one or many."""

from __future__ import annotations

import pytest

from planner.reports.spoken import and_more


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (5, []),
        (6, ["1 more broken rule is in the document (`--json`)."]),
        (1007, ["1,002 more broken rules are in the document (`--json`)."]),
    ],
)
def test_what_is_left_out_is_counted_as_one_or_many(count: int, said: list[str]) -> None:
    assert and_more(count, 5, "broken rule") == said
